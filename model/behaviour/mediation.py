"""The service process of a dispute: response, consent, session, tiers, aftermath."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class ConsentParameters(Block):
    """Whether a party agrees to sit down with the other."""

    base: Annotated[
        float,
        known(
            "log-odds that one party agrees",
            unit="logit",
            source="Singapore: 30 % of cases reach mediation; assumed",
            low=-0.5,
            high=1.5,
            least=-20,
            most=20,
        ),
    ] = 0.4
    trust: Annotated[
        float,
        known(
            "added for full trust in the company against none",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=10,
        ),
    ] = 0.3
    severity: Annotated[
        float,
        known(
            "taken off per unit of severity",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=10,
        ),
    ] = 0.3
    skill: Annotated[
        float,
        known(
            "added for a fully skilled invitation against an unskilled one",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.8
    firm: Annotated[
        float,
        known(
            "share of a party's luck with an invitation that is its own and stays when asked again",
            unit="share",
            source="assumed; half of what is not explained",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5


class SettlementParameters(Block):
    """Whether a session that is held settles the case."""

    base: Annotated[
        float,
        known(
            "log-odds with no skill, no trust, no severity",
            unit="logit",
            source="assumed; fitted to E273 (before)",
            low=-2,
            high=0.5,
            least=-20,
            most=20,
        ),
    ] = -0.443
    skill: Annotated[
        float,
        known(
            "added for full skill of the mediator against none",
            unit="logit",
            source="Mareschal 2005; Poitras & Le Tareau 2009; assumed size",
            low=1,
            high=3.5,
            least=0,
            most=20,
        ),
    ] = 2.2
    tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=10,
        ),
    ] = 0.3
    trust: Annotated[
        float,
        known(
            "added for full trust in the company against none",
            unit="logit",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    severity: Annotated[
        float,
        known(
            "taken off per unit of severity",
            unit="logit",
            source="hostility lowers settlement; assumed; fitted to E159 (before)",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.225
    wait: Annotated[
        float,
        known(
            "taken off per e-fold of days waited",
            unit="logit",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=5,
        ),
    ] = 0.15
    repeat: Annotated[
        float,
        known(
            "taken off when the same pair has been here before",
            unit="logit",
            source="assumed",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    expert: Annotated[
        float,
        known(
            "added by a legal adviser where liability is at stake",
            unit="logit",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=10,
        ),
    ] = 1.0
    stubborn: Annotated[
        float,
        known(
            "share of a session's luck that is the case's own and stays at the next tier",
            unit="share",
            source="assumed; parties outweigh mediators (Wall & Dunne 2012; ABA task force 2017)",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    transform: Annotated[
        float,
        known(
            "chance that a settlement by a fully skilled mediator turns into good relations",
            unit="share",
            source="assumed; Lederach, transformation",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25


class AftermathParameters(Block):
    """What a closed case leaves behind."""

    relief_settled: Annotated[
        float,
        known(
            "share of the grievance that a settlement takes away",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.75
    relief_imposed: Annotated[
        float,
        known(
            "share that a warning or a ruling takes away",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.3
    relief_failed: Annotated[
        float,
        known(
            "share that a failed talk or session takes away",
            unit="share",
            source="assumed",
            low=0.0,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.1
    promise_settled: Annotated[
        float,
        known(
            "trouble that a party of mean readiness holds back after a settlement",
            unit="share",
            source="assumed; Charkoudian 2005 shrunk",
            low=0.3,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.6
    promise_skill: Annotated[
        float,
        known(
            "share of the rest that a fully skilled mediator has them hold back too",
            unit="share",
            source="assumed; quality of the agreement, M14 and M15",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    promise_imposed: Annotated[
        float,
        known(
            "the same after a warning",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
    promise_half_life: Annotated[
        float,
        known(
            "days in which a promise is half forgotten",
            unit="day",
            source="assumed; 27 % of settled cases return",
            low=60,
            high=365,
            least=1,
            most=10_000,
        ),
    ] = 150.0
    tie_kept: Annotated[
        float,
        known(
            "share of a tie's strength left after a report or a failed session",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6
    fairness: Annotated[
        float,
        known(
            "log-odds that a party finds an unskilled handling without a session fair",
            unit="logit",
            source="assumed",
            low=-2,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.0
    fairness_voice: Annotated[
        float,
        known(
            "added when the party was heard in a session",
            unit="logit",
            source="procedural justice: voice; Walters & Bolger 2019, halved",
            low=0.3,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.7
    fairness_skill: Annotated[
        float,
        known(
            "added for full skill against none",
            unit="logit",
            source="procedural justice: neutrality, respect",
            low=0.5,
            high=2,
            least=0,
            most=10,
        ),
    ] = 1.2
    fairness_wait: Annotated[
        float,
        known(
            "taken off per e-fold of days until the first response",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=5,
        ),
    ] = 0.3
    fairness_won: Annotated[
        float,
        known(
            "added when the case was settled",
            unit="logit",
            source="outcome weighs less than procedure",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.6
    follow_up_days: Annotated[
        float,
        known(
            "days until the call-back",
            unit="day",
            source="assumed",
            low=7,
            high=30,
            least=1,
            most=365,
        ),
    ] = 14.0


class MediationParameters(Block):
    """Delays, referral, consent, settlement and what follows."""

    intake: Annotated[
        float,
        known(
            "office hours (median) until a complaint is registered, reported up and on a list",
            unit="h",
            source="assumed; fitted to E028",
            low=4,
            high=30,
            least=0,
            most=500,
        ),
    ] = 8.65
    intake_spread: Annotated[
        float,
        known(
            "spread of that delay (sd of the logarithm)",
            unit="log",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=3,
        ),
    ] = 0.5
    referred: Annotated[
        float,
        known(
            "share of formal complaints that come back to the company",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.8
    referral: Annotated[
        float,
        known(
            "hours (median) until a formal complaint comes back",
            unit="h",
            source="assumed",
            low=8,
            high=72,
            least=0,
            most=1000,
        ),
    ] = 20.0
    gathering: Annotated[
        float,
        known(
            "hours (median) to get both parties into a room",
            unit="h",
            source="assumed; fitted to E274 (before)",
            low=6,
            high=96,
            least=0,
            most=2000,
        ),
    ] = 12.8
    complex_from: Annotated[
        float,
        known(
            "severity from which a case needs more than a talk at the door",
            unit="severity",
            source="assumed",
            low=0.8,
            high=2,
            least=0,
            most=10,
        ),
    ] = 1.2
    handover: Annotated[
        float,
        known(
            "working days (mean) for which a case that nobody takes up is passed on",
            unit="day",
            source="E122: a week",
            low=3,
            high=10,
            least=0,
            most=200,
        ),
    ] = 6.0
    patience: Annotated[
        float,
        known(
            "working days after which people and staff wait no longer for a step",
            unit="day",
            source="assumed",
            low=10,
            high=60,
            least=1,
            most=1000,
        ),
    ] = 25.0
    court: Annotated[
        float,
        known(
            "chance that a case nobody could settle leaves the estate, per unit of severity",
            unit="share",
            source="assumed; dispute pyramid, Miller & Sarat 1981",
            low=0.02,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.06
    court_days: Annotated[
        float,
        known(
            "days that a court takes",
            unit="day",
            source="E077",
            low=60,
            high=180,
            least=1,
            most=2000,
        ),
    ] = 90.0
    consent: ConsentParameters = ConsentParameters()
    settlement: SettlementParameters = SettlementParameters()
    aftermath: AftermathParameters = AftermathParameters()
