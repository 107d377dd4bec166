"""Pets: messes that people come upon, and barking next door."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import World, estate_plan, world

from model.behaviour import Parameters
from model.behaviour.population import PopulationParameters
from model.behaviour.triggers import PetParameters, TriggerParameters
from model.exposures import Trigger
from model.triggers.pets import Pets


def walked(*, dogs: float = 0.3, **rules: float) -> tuple[World, Pets]:
    parameters = Parameters(
        population=PopulationParameters(civic_spread=0, civic_mean=0.5),
        triggers=TriggerParameters(pets=PetParameters(**{"barking": 0.0, "mess": 0.0} | rules)),
    )
    town = world(estate_plan(count=2, stairs=2, floors=6, doors=4, dogs=dogs), parameters)
    return town, Pets(
        town.estate,
        town.population,
        town.places,
        town.agreements,
        town.dials,
        town.exposures,
        parameters.triggers.pets,
        town.streams,
    )


def lived(town: World, pets: Pets, days: int) -> list[tuple[int, int, int, float]]:
    listed = []
    for day in range(days):
        town.exposures.clear()
        pets.emit(day)
        listed += town.listed()
    return listed


def test_without_dogs_there_is_no_trouble_with_dogs():
    town, pets = walked(dogs=0.0, mess=1.0, barking=1.0)
    assert lived(town, pets, 30) == []


def test_people_without_a_dog_come_upon_the_mess_of_the_building():
    town, pets = walked(mess=1.0)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    listed = lived(town, pets, 60)
    assert listed and {trigger for *_, trigger, _ in listed} == {Trigger.PETS}
    for source, victim, *_ in listed:
        assert h.dog[source] and not h.dog[r.household[victim]]
        assert homes.building[h.dwelling[source]] == homes.building[r.dwelling[victim]]


def test_a_mess_is_found_by_as_many_as_pass_by_on_average():
    town, pets = walked(dogs=0.02, mess=1.0, passers=3.5, same_stair=0.5)
    h = town.population.households
    dogs = int(h.dog.sum())
    found = len(lived(town, pets, 1000))
    homes = town.estate.dwellings
    expected = 0.0
    for row in np.flatnonzero(h.dog):
        free = ~h.dog
        here = h.dwelling[row]
        on_stair = homes.stair[h.dwelling] == homes.stair[here]
        in_building = homes.building[h.dwelling] == homes.building[here]
        met = 0.5 * free[on_stair].mean() + 0.5 * free[in_building].mean()
        expected += 1000 * 0.5 * 3.5 * met  # half of the messes are left by readiness 0.5
    assert dogs > 0
    assert found == pytest.approx(expected, abs=4.5 * np.sqrt(expected * 4.5))


@pytest.mark.parametrize("door", ["dial", "promise"])
def test_litter_hours_and_promises_lower_the_mess(door: str):
    town, pets = walked(mess=1.0)
    if door == "dial":
        town.dials.litter_hours[:] = 0.0
    else:
        town.agreements.table.restraint[:, Trigger.PETS] = 1.0
    assert lived(town, pets, 20) == []


def test_barking_is_heard_by_the_household_next_door_or_below():
    town, pets = walked(barking=1.0)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    for source, victim, *_ in lived(town, pets, 20):
        here = h.dwelling[source]
        assert r.dwelling[victim] in (homes.left[here], homes.right[here], homes.below[here])
