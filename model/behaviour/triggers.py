"""What goes wrong between neighbours, each from its own cause."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class NoiseParameters(Block):
    """Loud evenings and what the building lets through."""

    loud_nights: Annotated[
        float,
        known(
            "chance a day that a household with one person up late is loud",
            unit="1/day",
            source="assumed; fitted to E009",
            low=0.002,
            high=0.06,
            least=0,
            most=1,
        ),
    ] = 0.00622
    loud_children: Annotated[
        float,
        known(
            "chance a day that one child is loud through the floor",
            unit="1/day",
            source="assumed; fitted to E009",
            low=0.003,
            high=0.1,
            least=0,
            most=1,
        ),
    ] = 0.0103
    loud_others: Annotated[
        float,
        known(
            "chance a day that any other household is loud",
            unit="1/day",
            source="assumed; fitted to E009",
            low=0.0005,
            high=0.02,
            least=0,
            most=1,
        ),
    ] = 0.00155
    school_holiday_factor: Annotated[
        float,
        known(
            "how much more often children are loud in school holidays; the year's mean stays",
            unit="ratio",
            source="assumed",
            low=1,
            high=2,
            least=0,
            most=3,
        ),
    ] = 1.4
    day_off_factor: Annotated[
        float,
        known(
            "how much more often evenings are loud before a day off and in summer",
            unit="ratio",
            source="assumed",
            low=1,
            high=3,
            least=0,
            most=10,
        ),
    ] = 1.6
    impact: Annotated[
        float,
        known(
            "steps and falls louder below than voices are beside",
            unit="dB",
            source="assumed; Korean floor noise: over 80 % of complaints about the flat above",
            low=3,
            high=10,
            least=0,
            most=30,
        ),
    ] = 6.0
    upward: Annotated[
        float,
        known(
            "the same loss upward",
            unit="dB",
            source="assumed",
            low=2,
            high=8,
            least=0,
            most=30,
        ),
    ] = 4.0

    place_loud: Annotated[
        float,
        known(
            "chance a day that a lively shared place is heard in a home beside it",
            unit="1/day",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.12
    place_reach: Annotated[
        float,
        known(
            "share of homes on the two lowest floors that lie beside such a place",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.12


class SpaceParameters(Block):
    """Occupation of what belongs to all: parking, corridors, green."""

    car_home: Annotated[
        float,
        known(
            "chance that a car comes home on an evening",
            unit="1/day",
            source="assumed",
            low=0.7,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    wrong_parking: Annotated[
        float,
        known(
            "chance that a driver without a space parks where it blocks somebody",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    confrontation: Annotated[
        float,
        known(
            "chance that a blocked arrival ends in a physical confrontation",
            unit="1/arrival",
            source="assumed; fitted to E063",
            low=5e-5,
            high=5e-4,
            least=0,
            most=0.1,
        ),
    ] = 0.000186
    clutter_start: Annotated[
        float,
        known(
            "rate at which a ground-floor home begins to store things outside",
            unit="1/day",
            source="assumed; fitted to E010",
            low=0.0003,
            high=0.005,
            least=0,
            most=1,
        ),
    ] = 0.003
    clutter_upstairs: Annotated[
        float,
        known(
            "the same on upper floors, ground floor being 1",
            unit="ratio",
            source="assumed",
            low=0.1,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    clutter_end: Annotated[
        float,
        known(
            "rate at which stored things are taken away",
            unit="1/day",
            source="E013: half a year",
            low=0.003,
            high=0.02,
            least=0,
            most=1,
        ),
    ] = 0.006
    plot_start: Annotated[
        float,
        known(
            "rate at which a ground-floor home takes a strip of green",
            unit="1/day",
            source="assumed",
            low=0.0002,
            high=0.004,
            least=0,
            most=1,
        ),
    ] = 0.002
    in_the_way: Annotated[
        float,
        known(
            "chance a day that stored things or a plot get in a given neighbour's way",
            unit="1/day",
            source="assumed",
            low=0.02,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.2
    near: Annotated[
        float,
        known(
            "share of those times that hit the same landing, the rest the whole stair",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0.01,
            most=0.99,
        ),
    ] = 0.6
    group_meets: Annotated[
        float,
        known(
            "chance a day that an older person without a room meets others in the corridor",
            unit="1/day",
            source="assumed; mechanism of E070",
            low=0.005,
            high=0.08,
            least=0,
            most=1,
        ),
    ] = 0.02
    room_wish: Annotated[
        float,
        known(
            "hours a day of room that one older person asks for",
            unit="h/day",
            source="assumed",
            low=0.01,
            high=0.08,
            least=0,
            most=5,
        ),
    ] = 0.03


class PetParameters(Block):
    """Dogs, their walks and what is left behind."""

    mess: Annotated[
        float,
        known(
            "chance a day that a dog's mess is left by an owner of no civic readiness",
            unit="1/day",
            source="assumed; fitted to E011",
            low=0.1,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    barking: Annotated[
        float,
        known(
            "chance a day that a dog barks long enough to be heard next door",
            unit="1/day",
            source="assumed",
            low=0.01,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.04
    same_stair: Annotated[
        float,
        known(
            "share of those who come upon it who live on the same stair, the rest in the building",
            unit="share",
            source="assumed; fixed ways",
            low=0.3,
            high=0.9,
            least=0.01,
            most=0.99,
        ),
    ] = 0.7
    passers: Annotated[
        float,
        known(
            "people of the building who come upon a mess or a loose dog",
            unit="people",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=20,
        ),
    ] = 3.0


class OtherParameters(Block):
    """Leaks, building work and rubbish."""

    leak_scale: Annotated[
        float,
        known(
            "years after which a pipe in a home is as likely as not to have leaked, about",
            unit="year",
            source="assumed; Weibull renewal",
            low=30,
            high=120,
            least=1,
            most=10_000,
        ),
    ] = 38.0
    leak_shape: Annotated[
        float,
        known(
            "how leaks quicken with the age of the building",
            unit="Weibull shape",
            source="assumed",
            low=1.5,
            high=3,
            least=1,
            most=6,
        ),
    ] = 2.0
    renovation_share: Annotated[
        float,
        known(
            "share of owners who rebuild on moving in",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6
    renovation_share_renters: Annotated[
        float,
        known(
            "share of tenants who have work done on moving in",
            unit="share",
            source="assumed",
            low=0.0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.1
    renovation_days: Annotated[
        float,
        known(
            "days that the work lasts",
            unit="day",
            source="assumed",
            low=20,
            high=90,
            least=1,
            most=365,
        ),
    ] = 45.0
    renovation_loud: Annotated[
        float,
        known(
            "chance a workday that the work is heard in the homes around",
            unit="1/day",
            source="assumed",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.4
    garbage: Annotated[
        float,
        known(
            "chance a day that rubbish is left on the landing by a home of no civic readiness",
            unit="1/day",
            source="assumed",
            low=0.01,
            high=0.2,
            least=0,
            most=1,
        ),
    ] = 0.1


class TriggerParameters(Block):
    """All causes of annoyance."""

    noise: NoiseParameters = NoiseParameters()
    space: SpaceParameters = SpaceParameters()
    pets: PetParameters = PetParameters()
    other: OtherParameters = OtherParameters()
