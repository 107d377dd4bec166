"""Contact in the limit: totals and shares that can be summed over pairs, and counts by chance."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from small_world import World, estate_plan, only, world

from model.behaviour import Parameters
from model.behaviour.encounters import EncounterParameters
from model.behaviour.population import PopulationParameters
from model.behaviour.triggers import NoiseParameters, TriggerParameters
from model.estate import EstatePlan, SpacePlan
from model.triggers.noise import Noise

ALIKE = PopulationParameters(sociability_spread=0, loudness_spread=0, liveliness_spread=0)
ALWAYS = {"home_worker": 1.0, "home_late": 1.0, "home_always": 1.0, "home_pupil": 1.0}
ALONE = only(young_single=1.0)


def town(plan: EstatePlan, **encounters: float) -> World:
    rules = {"visit": 0.0, "festival_away": 0.0, **ALWAYS, **encounters}
    return world(plan, Parameters(population=ALIKE, encounters=EncounterParameters(**rules)))


def daily(town: World, days: int) -> list[np.ndarray]:
    """Return the pairs who met on each of some days, as dwellings."""
    found: list[np.ndarray] = []
    flat = town.residents.dwelling
    town.ties.meet = lambda first, second, kind, day: found.append(
        np.column_stack([flat[first], flat[second]])
    )
    for day in range(days):
        town.encounters.meet(day)
    return found


def rates(town: World) -> np.ndarray:
    """Return how often two flats' only residents should pass each other in a day."""
    homes, p = town.estate.dwellings, town.encounters.parameters
    floor, door = homes.floor.astype(float), homes.door.astype(float)
    apart = np.abs(floor[:, None] - floor) * p.floor_distance + np.abs(door[:, None] - door)
    with np.errstate(divide="ignore"):
        near = apart**-p.distance_exponent
    stair = homes.stair[:, None] == homes.stair
    building = homes.building[:, None] == homes.building
    kernel = np.where(stair, near, np.where(building, p.same_building, p.same_quarter))
    np.fill_diagonal(kernel, 0.0)
    return p.passing * kernel


def test_encounters_are_as_many_as_the_rates_of_all_pairs_add_up_to():
    here = town(
        estate_plan(count=3, stairs=2, floors=6, doors=4, mix=ALONE),
        passing=0.3,
        same_building=0.02,
        same_quarter=0.004,
    )
    counts = np.array([len(pairs) for pairs in daily(here, 600)])
    expected = 600 * rates(here).sum() / 2
    assert counts.sum() == pytest.approx(expected, abs=4.5 * np.sqrt(expected))
    fano = counts.var(ddof=1) / counts.mean()
    low, high = stats.chi2(counts.size - 1).ppf([1e-4, 1 - 1e-4]) / (counts.size - 1)
    assert low < fano < high  # nothing feeds back: counts are Poisson


def test_each_pair_passes_at_its_own_rate():
    here = town(
        estate_plan(count=2, stairs=2, floors=3, doors=3, mix=ALONE),
        passing=0.5,
        same_building=0.05,
        same_quarter=0.02,
    )
    days = 3000
    pairs = np.concatenate(daily(here, days))
    found = np.zeros((here.estate.size, here.estate.size))
    np.add.at(found, (pairs.min(axis=1), pairs.max(axis=1)), 1)
    upper = np.triu_indices(here.estate.size, 1)
    expected = days * rates(here)[upper]
    score = ((found[upper] - expected) ** 2 / expected).sum()
    assert stats.chi2(expected.size).sf(score) > 1e-4


def test_contact_falls_as_one_over_the_distance_in_doors():
    here = town(estate_plan(floors=1, doors=10, mix=ALONE), passing=0.5, distance_exponent=1.0)
    pairs = np.concatenate(daily(here, 3000))
    apart = np.bincount(np.abs(pairs[:, 0] - pairs[:, 1]), minlength=10)[1:]
    places = np.arange(9, 0, -1)  # how many pairs live one, two, ... doors apart
    law = places / np.arange(1, 10)
    assert stats.chisquare(apart, apart.sum() * law / law.sum()).pvalue > 1e-4
    slope = np.polyfit(np.log(np.arange(1, 10)), np.log(apart / places), 1)[0]
    assert slope == pytest.approx(-1.0, abs=0.1)


@pytest.mark.parametrize("home", [0.3, 0.8])
def test_two_people_pass_when_both_are_about(home: float):
    plan = estate_plan(floors=1, doors=2, mix=ALONE)
    here = town(plan, passing=0.5, weekend_gain=0.0, **dict.fromkeys(ALWAYS, home))
    count = sum(len(pairs) for pairs in daily(here, 8000))
    expected = 8000 * 0.5 * home**2
    assert count == pytest.approx(expected, abs=4.5 * np.sqrt(expected))


def test_a_member_of_a_large_household_is_as_often_passed_as_the_household_has_members():
    plan = estate_plan(floors=1, doors=2, mix=only(older_couple=1.0))
    here = town(plan, passing=0.4)
    count = sum(len(pairs) for pairs in daily(here, 4000))
    expected = 4000 * 0.4 * 2  # each of four people sets out to meet whoever is next door
    assert count == pytest.approx(expected, abs=4.5 * np.sqrt(expected))


def test_a_pairs_chance_in_a_shared_place_is_both_visits_over_the_tables():
    plan = estate_plan(floors=30, doors=10, mix=only(older_couple=1.0)).model_copy(
        update={"spaces": SpacePlan(playground=80, green=0, activity_room=0)}
    )
    here = town(plan, passing=0.0, visit=0.03)
    places = here.places
    chance = 0.03 * places.draw_by_group()[0, here.residents.group]
    same = np.bincount(here.residents.household, weights=chance)
    pairs = (chance.sum() ** 2 - (same**2).sum()) / 2
    counts = np.array([len(found) for found in daily(here, 1500)])
    error = counts.std(ddof=1) / np.sqrt(counts.size)
    assert counts.mean() == pytest.approx(pairs / places.table.tables[0], abs=4.5 * error)


def test_twice_the_tables_halve_the_meetings_of_the_same_visitors():
    means = []
    for tables in (5, 10):
        plan = estate_plan(floors=30, doors=10, mix=only(older_couple=1.0))
        here = town(plan, passing=0.0, visit=0.008)
        here.places.table.tables[:] = tables
        means.append(np.mean([len(found) for found in daily(here, 3000)]))
    assert means[0] == pytest.approx(2 * means[1], rel=0.1)


def test_without_feedback_the_days_loud_homes_are_poisson():
    plan = estate_plan(floors=30, doors=10, mix=only(middle_aged=1.0))
    rules = NoiseParameters(loud_nights=0, loud_children=0, loud_others=0.004, day_off_factor=1)
    parameters = Parameters(population=ALIKE, triggers=TriggerParameters(noise=rules))
    here = world(plan, parameters)
    noise = Noise(
        here.estate,
        here.population,
        here.places,
        here.agreements,
        here.dials,
        here.exposures,
        rules,
        here.streams,
    )
    counts = []
    for day in range(2000):
        here.exposures.clear()
        counts.append(noise.emit(day))
    expected = 0.004 * here.estate.size
    assert np.mean(counts) == pytest.approx(expected, abs=4.5 * np.sqrt(expected / 2000))
    low, high = stats.chi2(1999).ppf([1e-4, 1 - 1e-4]) / 1999
    assert low < np.var(counts, ddof=1) / np.mean(counts) / (1 - 0.004) < high
