"""Resilience: the weights of the index's parts."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class IndexWeights(Block):
    """Weights of the parts of the resilience index; they are scaled to sum to one."""

    collaboration: Annotated[
        float,
        known(
            "neighbours who would help",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    organisation: Annotated[
        float,
        known(
            "leaders and drills",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    supplies: Annotated[
        float,
        known(
            "stocks and clear fire lanes",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    information: Annotated[
        float,
        known(
            "people whom a warning reaches",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    continuity: Annotated[
        float,
        known(
            "service that goes on in a shock",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
