"""Governance: who sees the books, who votes and speaks, what a council settles, who protests."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.agreements import Agreements
from model.behaviour.governance import GovernanceParameters
from model.beliefs import NEVER, Belief, Beliefs
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, MONTHS_PER_YEAR
from model.columns import Column, Table
from model.dials import Dials
from model.estate import Estate
from model.exposures import Trigger
from model.kernels import kernel
from model.organisation import GovernancePlan
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.residents import AgeGroup
from model.spaces import SharedPlaces
from model.streams import Question, Streams, four, normal
from model.ties import Ties, faded

MIDDLE_OF_MONTH = 14
GOODS = ("parking", "green", "rooms")  # what a council shares out, in turn
RULED = {0: Trigger.PARKING, 1: Trigger.GREEN}  # what a settled rule holds back
ROOMS = 2
FULL_AGE = 18
REMEMBERED_MONTHS = 48  # how far back books and quarrels over space are lived through at the start


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


class Governance:
    """Books that are shown or not, votes of owners, councils, and protest over money.

    Owners of a quarter decide on what the quarter shares, one vote a household that lives in a
    flat of its own; absent landlords have no vote here. Voting is a logit among those whom the
    notice reaches. A few people vote nearly always and most never: that is how a mean turnout of
    23 % (E203) goes together with 28 % who had a say at least once in a year (E277).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        dials: Dials,
        agreements: Agreements,
        ties: Ties,
        outlook: Outlook,
        beliefs: Beliefs,
        recorder: Recorder,
        parameters: GovernanceParameters,
        car_home: float,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.places = estate, population, places
        self.dials, self.agreements, self.ties = dials, agreements, ties
        self.outlook, self.beliefs = outlook, beliefs
        self.recorder, self.parameters, self.car_home = recorder, parameters, car_home
        self.streams = streams
        self.civics = Civics(0, room=population.residents.room)
        self.keys = streams.keys(
            [Question.CIVIC_MIND, Question.VOTE, Question.SPEECH, Question.BOOKS, Question.PROTEST]
        )
        self._take_over(estate.plan.organisation.governance)
        self.months_unshown = self.books_every // 2  # the last look lies half a round back
        self.votes_due = self.meetings_due = 0.0
        self.agreed = np.zeros((estate.quarters, len(GOODS)))  # 0 open, 1 settled
        self.calm_until = np.full(estate.buildings, NEVER)  # day until which a protest lasts
        self.turn = 0  # which good the council takes up next
        self.online_votes = self.online_books = np.zeros(0, np.bool_)
        self.votes_without_owners = 0

    def _take_over(self, plan: GovernancePlan) -> None:
        """Start with how the estate is run today."""
        self.books_every, self.credibility = plan.books_every, plan.credibility
        self.unaccounted, self.notice_reach = plan.unaccounted, plan.notice_reach
        self.votes_a_year, self.quorum = plan.votes_a_year, plan.quorum
        self.meetings_a_year = plan.council_meetings
        self.roles_clear = plan.roles_clear

    def welcome(self) -> None:
        """Give residents who have just come a readiness to vote; they have decided nothing yet."""
        taken = self.civics.add(self.population.residents.rows - self.civics.rows)
        rows = np.arange(taken.start, taken.stop)
        _ready(rows, self.keys, self.population.residents.identity, self.civics.readiness)

    def remember(self, day: int, *, displaced: float | NDArray[np.float64]) -> None:
        """Let residents have lived through the last years, each since they moved in."""
        since = self.population.households.since[self.population.residents.household]
        for back in range(REMEMBERED_MONTHS, 0, -1):
            then = day - DAYS_PER_MONTH * back
            here = np.flatnonzero(self.population.residents.present & (since <= then))
            if self._books_due():
                self._show(then, here)
            self.beliefs.fade()
            self._judge(then, here, displaced=displaced)

    # -- verbs, by which measures change how the estate is run ------------------------------

    def disclose(self, *, every_months: int, credibility: float) -> None:
        """Show the books every so many months, 0 for never, so convincingly."""
        if every_months < 0 or not 0.0 <= credibility <= 1.0:
            raise ValueError(f"books every {every_months} months, credibility {credibility}")
        self.books_every, self.credibility = every_months, credibility

    def account(self, *, unaccounted: float) -> None:
        """Set the share of public income for which nobody can account."""
        if not 0.0 <= unaccounted <= 1.0:
            raise ValueError(f"a share of {unaccounted} is unaccounted: give 0 to 1")
        self.unaccounted = unaccounted

    def call_votes(self, *, a_year: float) -> None:
        """Hold so many votes of the owners a year."""
        self.votes_a_year = max(a_year, 0.0)

    def reach_online(self, *, votes: NDArray[np.bool_], books: NDArray[np.bool_]) -> None:
        """Say whom, by row, votes and books reach through the platform; newcomers come later."""
        self.online_votes, self.online_books = votes.copy(), books.copy()

    def spread_notices(self, *, reach: float) -> None:
        """Set the share of residents whom notices reach."""
        self.notice_reach = min(max(reach, 0.0), 1.0)

    def meet_as_council(self, *, a_year: float) -> None:
        """Let a residents' council meet so many times a year; 0 ends it."""
        self.meetings_a_year = max(a_year, 0.0)

    def clear_roles(self, *, share: float) -> None:
        """Settle for a share of cases whose turn it is (E122); mediation is told each month."""
        self.roles_clear = min(max(share, 0.0), 1.0)

    # -- the month -------------------------------------------------------------------------

    def govern(self, day: int, *, displaced: float | NDArray[np.float64]) -> None:
        """Do what falls due on a day, if anything."""
        if day % DAYS_PER_MONTH == MIDDLE_OF_MONTH:
            self.convene(day)
        elif (day + 1) % DAYS_PER_MONTH == 0:
            self.judge(day, displaced=displaced)

    def convene(self, day: int) -> None:
        """Show the books, let council and owners meet, and see who protests: at mid-month."""
        shown = self._open_books(day)
        self._meet(day)
        self._vote(day)
        self._grumble(day, shown=shown)

    def judge(self, day: int, *, displaced: float | NDArray[np.float64]) -> None:
        """Let residents judge the month that ends; ``displaced`` is room hours not given."""
        self.beliefs.fade()
        here = np.flatnonzero(self.population.residents.present)
        self._judge(day, here, displaced=displaced)
        self.agreed *= 0.5 ** (DAYS_PER_MONTH / self.parameters.council.half_life)
        if day >= 0:
            self._count(day)

    # -- books -----------------------------------------------------------------------------

    def _books_due(self) -> bool:
        self.months_unshown += 1
        if not self.books_every or self.months_unshown < self.books_every:
            return False
        self.months_unshown = 0
        return True

    def _show(self, day: int, here: NDArray[np.int64]) -> NDArray[np.int64]:
        """Put the books up; return whom the notice reaches."""
        luck = self.streams.draws(Question.BOOKS, day, self.population.residents.identity[here])
        return self._read(day, here[luck < self.notice_reach])

    def _read(self, day: int, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Let residents read the books and believe them as far as they convince."""
        self.beliefs.see_books(
            rows, day, credibility=self.credibility, unaccounted=self.unaccounted
        )
        return rows

    def _open_books(self, day: int) -> bool:
        """Show the books at the stair when it is time, and online always; tell if they showed."""
        due = self._books_due()
        if not due and not self.online_books.any():
            return False
        here = np.flatnonzero(self.population.residents.present)
        read = self._show(day, here) if due else here[:0]
        others = np.setdiff1d(np.flatnonzero(self._by_row(self.online_books)), read)
        others = others[self.population.residents.present[others]]
        heard: NDArray[np.int32] = np.concatenate([read, self._read(day, others)]).astype(np.int32)
        weight = self.beliefs.parameters.shown_company * self.credibility
        good, bad = weight * (1.0 - self.unaccounted), weight * self.unaccounted
        self.outlook.hear(heard, Stock.COMPANY, good=good, bad=bad)
        self.recorder.tally("books_shown", count=float(due))
        return due

    def _by_row(self, reached: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Stretch a list of rows over those who came since it was made."""
        rows = np.zeros(self.population.residents.rows, np.bool_)
        known = min(reached.size, rows.size)
        rows[:known] = reached[:known]
        return rows

    # -- fairness --------------------------------------------------------------------------

    def shortage(self) -> NDArray[np.float64]:
        """Return, by quarter, the share of cars that find no space at night."""
        h, homes = self.population.households, self.estate.dwellings
        quarter = homes.quarter[h.dwelling]
        cars = np.bincount(
            quarter, weights=h.present * h.cars * self.car_home, minlength=self.estate.quarters
        )
        spaces = np.floor(self.places.parking * self.dials.parking_spaces)
        return np.asarray(np.maximum(1.0 - spaces / np.maximum(cars, 1e-9), 0.0))

    def _judge(
        self, day: int, here: NDArray[np.int64], *, displaced: float | NDArray[np.float64]
    ) -> None:
        """Let a month's experience with money and space speak for or against fair sharing.

        Going short under a rule that was settled in the open is borne more easily: the fair
        process effect (Walters & Bolger 2019 on procedure and outcome).
        """
        p, c = self.beliefs.parameters, self.beliefs.convictions
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        self.beliefs.silence(here, day)
        _judge(
            here,
            p.money,
            p.space,
            self.shortage(),
            1.0 - self.parameters.council.ease * self.agreed,
            np.broadcast_to(np.asarray(displaced, np.float64), self.estate.quarters).copy(),
            self.beliefs.held(Belief.BOOKS),
            homes.quarter,
            h.cars,
            r.dwelling,
            r.household,
            r.group,
            c.good,
            c.bad,
        )

    # -- council ---------------------------------------------------------------------------

    def _meet(self, day: int) -> None:
        """Let the council take up parking, green or rooms in turn, and hear whoever comes."""
        self.meetings_due += self.meetings_a_year / MONTHS_PER_YEAR
        while self.meetings_due >= 1.0 - 1e-9:
            self.meetings_due -= 1.0
            voters = self.voters()
            spoke, _ = self._ask(day, voters, attempt=self.turn + 1)
            good = self.turn % len(GOODS)
            self.turn += 1
            self._settle(good)
            self._had_say(voters[spoke], day)
            self.beliefs.hear(voters[spoke], Belief.FAIRNESS, good=self.beliefs.parameters.voice)
            self.recorder.tally("council_meetings")
            self.recorder.tally("council_speakers", count=int(spoke.sum()))

    def _settle(self, good: int) -> None:
        """Settle a part of what is open: who parks and plants where, or who has the room when.

        A rule that was agreed on is kept by readiness and by trust in rules, that is by its
        legitimacy (Tyler 2006); rooms go by how many want them.
        """
        p = self.parameters.council
        self.agreed[:, good] += p.settles * (1.0 - self.agreed[:, good])
        h, r = self.population.households, self.population.residents
        if good == ROOMS:
            groups = np.bincount(r.group[r.present], minlength=len(AgeGroup))
            asking = max(groups[AgeGroup.CHILD] + groups[AgeGroup.OLDER], 1)
            share, fair = self.places.room_share_children, groups[AgeGroup.CHILD] / asking
            self.places.give_room_to_older(float(share + p.settles * (fair - share)))
            return
        here = np.flatnonzero(h.present)
        agreed = self.agreed[self.estate.dwellings.quarter[h.dwelling[here]], good]
        legitimate = h.civic[here] + r.trust_rules[h.first[here]]
        kept = np.minimum(p.kept * agreed * legitimate, 0.98)
        self.agreements.settle(here, RULED[good], kept)

    # -- votes -----------------------------------------------------------------------------

    def voters(self) -> NDArray[np.int32]:
        """Return the resident who votes for each household that lives in its own flat."""
        h, r = self.population.households, self.population.residents
        rows = _speakers(self.keys, h.identity, h.present, h.owner, h.first, h.size, r.age)
        return np.asarray(rows)

    def _vote(self, day: int) -> None:
        self.votes_due += self.votes_a_year / MONTHS_PER_YEAR
        while self.votes_due >= 1.0 - 1e-9:
            self.votes_due -= 1.0
            self.vote(day)

    def vote(self, day: int) -> list[Ballot]:
        """Put a proposal to the owners of each quarter: notice, vote, result, feedback.

        A quarter without owners has nobody to ask: no vote is held and none is counted there.
        """
        voters = self.voters()
        cast, yes = self._ask(day, voters, attempt=0)
        quarter = self.estate.dwellings.quarter[self.population.residents.dwelling[voters]]
        quarters = self.estate.quarters
        eligible = np.bincount(quarter, minlength=quarters)
        came = np.bincount(quarter[cast], minlength=quarters)
        agreed = np.bincount(quarter[yes], minlength=quarters)
        passed = (eligible > 0) & (came >= self.quorum * eligible) & (2 * agreed > came)
        self.civics.voted[:] = False
        self.civics.voted[voters[cast]] = True
        self._had_say(voters[cast], day)
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

    def _ask(
        self, day: int, voters: NDArray[np.int32], *, attempt: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Let each voter come or not; attempts above 0 are meetings and not votes."""
        p, r, s, c = self.parameters.votes, self.population.residents, self.ties.slots, self.civics
        online = self._by_row(self.online_votes)
        rules = Rules(
            p.base + (p.speak if attempt else 0.0),
            p.spread,
            p.company,
            p.neighbours,
            p.books,
            p.mobilised,
            p.efficacy,
            0.0 if attempt else p.online,
            p.approve,
            p.approve_company,
            self.notice_reach,
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

    def _had_say(self, rows: NDArray[np.int32], day: int) -> None:
        self.civics.last[rows] = day

    def _feed_back(self, rows: NDArray[np.int32], passed: NDArray[np.bool_]) -> None:
        """Tell those who voted what came of it: a decision that stands teaches that it counts."""
        weight = np.float32(self.parameters.votes.learning)
        c, p = self.civics, self.beliefs.parameters
        c.efficacy[rows] += weight * (passed.astype(np.float32) - c.efficacy[rows])
        won = rows[passed]
        self.beliefs.hear(won, Belief.FAIRNESS, good=p.voice)
        self.outlook.hear(won, Stock.RULES, good=p.voice)

    # -- protest ---------------------------------------------------------------------------

    def _grumble(self, day: int, *, shown: bool) -> None:
        """Let news of missing money go round a building, and see how many stand up.

        News comes with books that show a gap, or as a rumour. Those who think that income is
        hidden join once enough of the building stand there already (Granovetter 1978). Who has
        protested waits for what comes of it.
        """
        p, r = self.parameters.protest, self.population.residents
        buildings = np.arange(self.estate.buildings)
        chance = 1.0 - np.exp(-p.rumours * self.unaccounted / MONTHS_PER_YEAR)
        luck = self.streams.draws(Question.PROTEST, day, -1 - buildings)
        news = luck < chance
        if shown and self.unaccounted > 0.0:
            news[:] = True
        news &= self.calm_until <= day
        if not news.any():
            return
        adult = np.flatnonzero(r.present & (r.group > 0))
        home = self.estate.dwellings.building[r.dwelling[adult]]
        size = np.bincount(home, minlength=buildings.size)
        suspects, thresholds = _provoked(
            day // DAYS_PER_YEAR,
            p.suspects,
            p.threshold - p.outrage * self.unaccounted,
            p.threshold_spread,
            self.keys,
            adult,
            r.identity,
            self.beliefs.held(Belief.BOOKS),
        )
        for building in np.flatnonzero(news):
            there = (home == building) & suspects
            joined = rally(thresholds[there] * size[building])
            if joined >= p.least:
                self.calm_until[building] = day + p.rest
                order = np.argsort(thresholds[there], kind="stable")
                self._protest(adult[there][order[:joined]])

    def _protest(self, rows: NDArray[np.int64]) -> None:
        signal = self.parameters.protest.signal
        self.outlook.hear(rows.astype(np.int32), Stock.COMPANY, bad=signal)
        self.beliefs.hear(rows, Belief.BOOKS, bad=signal)
        self.recorder.tally("protests")
        self.recorder.tally("protesters", count=rows.size)

    # -- counts ----------------------------------------------------------------------------

    def _count(self, day: int) -> None:
        voters = self.voters()
        had_say = self.civics.last[voters] > day - MONTHS_PER_YEAR * DAYS_PER_MONTH
        for name, rows in (("owners_with_vote", voters), ("had_a_say", voters[had_say])):
            self.recorder.set(name, float(rows.size))
            for group, count in self._groups(rows).items():
                self.recorder.set(name, count, group=group)

    def _by_group(self, what: str, rows: NDArray[np.int32]) -> None:
        for group, count in self._groups(rows).items():
            self.recorder.tally(what, group=group, count=count)

    def _groups(self, rows: NDArray[np.int32]) -> dict[str, float]:
        counts = np.bincount(self.population.residents.group[rows], minlength=len(AgeGroup))
        return {group.name.lower(): float(counts[group]) for group in AgeGroup}


@kernel
def _ready(rows, keys, identity, readiness):  # type: ignore[no-untyped-def]
    for row in rows:
        u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[row], 0, 0)
        readiness[row] = normal(u)


@kernel
def _judge(
    rows,
    money,
    space,
    shortage,
    eased,
    displaced,
    books,
    quarter,
    cars,
    dwelling,
    household,
    group,
    good,
    bad,
):  # type: ignore[no-untyped-def]
    """Add the month's evidence on fairness: books for all, parking for drivers, rooms for old."""
    for row in rows:
        part = quarter[dwelling[row]]
        for_it, against = money * books[row], money * (1.0 - books[row])
        if cars[household[row]] > 0:
            for_it += space * (1.0 - shortage[part])
            against += space * shortage[part] * eased[part, 0]
        if group[row] == 3:
            for_it += space * (1.0 - displaced[part])
            against += space * displaced[part] * eased[part, 2]
        good[row, 1] += for_it
        bad[row, 1] += against


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


@kernel
def _provoked(year, share, threshold, spread, keys, rows, identity, books):  # type: ignore[no-untyped-def]
    """Tell who thinks that income is hidden this year, and how many they wait for."""
    suspects = np.zeros(rows.size, np.bool_)
    waits = np.empty(rows.size)
    for n in range(rows.size):
        who = rows[n]
        u, _, _, _ = four(keys[4, 0], keys[4, 1], year, identity[who], 0, 0)
        v, _, _, _ = four(keys[4, 0], keys[4, 1], 0, identity[who], 1, 0)
        suspects[n] = u < share * (1.0 - books[who])
        waits[n] = threshold + spread * normal(v)
    return suspects, waits


def rally(thresholds: NDArray[np.float64]) -> int:
    """Return how many join when each waits for so many others to have joined.

    References: Granovetter (1978), Threshold models of collective behavior.
    """
    ordered = np.sort(thresholds)
    stays = np.flatnonzero(ordered > np.arange(ordered.size))
    return int(stays[0]) if stays.size else int(ordered.size)
