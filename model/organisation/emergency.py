"""Emergency: leaders, groups, drills and stocks that are ready."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class EmergencyPlan(Block):
    """What is ready for an emergency."""

    leaders: Annotated[
        float,
        known(
            "share of stairs with a leader",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    groups: Annotated[
        float,
        known(
            "share of stairs with a mutual-aid group",
            unit="share",
            source="assumed: none before the programme",
            low=0,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0
    drills: Annotated[
        int,
        known(
            "drills in a year",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=12,
        ),
    ] = 1
    drill_reach: Annotated[
        float,
        known(
            "share of adults who take part in a drill",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.15
    stock_days: Annotated[
        float,
        known(
            "days that the estate's stock of supplies lasts in a shock",
            unit="day",
            source="E091: none; assumed some",
            low=0,
            high=5,
            least=0,
            most=365,
        ),
    ] = 0.5
    clear_lanes: Annotated[
        float,
        known(
            "share of the time that the fire lane is clear",
            unit="share",
            source="E092; assumed",
            low=0.4,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.6
    rounds: Annotated[
        float,
        known(
            "share of days on which leaders, asked to, look in on older people alone in a lockdown",
            unit="share",
            source="assumed: nobody has asked them",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
