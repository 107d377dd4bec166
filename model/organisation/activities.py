"""Activities: the programme of public activities as it is today."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from model.parameters import Block, known


class KindsPlan(Block):
    """How often each kind of activity is on; the numbers need not sum to one."""

    festival: Annotated[float, Field(description="weight of neighbour festivals", ge=0, le=100)] = (
        0.2
    )
    culture: Annotated[
        float, Field(description="weight of culture and entertainment", ge=0, le=100)
    ] = 0.3
    welfare: Annotated[
        float, Field(description="weight of welfare and mutual aid", ge=0, le=100)
    ] = 0.15
    family: Annotated[
        float, Field(description="weight of afternoons for parents and children", ge=0, le=100)
    ] = 0.15
    sport: Annotated[float, Field(description="weight of sport and games", ge=0, le=100)] = 0.1
    learning: Annotated[
        float, Field(description="weight of courses, talks and reading clubs", ge=0, le=100)
    ] = 0.1

    @model_validator(mode="after")
    def _some(self) -> KindsPlan:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("every weight is 0: give at least one kind of activity a weight")
        return self


class ActivitiesPlan(Block):
    """The programme of public activities as it is today."""

    per_month: Annotated[
        float,
        known(
            "public activities a month",
            unit="1/month",
            source="E264 (before)",
            low=0.8,
            high=1.6,
            least=0,
            most=60,
        ),
    ] = 1.2
    kinds: KindsPlan = KindsPlan()
    variety: Annotated[
        float,
        known(
            "chance that an activity is not simply of the same kind as the one before",
            unit="share",
            source="assumed; E045, E050: programmes are uniform",
            low=0.2,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.5
    fitted: Annotated[
        float,
        known(
            "share of activities whose kind and hour follow a survey of residents",
            unit="share",
            source="E191: none today",
            low=0.0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    building_share: Annotated[
        float,
        known(
            "share of buildings where neighbours hold small meetings",
            unit="share",
            source="E206: none today",
            low=0.0,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0
    building_meetings: Annotated[
        float,
        known(
            "small meetings a month in each of these buildings",
            unit="1/month",
            source="E207: once a week where they are held",
            low=0.0,
            high=4.0,
            least=0,
            most=30,
        ),
    ] = 0.0
