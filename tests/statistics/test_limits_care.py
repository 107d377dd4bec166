"""Loneliness at its resting point, and volunteers as a renewal process in balance."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy import stats
from small_world import World, estate_plan, only, world

from model.behaviour.care import CareParameters
from model.behaviour.volunteers import VolunteerParameters
from model.calendar import DAYS_PER_MONTH
from model.care import Care
from model.organisation import CareOrganisation, VolunteerOrganisation
from model.recorder import Recorder
from model.volunteers import Volunteers
from model.wellbeing import Tasks, Wellbeing

NOTHING = Tasks(
    np.empty(0, np.int32), np.empty(0, np.int8), np.empty(0, np.bool_), np.empty(0, np.int32)
)


@cache
def lonely_town() -> World:
    return world(estate_plan(count=20, stairs=1, floors=20, doors=5, mix=only(older_alone=1.0)))


def loneliness_after(months: int, **numbers: float) -> np.ndarray:
    town = lonely_town()
    parameters = CareParameters.model_validate({"loneliness": numbers})
    care = Care(
        town.estate,
        town.population,
        town.ties,
        Wellbeing(0, room=town.residents.room),
        Recorder(1),
        parameters,
        CareOrganisation(),
        town.streams,
    )
    care.welcome(0)
    care.wellbeing.loneliness[:] = 20.0  # far from where it settles
    for month in range(months):
        care.tend((month + 1) * DAYS_PER_MONTH - 1 - 10_000, np.zeros(care.estate.quarters, int))
    return care.wellbeing.loneliness.astype(np.float64)


def test_loneliness_settles_at_what_is_longed_for_less_what_is_had():
    values = loneliness_after(200, longing=50.0, spread=0.0, kin_near=0.0, mood=0.0, pace=0.2)
    assert np.allclose(values, 50.0, atol=1e-3)


def test_half_the_variance_of_loneliness_is_lasting_when_both_spreads_are_alike():
    # L = longing + spread z + an AR(1) of stationary spread mood, whatever the pace.
    values = loneliness_after(60, longing=50.0, spread=8.0, kin_near=0.0, mood=8.0, pace=0.3)
    n = values.size
    assert abs(values.mean() - 50.0) < 4.5 * np.sqrt(128.0 / n)
    assert abs(values.var() - 128.0) < 4.5 * 128.0 * np.sqrt(2.0 / n)
    longing = lonely_town().residents.longing
    share = np.corrcoef(values, longing)[0, 1] ** 2
    assert abs(share - 0.5) < 4.5 * 2 * np.sqrt(0.5) * 0.5 / np.sqrt(n)


@cache
def large_town() -> World:
    return world(estate_plan(count=25, stairs=2, floors=20, doors=4, mix=only(middle_aged=1.0)))


def volunteers_with(**numbers: Any) -> Volunteers:
    town = large_town()
    everybody_alike = {"willing": 1.0, "civic": 0.0, "trust": 0.0, "sociability": 0.0}
    parameters = VolunteerParameters.model_validate(
        {
            "joining": {**everybody_alike, "rate": numbers["rate"]},
            "staying": {
                "idle": 0.0,
                "overload": 0.0,
                "lasts": numbers["lasts"],
                "shape": numbers["shape"],
            },
        }
    )
    volunteers = Volunteers(
        town.estate,
        town.population,
        town.ties,
        Recorder(1),
        parameters,
        VolunteerOrganisation(awareness=1.0),
        town.streams,
    )
    volunteers.welcome(0)
    return volunteers


def test_volunteers_in_balance_are_sign_ups_over_the_chance_of_leaving():
    """V* = R / (1 - exp(-h)), and Poisson when sign-ups are few among many (limit 13)."""
    rate, lasts = 0.004, 70.0
    volunteers = volunteers_with(rate=rate, lasts=lasts, shape=1.0)
    people = large_town().residents.rows
    stock = []
    for week in range(900):
        volunteers.serve(7 * week, NOTHING)
        if week >= 100 and week % 25 == 0:  # further apart than a spell lasts
            stock.append(volunteers.open.size)
    leaving = -np.expm1(-7.0 / lasts)
    odds = -np.expm1(-rate) / leaving  # of being a volunteer: who serves cannot sign up
    expected = people * odds / (1.0 + odds)
    spread = np.sqrt(expected / (1.0 + odds))  # Poisson, thinned by the finite crowd
    values = np.array(stock, float)
    assert abs(values.mean() - expected) < 4.5 * spread / np.sqrt(values.size)
    fano = values.var(ddof=1) / spread**2
    assert abs(fano - 1.0) < 4.5 * np.sqrt(2.0 / (values.size - 1))


@pytest.mark.parametrize("shape", [0.6, 1.0])
def test_the_share_that_stays_half_a_year_is_weibulls(shape: float):
    volunteers = volunteers_with(rate=0.05, lasts=200.0, shape=shape)
    for week in range(60):
        volunteers.serve(7 * week, NOTHING)
    s = volunteers.spells
    cohort = (s.began > 0) & (s.began <= 7 * 30)
    stayed = (s.ended < s.began) | (s.ended - s.began > 182)
    expected = np.exp(-((182 / 200.0) ** shape))
    number = int(cohort.sum())
    error = np.sqrt(expected * (1 - expected) / number)
    assert number > 500
    assert abs(stayed[cohort].mean() - expected) < 4.5 * error


def test_the_start_is_where_the_stock_settles():
    volunteers = volunteers_with(rate=0.002, lasts=200.0, shape=0.7)
    first = volunteers.open.size
    ages = -volunteers.spells.began[volunteers.open]
    # Times served so far have mean E[T^2] / 2 E[T].
    moments = stats.weibull_min(0.7, scale=200.0)
    mean = moments.moment(2) / (2 * moments.mean())
    third = moments.moment(3) / (3 * moments.mean())
    assert abs(ages.mean() - mean) < 4.5 * np.sqrt((third - mean**2) / first)
    later = []
    for week in range(400):
        volunteers.serve(7 * week + 5, NOTHING)
        if week > 50 and week % 50 == 0:
            later.append(volunteers.open.size)
    assert abs(first - np.mean(later)) < 4.5 * np.sqrt(first * (1 + 1 / len(later))) + 0.03 * first


def idle_share(hours: float) -> float:
    """Return the share of volunteers never matched in half a year, of a steady crowd of needs."""
    town = world(estate_plan(count=10, stairs=2, floors=10, doors=4))
    patch = {
        "joining": {"rate": 0.02, "civic": 0.0, "trust": 0.0, "sociability": 0.0},
        "hears": 0.01,
    }
    volunteers = Volunteers(
        town.estate,
        town.population,
        town.ties,
        Recorder(1),
        VolunteerParameters.model_validate(patch),
        VolunteerOrganisation(dispatch_hours=hours),
        town.streams,
    )
    volunteers.welcome(0)
    needy = np.flatnonzero(town.residents.group == 3)[:120].astype(np.int32)
    ones = np.ones(needy.size, np.bool_)
    last = np.full(needy.size, -100, np.int32)
    for week in range(70):
        served = volunteers.serve(
            7 * week, Tasks(needy, np.zeros(needy.size, np.int8), ones, last.copy())
        )
        last[np.isin(needy, served.receiver)] = 7 * week
    s = volunteers.spells
    cohort = (s.began > 0) & (s.began < 7 * 40)
    return float((s.services[cohort] == 0).mean())


def test_more_hours_of_a_dispatcher_never_leave_more_volunteers_idle():
    shares = [idle_share(hours) for hours in (0.0, 2.0, 8.0, 40.0)]
    noise = 4.5 * np.sqrt(0.25 / 300)
    assert all(more <= fewer + noise for fewer, more in pairwise(shares))
    assert shares[-1] < shares[0] - noise
