"""Shocks that a file states."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from model.estate import BuildingPlan, EstatePlan
from model.shocks import ShockPlan

LOW = (BuildingPlan(count=2, stairs=1, floors=6, doors=2),)
HIGH = (BuildingPlan(count=2, stairs=1, floors=7, doors=2),)


def shock(kind: str, start: int, days: int = 1, building: int = 0) -> ShockPlan:
    return ShockPlan(kind=kind, start_month=start, days=days, building=building)


@pytest.mark.parametrize(("days", "last"), [(1, 14), (30, 14), (31, 15), (60, 15), (61, 16)])
def test_the_last_month_is_the_one_of_the_last_day(days: int, last: int):
    assert shock("lockdown", 14, days).last_month == last


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (shock("lockdown", 2, 60), shock("lockdown", 3), True),
        (shock("lockdown", 3), shock("lockdown", 2, 60), True),
        (shock("lockdown", 2, 30), shock("lockdown", 3), False),
        (shock("storm", 2, 60), shock("lockdown", 3), False),
        (shock("fire", 2, 9, building=1), shock("fire", 2, 9, building=2), False),
        (shock("fire", 2, 9, building=1), shock("fire", 2, 9), True),
    ],
)
def test_shocks_of_a_kind_overlap_in_time_and_place(
    one: ShockPlan, other: ShockPlan, together: bool
):
    assert one.overlaps(other) is together


@pytest.mark.parametrize(
    ("shocks", "said"),
    [
        ([shock("storm", 1, building=3)], "hits building 3, one of 2"),
        ([shock("storm", 1, 40), shock("storm", 2)], "two shocks of one kind"),
        ([shock("lift", 1)], "a lift fails where no building has 7 floors"),
    ],
)
def test_an_estate_refuses_shocks_that_cannot_be(shocks: list[ShockPlan], said: str):
    with pytest.raises(ValidationError, match=said):
        EstatePlan(buildings=LOW, shocks=tuple(shocks))


def test_an_estate_takes_shocks_that_can_be():
    plan = EstatePlan(buildings=HIGH, shocks=(shock("lift", 1), shock("storm", 1, building=2)))
    assert [each.kind for each in plan.shocks] == ["lift", "storm"]
