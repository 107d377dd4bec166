"""Programme mismatch: nobody asks what people want and when, and few come."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class ProgrammeMismatchPlan(RiskPlan):
    """How much of the programme goes by nobody's wishes."""

    use: Literal["programme_mismatch"] = "programme_mismatch"
    size: Annotated[
        float,
        known(
            "share of events not fitted by survey that become a club nobody asked for",
            unit="share",
            source="assumed; E191, E192 for one club",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.7


class ProgrammeMismatch(Risk):
    """Puts on clubs on weekday evenings in place of what no survey fits."""

    name = "programme_mismatch"
    touches = ("activities.misjudge",)
    mitigations = ("activity_programme",)
    settings: ProgrammeMismatchPlan

    def begin(self, day: int) -> None:
        """Plan by the desk."""
        self.hood.activities.misjudge(self.settings.size)

    def finish(self, day: int) -> None:
        """Plan as before."""
        self.hood.activities.misjudge(0.0)
