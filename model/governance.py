"""Governance: who sees the books, when owners vote, what a council settles, and how fair it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.agreements import Agreements
from model.behaviour.governance import GovernanceParameters
from model.beliefs import Belief, Beliefs
from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR
from model.dials import Dials
from model.electorate import Ballot, Electorate, stretched
from model.estate import Estate
from model.exposures import Trigger
from model.kernels import kernel
from model.organisation import GovernancePlan
from model.outlook import Outlook, Stock
from model.population import Population
from model.protest import Protest
from model.recorder import Recorder
from model.spaces import SharedPlaces
from model.streams import Question, Streams
from model.ties import Ties

MIDDLE_OF_MONTH = 14
GOODS = ("parking", "green", "rooms")  # what a council shares out, in turn
RULED = {0: Trigger.PARKING, 1: Trigger.GREEN}  # what a settled rule holds back
ROOMS = 2
ESTATE = "estate"  # whose rules hold today
REMEMBERED_MONTHS = 48  # how far back books and quarrels over space are lived through at the start


class Governance:
    """Books that are shown or not, votes of owners, councils, and protest over money.

    Owners of a quarter decide on what the quarter shares, one vote a household that lives in a
    flat of its own; absent landlords have no vote here.
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
        self.dials, self.agreements = dials, agreements
        self.outlook, self.beliefs = outlook, beliefs
        self.recorder, self.parameters, self.car_home = recorder, parameters, car_home
        self.streams = streams
        self.electorate = Electorate(
            estate, population, ties, outlook, beliefs, recorder, parameters.votes, streams
        )
        self.protest = Protest(
            estate, population, outlook, beliefs, recorder, parameters.protest, streams
        )
        self._take_over(estate.plan.organisation.governance)
        self.months_unshown = self.books_every // 2  # the last look lies half a round back
        self.votes_due = self.meetings_due = 0.0
        self.agreed = np.zeros((estate.quarters, len(GOODS)))  # 0 open, 1 settled
        self.turn = 0  # which good the council takes up next
        self.online_books = np.zeros(0, np.bool_)

    def _take_over(self, plan: GovernancePlan) -> None:
        """Start with how the estate is run today."""
        self.books_every, self.credibility = plan.books_every, plan.credibility
        self.unaccounted, self.notice_reach = plan.unaccounted, plan.notice_reach
        self.votes_a_year, self.quorum = plan.votes_a_year, plan.quorum
        self.meetings_a_year = plan.council_meetings
        self.rules = {ESTATE: plan.roles_clear}  # share of cases in which roles are clear, by whom
        self.blurred = 0.0
        self.rules_pace = 1.0

    def welcome(self) -> None:
        """Give residents who have just come a readiness to vote; they have decided nothing yet."""
        self.electorate.welcome()

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
        self.electorate.online, self.online_books = votes.copy(), books.copy()

    def spread_notices(self, *, reach: float) -> None:
        """Set the share of residents whom notices reach."""
        self.notice_reach = min(max(reach, 0.0), 1.0)

    def meet_as_council(self, *, a_year: float) -> None:
        """Let a residents' council meet so many times a year; 0 ends it."""
        self.meetings_a_year = max(a_year, 0.0)

    def clear_roles(self, *, share: float, by: str = ESTATE) -> None:
        """Settle for a share of cases whose turn it is (E122); mediation is told each month.

        Where several write down rules, those that cover most cases count.
        """
        self.rules[by] = min(max(share, 0.0), 1.0)

    def blur_roles(self, share: float) -> None:
        """Let nobody be sure any more whose turn it is, in a share of the cases that were clear."""
        self.blurred = min(max(share, 0.0), 1.0)

    @property
    def roles_clear(self) -> float:
        """Return the share of cases in which it is clear whose turn it is."""
        return max(self.rules.values()) * (1.0 - self.blurred)

    def follow_rules(self, *, pace: float) -> None:
        """Find out so many times as fast as usual what a new rule from above allows."""
        self.rules_pace = max(pace, 1.0)

    def discourage(self, log_odds: float) -> None:
        """Take so much off the log-odds that an owner votes or speaks up (E203)."""
        self.electorate.apathy = log_odds

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
        self.protest.grumble(day, shown=shown, unaccounted=self.unaccounted)

    def judge(self, day: int, *, displaced: float | NDArray[np.float64]) -> None:
        """Let residents judge the month that ends; ``displaced`` is room hours not given."""
        self.beliefs.fade()
        here = np.flatnonzero(self.population.residents.present)
        self._judge(day, here, displaced=displaced)
        self.agreed *= 0.5 ** (DAYS_PER_MONTH / self.parameters.council.half_life)
        if day >= 0:
            self.electorate.count(day)

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
        online = stretched(self.online_books, self.population.residents.rows)
        others = np.setdiff1d(np.flatnonzero(online & self.population.residents.present), read)
        heard: NDArray[np.int32] = np.concatenate([read, self._read(day, others)]).astype(np.int32)
        weight = self.beliefs.parameters.shown_company * self.credibility
        good, bad = weight * (1.0 - self.unaccounted), weight * self.unaccounted
        self.outlook.hear(heard, Stock.COMPANY, good=good, bad=bad)
        self.recorder.tally("books_shown", count=float(due))
        return due

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
            self.places.classes_lost(),
            self.beliefs.held(Belief.BOOKS),
            homes.quarter,
            h.cars,
            h.children,
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
            spoke, _ = self.electorate.ask(
                day, voters, attempt=self.turn + 1, notice=self.notice_reach
            )
            good = self.turn % len(GOODS)
            self.turn += 1
            self._settle(good)
            self.electorate.had_say(voters[spoke], day)
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
            share, fair = self.places.room_share_children, r.children_of_room_users()
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
        return self.electorate.voters()

    def vote(self, day: int) -> list[Ballot]:
        """Put a proposal to the owners of each quarter: notice, vote, result, feedback."""
        return self.electorate.vote(day, quorum=self.quorum, notice=self.notice_reach)

    def _vote(self, day: int) -> None:
        self.votes_due += self.votes_a_year / MONTHS_PER_YEAR
        while self.votes_due >= 1.0 - 1e-9:
            self.votes_due -= 1.0
            self.vote(day)


@kernel
def _judge(
    rows,
    money,
    space,
    shortage,
    eased,
    displaced,
    lost,
    books,
    quarter,
    cars,
    children,
    dwelling,
    household,
    group,
    good,
    bad,
):  # type: ignore[no-untyped-def]
    """Add the month's evidence on fairness: books for all, parking for drivers, rooms for old.

    A family finds it unfair when its children lose hours that they had.
    """
    for row in rows:
        part = quarter[dwelling[row]]
        for_it, against = money * books[row], money * (1.0 - books[row])
        if cars[household[row]] > 0:
            for_it += space * (1.0 - shortage[part])
            against += space * shortage[part] * eased[part, 0]
        if group[row] == 3:
            for_it += space * (1.0 - displaced[part])
            against += space * displaced[part] * eased[part, 2]
        elif children[household[row]] > 0:
            against += space * lost * eased[part, 2]
        good[row, 1] += for_it
        bad[row, 1] += against
