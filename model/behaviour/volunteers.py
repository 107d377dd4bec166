"""How residents become volunteers, what they find to do, and why they leave."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class JoiningParameters(Block):
    """Willingness is not what is short; knowing how is."""

    willing: Annotated[
        float,
        known(
            "share of residents who are willing",
            unit="share",
            source="E089",
            low=0.6,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.85
    rate: Annotated[
        float,
        known(
            "sign-ups a week of somebody willing who knows how, all else at its mean",
            unit="1/week",
            source="assumed; fitted to E016: a third of the volunteers wanted",
            low=0.0005,
            high=0.01,
            least=0,
            most=1,
        ),
    ] = 0.0021
    civic: Annotated[
        float,
        known(
            "added to the log of that rate per unit of readiness to keep rules",
            unit="log",
            source="assumed",
            low=0.0,
            high=3.0,
            least=-10,
            most=10,
        ),
    ] = 1.0
    trust: Annotated[
        float,
        known(
            "added per unit of trust in the company",
            unit="log",
            source="E016: who doubts the company stays away; assumed",
            low=0.0,
            high=3.0,
            least=-10,
            most=10,
        ),
    ] = 1.0
    sociability: Annotated[
        float,
        known(
            "added per unit of the logarithm of sociability",
            unit="log",
            source="assumed",
            low=0.0,
            high=1.0,
            least=-5,
            most=5,
        ),
    ] = 0.3


class StayingParameters(Block):
    """A Weibull hazard that falls with time served, and what hastens or delays leaving."""

    lasts: Annotated[
        float,
        known(
            "scale of the time a volunteer stays when neither idle, overloaded nor thanked",
            unit="day",
            source="E199 (60 % leave in six months) to US and UK surveys (2 to 3 % a month)",
            low=150,
            high=2500,
            least=1,
        ),
    ] = 260.0
    shape: Annotated[
        float,
        known(
            "shape of the hazard: below one, most leave early",
            unit="1",
            source="assumed: below one",
            low=0.5,
            high=1.0,
            least=0.1,
            most=3,
        ),
    ] = 0.7
    idle: Annotated[
        float,
        known(
            "added to the log hazard after three months with nothing to do",
            unit="log",
            source="E088, E199; assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=5,
        ),
    ] = 0.7
    overload: Annotated[
        float,
        known(
            "added per hour a week beyond what one offers, as a share of it",
            unit="log",
            source="assumed",
            low=0.2,
            high=1.2,
            least=0,
            most=5,
        ),
    ] = 0.5
    recognition: Annotated[
        float,
        known(
            "taken off at full recognition",
            unit="log",
            source="E199: nothing kept them; assumed",
            low=0.3,
            high=1.5,
            least=0,
            most=5,
        ),
    ] = 0.8
    insured: Annotated[
        float,
        known(
            "taken off when insured",
            unit="log",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=5,
        ),
    ] = 0.15
    memory: Annotated[
        float,
        known(
            "weeks in which past load counts half",
            unit="week",
            source="assumed",
            low=2,
            high=12,
            least=0.1,
        ),
    ] = 4.0


class VolunteerParameters(Block):
    """Signing up, staying, and finding somebody to help."""

    joining: JoiningParameters = JoiningParameters()
    staying: StayingParameters = StayingParameters()
    offer: Annotated[
        float,
        known(
            "hours a week that a volunteer has, in the mean",
            unit="h/week",
            source="E162 over E161: about one",
            low=0.5,
            high=3,
            least=0.05,
            most=60,
        ),
    ] = 1.2
    available: Annotated[
        float,
        known(
            "chance that a volunteer is free in a week",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    own: Annotated[
        float,
        known(
            "chance in a week of calling on a needy acquaintance unasked",
            unit="1/week",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25
    hears: Annotated[
        float,
        known(
            "chance in a week that a volunteer hears of a stranger in need",
            unit="1/week",
            source="E086: 10 % knew of an offer; fitted to E088",
            low=0.0,
            high=0.1,
            least=0,
            most=1,
        ),
    ] = 0.0889
    match_hours: Annotated[
        float,
        known(
            "dispatcher's time for one match",
            unit="h",
            source="assumed",
            low=0.1,
            high=1,
            least=0.01,
            most=8,
        ),
    ] = 0.25
    visit_hours: Annotated[
        float,
        known(
            "length of a visit, a lesson or a walk together",
            unit="h",
            source="assumed",
            low=0.5,
            high=2,
            least=0.25,
            most=8,
        ),
    ] = 1.0
    patrol_hours: Annotated[
        float,
        known(
            "length of a patrol",
            unit="h",
            source="assumed",
            low=1,
            high=3,
            least=0.25,
            most=8,
        ),
    ] = 1.5
    accepts: Annotated[
        float,
        known(
            "chance that somebody lets in a volunteer they do not know",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.65
    accepts_young: Annotated[
        float,
        known(
            "the same for an older person and a young volunteer",
            unit="share",
            source="E204",
            low=0.08,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.15
    trained: Annotated[
        float,
        known(
            "share of refusals that training and a badge turn into trust",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.35
    tie: Annotated[
        float,
        known(
            "score of a match per unit of strength of a tie",
            unit="score",
            source="assumed",
            low=0.5,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    near: Annotated[
        float,
        known(
            "score of a match in the same building",
            unit="score",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=20,
        ),
    ] = 0.5
    skill: Annotated[
        float,
        known(
            "score of a match with the skill that is wanted",
            unit="score",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
