"""Risks: what may come from outside or go wrong inside, one a file."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from model.risks.advertising_slump import AdvertisingSlump, AdvertisingSlumpPlan
from model.risks.base import Risk, RiskPlan

_ALL: Final[tuple[tuple[type[RiskPlan], type[Risk]], ...]] = (
    (AdvertisingSlumpPlan, AdvertisingSlump),
)
RISKS: Final[dict[str, type[Risk]]] = {kind.name: kind for _, kind in _ALL}
RISK_PLANS: Final[dict[str, type[RiskPlan]]] = {kind.name: plan for plan, kind in _ALL}
AnyRisk = Annotated[AdvertisingSlumpPlan, Field()]

__all__ = ["RISKS", "RISK_PLANS", "AnyRisk", "Risk", "RiskPlan"]
