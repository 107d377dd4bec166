"""Platform without upkeep: nobody mends the software, until data leak and it is shut."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class PlatformWithoutUpkeepPlan(RiskPlan):
    """How much of the upkeep stays undone."""

    use: Literal["platform_without_upkeep"] = "platform_without_upkeep"
    size: Annotated[
        float,
        known(
            "share of the upkeep that stays undone",
            unit="share",
            source="E200 for what comes of it; assumed",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8


class PlatformWithoutUpkeep(Risk):
    """Leaves upkeep undone; when data leak, if ever, is drawn by the platform."""

    name = "platform_without_upkeep"
    touches = ("platform.neglect",)
    mitigations = ("platform",)
    settings: PlatformWithoutUpkeepPlan

    def begin(self, day: int) -> None:
        """Lose the people who kept it up."""
        self.hood.platform.neglect(self.settings.size)

    def finish(self, day: int) -> None:
        """Find others; what was shut stays shut."""
        self.hood.platform.neglect(0.0)
