"""Who looks in on older people living alone while a lockdown lasts."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class RoundParameters(Block):
    """How likely leaders, groups, volunteers and neighbours look in or call on a day."""

    unasked: Annotated[
        float,
        known(
            "chance a day that a leader makes the round of the stair without being asked to",
            unit="1/day",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.2
    member: Annotated[
        float,
        known(
            "chance a day that one member of a mutual-aid group makes it",
            unit="1/day",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.15
    calls: Annotated[
        float,
        known(
            "calls a day that a dispatcher has one volunteer make",
            unit="1/day",
            source="assumed",
            low=0.5,
            high=5,
            least=0,
            most=100,
        ),
    ] = 2.0
    neighbourly: Annotated[
        float,
        known(
            "rate at which neighbours in the building look in, per unit of tie strength",
            unit="1/day",
            source="assumed",
            low=0.01,
            high=0.15,
            least=0,
            most=10,
        ),
    ] = 0.04
