"""Answers: what keeps helpers away, and how long it takes until somebody comes."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class Fears(Block):
    """What an emergency takes off the log-odds that somebody comes."""

    medical: Annotated[
        float,
        known(
            "in a medical call",
            unit="logit",
            source="assumed: fear of liability",
            low=0,
            high=1.5,
            least=-20,
            most=20,
        ),
    ] = 0.5
    lift: Annotated[
        float,
        known(
            "when a lift fails", unit="logit", source="assumed", low=0, high=1, least=-20, most=20
        ),
    ] = 0.0
    fire: Annotated[
        float,
        known("in a fire", unit="logit", source="assumed", low=0, high=2.5, least=-20, most=20),
    ] = 1.0
    storm: Annotated[
        float,
        known("in a storm", unit="logit", source="assumed", low=0, high=1.5, least=-20, most=20),
    ] = 0.3
    lockdown: Annotated[
        float,
        known(
            "in a lockdown",
            unit="logit",
            source="assumed: fear of infection",
            low=0,
            high=2.5,
            least=-20,
            most=20,
        ),
    ] = 0.8


class AnswerHours(Block):
    """Mean hours until a neighbour who is willing has come."""

    medical: Annotated[
        float,
        known(
            "in a medical call", unit="h", source="assumed", low=0.1, high=1, least=0.001, most=1000
        ),
    ] = 0.3
    lift: Annotated[
        float,
        known(
            "when a lift fails", unit="h", source="assumed", low=1, high=12, least=0.001, most=1000
        ),
    ] = 4.0
    fire: Annotated[
        float,
        known("in a fire", unit="h", source="assumed", low=0.05, high=0.5, least=0.001, most=1000),
    ] = 0.2
    storm: Annotated[
        float,
        known("in a storm", unit="h", source="assumed", low=2, high=24, least=0.001, most=1000),
    ] = 8.0
    lockdown: Annotated[
        float,
        known("in a lockdown", unit="h", source="assumed", low=6, high=48, least=0.001, most=1000),
    ] = 18.0


class ServiceHours(Block):
    """Mean hours until the company or the authorities have seen to a need."""

    medical: Annotated[
        float,
        known(
            "in a medical call",
            unit="h",
            source="assumed",
            low=0.3,
            high=3,
            least=0.001,
            most=10000,
        ),
    ] = 1.0
    lift: Annotated[
        float,
        known(
            "when a lift fails",
            unit="h",
            source="E094; assumed 12 h with joint action",
            low=24,
            high=96,
            least=0.001,
            most=10000,
        ),
    ] = 60.0
    fire: Annotated[
        float,
        known("in a fire", unit="h", source="assumed", low=0.2, high=2, least=0.001, most=10000),
    ] = 0.7
    storm: Annotated[
        float,
        known("in a storm", unit="h", source="assumed", low=24, high=168, least=0.001, most=10000),
    ] = 72.0
    lockdown: Annotated[
        float,
        known(
            "in a lockdown", unit="h", source="assumed", low=48, high=336, least=0.001, most=10000
        ),
    ] = 144.0
