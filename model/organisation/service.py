"""Service: how complaints are dealt with and learnt from."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ServicePlan(Block):
    """How complaints are dealt with and learnt from."""

    call_back: Annotated[
        float,
        known(
            "share of closed cases after which staff call back",
            unit="share",
            source="E079",
            low=0.1,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.19
    case_library: Annotated[
        float,
        known(
            "share of cases that are written down for others to learn from",
            unit="share",
            source="E080",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25
