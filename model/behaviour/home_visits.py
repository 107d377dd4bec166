"""Home visits: what a long talk at home leaves behind."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class HomeVisitParameters(Block):
    """What a visited household thinks of the company, and what it tells."""

    signal: Annotated[
        float,
        known(
            "good signals about the company in one long talk at home",
            unit="signals",
            source="assumed; Peyton, Sierra-Arevalo & Rand 2019 for a friendly visit by the police",
            low=0.1,
            high=1.5,
            least=0,
            most=20,
        ),
    ] = 0.5
    told: Annotated[
        float,
        known(
            "share of needs in a household that come out in such a talk",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6
