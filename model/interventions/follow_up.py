"""Follow-up: a call after each case, and a library of cases that is reviewed."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class FollowUpPlan(Plan):
    """How many cases get a call or are written down, and the hours that this takes."""

    use: Literal["follow_up"] = "follow_up"
    ramp: Annotated[
        int,
        known(
            "months until calls and writing down are the rule",
            unit="month",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=120,
        ),
    ] = 3
    call_back: Annotated[
        float,
        known(
            "share of closed cases that get a call",
            unit="share",
            source="assumed",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    library: Annotated[
        float,
        known(
            "share of cases that are written down and reviewed",
            unit="share",
            source="assumed",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    hours: Annotated[
        float,
        known(
            "staff hours for calls, writing down and a monthly review, per 500 households",
            unit="h/month",
            source="assumed",
            low=6,
            high=30,
            least=0,
            most=500,
        ),
    ] = 12.0
    wage: Annotated[
        float,
        known("cost of such an hour", unit="yuan/h", source="assumed", low=25, high=70, least=0),
    ] = 40.0
    manual: Annotated[
        float,
        known(
            "yearly cost of keeping the library and its manual, per 500 households",
            unit="yuan/year",
            source="assumed",
            low=1_000,
            high=15_000,
            least=0,
        ),
    ] = 4_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the hours of calls and reviews, and the upkeep of the library."""
        size = households / STANDARD_SIZE
        hours = self.hours * size
        return (
            Cost("salaries", Purse.COMPANY, hours * self.wage, hours),
            Cost("upkeep", Purse.COMPANY, self.manual * size * MONTH_IN_YEARS),
        )


class FollowUp(Intervention):
    """Calls more parties back and writes more cases down than was done before."""

    name = "follow_up"
    touches = ("mediation.call_back", "staff.keep_library")
    settings: FollowUpPlan

    def begin(self, day: int) -> None:
        """Remember what was done before."""
        self.before = self.hood.mediation.follow_up, self.hood.staff.library

    def sustain(self, day: int) -> None:
        """Let calls and writing down become the rule as the measure comes on."""
        s, (calls, library) = self.settings, self.before
        reach = self.reach(day)
        self.hood.mediation.call_back(calls + reach * max(s.call_back - calls, 0.0))
        self.hood.staff.keep_library(library + reach * max(s.library - library, 0.0))

    def finish(self, day: int) -> None:
        """Go back to what was done before; what was learnt fades as it does."""
        calls, library = self.before
        self.hood.mediation.call_back(calls)
        self.hood.staff.keep_library(library)
