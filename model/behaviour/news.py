"""News: which cases are told in public, who reads of them, and what that does to trust."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class NewsParameters(Block):
    """Posting, reading and passing on of what happened to a case."""

    post: Annotated[
        float,
        known(
            "log-odds that an unfairly handled case is told in the chat group",
            unit="logit",
            source="assumed",
            low=-4,
            high=-0.5,
            least=-20,
            most=20,
        ),
    ] = -2.0
    post_severity: Annotated[
        float,
        known(
            "added for each unit of severity",
            unit="logit",
            source="assumed",
            low=0,
            high=1.5,
            least=0,
            most=20,
        ),
    ] = 0.5
    post_both: Annotated[
        float,
        known(
            "added when both parties find the handling unfair",
            unit="logit",
            source="assumed",
            low=0,
            high=1.5,
            least=0,
            most=20,
        ),
    ] = 0.5
    praise: Annotated[
        float,
        known(
            "log-odds that a fairly settled case is told in the chat group",
            unit="logit",
            source="assumed; Slovic 1993: good news is told less",
            low=-5,
            high=-2,
            least=-20,
            most=20,
        ),
    ] = -3.5
    chat: Annotated[
        float,
        known(
            "chance that a resident notices a given post in today's chat groups",
            unit="share",
            source="assumed; E017: most posts are advertising",
            low=0.02,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.05
    circle: Annotated[
        float,
        known(
            "chance that somebody active in the circle notices a given post there",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.1
    repost: Annotated[
        float,
        known(
            "chance that a reader without trust in the company passes a case of severity one on",
            unit="share",
            source="assumed; most cascades stay small (Goel et al. 2016)",
            low=0.002,
            high=0.012,
            least=0,
            most=1,
        ),
    ] = 0.006
    round_hours: Annotated[
        float,
        known(
            "hours from reading to passing on",
            unit="h",
            source="assumed",
            low=2,
            high=12,
            least=0.1,
            most=1000,
        ),
    ] = 6.0
    answer_hours: Annotated[
        float,
        known(
            "hours to an answer where the company watches what is written",
            unit="h",
            source="assumed",
            low=1,
            high=12,
            least=0,
            most=1000,
        ),
    ] = 4.0
    calm: Annotated[
        float,
        known(
            "share of reposts that an answer forestalls",
            unit="share",
            source="assumed; Coombs 2007",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    signal: Annotated[
        float,
        known(
            "signals about the company that a post is worth to a reader",
            unit="signals",
            source="assumed; below what a party itself feels",
            low=0.05,
            high=0.4,
            least=0,
            most=10,
        ),
    ] = 0.15
    limit: Annotated[
        float,
        known(
            "most signals of either sign that somebody takes from posts in a month",
            unit="signals",
            source="assumed; the same story moves less each time",
            low=0.2,
            high=2,
            least=0.001,
            most=100,
        ),
    ] = 0.5
    crisis: Annotated[
        float,
        known(
            "share of adults who must have read of a case for it to count as a crisis",
            unit="share",
            source="the reference point of the count",
            low=0.2,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.3
