"""News: a case that went well or badly becomes known to people who had no part in it.

Acquaintances hear of it from the parties (`outlook`); here it is written in the chat groups and,
where there is one, in the platform's circle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.behaviour.news import NewsParameters
from model.calendar import DAYS_PER_MONTH
from model.cases import Cases, Outcome
from model.columns import Column, Table
from model.estate import Estate
from model.exposures import Trigger
from model.kernels import kernel
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four

MOST_ROUNDS = 8
SETTLED = (Outcome.SETTLED, Outcome.TRANSFORMED)


class Readers(Table):
    """What each resident has taken from posts in the present month."""

    good = Column[float](0.0, np.float32, "good signals about the company", unit="signals")
    bad = Column[float](0.0, np.float32, "bad signals about the company", unit="signals")


class Rules(NamedTuple):
    """Numbers that the kernel needs."""

    chat: float
    circle: float
    repost: float
    rounds: int
    calm_from: int
    calm: float


class News:
    """A post is read by chance, and passed on by readers the more, the less they trust.

    Reposts make a cascade that mostly dies at once and now and then takes in much of a quarter
    (Goel, Anderson, Hofman & Watts 2016); a quick answer forestalls reposts (Coombs 2007). What a
    reader takes from a month's posts is bounded: each adds a share of what is left to the limit.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        accounts: Accounts,
        outlook: Outlook,
        recorder: Recorder,
        parameters: NewsParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.accounts = estate, population, accounts
        self.outlook, self.recorder = outlook, recorder
        self.parameters, self.streams = parameters, streams
        self.readers = Readers(0, room=population.residents.room)
        self.watched = float(estate.plan.organisation.platform.watch)
        self.outcry, self.shared = 0.0, 1.0
        self.keys = streams.keys([Question.READING])

    def welcome(self) -> None:
        """Make room for residents who have just come; they have read nothing."""
        self.readers.add(self.population.residents.rows - self.readers.rows)

    def watch(self, share: float) -> None:
        """Let the company answer within hours such a share of what is written of it."""
        self.watched = min(max(share, 0.0), 1.0)

    def excite(self, *, posting: float, passing: float) -> None:
        """Let noise cases that were mishandled be told more, and be passed on more.

        ``posting`` is added to the log-odds, ``passing`` multiplies the chance to pass it on.
        """
        self.outcry, self.shared = posting, passing

    def publish(self, day: int, cases: Cases, closed: Sequence[int], *, circle: bool) -> None:
        """Let today's closings be told, read and passed on; ``circle`` tells whether it is open."""
        if day % DAYS_PER_MONTH == 0:
            self.readers.good[:] = self.readers.bad[:] = 0.0
        for case in closed:
            judged = cases.handled[case] and cases.outcome[case] != Outcome.WITHDRAWN
            if not judged or not self._posted(day, cases, case):
                continue
            if cases.fair[case] < 2:
                self._warn(day, cases, case, circle=circle)
            elif cases.outcome[case] in SETTLED:
                self._praise(day, cases, case, circle=circle)

    def _posted(self, day: int, cases: Cases, case: int) -> bool:
        p = self.parameters
        odds = p.praise
        if cases.fair[case] < 2:
            odds = p.post + p.post_severity * float(cases.severity[case])
            odds += p.post_both if cases.fair[case] == 0 else 0.0
            odds += self.outcry if cases.trigger[case] == Trigger.NOISE else 0.0
        who = int(self.population.residents.identity[cases.complainant[case]])
        whom = int(self.population.households.identity[cases.accused[case]])
        luck = self.streams.draw(Question.POSTING, day, who, whom, int(cases.trigger[case]))
        return luck < 1.0 / (1.0 + math.exp(-odds))

    def _warn(self, day: int, cases: Cases, case: int, *, circle: bool) -> None:
        """Let an unfair handling make its way through the quarter."""
        p = self.parameters
        rows, adults = self._read(day, cases, case, circle=circle, rounds=MOST_ROUNDS)
        self.readers.bad[rows] += self._hear(rows, self.readers.bad[rows], bad=True)
        self.recorder.tally("posts", group="bad")
        self.recorder.tally("readers", group="bad", count=rows.size)
        if rows.size >= p.crisis * adults:
            self.recorder.tally("opinion_crises")

    def _praise(self, day: int, cases: Cases, case: int, *, circle: bool) -> None:
        """Let good news be read once; nobody passes it on."""
        rows, _ = self._read(day, cases, case, circle=circle, rounds=1)
        self.readers.good[rows] += self._hear(rows, self.readers.good[rows], bad=False)
        self.recorder.tally("posts", group="good")
        self.recorder.tally("readers", group="good", count=rows.size)

    def _read(
        self, day: int, cases: Cases, case: int, *, circle: bool, rounds: int
    ) -> tuple[NDArray[np.int32], int]:
        """Return the residents of the quarter who read of a case, and the adults there."""
        p, r, h = self.parameters, self.population.residents, self.population.households
        homes = self.estate.dwellings
        complainant = int(cases.complainant[case])
        home = int(r.dwelling[complainant])
        start, size = int(homes.quarter_start[home]), int(homes.quarter_size[home])
        calm_from = rounds
        stirred = self.shared if cases.trigger[case] == Trigger.NOISE else 1.0
        if self.watched > 0.0:  # readers of a round pass it on at the round's end
            calm_from = max(math.ceil(p.answer_hours / p.round_hours) - 1, 0)
        rows, adults = _cascade(
            day,
            Rules(
                p.chat,
                p.circle if circle else 0.0,
                min(p.repost * stirred * float(cases.severity[case]), 1.0),
                rounds,
                calm_from,
                p.calm * self.watched,
            ),
            self.keys,
            int(r.identity[complainant]),
            int(r.household[complainant]),
            int(cases.accused[case]),
            homes.household[start : start + size],
            h.first,
            h.size,
            r.identity,
            r.group,
            r.trust_company,
            self.accounts.table.circle,
        )
        return rows, int(adults)

    def _hear(
        self, rows: NDArray[np.int32], before: NDArray[np.float32], *, bad: bool
    ) -> NDArray[np.float32]:
        """Add signals, each a share of what the month still leaves; return what was added."""
        p = self.parameters
        left = np.maximum(p.limit - before, 0.0)
        added = (left * -math.expm1(-p.signal / p.limit)).astype(np.float32)
        heard = self.outlook.evidence.bad if bad else self.outlook.evidence.good
        heard[rows, Stock.COMPANY] += added
        return np.asarray(added)


@kernel
def _cascade(
    day,
    rules,
    keys,
    teller,
    home_of_teller,
    accused,
    household,
    first,
    size,
    identity,
    group,
    trust,
    active,
):  # type: ignore[no-untyped-def]
    """Return who reads of a case, round by round, and the number of adults who could have.

    The parties know already and are no readers.
    """
    room = 0
    for home in household:
        room += size[home] if home >= 0 else 0
    rows = np.empty(room, np.int32)
    seen = np.zeros(identity.size, np.bool_)
    readers = adults = 0
    posts = 1
    for turn in range(rules.rounds):
        by_chat = 1.0 - (1.0 - rules.chat) ** posts
        by_both = 1.0 - ((1.0 - rules.chat) * (1.0 - rules.circle)) ** posts
        more = 0
        repost = rules.repost * (1.0 - rules.calm if turn >= rules.calm_from else 1.0)
        for home in household:
            if home < 0 or home in (home_of_teller, accused):
                continue
            for who in range(first[home], first[home] + size[home]):
                if group[who] == 0:
                    continue
                adults += turn == 0
                if seen[who]:
                    continue
                u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], teller, turn)
                if u < (by_both if active[who] else by_chat):
                    seen[who] = True
                    rows[readers] = who
                    readers += 1
                    more += v < repost * (1.0 - trust[who])
        if more == 0:
            break
        posts = more
    return rows[:readers], adults
