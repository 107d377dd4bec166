"""Platform: what the estate's app can do today, and whom it leaves out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.parameters import Block, known


class PlatformPlan(Block):
    """The estate's app or mini-program as it is today: access, fees and repairs, mostly (E037)."""

    service: Annotated[bool, Field(description="access, fees and repairs by app")] = True
    circle: Annotated[bool, Field(description="a circle in which neighbours talk")] = False
    help_board: Annotated[bool, Field(description="a board of what people need and offer")] = False
    tracking: Annotated[bool, Field(description="complaints filed and tracked online")] = False
    council: Annotated[bool, Field(description="proposals and votes online")] = False
    books: Annotated[bool, Field(description="public income and spending online")] = False
    years: Annotated[
        float,
        known(
            "years that it has been in use",
            unit="year",
            source="assumed",
            low=2,
            high=12,
            least=0,
            most=100,
        ),
    ] = 10.0
    forced: Annotated[
        float,
        known(
            "share of gates, fees and repairs that can be had in no other way",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.2
    helper_hours: Annotated[
        float,
        known(
            "hours a week of a helper post for app users, per 500 households",
            unit="h/week",
            source="assumed",
            low=0,
            high=10,
            least=0,
            most=500,
        ),
    ] = 0.0
    helpers_known: Annotated[
        float,
        known(
            "share of helpers at the post who are neighbours known to those they teach",
            unit="share",
            source="assumed",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.0
    voice: Annotated[
        float,
        known(
            "share of functions that can be used by voice",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    counters: Annotated[
        float,
        known(
            "share of those without the app whom a counter serves with the same functions",
            unit="share",
            source="assumed",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    moderation: Annotated[
        float,
        known(
            "share of advertising that a moderator takes out of the circle",
            unit="share",
            source="assumed; E017",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.0
    upkeep: Annotated[
        float,
        known(
            "share of the technical upkeep that is paid for",
            unit="share",
            source="assumed; E200",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    watch: Annotated[
        bool, Field(description="somebody answers within hours what is written of the company")
    ] = False
