"""Fees: who pays the property fee."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class FeeParameters(Block):
    """Who pays the property fee: trust, service, and what the neighbours do."""

    base: Annotated[
        float,
        known(
            "log-odds of paying a bill, all else at its mean",
            unit="logit",
            source="assumed; fitted to E291 (before)",
            low=0.5,
            high=5,
            least=-60,
            most=60,
        ),
    ] = 2.09
    spread: Annotated[
        float,
        known(
            "spread of readiness to pay between households (sd)",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=10,
        ),
    ] = 1.5
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed; R3, M36",
            low=1,
            high=6,
            least=-20,
            most=20,
        ),
    ] = 3.0
    service: Annotated[
        float,
        known(
            "added per unit of contentment with service above 0.6",
            unit="logit",
            source="assumed",
            low=0.5,
            high=5,
            least=-20,
            most=20,
        ),
    ] = 2.0
    reciprocity: Annotated[
        float,
        known(
            "weight of what neighbours did, among those who go by it",
            unit="share",
            source="assumed; Fischbacher, Gaechter & Fehr 2001",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    unconditional: Annotated[
        float,
        known(
            "share of households that do not go by what neighbours do",
            unit="share",
            source="assumed; Fischbacher, Gaechter & Fehr 2001: half go by it",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.4
    yearly: Annotated[
        float,
        known(
            "share of households that are billed once a year rather than each quarter",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.35
