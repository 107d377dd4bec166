"""Open books, easy votes and full purses in the life of a whole estate."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from neighbourhoods import SMALL, STILL, counts, differences, parameters

from model.estate import BuildingPlan, EstatePlan, PeoplePlan
from model.functions import Module
from model.neighbourhood import Neighbourhood
from model.results import Results

TOWERS = EstatePlan(buildings=(BuildingPlan(count=2, stairs=2, floors=15, doors=4),))
MONTHS = 24


@cache
def start() -> Neighbourhood:
    return Neighbourhood(TOWERS, seed=3, months=MONTHS)


def lived(change: Callable[[Neighbourhood], None] | None = None) -> Results:
    hood = start().fork(months=MONTHS)
    if change:
        change(hood)
    return hood.run()


@cache
def as_today() -> Results:
    return lived()


def last(results: Results, kpi: str) -> float:
    return float(results.kpis[kpi][-1])


def risen(results: Results, kpi: str) -> float:
    return last(results, kpi) - last(as_today(), kpi)


def test_books_that_convince_bring_belief_trust_votes_and_fees():
    def open_books(hood: Neighbourhood) -> None:
        hood.governance.disclose(every_months=1, credibility=0.9)
        hood.governance.account(unaccounted=0.0)

    opened = lived(open_books)
    assert risen(opened, "share_believing_books_open") > 0.2
    assert risen(opened, "trust_manager_index") > 3.0
    assert risen(opened, "fee_collection_rate") > 0.0
    assert risen(opened, "vote_turnout") > 0.0
    assert risen(opened, "service_satisfaction") > 0.0


def test_books_that_show_a_gap_cost_trust():
    def show_the_gap(hood: Neighbourhood) -> None:
        hood.governance.disclose(every_months=1, credibility=0.9)
        hood.governance.account(unaccounted=0.75)

    shown = lived(show_the_gap)
    assert risen(shown, "trust_manager_index") < -2.0
    assert risen(shown, "fee_collection_rate") < 0.0
    assert counts(shown, "protests").sum() > counts(as_today(), "protests").sum()


def test_an_online_council_brings_more_owners_to_vote():
    voted = lived(lambda hood: hood.platform.open(Module.COUNCIL))
    assert risen(voted, "vote_turnout") > 0.02
    assert risen(voted, "decision_participation_rate") > 0.02


def test_a_council_makes_the_sharing_of_space_fairer():
    met = lived(lambda hood: hood.governance.meet_as_council(a_year=12))
    assert risen(met, "allocation_fairness") > 0.0
    assert risen(met, "decision_participation_rate") > 0.0


def test_where_advertising_slumps_and_no_fees_help_out_events_are_cut():
    plan = TOWERS.model_copy(deep=True)
    funding = plan.organisation.funding.model_copy(
        update={"activities_from_fees": 0.0, "public_fund": 0.0, "set_aside": 1.0}
    )
    organisation = plan.organisation.model_copy(update={"funding": funding})
    hood = Neighbourhood(plan.model_copy(update={"organisation": organisation}), months=12)
    hood.treasury.scale_income("lift_advertising", 0.0)
    before = hood.fork(months=12)
    before.treasury.scale_income("lift_advertising", 1.0)
    rich, poor = before.run(), hood.run()
    assert poor.kpis["activities_per_month"].sum() < 0.6 * rich.kpis["activities_per_month"].sum()
    assert poor.checks["cut_yuan"] > 0 == rich.checks["cut_yuan"]


def test_the_books_of_a_run_balance():
    checks = as_today().checks
    assert checks["money_residual"] < 1e-6
    assert checks["overdrawn_yuan"] == 0.0


def test_a_change_of_nothing_changes_nothing():
    def same_again(hood: Neighbourhood) -> None:
        g = hood.governance
        g.disclose(every_months=g.books_every, credibility=g.credibility)
        g.account(unaccounted=g.unaccounted)
        g.call_votes(a_year=g.votes_a_year)
        g.meet_as_council(a_year=g.meetings_a_year)
        g.spread_notices(reach=g.notice_reach)
        hood.treasury.scale_income("lift_advertising", 1.0)

    assert differences(as_today(), lived(same_again)) == []


def test_shares_are_defined_once_their_year_is_full():
    kpis = as_today().kpis
    for name in ("vote_turnout", "decision_participation_rate", "fee_collection_rate"):
        assert np.isnan(kpis[name][:11]).all()
        assert ((kpis[name][11:] > 0) & (kpis[name][11:] < 1)).all()
    for name in ("share_believing_books_open", "allocation_fairness", "resident_satisfaction"):
        assert ((kpis[name] > 0) & (kpis[name] < 1)).all()


@pytest.mark.parametrize("plan", [SMALL, STILL])
def test_without_owners_there_is_no_turnout(plan: EstatePlan):
    renters = PeoplePlan(**{**plan.people.model_dump(), "renters": 1.0})
    hood = Neighbourhood(
        plan.model_copy(update={"people": renters}), parameters({}), months=13, seed=2
    )
    results = hood.run()
    assert np.isnan(results.kpis["vote_turnout"]).all()
    assert np.isnan(results.kpis["decision_participation_rate"]).all()
    assert results.checks["votes_without_owners"] > 0


def test_what_owners_and_renters_say_averages_to_what_all_say():
    results = as_today()
    table = results.kpis_by_group
    weights = [counts(results, "adults", group) for group in ("owner", "renter")]
    for kpi in ("share_believing_books_open", "service_satisfaction"):
        chosen = [(table["kpi"] == kpi) & (table["group"] == g) for g in ("owner", "renter")]
        values = [np.asarray(table["value"][rows], float) for rows in chosen]
        assert np.average(values, weights=weights, axis=0) == pytest.approx(results.kpis[kpi])
