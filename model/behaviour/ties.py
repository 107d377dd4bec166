"""How ties form, grow and fade."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class TieParameters(Block):
    """Acceptance by homophily, growth by contact, decay that slows with strength."""

    acceptance: Annotated[
        float,
        known(
            "log-odds that two strangers take to each other, all else equal",
            unit="logit",
            source="assumed; fitted to E002",
            low=-3.0,
            high=0.0,
            least=-20,
            most=20,
        ),
    ] = -1.3
    same_stage: Annotated[
        float,
        known(
            "added when both are in the same age group",
            unit="logit",
            source="McPherson, Smith-Lovin & Cook 2001; prior N(0.8, 0.3)",
            low=0.2,
            high=1.4,
            least=-5,
            most=5,
        ),
    ] = 0.8
    age_gap: Annotated[
        float,
        known(
            "added per ten years of age difference",
            unit="logit/10 years",
            source="McPherson, Smith-Lovin & Cook 2001; prior N(-0.25, 0.1)",
            low=-0.45,
            high=-0.05,
            least=-5,
            most=5,
        ),
    ] = -0.25
    same_tenure: Annotated[
        float,
        known(
            "added when both own or both rent",
            unit="logit",
            source="assumed; prior N(0.3, 0.2)",
            low=0.0,
            high=0.7,
            least=-5,
            most=5,
        ),
    ] = 0.3
    same_origin: Annotated[
        float,
        known(
            "added when both are local or both from elsewhere",
            unit="logit",
            source="assumed",
            low=0.0,
            high=0.8,
            least=-5,
            most=5,
        ),
    ] = 0.3
    shared_interest: Annotated[
        float,
        known(
            "added when both have the same field of interest and meet over it",
            unit="logit",
            source="assumed; prior N(0.6, 0.3)",
            low=0.0,
            high=1.2,
            least=-5,
            most=5,
        ),
    ] = 0.6
    greeting: Annotated[
        float,
        known(
            "mean strength that a greeting adds between people of mean liking",
            unit="strength",
            source="assumed",
            low=0.02,
            high=0.1,
            least=0,
            most=10,
        ),
    ] = 0.05
    talk: Annotated[
        float,
        known(
            "mean strength that a talk adds",
            unit="strength",
            source="assumed",
            low=0.1,
            high=0.4,
            least=0,
            most=10,
        ),
    ] = 0.2
    favour: Annotated[
        float,
        known(
            "mean strength that a favour adds",
            unit="strength",
            source="assumed",
            low=0.3,
            high=1.2,
            least=0,
            most=10,
        ),
    ] = 0.6
    weak_half_life: Annotated[
        float,
        known(
            "days in which a weak tie halves without contact",
            unit="day",
            source="Burt 2002: bridges lose about 90 % a year; 3 to 8 months",
            low=90,
            high=240,
            least=1,
            most=10_000,
        ),
    ] = 130.0
    slowing: Annotated[
        float,
        known(
            "strength at which decay is half as fast as at the weak end",
            unit="strength",
            source="Burt 2002 against Mollenhorst et al.: strong ties halve in years",
            low=0.5,
            high=4,
            least=0.01,
        ),
    ] = 1.5
    saturation: Annotated[
        float,
        known(
            "strength beyond which contact adds nothing",
            unit="strength",
            source="assumed; bounded attention (Dunbar)",
            low=6,
            high=20,
            least=0.1,
        ),
    ] = 10.0
    forgotten_below: Annotated[
        float,
        known(
            "strength below which two people are strangers again",
            unit="strength",
            source="assumed",
            low=0.02,
            high=0.1,
            least=1e-6,
            most=1,
        ),
    ] = 0.05
    known_from: Annotated[
        float,
        known(
            "strength from which two people say that they know each other",
            unit="strength",
            source="assumed: a talk, or a few greetings of late; fitted to E003",
            low=0.1,
            high=0.3,
            least=1e-6,
            most=2,
        ),
    ] = 0.2
    transactional_from: Annotated[
        float,
        known(
            "strength from which neighbours lend and borrow",
            unit="strength",
            source="assumed; fitted to E047",
            low=0.4,
            high=1.5,
            least=1e-6,
        ),
    ] = 0.692
    emotional_from: Annotated[
        float,
        known(
            "strength from which neighbours confide",
            unit="strength",
            source="assumed; fitted to E048",
            low=1.0,
            high=5.0,
            least=1e-6,
        ),
    ] = 1.97
    talk_minutes: Annotated[
        float,
        known(
            "minutes that a talk takes",
            unit="min",
            source="assumed",
            low=5,
            high=30,
            least=0,
            most=600,
        ),
    ] = 15.0
    day_minutes: Annotated[
        float,
        known(
            "minutes a day that a person of mean sociability has for neighbours",
            unit="min",
            source="assumed; bounded time budget (Dunbar)",
            low=20,
            high=90,
            least=0,
            most=1440,
        ),
    ] = 45.0
