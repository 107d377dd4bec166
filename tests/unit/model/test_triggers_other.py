"""Other trouble: leaks by the age of the pipes, building work after a move, rubbish."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import World, estate_plan, world

from model.behaviour import Parameters
from model.behaviour.population import PopulationParameters
from model.behaviour.triggers import OtherParameters, TriggerParameters
from model.calendar import office_open
from model.exposures import Trigger
from model.triggers.other import FIRST_YEAR, Other

NOTHING = {"garbage": 0.0, "leak_scale": 10_000.0, "leak_shape": 6.0, "renovation_loud": 0.0}


def worn(*, built: int = 1990, **rules: float) -> tuple[World, Other]:
    parameters = Parameters(
        population=PopulationParameters(civic_spread=0, civic_mean=0.5),
        triggers=TriggerParameters(other=OtherParameters(**NOTHING | rules)),
    )
    plan = estate_plan(count=2, stairs=2, floors=6, doors=4, renters=0.5)
    town = world(plan.model_copy(update={"built": built}), parameters)
    return town, Other(
        town.estate,
        town.population,
        town.places,
        town.agreements,
        town.dials,
        town.exposures,
        parameters.triggers.other,
        town.streams,
    )


def lived(town: World, other: Other, days: range) -> list[tuple[int, int, int, int]]:
    listed = []
    for day in days:
        town.exposures.clear()
        other.emit(day)
        listed += [(day, source, victim, trigger) for source, victim, trigger, _ in town.listed()]
    return listed


@pytest.mark.parametrize(("scale", "shape"), [(38.0, 2.0), (50.0, 1.0), (20.0, 3.5)])
def test_the_hazard_of_a_leak_is_weibulls(scale: float, shape: float):
    _, other = worn(built=FIRST_YEAR - 20, leak_scale=scale, leak_shape=shape)
    days = np.arange(0, 3650)
    chance = np.sum([other.leak_rate(int(day)) for day in days])
    risk = lambda years: (years / scale) ** shape  # noqa: E731  the integrated hazard
    assert chance == pytest.approx(risk(30) - risk(20), rel=1e-3)


def test_a_building_that_is_not_built_yet_does_not_leak():
    _, other = worn(built=FIRST_YEAR + 5)
    assert other.leak_rate(0) == 0.0


def test_leaks_drip_on_whoever_lives_below():
    town, other = worn(built=1950, leak_scale=10.0, leak_shape=2.0)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    listed = lived(town, other, range(200))
    assert {trigger for *_, trigger in listed} == {Trigger.LEAK}
    for _, source, victim, _ in listed:
        assert homes.below[h.dwelling[source]] == r.dwelling[victim]
    exposed = int(np.count_nonzero(homes.below >= 0))
    expected = exposed * sum(other.leak_rate(day) for day in range(200))
    assert len(listed) == pytest.approx(expected, abs=4.5 * np.sqrt(expected))


def test_rubbish_is_left_by_the_careless_and_found_on_the_landing():
    town, other = worn(garbage=0.2)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    listed = lived(town, other, range(200))
    assert {trigger for *_, trigger in listed} == {Trigger.GARBAGE}
    for _, source, victim, _ in listed:
        here, there = h.dwelling[source], r.dwelling[victim]
        assert here != there and homes.landing_start[here] == homes.landing_start[there]
    expected = 200 * town.estate.size * 0.2 * 0.5 * 3 / 4  # a quarter of it is one's own door
    assert len(listed) == pytest.approx(expected, abs=4.5 * np.sqrt(expected))


@pytest.mark.parametrize("door", ["dial", "promise"])
def test_litter_hours_and_promises_lower_the_rubbish(door: str):
    town, other = worn(garbage=1.0)
    if door == "dial":
        town.dials.litter_hours[:] = 0.0
    else:
        town.agreements.table.restraint[:, Trigger.GARBAGE] = 1.0
    assert lived(town, other, range(30)) == []


def test_building_work_is_loud_on_working_days_for_a_while_after_moving_in():
    rules = {"renovation_share": 1.0, "renovation_share_renters": 0.0, "renovation_days": 30.0}
    town, other = worn(renovation_loud=1.0, **rules)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    h.since[:] = -1000
    mover = int(np.flatnonzero(h.owner)[3])
    renter = int(np.flatnonzero(~h.owner)[3])
    h.since[[mover, renter]] = 100
    listed = lived(town, other, range(90, 200))
    assert {source for _, source, *_ in listed} == {mover}
    days = sorted({day for day, *_ in listed})
    assert days[0] >= 110 and days[-1] < 140
    assert all(office_open(day) for day in days)
    here = h.dwelling[mover]
    around = {int(getattr(homes, where)[here]) for where in ("above", "below", "left", "right")}
    assert {int(r.dwelling[victim]) for _, _, victim, _ in listed} == around - {-1}


def test_a_promise_stills_the_drill():
    town, other = worn(renovation_loud=1.0, renovation_share=1.0, renovation_share_renters=1.0)
    town.population.households.since[:] = 0
    town.agreements.table.restraint[:, Trigger.RENOVATION] = 1.0
    assert lived(town, other, range(60)) == []
