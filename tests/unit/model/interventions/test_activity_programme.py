"""The activity programme works by events, their fit, their care and their notices alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, counts, differences, heated, parameters

from model.behaviour.activities import Kind, Slot
from model.calendar import MONTH_IN_YEARS
from model.interventions.activity_programme import ActivityProgrammePlan
from model.money import Purse
from model.neighbourhood import Neighbourhood
from model.programme import Contribution
from model.results import Results

MONTHS = 6
NAME = "activity_programme"
# Every input where the estate has it without the measure.
NOTHING: dict[str, Any] = {
    "events": 0.0,
    "family_weekends": 0.0,
    "fitted": 0.0,
    "variety": 0.0,
    "quality": 1.0,
    "notices": 0.0,
}


def programme(**settings: Any) -> ActivityProgrammePlan:
    return ActivityProgrammePlan(**({"start": 1} | settings))


def run(*plans: ActivityProgrammePlan, months: int = MONTHS) -> Results:
    return heated(plans, months=months).run()


def planned(results: Results) -> float:
    return float(
        counts(results, "activities").sum() + counts(results, "activities_cancelled").sum()
    )


def test_a_programme_that_adds_nothing_is_the_baseline():
    assert set(differences(run(programme(**NOTHING)), run())) <= set(SPENDING)


def test_it_adds_its_events_and_leaves_the_estate_its_own():
    # Around Spring Festival fewer are held, in the other months more: over a year, the pace.
    more = run(programme(**NOTHING | {"events": 2.0, "family_weekends": 1.0}), months=12)
    assert planned(more) - planned(run(months=12)) == pytest.approx(36.0, abs=2.0)


def test_where_nobody_ever_goes_only_the_calendar_is_fuller():
    patch = {"activities": {"go": -20.0, "taste": 0.0}}
    lone = Neighbourhood(SMALL, parameters(HEATED, patch), seed=7, months=1)
    full, bare = (lone.fork(plans, months=3).run() for plans in ([programme(notices=0.0)], []))
    assert planned(full) > planned(bare)
    moved = {name for name in differences(full, bare) if not name.startswith("counts.")}
    assert moved <= {*SPENDING, "kpis.activities_cancelled_share"}


def test_the_largest_of_several_measures_counts_whichever_came_first():
    one, other = Contribution(variety=0.9, quality=1.2), Contribution(variety=0.7, quality=1.4)
    for pair in ((one, other), (other, one)):
        made = heated(months=1).activities
        for by, contribution in zip("ab", pair, strict=True):
            made.support(by, **contribution._asdict())
        assert made.programme.raised("variety", 0.5) == pytest.approx(0.9)
        assert made.programme.raised("quality", 1.0) == pytest.approx(1.4)
        made.withdraw("a")
        made.withdraw("b")
        assert made.programme.raised("variety", 0.5) == 0.5


def test_half_the_dose_closes_half_the_gap_and_holds_half_the_events():
    hood = heated([programme(coverage=0.5, events=2.0, variety=0.9)], months=1)
    hood.step()
    held = hood.activities.programme
    assert held.raised("variety", 0.5) == pytest.approx(0.7)
    assert held.contributions[NAME].events * held.contributions[NAME].share == pytest.approx(1.0)
    assert held.series[NAME, Kind.FAMILY].per_month == pytest.approx(0.5)


def test_at_the_end_the_estate_has_its_own_programme_again():
    hood = heated([programme(end=2)], months=3)
    hood.activities.run_series(Kind.FAMILY, per_month=2.0, slot=Slot.AFTERNOON)
    hood.run()
    assert not hood.activities.programme.contributions
    assert list(hood.activities.programme.series) == [("", Kind.FAMILY)]


def test_the_measure_pays_for_its_own_events_and_the_estate_for_its_own():
    plan = programme(events=3.0)
    with_it, without = run(plan), run()
    bills = [
        results.spending["yuan"][results.spending["measure"] == "activities"].sum()
        for results in (with_it, without)
    ]
    # The kinds that a survey chooses cost more or less than those of the estate's own weights.
    assert bills[0] == pytest.approx(bills[1], rel=0.5)
    hood = heated([plan], months=1)
    for _ in range(30):
        hood.activities.support(NAME, events=30.0)
        hood.activities.programme.per_month = 0.0
        hood.activities.hold(hood.day)
        assert hood.activities.bill == 0.0


def test_a_short_purse_of_the_estate_leaves_the_events_of_the_measure():
    made = heated(months=1).activities
    made.fund(0.0)
    made.support(NAME, events=30.0)
    held = sum(made.hold(day) for day in range(100, 160))
    assert held >= 30
    made.support(NAME, events=30.0, share=0.0)
    assert sum(made.hold(day) for day in range(160, 220)) == 0


def test_more_residents_hear_of_events():
    hood = heated([programme(**NOTHING | {"notices": 0.4})], months=1)
    hood.morning()
    assert hood.dials.reach == pytest.approx(1.4)


def test_the_price_list_is_events_survey_notices_and_hours():
    plan = programme(
        events=2.0,
        family_weekends=1.0,
        event_cost=1000.0,
        survey=1200.0,
        fitted=0.5,
        notice_cost=2400.0,
        notices=0.5,
        organiser_hours=10.0,
        wage=30.0,
    )
    costs = {cost.what: cost for cost in plan.prices(households=1000)}
    assert costs["events"].yuan == pytest.approx(2 * 1000.0 * (2.0 + 0.7))
    assert costs["survey"].yuan == pytest.approx(2 * 600.0 * MONTH_IN_YEARS)
    assert costs["notices"].yuan == pytest.approx(2 * 1200.0 * MONTH_IN_YEARS)
    assert costs["organiser"].hours == pytest.approx(2 * 30.0)
    assert costs["organiser"].yuan == pytest.approx(2 * 900.0)
    assert costs["events"].purse is Purse.PUBLIC_INCOME
    assert np.isfinite([cost.yuan for cost in costs.values()]).all()
