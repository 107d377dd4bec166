"""Contentment: how it follows from its causes, with service and among neighbours."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ContentParameters(Block):
    """How contentment with service and with life among neighbours follows from its causes."""

    service: Annotated[
        float,
        known(
            "log-odds of being content with the company, all else at its mean",
            unit="logit",
            source="assumed; fitted to E284 (before)",
            low=-1,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.719
    service_stock: Annotated[
        float,
        known(
            "added per unit of experience with service above 0.6",
            unit="logit",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=20,
        ),
    ] = 4.0
    service_trust: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    life: Annotated[
        float,
        known(
            "log-odds of being content with life among neighbours, all else at its mean",
            unit="logit",
            source="assumed; fitted to E263 (before), an old estate",
            low=-1.5,
            high=2.5,
            least=-20,
            most=20,
        ),
    ] = 0.159
    life_trust: Annotated[
        float,
        known(
            "added per unit of trust in the neighbours above 0.5",
            unit="logit",
            source="assumed",
            low=1,
            high=5,
            least=0,
            most=20,
        ),
    ] = 2.5
    life_ties: Annotated[
        float,
        known(
            "added per unit of strength of ties, up to four",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=10,
        ),
    ] = 0.25
    life_grievance: Annotated[
        float,
        known(
            "taken off per grievance borne, a full one being what the person can bear, up to three",
            unit="logit",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    life_fairness: Annotated[
        float,
        known(
            "added per unit of fairness found above 0.5",
            unit="logit",
            source="assumed; E263: contentment follows the settling of parking",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    life_lonely: Annotated[
        float,
        known(
            "taken off for full loneliness",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
