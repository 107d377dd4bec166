"""Needs, asking and helping."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class HelpParameters(Block):
    """Who needs what, who asks whom, and who says yes."""

    needs: Annotated[
        float,
        known(
            "needs of a household in a year that a neighbour could meet",
            unit="1/year",
            source="assumed",
            low=6,
            high=30,
            least=0,
            most=500,
        ),
    ] = 14.0
    needs_older: Annotated[
        float,
        known(
            "how many times more a household of older people needs",
            unit="ratio",
            source="assumed",
            low=1,
            high=2.5,
            least=0,
            most=10,
        ),
    ] = 1.5
    hours: Annotated[
        float,
        known(
            "mean hours of help", unit="h", source="assumed", low=0.5, high=3, least=0.05, most=24
        ),
    ] = 1.2
    ask: Annotated[
        float,
        known(
            "log-odds of asking a neighbour of transactional standing",
            unit="logit",
            source="assumed",
            low=-2,
            high=1,
            least=-20,
            most=20,
        ),
    ] = -0.6
    ask_tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    will: Annotated[
        float,
        known(
            "log-odds that somebody asked says yes",
            unit="logit",
            source="E089: 85 % are willing",
            low=-1,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.3
    will_tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.5
    will_distance: Annotated[
        float,
        known(
            "taken off for somebody in another building",
            unit="logit",
            source="assumed",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    will_trust: Annotated[
        float,
        known(
            "added to a stranger's yes for full trust in neighbours against none",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    answer_hours: Annotated[
        float,
        known(
            "mean hours until somebody asked answers",
            unit="h",
            source="assumed",
            low=2,
            high=24,
            least=0.01,
            most=1000,
        ),
    ] = 7.0
    asking_scale: Annotated[
        float,
        known(
            "summed tie strength at which two residents in three would know whom to ask",
            unit="strength",
            source="assumed; fitted to E272 (before)",
            low=1,
            high=6,
            least=0.01,
            most=100,
        ),
    ] = 2.33
    asked_at_once: Annotated[
        int,
        known(
            "strangers on the board who see a request in time",
            unit="people",
            source="assumed",
            low=6,
            high=40,
            least=0,
            most=200,
        ),
    ] = 14
    cap: Annotated[
        float,
        known(
            "balance above which members see no point in earning more",
            unit="h",
            source="assumed; hoarding cap",
            low=10,
            high=60,
            least=0,
            most=10_000,
        ),
    ] = 30.0
    overdraft: Annotated[
        float,
        known(
            "hours that a member may owe",
            unit="h",
            source="assumed",
            low=2,
            high=20,
            least=0,
            most=10_000,
        ),
    ] = 10.0
