"""What residents set up for themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SMALL, parameters
from small_world import World, estate_plan, mirrored, world

from model.behaviour import Parameters
from model.behaviour.groups import GroupParameters
from model.behaviour.ties import TieParameters
from model.estate import EstatePlan, SpacePlan
from model.groups import MEETING_DAY, Groups
from model.neighbourhood import Neighbourhood
from model.recorder import Recorder

TOWN = estate_plan(count=4, stairs=2, floors=5, doors=3).model_copy(
    update={"spaces": SpacePlan(green=200)}
)
# Founders in plenty, all who are asked say yes, and nobody leaves.
EAGER = {"found": 10.0, "asked": 20.0, "leave": 0.0, "tire": 0.0}
MONTH_ENDS = 29


def groups(plan: EstatePlan = TOWN, *, seed: int = 1, **rules: Any) -> tuple[World, Groups]:
    values = Parameters(
        groups=GroupParameters(**{"at_start": 0.0, **rules}), ties=TieParameters(acceptance=20.0)
    )
    here = world(plan, values, seed=seed)
    made = Groups(
        here.estate,
        here.population,
        here.places,
        here.ties,
        here.dials,
        Recorder(60),
        values.groups,
        here.streams,
    )
    made.welcome()
    return here, made


def befriend(here: World, interest: int, people: int, strength: float = 3.0) -> np.ndarray:
    """Give some adults of different homes one interest and a tie with the next, in a ring."""
    r = here.residents
    adults = np.flatnonzero(r.group > 0)
    _, first = np.unique(r.dwelling[adults], return_index=True)
    chosen = adults[first][:people]
    r.interest[:] = (interest + 1) % 5
    r.interest[chosen] = interest
    ones = np.full(people, strength)
    here.ties.acquaint(chosen, np.roll(chosen, 1), ones, ones, 0)
    return chosen


def kept_company(here: World, rows: np.ndarray, tables: float = 5.0) -> np.ndarray:
    sociable = np.zeros(here.residents.rows)
    sociable[rows] = tables
    return sociable


def live(made: Groups, since: int, until: int, sociable: np.ndarray | None = None) -> None:
    for day in range(since, until):
        made.recorder.day = day
        made.ties.new_day()
        made.live(day, sociable)


def test_where_nobody_kept_company_no_group_is_born():
    here, made = groups(**EAGER)
    befriend(here, 2, 12)
    live(made, 0, 360, np.zeros(here.residents.rows))
    assert made.table.rows == 0


def test_people_of_one_interest_who_kept_company_found_a_group():
    here, made = groups(**EAGER)
    friends = befriend(here, 2, 12)
    live(made, 0, 30, kept_company(here, friends))
    assert made.alive() >= 1
    assert (made.table.interest[made.table.alive] == 2).all()
    members = np.flatnonzero(made.belonging.group >= 0)
    assert np.isin(members, friends).all()
    assert (made.sizes()[made.table.alive] >= made.parameters.least).all()


def test_a_founder_without_friends_of_the_interest_stays_alone():
    here, made = groups(**EAGER)
    friends = befriend(here, 2, 12)
    here.ties.slots.partner[:] = -1
    live(made, 0, 90, kept_company(here, friends))
    assert made.alive() == 0


def test_sociable_people_found_more():
    def founded(sociability: float) -> int:
        total = 0
        for seed in range(1, 9):
            here, made = groups(seed=seed, **{**EAGER, "found": 0.01})
            here.residents.sociability[:] = sociability
            friends = befriend(here, 1, 15)
            live(made, MONTH_ENDS, MONTH_ENDS + 1, kept_company(here, friends))
            total += made.table.rows
        return total

    assert founded(4.0) > founded(0.2)


def test_no_more_groups_are_born_than_there_are_places():
    plan = TOWN.model_copy(update={"spaces": SpacePlan(green=0, activity_room=0)})
    here, made = groups(plan, **EAGER)
    assert made.room().tolist() == [0]
    live(made, 0, 90, kept_company(here, befriend(here, 0, 20)))
    assert made.alive() == 0


def test_more_hours_in_the_room_are_places_for_more_groups():
    here, made = groups()
    before = made.room().sum()
    here.places.give_room_to_older(0.0)
    assert made.room().sum() > before


def test_groups_without_a_place_do_not_meet():
    here, made = groups(**EAGER)
    live(made, 0, 30, kept_company(here, befriend(here, 2, 12)))
    here.places.table.open[:] = False
    made.live(59, None)
    assert not made.table.placed.any()
    before = made.recorder.series("group_visits").sum()
    live(made, 60, 80)
    assert made.recorder.series("group_visits").sum() == before


def test_members_meet_and_grow_closer():
    here, made = groups(attend=1.0, **EAGER)
    friends = befriend(here, 2, 6)
    live(made, 0, 30, kept_company(here, friends))
    members = np.flatnonzero(made.belonging.group >= 0)
    before = here.ties.slots.strength[members].sum()
    live(made, 30, 59)
    assert here.ties.slots.strength[members].sum() > before
    assert mirrored(here.ties)


def test_when_places_are_shut_groups_do_not_meet():
    here, made = groups(attend=1.0, **EAGER)
    live(made, 0, 30, kept_company(here, befriend(here, 2, 6)))
    here.dials.visiting = 0.0
    before = made.recorder.series("group_visits").sum()
    live(made, 30, 59)
    assert made.recorder.series("group_visits").sum() == before


def test_a_group_of_two_is_none():
    here, made = groups(**EAGER)
    live(made, 0, 30, kept_company(here, befriend(here, 2, 6)))
    assert made.alive() == 1
    members = np.flatnonzero(made.belonging.group == 0)
    made.part(members[2:])
    made.table.leader[0] = members[0]
    live(made, 59, 60)
    assert made.alive() == 0
    assert (made.belonging.group < 0).all()


def test_a_group_whose_leader_is_gone_ends_unless_somebody_takes_over():
    for succeed, left in ((0.0, 0), (1.0, 1)):
        here, made = groups(**EAGER, succeed=succeed)
        here.residents.sociability[:] = 1.0
        live(made, 0, 30, kept_company(here, befriend(here, 2, 6)))
        made.part(made.table.leader.copy())
        live(made, 59, 60)
        assert made.alive() == left


def test_friends_of_members_join_if_they_share_the_interest():
    here, made = groups(**{**EAGER, "join": 20.0})
    friends = befriend(here, 2, 8)
    sociable = kept_company(here, friends[:1])
    group = made.table.add(1).start
    made.table.alive[group], made.table.interest[group] = True, 2
    made.table.leader[group] = friends[0]
    made.belonging.group[friends[:3]] = group
    stranger = friends[-1]
    here.residents.interest[friends[4]] = 0  # who lost interest
    live(made, MONTH_ENDS, MONTH_ENDS + 1, 0.0 * sociable)
    assert made.belonging.group[friends[3]] == group
    assert made.belonging.group[friends[4]] == -1
    assert made.belonging.group[stranger] == group  # the ring closes
    live(made, 59, 60, 0.0 * sociable)
    assert made.belonging.group[friends[6]] == group  # asked by the one who joined before


def test_a_full_group_takes_nobody_in():
    here, made = groups(**{**EAGER, "join": 20.0, "most": 5})
    live(made, 0, 330, kept_company(here, befriend(here, 2, 12)))
    assert made.sizes().max() == 5


def test_ties_in_the_group_keep_people():
    def left(strength: float) -> int:
        total = 0
        for seed in range(1, 6):
            here, made = groups(seed=seed, **{**EAGER, "attend": 0.0, "leave": 0.3})
            friends = befriend(here, 2, 10, strength=strength)
            live(made, 0, 30, kept_company(here, friends))
            joined = np.count_nonzero(made.belonging.group >= 0)
            live(made, 30, 60, None)
            total += joined - np.count_nonzero(made.belonging.group >= 0)
        return total

    assert left(6.0) < left(0.3)


def test_a_neighbourhood_starts_with_groups_and_their_members_live_there():
    values = parameters({"groups": {"at_start": 40.0}})
    hood = Neighbourhood(SMALL, values, months=3)
    hood.run()
    group = hood.groups.belonging.group
    assert hood.groups.table.rows > 0
    assert hood.residents.present[group >= 0].all()
    assert (hood.residents.group[group >= 0] > 0).all()
    assert hood.groups.table.alive[group[group >= 0]].all()


def test_meeting_day_comes_every_week():
    here, made = groups(attend=1.0, **EAGER)
    live(made, 0, 30, kept_company(here, befriend(here, 2, 6)))
    made.table.weekly[:] = True
    before = made.recorder.series("group_meetings").sum()
    live(made, 30, 30 + 21)
    assert made.recorder.series("group_meetings").sum() == before + 3
    assert MEETING_DAY < 7


@pytest.mark.parametrize("start", [0.0, 4.0])
def test_the_start_is_drawn_by_the_number_of_homes(start: float):
    counts = []
    for seed in range(1, 41):
        _here, made = groups(seed=seed, at_start=start)
        made.begin(-360)
        counts.append(made.alive())
    expected = start * TOWN.dwellings() / 500
    assert np.mean(counts) == pytest.approx(expected, abs=4.5 * np.sqrt(expected / 40) + 1e-9)
