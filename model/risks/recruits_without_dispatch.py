"""Recruits without dispatch: a campaign finds volunteers, and nobody finds them anything to do."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class RecruitsWithoutDispatchPlan(RiskPlan):
    """How many hear of the campaign, and how much of the dispatching stops."""

    use: Literal["recruits_without_dispatch"] = "recruits_without_dispatch"
    size: Annotated[
        float,
        known(
            "share of the dispatcher's hours that the estate has of its own and loses",
            unit="share",
            source="assumed; E195: matching stopped",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    awareness: Annotated[
        float,
        known(
            "share of residents whom the campaign tells how to sign up",
            unit="share",
            source="assumed; E195: more than 200 signed up",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6


class RecruitsWithoutDispatch(Risk):
    """Recruits and does not match; idle volunteers leave, and needs stay unmet."""

    name = "recruits_without_dispatch"
    touches = (
        "volunteers.publicise",
        "volunteers.strand",
    )
    mitigations = (
        "volunteer_incentives",
        "special_care",
        "time_bank",
    )
    settings: RecruitsWithoutDispatchPlan

    def begin(self, day: int) -> None:
        """Recruit, and leave it at that."""
        self.hood.volunteers.publicise(self.settings.awareness, by=self.name)
        self.hood.volunteers.strand(self.settings.size)

    def finish(self, day: int) -> None:
        """End the campaign, and dispatch as before."""
        self.hood.volunteers.publicise(0.0, by=self.name)
        self.hood.volunteers.strand(0.0)
