"""Advertising slump: lifts and notice boards bring in less, and the programme lives on less."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class AdvertisingSlumpPlan(RiskPlan):
    """How much of the advertising income is lost."""

    use: Literal["advertising_slump"] = "advertising_slump"
    size: Annotated[
        float,
        known(
            "share of the lift-advertising income that is lost",
            unit="share",
            source="E196",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25


class AdvertisingSlump(Risk):
    """Cuts a source of public income; what that stops is decided by what the purses bear."""

    name = "advertising_slump"
    touches = ("treasury.scale_income",)
    mitigations = ("partner_network", "time_shared_parking")
    settings: AdvertisingSlumpPlan

    def begin(self, day: int) -> None:
        """Let advertising bring in less."""
        self.hood.treasury.scale_income("lift_advertising", 1.0 - self.settings.size)

    def finish(self, day: int) -> None:
        """Let it bring in what it did."""
        self.hood.treasury.scale_income("lift_advertising", 1.0)
