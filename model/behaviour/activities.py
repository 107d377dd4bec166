"""Public activities: what is offered, who hears of it, who goes, who comes again."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

from model.parameters import Block, known


class Kind(IntEnum):
    """What an activity is about."""

    FESTIVAL = 0
    CULTURE = 1
    WELFARE = 2
    FAMILY = 3
    SPORT = 4
    LEARNING = 5


class Slot(IntEnum):
    """When an activity takes place."""

    AFTERNOON = 0  # of a weekday
    EVENING = 1  # of a weekday
    WEEKEND = 2


class Character(NamedTuple):
    """What makes one kind of activity unlike another: assumed shapes, scaled by parameters.

    ``interest`` is the field of interest that it speaks to, -1 for none. ``young``, ``middle``
    and ``older`` say whom it addresses, in units of ``audience``; ``families`` likewise for
    homes with children. ``quality``, ``room`` and ``cost`` are relative to the parameters
    ``good``, ``capacity`` and ``cost``. ``usual`` is when it is put on if nobody has asked.
    """

    interest: int
    young: float
    middle: float
    older: float
    families: float
    quality: float
    room: float
    cost: float
    usual: Slot


# Festivals are large, dear and shallow (E044, E045); a club nobody asked for meets on a weekday
# evening (E191); parents come at weekends (E183).
CHARACTERS: dict[Kind, Character] = {
    Kind.FESTIVAL: Character(-1, 0.4, 0.4, 0.4, 0.4, 0.5, 1.0, 2.5, Slot.WEEKEND),
    Kind.CULTURE: Character(0, 0.0, 0.4, 1.0, 0.0, 1.0, 0.75, 1.0, Slot.EVENING),
    Kind.WELFARE: Character(1, -1.0, -0.5, 0.5, 0.0, 1.25, 0.5, 0.3, Slot.AFTERNOON),
    Kind.FAMILY: Character(2, -0.5, -1.0, -1.0, 2.0, 1.25, 0.5, 0.7, Slot.WEEKEND),
    Kind.SPORT: Character(3, 0.2, 0.0, 0.4, 0.0, 1.0, 0.5, 0.5, Slot.AFTERNOON),
    Kind.LEARNING: Character(4, 0.2, 0.0, -0.2, 0.0, 1.0, 0.5, 0.5, Slot.EVENING),
}


class ActivityParameters(Block):
    """Awareness, the choice to go, and what a visit leaves behind."""

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
    festival_events: Annotated[
        float,
        known(
            "events around Spring Festival, of the usual ones; the year's mean stays",
            unit="ratio",
            source="assumed",
            low=0,
            high=1,
            least=0,
            most=5,
        ),
    ] = 0.3
    word: Annotated[
        float,
        known(
            "chance of hearing of an event, for each unit of strength of ties with people who "
            "liked the last one",
            unit="share",
            source="assumed; M8: one channel of several",
            low=0.02,
            high=0.3,
            least=0,
            most=10,
        ),
    ] = 0.1
    word_half_life: Annotated[
        float,
        known(
            "days after which a good visit is told half as often",
            unit="day",
            source="assumed",
            low=10,
            high=90,
            least=1,
            most=3650,
        ),
    ] = 30.0
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
    ] = -1.19
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
    audience: Annotated[
        float,
        known(
            "added for the age group or the families that a kind of activity addresses",
            unit="logit",
            source="assumed; E041 and E042 show that kinds differ",
            low=0.3,
            high=1.2,
            least=0,
            most=10,
        ),
    ] = 0.7
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
    sameness: Annotated[
        float,
        known(
            "taken off for each visit of late to the same kind of activity",
            unit="logit",
            source="assumed; habituation; E050 as an order of magnitude",
            low=0.2,
            high=1.2,
            least=0,
            most=10,
        ),
    ] = 0.5
    habit_half_life: Annotated[
        float,
        known(
            "days after which a kind of activity is half as stale",
            unit="day",
            source="assumed",
            low=30,
            high=180,
            least=1,
            most=3650,
        ),
    ] = 60.0
    together_half_life: Annotated[
        float,
        known(
            "days after which sitting with people of one's own interest counts half",
            unit="day",
            source="assumed: about what happened within 90 days",
            low=20,
            high=90,
            least=1,
            most=3650,
        ),
    ] = 45.0
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
            "people whom a festival of a quarter can hold",
            unit="people",
            source="assumed; E044: three in ten residents at most",
            low=200,
            high=600,
            least=1,
            most=100_000,
        ),
    ] = 400
    least: Annotated[
        int,
        known(
            "people below whom an event of a quarter is called off",
            unit="people",
            source="assumed; E192: events are cancelled",
            low=3,
            high=30,
            least=0,
            most=10_000,
        ),
    ] = 8
    cost: Annotated[
        float,
        known(
            "cost of an event of a middling kind for a quarter",
            unit="yuan",
            source="assumed",
            low=1000,
            high=8000,
            least=0,
        ),
    ] = 3000.0
    lost_cost: Annotated[
        float,
        known(
            "share of the cost that is lost when an event is called off",
            unit="share",
            source="assumed; E192: what had been spent was wasted",
            low=0.3,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.6
    meeting_reach: Annotated[
        float,
        known(
            "share of a building's residents who hear of its small meeting",
            unit="share",
            source="assumed: a note on one's own door",
            low=0.5,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.8
    meeting_go: Annotated[
        float,
        known(
            "log-odds of going down to a small meeting of one's own building",
            unit="logit",
            source="assumed; E206, E207: a low threshold",
            low=-3,
            high=-1,
            least=-20,
            most=20,
        ),
    ] = -2.0
    meeting_room: Annotated[
        int,
        known(
            "people whom a small meeting in a building can hold",
            unit="people",
            source="assumed: a lobby or a shed",
            low=15,
            high=40,
            least=1,
            most=10_000,
        ),
    ] = 24
    meeting_taste: Annotated[
        float,
        known(
            "share of the liking of public activities that counts at a small meeting",
            unit="share",
            source="assumed",
            low=0.2,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.5
