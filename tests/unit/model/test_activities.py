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

from model.behaviour.activities import CHARACTERS, Kind, Slot
from model.estate import EstatePlan
from model.functions import Module
from model.ledger import Unit
from model.neighbourhood import Neighbourhood
from model.organisation import ActivitiesPlan, FundingPlan, OrganisationPlan

# One event a day, all of one kind, and nothing that makes one person or one evening unlike another.
ALIKE = {
    "activities": {
        "reach": 0.5,
        "word": 0.0,
        "go": -1.0,
        "taste": 0.0,
        "match": 0.0,
        "audience": 0.0,
        "clash": 0.0,
        "company": 0.0,
        "liking_last": 0.0,
        "fatigue": 0.0,
        "sameness": 0.0,
        "festival_events": 1.0,  # the same number every month
        "capacity": 100_000,
        "least": 0,
    }
}
ABLE = {"population": dict.fromkeys(("disabled_child", "disabled_adult", "disabled_older"), 0.0)}
PROGRAMME = {"per_month": 30.0, "kinds": {"sport": 1.0}, "variety": 0.0}
KINDS = ("festival", "culture", "welfare", "family", "sport", "learning")


def estate(programme: Mapping[str, Any]) -> EstatePlan:
    chosen = merged(PROGRAMME, programme)
    chosen["kinds"] = dict.fromkeys(KINDS, 0.0) | chosen["kinds"]
    plan = ActivitiesPlan.model_validate(chosen)
    rich = FundingPlan(activities_from_fees=0.0, public_fund=1e9)  # nothing is cut
    organisation = OrganisationPlan(activities=plan, funding=rich)
    return STILL.model_copy(update={"organisation": organisation})


@cache
def _started(patch: str, programme: str, replicate: int) -> Neighbourhood:
    values = parameters(ALIKE, ABLE, {"groups": {"at_start": 0.0}}, json.loads(patch))
    plan = estate(json.loads(programme))
    return Neighbourhood(plan, values, months=1, seed=6, replicate=replicate)


def hood_with(*patches: Mapping[str, Any], months: int = 6, replicate: int = 0) -> Neighbourhood:
    """Make a neighbourhood; what belongs to the programme is told from parameters by its name."""
    patch: dict[str, Any] = {}
    programme: dict[str, Any] = {}
    for each in patches:
        own = {name: value for name, value in each.items() if name in ActivitiesPlan.model_fields}
        programme = merged(programme, own)
        rest = {name: value for name, value in each.items() if name not in own}
        patch = merged(patch, {"activities": rest})
    hood = _started(
        json.dumps(patch, sort_keys=True), json.dumps(programme, sort_keys=True), replicate
    ).fork(months=months)
    # Whoever came in the warm days starts as anybody else.
    memory = hood.activities.memory
    memory.first[:] = memory.last[:] = -100_000
    for column in (memory.recent, memory.experience, memory.together):
        column[:] = 0.0
    memory.tired[:] = 0.0
    hood.platform.close(*Module)  # news comes by notice, unless a test says so
    feed(hood, {})
    return hood


def rate(*patches: Mapping[str, Any], months: int = 6) -> float:
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
    hood = hood_with(
        {
            "capacity": 14,  # a sport event holds half of what a festival holds
            "reach": 1.0,
            "go": 5.0,
        },
        months=2,
    )
    results = hood.run()
    events = counts(results, "activities")
    assert np.array_equal(counts(results, "attendances"), 7 * events)


def test_where_not_all_fit_in_nobody_has_a_better_chance_by_the_number_of_the_flat():
    # Seats once went to the first flats in the table, every time.
    hood = hood_with(
        {
            "capacity": 14,  # a sport event holds half of what a festival holds
            "reach": 1.0,
            "go": 5.0,
        },
        months=6,
    )
    hood.run()
    last = hood.activities.memory.last[hood.residents.group > 0]
    half = last.size // 2
    went = last >= 0
    assert went[:half].mean() == pytest.approx(went[half:].mean(), abs=0.15)
    assert went.mean() > 0.9


def test_an_own_interest_and_a_suitable_hour_bring_people():
    assert rate({"match": 2.0}) > rate()
    assert rate({"clash": 2.0}) < rate()  # on an afternoon
    weekends = {"kinds": {"sport": 0.0, "family": 1.0}}
    assert rate({"clash": 2.0}, weekends) == rate(weekends)


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


# -- kinds, and what becomes stale -----------------------------------------------------------


def visits(hood: Neighbourhood, days: int) -> list[float]:
    """Live some days and return the visits of each event."""
    found = []
    for _ in range(days):
        series = hood.recorder.series("attendances")
        before = series.sum()
        held = hood.recorder.series("activities").sum()
        hood.step()
        if hood.recorder.series("activities").sum() > held:
            found.append(float(hood.recorder.series("attendances").sum() - before))
    return found


def test_a_monotonous_series_loses_people_and_rest_brings_them_back():
    hood = hood_with({"reach": 1.0, "go": 0.5, "sameness": 1.0, "per_month": 30 / 7}, months=12)
    first, *_, fourth = visits(hood, 35)[:4]
    assert fourth < 0.6 * first
    hood.activities.programme.per_month = 0.0
    visits(hood, 180)
    hood.activities.programme.per_month = 30.0
    assert visits(hood, 1)[0] > 0.85 * first


def test_variety_keeps_people_who_tire_of_sameness():
    tiring = {"sameness": 1.0, "go": 0.0, "reach": 1.0}
    every = dict.fromkeys(KINDS, 1.0)
    assert rate(tiring, {"kinds": every, "variety": 1.0}) > 1.2 * rate(tiring)


def test_kinds_draw_those_whom_they_address():
    def by_group(kind: str) -> list[float]:
        kinds = {"sport": 0.0, kind: 1.0}
        results = hood_with({"audience": 2.0, "go": -2.0, "kinds": kinds}).run()
        return [
            float(counts(results, "attendances", name).sum())
            / float(counts(results, "invitations", name).sum())
            for name in ("young", "middle", "older")
        ]

    young, _, older = by_group("culture")
    assert older > young
    young, _, older = by_group("family")
    assert young > older


def test_counts_by_kind_and_by_age_add_up():
    results = hood_with({"kinds": dict.fromkeys(KINDS, 1.0), "variety": 1.0}).run()
    for what in ("attendances", "invitations"):
        everything = counts(results, what)
        for names in (KINDS, ("young", "middle", "older")):
            parts = [counts(results, what, name) for name in names]
            assert np.array_equal(sum(part for part in parts if part.size), everything)


def test_a_festival_holds_the_most_and_costs_the_most():
    assert CHARACTERS[Kind.FESTIVAL].room == max(each.room for each in CHARACTERS.values()) == 1.0
    assert CHARACTERS[Kind.FESTIVAL].cost == max(each.cost for each in CHARACTERS.values())
    full = {"capacity": 11, "reach": 1.0, "go": 5.0, "kinds": {"sport": 0.0, "festival": 1.0}}
    results = hood_with(full, months=1).run()
    assert np.array_equal(counts(results, "attendances"), 11 * counts(results, "activities"))


# -- called off --------------------------------------------------------------------------------


def test_what_draws_too_few_is_called_off_and_part_of_its_cost_is_lost():
    alone = {"go": -20.0, "least": 3}
    hood = hood_with(alone, {"cost": 1000.0, "lost_cost": 0.4}, months=1)
    results = hood.run()
    assert counts(results, "activities_cancelled").sum() == 30
    assert counts(results, "activities").sum() == counts(results, "invitations").sum() == 0
    cost = 30 * 0.4 * 1000.0 * CHARACTERS[Kind.SPORT].cost
    assert results.spending["yuan"][results.spending["measure"] == "activities"].sum() == (
        pytest.approx(cost)
    )


def test_who_comes_in_vain_is_disappointed_and_has_not_been_there():
    hood = hood_with({"least": 10_000, "reach": 1.0, "go": 20.0}, months=1)
    hood.step()
    memory, adults = hood.activities.memory, hood.residents.group > 0
    assert (memory.experience[adults] == -1.0).all()
    assert (memory.last < 0).all()


def test_a_month_costs_what_its_events_cost():
    hood = hood_with({"per_month": 6.0, "cost": 1000.0}, months=1)
    hood.activities.run_series(Kind.FAMILY, per_month=3.0, slot=Slot.WEEKEND)
    planned = hood.activities.month_cost()
    assert planned == pytest.approx(
        1000.0 * (6 * CHARACTERS[Kind.SPORT].cost + 3 * CHARACTERS[Kind.FAMILY].cost)
    )
    bills = []
    for _ in range(300):
        hood.activities.hold(hood.day)
        bills.append(hood.activities.bill)
    assert sum(bills) == pytest.approx(10 * planned, rel=0.05)


# -- news --------------------------------------------------------------------------------------


def test_channels_miss_people_independently():
    hood = hood_with({"reach": 0.4, "go": 20.0})
    hood.platform.log_in = lambda day: None  # type: ignore[method-assign]
    hood.accounts.table.notice[:] = 0.5
    results = hood.run()
    invited = counts(results, "invitations").sum()
    expected = 1.0 - 0.6 * 0.5
    error = np.sqrt(expected * (1 - expected) / invited)
    assert abs(counts(results, "attendances").sum() / invited - expected) < 4.5 * error


def test_word_of_mouth_needs_friends_who_liked_it():
    talk = {"reach": 0.2, "go": 20.0, "word": 2.0}
    assert rate({**talk, "good": 1.0}) > rate(talk) > rate({**talk, "good": 0.0})
    assert rate({**talk, "good": 0.0}) == rate({**talk, "word": 0.0})


def test_who_cannot_get_there_does_not_go():
    hood = hood_with({"reach": 1.0, "go": 20.0}, months=1)
    access = np.ones(hood.residents.rows)
    access[::2] = 0.0
    hood.wellbeing.access[:] = access  # one month, at whose end it would be reconsidered
    hood.run()
    last, adults = hood.activities.memory.last, hood.residents.group > 0
    assert (last[adults & (access == 0.0)] < 0).all()
    assert (last[adults & (access == 1.0)] >= 0).all()


# -- verbs -------------------------------------------------------------------------------------


def test_a_survey_finds_hours_that_suit():
    lost = {"clash": 4.0, "kinds": {"sport": 0.0, "welfare": 1.0}}  # on a weekday afternoon
    assert rate(lost, {"fitted": 1.0}) > rate(lost, {"fitted": 0.5}) > rate(lost)


def test_a_programme_can_be_changed():
    hood = hood_with(months=1)
    hood.activities.arrange(per_month=60.0)
    assert hood.activities.programme.variety == 0.0  # what is not given stays
    hood.activities.arrange(variety=1.0, fitted=0.2)
    assert counts(hood.run(), "activities").sum() == 60
    with pytest.raises(ValueError, match="variety = 2"):
        hood.activities.arrange(variety=2.0)
    with pytest.raises(ValueError, match="per_month = -1"):
        hood.activities.arrange(per_month=-1.0)


def test_a_series_runs_beside_the_programme_until_it_is_ended():
    hood = hood_with({"per_month": 1.0}, months=2)
    hood.activities.run_series(Kind.FAMILY, per_month=8.0, slot=Slot.WEEKEND)
    while hood.day < 30:
        hood.step()
    hood.activities.run_series(Kind.FAMILY, per_month=0.0, slot=Slot.WEEKEND)
    assert counts(hood.run(), "activities").tolist() == [9.0, 1.0]
    with pytest.raises(ValueError, match="per_month = -2"):
        hood.activities.run_series(Kind.FAMILY, per_month=-2.0, slot=Slot.WEEKEND)


def test_around_spring_festival_less_is_held_and_the_rest_of_the_year_makes_up_for_it():
    held = []
    for factor in (1.0, 0.0):
        hood = hood_with({"festival_events": factor}, months=12)
        held.append(counts(hood.run(), "activities"))
    even, seasonal = held
    assert even.tolist() == [30.0] * 12
    assert seasonal[1] < 0.4 * even[1]  # February
    assert seasonal.sum() == pytest.approx(even.sum(), rel=0.02)
