"""Lockdown: nobody goes out, and what needs a meeting is shelved."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import first_day
from model.parameters import known
from model.risks.base import Risk, RiskPlan


class LockdownPlan(RiskPlan):
    """How many days it lasts, unless it ends before."""

    use: Literal["lockdown"] = "lockdown"
    days: Annotated[
        int,
        known(
            "days that it lasts, within the months from start to end",
            unit="day",
            source="E205: three months",
            low=30,
            high=150,
            least=1,
            most=3650,
        ),
    ] = 90


class Lockdown(Risk):
    """Locks the estate down as any lockdown does; who helps whom is up to people."""

    name = "lockdown"
    touches = ("emergencies.lock_down",)
    mitigations = (
        "emergency_network",
        "platform",
    )
    settings: LockdownPlan

    def begin(self, day: int) -> None:
        """Lock down today."""
        s = self.settings
        days = s.days
        if s.end is not None:
            days = min(days, first_day(s.end + 1) - day)
        self.hood.emergencies.lock_down(day, days)
