"""Organisation: how an estate is run today, before anybody takes a measure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from model.parameters import Block, known


class KindsPlan(Block):
    """How often each kind of activity is on; the numbers need not sum to one."""

    festival: Annotated[float, Field(ge=0, le=100)] = 0.2
    culture: Annotated[float, Field(ge=0, le=100)] = 0.3
    welfare: Annotated[float, Field(ge=0, le=100)] = 0.15
    family: Annotated[float, Field(ge=0, le=100)] = 0.15
    sport: Annotated[float, Field(ge=0, le=100)] = 0.1
    learning: Annotated[float, Field(ge=0, le=100)] = 0.1

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


class EmergencyPlan(Block):
    """What is ready for an emergency."""

    leaders: Annotated[
        float,
        known(
            "share of stairs with a leader",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    groups: Annotated[
        float,
        known(
            "share of stairs with a mutual-aid group",
            unit="share",
            source="assumed: none before the programme",
            low=0,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.0
    drills: Annotated[
        int,
        known(
            "drills in a year",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=12,
        ),
    ] = 1
    drill_reach: Annotated[
        float,
        known(
            "share of adults who take part in a drill",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.2
    stock_days: Annotated[
        float,
        known(
            "days that the estate's stock of supplies lasts in a shock",
            unit="day",
            source="E091: none; assumed some",
            low=0,
            high=5,
            least=0,
            most=365,
        ),
    ] = 1.0
    clear_lanes: Annotated[
        float,
        known(
            "share of the time that the fire lane is clear",
            unit="share",
            source="E092; assumed",
            low=0.4,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.7


class HelpPlan(Block):
    """What there is today for neighbours who help each other."""

    notice_boards: Annotated[
        float,
        known(
            "share of stairs with a notice board on which neighbours ask for help",
            unit="share",
            source="assumed; E086: hardly anybody hears of an offer",
            low=0,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.2
    shared_items: Annotated[
        int,
        known(
            "things that neighbours may borrow, on the whole estate",
            unit="things",
            source="assumed: none before a sharing station",
            low=0,
            high=200,
            least=0,
            most=100_000,
        ),
    ] = 0


class OrganisationPlan(Block):
    """What the company, the owners and the residents have set up; one block a field of work."""

    activities: ActivitiesPlan = ActivitiesPlan()
    platform: PlatformPlan = PlatformPlan()
    emergency: EmergencyPlan = EmergencyPlan()
    help: HelpPlan = HelpPlan()
