"""Council: what it settles, and how long a settlement is remembered."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class CouncilParameters(Block):
    """What a council settles, and how long a settlement is remembered."""

    settles: Annotated[
        float,
        known(
            "share of what is open about parking, green and rooms that one meeting settles",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.34
    half_life: Annotated[
        float,
        known(
            "days in which a settlement that nobody renews loses half its force",
            unit="day",
            source="assumed",
            low=180,
            high=1500,
            least=1,
            most=100000,
        ),
    ] = 540.0
    ease: Annotated[
        float,
        known(
            "share of the unfairness of going short that a settled rule takes away",
            unit="share",
            source="assumed; fair process effect, Walters & Bolger 2019 for procedure over outcome",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    kept: Annotated[
        float,
        known(
            "trouble held back under a settled rule, per unit of readiness and of trust in rules",
            unit="share",
            source="assumed; Tyler 2006 for legitimacy; below a promise of one's own",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
