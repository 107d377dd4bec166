"""Public activities: what is offered, who hears of it, who goes, who comes again."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ActivityParameters(Block):
    """Supply, awareness and the choice to go."""

    per_month: Annotated[
        float,
        known(
            "public activities a month without measures",
            unit="1/month",
            source="E264 (before)",
            low=0.8,
            high=1.6,
            least=0,
            most=60,
        ),
    ] = 1.2
    reach: Annotated[
        float,
        known(
            "share of residents whom a notice reaches",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    go: Annotated[
        float,
        known(
            "log-odds of going when aware, all else at its mean",
            unit="logit",
            source="assumed; fitted to E265 over E264 (before): 12.5 % an event",
            low=-3.5,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.3
    taste: Annotated[
        float,
        known(
            "spread of liking between people (sd)",
            unit="logit",
            source="beta-binomial ICC 0.3 to 0.9 from E265 and E040",
            low=1.0,
            high=3.5,
            least=0,
            most=10,
        ),
    ] = 2.0
    match: Annotated[
        float,
        known(
            "added when the field of interest is one's own",
            unit="logit",
            source="assumed",
            low=0.3,
            high=1.5,
            least=-10,
            most=10,
        ),
    ] = 0.8
    clash: Annotated[
        float,
        known(
            "taken off when the hour does not suit one's rhythm",
            unit="logit",
            source="E191: wrong hours lose workers",
            low=0.5,
            high=2.5,
            least=0,
            most=20,
        ),
    ] = 1.5
    company: Annotated[
        float,
        known(
            "added per unit of strength of ties with people who liked the last one, up to three",
            unit="logit",
            source="assumed; Granovetter 1978 as alternative",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.15
    liking_last: Annotated[
        float,
        known(
            "added for a good experience, taken off for a bad one",
            unit="logit",
            source="assumed",
            low=0.3,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.8
    fatigue: Annotated[
        float,
        known(
            "taken off for each event attended in the last month",
            unit="logit",
            source="assumed; loop B2",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.3
    good: Annotated[
        float,
        known(
            "chance that a visit is a good experience at today's quality",
            unit="share",
            source="E045: 80 % would not come again; assumed",
            low=0.2,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.4
    tables: Annotated[
        int,
        known(
            "places at a table, where people talk to each other",
            unit="people",
            source="assumed",
            low=4,
            high=10,
            least=2,
            most=50,
        ),
    ] = 5
    capacity: Annotated[
        int,
        known(
            "people whom an event of a quarter can hold",
            unit="people",
            source="assumed",
            low=150,
            high=500,
            least=1,
            most=100_000,
        ),
    ] = 300
    cost: Annotated[
        float,
        known(
            "cost of an event for a quarter",
            unit="yuan",
            source="assumed",
            low=1000,
            high=8000,
            least=0,
        ),
    ] = 3000.0
