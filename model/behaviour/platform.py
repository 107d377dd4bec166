"""Platform: who can use it, who begins, who is active, and what that changes."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class AdoptionParameters(Block):
    """Beginning to use the platform: Bass diffusion among those who can."""

    innovation: Annotated[
        float,
        known(
            "hazard of beginning to use the platform unasked",
            unit="1/year",
            source="mean of 15 articles in Sultan, Farley & Lehmann 1990",
            low=0.01,
            high=0.1,
            least=0,
            most=10,
        ),
    ] = 0.03
    imitation: Annotated[
        float,
        known(
            "hazard added when all adults of the quarter use it",
            unit="1/year",
            source="mean of 15 articles in Sultan, Farley & Lehmann 1990",
            low=0.2,
            high=0.6,
            least=0,
            most=20,
        ),
    ] = 0.38
    forced: Annotated[
        float,
        known(
            "hazard added when gate, fees and repairs can be had in no other way",
            unit="1/year",
            source="assumed",
            low=0.1,
            high=1.0,
            least=0,
            most=20,
        ),
    ] = 0.3
    needed: Annotated[
        float,
        known(
            "skill from which somebody can use an app",
            unit="0-1",
            source="E082: 68 % of older residents cannot; E036",
            low=0.3,
            high=0.55,
            least=0,
            most=1,
        ),
    ] = 0.4
    voice_gain: Annotated[
        float,
        known(
            "skill that full voice input stands in for",
            unit="0-1",
            source="assumed; meant for those whom E082 counts",
            low=0.02,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.08
    lesson_gain: Annotated[
        float,
        known(
            "skill that somebody taught at a helper post has gained",
            unit="0-1",
            source="assumed",
            low=0.1,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.2
    lesson_hours: Annotated[
        float,
        known(
            "hours of a helper post that it takes to teach somebody",
            unit="h",
            source="assumed",
            low=2,
            high=15,
            least=0.1,
            most=1000,
        ),
    ] = 6.0
    accept_stranger: Annotated[
        float,
        known(
            "share who would be taught by a young stranger",
            unit="share",
            source="E204",
            low=0.1,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.15
    accept_known: Annotated[
        float,
        known(
            "share who would be taught by a neighbour they know",
            unit="share",
            source="assumed; E204 gives privacy as the obstacle",
            low=0.3,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5


class UseParameters(Block):
    """Being active in a month: a logit."""

    often: Annotated[
        float,
        known(
            "log-odds of using the platform in a month, all else at its middle",
            unit="logit",
            source="assumed; fitted to E144 (before): 35 % active",
            low=-2,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.00628
    skill: Annotated[
        float,
        known(
            "added for each unit of skill above what is needed",
            unit="logit",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    habit: Annotated[
        float,
        known(
            "spread between people of how much they live online (sd)",
            unit="logit",
            source="assumed",
            low=0.5,
            high=2,
            least=0,
            most=10,
        ),
    ] = 1.0
    trust: Annotated[
        float,
        known(
            "added for each unit of trust in the company above 0.3; it keeps the data",
            unit="logit",
            source="assumed; E204 for privacy",
            low=0,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    module: Annotated[
        float,
        known(
            "added for each open function beyond service",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=5,
        ),
    ] = 0.25
    talk: Annotated[
        float,
        known(
            "added for a neighbour circle in which neighbours talk and nobody advertises",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=5,
        ),
    ] = 0.6
    advertising: Annotated[
        float,
        known(
            "share of posts in a circle that are advertising, where nobody moderates",
            unit="share",
            source="E017",
            low=0.5,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.8


class ReachParameters(Block):
    """What activity changes in the life of the estate; every number an input."""

    displacement: Annotated[
        float,
        known(
            "share of outings that activity in the circle replaces; below zero, that it adds",
            unit="share",
            source="E035 for the sign; Kraut et al. 1998 against Hampton & Wellman 2003",
            low=-0.1,
            high=0.2,
            least=-1,
            most=1,
        ),
    ] = 0.05
    contacts: Annotated[
        float,
        known(
            "greetings a month that somebody has in a circle where all are active",
            unit="1/month",
            source="assumed; E018: few posts are neighbours talking",
            low=0.3,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.0
    notice: Annotated[
        float,
        known(
            "chance that the circle brings a notice of an activity to somebody active",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    reporting: Annotated[
        float,
        known(
            "added for the company as first address when a complaint can be tracked online",
            unit="logit",
            source="assumed",
            low=0,
            high=1.2,
            least=-5,
            most=5,
        ),
    ] = 0.5
    intake: Annotated[
        float,
        known(
            "time from complaint to file, when filed and tracked online, against filed at the desk",
            unit="ratio",
            source="assumed; E119 for the direction",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5


class UpkeepParameters(Block):
    """What happens to a platform that nobody keeps up."""

    leaks: Annotated[
        float,
        known(
            "hazard that a platform without any upkeep is shut over its data",
            unit="1/year",
            source="E200: a year to the suspension",
            low=0.5,
            high=2,
            least=0,
            most=50,
        ),
    ] = 1.0
    leak_signal: Annotated[
        float,
        known(
            "bad signals about the company when the data of users have leaked",
            unit="signals",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=50,
        ),
    ] = 1.0


class PlatformParameters(Block):
    """The platform, from skill to its effects."""

    adoption: AdoptionParameters = AdoptionParameters()
    use: UseParameters = UseParameters()
    reach: ReachParameters = ReachParameters()
    upkeep: UpkeepParameters = UpkeepParameters()
