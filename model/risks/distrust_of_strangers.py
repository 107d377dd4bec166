"""Distrust of strangers: people stop letting in helpers whom they do not know."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class DistrustOfStrangersPlan(RiskPlan):
    """How many who would let a stranger in refuse."""

    use: Literal["distrust_of_strangers"] = "distrust_of_strangers"
    size: Annotated[
        float,
        known(
            "share of those who would let a stranger in and refuse",
            unit="share",
            source="assumed; E204: only 15 % accept",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6


class DistrustOfStrangers(Risk):
    """Closes doors to strangers; who is known or wears a badge still passes."""

    name = "distrust_of_strangers"
    touches = (
        "volunteers.distrust",
        "platform.distrust",
    )
    mitigations = (
        "helper_post",
        "special_care",
        "volunteer_incentives",
        "building_meetings",
    )
    settings: DistrustOfStrangersPlan

    def begin(self, day: int) -> None:
        """Let doors close."""
        self._distrust(self.settings.size)

    def finish(self, day: int) -> None:
        """Let them open as before."""
        self._distrust(0.0)

    def _distrust(self, share: float) -> None:
        self.hood.volunteers.distrust(share)
        self.hood.platform.distrust(share)
