"""Clearing: things on common ground that no talk could move, and who dares to take them away."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import PLAIN, STILL, counts, differences, feed, heated, parameters, quarrels

from model.cases import Outcome
from model.clearing import HALF_YEAR, Place
from model.estate import EstatePlan
from model.exposures import Trigger
from model.money import Purse
from model.neighbourhood import Neighbourhood
from model.outlook import Stock

# Nobody agrees to meet; things stay until somebody takes them, and nobody goes to court.
STUBBORN = {
    "mediation": {"consent": {"base": -20.0}},
    "triggers": {"space": {"clutter_start": 0.0, "clutter_end": 0.0, "plot_start": 0.0}},
}
NOBODY_CLEARS = {"clears": 0.0, "refers": 0.0}
CLEARS = {"clears": 1.0, "refers": 0.0}
REFERS = {"clears": 0.0, "refers": 1.0}


@cache
def _started() -> Neighbourhood:
    return Neighbourhood(plan(), parameters(PLAIN, STUBBORN), months=1, seed=5)


def plan() -> EstatePlan:
    organisation = STILL.organisation.model_copy(
        update={
            "governance": STILL.organisation.governance.model_copy(update={"roles_clear": 1.0}),
            "service": STILL.organisation.service.model_copy(update={"call_back": 0.0}),
        }
    )
    return STILL.model_copy(update={"organisation": organisation, "stewards": 400.0})


def hood(months: int = 12, **verbs: float) -> Neighbourhood:
    """Fork a neighbourhood where every home keeps things on the stair."""
    h = _started().fork(months=months)
    h.mediation.due.clear()
    h.clearing.unsettled.clear()
    h.clearing.referred.clear()
    h.clearing.lessons = 0.0
    h.space.occupation.corridor[:] = True
    for verb, field in (("dare", "clears"), ("refer", "refers"), ("instruct", "instructed")):
        getattr(h.clearing, verb)(verbs.get(field, 0.0))
    return h


def complain(h: Neighbourhood, days: int = 1, trigger: Trigger = Trigger.CORRIDOR) -> None:
    """Let every home complain about the next one but some, on each of so many days."""
    homes = h.households.rows
    rows = np.arange(homes)
    feed(
        h,
        {
            day: quarrels(h.households.first[rows], (rows + 1 + day) % homes, trigger=trigger)
            for day in range(days)
        },
    )


def lived(h: Neighbourhood, days: int) -> Neighbourhood:
    for _ in range(days):
        h.step()
    return h


def total(h: Neighbourhood, what: str, group: str = "all") -> float:
    return float(h.recorder.series(what, group).sum())


# -- who clears --------------------------------------------------------------------------------


def test_where_nobody_may_clear_and_nobody_is_called_everything_stays():
    h = hood(**NOBODY_CLEARS)
    complain(h)
    lived(h, 200)
    assert h.space.occupation.corridor[h.households.present].all()
    assert total(h, "occupations_cleared") == 0.0
    assert total(h, "occupations_referred") == 0.0


def test_what_nobody_clears_stays_disputed_for_half_a_year_and_longer():
    h = hood(**NOBODY_CLEARS)
    complain(h)
    lived(h, HALF_YEAR + 60)
    assert h.recorder.series("occupations_unsettled_half_year")[4] == 0.0
    assert h.recorder.series("occupations_unsettled_half_year")[7] > 20.0


def test_a_company_that_dares_clears_what_was_complained_about_and_nothing_else():
    h = hood(**CLEARS)
    h.space.occupation.green[:] = True
    homes = h.households.rows
    feed(h, {0: quarrels(h.households.first[[3]], [4], trigger=Trigger.CORRIDOR)})
    lived(h, 40)
    assert not h.space.occupation.corridor[4]
    assert h.space.occupation.corridor.sum() == homes - 1
    assert h.space.occupation.green[4]
    assert total(h, "occupations_cleared", "company") == 1.0


@pytest.mark.parametrize("trigger", [Trigger.NOISE, Trigger.PARKING, Trigger.PETS])
def test_only_things_on_the_stair_or_in_the_green_can_be_cleared(trigger: Trigger):
    h = hood(clears=1.0, refers=1.0)
    complain(h, trigger=trigger)
    lived(h, 60)
    assert total(h, "occupations_cleared") == total(h, "occupations_referred") == 0.0


def test_a_settled_case_needs_no_clearing():
    h = hood(**CLEARS)
    cases = h.mediation.cases
    case = cases.add(1).start
    cases.complainant[case], cases.accused[case] = h.households.first[1], 2
    cases.trigger[case], cases.handled[case] = Trigger.CORRIDOR, True
    for outcome in Outcome:
        cases.outcome[case] = outcome
        cleared = h.clearing.act(h.day, cases, [case], h.space.occupation)
        unsettled = outcome in (Outcome.IMPOSED, Outcome.FAILED)
        assert cleared == ([Place(2, Trigger.CORRIDOR)] if unsettled else [])


def test_what_was_cleared_comes_back_as_it_came():
    h = hood(**CLEARS)
    complain(h)
    lived(h, 60)
    left = h.space.occupation.corridor[h.households.present].mean()
    assert left < 0.3
    sure = h.space.parameters.model_copy(update={"clutter_start": 1.0, "clutter_upstairs": 1.0})
    h.space.parameters = sure
    lived(h, 5)
    assert h.space.occupation.corridor[h.households.present].mean() > 0.9


# -- agencies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instructed", "passed_on", "mean"), [(0.0, False, 6.0), (0.0, True, 9.0), (1.0, False, 2.4)]
)
def test_coordination_takes_its_mean_and_is_exponential(
    instructed: float, passed_on: bool, mean: float
):
    h = hood(**REFERS, instructed=instructed)
    days = []
    cases = h.mediation.cases
    for n in range(4800):
        case = cases.add(1).start
        accused = n % h.households.rows
        other = (accused + 1 + n // h.households.rows) % h.households.rows
        cases.complainant[case] = h.households.first[other]
        cases.accused[case], cases.trigger[case] = accused, Trigger.CORRIDOR
        cases.passed_on[case] = passed_on
        cases.closed[case] = 24.0 * h.day
        place = Place(accused, Trigger.CORRIDOR)
        assert not h.clearing._decide(h.day, cases, case, place)
        days.append(h.clearing.referred.pop(place).days)
    found = np.unique(np.array(days))  # the same pair is as lucky on the same day
    standard = found.std() / np.sqrt(found.size)
    assert abs(found.mean() - mean) < 4.5 * standard
    assert found.std() == pytest.approx(found.mean(), rel=0.12)


def test_agencies_come_when_they_have_agreed_and_not_before():
    h = hood(**REFERS)
    complain(h)
    for _ in range(150):
        before = dict(h.clearing.referred)
        h.step()
        for place, referral in before.items():
            gone = place not in h.clearing.referred
            assert gone == (int(referral.due) == h.day - 1)
            assert gone == (not h.space.occupation.corridor[place.household])
    assert not h.clearing.referred
    assert total(h, "occupations_cleared", "agency") == total(h, "occupations_referred") > 20
    assert total(h, "coordination_days") > 0.0


def test_an_agency_finds_nothing_where_things_have_gone_meanwhile():
    h = hood(**REFERS)
    complain(h)
    while not h.clearing.referred:
        h.step()
    h.space.occupation.corridor[:] = False
    lived(h, 60)
    assert total(h, "occupations_cleared") < total(h, "occupations_referred")
    assert not h.clearing.referred and not h.clearing.unsettled


# -- the law -----------------------------------------------------------------------------------


def cleared_with(**rules: Any) -> Neighbourhood:
    h = hood(**CLEARS, instructed=rules.pop("instructed", 0.0))
    h.clearing.parameters = h.clearing.parameters.model_copy(update=rules)
    complain(h)
    return lived(h, 60)


def test_a_lost_lawsuit_costs_its_damages_and_hours():
    h = cleared_with(suit=1.0, wary=0.0, suit_hours=20.0, damages=5000.0, hours=0.0)
    suits = total(h, "clearing_lawsuits")
    assert suits == total(h, "occupations_cleared") > 20
    paid = sum(e[0] for key, e in h.money.costs.items() if key[1:] == ("lawsuits", Purse.COMPANY))
    assert paid == pytest.approx(suits * (5000.0 + 20.0 * h.clearing.wage))
    assert h.money.residual() < 1e-6


def test_without_risk_there_is_no_lawsuit():
    h = cleared_with(suit=0.0)
    assert total(h, "clearing_lawsuits") == 0.0
    assert total(h, "occupations_cleared") > 20


def test_lawsuits_make_wary_until_they_are_forgotten():
    bold, shy = cleared_with(suit=1.0, wary=0.0), cleared_with(suit=1.0, wary=3.0)
    assert total(shy, "occupations_cleared") < 0.5 * total(bold, "occupations_cleared")
    h = hood(**CLEARS)
    h.clearing.lessons = 2.0
    wary = h.clearing.parameters.wary
    assert h.clearing.readiness(instructed=False) == pytest.approx(np.exp(-2.0 * wary))
    assert h.clearing.readiness(instructed=True) == 1.0
    lived(h, round(h.clearing.parameters.wary_half_life))
    assert h.clearing.lessons == pytest.approx(1.0)


def test_written_instructions_make_clearing_safer():
    risk = {"suit": 1.0, "backed": 0.2, "wary": 0.0}
    covered, bare = cleared_with(**risk, instructed=1.0), cleared_with(**risk)
    assert total(covered, "occupations_cleared") == total(bare, "occupations_cleared") > 20
    assert total(covered, "clearing_lawsuits") < 0.5 * total(bare, "clearing_lawsuits")


# -- what it leaves ----------------------------------------------------------------------------


def test_clearing_relieves_who_complained_and_angers_who_lost_their_things():
    def after(**verbs: float) -> Neighbourhood:
        h = hood(**verbs)
        feed(h, {0: quarrels(h.households.first[[3]], [4], trigger=Trigger.CORRIDOR)})
        return lived(h, 40)

    one, other = after(**CLEARS), after(**NOBODY_CLEARS)
    complainant, accused = int(one.households.first[3]), int(one.households.first[4])
    home = int(one.residents.household[complainant])
    assert one.grievances.level(complainant, 4, 40) < other.grievances.level(complainant, 4, 40)
    assert one.grievances.level(accused, home, 40) > other.grievances.level(accused, home, 40)
    good, bad = one.outlook.evidence.good, one.outlook.evidence.bad
    assert (
        good[complainant, Stock.COMPANY] > other.outlook.evidence.good[complainant, Stock.COMPANY]
    )
    assert bad[accused, Stock.COMPANY] > other.outlook.evidence.bad[accused, Stock.COMPANY]


def test_a_life_in_which_nobody_clears_is_the_life_without_clearing():
    one, other = heated(months=6), heated(months=6)
    for h in (one, other):
        h.clearing.dare(0.0)
        h.clearing.refer(0.0)
        h.clearing.referred.clear()
    other.clearing.act = lambda *_: []  # type: ignore[method-assign]
    other.clearing.count = one.clearing.count = lambda _day: None  # type: ignore[method-assign]
    assert differences(one.run(), other.run()) == []


def test_the_cleared_of_the_company_and_of_agencies_add_up():
    h = heated(months=12)
    h.clearing.dare(0.5)
    h.clearing.refer(0.5)
    results = h.run()
    by_whom = [counts(results, "occupations_cleared", who).sum() for who in ("company", "agency")]
    assert min(by_whom) > 0
    assert sum(by_whom) == counts(results, "occupations_cleared").sum()
