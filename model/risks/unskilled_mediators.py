"""Unskilled mediators: trained people leave, and who follows knows less."""

from __future__ import annotations

from typing import Annotated, Literal

from model.parameters import known
from model.risks.base import Risk, RiskPlan


class UnskilledMediatorsPlan(RiskPlan):
    """How many leave, and what their successors lack."""

    use: Literal["unskilled_mediators"] = "unskilled_mediators"
    size: Annotated[
        float,
        known(
            "times as often as usual that people leave",
            unit="times",
            source="assumed; E193: only 3 % are trained",
            low=2,
            high=6,
            least=0,
            most=100,
        ),
    ] = 3.0
    skill_lost: Annotated[
        float,
        known(
            "share of the usual skill that those who follow lack",
            unit="share",
            source="assumed; E194 for what comes of it",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5


class UnskilledMediators(Risk):
    """Draws people away from the desk and the social work, and sends beginners."""

    name = "unskilled_mediators"
    touches = ("staff.drain",)
    mitigations = (
        "social_workers",
        "mediation_tiers",
        "follow_up",
    )
    settings: UnskilledMediatorsPlan

    def begin(self, day: int) -> None:
        """Let better offers come from elsewhere."""
        s = self.settings
        self.hood.staff.drain(leaving=s.size, skill=s.skill_lost)

    def finish(self, day: int) -> None:
        """Let people leave as rarely as before."""
        self.hood.staff.drain(leaving=1.0, skill=0.0)
