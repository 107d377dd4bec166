"""Care: what is done for people with special needs."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class CareOrganisation(Block):
    """What is done for older people alone, children, disabled people and newcomers."""

    survey: Annotated[
        float,
        known(
            "share of unknown needs that are found in a month",
            unit="1/month",
            source="assumed: the committee hears of some",
            low=0.005,
            high=0.1,
            least=0,
            most=1,
        ),
    ] = 0.02
    visits: Annotated[
        float,
        known(
            "visits a month by staff and carers, per 500 households",
            unit="1/month",
            source="assumed; E160 plans 10 interviews a month",
            low=0,
            high=20,
            least=0,
            most=10000,
        ),
    ] = 4.0
    class_places: Annotated[
        int,
        known(
            "places in a class after school, per 500 households",
            unit="places",
            source="E024: 12 % of communities have one",
            low=0,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 0
    buttons: Annotated[
        float,
        known(
            "share of older people alone with a help button",
            unit="share",
            source="assumed",
            low=0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.0
    barrier_free: Annotated[
        float,
        known(
            "share of stairs with a barrier-free way to the gate",
            unit="share",
            source="E085",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    partner_visits: Annotated[
        float,
        known(
            "visits a month by a partner institution, per 500 households",
            unit="1/month",
            source="assumed",
            low=0,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 0.0
