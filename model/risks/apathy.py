"""Apathy: not my business, let the company see to it."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class ApathyPlan(RiskPlan):
    """How far owners draw back from deciding."""

    use: Literal["apathy"] = "apathy"
    size: Annotated[
        float,
        known(
            "taken off the log-odds that an owner votes or speaks up",
            unit="logit",
            source="assumed; E203 for a turnout of 23 %",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0


class Apathy(Risk):
    """Lowers the log-odds to vote or speak up; ties pull against it."""

    name = "apathy"
    touches = ("governance.discourage",)
    mitigations = (
        "building_meetings",
        "activity_programme",
        "councils",
    )
    settings: ApathyPlan

    def begin(self, day: int) -> None:
        """Let owners draw back."""
        self.hood.governance.discourage(self.settings.size)

    def finish(self, day: int) -> None:
        """Let them be as ready as before."""
        self.hood.governance.discourage(0.0)
