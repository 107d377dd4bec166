"""Points work by homes that keep the rules and by what is offered for going; by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import counts, heated, same, tables

from model.cases import Outcome
from model.interventions.points import PointsPlan
from model.ledger import Book, Unit
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 6


def points(**settings: Any) -> PointsPlan:
    return PointsPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: PointsPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: PointsPlan) -> Results:
    return hood_with(*plans).run()


def lives(results: Results) -> dict[str, np.ndarray]:
    """Return everything but what points themselves leave in the books."""
    return {
        name: values
        for name, values in tables(results)
        if not name.startswith("ledger.") and "points" not in name and "cost" not in name
    }


def test_points_without_effect_and_without_pull_change_nobodys_life():
    hollow = lives(run(points(effect=0.0, pull=0.0, locked_out=0)))
    bare = lives(run())
    assert [name for name, values in hollow.items() if not same(values, bare[name])] == []


def test_points_nobody_signs_up_for_change_nobodys_life():
    unheard = lives(run(points(join=-20.0, pull=0.0, locked_out=0)))
    bare = lives(run())
    assert [name for name, values in unheard.items() if not same(values, bare[name])] == []


def test_a_home_that_keeps_the_rules_holds_back_and_others_do_not():
    hood = hood_with(points(effect=0.4))
    while hood.day < 2:
        hood.step()
    hood.morning()
    keeping = hood.interventions[0].keeping  # type: ignore[attr-defined]
    assert 0 < keeping.sum() < keeping.size
    for dial in (hood.dials.loud_hours, hood.dials.litter_hours, hood.dials.things_stored):
        assert np.allclose(dial, np.where(keeping > 0, 0.6, 1.0))


def test_the_more_civic_keep_the_rules_more_often():
    hood = hood_with(points(join=20.0, keep_civic=20.0, keep=-10.0))
    hood.step()
    keeping = hood.interventions[0].keeping  # type: ignore[attr-defined]
    lived = hood.estate.dwellings.household >= 0
    civic = hood.households.civic[hood.estate.dwellings.household[lived]]
    assert civic[keeping[lived] > 0].mean() > civic[keeping[lived] == 0].mean()


def test_a_stronger_pull_brings_more_people_to_activities():
    def went(pull: float) -> float:
        return float(counts(run(points(pull=pull)), "attendances").sum())

    assert went(0.0) == counts(run(), "attendances").sum()
    assert went(0.0) < went(2.0)


def test_issued_points_are_redeemed_forfeited_left_behind_or_outstanding():
    hood = hood_with(points(fine=10.0))
    results = hood.run()
    books = hood.ledger.books[Unit.POINTS]
    gone = books[Book.REDEEMED] + books[Book.FORFEITED] + books[Book.LEFT]
    issued = -books[Book.ISSUER]
    assert issued > 0
    assert books[Book.REDEEMED] > 0
    assert books[Book.FORFEITED] > 0
    assert issued == pytest.approx(gone + hood.ledger.outstanding(Unit.POINTS))
    assert results.kpis["points_issued"][-1] == pytest.approx(issued)
    assert results.kpis["points_outstanding"][-1] == pytest.approx(issued - gone)


def test_nobody_is_fined_below_nothing():
    hood = hood_with(points(fine=1000.0))
    hood.run()
    assert (hood.ledger.balances.held[:, Unit.POINTS] >= -1e-9).all()


def test_what_is_redeemed_in_a_month_stays_within_the_supply():
    plan = points(redeemed=1.0, supply=1000.0, price=5.0)
    hood = hood_with(plan)
    results = hood.run()
    spending = results.spending
    monthly = spending["yuan"][spending["what"] == "rewards"]
    supply = plan.supply * hood.estate.size / 500.0 * 30.0 / 365.0
    assert monthly.size
    assert (monthly <= supply * (1 + 1e-9)).all()
    redeemed = hood.ledger.books[Unit.POINTS, Book.REDEEMED]
    assert monthly.sum() == pytest.approx(redeemed * plan.price)


def test_after_the_end_nothing_is_offered_and_nobody_keeps_rules_for_points():
    hood = hood_with(points(end=2))
    results = hood.run()
    assert hood.activities.points_per_visit == 0.0
    assert not hood.interventions[0].keeping.any()  # type: ignore[attr-defined]
    assert (results.ledger["day"][results.ledger["why"] == "took part"] < 60).all()


def test_only_homes_on_which_a_decision_was_imposed_are_fined():
    hood = hood_with(points(fine=10.0))
    hood.run()
    cases = hood.mediation.cases
    imposed = cases.accused[cases.recorded & (cases.outcome == Outcome.IMPOSED)]
    lost = [entry for entry in hood.ledger.journal if entry.why == "broke the rules"]
    fined = hood.residents.household[np.concatenate([entry.source for entry in lost])]
    assert fined.size
    assert set(fined.tolist()) <= set(imposed.tolist())


def test_homes_on_which_a_decision_was_imposed_are_locked_out_for_so_long_and_no_others():
    hood = hood_with(points(locked_out=2))
    cases = hood.mediation.cases
    seen = False
    while hood.month <= MONTHS:
        hood.step()
        if (hood.day - 1) % 30:
            continue
        today = hood.day - 1
        lost = cases.recorded & (cases.outcome == Outcome.IMPOSED)
        lost &= (cases.closed >= 24.0 * (today - 60)) & (cases.closed < 24.0 * today)
        accused = cases.accused[lost]
        homes = hood.households.dwelling[accused[hood.households.present[accused]]]
        assert set(np.flatnonzero(hood.places.barred)) == set(homes.tolist())
        seen |= bool(homes.size)
    assert seen


def test_at_the_end_all_doors_open():
    hood = hood_with(points(locked_out=6, end=3))
    while hood.month <= 3:
        hood.step()
    assert hood.places.barred.any()
    hood.step()
    assert not hood.places.barred.any()


def test_whoever_lacks_digital_skill_signs_up_less_unless_there_is_paper():
    def keeping(skill: float, counters: float) -> int:
        hood = hood_with(points(join=20.0, keep=20.0, counters=counters))
        hood.residents.digital[:] = skill
        hood.step()
        return int(hood.interventions[0].keeping.sum())  # type: ignore[attr-defined]

    assert keeping(0.0, 0.0) == 0
    assert keeping(0.0, 0.0) < keeping(0.0, 0.5) < keeping(0.0, 1.0) == keeping(1.0, 0.0)


def test_the_discount_is_paid_for_homes_that_keep_the_rules():
    hood = hood_with(points(discount=0.1))
    hood.step()
    kept = hood.interventions[0].keeping.sum()  # type: ignore[attr-defined]
    entry = hood.money.spent[1, "points", "company", "fee discount"]
    assert entry[0] == pytest.approx(0.1 * hood.treasury.fee * kept)


def test_a_discount_and_the_threat_of_locked_doors_make_keeping_likelier():
    def keeping(**settings: Any) -> float:
        hood = hood_with(points(join=20.0, **settings))
        hood.step()
        return float(hood.interventions[0].keeping.sum())  # type: ignore[attr-defined]

    plain = keeping(keep_discount=0.0, keep_access=0.0)
    assert plain < keeping(keep_discount=50.0, keep_access=0.0)
    assert plain < keeping(keep_discount=0.0, keep_access=20.0)
