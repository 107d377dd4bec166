"""Electorate: who votes and speaks for a household, who comes, and what they learn from it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.governance import VoteParameters
from model.beliefs import NEVER, Belief, Beliefs
from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR
from model.columns import Column, Table
from model.estate import Estate
from model.kernels import kernel
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.residents import AgeGroup
from model.streams import Question, Streams, four, normal
from model.ties import Ties, faded

FULL_AGE = 18


class Civics(Table):
    """What each resident brings to and remembers of decisions."""

    readiness = Column[float](0.0, np.float32, "readiness to vote", unit="sd")
    voted = Column[bool](False, np.bool_, "voted last time")
    last = Column[int](NEVER, np.int32, "day of the last vote cast or word spoken", unit="day")
    efficacy = Column[float](
        0.0, np.float32, "belief that decisions one takes part in are carried out", unit="0-1"
    )


class Ballot(NamedTuple):
    """How a vote went in one quarter."""

    eligible: int
    cast: int
    yes: int
    passed: bool


class Rules(NamedTuple):
    """Numbers that the kernel of votes needs."""

    base: float
    spread: float
    company: float
    neighbours: float
    books: float
    mobilised: float
    efficacy: float
    online: float
    approve: float
    approve_company: float
    notice: float
    decay: float
    slowing: float


class Electorate:
    """One adult of each household that lives in its own flat, and how they vote.

    Voting is a logit among those whom the notice reaches. A few people vote nearly always and
    most never: that is how a mean turnout of 23 % (E203) goes together with 28 % who had a say
    at least once in a year (E277).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        outlook: Outlook,
        beliefs: Beliefs,
        recorder: Recorder,
        parameters: VoteParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.outlook, self.beliefs = outlook, beliefs
        self.recorder, self.parameters = recorder, parameters
        self.civics = Civics(0, room=population.residents.room)
        self.keys = streams.keys([Question.CIVIC_MIND, Question.VOTE, Question.SPEECH])
        self.online = np.zeros(0, np.bool_)  # by row, whom votes reach through the platform
        self.votes_without_owners = 0
        self.apathy = 0.0  # taken off the log-odds of coming

    def welcome(self) -> None:
        """Give residents who have just come a readiness to vote; they have decided nothing yet."""
        taken = self.civics.add(self.population.residents.rows - self.civics.rows)
        rows = np.arange(taken.start, taken.stop)
        _ready(rows, self.keys, self.population.residents.identity, self.civics.readiness)

    def voters(self) -> NDArray[np.int32]:
        """Return the resident who votes for each household that lives in its own flat."""
        h, r = self.population.households, self.population.residents
        rows = _speakers(self.keys, h.identity, h.present, h.owner, h.first, h.size, r.age)
        return np.asarray(rows)

    def vote(self, day: int, *, quorum: float, notice: float) -> list[Ballot]:
        """Put a proposal to the owners of each quarter: notice, vote, result, feedback.

        A quarter without owners has nobody to ask: no vote is held and none is counted there.
        """
        voters = self.voters()
        cast, yes = self.ask(day, voters, attempt=0, notice=notice)
        quarter = self.estate.dwellings.quarter[self.population.residents.dwelling[voters]]
        quarters = self.estate.quarters
        eligible = np.bincount(quarter, minlength=quarters)
        came = np.bincount(quarter[cast], minlength=quarters)
        agreed = np.bincount(quarter[yes], minlength=quarters)
        passed = (eligible > 0) & (came >= quorum * eligible) & (2 * agreed > came)
        self.civics.voted[:] = False
        self.civics.voted[voters[cast]] = True
        self.had_say(voters[cast], day)
        self._feed_back(voters[cast], passed[quarter[cast]])
        if not voters.size and day >= 0:
            self.votes_without_owners += 1
        self.recorder.tally("votes_eligible", count=int(eligible.sum()))
        self.recorder.tally("votes_cast", count=int(came.sum()))
        for what, count in (("passed", int(passed.sum())), ("failed", int((~passed).sum()))):
            self.recorder.tally("decisions", group=what, count=count)
        self._by_group("votes_eligible", voters)
        self._by_group("votes_cast", voters[cast])
        return [
            Ballot(int(n), int(m), int(k), bool(ok))
            for n, m, k, ok in zip(eligible, came, agreed, passed, strict=True)
        ]

    def ask(
        self, day: int, voters: NDArray[np.int32], *, attempt: int, notice: float
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Let each voter come or not; attempts above 0 are meetings and not votes."""
        p, r, s, c = self.parameters, self.population.residents, self.ties.slots, self.civics
        online = stretched(self.online, r.rows)
        rules = Rules(
            p.base + (p.speak if attempt else 0.0) - self.apathy,
            p.spread,
            p.company,
            p.neighbours,
            p.books,
            p.mobilised,
            p.efficacy,
            0.0 if attempt else p.online,
            p.approve,
            p.approve_company,
            notice,
            self.ties.rules.decay,
            self.ties.rules.slowing,
        )
        return _choose(  # type: ignore[no-any-return]
            day,
            attempt,
            rules,
            self.keys,
            voters,
            online,
            self.beliefs.held(Belief.BOOKS),
            r.identity,
            r.present,
            r.trust,
            r.trust_company,
            c.readiness,
            c.voted,
            c.efficacy,
            s.partner,
            s.strength,
            s.touched,
        )

    def had_say(self, rows: NDArray[np.int32], day: int) -> None:
        """Note that residents voted or spoke today."""
        self.civics.last[rows] = day

    def count(self, day: int) -> None:
        """Record how many have a vote, and how many of them had a say within a year."""
        voters = self.voters()
        had_say = self.civics.last[voters] > day - MONTHS_PER_YEAR * DAYS_PER_MONTH
        for name, rows in (("owners_with_vote", voters), ("had_a_say", voters[had_say])):
            self.recorder.set(name, float(rows.size))
            for group, count in self._groups(rows).items():
                self.recorder.set(name, count, group=group)

    def _feed_back(self, rows: NDArray[np.int32], passed: NDArray[np.bool_]) -> None:
        """Tell those who voted what came of it: a decision that stands teaches that it counts."""
        weight = np.float32(self.parameters.learning)
        c, p = self.civics, self.beliefs.parameters
        c.efficacy[rows] += weight * (passed.astype(np.float32) - c.efficacy[rows])
        won = rows[passed]
        self.beliefs.hear(won, Belief.FAIRNESS, good=p.voice)
        self.outlook.hear(won, Stock.RULES, good=p.voice)

    def _by_group(self, what: str, rows: NDArray[np.int32]) -> None:
        for group, count in self._groups(rows).items():
            self.recorder.tally(what, group=group, count=count)

    def _groups(self, rows: NDArray[np.int32]) -> dict[str, float]:
        counts = np.bincount(self.population.residents.group[rows], minlength=len(AgeGroup))
        return {group.name.lower(): float(counts[group]) for group in AgeGroup}


def stretched(reached: NDArray[np.bool_], rows: int) -> NDArray[np.bool_]:
    """Stretch a list of rows over those who came since it was made."""
    longer = np.zeros(rows, np.bool_)
    known = min(reached.size, rows)
    longer[:known] = reached[:known]
    return longer


@kernel
def _ready(rows, keys, identity, readiness):  # type: ignore[no-untyped-def]
    for row in rows:
        u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[row], 0, 0)
        readiness[row] = normal(u)


@kernel
def _speakers(keys, identity, present, owner, first, size, age):  # type: ignore[no-untyped-def]
    """Pick one adult of each household that owns its flat, always the same."""
    rows = np.empty(identity.size, np.int32)
    count = 0
    for home in range(identity.size):
        if not present[home] or not owner[home]:
            continue
        u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[home], 1, 0)
        adults = 0
        for member in range(first[home], first[home] + size[home]):
            adults += age[member] >= FULL_AGE
        if not adults:
            continue
        left = int(u * adults)
        for member in range(first[home], first[home] + size[home]):
            if age[member] >= FULL_AGE:
                if left == 0:
                    rows[count] = member
                    count += 1
                left -= 1
    return rows[:count]


@kernel
def _choose(
    day,
    attempt,
    rules,
    keys,
    voters,
    online,
    books,
    identity,
    present,
    trust,
    trust_company,
    readiness,
    voted,
    efficacy,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Tell who comes, and who of them says yes; all look at who came last time, not at now."""
    came = np.zeros(voters.size, np.bool_)
    agreed = np.zeros(voters.size, np.bool_)
    key = 2 if attempt else 1
    for n in range(voters.size):
        who = voters[n]
        u, v, w, _ = four(keys[key, 0], keys[key, 1], day, identity[who], attempt, 0)
        if u >= rules.notice and not online[who]:
            continue
        odds = rules.base + rules.spread * readiness[who] + rules.efficacy * efficacy[who]
        odds += rules.company * (trust_company[who] - 0.3)
        odds += rules.neighbours * (trust[who] - 0.5) + rules.books * (books[who] - 0.3)
        if online[who]:
            odds += rules.online
        pull = 0.0
        for slot in range(partner.shape[1]):
            other = partner[who, slot]
            if other >= 0 and present[other] and voted[other]:
                pull += faded(
                    strength[who, slot], day - touched[who, slot], rules.decay, rules.slowing
                )
        odds += rules.mobilised * min(pull, 3.0)
        came[n] = v < 1.0 / (1.0 + np.exp(-odds))
        assent = rules.approve + rules.approve_company * (trust_company[who] - 0.3)
        agreed[n] = came[n] and w < 1.0 / (1.0 + np.exp(-assent))
    return came, agreed
