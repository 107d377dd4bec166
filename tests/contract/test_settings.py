"""Every setting of every intervention matters: moved across its range, it moves something."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import differences, frail, heated, poor, staffed

from model.interventions import PLANS
from model.neighbourhood import Neighbourhood
from model.results import Results
from model.risks import RISK_PLANS, RISKS
from model.shocks import Shock, ShockKind
from model.staff import Staff

MONTHS = 6
# So few homes have a sliver of a social worker, who would never come to a third case.
BUSY: dict[str, dict[str, Any]] = {
    "social_workers": {"social_workers": 20.0, "officers": 50.0, "officer_share": 0.5},
    "mediation_tiers": {"social_workers": 5.0, "case_share": 0.6},
    "repair_workshops": {},
    "follow_up": {},
    "shared_spaces": {"build_months": 1, "workshop": 300.0, "gift": 4000.0, "upkeep": 0.5},
    "room_allocation": {},
    "time_shared_parking": {"guests": 5000.0, "consent": 1.0, "away": 0.7, "reserve": 0.0},
    "activity_programme": {},
    "building_meetings": {},
    "volunteer_incentives": {},
    "points": {},
    "special_care": {},
    "emergency_network": {},
    "platform": {},
    "helper_post": {},
    "complaint_tracking": {"assistant_from": 1},
    "noise_sensors": {},
    # So few homes have few firms, and a subsidy has to come before its size can matter.
    "partner_network": {"coordinator_hours": 500.0, "subsidy_chance": 1.0},
    "open_books": {},
    "councils": {},
    "time_bank": {},
    "work_instructions": {},
    "public_answers": {},
    "policy_watch": {},
}
FOR_THE_FRAIL = {"special_care"}  # measures that need older people alone and children to act on


def show_everybody_a_board(hood: Neighbourhood) -> None:
    def log_in() -> None:
        hood.help.show_board(np.ones(hood.residents.rows, np.bool_))

    hood.log_in = log_in  # type: ignore[method-assign]


def lock_in(hood: Neighbourhood) -> None:
    """Let a lockdown of three weeks begin on the first day, on top of what happens anyway."""
    hood.emergencies.agenda.coming.setdefault(0, []).append(Shock(ShockKind.LOCKDOWN, 0, 21, -1))


def leave_unsettled(hood: Neighbourhood) -> None:
    """Let nothing about things on common ground be settled, and all of it be cleared."""
    never = hood.mediation.parameters.settlement.model_copy(update={"base": -20.0})
    update = {"settlement": never, "court": 0.0}
    hood.mediation.parameters = hood.mediation.parameters.model_copy(update=update)
    hood.mediation.parties.parameters = hood.mediation.parameters
    hood.clearing.parameters = hood.clearing.parameters.model_copy(update={"suit": 0.5})
    hood.clearing.dare(0.6)
    hood.clearing.refer(0.9)


def excite(hood: Neighbourhood) -> None:
    """Let every case be posted, read by many and passed on by most."""
    update = {"post": 5.0, "chat": 0.3, "repost": 0.5}
    hood.news.parameters = hood.news.parameters.model_copy(update=update)


def freeze(hood: Neighbourhood) -> None:
    """Let a sudden rule halt events from the first day."""
    rule = RISK_PLANS["policy_freeze"].model_validate({"use": "policy_freeze", "start": 1})
    hood.risks = (RISKS["policy_freeze"](rule, hood),)


# How an estate is run where a setting would have nothing to work on.
RUN: dict[str, Callable[[Neighbourhood], None]] = {
    "social_workers": lambda hood: few_stay(hood.staff),
    "follow_up": lambda hood: quick_to_learn(hood.staff),
    "emergency_network": lock_in,
    "room_allocation": lambda hood: hood.places.give_room_to_older(1.0),
    "time_shared_parking": lambda hood: hood.governance.meet_as_council(a_year=12.0),
    "time_bank": show_everybody_a_board,
    "work_instructions": leave_unsettled,
    "public_answers": excite,
    "policy_watch": freeze,
}
# Measures that need older people alone and children to act on, short purses, social workers.
STARTS = {
    "special_care": frail,
    "emergency_network": frail,
    "partner_network": poor,
    "repair_workshops": staffed,
}
LONG = {"partner_network": 16}  # months, where a year has to pass
OWN = {
    "start": (1, 3),
    "end": (2, None),
    "ramp": (0, 4),
    "coverage": (0.3, 1.0),
    "buildings": ((1,), ()),
    "council": (False, True),
    "circle": (False, True),
    "help_board": (False, True),
    "tracking": (False, True),
    "books": (False, True),
}


def quick_to_learn(staff: Staff) -> None:
    """Let the few cases of a small estate teach what many would."""
    quick = {"lesson_worth": 1.0, "practice_gain": 1.0, "practice_cases": 20.0}
    staff.parameters = staff.parameters.model_copy(update=quick)
    staff.lessons[:] = 0.0
    staff.practice[:] = 0.0


def few_stay(staff: Staff) -> None:
    """Let many leave within half a year."""
    staff.parameters = staff.parameters.model_copy(update={"leaving": 2.0})


def settings() -> list[tuple[str, str, Any, Any]]:
    found = []
    for use, kind in PLANS.items():
        for name, field in kind.model_fields.items():
            if name == "use" or (name == "buildings" and kind.reaches == "estate"):
                continue
            extra = field.json_schema_extra
            known = (extra["low"], extra["high"]) if isinstance(extra, dict) else (0, 0)
            low, high = OWN.get(name, known)
            found.append((use, name, low, high))
    return found


@cache
def run(use: str, name: str, value: Any) -> Results:
    chosen = {"start": 1, "ramp": 0} | BUSY[use] | {name: value}
    start = STARTS.get(use, heated)
    hood = start([PLANS[use](**chosen)], months=LONG.get(use, MONTHS))
    RUN.get(use, lambda hood: None)(hood)
    return hood.run()


@pytest.mark.slow
@pytest.mark.parametrize(("use", "name", "low", "high"), settings())
def test_a_setting_moved_across_its_range_moves_a_kpi_a_count_or_a_cost(
    use: str, name: str, low: Any, high: Any
):
    one, other = run(use, name, low), run(use, name, high)
    spending = [
        (results.spending["yuan"].sum(), results.spending["staff_hours"].sum())
        for results in (one, other)
    ]
    moved = [item for item in differences(one, other) if item.startswith(("kpis", "counts"))]
    assert moved or spending[0] != spending[1], f"{use}.{name} from {low} to {high} moves nothing"
