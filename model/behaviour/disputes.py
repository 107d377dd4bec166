"""From annoyance to grievance, to conflict, to doing something about it."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class AnnoyanceParameters(Block):
    """Log-odds that an exposure annoys; one currency for all causes."""

    noise: Annotated[
        float,
        known(
            "noise, at a level that can just be heard",
            unit="logit",
            source="assumed",
            low=-5,
            high=-1.5,
            least=-20,
            most=20,
        ),
    ] = -2.9
    parking: Annotated[
        float,
        known(
            "a car in the way",
            unit="logit",
            source="assumed; fitted to E010",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.4
    corridor: Annotated[
        float,
        known(
            "things in the corridor",
            unit="logit",
            source="assumed; fitted to E010",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.13
    green: Annotated[
        float,
        known(
            "a plot in the green",
            unit="logit",
            source="assumed; fitted to E010",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.2
    pets: Annotated[
        float,
        known(
            "a mess, a loose dog, barking",
            unit="logit",
            source="assumed; fitted to E011",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.26
    leak: Annotated[
        float,
        known(
            "water through the ceiling",
            unit="logit",
            source="assumed",
            low=0,
            high=5,
            least=-20,
            most=20,
        ),
    ] = 3.0
    renovation: Annotated[
        float,
        known(
            "drilling next door", unit="logit", source="assumed", low=-4, high=0, least=-20, most=20
        ),
    ] = -1.2
    garbage: Annotated[
        float,
        known(
            "rubbish on the landing",
            unit="logit",
            source="assumed; fitted to the rest of E009 to E011",
            low=-3,
            high=1,
            least=-20,
            most=20,
        ),
    ] = -1.14
    per_decibel: Annotated[
        float,
        known(
            "added per dB above that level",
            unit="logit/dB",
            source="Amundsen et al. 2013: about 0.2",
            low=0.12,
            high=0.28,
            least=0,
            most=1,
        ),
    ] = 0.2
    night: Annotated[
        float,
        known(
            "added between 22:00 and 06:00",
            unit="logit",
            source="assumed",
            low=0.3,
            high=1.5,
            least=-5,
            most=5,
        ),
    ] = 0.8
    sensitivity: Annotated[
        float,
        known(
            "added per standard deviation of a person's sensitivity",
            unit="logit",
            source="large individual variance; assumed",
            low=0.5,
            high=1.5,
            least=0,
            most=5,
        ),
    ] = 0.9
    tie: Annotated[
        float,
        known(
            "taken off per unit of strength of the tie with whoever causes it",
            unit="logit",
            source="Benz et al. 2021: good relations lower annoyance",
            low=0.2,
            high=1.2,
            least=0,
            most=10,
        ),
    ] = 0.6


class SeverityParameters(Block):
    """Grievance that one annoyance adds."""

    noise: Annotated[
        float,
        known(
            "a loud evening", unit="grievance", source="the unit", low=1, high=1, least=0, most=100
        ),
    ] = 1.0
    parking: Annotated[
        float,
        known(
            "a blocked way", unit="grievance", source="assumed", low=0.5, high=2, least=0, most=100
        ),
    ] = 1.2
    corridor: Annotated[
        float,
        known(
            "things in the way",
            unit="grievance",
            source="assumed",
            low=0.4,
            high=1.5,
            least=0,
            most=100,
        ),
    ] = 1.2
    green: Annotated[
        float,
        known(
            "a plot in the green",
            unit="grievance",
            source="assumed",
            low=0.4,
            high=1.5,
            least=0,
            most=100,
        ),
    ] = 0.9
    pets: Annotated[
        float,
        known(
            "a mess or a fright",
            unit="grievance",
            source="assumed",
            low=0.5,
            high=2,
            least=0,
            most=100,
        ),
    ] = 1.2
    leak: Annotated[
        float,
        known(
            "a wet ceiling",
            unit="grievance",
            source="assumed; high stakes",
            low=4,
            high=15,
            least=0,
            most=100,
        ),
    ] = 8.0
    renovation: Annotated[
        float,
        known(
            "a day of drilling",
            unit="grievance",
            source="assumed",
            low=0.3,
            high=1,
            least=0,
            most=100,
        ),
    ] = 0.7
    garbage: Annotated[
        float,
        known(
            "rubbish left lying",
            unit="grievance",
            source="assumed",
            low=0.4,
            high=1.5,
            least=0,
            most=100,
        ),
    ] = 1.1


class ChannelParameters(Block):
    """Whether somebody acts, and where they turn: naming, blaming, claiming."""

    act: Annotated[
        float,
        known(
            "log-odds of acting when a grievance has just boiled over",
            unit="logit",
            source="MORI-Defra 2003: 40 % complain to anybody; fitted to E261",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -2.75
    act_anger: Annotated[
        float,
        known(
            "added per doubling of the grievance beyond that",
            unit="logit",
            source="assumed",
            low=0.2,
            high=2,
            least=0,
            most=10,
        ),
    ] = 0.8
    act_again: Annotated[
        float,
        known(
            "added when the person has acted on this grievance before",
            unit="logit",
            source="assumed; E078: three complaints in half a year",
            low=0.5,
            high=2.5,
            least=-5,
            most=10,
        ),
    ] = 1.5
    private: Annotated[
        float,
        known(
            "leaning to talk in private",
            unit="utility",
            source="assumed; fitted to E054",
            low=-2,
            high=1,
            least=-20,
            most=20,
        ),
    ] = 0.108
    company: Annotated[
        float,
        known(
            "leaning to ask the property company",
            unit="utility",
            source="the reference",
            low=0,
            high=0,
            least=-20,
            most=20,
        ),
    ] = 0.0
    formal: Annotated[
        float,
        known(
            "leaning to call the police or a complaint line",
            unit="utility",
            source="assumed; fitted to E053",
            low=-1,
            high=1,
            least=-20,
            most=20,
        ),
    ] = 0.117
    tie: Annotated[
        float,
        known(
            "added to talking per unit of tie strength",
            unit="utility",
            source="assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.6
    trust: Annotated[
        float,
        known(
            "added to the company for full trust against none",
            unit="utility",
            source="assumed; loop R1",
            low=1,
            high=5,
            least=0,
            most=20,
        ),
    ] = 2.5
    wait: Annotated[
        float,
        known(
            "taken off the company per doubling of its response time over a day",
            unit="utility",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=5,
        ),
    ] = 0.25
    severity: Annotated[
        float,
        known(
            "added to the formal line, and taken off talking, per unit of severity",
            unit="utility",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=5,
        ),
    ] = 0.5
    history: Annotated[
        float,
        known(
            "added to the formal line for each earlier try",
            unit="utility",
            source="assumed",
            low=0.1,
            high=1,
            least=0,
            most=5,
        ),
    ] = 0.4


class DisputeParameters(Block):
    """Annoyance, grievance and action."""

    annoyance: AnnoyanceParameters = AnnoyanceParameters()
    severity: SeverityParameters = SeverityParameters()
    channel: ChannelParameters = ChannelParameters()
    memory: Annotated[
        float,
        known(
            "days in which a grievance fades to a third (1/e)",
            unit="day",
            source="assumed; 7 to 60 days",
            low=7,
            high=60,
            least=1,
            most=1000,
        ),
    ] = 30.0
    unaware: Annotated[
        float,
        known(
            "share of those who cause trouble who do not know it",
            unit="share",
            source="MORI-Defra 2003: 41 %",
            low=0.3,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.41
    talk_success: Annotated[
        float,
        known(
            "log-odds that a talk in private settles it",
            unit="logit",
            source="assumed",
            low=-1.5,
            high=0.5,
            least=-20,
            most=20,
        ),
    ] = -0.6
    talk_tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.7
    talk_unaware: Annotated[
        float,
        known(
            "added when the other side had not known",
            unit="logit",
            source="prior N(1, 0.4)",
            low=0.2,
            high=1.8,
            least=-5,
            most=5,
        ),
    ] = 1.0
    retaliation: Annotated[
        float,
        known(
            "grievance that the accused takes from being reported or told off in vain",
            unit="grievance",
            source="assumed; kept below the branching limit of one",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.8
