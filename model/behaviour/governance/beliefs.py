"""Beliefs: what residents hold of books, fair sharing and service."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class BeliefParameters(Block):
    """What residents hold of open books, fair sharing and good service: Beta stocks."""

    books_leaning: Annotated[
        float,
        known(
            "mean leaning towards believing that the books are open, before any of them is seen",
            unit="0-1",
            source="assumed; fitted to E055",
            low=0.2,
            high=0.55,
            least=0.01,
            most=0.99,
        ),
    ] = 0.293
    fairness_leaning: Annotated[
        float,
        known(
            "mean leaning towards finding the sharing of space and money fair",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.7,
            least=0.01,
            most=0.99,
        ),
    ] = 0.5
    service_leaning: Annotated[
        float,
        known(
            "mean leaning towards finding the company's service good",
            unit="0-1",
            source="assumed",
            low=0.4,
            high=0.8,
            least=0.01,
            most=0.99,
        ),
    ] = 0.6
    spread: Annotated[
        float,
        known(
            "spread of these leanings between people (sd of the logit)",
            unit="logit",
            source="assumed",
            low=0.4,
            high=1.5,
            least=0,
            most=4,
        ),
    ] = 0.8
    company: Annotated[
        float,
        known(
            "how far a leaning follows the one towards the company, logit on logit",
            unit="ratio",
            source="assumed; one distrust under several names, E014 and E055",
            low=0.2,
            high=0.9,
            least=0,
            most=3,
        ),
    ] = 0.5
    weight: Annotated[
        float,
        known(
            "signals that the leaning weighs as much as",
            unit="signals",
            source="assumed",
            low=3,
            high=15,
            least=0.1,
            most=1000,
        ),
    ] = 6.0
    half_life: Annotated[
        float,
        known(
            "days in which a signal loses half its weight",
            unit="day",
            source="assumed; Jøsang & Ismail 2002, forgetting",
            low=120,
            high=540,
            least=1,
            most=10000,
        ),
    ] = 240.0
    negativity: Annotated[
        float,
        known(
            "weight of a bad signal against a good one",
            unit="ratio",
            source="Slovic 1993",
            low=1.5,
            high=5,
            least=1,
            most=20,
        ),
    ] = 2.0
    silence: Annotated[
        float,
        known(
            "bad signals a month from books not seen for a year or more; less when seen of late",
            unit="signals/month",
            source="assumed; Grimmelikhuijsen et al. 2013 for what is revealed, silence is a guess",
            low=0.02,
            high=0.2,
            least=0,
            most=5,
        ),
    ] = 0.06
    shown: Annotated[
        float,
        known(
            "signals in books that convince fully",
            unit="signals",
            source="assumed; a Beta update weighed by credibility",
            low=1,
            high=6,
            least=0,
            most=50,
        ),
    ] = 3.0
    shown_company: Annotated[
        float,
        known(
            "signals about the company in books that convince fully",
            unit="signals",
            source="assumed; Grimmelikhuijsen et al. 2013: news of both kinds",
            low=0.3,
            high=3,
            least=0,
            most=50,
        ),
    ] = 1.0
    money: Annotated[
        float,
        known(
            "signals a month about fairness from what one believes about the books",
            unit="signals/month",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.15
    space: Annotated[
        float,
        known(
            "signals a month about fairness from the car or group that finds room or does not",
            unit="signals/month",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.15
    voice: Annotated[
        float,
        known(
            "good signals about fairness for who had a say in a decision that stood",
            unit="signals",
            source="procedural justice: voice; Walters & Bolger 2019, halved; assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.5
    ticket: Annotated[
        float,
        known(
            "signals about service in one ticket",
            unit="signals",
            source="assumed",
            low=0.03,
            high=0.4,
            least=0,
            most=10,
        ),
    ] = 0.1
    case: Annotated[
        float,
        known(
            "signals about service in the handling of one's own dispute",
            unit="signals",
            source="assumed",
            low=0.3,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.0
    missed: Annotated[
        float,
        known(
            "signals against the service in a month without any of the usual activities, for "
            "somebody who went to one in the last half year",
            unit="signals",
            source="assumed; E198: activities that stop and dissatisfaction feed each other",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.2
