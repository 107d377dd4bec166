"""Help: boards and shared things for neighbours who help each other."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class HelpPlan(Block):
    """What there is today for neighbours who help each other."""

    notice_boards: Annotated[
        float,
        known(
            "share of stairs with a notice board on which neighbours ask for help",
            unit="share",
            source="assumed; E086: hardly anybody hears of an offer",
            low=0,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.2
    shared_items: Annotated[
        int,
        known(
            "things that neighbours may borrow, on the whole estate",
            unit="things",
            source="assumed: none before a sharing station",
            low=0,
            high=200,
            least=0,
            most=100_000,
        ),
    ] = 0
