"""Needs: who comes to need others in a shock."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class NeedChances(Block):
    """Chances that a household in reach of a shock comes to need others."""

    lift: Annotated[
        float,
        known(
            "of a home above the third floor whose lift stands still",
            unit="share",
            source="assumed",
            low=0.02,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.1
    fire: Annotated[
        float,
        known(
            "of a home on the stair above a fire",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    storm: Annotated[
        float,
        known(
            "of a home in a storm",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.12
    lockdown: Annotated[
        float,
        known(
            "of a home in a week of lockdown",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    older: Annotated[
        float,
        known(
            "how many times more likely with somebody of 60 and over",
            unit="ratio",
            source="assumed",
            low=1,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    alone: Annotated[
        float,
        known(
            "how many times more again for older people alone",
            unit="ratio",
            source="assumed",
            low=1,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    supplies: Annotated[
        float,
        known(
            "share of needs in a storm or lockdown that are for goods, which a stock can meet",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
