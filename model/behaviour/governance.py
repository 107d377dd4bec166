"""Governance: open books, votes, councils, fees, protest, and how content people are."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class BeliefParameters(Block):
    """What residents hold of open books, fair sharing and good service: Beta stocks."""

    books_leaning: Annotated[
        float,
        known(
            "mean leaning towards believing that the books are open, before any of them is seen",
            unit="0-1",
            source="assumed; fitted to E055",
            low=0.2,
            high=0.55,
            least=0.01,
            most=0.99,
        ),
    ] = 0.293
    fairness_leaning: Annotated[
        float,
        known(
            "mean leaning towards finding the sharing of space and money fair",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.7,
            least=0.01,
            most=0.99,
        ),
    ] = 0.5
    service_leaning: Annotated[
        float,
        known(
            "mean leaning towards finding the company's service good",
            unit="0-1",
            source="assumed",
            low=0.4,
            high=0.8,
            least=0.01,
            most=0.99,
        ),
    ] = 0.6
    spread: Annotated[
        float,
        known(
            "spread of these leanings between people (sd of the logit)",
            unit="logit",
            source="assumed",
            low=0.4,
            high=1.5,
            least=0,
            most=4,
        ),
    ] = 0.8
    company: Annotated[
        float,
        known(
            "how far a leaning follows the one towards the company, logit on logit",
            unit="ratio",
            source="assumed; one distrust under several names, E014 and E055",
            low=0.2,
            high=0.9,
            least=0,
            most=3,
        ),
    ] = 0.5
    weight: Annotated[
        float,
        known(
            "signals that the leaning weighs as much as",
            unit="signals",
            source="assumed",
            low=3,
            high=15,
            least=0.1,
            most=1000,
        ),
    ] = 6.0
    half_life: Annotated[
        float,
        known(
            "days in which a signal loses half its weight",
            unit="day",
            source="assumed; Jøsang & Ismail 2002, forgetting",
            low=120,
            high=540,
            least=1,
            most=10000,
        ),
    ] = 240.0
    negativity: Annotated[
        float,
        known(
            "weight of a bad signal against a good one",
            unit="ratio",
            source="Slovic 1993",
            low=1.5,
            high=5,
            least=1,
            most=20,
        ),
    ] = 2.0
    silence: Annotated[
        float,
        known(
            "bad signals a month from books not seen for a year or more; less when seen of late",
            unit="signals/month",
            source="assumed; Grimmelikhuijsen et al. 2013 for what is revealed, silence is a guess",
            low=0.02,
            high=0.2,
            least=0,
            most=5,
        ),
    ] = 0.06
    shown: Annotated[
        float,
        known(
            "signals in books that convince fully",
            unit="signals",
            source="assumed; a Beta update weighed by credibility",
            low=1,
            high=6,
            least=0,
            most=50,
        ),
    ] = 3.0
    shown_company: Annotated[
        float,
        known(
            "signals about the company in books that convince fully",
            unit="signals",
            source="assumed; Grimmelikhuijsen et al. 2013: news of both kinds",
            low=0.3,
            high=3,
            least=0,
            most=50,
        ),
    ] = 1.0
    money: Annotated[
        float,
        known(
            "signals a month about fairness from what one believes about the books",
            unit="signals/month",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.15
    space: Annotated[
        float,
        known(
            "signals a month about fairness from the car or group that finds room or does not",
            unit="signals/month",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.15
    voice: Annotated[
        float,
        known(
            "good signals about fairness for who had a say in a decision that stood",
            unit="signals",
            source="procedural justice: voice; Walters & Bolger 2019, halved; assumed",
            low=0.2,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.5
    ticket: Annotated[
        float,
        known(
            "signals about service in one ticket",
            unit="signals",
            source="assumed",
            low=0.03,
            high=0.4,
            least=0,
            most=10,
        ),
    ] = 0.1
    case: Annotated[
        float,
        known(
            "signals about service in the handling of one's own dispute",
            unit="signals",
            source="assumed",
            low=0.3,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.0


class VoteParameters(Block):
    """Who takes part in decisions: a logit with large lasting differences between people."""

    base: Annotated[
        float,
        known(
            "log-odds of voting for an owner who has heard of it, all else at its mean",
            unit="logit",
            source="assumed; fitted to E277 (before)",
            low=-6,
            high=1,
            least=-40,
            most=40,
        ),
    ] = -5.29
    spread: Annotated[
        float,
        known(
            "spread of readiness to vote between people (sd)",
            unit="logit",
            source="assumed: the same few vote each time",
            low=1.5,
            high=8,
            least=0,
            most=20,
        ),
    ] = 7.57
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0,
            high=3,
            least=-10,
            most=10,
        ),
    ] = 1.0
    neighbours: Annotated[
        float,
        known(
            "added per unit of trust in the neighbours above 0.5",
            unit="logit",
            source="assumed",
            low=0,
            high=3,
            least=-10,
            most=10,
        ),
    ] = 1.0
    books: Annotated[
        float,
        known(
            "added per unit of belief in open books above 0.3",
            unit="logit",
            source="assumed; loop R3",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    mobilised: Annotated[
        float,
        known(
            "added per unit of strength of ties with people who voted last time, up to three",
            unit="logit",
            source="assumed; Granovetter 1978 as alternative",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    efficacy: Annotated[
        float,
        known(
            "added for the belief that decisions one took part in are carried out",
            unit="logit",
            source="assumed; political efficacy",
            low=0.3,
            high=2.5,
            least=0,
            most=10,
        ),
    ] = 1.0
    online: Annotated[
        float,
        known(
            "added when voting is a matter of a few taps",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    learning: Annotated[
        float,
        known(
            "weight of the last decision in that belief",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    approve: Annotated[
        float,
        known(
            "log-odds of saying yes to a proposal",
            unit="logit",
            source="assumed",
            low=0,
            high=2,
            least=-40,
            most=40,
        ),
    ] = 0.5
    approve_company: Annotated[
        float,
        known(
            "added to that per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    speak: Annotated[
        float,
        known(
            "taken from the log-odds of voting for coming to a meeting and speaking",
            unit="logit",
            source="assumed",
            low=-5,
            high=-1,
            least=-40,
            most=40,
        ),
    ] = -3.0


class CouncilParameters(Block):
    """What a council settles, and how long a settlement is remembered."""

    settles: Annotated[
        float,
        known(
            "share of what is open about parking, green and rooms that one meeting settles",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.34
    half_life: Annotated[
        float,
        known(
            "days in which a settlement that nobody renews loses half its force",
            unit="day",
            source="assumed",
            low=180,
            high=1500,
            least=1,
            most=100000,
        ),
    ] = 540.0
    ease: Annotated[
        float,
        known(
            "share of the unfairness of going short that a settled rule takes away",
            unit="share",
            source="assumed; fair process effect, Walters & Bolger 2019 for procedure over outcome",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    kept: Annotated[
        float,
        known(
            "trouble held back under a settled rule, per unit of readiness and of trust in rules",
            unit="share",
            source="assumed; Tyler 2006 for legitimacy; below a promise of one's own",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5


class FeeParameters(Block):
    """Who pays the property fee: trust, service, and what the neighbours do."""

    base: Annotated[
        float,
        known(
            "log-odds of paying a bill, all else at its mean",
            unit="logit",
            source="assumed; fitted to E291 (before)",
            low=0.5,
            high=5,
            least=-60,
            most=60,
        ),
    ] = 2.09
    spread: Annotated[
        float,
        known(
            "spread of readiness to pay between households (sd)",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=10,
        ),
    ] = 1.5
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed; R3, M36",
            low=1,
            high=6,
            least=-20,
            most=20,
        ),
    ] = 3.0
    service: Annotated[
        float,
        known(
            "added per unit of contentment with service above 0.6",
            unit="logit",
            source="assumed",
            low=0.5,
            high=5,
            least=-20,
            most=20,
        ),
    ] = 2.0
    reciprocity: Annotated[
        float,
        known(
            "weight of what neighbours did, among those who go by it",
            unit="share",
            source="assumed; Fischbacher, Gaechter & Fehr 2001",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    unconditional: Annotated[
        float,
        known(
            "share of households that do not go by what neighbours do",
            unit="share",
            source="assumed; Fischbacher, Gaechter & Fehr 2001: half go by it",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.4
    yearly: Annotated[
        float,
        known(
            "share of households that are billed once a year rather than each quarter",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.35


class GivingParameters(Block):
    """Who gives when residents are asked to pay for something together."""

    base: Annotated[
        float,
        known(
            "log-odds that a household gives when asked, all else at its mean",
            unit="logit",
            source="assumed; fitted to E126, a drive for things",
            low=-3,
            high=0,
            least=-40,
            most=40,
        ),
    ] = -1.4
    company: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed; E126: fear of misuse",
            low=0,
            high=4,
            least=-10,
            most=10,
        ),
    ] = 1.5
    books: Annotated[
        float,
        known(
            "added per unit of belief in open books above 0.3",
            unit="logit",
            source="assumed; E126: fear of misuse",
            low=0,
            high=5,
            least=-10,
            most=10,
        ),
    ] = 2.0
    neighbours: Annotated[
        float,
        known(
            "added per unit of trust in the neighbours above 0.5",
            unit="logit",
            source="assumed",
            low=0,
            high=3,
            least=-10,
            most=10,
        ),
    ] = 1.0


class ProtestParameters(Block):
    """When those who think that income is hidden act together."""

    suspects: Annotated[
        float,
        known(
            "share who think that income is hidden among those who do not believe in open books",
            unit="share",
            source="E056 over one minus E055",
            low=0.5,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.72
    rumours: Annotated[
        float,
        known(
            "times a year that a building hears of missing money, were all of it missing",
            unit="1/year",
            source="assumed",
            low=0.2,
            high=3,
            least=0,
            most=50,
        ),
    ] = 1.0
    threshold: Annotated[
        float,
        known(
            "share of a building that has to protest already before a mean resident joins",
            unit="share",
            source="assumed; Granovetter 1978",
            low=0.15,
            high=0.6,
            least=-5,
            most=5,
        ),
    ] = 0.3
    threshold_spread: Annotated[
        float,
        known(
            "spread of these thresholds between people (sd)",
            unit="share",
            source="assumed; Granovetter 1978",
            low=0.05,
            high=0.3,
            least=0,
            most=5,
        ),
    ] = 0.12
    outrage: Annotated[
        float,
        known(
            "lowering of the thresholds when all of the income turns out to be missing",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=5,
        ),
    ] = 0.15
    least: Annotated[
        int,
        known(
            "people who make a protest of it",
            unit="people",
            source="assumed",
            low=3,
            high=20,
            least=1,
            most=10000,
        ),
    ] = 5
    rest: Annotated[
        int,
        known(
            "days for which a building that has protested waits for what comes of it",
            unit="day",
            source="assumed",
            low=90,
            high=730,
            least=0,
            most=10000,
        ),
    ] = 365
    signal: Annotated[
        float,
        known(
            "bad signals about the company for who protests",
            unit="signals",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0


class ContentParameters(Block):
    """How contentment with service and with life among neighbours follows from its causes."""

    service: Annotated[
        float,
        known(
            "log-odds of being content with the company, all else at its mean",
            unit="logit",
            source="assumed; fitted to E284 (before)",
            low=-1,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.719
    service_stock: Annotated[
        float,
        known(
            "added per unit of experience with service above 0.6",
            unit="logit",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=20,
        ),
    ] = 4.0
    service_trust: Annotated[
        float,
        known(
            "added per unit of trust in the company above 0.3",
            unit="logit",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    life: Annotated[
        float,
        known(
            "log-odds of being content with life among neighbours, all else at its mean",
            unit="logit",
            source="assumed; fitted to E263 (before), an old estate",
            low=-1.5,
            high=2.5,
            least=-20,
            most=20,
        ),
    ] = 0.159
    life_trust: Annotated[
        float,
        known(
            "added per unit of trust in the neighbours above 0.5",
            unit="logit",
            source="assumed",
            low=1,
            high=5,
            least=0,
            most=20,
        ),
    ] = 2.5
    life_ties: Annotated[
        float,
        known(
            "added per unit of strength of ties, up to four",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=10,
        ),
    ] = 0.25
    life_grievance: Annotated[
        float,
        known(
            "taken off per grievance borne, a full one being what the person can bear, up to three",
            unit="logit",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    life_fairness: Annotated[
        float,
        known(
            "added per unit of fairness found above 0.5",
            unit="logit",
            source="assumed; E263: contentment follows the settling of parking",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.0
    life_lonely: Annotated[
        float,
        known(
            "taken off for full loneliness",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5


class GovernanceParameters(Block):
    """How residents judge, decide and pay."""

    beliefs: BeliefParameters = BeliefParameters()
    votes: VoteParameters = VoteParameters()
    council: CouncilParameters = CouncilParameters()
    fees: FeeParameters = FeeParameters()
    giving: GivingParameters = GivingParameters()
    protest: ProtestParameters = ProtestParameters()
    content: ContentParameters = ContentParameters()
