"""Budget: the money there is for measures in a year, and what is cut when it does not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, model_validator

from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR, first_day, month_of
from model.interventions import Intervention
from model.money import Money, Purse
from model.parameters import Block

LEAST_SHARE = 0.01  # a smaller part of a measure is not worth beginning
Yuan = Annotated[float, Field(ge=0)]


class BudgetPlan(Block):
    """What measures may cost, year by year, and which goes first when that is too little."""

    yearly: Annotated[
        tuple[Yuan, ...] | None,
        Field(description="yuan for measures in each year; the last one goes on", min_length=1),
    ] = None
    share: Annotated[
        float | None,
        Field(
            description="instead of yuan: share of what the price lists ask for in each year", ge=0
        ),
    ] = None
    channels: Annotated[
        dict[Purse, Yuan],
        Field(
            default_factory=dict,
            description="yuan a year at most from a channel; one that is not named has no limit",
        ),
    ]
    priority: Annotated[
        tuple[str, ...],
        Field(description="measures, the most important first; others come after them"),
    ] = ()
    carry_over: Annotated[
        bool, Field(description="whether what a year leaves over may be spent in the next")
    ] = True

    @model_validator(mode="after")
    def _one_way(self) -> BudgetPlan:
        if (self.yearly is None) == (self.share is None):
            raise ValueError("a budget is given by yearly or by share, by one of them")
        return self

    @model_validator(mode="after")
    def _once(self) -> BudgetPlan:
        for name in self.priority:
            if self.priority.count(name) > 1:
                raise ValueError(f"the priority names {name} twice; name each measure once")
        return self


class Budget:
    """Pays measures in order of priority; nobody starts what the year cannot carry to its end.

    Each month, what every measure will ask for until the end of the year is held against what is
    left, the most important first. One that fits in part works at that share; one that does not
    fit waits. Asked for is what the price lists say, and what last month cost beyond them, such
    as members' insurance: nobody knows that before it has happened once.
    """

    def __init__(self, plan: BudgetPlan, money: Money) -> None:
        self.plan, self.money = plan, money
        self.asked_in: list[float] = []  # by the price lists, year by year
        self.moved: dict[int, float] = {}  # yuan from other estates by year, less than 0 to them

    def allot(self, day: int, measures: Sequence[Intervention]) -> None:
        """Tell each measure, on the first day of a month, which share of it is paid for."""
        if day % DAYS_PER_MONTH:
            return
        self._note_asked(day, measures)
        left = self.left(day)
        channels = {purse: self._left_of(purse, day) for purse in self.plan.channels}
        for measure in self.in_order(measures):
            asked = self._asked(measure, day)
            needed = sum(asked.values())
            share = min(left / needed, 1.0) if needed > 0 else 1.0
            for purse, yuan in asked.items():
                if purse in channels and yuan > 0:
                    share = min(share, channels[purse] / yuan)
            if share < LEAST_SHARE:
                share = 0.0
            measure.fund(share)
            taken = share * measure.met()
            left -= needed * taken
            for purse in channels:
                channels[purse] -= asked.get(purse, 0.0) * taken

    def in_order(self, measures: Sequence[Intervention]) -> list[Intervention]:
        """Sort measures by the declared priority; those not named keep their order behind."""
        rank = {name: place for place, name in enumerate(self.plan.priority)}
        return sorted(measures, key=lambda measure: rank.get(measure.name, len(rank)))

    def left(self, day: int) -> float:
        """Return what may still be spent this year."""
        year = (month_of(day) - 1) // MONTHS_PER_YEAR
        first = 0 if self.plan.carry_over else year
        years = range(first, year + 1)
        given = sum(self.given(number) + self.moved.get(number, 0.0) for number in years)
        return max(given - self._spent(first * MONTHS_PER_YEAR + 1), 0.0)

    def given(self, year: int) -> float:
        """Return the yuan given in a year, 0 for the first."""
        plan = self.plan
        if plan.yearly is not None:
            return plan.yearly[min(year, len(plan.yearly) - 1)]
        return (plan.share or 0.0) * self.asked_in[year]

    def over(self, day: int, measures: Sequence[Intervention]) -> float:
        """Return what the year's money leaves after all of its bills; below 0 it falls short."""
        self._note_asked(day, measures)
        asked = sum(sum(self._asked(measure, day).values()) for measure in measures)
        return self.left(day) - asked

    def move(self, day: int, yuan: float) -> None:
        """Take money from other estates for this year, or, below 0, give it to them."""
        year = (month_of(day) - 1) // MONTHS_PER_YEAR
        self.moved[year] = self.moved.get(year, 0.0) + yuan

    def _note_asked(self, day: int, measures: Sequence[Intervention]) -> None:
        """Note, as each year begins, what its price lists ask for."""
        while len(self.asked_in) <= (month_of(day) - 1) // MONTHS_PER_YEAR:
            start = first_day(len(self.asked_in) * MONTHS_PER_YEAR + 1)
            asked_now = [sum(self._asked(measure, start).values()) for measure in measures]
            self.asked_in.append(sum(asked_now))

    def _left_of(self, purse: Purse, day: int) -> float:
        year = (month_of(day) - 1) // MONTHS_PER_YEAR
        spent = self._spent(year * MONTHS_PER_YEAR + 1, purse)
        return max(self.plan.channels[purse] - spent, 0.0)

    def _spent(self, since_month: int, purse: Purse | None = None) -> float:
        """Return what measures have cost since a month; the ordinary programme is not theirs."""
        return sum(
            yuan
            for (month, measure, channel), yuan in self.money.monthly.items()
            if month >= since_month
            and measure not in self.money.cut_first
            and (purse is None or channel == purse.value)
        )

    def _asked(self, measure: Intervention, day: int) -> dict[Purse, float]:
        """Return what a measure will ask for until the year ends, by purse."""
        month = month_of(day)
        last = ((month - 1) // MONTHS_PER_YEAR + 1) * MONTHS_PER_YEAR
        asked: dict[Purse, float] = {}
        days = [first_day(later) for later in range(month, last + 1)]
        days = [day for day in days if measure.active(day)]
        for later in days:
            for cost in measure.bill(later, since=days[0]):
                asked[cost.purse] = asked.get(cost.purse, 0.0) + cost.yuan
        for purse, yuan in self._beyond(measure, day).items():
            asked[purse] = asked.get(purse, 0.0) + yuan * len(days)
        return asked

    def _beyond(self, measure: Intervention, day: int) -> dict[Purse, float]:
        """Return what last month cost a measure beyond its price list, at full share."""
        last = day - DAYS_PER_MONTH
        if not measure.begun or measure.share <= 0.0 or last < measure.since:
            return {}
        listed = dict.fromkeys(Purse, 0.0)
        for cost in measure.bill(last):
            listed[cost.purse] += cost.yuan * measure.share
        month, spent = month_of(last), self.money.monthly
        beyond = {
            purse: spent.get((month, measure.name, purse.value), 0.0) - yuan
            for purse, yuan in listed.items()
        }
        return {purse: yuan / measure.share for purse, yuan in beyond.items() if yuan > 1e-9}
