"""How needs of older people, children, disabled people and newcomers arise and are met."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class LonelinessParameters(Block):
    """Company wished for against company had, on a scale from 0 to 100."""

    longing: Annotated[
        float,
        known(
            "loneliness of an older person who lives alone and knows nobody",
            unit="points",
            source="assumed; UCLA scores of older people alone, as a share of the scale",
            low=45,
            high=75,
            least=0,
            most=100,
        ),
    ] = 58.0
    spread: Annotated[
        float,
        known(
            "spread of that wish between people (sd)",
            unit="points",
            source="assumed: 30 to 50 % of loneliness is a lasting trait",
            low=6,
            high=16,
            least=0,
            most=50,
        ),
    ] = 11.0
    kin_near: Annotated[
        float,
        known(
            "share of older people whose children live near",
            unit="share",
            source="E083",
            low=0.15,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25
    kin: Annotated[
        float,
        known(
            "taken off when children live near",
            unit="points",
            source="assumed",
            low=3,
            high=12,
            least=0,
            most=100,
        ),
    ] = 6.0
    relief: Annotated[
        float,
        known(
            "taken off by one close tie with a neighbour",
            unit="points",
            source="Masi et al. 2011: effects are small; assumed",
            low=1.5,
            high=6,
            least=0,
            most=50,
        ),
    ] = 3.5
    closeness: Annotated[
        float,
        known(
            "strength at which a tie gives two thirds of its relief",
            unit="strength",
            source="assumed",
            low=0.5,
            high=3,
            least=0.01,
            most=100,
        ),
    ] = 1.0
    visits: Annotated[
        float,
        known(
            "taken off by a visit every week, apart from the tie that may come of it",
            unit="points",
            source="Masi et al. 2011: a fifth of a standard deviation; assumed",
            low=0.5,
            high=5,
            least=0,
            most=50,
        ),
    ] = 2.0
    pace: Annotated[
        float,
        known(
            "share of the way to its resting point that loneliness moves in a month",
            unit="1/month",
            source="assumed",
            low=0.08,
            high=0.3,
            least=0.001,
            most=1,
        ),
    ] = 0.15
    mood: Annotated[
        float,
        known(
            "spread of the ups and downs that pass (sd)",
            unit="points",
            source="assumed: as wide as the lasting differences",
            low=6,
            high=16,
            least=0,
            most=50,
        ),
    ] = 12.0


class CareParameters(Block):
    """Who needs what, who gets out, and how a need is found and lost again."""

    loneliness: LonelinessParameters = LonelinessParameters()
    alone_need: Annotated[
        float,
        known(
            "share of older people living alone who wish for company in matters of health",
            unit="share",
            source="E214",
            low=0.5,
            high=0.85,
            least=0,
            most=1,
        ),
    ] = 0.68
    child_need: Annotated[
        float,
        known(
            "share of families with children of school age who need care after school",
            unit="share",
            source="E213",
            low=0.5,
            high=0.85,
            least=0,
            most=1,
        ),
    ] = 0.73
    disabled_need: Annotated[
        float,
        known(
            "share of disabled residents who need company to get out",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.6
    newcomer_need: Annotated[
        float,
        known(
            "share of newcomers who need somebody to show them round",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    list_lasts: Annotated[
        float,
        known(
            "months for which a need that was found stays on a list",
            unit="month",
            source="assumed",
            low=6,
            high=48,
            least=1,
        ),
    ] = 24.0
    hindered: Annotated[
        float,
        known(
            "chance that a disabled resident gets past a threshold or a blocked path",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    accompanied: Annotated[
        float,
        known(
            "the same with somebody to help",
            unit="share",
            source="assumed",
            low=0.6,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    venture: Annotated[
        float,
        known(
            "share of occasions to which a disabled resident sets out alone when the way is free",
            unit="share",
            source="assumed; fitted to E156 (before)",
            low=0.05,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.0668
    venture_together: Annotated[
        float,
        known(
            "the same with company",
            unit="share",
            source="assumed",
            low=0.6,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.9
    company_lasts: Annotated[
        float,
        known(
            "days after a service during which it counts as having company",
            unit="day",
            source="assumed",
            low=14,
            high=60,
            least=1,
        ),
    ] = 30.0
    blocks_path: Annotated[
        float,
        known(
            "barrier-free ways that a wrongly parked car blocks",
            unit="paths",
            source="E085: many are blocked by cars; assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.2
    learning: Annotated[
        float,
        known(
            "chance in a week that an older person without phone skills asks to be taught",
            unit="1/week",
            source="E082: 68 % cannot use an app; assumed few ask",
            low=0.005,
            high=0.05,
            least=0,
            most=1,
        ),
    ] = 0.015
