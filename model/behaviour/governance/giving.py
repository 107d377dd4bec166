"""Giving: who gives when residents are asked to pay for something together."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class GivingParameters(Block):
    """Who gives when residents are asked to pay for something together."""

    base: Annotated[
        float,
        known(
            "log-odds that a household gives when asked, all else at its mean",
            unit="logit",
            source="assumed; fitted to E126, a drive for things",
            low=-3,
            high=0,
            least=-40,
            most=40,
        ),
    ] = -1.4
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed; E126: fear of misuse",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    books: Annotated[
        float,
        known(
            "added per unit of belief in open books above 0.3",
            unit="logit",
            source="assumed; E126: fear of misuse",
            low=0,
            high=5,
            least=-10,
            most=10,
        ),
    ] = 2.0
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
    gift: Annotated[
        float,
        known(
            "what a household that joins a donation drive gives, in money or in used things",
            unit="yuan",
            source="assumed",
            low=5,
            high=100,
            least=0,
        ),
    ] = 20.0
