"""Rounds: who looks in on older people living alone while a lockdown lasts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import STILL, differences, parameters

from model.behaviour.rounds import RoundParameters
from model.estate import EstatePlan, HouseholdMix
from model.households import HouseholdKind
from model.interventions.emergency_network import EmergencyNetworkPlan
from model.neighbourhood import Neighbourhood
from model.shocks import Shock, ShockKind, ShockPlan
from model.special_groups import SpecialGroup

QUIET = {"rates": {"medical": 0.0, "lift": 0.0, "fire": 0.0, "storm": 0.0, "lockdown": 0.0}}
NOBODY = {"unasked": 0.0, "member": 0.0, "calls": 0.0, "neighbourly": 0.0}
LOCKED = (ShockPlan(kind="lockdown", start_month=2, days=30),)
# Half of the homes are of somebody old who lives alone.
OLD = STILL.people.model_copy(update={"mix": HouseholdMix(family=0.5, older_alone=0.5)})


def old(*, shocks: tuple[ShockPlan, ...] = (), **ready: float) -> EstatePlan:
    organisation = STILL.organisation.model_copy(
        update={"emergency": STILL.organisation.emergency.model_copy(update=ready)}
    )
    return STILL.model_copy(update={"people": OLD, "shocks": shocks, "organisation": organisation})


def hood(plan: EstatePlan, *measures: Any, months: int = 2, **rounds: float) -> Neighbourhood:
    p = parameters({"emergencies": QUIET, "rounds": rounds})
    return Neighbourhood(plan, p, measures, months=months, seed=3)


def alone(h: Neighbourhood) -> np.ndarray:
    homes = h.population.households
    return homes.first[homes.present & (homes.kind == HouseholdKind.OLDER_ALONE)]


def seen(h: Neighbourhood, *, day: int = 0, place: int = -1) -> np.ndarray:
    return h.rounds.go(day, [Shock(ShockKind.LOCKDOWN, day, 30, place)])


# -- limits ---------------------------------------------------------------------------------------


def test_a_leader_a_stair_and_a_round_a_day_reach_everybody_but_the_leaders_themselves():
    h = hood(old(leaders=1.0, rounds=1.0), **NOBODY)
    for day in range(10):
        found = seen(h, day=day)
        leaders = h.emergencies.preparedness.leader_of
        assert set(found) == set(alone(h)) - set(leaders)
    assert 0 < np.isin(alone(h), leaders).sum() < leaders.size


def test_whom_nobody_looks_in_on_is_not_seen():
    h = hood(old(leaders=0.0, groups=0.0, rounds=1.0), **NOBODY)
    assert seen(h).size == 0
    assert alone(h).size > 10


def test_a_share_of_the_rounds_asked_for_is_made():
    h = hood(old(leaders=1.0, rounds=0.5), **NOBODY | {"unasked": 0.2})
    seen(h)
    free = np.setdiff1d(alone(h), h.emergencies.preparedness.leader_of)
    days = 600
    visits = sum(np.isin(free, seen(h, day=day)) for day in range(days))
    stairs = h.estate.dwellings.stair[h.population.residents.dwelling[free]]
    # one leader goes to all of a stair or to none, so that a stair has one chance a day
    for stair in np.unique(stairs):
        (rate,) = set((visits[stairs == stair] / days).tolist())
        assert abs(rate - 0.6) < 4.5 * np.sqrt(0.6 * 0.4 / days)


def test_who_is_not_locked_in_gets_no_round():
    h = hood(old(leaders=1.0, rounds=1.0))
    assert h.rounds.go(0, [Shock(ShockKind.STORM, 0, 3, -1)]).size == 0
    found = seen(h, place=1)
    flats = h.population.residents.dwelling[found]
    assert found.size
    assert set(h.estate.dwellings.building[flats].tolist()) == {1}


def test_a_leader_who_has_moved_away_looks_in_on_nobody():
    h = hood(old(leaders=1.0, rounds=1.0), **NOBODY)
    before = seen(h).size
    h.population.residents.present[h.emergencies.preparedness.leader_of] = False
    assert before > 0
    assert seen(h).size == 0


# -- who else looks in ----------------------------------------------------------------------------


def test_members_of_a_group_look_in_on_each_other_but_nobody_on_themselves():
    h = hood(old(leaders=0.0, groups=1.0), **NOBODY | {"member": 1.0})
    found = seen(h)
    ready = h.emergencies.preparedness
    stairs = h.estate.dwellings.stair[h.population.residents.dwelling]
    for who in alone(h):
        others = ready.member_rows[ready.member_rows != who]
        assert (who in found) == (stairs[who] in stairs[others])


def test_a_dispatcher_calls_as_many_as_volunteers_have_calls_for():
    h = hood(old(leaders=0.0), **NOBODY | {"calls": 3.0})
    volunteers = np.setdiff1d(np.flatnonzero(h.population.residents.present), alone(h))[:2]
    h.emergencies.call_out(volunteers.astype(np.int32))
    assert seen(h).size == 6
    assert set(seen(h, day=1)) != set(seen(h, day=2))


def test_only_whom_no_leader_reached_is_called():
    h = hood(old(leaders=1.0, rounds=1.0), **NOBODY | {"calls": 100.0})
    volunteer = np.setdiff1d(np.flatnonzero(h.population.residents.present), alone(h))[:1]
    h.emergencies.call_out(volunteer.astype(np.int32))
    h.recorder.day = 0
    assert set(seen(h)) == set(alone(h))
    leaders = np.isin(alone(h), h.emergencies.preparedness.leader_of).sum()
    assert h.recorder.series("lockdown_visits", "volunteer").sum() == leaders


def test_neighbours_look_in_by_how_well_they_know_somebody():
    h = hood(old(leaders=0.0), **NOBODY | {"neighbourly": 0.2})
    h.ties.slots.strength[:] = 0.0
    assert seen(h).size == 0
    h.ties.slots.strength[:] = 1.0
    h.ties.slots.touched[:] = 0
    few = seen(h)
    assert few.size > 0
    h.ties.slots.strength[:] = 1000.0
    assert seen(h).size > few.size


# -- what comes of it -----------------------------------------------------------------------------


def test_a_lockdown_counts_what_was_needed_and_who_looked_in():
    h = hood(old(leaders=1.0, rounds=1.0, shocks=LOCKED), **NOBODY)
    h.run()
    needed = h.recorder.series("lockdown_visits_needed")
    visits = h.recorder.series("lockdown_visits")
    assert needed[:2].tolist() == [0.0, 30.0 * alone(h).size]
    leaders = np.isin(alone(h), h.emergencies.preparedness.leader_of).sum()
    assert visits[1] == needed[1] - 30 * leaders
    assert h.recorder.series("lockdown_visits", "leader")[1] == visits[1]


def test_who_was_looked_in_on_counts_as_served_and_grows_less_lonely():
    lonely = []
    for share in (0.0, 1.0):
        h = hood(old(leaders=1.0, rounds=share, shocks=LOCKED), **NOBODY)
        results = h.run()
        lonely.append(results.kpis["loneliness_elderly_alone"][1])
        if share:
            ready = h.emergencies.preparedness
            free = alone(h)[~np.isin(alone(h), ready.leader_of)]
            assert (h.care.wellbeing.served[free, SpecialGroup.ALONE] >= 30).all()
    assert lonely[1] < lonely[0]


@pytest.mark.parametrize("name", list(RoundParameters.model_fields))
def test_without_a_lockdown_nothing_about_rounds_matters(name: str):
    usual = hood(old(leaders=1.0)).run()
    moved = hood(old(leaders=1.0, rounds=1.0), **{name: 0.9}).run()
    assert differences(usual, moved) == []


def test_the_measure_asks_leaders_and_ends_with_it():
    h = hood(old(leaders=1.0), EmergencyNetworkPlan(start=1, end=1, rounds=0.7))
    ready = h.emergencies.preparedness
    h.step()
    assert ready.rounds == 0.7
    while h.month < 2:
        h.step()
    h.step()
    assert ready.rounds == 0.0
