"""Every number about behaviour and organisation matters: moved across its range, it shows."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from neighbourhoods import HEATED, differences, merged, nested, parameters

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
# What a number works on has to be there at all: everything is open, and many are old or disabled.
OPEN = {
    "built": 1990,
    "buildings": [{"count": 2, "stairs": 2, "floors": 12, "doors": 4}],
    "spaces": {"parking": 60, "playground": 20, "green": 30, "activity_room": 4, "room_hours": 6},
    "people": {
        "mix": {"family": 0.3, "three_generations": 0.1, "older_couple": 0.2, "older_alone": 0.25}
    },
    "stewards": 8.0,
    "shocks": [
        {"kind": "lockdown", "start_month": 5, "days": 40},
        {"kind": "lift", "start_month": 9, "days": 2},
    ],
    "organisation": {
        "activities": {"fitted": 0.3, "building_share": 0.7, "building_meetings": 3.0},
        "platform": {
            **dict.fromkeys(("circle", "help_board", "tracking", "council", "books"), True),
            "helper_hours": 10.0,
            "helpers_known": 0.3,
            "voice": 0.3,
            "counters": 0.3,
            "moderation": 0.3,
            "upkeep": 0.7,
        },
        "emergency": {"leaders": 0.5, "groups": 0.5, "drills": 2.0, "stock_days": 1.0},
        "help": {"shared_items": 10},
        "funding": {"activities_from_fees": 0.0, "public_fund": 1e7},
        "governance": {"council_meetings": 12.0, "unaccounted": 0.4, "books_every": 3},
        "care": {"visits": 10.0, "class_places": 10, "buttons": 0.3, "partner_visits": 10.0},
        "volunteers": {
            "awareness": 0.8,
            "dispatch_hours": 4.0,
            "recognition": 0.3,
            "trained": 0.5,
            "patrols": 3.0,
            "insured": True,
        },
        "service": {"clears": 0.6, "refers": 0.9, "instructed": 0.5},
    },
}
BUSY = {
    "population": {"disabled_child": 0.1, "disabled_adult": 0.1, "disabled_older": 0.3},
    "volunteers": {"joining": {"rate": 0.01}},
    "triggers": {"other": {"leak_scale": 10.0}, "space": {"room_wish": 0.5}},
    "staff": {"tickets": 40.0, "leaving": 0.5},
    "clearing": {"suit": 0.6},
    "emergencies": {"rates": {"medical": 0.5, "lift": 2.0, "fire": 0.5, "storm": 2.0}},
}


# What fifteen months of this estate do not reach: what only a measure will call for (giving), and
# what shows where money, rooms, votes or rare emergencies bind. Known, and shown nowhere else yet.
UNREACHED = {
    "behaviour": [
        "activities.least",
        "activities.lost_cost",
        "emergencies.answer_hours.fire",
        "emergencies.answer_hours.lift",
        "emergencies.answer_hours.medical",
        "emergencies.grouped",
        "emergencies.lengths.lockdown",
        "emergencies.members",
        "emergencies.service.blocked_lane",
        "emergencies.service_hours.fire",
        "emergencies.service_hours.medical",
        "governance.giving.base",
        "governance.giving.books",
        "governance.giving.company",
        "governance.giving.neighbours",
        "governance.protest.rest",
        "governance.protest.rumours",
        "governance.protest.signal",
        "governance.votes.approve",
        "governance.votes.approve_company",
        "governance.votes.efficacy",
        "governance.votes.learning",
        "groups.green_places",
        "groups.least",
        "groups.room_hours",
        "groups.room_share",
        "help.knows_how",
        "help.notice_read",
        "news.answer_hours",
        "news.calm",
        "news.round_hours",
        "platform.upkeep.leak_signal",
        "staff.background_skill",
        "staff.course_days",
    ],
    "organisation": [
        "activities.fitted",
        "care.buttons",
        "emergency.groups",
        "funding.donations",
        "funding.repairs",
        "funding.service_cost",
        "funding.set_aside",
        "funding.subsidy",
        "governance.quorum",
        "platform.helper_hours",
        "platform.upkeep",
        "volunteers.patrols",
        "volunteers.recognition",
    ],
}


def ends(row: Declared) -> tuple[Any, Any]:
    """Return the ends of a plausible range, as whole numbers or truth values where they are."""
    kind = type(row.default)
    return (kind(row.low), kind(row.high)) if kind in (bool, int) else (row.low, row.high)


def rows(block: Any, room: str) -> list[Declared]:
    found = [row for row in declared(block) if row.low is not None and row.low != row.high]
    return [row for row in found if row.name not in UNREACHED[room]]


@cache
def usual() -> Results:
    """Live it as it is, once a process."""
    return lived("as it is", "", None)


def lived(room: str, name: str, value: Any) -> Results:
    """Live a busy estate with all measures, one number moved."""
    plan: dict[str, Any] = dict(OPEN)
    behaviour = merged(HEATED, BUSY)
    if room == "behaviour":
        behaviour = merged(behaviour, nested(name, value))
    if room == "organisation":
        plan = merged(plan, {"organisation": nested(name, value)})
    estate = EstatePlan.model_validate(plan)
    hood = Neighbourhood(estate, parameters(behaviour), MEASURES, months=MONTHS, seed=7)
    return hood.run()


def moves(room: str, row: Declared) -> bool:
    """Tell whether one of the ends of its range lives otherwise than the default does."""
    others = (lived(room, row.name, end) for end in ends(row) if end != row.default)
    return any(
        item.startswith(("kpis", "counts"))
        for other in others
        for item in differences(usual(), other)
    )


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(Parameters, "behaviour"), ids=lambda row: row.name)
def test_a_parameter_moved_to_an_end_of_its_range_moves_a_kpi_or_a_count(row: Declared):
    assert moves("behaviour", row), f"{row.name} moves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(OrganisationPlan, "organisation"), ids=lambda row: row.name)
def test_a_setting_of_the_organisation_moved_to_an_end_moves_a_kpi_or_a_count(row: Declared):
    assert moves("organisation", row), f"{row.name} moves nothing"


def test_the_list_of_the_unreached_names_parameters_that_there_are():
    for room, block in (("behaviour", Parameters), ("organisation", OrganisationPlan)):
        assert set(UNREACHED[room]) <= {row.name for row in declared(block)}
