"""Ledger: hours and points in double entry, so that their sum never changes."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.columns import Column, Table

if TYPE_CHECKING:
    from model.residents import Residents


class Unit(IntEnum):
    """What is counted."""

    HOURS = 0
    POINTS = 1


class Book(IntEnum):
    """Accounts that belong to nobody in particular; negative numbers in the journal."""

    ISSUER = 0  # points created; its balance is minus the liability
    REDEEMED = 1
    FORFEITED = 2
    LEFT = 3  # balances of people who moved away


class Balances(Table):
    """What each resident holds; one slot a unit."""

    held = Column[float](0.0, np.float64, "balance, hours and points", width=len(Unit))


class Transfer(NamedTuple):
    """Entries of one kind on one day."""

    day: int
    unit: Unit
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    amount: NDArray[np.float64]
    why: str


class Ledger:
    """Every transfer takes from one account what it gives to another."""

    def __init__(self, residents: Residents) -> None:
        self.residents = residents
        self.balances = Balances(0, room=residents.room)
        self.books = np.zeros((len(Unit), len(Book)))
        self.journal: list[Transfer] = []

    def welcome(self) -> None:
        """Open accounts for residents who have just come."""
        self.balances.add(self.residents.rows - self.balances.rows)

    def pay(
        self,
        day: int,
        unit: Unit,
        source: NDArray[np.integer],
        target: NDArray[np.integer],
        amount: NDArray[np.float64],
        why: str,
    ) -> None:
        """Move amounts between residents, row by row."""
        if not source.size:
            return
        held = self.balances.held[:, unit]
        np.subtract.at(held, source, amount)
        np.add.at(held, target, amount)
        self._note(day, unit, source, target, amount, why)

    def issue(
        self,
        day: int,
        unit: Unit,
        target: NDArray[np.integer],
        amount: NDArray[np.float64],
        why: str,
    ) -> None:
        """Create amounts for residents; the issuer owes them."""
        if not target.size:
            return
        np.add.at(self.balances.held[:, unit], target, amount)
        self.books[unit, Book.ISSUER] -= amount.sum()
        self._note(day, unit, np.full(target.size, -1 - Book.ISSUER), target, amount, why)

    def take(
        self,
        day: int,
        unit: Unit,
        source: NDArray[np.integer],
        amount: NDArray[np.float64],
        book: Book,
        why: str,
    ) -> None:
        """Take amounts from residents into a book: redeemed, forfeited or left behind."""
        if not source.size:
            return
        np.subtract.at(self.balances.held[:, unit], source, amount)
        self.books[unit, book] += amount.sum()
        self._note(day, unit, source, np.full(source.size, -1 - book), amount, why)

    def close(self, rows: NDArray[np.int32], day: int) -> None:
        """Close the accounts of people who move away."""
        for unit in Unit:
            held = self.balances.held[rows, unit]
            some = rows[held != 0.0]
            self.take(
                day, unit, some, self.balances.held[some, unit].copy(), Book.LEFT, "moved away"
            )

    def residual(self, unit: Unit) -> float:
        """Return the sum over all accounts, which is zero at every step."""
        return float(self.balances.held[:, unit].sum() + self.books[unit].sum())

    def outstanding(self, unit: Unit) -> float:
        """Return what residents hold."""
        return float(self.balances.held[:, unit].sum())

    def _note(
        self,
        day: int,
        unit: Unit,
        source: NDArray[np.integer],
        target: NDArray[np.integer],
        amount: NDArray[np.float64],
        why: str,
    ) -> None:
        self.journal.append(
            Transfer(
                day, unit, source.astype(np.int64), target.astype(np.int64), amount.copy(), why
            )
        )
