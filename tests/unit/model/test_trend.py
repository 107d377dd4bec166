"""The growth that a scenario may assume."""

from __future__ import annotations

import pytest
from neighbourhoods import HEATED, SMALL, counts, differences, parameters

from model.dials import Dials
from model.estate import EstatePlan, TrendPlan
from model.neighbourhood import Neighbourhood
from model.trend import Trend


def growing(rate: float) -> EstatePlan:
    return SMALL.model_copy(update={"trend": TrendPlan(exposure_per_year=rate)})


def test_occasions_grow_by_the_rate_in_a_year_and_not_before_the_run():
    trend = Trend(0.18)
    assert trend.factor(365) == pytest.approx(1.18)
    assert trend.factor(3 * 365) == pytest.approx(1.18**3)
    assert trend.factor(-100) == trend.factor(0) == 1.0


def test_only_inputs_of_triggers_are_turned():
    dials = Dials()
    dials.rest(3)
    Trend(1.0).morning(365, dials)
    assert dials.loud_hours.tolist() == dials.litter_hours.tolist() == [2.0] * 3
    assert dials.things_stored.tolist() == [2.0] * 3
    assert dials.parking_spaces == 0.5  # twice the cars on the same spaces
    assert (dials.passing, dials.events, dials.visiting) == (1.0, 1.0, 1.0)


def test_without_growth_nothing_turns():
    assert not any(Trend(0.0).turns(day) for day in range(-3, 400))


def test_growth_makes_more_annoyance_and_leaves_the_first_day_alone():
    bare, more = (
        Neighbourhood(growing(rate), parameters(HEATED), months=12, seed=5) for rate in (0.0, 0.9)
    )
    bare.live()
    more.live()
    assert differences(bare.results(), more.results()) == []
    calm, loud = bare.run(), more.run()
    assert counts(loud, "annoyances")[6:].sum() > 1.2 * counts(calm, "annoyances")[6:].sum()
