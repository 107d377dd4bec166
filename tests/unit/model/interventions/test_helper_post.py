"""The helper post brings skill, voice and counters; without a platform it does nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, differences, heated

from model.functions import Module
from model.interventions.helper_post import HelperPostPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 4


def post(**settings: Any) -> HelperPostPlan:
    return HelperPostPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: HelperPostPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: HelperPostPlan) -> Results:
    return hood_with(*plans).run()


def test_a_post_without_hours_voice_and_counters_is_the_baseline():
    empty = run(post(hours=0.0, voice=0.0, counters=0.0))
    assert set(differences(empty, run())) <= set(SPENDING)


def test_hours_add_up_and_faces_are_weighed_by_hours():
    hood = hood_with(post(hours=6.0, helpers_known=1.0, coverage=0.5))
    hood.platform.help_users(3.0, known=0.0)
    hood.step()
    assert hood.platform.helper_hours == pytest.approx(6.0)
    assert hood.platform.helpers_known == pytest.approx(0.5)


def test_the_old_gain_what_the_app_asks_for():
    with_post, without = hood_with(post(hours=200.0, helpers_known=1.0, voice=1.0)), hood_with()
    for hood in (with_post, without):
        hood.run()
    assert (with_post.accounts.table.able >= without.accounts.table.able).all()
    assert with_post.accounts.table.able.sum() > without.accounts.table.able.sum()


def test_strangers_teach_fewer_than_neighbours():
    def taught(known: float) -> int:
        hood = hood_with(post(hours=500.0, helpers_known=known, voice=0.0))
        hood.run()
        return int(np.count_nonzero(hood.accounts.table.taught))

    assert taught(0.0) < taught(1.0)


def test_counters_serve_some_who_are_not_online():
    hood = hood_with(post(counters=0.6))
    hood.platform.open(Module.BOOKS)
    hood.step()
    reached = hood.platform.reached_by(Module.BOOKS)
    assert (reached & ~hood.accounts.table.active).any()


def test_where_there_is_no_platform_it_waits_and_says_so():
    hood = hood_with(post())
    hood.platform.close(*Module)
    results = hood.run()
    assert not hood.interventions[0].begun
    assert set(results.shortfalls["reason"]) == {"needs"}
    assert not (results.spending["measure"] == "helper_post").any()


def test_at_the_end_all_is_as_before_and_what_was_learnt_stays():
    hood = hood_with(post(hours=200.0, end=2))
    hood.run()
    p = hood.platform
    assert (p.helper_hours, p.helpers_known, p.voice, p.counters) == (0.0, 0.0, 0.0, 0.0)
    assert hood.accounts.table.taught.any()


def test_the_price_list_adds_up():
    plan = post(hours=7.0, care_of_helpers=10.0, voice=0.5, voice_cost=20_000.0)
    plan = plan.model_copy(update={"counters": 0.5, "counter_hours": 14.0, "wage": 30.0})
    helpers, voice, counter = plan.prices(households=500)
    assert helpers.yuan == pytest.approx(300.0)
    assert voice.yuan == 10_000.0
    assert counter.hours == pytest.approx(30.0)
    assert counter.yuan == pytest.approx(900.0)
