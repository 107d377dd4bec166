"""Emergencies: how often they come, who needs help then, who gives it, and how long it takes."""

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


class NeedChances(Block):
    """Chances that a household in reach of a shock comes to need others."""

    lift: Annotated[
        float,
        known(
            "of a home above the third floor whose lift stands still",
            unit="share",
            source="assumed",
            low=0.02,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.1
    fire: Annotated[
        float,
        known(
            "of a home on the stair above a fire",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    storm: Annotated[
        float,
        known(
            "of a home in a storm",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.12
    lockdown: Annotated[
        float,
        known(
            "of a home in a week of lockdown",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    older: Annotated[
        float,
        known(
            "how many times more likely with somebody of 60 and over",
            unit="ratio",
            source="assumed",
            low=1,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    alone: Annotated[
        float,
        known(
            "how many times more again for older people alone",
            unit="ratio",
            source="assumed",
            low=1,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    supplies: Annotated[
        float,
        known(
            "share of needs in a storm or lockdown that are for goods, which a stock can meet",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7


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


class ServiceLoss(Block):
    """How far service falls in a shock that hits all, and how fast it comes back."""

    interruption: Annotated[
        float,
        known(
            "share of service lost at first without stocks and leaders",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.6
    recovery_days: Annotated[
        float,
        known(
            "days in which the loss falls to a third",
            unit="day",
            source="Bruneau et al. 2003 for the form; assumed",
            low=5,
            high=40,
            least=0.01,
            most=10000,
        ),
    ] = 14.0
    buffered: Annotated[
        float,
        known(
            "share of the loss that full stocks and a leader on every stair prevent",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    blocked_lane: Annotated[
        float,
        known(
            "how many times longer help takes when cars stand in the fire lane",
            unit="ratio",
            source="E092; assumed",
            low=1.5,
            high=5,
            least=1,
            most=100,
        ),
    ] = 3.0


class IndexWeights(Block):
    """Weights of the parts of the resilience index; they are scaled to sum to one."""

    collaboration: Annotated[
        float,
        known(
            "neighbours who would help",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    organisation: Annotated[
        float,
        known(
            "leaders and drills",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    supplies: Annotated[
        float,
        known(
            "stocks and clear fire lanes",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    information: Annotated[
        float,
        known(
            "people whom a warning reaches",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0
    continuity: Annotated[
        float,
        known(
            "service that goes on in a shock",
            unit="weight",
            source="Cutter, Burton & Emrich 2010: equal weights",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.0


class EmergencyParameters(Block):
    """Shocks and needs, and the log-odds that somebody comes to help."""

    rates: ShockRates = ShockRates()
    lengths: ShockLengths = ShockLengths()
    needs: NeedChances = NeedChances()
    fear: Fears = Fears()
    answer_hours: AnswerHours = AnswerHours()
    service_hours: ServiceHours = ServiceHours()
    standstill: Standstill = Standstill()
    service: ServiceLoss = ServiceLoss()
    weights: IndexWeights = IndexWeights()
    base: Annotated[
        float,
        known(
            "log-odds that a stranger in the building comes in an emergency",
            unit="logit",
            source="assumed; fitted to E096 (before)",
            low=-6,
            high=-1,
            least=-30,
            most=30,
        ),
    ] = -2.83
    tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.2,
            least=0,
            most=20,
        ),
    ] = 0.5
    near: Annotated[
        float,
        known(
            "added for somebody on the same stair",
            unit="logit",
            source="assumed",
            low=0,
            high=1.5,
            least=-20,
            most=20,
        ),
    ] = 0.5
    far: Annotated[
        float,
        known(
            "taken off for somebody of another building",
            unit="logit",
            source="assumed",
            low=0,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.7
    leader: Annotated[
        float,
        known(
            "added for the stair's leader",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=-20,
            most=20,
        ),
    ] = 1.5
    grouped: Annotated[
        float,
        known(
            "added for a member of the stair's mutual-aid group",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=-20,
            most=20,
        ),
    ] = 1.5
    trained: Annotated[
        float,
        known(
            "added for somebody who was at a drill of late",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.5,
            least=-20,
            most=20,
        ),
    ] = 0.6
    available: Annotated[
        float,
        known(
            "share of people who are at home, well and free when it happens",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.6
    capacity: Annotated[
        int,
        known(
            "needs that one person can see to in a day of a shock",
            unit="count",
            source="assumed",
            low=1,
            high=4,
            least=1,
            most=1000,
        ),
    ] = 2
    members: Annotated[
        float,
        known(
            "share of adults on a stair with a mutual-aid group who belong to it",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.15
    training_lasts: Annotated[
        float,
        known(
            "days for which a drill is remembered",
            unit="day",
            source="assumed",
            low=180,
            high=1095,
            least=1,
            most=20000,
        ),
    ] = 540.0
    tells: Annotated[
        float,
        known(
            "chance that an acquaintance passes a warning on",
            unit="share",
            source="assumed; fitted to E300 (before)",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.0995
    kicks: Annotated[
        int,
        known(
            "favours as which help in an emergency counts for a tie",
            unit="count",
            source="assumed",
            low=1,
            high=5,
            least=0,
            most=20,
        ),
    ] = 2
    helped_signal: Annotated[
        float,
        known(
            "good signals about neighbours to somebody who was helped",
            unit="signals",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=100,
        ),
    ] = 2.0
    left_signal: Annotated[
        float,
        known(
            "bad signals about the company to somebody still waiting after three days",
            unit="signals",
            source="assumed",
            low=0.2,
            high=3,
            least=0,
            most=100,
        ),
    ] = 1.0
