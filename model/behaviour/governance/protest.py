"""Protest: when those who think that income is hidden act together."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ProtestParameters(Block):
    """When those who think that income is hidden act together."""

    suspects: Annotated[
        float,
        known(
            "share who think that income is hidden among those who do not believe in open books",
            unit="share",
            source="E056 over one minus E055",
            low=0.5,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.72
    rumours: Annotated[
        float,
        known(
            "times a year that a building hears of missing money, were all of it missing",
            unit="1/year",
            source="assumed",
            low=0.2,
            high=3,
            least=0,
            most=50,
        ),
    ] = 1.0
    threshold: Annotated[
        float,
        known(
            "share of a building that has to protest already before a mean resident joins",
            unit="share",
            source="assumed; Granovetter 1978",
            low=0.15,
            high=0.6,
            least=-5,
            most=5,
        ),
    ] = 0.3
    threshold_spread: Annotated[
        float,
        known(
            "spread of these thresholds between people (sd)",
            unit="share",
            source="assumed; Granovetter 1978",
            low=0.05,
            high=0.3,
            least=0,
            most=5,
        ),
    ] = 0.12
    outrage: Annotated[
        float,
        known(
            "lowering of the thresholds when all of the income turns out to be missing",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=5,
        ),
    ] = 0.15
    least: Annotated[
        int,
        known(
            "people who make a protest of it",
            unit="people",
            source="assumed",
            low=3,
            high=20,
            least=1,
            most=10000,
        ),
    ] = 5
    rest: Annotated[
        int,
        known(
            "days for which a building that has protested waits for what comes of it",
            unit="day",
            source="assumed",
            low=90,
            high=730,
            least=0,
            most=10000,
        ),
    ] = 365
    signal: Annotated[
        float,
        known(
            "bad signals about the company for who protests",
            unit="signals",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
