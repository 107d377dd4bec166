"""Noise sensors work by notices to homes that were loud, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, differences, heated

from model.interventions.noise_sensors import NoiseSensors, NoiseSensorsPlan
from model.neighbourhood import Neighbourhood
from model.outlook import Stock
from model.results import Results

MONTHS = 4


def sensors(**settings: Any) -> NoiseSensorsPlan:
    return NoiseSensorsPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: NoiseSensorsPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: NoiseSensorsPlan) -> Results:
    return hood_with(*plans).run()


def measure(hood: Neighbourhood) -> NoiseSensors:
    found = hood.interventions[0]
    assert isinstance(found, NoiseSensors)
    return found


def until_loud(hood: Neighbourhood) -> np.ndarray:
    """Live until the first night that was loud somewhere; return where."""
    loud = np.empty(0, np.int32)
    while not loud.size:
        hood.step()
        e = hood.exposures
        loud = np.unique(hood.households.dwelling[e.source[e.night & (e.trigger == 0)]])
    return loud


@pytest.mark.parametrize(
    "cut",
    [{"effect": 0.0}, {"react": -20.0, "react_civic": 0.0}, {"limit": 100.0}],
    ids=["nobody gives up anything", "nobody reacts", "nothing is above the limit"],
)
def test_cutting_the_path_leaves_the_baseline(cut: dict[str, float]):
    assert set(differences(run(sensors(minds=0.0, **cut)), run())) <= set(SPENDING)


def test_only_homes_that_a_sensor_heard_are_quieter():
    hood = hood_with(sensors(react=20.0, minds=0.0, limit=20.0, door=0.0))
    loud = until_loud(hood)
    assert set(np.flatnonzero(measure(hood).hold)) == set(loud.tolist())
    hood.morning()
    assert (hood.dials.loud_hours[loud] == 0.5).all()
    assert np.count_nonzero(hood.dials.loud_hours < 1.0) == loud.size


def test_a_thick_door_or_a_high_limit_lets_less_through():
    def notices(**settings: float) -> int:
        hood = hood_with(sensors(**settings))
        hood.run()
        return measure(hood).notices

    assert notices(limit=60.0) < notices(limit=40.0)
    assert notices(door=40.0) < notices(door=20.0)


def test_a_notice_fades_and_each_further_one_counts_for_less():
    hood = hood_with(sensors(lasting=10.0))
    own = measure(hood)
    hood.step()
    own.hold[:], own.in_mind[:] = 1.0, 0.0
    hood.exposures.clear()
    for _ in range(10):
        own.act(hood.day)
    assert np.allclose(own.hold, 0.5)

    def reacting(in_mind: float) -> int:
        hood = hood_with(sensors(habituation=1.0, limit=20.0, door=0.0, react=5.0))
        until_loud(hood)
        own = measure(hood)
        own.hold[:], own.in_mind[:] = 0.0, in_mind
        own.act(hood.day)
        return int(np.count_nonzero(own.hold))

    assert reacting(50.0) == 0 < reacting(0.0)


def test_who_is_civic_reacts_and_who_moves_in_has_had_no_notice():
    hood = hood_with(sensors())
    hood.step()
    own = measure(hood)
    own.hold[:] = 1.0
    own.tenant[0] = -2  # somebody else lived there yesterday
    hood.exposures.clear()
    own.act(1)
    assert own.hold[0] == 0.0
    assert (own.hold[1:] > 0.9).all()


def test_only_who_minds_on_a_stair_with_a_sensor_holds_it_against_the_company():
    hood, plain = hood_with(sensors(coverage=0.5, effect=0.0, minds=0.5)), hood_with()
    for each in (hood, plain):
        each.step()
    worse = (
        hood.outlook.evidence.bad[:, Stock.COMPANY] > plain.outlook.evidence.bad[:, Stock.COMPANY]
    )
    sensed = measure(hood).sensed
    assert 0 < sensed.sum() < sensed.size
    assert worse.any()
    assert sensed[hood.residents.dwelling[worse]].all()
    hood.step()
    plain.step()
    more = (
        hood.outlook.evidence.bad[:, Stock.COMPANY] > plain.outlook.evidence.bad[:, Stock.COMPANY]
    )
    assert (more == worse).all()  # once, not every day


def test_a_stair_has_a_sensor_or_has_none():
    hood = hood_with(sensors(coverage=0.5))
    hood.step()
    sensed, stair = measure(hood).sensed, hood.estate.dwellings.stair
    for number in np.unique(stair):
        assert np.unique(sensed[stair == number]).size == 1


def test_the_price_list_adds_up():
    plan = sensors(install=40_000.0, inspection=1500.0, messages=6000.0)
    devices, inspections, messages = plan.prices(households=250)
    assert devices.in_month(0).yuan == 20_000.0
    assert devices.in_month(1).yuan == 0.0
    assert inspections.yuan * 365.0 / 30.0 == pytest.approx(3000.0)
    assert messages.yuan * 365.0 / 30.0 == pytest.approx(3000.0)
