"""Who comes across whom in passing and in shared places."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class EncounterParameters(Block):
    """Propinquity and time at home."""

    passing: Annotated[
        float,
        known(
            "times a day that two next-door neighbours who are always about would pass each other",
            unit="1/day",
            source="assumed; fitted to E002",
            low=0.1,
            high=1.5,
            least=0,
            most=50,
        ),
    ] = 0.434
    floor_distance: Annotated[
        float,
        known(
            "doors that one floor up or down is worth",
            unit="doors",
            source="Nahemow & Lawton 1975: half of friends on the same floor",
            low=1,
            high=4,
            least=0.1,
            most=50,
        ),
    ] = 3.5
    distance_exponent: Annotated[
        float,
        known(
            "how fast contact falls with distance in doors",
            unit="exponent",
            source="Festinger, Schachter & Back 1950: close to 1",
            low=0.8,
            high=1.8,
            least=0,
            most=5,
        ),
    ] = 1.5
    same_building: Annotated[
        float,
        known(
            "contact with a dwelling on another stair, next door being 1",
            unit="ratio",
            source="assumed",
            low=0.005,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.01
    same_quarter: Annotated[
        float,
        known(
            "contact with a dwelling in another building, next door being 1",
            unit="ratio",
            source="assumed",
            low=0.0003,
            high=0.01,
            least=0,
            most=1,
        ),
    ] = 0.001
    home_worker: Annotated[
        float,
        known(
            "share of a workday that a worker is about the house",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.35
    home_late: Annotated[
        float,
        known(
            "the same for somebody up late",
            unit="share",
            source="assumed",
            low=0.15,
            high=0.45,
            least=0,
            most=1,
        ),
    ] = 0.3
    home_always: Annotated[
        float,
        known(
            "the same for the retired and home-makers",
            unit="share",
            source="assumed",
            low=0.6,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    home_pupil: Annotated[
        float,
        known(
            "the same for pupils",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.45
    weekend_gain: Annotated[
        float,
        known(
            "share of the time away that is spent at home on days off",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.45
    festival_away: Annotated[
        float,
        known(
            "share of people who are away at Spring Festival",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.4
    visit: Annotated[
        float,
        known(
            "chance a day that somebody who is about goes to a shared place within reach",
            unit="1/day",
            source="assumed; fitted to E003",
            low=0.01,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0158
