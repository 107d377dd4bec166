"""How trust moves: three stocks, memory, and the greater weight of bad news."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class OutlookParameters(Block):
    """Beta reputations over a personal disposition, with forgetting."""

    neighbours_disposition: Annotated[
        float,
        known(
            "mean leaning towards trusting neighbours before any experience",
            unit="0-1",
            source="assumed; fitted to E271 (before)",
            low=0.35,
            high=0.65,
            least=0.01,
            most=0.99,
        ),
    ] = 0.462
    company_disposition: Annotated[
        float,
        known(
            "mean leaning towards trusting the property company",
            unit="0-1",
            source="assumed; fitted to E014",
            low=0.2,
            high=0.5,
            least=0.01,
            most=0.99,
        ),
    ] = 0.283
    rules_disposition: Annotated[
        float,
        known(
            "mean leaning towards trusting shared rules",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.6,
            least=0.01,
            most=0.99,
        ),
    ] = 0.45
    disposition_spread: Annotated[
        float,
        known(
            "spread of these leanings between people (sd of the logit)",
            unit="logit",
            source="assumed",
            low=0.4,
            high=1.2,
            least=0,
            most=4,
        ),
    ] = 0.7
    disposition_weight: Annotated[
        float,
        known(
            "signals that the leaning weighs as much as",
            unit="signals",
            source="assumed",
            low=4,
            high=20,
            least=0.1,
            most=1000,
        ),
    ] = 8.0
    memory_half_life: Annotated[
        float,
        known(
            "days in which a signal loses half its weight",
            unit="day",
            source="Josang & Ismail 2002, forgetting; assumed",
            low=90,
            high=365,
            least=1,
            most=10_000,
        ),
    ] = 150.0
    negativity: Annotated[
        float,
        known(
            "weight of a bad signal against a good one",
            unit="ratio",
            source="Slovic 1993; lognormal, median 2.5",
            low=1.5,
            high=5,
            least=1,
            most=20,
        ),
    ] = 2.5
    contact_signal: Annotated[
        float,
        known(
            "good signals about neighbours in one contact with somebody known",
            unit="signals",
            source="assumed",
            low=0.003,
            high=0.03,
            least=0,
            most=1,
        ),
    ] = 0.006
    help_signal: Annotated[
        float,
        known(
            "good signals about neighbours in help received",
            unit="signals",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=10,
        ),
    ] = 1.0
    annoyance_signal: Annotated[
        float,
        known(
            "bad signals about neighbours in one annoyance",
            unit="signals",
            source="assumed",
            low=0.005,
            high=0.1,
            least=0,
            most=5,
        ),
    ] = 0.02
    conflict_signal: Annotated[
        float,
        known(
            "bad signals about neighbours in a grievance that boils over",
            unit="signals",
            source="assumed",
            low=0.2,
            high=2,
            least=0,
            most=10,
        ),
    ] = 0.5
    ticket_signal: Annotated[
        float,
        known(
            "signals about the company in one service ticket",
            unit="signals",
            source="assumed",
            low=0.02,
            high=0.3,
            least=0,
            most=5,
        ),
    ] = 0.1
    case_signal: Annotated[
        float,
        known(
            "signals about the company in the handling of one's own dispute",
            unit="signals",
            source="assumed; procedural justice, Walters & Bolger 2019",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    hearsay: Annotated[
        float,
        known(
            "weight of a close tie's report against one's own case",
            unit="share",
            source="assumed; second-hand weight 0.1 to 0.4",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
