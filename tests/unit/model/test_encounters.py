"""Encounters: who can meet whom, and when people are about."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import World, estate_plan, only, world

from model.behaviour import Parameters
from model.behaviour.encounters import EncounterParameters
from model.calendar import DayKind
from model.encounters import parameters_of_buildings, time_at_home
from model.estate import BuildingPlan, Estate, EstatePlan
from model.ties import GREETING, TALK


def met(town: World, days: range) -> list[tuple[int, int, int]]:
    """Return all meetings of some days as (first, second, kind), leaving ties alone."""
    found: list[tuple[int, int, int]] = []

    def note(first, second, kind, day):
        found.extend(zip(first.tolist(), second.tolist(), kind.tolist(), strict=True))

    town.ties.meet = note
    for day in days:
        town.encounters.meet(day)
    return found


def test_on_days_off_a_share_of_the_time_away_is_spent_at_home():
    p = EncounterParameters(home_worker=0.4, home_always=1.0, weekend_gain=0.5)
    table = time_at_home(p)
    assert table[DayKind.WORKDAY, 0] == 0.4
    assert table[DayKind.WEEKEND, 0] == table[DayKind.HOLIDAY, 0] == pytest.approx(0.7)
    assert (table[: DayKind.FESTIVAL, 2] == 1.0).all()


def test_at_spring_festival_a_share_of_everybody_is_away():
    p = EncounterParameters(festival_away=0.25)
    table = time_at_home(p)
    assert table[DayKind.FESTIVAL] == pytest.approx(0.75 * table[DayKind.HOLIDAY])
    table = time_at_home(EncounterParameters(festival_away=0.0))
    assert (table[DayKind.FESTIVAL] == table[DayKind.HOLIDAY]).all()


def test_stairs_of_one_shape_are_described_once():
    plan = EstatePlan(
        buildings=(
            BuildingPlan(floors=4, doors=2),
            BuildingPlan(floors=9, doors=0),
            BuildingPlan(floors=4, doors=2, count=3),
            BuildingPlan(floors=4, doors=3),
        )
    )
    assert parameters_of_buildings(Estate(plan)) == [(4, 2), (4, 3)]


def test_nobody_meets_themselves_their_own_household_children_or_the_dead():
    town = world(estate_plan(count=2, stairs=2, floors=4, doors=3, owner_leaves=5.0))
    for day in range(100):
        town.population.move(day)
    town.ties.welcome()
    r = town.residents
    pairs = met(town, range(100, 200))
    assert pairs
    for first, second, _ in pairs:
        assert r.household[first] != r.household[second]
        assert r.present[first] and r.present[second]
        assert r.group[first] != 0 and r.group[second] != 0


def test_people_pass_within_their_quarter_only():
    plan = EstatePlan(buildings=(BuildingPlan(count=4, stairs=1, floors=50, doors=10),))
    town = world(plan, Parameters(encounters=EncounterParameters(same_quarter=1.0, passing=2)))
    quarter = town.estate.dwellings.quarter[town.residents.dwelling]
    pairs = met(town, range(2))
    crossing = [(a, b) for a, b, kind in pairs if kind == GREETING]
    assert crossing and all(quarter[a] == quarter[b] for a, b, _ in pairs)
    building = town.estate.dwellings.building[town.residents.dwelling]
    assert any(building[a] != building[b] for a, b in crossing) == (town.estate.quarters < 4)


def test_without_passing_and_visits_nobody_meets():
    town = world(parameters=Parameters(encounters=EncounterParameters(passing=0, visit=0)))
    assert met(town, range(50)) == []


def test_neighbours_pass_and_visitors_talk():
    passing = world(parameters=Parameters(encounters=EncounterParameters(visit=0)))
    visiting = world(parameters=Parameters(encounters=EncounterParameters(passing=0, visit=0.2)))
    assert {kind for *_, kind in met(passing, range(60))} == {GREETING}
    assert {kind for *_, kind in met(visiting, range(60))} == {TALK}


def test_somebody_alone_in_the_only_flat_meets_nobody():
    town = world(estate_plan(mix=only(young_single=1.0)))
    assert town.residents.rows == 1
    assert met(town, range(100)) == []


def test_the_dials_turn_passing_and_visiting():
    town = world()
    town.dials.passing = town.dials.visiting = 0.0
    assert met(town, range(60)) == []


def test_shared_places_that_close_bring_nobody_together():
    town = world(parameters=Parameters(encounters=EncounterParameters(passing=0, visit=0.2)))
    town.places.close_place(slice(0, town.places.table.rows))
    assert met(town, range(60)) == []


def test_the_count_is_of_the_meetings():
    town = world()
    seen = []
    town.ties.meet = lambda first, second, kind, day: seen.append(first.size)
    assert [town.encounters.meet(day) for day in range(5)] == seen


def test_a_day_that_is_lived_again_is_the_same_day():
    assert met(world(), range(20)) == met(world(), range(20))
    assert np.any(np.array(met(world(seed=1), range(20))[:20]) !=
                  np.array(met(world(seed=2), range(20))[:20]))  # fmt: skip


def test_a_day_of_more_meetings_than_there_is_room_for_loses_none():
    wide, narrow = world(), world()
    narrow.encounters.room = 3
    assert met(narrow, range(5)) == met(wide, range(5))
    assert narrow.encounters.room > 3
