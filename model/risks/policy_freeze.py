"""Policy freeze: a sudden rule that nobody knows how to follow, so that events are halted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from model.calendar import DAYS_PER_MONTH
from model.parameters import known
from model.risks.base import Risk, RiskPlan

if TYPE_CHECKING:
    from model.dials import Dials


class PolicyFreezePlan(RiskPlan):
    """How much is halted, for how long, and what the rule keeps for culture."""

    use: Literal["policy_freeze"] = "policy_freeze"
    size: Annotated[
        float,
        known(
            "share of public events that are halted until the rule is clear",
            unit="share",
            source="assumed; E188: companies fear audits",
            low=0.4,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    months: Annotated[
        float,
        known(
            "months until it is clear what the rule allows, if nobody asks",
            unit="month",
            source="assumed",
            low=3,
            high=18,
            least=0,
            most=120,
        ),
    ] = 9.0
    culture: Annotated[
        float,
        known(
            "share of public income that the rule keeps for culture",
            unit="share",
            source="E188",
            low=0.2,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.3


class PolicyFreeze(Risk):
    """Halts events until it is known what the rule allows; then only the rule stays.

    Who watches policy and asks the authorities knows sooner: days count faster then.
    """

    name = "policy_freeze"
    touches = (
        "events",
        "treasury.set_aside",
    )
    mitigations = ("policy_watch",)
    settings: PolicyFreezePlan

    def begin(self, day: int) -> None:
        """Let the rule come out."""
        self.unclear = self.settings.months * DAYS_PER_MONTH
        self.hood.treasury.set_aside(self.settings.culture, by=self.name)

    def adjust(self, day: int, dials: Dials) -> None:
        """Halt events while the rule is unclear; a day counts more for who asks."""
        if self.unclear > 0.0:
            dials.events *= 1.0 - self.settings.size
            self.unclear -= self.hood.governance.rules_pace

    def finish(self, day: int) -> None:
        """Let the rule be repealed."""
        self.hood.treasury.set_aside(0.0, by=self.name)
