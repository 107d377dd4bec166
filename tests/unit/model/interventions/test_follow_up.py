"""Follow-up works by calls and by cases written down, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.follow_up import FollowUpPlan
from model.results import Results

MONTHS = 6


def follow_up(**settings: Any) -> FollowUpPlan:
    return FollowUpPlan(**({"start": 1, "ramp": 0} | settings))


def run(*plans: FollowUpPlan) -> Results:
    return heated(plans, months=MONTHS).run()


def test_without_calls_and_library_nothing_is_left_of_it():
    assert set(differences(run(follow_up(call_back=0.0, library=0.0)), run())) <= set(SPENDING)


def test_more_calls_are_made_and_no_fewer_than_before():
    def calls(*plans: FollowUpPlan) -> float:
        return float(counts(run(*plans), "follow_ups").sum())

    assert calls(follow_up(library=0.0)) > calls() == calls(follow_up(call_back=0.0, library=0.0))


def test_more_cases_are_written_down():
    def lessons(*plans: FollowUpPlan) -> float:
        hood = heated(plans, months=MONTHS)
        hood.run()
        return float(hood.staff.lessons.sum())

    assert lessons(follow_up(call_back=0.0, library=1.0)) > lessons()


def test_it_comes_on_by_its_ramp_and_ends_where_it_began():
    hood = heated([follow_up(ramp=2, end=3, call_back=1.0)], months=4)
    before = hood.mediation.follow_up, hood.staff.library
    levels = []
    while hood.day <= 90:
        hood.step()
        levels.append(hood.mediation.follow_up)
    assert levels[30] == pytest.approx(before[0] + 31 / 60 * (1.0 - before[0]))
    assert levels[89] == 1.0
    assert (hood.mediation.follow_up, hood.staff.library) == before


def test_the_price_list_is_hours_and_upkeep_by_size():
    salaries, upkeep = follow_up(hours=10.0, wage=50.0, manual=3650.0).prices(households=250)
    assert (salaries.yuan, salaries.hours) == (250.0, 5.0)
    assert upkeep.yuan == pytest.approx(150.0)
