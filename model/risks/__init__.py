"""Risks: what may come from outside or go wrong inside, one a file."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from model.risks.advertising_slump import AdvertisingSlump, AdvertisingSlumpPlan
from model.risks.apathy import Apathy, ApathyPlan
from model.risks.base import Risk, RiskPlan
from model.risks.distrust_of_strangers import DistrustOfStrangers, DistrustOfStrangersPlan
from model.risks.fee_dependence import FeeDependence, FeeDependencePlan
from model.risks.lockdown import Lockdown, LockdownPlan
from model.risks.platform_without_upkeep import PlatformWithoutUpkeep, PlatformWithoutUpkeepPlan
from model.risks.policy_freeze import PolicyFreeze, PolicyFreezePlan
from model.risks.programme_mismatch import ProgrammeMismatch, ProgrammeMismatchPlan
from model.risks.public_crisis import PublicCrisis, PublicCrisisPlan
from model.risks.recruits_without_dispatch import (
    RecruitsWithoutDispatch,
    RecruitsWithoutDispatchPlan,
)
from model.risks.unclear_powers import UnclearPowers, UnclearPowersPlan
from model.risks.unskilled_mediators import UnskilledMediators, UnskilledMediatorsPlan
from model.risks.volunteers_without_incentives import (
    VolunteersWithoutIncentives,
    VolunteersWithoutIncentivesPlan,
)

# In the order of the plan: policy, execution, resources, people.
_ALL: Final[tuple[tuple[type[RiskPlan], type[Risk]], ...]] = (
    (PolicyFreezePlan, PolicyFreeze),
    (UnclearPowersPlan, UnclearPowers),
    (ProgrammeMismatchPlan, ProgrammeMismatch),
    (UnskilledMediatorsPlan, UnskilledMediators),
    (RecruitsWithoutDispatchPlan, RecruitsWithoutDispatch),
    (AdvertisingSlumpPlan, AdvertisingSlump),
    (FeeDependencePlan, FeeDependence),
    (VolunteersWithoutIncentivesPlan, VolunteersWithoutIncentives),
    (PlatformWithoutUpkeepPlan, PlatformWithoutUpkeep),
    (ApathyPlan, Apathy),
    (DistrustOfStrangersPlan, DistrustOfStrangers),
    (LockdownPlan, Lockdown),
    (PublicCrisisPlan, PublicCrisis),
)
RISKS: Final[dict[str, type[Risk]]] = {kind.name: kind for _, kind in _ALL}
RISK_PLANS: Final[dict[str, type[RiskPlan]]] = {kind.name: plan for plan, kind in _ALL}
AnyRisk = Annotated[
    PolicyFreezePlan
    | UnclearPowersPlan
    | ProgrammeMismatchPlan
    | UnskilledMediatorsPlan
    | RecruitsWithoutDispatchPlan
    | AdvertisingSlumpPlan
    | FeeDependencePlan
    | VolunteersWithoutIncentivesPlan
    | PlatformWithoutUpkeepPlan
    | ApathyPlan
    | DistrustOfStrangersPlan
    | LockdownPlan
    | PublicCrisisPlan,
    Field(discriminator="use"),
]

__all__ = ["RISKS", "RISK_PLANS", "AnyRisk", "Risk", "RiskPlan"]
