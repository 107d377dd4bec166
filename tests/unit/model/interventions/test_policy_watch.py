"""Policy watch shortens the time in which nobody knows what a sudden rule allows."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import SPENDING, differences, heated

from model.interventions.policy_watch import PolicyWatchPlan
from model.risks.policy_freeze import PolicyFreezePlan

FREEZE = PolicyFreezePlan(start=2, months=4, size=0.8)


def watch(**settings: Any) -> PolicyWatchPlan:
    return PolicyWatchPlan(**({"start": 1, "ramp": 0} | settings))


def halted(*plans: PolicyWatchPlan) -> int:
    """Count the days on which events are halted under a sudden rule."""
    hood = heated(months=6).fork(plans, months=6, risks=[FREEZE])
    days = 0
    while hood.day < 30 * 6:
        hood.step()
        days += bool(hood.dials.events < 1.0)
    return days


def test_it_moves_the_pace_at_which_rules_become_clear_and_back():
    hood = heated([watch(end=1, sooner=0.5, coverage=0.5)], months=2)
    assert hood.governance.rules_pace == 1.0
    hood.step()
    assert hood.governance.rules_pace == pytest.approx(1.0 / 0.75)
    while hood.day <= 30:
        hood.step()
    assert hood.governance.rules_pace == 1.0


def test_events_are_halted_for_as_much_shorter_as_it_says():
    assert halted() == 4 * 30
    assert halted(watch(sooner=0.5)) == 2 * 30
    assert halted(watch(sooner=0.0)) == 4 * 30


def test_without_a_sudden_rule_only_its_cost_is_left():
    with_it, without = heated([watch()], months=4).run(), heated(months=4).run()
    assert set(differences(with_it, without)) <= set(SPENDING)


def test_the_price_list_is_hours_by_size():
    (hours,) = watch(watch_hours=10.0, wage=60.0).prices(households=250)
    assert (hours.yuan, hours.hours) == (300.0, 5.0)
