"""Parking: the night's excess of cars over spaces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import World, estate_plan, world

from model.behaviour import Parameters
from model.behaviour.triggers import SpaceParameters, TriggerParameters
from model.estate import BuildingPlan, EstatePlan, PeoplePlan, SpacePlan
from model.exposures import Trigger
from model.roster import Roster, RosterRow
from model.triggers.parking import Parking

PLAN = estate_plan(count=2, stairs=2, floors=5, doors=3, cars=1.0)


def parked(spaces: int, plan: EstatePlan = PLAN, **rules: float) -> tuple[World, Parking]:
    plan = plan.model_copy(update={"spaces": SpacePlan(parking=spaces)})
    parameters = Parameters(triggers=TriggerParameters(space=SpaceParameters(**rules)))
    town = world(plan, parameters)
    return town, Parking(
        town.estate,
        town.population,
        town.places,
        town.agreements,
        town.dials,
        town.exposures,
        parameters.triggers.space,
        town.streams,
    )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 120), st.integers(-360, 1000))
def test_blocked_cars_are_the_cars_that_came_home_less_the_spaces(spaces: int, day: int):
    # Cars stay the night, so nothing here is a loss system: Erlang's formula does not apply.
    _, parking = parked(spaces)
    blocked, home, _ = parking.emit(day)
    assert blocked == max(0, home - spaces)


def test_every_quarter_parks_for_itself():
    plan = EstatePlan(
        buildings=(BuildingPlan(count=3, stairs=1, floors=50, doors=10),),
        people=PeoplePlan(vacant=0.0, cars=1.0),
    )
    town, parking = parked(900, plan, car_home=1.0)
    quarter = town.estate.dwellings.quarter[town.population.households.dwelling]
    cars = np.bincount(quarter, weights=np.minimum(town.population.households.cars, 2))
    blocked, home, _ = parking.emit(0)
    assert home == cars.sum()
    assert blocked == np.maximum(cars - town.places.parking, 0).sum()


def test_every_car_comes_home_when_that_is_certain_and_none_when_it_is_ruled_out():
    town, parking = parked(0, car_home=1.0)
    assert parking.emit(3)[1] == town.population.households.cars.sum()
    assert parked(0, car_home=0.0)[1].emit(3)[:2] == (0, 0)


def test_every_car_of_a_roster_is_parked():
    plan = estate_plan(floors=2, doors=2)
    rows = tuple(
        RosterRow(
            building=1, stair=1, floor=floor, door=door, kind="family", residents=3,
            tenure="owner", cars=5,
        )
        for floor in (1, 2) for door in (1, 2)
    )  # fmt: skip
    plan = plan.model_copy(update={"spaces": SpacePlan(parking=7)})
    town = world(plan, roster=Roster(rows, plan))
    parking = Parking(
        town.estate,
        town.population,
        town.places,
        town.agreements,
        town.dials,
        town.exposures,
        SpaceParameters(car_home=1.0, wrong_parking=1.0),
        town.streams,
    )
    assert parking.emit(0)[:2] == (13, 20)


def test_two_cars_of_a_household_do_not_share_their_luck():
    town, parking = parked(0, car_home=1.0, wrong_parking=0.5)
    h = town.population.households
    h.cars[:] = 2
    for day in range(20):
        parking.emit(day)
    blocking = np.bincount(town.exposures.source, minlength=h.rows)
    assert (blocking % 2 == 1).any()


def test_with_a_space_for_every_car_nobody_is_in_the_way():
    town, parking = parked(1000, wrong_parking=1.0, confrontation=0.1)
    for day in range(60):
        assert parking.emit(day)[0] == 0
    assert town.exposures.rows == 0


def test_whoever_is_blocked_blocks_somebody_else_of_the_building():
    town, parking = parked(10, wrong_parking=1.0)
    blocked = sum(parking.emit(day)[0] for day in range(30))
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    assert 0 < town.exposures.rows <= blocked
    for source, victim, trigger, _ in town.listed():
        assert trigger == Trigger.PARKING
        assert h.cars[source] > 0 and r.household[victim] != source
        assert homes.building[h.dwelling[source]] == homes.building[r.dwelling[victim]]


def test_drivers_who_never_park_wrongly_are_in_nobodys_way():
    town, parking = parked(0, wrong_parking=0.0)
    assert sum(parking.emit(day)[0] for day in range(10)) > 0
    assert town.exposures.rows == 0


def test_more_spaces_by_night_block_fewer():
    blocked = []
    for factor in (0.5, 1.0, 1.5):
        town, parking = parked(30)
        town.dials.parking_spaces = factor
        blocked.append(sum(parking.emit(day)[0] for day in range(20)))
    assert blocked[0] > blocked[1] > blocked[2]


@pytest.mark.parametrize("door", ["dial", "promise"])
def test_marks_and_promises_hold_back_whoever_finds_no_space(door: str):
    town, parking = parked(0, wrong_parking=1.0, confrontation=0.1)
    if door == "dial":
        town.dials.parked_outside_marks[:] = 0.0
    else:
        town.agreements.table.restraint[:, Trigger.PARKING] = 1.0
    blocked, _, clashes = np.sum([parking.emit(day) for day in range(20)], axis=0)
    assert blocked > 0 and clashes == 0 and town.exposures.rows == 0


def test_confrontations_are_a_share_of_the_blocked():
    _, parking = parked(0, confrontation=0.1)
    blocked, _, clashes = np.sum([parking.emit(day) for day in range(300)], axis=0)
    assert clashes == pytest.approx(0.1 * blocked, abs=4.5 * 2 * np.sqrt(0.1 * blocked))
