"""Votes: who takes part in decisions, and who says yes."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class VoteParameters(Block):
    """Who takes part in decisions: a logit with large lasting differences between people."""

    base: Annotated[
        float,
        known(
            "log-odds of voting for an owner who has heard of it, all else at its mean",
            unit="logit",
            source="assumed; fitted to E277 (before)",
            low=-6,
            high=1,
            least=-40,
            most=40,
        ),
    ] = -5.29
    spread: Annotated[
        float,
        known(
            "spread of readiness to vote between people (sd)",
            unit="logit",
            source="assumed: the same few vote each time",
            low=1.5,
            high=8,
            least=0,
            most=20,
        ),
    ] = 7.57
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0,
            high=3,
            least=-10,
            most=10,
        ),
    ] = 1.0
    neighbours: Annotated[
        float,
        known(
            "added per unit of trust in the neighbours above 0.5",
            unit="logit",
            source="assumed",
            low=0,
            high=3,
            least=-10,
            most=10,
        ),
    ] = 1.0
    books: Annotated[
        float,
        known(
            "added per unit of belief in open books above 0.3",
            unit="logit",
            source="assumed; loop R3",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    mobilised: Annotated[
        float,
        known(
            "added per unit of strength of ties with people who voted last time, up to three",
            unit="logit",
            source="assumed; Granovetter 1978 as alternative",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    efficacy: Annotated[
        float,
        known(
            "added for the belief that decisions one took part in are carried out",
            unit="logit",
            source="assumed; political efficacy",
            low=0.3,
            high=2.5,
            least=0,
            most=10,
        ),
    ] = 1.0
    online: Annotated[
        float,
        known(
            "added when voting is a matter of a few taps",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    learning: Annotated[
        float,
        known(
            "weight of the last decision in that belief",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    approve: Annotated[
        float,
        known(
            "log-odds of saying yes to a proposal",
            unit="logit",
            source="assumed",
            low=0,
            high=2,
            least=-40,
            most=40,
        ),
    ] = 0.5
    approve_company: Annotated[
        float,
        known(
            "added to that per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    speak: Annotated[
        float,
        known(
            "taken from the log-odds of voting for coming to a meeting and speaking",
            unit="logit",
            source="assumed",
            low=-5,
            high=-1,
            least=-40,
            most=40,
        ),
    ] = -3.0
