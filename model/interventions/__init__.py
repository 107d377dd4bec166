"""Interventions: what a property company or the residents can try, one measure a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.interventions.base import Intervention, Plan
from model.interventions.mediation_tiers import MediationTiers, MediationTiersPlan
from model.interventions.points import Points, PointsPlan
from model.interventions.shared_spaces import SharedSpaces, SharedSpacesPlan
from model.interventions.time_bank import TimeBank, TimeBankPlan

CATALOGUE: dict[str, type[Intervention]] = {
    kind.name: kind for kind in (MediationTiers, SharedSpaces, Points, TimeBank)
}
PLANS: dict[str, type[Plan]] = {
    "mediation_tiers": MediationTiersPlan,
    "shared_spaces": SharedSpacesPlan,
    "points": PointsPlan,
    "time_bank": TimeBankPlan,
}
AnyPlan = Annotated[
    MediationTiersPlan | SharedSpacesPlan | PointsPlan | TimeBankPlan, Field(discriminator="use")
]

__all__ = ["CATALOGUE", "PLANS", "AnyPlan", "Intervention", "Plan"]
