"""Volunteers without incentives: thankless service wears people out, and they leave."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class VolunteersWithoutIncentivesPlan(RiskPlan):
    """How much thankless service wears people out."""

    use: Literal["volunteers_without_incentives"] = "volunteers_without_incentives"
    size: Annotated[
        float,
        known(
            "added to the log hazard of leaving where nobody thanks",
            unit="log",
            source="assumed; E199: 60 % left in six months",
            low=0.3,
            high=1.5,
            least=0,
            most=5,
        ),
    ] = 0.8


class VolunteersWithoutIncentives(Risk):
    """Adds to the hazard of leaving as far as nobody thanks."""

    name = "volunteers_without_incentives"
    touches = ("volunteers.wear",)
    mitigations = ("volunteer_incentives",)
    settings: VolunteersWithoutIncentivesPlan

    def begin(self, day: int) -> None:
        """Let service go unthanked."""
        self.hood.volunteers.wear(self.settings.size)

    def finish(self, day: int) -> None:
        """Let it be no heavier than before."""
        self.hood.volunteers.wear(0.0)
