"""Every number about behaviour and organisation matters: moved across its range, it moves a KPI."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from neighbourhoods import HEATED, SMALL, differences, merged, parameters

from experiments.declared import Declared, declared
from model.behaviour import Parameters
from model.estate import EstatePlan
from model.interventions import PLANS
from model.neighbourhood import Neighbourhood
from model.organisation import OrganisationPlan
from model.results import Results

MONTHS = 15
MEASURES = tuple(
    kind.model_validate({"use": use, "start": 2}) for use, kind in sorted(PLANS.items())
)
# What a number works on has to be there at all: so many of it, or so often.
THERE: dict[str, dict[str, Any]] = {
    "staff.background_skill": {"staff": {"background": 0.5}},
    "staff.course_days": {"staff": {"leaving": 5.0}},
}
# And the same of how the estate is run: nobody borrows where there is nothing to borrow.
TODAY: dict[str, dict[str, Any]] = {
    "help.borrowing": {"help": {"shared_items": 1}},
    "help.borrowing_fits": {"help": {"shared_items": 1}},
}


def nested(name: str, value: Any) -> dict[str, Any]:
    """Return a dotted name and its value as nested mappings."""
    for part in reversed(name.split(".")):
        value = {part: value}
    return dict(value)


def ends(row: Declared) -> tuple[Any, Any]:
    """Return the ends of a plausible range, as whole numbers or truth values where they are."""
    kind = type(row.default)
    return (kind(row.low), kind(row.high)) if kind in (bool, int) else (row.low, row.high)


def rows(block: Any) -> list[Declared]:
    return [row for row in declared(block) if row.low is not None and row.low != row.high]


@cache
def lived(room: str, name: str, value: Any) -> Results:
    """Live a small, heated estate with all measures, one number moved."""
    estate, behaviour = SMALL, parameters(HEATED, THERE.get(name, {}))
    if room == "behaviour":
        behaviour = parameters(merged(merged(HEATED, THERE.get(name, {})), nested(name, value)))
    if name in TODAY:
        plan = merged(SMALL.model_dump(), {"organisation": TODAY[name]})
        estate = EstatePlan.model_validate(plan)
    if room == "organisation":
        plan = merged(SMALL.model_dump(), {"organisation": nested(name, value)})
        estate = EstatePlan.model_validate(plan)
    hood = Neighbourhood(estate, behaviour, MEASURES, months=MONTHS, seed=7)
    return hood.run()


def moved(room: str, name: str, low: Any, high: Any) -> list[str]:
    found = differences(lived(room, name, low), lived(room, name, high))
    return [item for item in found if item.startswith("kpis")]


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(Parameters), ids=lambda row: row.name)
def test_a_parameter_moved_across_its_range_moves_a_kpi(row: Declared):
    assert moved("behaviour", row.name, *ends(row)), f"{row.name} moves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(OrganisationPlan), ids=lambda row: row.name)
def test_a_setting_of_the_organisation_moved_across_its_range_moves_a_kpi(row: Declared):
    assert moved("organisation", row.name, *ends(row)), f"{row.name} moves nothing"
