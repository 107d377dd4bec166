"""Public crisis: mishandled noise cases are posted, and people pass them on."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class PublicCrisisPlan(RiskPlan):
    """How much likelier such cases are posted and passed on."""

    use: Literal["public_crisis"] = "public_crisis"
    size: Annotated[
        float,
        known(
            "times as likely that a reader passes a mishandled noise case on",
            unit="times",
            source="assumed; the plan gives no number",
            low=2,
            high=30,
            least=0,
            most=1000,
        ),
    ] = 10.0
    posting: Annotated[
        float,
        known(
            "added to the log-odds that a mishandled noise case is posted",
            unit="logit",
            source="assumed",
            low=1,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0


class PublicCrisis(Risk):
    """Lets noise cases that were mishandled be told and passed on more while tempers are high.

    A case handled well gives nothing to post. What a reader takes from posts in a month stays
    bounded, and quick answers forestall reposts.
    """

    name = "public_crisis"
    touches = ("news.excite",)
    mitigations = (
        "public_answers",
        "noise_sensors",
        "follow_up",
    )
    settings: PublicCrisisPlan

    def begin(self, day: int) -> None:
        """Let tempers rise over noise."""
        self.hood.news.excite(posting=self.settings.posting, passing=self.settings.size)

    def finish(self, day: int) -> None:
        """Let them calm down."""
        self.hood.news.excite(posting=0.0, passing=1.0)
