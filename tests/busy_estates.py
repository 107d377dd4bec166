"""Busy estates: lives in which numbers show that bind nowhere else, and where each one binds."""

from __future__ import annotations

from typing import Any, NamedTuple

from neighbourhoods import HEATED, merged, parameters

from model.estate import EstatePlan
from model.interventions import PLANS, Plan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 15
MEASURES: tuple[Plan, ...] = tuple(
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


class Life(NamedTuple):
    """An estate and its behaviour, on top of the busy one, and what is tried there."""

    plan: dict[str, Any] | None = None
    behaviour: dict[str, Any] | None = None
    measures: tuple[Plan, ...] = ()

    def lived(
        self, *, plan: dict[str, Any] | None = None, behaviour: dict[str, Any] | None = None
    ) -> Results:
        """Live it, with some numbers moved."""
        whole = merged(merged(OPEN, self.plan or {}), plan or {})
        return Neighbourhood(
            EstatePlan.model_validate(whole),
            parameters(HEATED, BUSY, self.behaviour or {}, behaviour or {}),
            self.measures,
            months=MONTHS,
            seed=7,
        ).run()


def run_by(**organisation: dict[str, Any]) -> dict[str, Any]:
    """Return a plan in which the estate is run in another way."""
    return {"organisation": organisation}


LIVES = {
    "busy": Life(measures=MEASURES),
    # A vote a month, in which now and then so many come that it stands.
    "votes": Life(run_by(governance={"votes_a_year": 12, "quorum": 0.2, "notice_reach": 0.9})),
    # Books that nobody sees, so that news of missing money comes as rumours, and quick tempers.
    "rumours": Life(
        run_by(governance={"unaccounted": 0.4, "books_every": 0}),
        {"governance": {"protest": {"threshold": 0.1, "rumours": 6}}},
    ),
    # A platform that is watched, badly kept, and full of what people write about cases.
    "posts": Life(
        run_by(platform={"watch": True, "upkeep": 0.2, "helper_hours": 2.0, "helpers_known": 0.9}),
        {"news": {"post": 3.0, "repost": 0.5, "chat": 0.3}},
    ),
    # Little public income and no fund: half of the programme hangs on it.
    "public purse": Life(
        {
            "lift_advertising": 20_000,
            **run_by(
                funding={"activities_from_fees": 0.5, "public_fund": 0, "fee": 60},
                activities={"per_month": 8},
            ),
        },
    ),
    # Low fees, out of which nearly all of a rich programme is to be paid.
    "fees": Life(
        run_by(
            funding={"activities_from_fees": 0.9, "public_fund": 1e6, "fee": 60},
            activities={"per_month": 30},
        ),
    ),
    # Hardly anybody goes to what is on.
    "empty halls": Life(run_by(activities={"per_month": 8}), {"activities": {"go": -7.0}}),
    # One emergency after the other, and neighbours who need to be organised to come.
    "emergencies": Life(
        run_by(
            emergency={"leaders": 0.1, "groups": 0.9, "drills": 0.0, "clear_lanes": 0.5},
            care={"buttons": 0.2},
        ),
        {
            "emergencies": {
                "base": -2.0,
                "rates": {"medical": 3.0, "lift": 6.0, "fire": 5.0, "lockdown": 1.0, "storm": 1.0},
            }
        },
    ),
    # Short lockdowns in which few are ready to look in on those who live alone.
    "locked in": Life(
        {
            "shocks": [
                {"kind": "lockdown", "start_month": month, "days": 3} for month in (3, 6, 9, 12)
            ],
            **run_by(
                emergency={"leaders": 0.4, "groups": 0.9},
                volunteers={"dispatch_hours": 0.3, "trained": 0.05},
                care={"visits": 0.0, "partner_visits": 0.0},
            ),
        },
        {"emergencies": {"members": 0.03}, "volunteers": {"joining": {"rate": 0.0003}}},
    ),
    # More groups than there are rooms and places in the green for.
    "rooms": Life({"spaces": {"activity_room": 30}}, {"groups": {"found": 0.2, "at_start": 40.0}}),
    # Notice boards at the stairs, and no board on the platform.
    "boards": Life(run_by(help={"notice_boards": 0.9}, platform={"help_board": False})),
    # Many at the desk, most of them new and half of them with a background, who are taught.
    "new staff": Life({"stewards": 30}, {"staff": {"leaving": 0.8, "background": 0.5}}, MEASURES),
    # Many who volunteer for a while.
    "volunteers": Life(
        run_by(activities={"per_month": 8}), {"volunteers": {"joining": {"rate": 0.05}}}
    ),
}

# Where a number binds, if not in the busy estate: everything else is moved there.
BINDS = {
    "votes": [
        "governance.votes.approve",
        "governance.votes.approve_company",
        "governance.votes.efficacy",
        "governance.votes.learning",
        "organisation.governance.quorum",
    ],
    "rumours": [
        "governance.protest.rest",
        "governance.protest.rumours",
        "governance.protest.signal",
    ],
    "posts": [  # and what only shows where no measure holds it up
        "groups.succeed",
        "platform.upkeep.leaks",
        "volunteers.staying.memory",
        "news.answer_hours",
        "news.calm",
        "news.round_hours",
        "platform.upkeep.leak_signal",
        "organisation.platform.helper_hours",
        "organisation.platform.upkeep",
    ],
    "public purse": [
        "governance.giving.base",
        "governance.giving.books",
        "governance.giving.company",
        "governance.giving.gift",
        "governance.giving.neighbours",
        "organisation.funding.activities_from_fees",
        "organisation.funding.donations",
        "organisation.funding.drives",
        "organisation.funding.repairs",
        "organisation.funding.set_aside",
        "organisation.funding.subsidy",
    ],
    "fees": ["governance.beliefs.missed", "organisation.funding.service_cost"],
    "empty halls": ["activities.least", "activities.lost_cost"],
    "emergencies": [
        "emergencies.answer_hours.fire",
        "emergencies.answer_hours.lift",
        "emergencies.answer_hours.medical",
        "emergencies.grouped",
        "emergencies.lengths.lockdown",
        "emergencies.members",
        "emergencies.service.blocked_lane",
        "emergencies.service.button",
        "emergencies.service_hours.fire",
        "emergencies.service_hours.medical",
        "organisation.care.buttons",
        "organisation.emergency.groups",
    ],
    "locked in": [
        "organisation.emergency.rounds",
        "rounds.calls",
        "rounds.member",
        "rounds.neighbourly",
        "rounds.unasked",
    ],
    "rooms": ["groups.green_places", "groups.least", "groups.room_hours", "groups.room_share"],
    "boards": ["help.knows_how", "help.notice_read"],
    "new staff": [
        "staff.background_skill",
        "staff.course_days",
        "staff.forgetting",
        "staff.leaving",
    ],
    "volunteers": [
        "organisation.activities.fitted",
        "organisation.volunteers.patrols",
        "organisation.volunteers.recognition",
    ],
}
WHERE = {name: life for life, names in BINDS.items() for name in names}
