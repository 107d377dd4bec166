"""Money: what neighbour relations cost, by measure, purse and purpose."""

from __future__ import annotations

from enum import StrEnum

from model.calendar import month_of


class Purse(StrEnum):
    """Who pays: the four channels of funding, and the company's own budget."""

    SUBSIDY = "subsidy"
    PUBLIC_INCOME = "public_income"
    CROWDFUNDING = "crowdfunding"
    DONATION = "donation"
    COMPANY = "company"


class Money:
    """A record of spending; amounts are yuan and staff hours, and never negative."""

    def __init__(self) -> None:
        self.spent: dict[tuple[int, str, str, str], list[float]] = {}

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

    def total(self, until_month: int) -> float:
        """Return all yuan spent up to and including a month."""
        return sum(entry[0] for key, entry in self.spent.items() if key[0] <= until_month)
