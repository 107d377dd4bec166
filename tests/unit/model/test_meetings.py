"""Small meetings of a building."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import heated
from small_world import World, estate_plan, mirrored, world

from model.behaviour import Parameters
from model.behaviour.activities import ActivityParameters
from model.behaviour.ties import TieParameters
from model.meetings import MEETING_DAY, BuildingMeetings
from model.organisation import ActivitiesPlan, OrganisationPlan
from model.recorder import Recorder

TOWN = estate_plan(count=6, stairs=2, floors=4, doors=3)
EVERYBODY = {"meeting_reach": 1.0, "meeting_go": 20.0, "meeting_room": 1000}


def meetings(
    share: float = 1.0, per_month: float = 30 / 7, *, seed: int = 1, **rules: Any
) -> tuple[World, BuildingMeetings]:
    plan = ActivitiesPlan(building_share=share, building_meetings=per_month)
    values = Parameters(activities=ActivityParameters(**rules), ties=TieParameters(acceptance=20.0))
    estate = TOWN.model_copy(update={"organisation": OrganisationPlan(activities=plan)})
    here = world(estate, values, seed=seed)
    made = BuildingMeetings(
        here.estate,
        here.population,
        here.ties,
        here.dials,
        Recorder(12),
        values.activities,
        here.streams,
    )
    made.welcome()
    return here, made


def days(made: BuildingMeetings, since: int, until: int) -> int:
    held = 0
    for day in range(since, until):
        made.recorder.day = day
        made.ties.new_day()
        held += made.hold(day)
    return held


def test_without_a_plan_no_building_meets():
    here, made = meetings(0.0, 0.0)
    assert days(made, 0, 60) == 0
    assert (here.ties.slots.partner < 0).all()


def test_once_a_week_is_once_a_week():
    assert days(meetings()[1], 0, 90) == pytest.approx(90 / 7, abs=1)
    assert days(meetings(per_month=2.0)[1], 0, 360) == pytest.approx(24, abs=1)


def test_who_meets_is_of_one_building_and_of_two_homes():
    here, made = meetings(**EVERYBODY)
    days(made, 0, 30)
    building = here.estate.dwellings.building[here.residents.dwelling]
    who, slot = np.nonzero(here.ties.slots.partner >= 0)
    other = here.ties.slots.partner[who, slot]
    assert who.size > 100
    assert (building[who] == building[other]).all()
    assert (here.residents.household[who] != here.residents.household[other]).all()
    assert (here.residents.group[who] > 0).all()
    assert mirrored(here.ties)


def test_a_building_that_meets_under_a_small_share_meets_under_a_larger_one():
    made = meetings()[1]
    before = np.zeros(6, bool)
    for share in (0.0, 0.2, 0.5, 0.8, 1.0):
        made.hold_building_meetings(share, 4.0)
        assert (made.meets | ~before).all()
        before = made.meets
    assert before.all()


def test_only_buildings_that_take_part_have_guests():
    here, made = meetings(0.5, **EVERYBODY)
    assert 0 < made.meets.sum() < 6
    days(made, 0, 14)
    building = here.estate.dwellings.building[here.residents.dwelling]
    went = made.memory.last >= 0
    adults = here.residents.group > 0
    assert np.array_equal(went[adults], made.meets[building[adults]])


def test_who_came_of_late_comes_less():
    rules = {
        "meeting_room": 1000,
        "meeting_reach": 1.0,
        "meeting_go": 0.0,
        "meeting_taste": 0.0,
        "company": 0.0,
    }
    here, made = meetings(fatigue=1.0, **rules)
    days(made, 0, MEETING_DAY + 1)
    first = np.count_nonzero(made.memory.last == MEETING_DAY)
    days(made, MEETING_DAY + 1, 70)
    assert np.count_nonzero(made.memory.last == 63 + MEETING_DAY) < 0.75 * first
    assert here.residents.rows >= first


def test_friends_in_the_building_bring_people():
    rules = {"meeting_room": 1000, "meeting_reach": 1.0, "meeting_go": -1.0, "fatigue": 0.0}

    def guests(company: float) -> float:
        made = meetings(company=company, **rules)[1]
        days(made, 0, 90)
        return float(made.recorder.series("building_meeting_visits").sum())

    assert guests(1.0) > 1.2 * guests(0.0)


def test_who_cannot_get_down_stays_away():
    here, made = meetings(**EVERYBODY)
    made.access = np.zeros(here.residents.rows)
    days(made, 0, 14)
    assert (made.memory.last < 0).all()


def test_who_is_shut_in_misses_the_evenings_of_the_building_too():
    hood = heated(months=1)
    hood.step()
    assert np.array_equal(hood.meetings.access, hood.wellbeing.access)


def test_a_small_meeting_stays_small():
    here, made = meetings(**{**EVERYBODY, "meeting_room": 9})
    days(made, 0, 7)
    building = here.estate.dwellings.building[here.residents.dwelling]
    assert (np.bincount(building[made.memory.last >= 0], minlength=6) == 9).all()
    assert made.recorder.series("building_meeting_visits").sum() == 6 * 9


def test_when_no_events_are_allowed_no_building_meets():
    here, made = meetings()
    here.dials.events = 0.0
    assert days(made, 0, 60) == 0


@pytest.mark.parametrize(
    ("share", "per_month", "said"), [(1.5, 4.0, "share_of_buildings"), (0.5, -1.0, "per_month")]
)
def test_nonsense_is_refused(share: float, per_month: float, said: str):
    with pytest.raises(ValueError, match=said):
        meetings()[1].hold_building_meetings(share, per_month)
