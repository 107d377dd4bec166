"""Money: what neighbour relations cost, what comes in, and what each purse still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from model.calendar import month_of


class Purse(StrEnum):
    """Who pays: the four channels of funding, and the company's own budget."""

    SUBSIDY = "subsidy"
    PUBLIC_INCOME = "public_income"
    CROWDFUNDING = "crowdfunding"
    DONATION = "donation"
    COMPANY = "company"


@dataclass
class Account:
    """One purse in yuan: what it began with, took in, and paid, for measures and otherwise."""

    opening: float = 0.0
    received: float = 0.0
    running: float = 0.0
    measures: float = 0.0
    balance: float = 0.0

    @property
    def own(self) -> float:
        """Return what would be left had somebody else paid for the measures."""
        return self.opening + self.received - self.running


class Cut(NamedTuple):
    """Something that a short purse could not pay in a month."""

    month: int
    what: str
    purse: str
    yuan: float


Entries = dict[tuple[int, str, str], list[float]]


class Money:
    """The books; amounts are yuan and staff hours, entries are never negative.

    Opening + in - out = closing in every purse. A measure that is under way is paid in any case:
    what its purse lacks stands in ``overdrawn``, as money that somebody still has to find. The
    ordinary programme is cut instead, in the order of ``cut_first`` (E198).
    """

    def __init__(self, *, cut_first: Sequence[str] = ("activities",)) -> None:
        self.spent: dict[tuple[int, str, str, str], list[float]] = {}
        self.monthly: dict[tuple[int, str, str], float] = {}  # the same, whatever for
        self.income: Entries = {}  # by month, source and purse
        self.costs: Entries = {}  # ordinary costs by month, what for and purse
        self.cuts: list[Cut] = []
        self.cut_first = list(cut_first)
        self.accounts = {purse: Account() for purse in Purse}
        self.measures_share = False  # whether measures live from the same purses

    def restart(self) -> None:
        """Forget all entries; purses begin again with what they were opened with."""
        for entries in (self.spent, self.monthly, self.income, self.costs):
            entries.clear()
        self.cuts.clear()
        for purse, account in self.accounts.items():
            self.accounts[purse] = Account(account.opening, balance=account.opening)

    def open(self, purse: Purse, yuan: float) -> None:
        """Put money into a purse before the first day."""
        account = self.accounts[purse]
        account.opening += yuan
        account.balance += yuan

    def spend(
        self,
        day: int,
        measure: str,
        purse: Purse,
        what: str,
        *,
        yuan: float = 0.0,
        hours: float = 0.0,
    ) -> None:
        """Charge a measure for something on a day."""
        if yuan < 0 or hours < 0:
            raise ValueError(f"{measure}: {what} costs {yuan} yuan, {hours} h: below zero")
        if not yuan and not hours:
            return
        entry = self.spent.setdefault((month_of(day), measure, purse.value, what), [0.0, 0.0])
        entry[0] += yuan
        entry[1] += hours
        in_month = (month_of(day), measure, purse.value)
        self.monthly[in_month] = self.monthly.get(in_month, 0.0) + yuan
        account = self.accounts[purse]
        if measure in self.cut_first:  # the ordinary programme, which a short purse cuts
            account.running += yuan
        else:
            account.measures += yuan
        account.balance -= yuan

    def receive(self, day: int, source: str, purse: Purse, yuan: float) -> None:
        """Take money in from a source."""
        if yuan < 0:
            raise ValueError(f"{source}: {yuan} yuan came in: below zero")
        if not yuan:
            return
        self.income.setdefault((month_of(day), source, purse.value), [0.0])[0] += yuan
        self.accounts[purse].received += yuan
        self.accounts[purse].balance += yuan

    def pay(
        self, day: int, what: str, purse: Purse, *, yuan: float = 0.0, hours: float = 0.0
    ) -> None:
        """Pay an ordinary cost of running the estate; it is no part of a measure."""
        if yuan < 0 or hours < 0:
            raise ValueError(f"{what} costs {yuan} yuan, {hours} h: below zero")
        if not yuan and not hours:
            return
        entry = self.costs.setdefault((month_of(day), what, purse.value), [0.0, 0.0])
        entry[0] += yuan
        entry[1] += hours
        self.accounts[purse].running += yuan
        self.accounts[purse].balance -= yuan

    def transfer(self, day: int, what: str, purse: Purse, to: Purse, yuan: float) -> None:
        """Move money from one purse to another."""
        self.pay(day, what, purse, yuan=yuan)
        self.receive(day, what, to, yuan)

    def affords(self, measure: str, purse: Purse, yuan: float, *, spared: float = 0.0) -> float:
        """Return the share of a cost that a purse can bear beside what it must spare for others.

        What comes later in the order of cuts, or is never cut, goes first.
        """
        if yuan <= 0:
            return 1.0
        account = self.accounts[purse]
        held = account.balance if self.measures_share else account.own
        return min(max((held - spared) / yuan, 0.0), 1.0)

    def cut(self, day: int, what: str, purse: Purse, yuan: float) -> None:
        """Note what could not be paid."""
        if yuan > 0:
            self.cuts.append(Cut(month_of(day), what, purse.value, yuan))

    def balance(self, purse: Purse) -> float:
        """Return what a purse holds."""
        return self.accounts[purse].balance

    @property
    def overdrawn(self) -> float:
        """Return what has been paid out of purses beyond what they held."""
        return sum(max(-account.balance, 0.0) for account in self.accounts.values())

    def residual(self) -> float:
        """Return the largest gap between opening + in - out and closing, over the purses."""
        gaps = []
        for purse, account in self.accounts.items():
            came = sum(e[0] for key, e in self.income.items() if key[2] == purse)
            went = sum(e[0] for key, e in self.costs.items() if key[2] == purse)
            went += sum(e[0] for key, e in self.spent.items() if key[2] == purse)
            gaps.append(abs(account.opening + came - went - account.balance))
        return max(gaps)

    def total(self, until_month: int) -> float:
        """Return all yuan spent on measures and the programme up to and including a month."""
        return sum(entry[0] for key, entry in self.spent.items() if key[0] <= until_month)
