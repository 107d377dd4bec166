"""How residents differ from each other."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class PopulationParameters(Block):
    """Spread of the traits that households bring with them, and what drives them away."""

    sociability_spread: Annotated[
        float,
        known(
            "spread of outings between people (sd of the logarithm)",
            unit="log",
            source="Dunbar layers; assumed",
            low=0.3,
            high=1.0,
            least=0,
            most=3,
        ),
    ] = 0.6
    tolerance_median: Annotated[
        float,
        known(
            "grievance that the median resident bears before it becomes a conflict",
            unit="grievance",
            source="assumed; fitted to E261",
            low=2,
            high=8,
            least=0.01,
            most=100,
        ),
    ] = 5.5
    tolerance_spread: Annotated[
        float,
        known(
            "spread of tolerance (sd of the logarithm)",
            unit="log",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=3,
        ),
    ] = 0.5
    civic_mean: Annotated[
        float,
        known(
            "mean readiness to keep shared rules",
            unit="0-1",
            source="assumed",
            low=0.5,
            high=0.85,
            least=0.01,
            most=0.99,
        ),
    ] = 0.7
    civic_spread: Annotated[
        float,
        known(
            "spread of that readiness (sd of the logit)",
            unit="logit",
            source="assumed",
            low=0.5,
            high=1.5,
            least=0,
            most=4,
        ),
    ] = 1.0
    loudness_mean: Annotated[
        float,
        known(
            "sound level of a loud evening in the room where it is made",
            unit="dB",
            source="assumed; music and voices 75 to 90 dB",
            low=74,
            high=88,
            least=40,
            most=120,
        ),
    ] = 80.0
    loudness_spread: Annotated[
        float,
        known(
            "spread of that level between households",
            unit="dB",
            source="assumed",
            low=3,
            high=8,
            least=0,
            most=20,
        ),
    ] = 5.0
    liveliness_spread: Annotated[
        float,
        known(
            "spread between households of how often they are loud (sd of the logarithm)",
            unit="log",
            source="assumed; E078: the same home draws complaint after complaint",
            low=0.5,
            high=1.5,
            least=0,
            most=3,
        ),
    ] = 1.0
    skill_share: Annotated[
        float,
        known(
            "chance that an adult can offer a given skill",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.25,
            least=0,
            most=1,
        ),
    ] = 0.12
    anger_leaves: Annotated[
        float,
        known(
            "added to the log-hazard of moving out for each open conflict of a household",
            unit="log",
            source="exit besides voice; assumed",
            low=0,
            high=0.8,
            least=0,
            most=5,
        ),
    ] = 0.3
    anger_leaves_most: Annotated[
        float,
        known(
            "how many times likelier conflicts make moving out, at most",
            unit="ratio",
            source="assumed",
            low=1.5,
            high=4,
            least=1,
            most=100,
        ),
    ] = 3.0
    disabled_child: Annotated[
        float,
        known(
            "share of children under 14 who live with a disability",
            unit="share",
            source="Second China National Sample Survey on Disability 2006",
            low=0.01,
            high=0.03,
            least=0,
            most=1,
        ),
    ] = 0.016
    disabled_adult: Annotated[
        float,
        known(
            "the same from 14 to 59",
            unit="share",
            source="Second China National Sample Survey on Disability 2006",
            low=0.02,
            high=0.06,
            least=0,
            most=1,
        ),
    ] = 0.039
    disabled_older: Annotated[
        float,
        known(
            "the same from 60",
            unit="share",
            source="Second China National Sample Survey on Disability 2006",
            low=0.15,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.244
