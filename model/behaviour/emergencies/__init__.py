"""Emergencies: how often they come, who needs help then, who gives it, and how long it takes."""

from __future__ import annotations

from typing import Annotated

from model.behaviour.emergencies.answers import AnswerHours, Fears, ServiceHours
from model.behaviour.emergencies.needs import NeedChances
from model.behaviour.emergencies.resilience import IndexWeights
from model.behaviour.emergencies.service import ServiceLoss
from model.behaviour.emergencies.shocks import ShockLengths, ShockRates, Standstill
from model.parameters import Block, known

__all__ = [
    "AnswerHours",
    "EmergencyParameters",
    "Fears",
    "IndexWeights",
    "NeedChances",
    "ServiceHours",
    "ServiceLoss",
    "ShockLengths",
    "ShockRates",
    "Standstill",
]


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
