"""The programme, and who goes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import STILL, counts, feed, merged, parameters
from scipy.optimize import brentq

from model.ledger import Unit
from model.neighbourhood import Neighbourhood

# One event a day, and nothing that makes one person or one evening unlike another.
ALIKE = {
    "activities": {
        "per_month": 30.0,
        "reach": 0.5,
        "go": -1.0,
        "taste": 0.0,
        "match": 0.0,
        "clash": 0.0,
        "company": 0.0,
        "liking_last": 0.0,
        "fatigue": 0.0,
        "capacity": 100_000,
    }
}


@cache
def _started(patch: str, replicate: int) -> Neighbourhood:
    values = parameters(ALIKE, json.loads(patch))
    return Neighbourhood(STILL, values, months=1, seed=6, replicate=replicate)


def hood_with(*patches: Mapping[str, float], months: int = 6, replicate: int = 0) -> Neighbourhood:
    patch: dict[str, Any] = {}
    for each in patches:
        patch = merged(patch, {"activities": dict(each)})
    hood = _started(json.dumps(patch, sort_keys=True), replicate).fork(months=months)
    # Whoever came in the warm days starts as anybody else.
    memory = hood.activities.memory
    memory.first[:] = memory.last[:] = -100_000
    memory.recent[:] = memory.experience[:] = 0.0
    feed(hood, {})
    return hood


def rate(*patches: Mapping[str, float], months: int = 6) -> float:
    """Return attendances per invitation."""
    results = hood_with(*patches, months=months).run()
    return float(counts(results, "attendances").sum() / counts(results, "invitations").sum())


def logistic(odds: float | np.ndarray) -> Any:
    return 1.0 / (1.0 + np.exp(-odds))


@pytest.mark.parametrize(("reach", "go"), [(0.5, -1.0), (1.0, 0.0), (0.2, 2.0), (0.9, -3.0)])
def test_attendance_is_awareness_times_the_choice_to_go(reach: float, go: float):
    results = hood_with({"reach": reach, "go": go}).run()
    invited = counts(results, "invitations").sum()
    expected = reach * logistic(go)
    error = np.sqrt(expected * (1 - expected) / invited)
    assert abs(counts(results, "attendances").sum() / invited - expected) < 4.5 * error


def test_there_are_as_many_events_as_the_programme_says():
    results = hood_with({"per_month": 1.5}).run()
    assert counts(results, "activities").sum() == 9
    assert counts(hood_with({"per_month": 0.0}).run(), "activities").sum() == 0


def test_nobody_goes_to_what_nobody_hears_of():
    assert rate({"reach": 0.0}) == 0.0


def test_a_wider_spread_of_taste_at_the_same_mean_leaves_more_people_out():
    """Reconcile a mean attendance with a small share of people who ever go.

    The mean is kept by solving for the log-odds; what differs is who goes.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()

    def even(spread: float) -> float:
        """Return the log-odds at which the mean choice stays at 0.2."""
        return float(brentq(lambda go: weights @ logistic(go + spread * nodes) - 0.2, -20.0, 5.0))

    def ever(spread: float) -> tuple[float, float]:
        settings = {"taste": spread, "go": even(spread), "reach": 1.0, "per_month": 2.0}
        shares, means = [], []
        for replicate in range(4):
            hood = hood_with(settings, months=12, replicate=replicate)
            results = hood.run()
            adults = hood.residents.group > 0
            shares.append(np.mean(hood.activities.memory.last[adults] >= 0))
            means.append(
                counts(results, "attendances").sum() / counts(results, "invitations").sum()
            )
        return float(np.mean(shares)), float(np.mean(means))

    (alike, mean_alike), (unlike, mean_unlike) = ever(0.0), ever(4.0)
    assert mean_alike == pytest.approx(0.2, abs=0.02)
    assert mean_unlike == pytest.approx(0.2, abs=0.08)
    assert alike > 0.95
    assert unlike < 0.8


def test_who_went_of_late_goes_less():
    assert rate({"fatigue": 1.0}) < rate({"fatigue": 0.3}) < rate({"fatigue": 0.0})


def test_twice_the_supply_does_not_double_the_visits():
    tired = {"fatigue": 0.5, "go": 0.0}
    few, many = ({"per_month": events, **tired} for events in (5.0, 10.0))
    assert rate(many) < rate(few)
    assert 2 * rate(many) > rate(few)  # but visits grow


def test_without_fatigue_supply_does_not_change_the_rate_per_event():
    results = [hood_with({"per_month": events}).run() for events in (10.0, 20.0)]
    invited = [counts(each, "invitations").sum() for each in results]
    rates = [
        counts(each, "attendances").sum() / number
        for each, number in zip(results, invited, strict=True)
    ]
    expected = 0.5 * logistic(-1.0)
    error = np.sqrt(expected * (1 - expected) * sum(1 / number for number in invited))
    assert abs(rates[0] - rates[1]) < 4.5 * error


def test_no_more_people_come_than_fit_in():
    hood = hood_with({"capacity": 7, "reach": 1.0, "go": 5.0}, months=2)
    results = hood.run()
    events = counts(results, "activities")
    assert np.array_equal(counts(results, "attendances"), 7 * events)


def test_where_not_all_fit_in_nobody_has_a_better_chance_by_the_number_of_the_flat():
    # Seats once went to the first flats in the table, every time.
    hood = hood_with({"capacity": 7, "reach": 1.0, "go": 5.0}, months=6)
    hood.run()
    last = hood.activities.memory.last[hood.residents.group > 0]
    half = last.size // 2
    went = last >= 0
    assert went[:half].mean() == pytest.approx(went[half:].mean(), abs=0.15)
    assert went.mean() > 0.9


def test_an_own_interest_and_a_suitable_hour_bring_people():
    assert rate({"match": 2.0}) > rate()
    assert rate({"clash": 2.0}) < rate()


def test_a_good_experience_brings_people_back():
    again = {"liking_last": 2.0}
    assert rate({**again, "good": 1.0}) > rate() > rate({**again, "good": 0.0})


def test_points_bring_people_and_are_issued_to_those_who_came():
    hood = hood_with()
    hood.activities.offer_points(2.0, pull=1.0)
    results = hood.run()
    went = counts(results, "attendances").sum()
    assert went > counts(hood_with().run(), "attendances").sum()
    assert hood.ledger.outstanding(Unit.POINTS) == 2.0 * went


def test_a_dial_for_reach_works_as_a_reach_of_its_own():
    hood = hood_with({"reach": 0.3})
    hood.dials.reach = 2.0
    assert counts(hood.run(), "attendances").sum() == pytest.approx(
        counts(hood_with({"reach": 0.6}).run(), "attendances").sum()
    )


def test_who_comes_a_second_time_within_90_days_has_returned():
    hood = hood_with({"reach": 1.0, "go": 20.0, "per_month": 1.0}, months=3)
    while hood.day < 59:
        hood.step()
    adults = hood.residents.group > 0
    assert not hood.activities.memory.returned[adults & (hood.activities.memory.first >= 29)].any()
    hood.run()
    assert hood.activities.memory.returned[adults].all()


def test_people_meet_at_tables():
    hood = hood_with({"reach": 1.0, "go": 20.0}, months=1)
    quiet = hood_with({"reach": 0.0}, months=1)
    hood.run()
    quiet.run()
    assert hood.ties.slots.strength.sum() > quiet.ties.slots.strength.sum()


def test_children_are_neither_invited_nor_counted():
    hood = hood_with({"reach": 1.0, "go": 20.0}, months=1)
    results = hood.run()
    children = hood.residents.group == 0
    assert children.any()
    assert (hood.activities.memory.last[children] < 0).all()
    assert counts(results, "invitations")[0] == 30 * (~children).sum()
