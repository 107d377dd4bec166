"""Volunteers: how they are called, sent and thanked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.parameters import Block, known


class VolunteerOrganisation(Block):
    """How volunteers are called, sent and thanked."""

    awareness: Annotated[
        float,
        known(
            "share of residents who know how to take part",
            unit="share",
            source="E090",
            low=0.15,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.24
    dispatch_hours: Annotated[
        float,
        known(
            "hours a week of a dispatcher, per 500 households",
            unit="h/week",
            source="E087, E088: none",
            low=0,
            high=20,
            least=0,
            most=1000,
        ),
    ] = 0.0
    recognition: Annotated[
        float,
        known(
            "how much volunteers are thanked and honoured",
            unit="0-1",
            source="E199: nothing kept them",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    trained: Annotated[
        float,
        known(
            "share of volunteers who are trained and carry a badge",
            unit="share",
            source="assumed",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    patrols: Annotated[
        float,
        known(
            "patrols a week, per 500 households",
            unit="1/week",
            source="assumed",
            low=0,
            high=3,
            least=0,
            most=1000,
        ),
    ] = 0.0
    insured: Annotated[bool, Field(description="volunteers are insured")] = False
