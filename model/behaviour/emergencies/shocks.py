"""Shocks: how often they come, how long they last, and what they bring to a standstill."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ShockRates(Block):
    """How often things happen of themselves."""

    medical: Annotated[
        float,
        known(
            "emergency calls a year of a resident under 60",
            unit="1/year",
            source="assumed: ambulances go out some 30 times a year for 1,000 people",
            low=0.005,
            high=0.04,
            least=0,
            most=5,
        ),
    ] = 0.015
    medical_older: Annotated[
        float,
        known(
            "how many times more often a resident of 60 and over calls",
            unit="ratio",
            source="assumed",
            low=2,
            high=8,
            least=0,
            most=100,
        ),
    ] = 4.0
    lift: Annotated[
        float,
        known(
            "failures of a lift in a year that last for hours",
            unit="1/year",
            source="assumed",
            low=0.5,
            high=6,
            least=0,
            most=100,
        ),
    ] = 2.0
    fire: Annotated[
        float,
        known(
            "fires of a home in a year",
            unit="1/year",
            source="assumed from national fire statistics: some 300,000 home fires a year",
            low=0.0003,
            high=0.002,
            least=0,
            most=5,
        ),
    ] = 0.0007
    storm: Annotated[
        float,
        known(
            "storms a year that cut power or water",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=12,
        ),
    ] = 0.3
    lockdown: Annotated[
        float,
        known(
            "lockdowns a year",
            unit="1/year",
            source="assumed: none but those that a file states",
            low=0,
            high=0.3,
            least=0,
            most=3,
        ),
    ] = 0.0


class ShockLengths(Block):
    """How long each kind lasts when nobody says so."""

    storm: Annotated[
        float,
        known(
            "days that a storm keeps people in",
            unit="day",
            source="assumed",
            low=1,
            high=4,
            least=1,
            most=60,
        ),
    ] = 2.0
    lockdown: Annotated[
        float,
        known(
            "days of a lockdown", unit="day", source="assumed", low=7, high=70, least=1, most=365
        ),
    ] = 30.0
    restart: Annotated[
        float,
        known(
            "days after a lockdown until public events begin again",
            unit="day",
            source="E205; assumed",
            low=0,
            high=60,
            least=0,
            most=365,
        ),
    ] = 30.0


class Standstill(Block):
    """What is left of life outside while everybody stays in."""

    lockdown_passing: Annotated[
        float,
        known(
            "ways through doors and lobbies in a lockdown, of the usual ones",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.2
    lockdown_visiting: Annotated[
        float,
        known(
            "hours that shared places are open in a lockdown, of the usual ones",
            unit="share",
            source="E205; assumed",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    storm_passing: Annotated[
        float,
        known(
            "ways through doors and lobbies in a storm, of the usual ones",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
