"""Complaint tracking: filed and followed online, later with an assistant that takes work away."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS, month_of
from model.functions import Module
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import Need
from model.parameters import known


class ComplaintTrackingPlan(Plan):
    """From when there is an assistant, how much it takes off people's hands, and the cost."""

    reaches = "homes"
    needs = (Need.PLATFORM,)

    use: Literal["complaint_tracking"] = "complaint_tracking"
    assistant_from: Annotated[
        int,
        known(
            "first month with an assistant",
            unit="month",
            source="E258: months 25 to 36",
            low=1,
            high=36,
            least=1,
            most=1201,
        ),
    ] = 25
    answered: Annotated[
        float,
        known(
            "share of online enquiries that the assistant answers without a clerk",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    saved: Annotated[
        float,
        known(
            "share of the time until an online complaint is in the file that the assistant saves",
            unit="share",
            source="assumed; E119 for the direction",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    set_up: Annotated[
        float,
        known(
            "cost of fitting the function per 500 households",
            unit="yuan",
            source="assumed",
            low=5_000,
            high=50_000,
            least=0,
        ),
    ] = 15_000.0
    operation: Annotated[
        float,
        known(
            "yearly cost of keeping it running per 500 households",
            unit="yuan/year",
            source="assumed",
            low=2_000,
            high=20_000,
            least=0,
        ),
    ] = 6_000.0
    assistant: Annotated[
        float,
        known(
            "yearly cost of the assistant per 500 households",
            unit="yuan/year",
            source="assumed",
            low=5_000,
            high=60_000,
            least=0,
        ),
    ] = 20_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the function from the start, and the assistant from its month."""
        size = households / STANDARD_SIZE
        year, waits = size * MONTH_IN_YEARS, max(self.assistant_from - self.start, 0)
        return (
            Cost("set-up", Purse.SUBSIDY, self.set_up * size, over=1),
            Cost("operation", Purse.COMPANY, self.operation * year),
            Cost("assistant", Purse.COMPANY, self.assistant * year, after=waits),
        )


class ComplaintTracking(Intervention):
    """Shortens the way into the file, and takes enquiries off the desk where somebody is online."""

    name = "complaint_tracking"
    touches = ("platform.open", "platform.close", "platform.assist", "staff.answer")
    settings: ComplaintTrackingPlan

    def begin(self, day: int) -> None:
        """Begin with no home."""
        self.used = False

    def sustain(self, day: int) -> None:
        """Open the function to the homes that the month reaches."""
        homes = self.reached(np.arange(self.hood.estate.size), day) & self.dwellings()
        if not homes.any() and not self.used:
            return
        self.used = True
        self.hood.platform.open(Module.TRACKING, by=self.name, homes=homes)
        self.hood.platform.assist(self.settings.saved * self._assistant(day))

    def act(self, day: int) -> None:
        """Once a month, let the assistant answer homes from which somebody is online."""
        if day % DAYS_PER_MONTH or not self.used:
            return
        r, hood = self.hood.residents, self.hood
        online = r.present & hood.accounts.table.active & hood.platform.has(Module.TRACKING)
        shares = np.zeros(hood.estate.size)
        shares[r.dwelling[online]] = self.settings.answered * self._assistant(day)
        hood.staff.answer(shares)

    def finish(self, day: int) -> None:
        """Close the function and let the assistant go."""
        if not self.used:
            return
        self.hood.platform.close(Module.TRACKING, by=self.name)
        self.hood.platform.assist(0.0)
        self.hood.staff.answer(np.zeros(self.hood.estate.size))

    def _assistant(self, day: int) -> float:
        return float(month_of(day) >= self.settings.assistant_from)
