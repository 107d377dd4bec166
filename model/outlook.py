"""Outlook: trust in neighbours, in the company and in rules, and what moves it."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from model.behaviour.outlook import OutlookParameters
from model.columns import Column, Table
from model.kernels import kernel
from model.residents import Residents
from model.streams import Keys, Question, Streams, four, normal
from model.ties import Ties, faded

STOCKS = 3


class Stock(IntEnum):
    """The three trusts, which are kept apart."""

    NEIGHBOURS = 0
    COMPANY = 1
    RULES = 2


class Evidence(Table):
    """What each resident has lived through, as signals that fade; one slot a stock."""

    leaning = Column[float](0.5, np.float32, "trust without experience", unit="0-1", width=STOCKS)
    good = Column[float](
        0.0, np.float32, "good signals that still count", unit="signals", width=STOCKS
    )
    bad = Column[float](
        0.0, np.float32, "bad signals that still count", unit="signals", width=STOCKS
    )


class Outlook:
    """Beta reputation with forgetting: trust = (k d + good) / (k + good + w bad).

    ``d`` is the person's leaning, ``k`` its weight in signals, ``w`` the weight of bad news.

    References: Josang & Ismail (2002), The beta reputation system; Slovic (1993), Perceived risk,
    trust and democracy.
    """

    def __init__(
        self, residents: Residents, ties: Ties, parameters: OutlookParameters, streams: Streams
    ) -> None:
        self.residents, self.ties, self.parameters = residents, ties, parameters
        self.evidence = Evidence(0, room=residents.room)
        self.keys: Keys = streams.keys([Question.OPINION])
        p = parameters
        middle = np.array([p.neighbours_disposition, p.company_disposition, p.rules_disposition])
        self.middle = np.log(middle / (1.0 - middle))
        self.keep = 0.5 ** (1.0 / p.memory_half_life)
        self.heard_tonight: list[tuple[NDArray[np.int32], float]] = []

    def welcome(self) -> None:
        """Give residents who have just come a leaning and no experience."""
        taken = self.evidence.add(self.residents.rows - self.evidence.rows)
        rows = np.arange(taken.start, taken.stop)
        e, r = self.evidence, self.residents
        _lean(
            rows, self.middle, self.parameters.disposition_spread, self.keys, r.identity, e.leaning
        )
        for stock, column in enumerate((r.trust, r.trust_company, r.trust_rules)):
            column[rows] = e.leaning[rows, stock]

    def hear(
        self, rows: NDArray[np.int32], stock: Stock, *, good: float = 0.0, bad: float = 0.0
    ) -> None:
        """Add signals about one stock to residents; a row named twice hears it twice."""
        if good:
            np.add.at(self.evidence.good[:, stock], rows, np.float32(good))
        if bad:
            np.add.at(self.evidence.bad[:, stock], rows, np.float32(bad))

    def blame(self, rows: NDArray[np.int32], signals: float) -> None:
        """Let residents hear this evening what speaks against the company."""
        self.heard_tonight.append((rows, signals))

    def spread(self, teller: int, stock: Stock, day: int, *, good: float, bad: float) -> None:
        """Pass one's own news on along ties, by their strength, bad news twice as far."""
        t, w = self.ties.slots, self.ties.rules
        _tell(
            teller,
            int(stock),
            day,
            self.parameters.hearsay * good,
            2.0 * self.parameters.hearsay * bad,
            w.decay,
            w.slowing,
            t.partner,
            t.strength,
            t.touched,
            self.evidence.good,
            self.evidence.bad,
        )

    def feel(self) -> None:
        """Let signals fade, add the day's contacts, and bring the three trusts up to date."""
        r, e, p = self.residents, self.evidence, self.parameters
        for rows, signals in self.heard_tonight:
            self.hear(rows, Stock.COMPANY, bad=signals)
        self.heard_tonight.clear()
        _feel(
            self.keep,
            p.disposition_weight,
            p.negativity,
            p.contact_signal,
            r.present,
            self.ties.slots.contacts,
            e.leaning,
            e.good,
            e.bad,
            r.trust,
            r.trust_company,
            r.trust_rules,
        )


@kernel
def _lean(rows, middle, spread, keys, identity, leaning):  # type: ignore[no-untyped-def]
    for row in rows:
        u = four(keys[0, 0], keys[0, 1], 0, identity[row], 0, 0)
        for stock in range(3):
            leaning[row, stock] = 1.0 / (1.0 + np.exp(-middle[stock] - spread * normal(u[stock])))


@kernel
def _tell(
    teller, stock, day, good_share, bad_share, decay, slowing, partner, strength, touched, good, bad
):  # type: ignore[no-untyped-def]
    for slot in range(partner.shape[1]):
        other = partner[teller, slot]
        if other >= 0:
            now = faded(strength[teller, slot], day - touched[teller, slot], decay, slowing)
            weight = min(now, 1.0)
            good[other, stock] += good_share * weight
            bad[other, stock] += bad_share * weight


@kernel
def _feel(
    keep,
    weight,
    negativity,
    contact,
    present,
    contacts,
    leaning,
    good,
    bad,
    neighbours,
    company,
    rules,
):  # type: ignore[no-untyped-def]
    for row in range(present.size):
        if not present[row]:
            continue
        good[row, 0] += contact * contacts[row]
        for stock in range(3):
            good[row, stock] *= keep
            bad[row, stock] *= keep
        neighbours[row] = (weight * leaning[row, 0] + good[row, 0]) / (
            weight + good[row, 0] + negativity * bad[row, 0]
        )
        company[row] = (weight * leaning[row, 1] + good[row, 1]) / (
            weight + good[row, 1] + negativity * bad[row, 1]
        )
        rules[row] = (weight * leaning[row, 2] + good[row, 2]) / (
            weight + good[row, 2] + negativity * bad[row, 2]
        )
