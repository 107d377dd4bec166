"""Service: how far it falls in a shock, and how fast it comes back."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ServiceLoss(Block):
    """How far service falls in a shock that hits all, and how fast it comes back."""

    interruption: Annotated[
        float,
        known(
            "share of service lost at first without stocks and leaders",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.6
    recovery_days: Annotated[
        float,
        known(
            "days in which the loss falls to a third",
            unit="day",
            source="Bruneau et al. 2003 for the form; assumed",
            low=5,
            high=40,
            least=0.01,
            most=10000,
        ),
    ] = 14.0
    buffered: Annotated[
        float,
        known(
            "share of the loss that full stocks and a leader on every stair prevent",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    blocked_lane: Annotated[
        float,
        known(
            "how many times longer help takes when cars stand in the fire lane",
            unit="ratio",
            source="E092; assumed",
            low=1.5,
            high=5,
            least=1,
            most=100,
        ),
    ] = 3.0
    button: Annotated[
        float,
        known(
            "part of the usual time until professional help comes, with a help button",
            unit="ratio",
            source="assumed: a button calls desk, family and doctor at once",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
