"""Governance: who decides, how often, and what residents get to see."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.parameters import Block, known


class GovernancePlan(Block):
    """Who decides about money and space, how often, and what residents get to see of it."""

    books_every: Annotated[
        int,
        Field(
            description="months from one look into the books to the next; 0 for never", ge=0, le=120
        ),
    ] = 12
    credibility: Annotated[
        float,
        known(
            "how far what is shown convinces: about 0.2 a notice, 0.5 a ledger, 0.9 an audit",
            unit="0-1",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
    unaccounted: Annotated[
        float,
        known(
            "share of public income for which nobody can account",
            unit="share",
            source="E068 over E066 is 0.75, for a case that led to protest; assumed",
            low=0,
            high=0.75,
            least=0,
            most=1,
        ),
    ] = 0.2
    votes_a_year: Annotated[
        float,
        known(
            "votes of the owners in a year",
            unit="1/year",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=12,
        ),
    ] = 2.0
    notice_reach: Annotated[
        float,
        known(
            "share of residents whom a notice at the stair reaches",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.9
    quorum: Annotated[
        float,
        known(
            "share of the owners who must vote for a decision to stand",
            unit="share",
            source="Civil Code of China, article 278: two thirds",
            low=0.5,
            high=0.67,
            least=0,
            most=1,
        ),
    ] = 0.667
    council_meetings: Annotated[
        float,
        known(
            "meetings of a residents' council in a year; 0 for none",
            unit="1/year",
            source="assumed",
            low=0,
            high=2,
            least=0,
            most=52,
        ),
    ] = 0.0
    roles_clear: Annotated[
        float,
        known(
            "share of cases in which company, committee and agencies know whose turn it is",
            unit="share",
            source="assumed; E122",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.7
