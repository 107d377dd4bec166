"""Beliefs: what residents hold of the books, of how things are shared, and of service."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from model.behaviour.governance import BeliefParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.kernels import kernel
from model.residents import Residents
from model.streams import Question, Streams, four, normal

BELIEFS = 3
NEVER = -100_000


class Belief(IntEnum):
    """Three beliefs about how the estate is run, which are kept apart."""

    BOOKS = 0
    FAIRNESS = 1
    SERVICE = 2


class Convictions(Table):
    """What each resident has seen of the running of the estate, as signals that fade."""

    leaning = Column[float](0.5, np.float32, "belief without experience", unit="0-1", width=BELIEFS)
    good = Column[float](
        0.0, np.float32, "good signals that still count", unit="signals", width=BELIEFS
    )
    bad = Column[float](
        0.0, np.float32, "bad signals that still count", unit="signals", width=BELIEFS
    )
    seen = Column[int](NEVER, np.int32, "day on which the books were last seen", unit="day")


class Beliefs:
    """Beta stocks with forgetting: belief = (k d + good) / (k + good + w bad).

    The same form as trust (Josang & Ismail 2002), brought up to date once a month. Leanings follow
    the one towards the company in part: distrust of one has to do with distrust of another.
    """

    def __init__(
        self,
        residents: Residents,
        parameters: BeliefParameters,
        company: float,
        streams: Streams,
    ) -> None:
        self.residents, self.parameters = residents, parameters
        self.convictions = Convictions(0, room=residents.room)
        self.keys = streams.keys([Question.CONVICTION])
        p = parameters
        middle = np.array([p.books_leaning, p.fairness_leaning, p.service_leaning])
        self.middle = np.log(middle / (1.0 - middle))
        self.company = float(np.log(company / (1.0 - company)))
        self.keep = 0.5 ** (DAYS_PER_MONTH / p.half_life)

    def welcome(self) -> None:
        """Give residents who have just come a leaning and no experience."""
        taken = self.convictions.add(self.residents.rows - self.convictions.rows)
        p, r, c = self.parameters, self.residents, self.convictions
        _lean(
            np.arange(taken.start, taken.stop),
            self.middle,
            p.spread,
            p.company,
            self.company,
            self.keys,
            r.identity,
            r.trust_company,
            c.leaning,
        )

    def hear(
        self, rows: NDArray[np.integer], belief: Belief, *, good: float = 0.0, bad: float = 0.0
    ) -> None:
        """Add signals about one belief to residents; a row named twice hears it twice."""
        if good:
            np.add.at(self.convictions.good[:, belief], rows, np.float32(good))
        if bad:
            np.add.at(self.convictions.bad[:, belief], rows, np.float32(bad))

    def see_books(
        self, rows: NDArray[np.integer], day: int, *, credibility: float, unaccounted: float
    ) -> None:
        """Let residents look into the books; what is shown counts as far as it convinces.

        Bad news in the books is bad news however openly it is shown (Grimmelikhuijsen et al.
        2013).
        """
        weight = self.parameters.shown * credibility
        good, bad = weight * (1.0 - unaccounted), weight * unaccounted
        self.hear(rows, Belief.BOOKS, good=good, bad=bad)
        self.convictions.seen[rows] = day

    def fade(self) -> None:
        """Let a month pass over all signals."""
        self.convictions.good[:] *= np.float32(self.keep)
        self.convictions.bad[:] *= np.float32(self.keep)

    def silence(self, rows: NDArray[np.integer], day: int) -> None:
        """Let a month without a look into the books breed doubt, the more the longer it lasts."""
        c = self.convictions
        waited = np.minimum((day - c.seen[rows]) / 360.0, 1.0)
        c.bad[rows, Belief.BOOKS] += (self.parameters.silence * waited).astype(np.float32)

    def held(self, belief: Belief) -> NDArray[np.float64]:
        """Return a belief of every resident, 0 to 1."""
        c, p = self.convictions, self.parameters
        good = c.good[:, belief].astype(np.float64)
        bad = c.bad[:, belief].astype(np.float64)
        leaning = c.leaning[:, belief].astype(np.float64)
        return np.asarray((p.weight * leaning + good) / (p.weight + good + p.negativity * bad))


@kernel
def _lean(rows, middle, spread, follow, company, keys, identity, trust_company, leaning):  # type: ignore[no-untyped-def]
    for row in rows:
        u = four(keys[0, 0], keys[0, 1], 0, identity[row], 0, 0)
        trust = min(max(trust_company[row], 1e-6), 1.0 - 1e-6)
        above = follow * (np.log(trust / (1.0 - trust)) - company)
        for belief in range(3):
            score = middle[belief] + above + spread * normal(u[belief])
            leaning[row, belief] = 1.0 / (1.0 + np.exp(-score))
