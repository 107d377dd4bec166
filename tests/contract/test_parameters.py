"""Every number about behaviour and estates matters: moved across its range, it shows."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from busy_estates import LIVES, WHERE
from neighbourhoods import differences, nested

from experiments.declared import Declared, declared
from model.behaviour import Parameters
from model.estate import EstatePlan
from model.results import Results

# What shows in counts, and in no KPI. In an emergency whoever calls has somebody there within
# a few hours, while the KPIs ask whether it took three days; damages and the wages of hours on
# disputes come out of the company's purse, and are too small to stop what it pays for; what
# counts as a crisis of opinion is a definition.
COUNTED = [
    "clearing.damages",
    "emergencies.answer_hours.fire",
    "emergencies.answer_hours.lift",
    "emergencies.answer_hours.medical",
    "emergencies.service.blocked_lane",
    "emergencies.service.button",
    "emergencies.service_hours.fire",
    "emergencies.service_hours.medical",
    "news.crisis",
    "organisation.care.buttons",
    "organisation.funding.wage",
]


def ends(row: Declared) -> tuple[Any, Any]:
    """Return the ends of a plausible range, as whole numbers or truth values where they are."""
    kind = type(row.default)
    return (kind(row.low), kind(row.high)) if kind in (bool, int) else (row.low, row.high)


def numbers() -> list[Declared]:
    """List what behaviour and estates declare with a range; measures are tested beside this."""
    found = [*declared(Parameters), *declared(EstatePlan)]
    return [row for row in found if row.low is not None and row.low != row.high]


@cache
def usual(life: str) -> Results:
    """Live as it is, once a process."""
    return LIVES[life].lived()


def shown(row: Declared) -> set[str]:
    """Return which tables tell the first end that shows at all from the life as it is."""
    life = WHERE.get(row.name, "busy")
    found: set[str] = set()
    for end in ends(row):
        moved = nested(row.name, end)
        of_people = row.name.split(".")[0] in Parameters.model_fields
        other = LIVES[life].lived(**{"behaviour" if of_people else "plan": moved})
        found |= {item.split(".")[0] for item in differences(usual(life), other)}
        if "kpis" in found:
            break
    return found


@pytest.mark.slow
@pytest.mark.parametrize("row", numbers(), ids=lambda row: row.name)
def test_a_number_moved_to_an_end_of_its_range_moves_a_kpi(row: Declared):
    found = shown(row)
    if row.name in COUNTED:
        assert "counts" in found, f"{row.name} moves nothing"
        assert "kpis" not in found, f"{row.name} moves a KPI: take it off the list"
    else:
        assert "kpis" in found, f"{row.name} moves no KPI, but {found or 'nothing'}"


def test_the_lists_name_numbers_that_there_are():
    names = {row.name for row in numbers()}
    for listed in (COUNTED, list(WHERE)):
        assert set(listed) <= names
        assert len(set(listed)) == len(listed)
