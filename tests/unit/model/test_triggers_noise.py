"""Noise: levels add as energies, and the building passes them down rather than up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import World, estate_plan, only, world

from model.behaviour import Parameters
from model.behaviour.population import PopulationParameters
from model.behaviour.triggers import NoiseParameters, TriggerParameters
from model.calendar import DAYS_PER_YEAR, SCHOOL_HOLIDAYS, seasonal
from model.estate import EstatePlan, SpacePlan
from model.exposures import Trigger
from model.triggers.noise import QUIET, Noise, add_levels

LEVELS = st.floats(-100, 120)


def loud(
    plan: EstatePlan | None = None, *, insulation: float = 50.0, **noise: float
) -> tuple[World, Noise]:
    """Build an estate where every home is as loud as every other."""
    plan = plan or estate_plan(stairs=2, floors=4, doors=3, mix=only(middle_aged=1.0))
    plan = plan.model_copy(update={"spaces": SpacePlan(insulation=insulation)})
    parameters = Parameters(
        population=PopulationParameters(loudness_spread=0, liveliness_spread=0, loudness_mean=80),
        triggers=TriggerParameters(
            noise=NoiseParameters(
                **{"loud_nights": 0, "loud_children": 0, "loud_others": 0, "day_off_factor": 1}
                | noise
            )
        ),
    )
    town = world(plan, parameters)
    return town, Noise(
        town.estate,
        town.population,
        town.places,
        town.agreements,
        town.dials,
        town.exposures,
        parameters.triggers.noise,
        town.streams,
    )


def heard(town: World) -> dict[str, set[float]]:
    """Return the levels heard, by where the source lives."""
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    found: dict[str, set[float]] = {}
    for source, victim, trigger, level in town.listed():
        assert trigger == Trigger.NOISE
        from_flat, to_flat = int(h.dwelling[source]), int(r.dwelling[victim])
        for where in ("above", "below", "left", "right"):
            if getattr(homes, where)[to_flat] == from_flat:
                found.setdefault(where, set()).add(level)
    return found


@given(LEVELS)
def test_two_equal_sources_are_three_decibels_louder(level):
    assert add_levels(level, level) - level == pytest.approx(10 * np.log10(2), abs=1e-9)


@given(st.floats(0, 120))
def test_silence_adds_nothing(level):
    assert add_levels(level, -1000.0) == level


@given(LEVELS, LEVELS, LEVELS)
def test_levels_add_as_energies_in_any_order(a, b, c):
    energies = [10 ** (level / 10) for level in (a, b, c)]
    assert add_levels(add_levels(a, b), c) == pytest.approx(10 * np.log10(sum(energies)), abs=1e-6)
    assert add_levels(a, b) == add_levels(b, a) >= max(a, b)


def test_the_flat_below_hears_most_and_the_flat_above_least():
    town, noise = loud(insulation=40, loud_others=1.0, impact=6, upward=4)
    assert noise.emit(1) == town.estate.size
    beside = 80 - 40 - QUIET
    # keys say where the source is: what comes from above is heard below it
    assert heard(town) == {
        "above": {beside + 6},
        "left": {beside},
        "right": {beside},
        "below": {beside - 4},
    }


def test_steps_and_falls_of_children_are_heard_below_alone():
    plan = estate_plan(stairs=2, floors=4, doors=3, mix=only(family=1.0))
    town, noise = loud(plan, loud_children=1.0)
    noise.emit(1)
    assert set(heard(town)) == {"above"}


def test_better_insulation_lowers_every_level_and_at_last_lets_nothing_through():
    levels = []
    for insulation in (40, 45, 80):
        town, noise = loud(insulation=insulation, loud_others=1.0, impact=0, upward=0)
        noise.emit(1)
        levels.append(heard(town))
    assert {level - 5 for level in levels[0]["left"]} == levels[1]["left"]
    silent, noise = loud(insulation=80.0, loud_others=1.0, impact=0, upward=1)
    noise.emit(1)
    assert "below" not in heard(silent)


def test_the_whole_household_hears_it_and_the_source_does_not():
    town, noise = loud(loud_others=1.0)
    noise.emit(1)
    r, h = town.residents, town.population.households
    for source, victim, *_ in town.listed():
        assert r.household[victim] != source
    pairs = {(source, int(r.household[victim])) for source, victim, *_ in town.listed()}
    assert len(town.listed()) == sum(int(h.size[other]) for _, other in pairs)


def test_quiet_homes_make_no_noise():
    town, noise = loud()
    assert noise.emit(1) == 0
    assert town.exposures.rows == 0


@pytest.mark.parametrize("door", ["dial", "promise"])
def test_a_shorter_evening_and_a_promise_make_homes_less_often_loud(door: str):
    counts = []
    for share in (1.0, 0.5, 0.0):
        town, noise = loud(loud_others=0.4)
        if door == "dial":
            town.dials.loud_hours[:] = share
        else:
            town.agreements.table.restraint[:, Trigger.NOISE] = 1 - share
        loud_homes = set()
        for day in range(30):
            town.exposures.clear()
            noise.emit(day)
            loud_homes |= {(day, source) for source, *_ in town.listed()}
        counts.append(loud_homes)
    assert counts[2] == set() and counts[1] < counts[0]  # the same evenings, some left out
    assert len(counts[1]) == pytest.approx(len(counts[0]) / 2, rel=0.3)


def test_evenings_before_a_day_off_are_louder():
    _, noise = loud(estate_plan(floors=40, doors=10), loud_others=0.1, day_off_factor=3.0)
    workday, saturday = noise.emit(1), noise.emit(5)
    assert saturday > 1.5 * workday


def test_a_lively_place_is_heard_on_the_two_lowest_floors_from_whoever_uses_it():
    town, noise = loud(place_loud=1.0, place_reach=1.0)
    town.places.open_place(24, hours=12, appeal=(1, 1, 1), sound=45.0)
    noise.emit(1)
    floor = town.estate.dwellings.floor[town.residents.dwelling]
    listed = town.listed()
    assert listed
    assert {level for *_, level in listed} == {45.0 - QUIET}
    assert all(floor[victim] <= 1 for _, victim, *_ in listed)
    assert all(town.residents.household[victim] != source for source, victim, *_ in listed)


def test_many_lively_places_fit_on_the_days_list():
    plan = estate_plan(stairs=3, floors=2, doors=6, mix=only(three_generations=1.0))
    town, noise = loud(plan, place_loud=1.0, place_reach=1.0)
    for _ in range(12):
        town.places.open_place(24, hours=12, appeal=(1, 1, 1), sound=45.0)
    for day in range(3):
        town.exposures.clear()
        noise.emit(day)
        assert town.exposures.rows <= town.exposures.room


def test_children_are_louder_in_school_holidays_and_no_louder_over_the_year():
    plan = estate_plan(stairs=4, floors=10, doors=4, mix=only(family=1.0))
    town, noise = loud(plan, loud_children=0.05, school_holiday_factor=2.0)
    by_day = np.zeros(DAYS_PER_YEAR)
    for day in range(2 * DAYS_PER_YEAR):
        town.exposures.clear()
        by_day[day % DAYS_PER_YEAR] += noise.emit(day)
    off = np.array([day in SCHOOL_HOLIDAYS for day in range(DAYS_PER_YEAR)])
    ratio = by_day[off].mean() / by_day[~off].mean()
    rest = seasonal(SCHOOL_HOLIDAYS, 2.0)[100]
    assert ratio == pytest.approx(2.0 / rest, rel=0.08)

    town, noise = loud(plan, loud_children=0.05, school_holiday_factor=1.0)
    even = sum(
        noise.emit(day) for day in range(2 * DAYS_PER_YEAR) if town.exposures.clear() is None
    )
    assert by_day.sum() == pytest.approx(even, rel=0.04)
