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
    clears: Annotated[
        float,
        known(
            "share of unsettled occupations that the company dares to clear by itself",
            unit="share",
            source="assumed; E189: it can be sued, so it rarely does",
            low=0,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.1
    refers: Annotated[
        float,
        known(
            "share of the other unsettled occupations that it puts before outside agencies",
            unit="share",
            source="assumed; E072",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    instructed: Annotated[
        float,
        known(
            "share of cases for which written local instructions say who may clear what",
            unit="share",
            source="assumed: none today; E071",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
