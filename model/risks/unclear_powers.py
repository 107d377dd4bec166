"""Unclear powers: a lawsuit elsewhere makes companies shy, and nobody knows whose turn it is."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class UnclearPowersPlan(RiskPlan):
    """How likely lawsuits become, how they frighten, and how far roles blur."""

    use: Literal["unclear_powers"] = "unclear_powers"
    size: Annotated[
        float,
        known(
            "times as likely as usual that a household sues for its things and wins",
            unit="times",
            source="assumed; E189 for one case",
            low=1.5,
            high=6,
            least=0,
            most=100,
        ),
    ] = 3.0
    precedents: Annotated[
        float,
        known(
            "lawsuits elsewhere that frighten like one of one's own",
            unit="lawsuits",
            source="E189: one case; assumed to be heard of",
            low=0,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    blurred: Annotated[
        float,
        known(
            "share of the cases with clear roles in which they are clear no more",
            unit="share",
            source="assumed; E189: companies avoid mediating",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3


class UnclearPowers(Risk):
    """Makes clearing a legal risk, and whose turn it is a matter of doubt.

    Written local instructions cover a share of cases, which all of it passes by.
    """

    name = "unclear_powers"
    touches = (
        "clearing.expose",
        "governance.blur_roles",
    )
    mitigations = ("work_instructions",)
    settings: UnclearPowersPlan

    def begin(self, day: int) -> None:
        """Let the news of the lawsuit come."""
        s = self.settings
        self.hood.clearing.expose(suits=s.size, precedents=s.precedents)

    def sustain(self, day: int) -> None:
        """Blur roles where no instructions say whose they are."""
        bare = 1.0 - self.hood.clearing.instructed
        self.hood.governance.blur_roles(self.settings.blurred * bare)

    def finish(self, day: int) -> None:
        """Let a law settle it."""
        self.hood.clearing.expose(suits=1.0, precedents=0.0)
        self.hood.governance.blur_roles(0.0)
