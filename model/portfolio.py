"""Portfolio: the estates of one company, each a neighbourhood, and what passes between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from model.calendar import DAYS_PER_MONTH, OFFICE_HOURS, OFFICE_OPENS, first_day, month_of
from model.money import Purse
from model.neighbourhood import Neighbourhood
from model.results import Results, Table, by_rows
from model.roles import Role
from model.rollout import Mentoring, Pool, Rollout, Supervision
from model.staff import Example
from model.totals import total

MENTORING, SUPERVISION = "mentoring", "supervision"
_LOG = {"month": np.int64, "what": object, "giver": object, "taker": object, "amount": np.float64}


def seed_of(seed: int, estate: str) -> int:
    """Return the seed of one estate: it depends on the estate's name, and on no other estate."""
    return int.from_bytes(blake2b(f"{seed}/{estate}".encode(), digest_size=4).digest(), "big") >> 1


@dataclass(frozen=True)
class PortfolioResults:
    """The results of each estate, and the KPIs of all of them together."""

    estates: dict[str, Results]
    kpis: dict[str, NDArray[np.float64]]
    kpis_by_group: Table
    passed_on: Table


class Portfolio:
    """Steps neighbourhoods a month at a time; on the first of a month they meet.

    What passes between them are inputs: stewards' practice, collected cases, hours and money.
    Without a rollout, or before its months, each estate lives as it would by itself.
    """

    def __init__(self, hoods: Mapping[str, Neighbourhood], rollout: Rollout | None = None) -> None:
        if not hoods:
            raise ValueError("a portfolio without an estate; give at least one")
        self.hoods = dict(hoods)
        self.rollout = rollout
        self.months = next(iter(self.hoods.values())).months
        self.day = next(iter(self.hoods.values())).day
        self.log: list[tuple[int, str, str, str, float]] = []
        self._used: dict[str, tuple[float, float]] = {}

    def run(self) -> PortfolioResults:
        """Live through all months and return the results."""
        while self.day < self.months * DAYS_PER_MONTH:
            self.step()
        return self.results()

    def step(self) -> None:
        """Let the estates meet, then live through a month."""
        if self.rollout:
            self._meet(self.rollout, month_of(self.day))
        for hood in self.hoods.values():
            for _ in range(DAYS_PER_MONTH):
                hood.live()
        self.day += DAYS_PER_MONTH

    def results(self) -> PortfolioResults:
        """Return the results so far, of each estate and in total."""
        found = {name: hood.results() for name, hood in self.hoods.items()}
        recorders = [hood.recorder for hood in self.hoods.values()]
        kpis, by_group = total(recorders, [results.kpis for results in found.values()])
        log = {
            name: np.array([entry[place] for entry in self.log], dtype=kind)
            for place, (name, kind) in enumerate(_LOG.items())
        }
        return PortfolioResults(found, kpis, by_rows(by_group, self.months), log)

    # -- the first of a month ------------------------------------------------------------------

    def _meet(self, rollout: Rollout, month: int) -> None:
        if rollout.mentoring:
            self._mentor(rollout, rollout.mentoring, month)
        if rollout.supervision and rollout.supervision.holds(month):
            self._visit(rollout, rollout.supervision, month)
        if rollout.pool:
            self._share(rollout, rollout.pool, month)

    def _mentor(self, rollout: Rollout, plan: Mentoring, month: int) -> None:
        """Send mentors to whoever begins, and keep them from their own desks for that long."""
        teachers = [
            name for name in rollout.estates(plan.mentors) if rollout.start_of(name) < month
        ]
        learners = [
            name
            for name in rollout.estates(plan.learners)
            if 0 <= month - rollout.start_of(name) < plan.months and name not in teachers
        ]
        if not teachers or not learners or not plan.hours:
            return
        examples = [self.hoods[name].staff.example(Role.DESK) for name in teachers]
        best = Example(*np.mean(examples, axis=0).tolist())
        for name in learners:
            hood, first = self.hoods[name], month == rollout.start_of(name)
            hours = plan.hours * hood.estate.size / 500.0
            stewards = max(float(hood.staff.servers[Role.DESK].sum()), 1.0)
            share = 1.0 - math.exp(-hours / stewards / plan.hours_to_learn)
            hood.staff.follow(Role.DESK, best, share=share)
            if first:
                hood.staff.read_cases(plan.cases_apply * best.lessons)
            self._charge(name, MENTORING, hours=hours, wage=plan.wage)
            for teacher in teachers:
                self._send(teacher, hours / len(teachers))
                self.log.append((month, MENTORING, teacher, name, hours / len(teachers)))

    def _visit(self, rollout: Rollout, plan: Supervision, month: int) -> None:
        """Visit each estate whose measures have begun, and see that new stewards are taught."""
        for name, hood in self.hoods.items():
            if rollout.start_of(name) <= month:
                hood.staff.catch_up(Role.DESK)
                self._send(name, plan.desk_hours)
                self._charge(name, SUPERVISION, hours=plan.hours, wage=plan.wage)
                self.log.append((month, SUPERVISION, "", name, plan.hours))

    def _share(self, rollout: Rollout, plan: Pool, month: int) -> None:
        """Pass on money that is left over in a year, and hours that were idle last month."""
        givers, takers = rollout.estates(plan.givers), rollout.estates(plan.takers)
        idle = self._idle_hours([*givers, *takers])
        if not plan.holds(month):
            for name in (*givers, *takers):
                self.hoods[name].staff.lend(Role.DESK, 0.0)
            return
        over = {name: self._money_over(name) for name in (*givers, *takers)}
        spare = {name: plan.money * max(over[name], 0.0) for name in givers}
        lack = {name: max(-over[name], 0.0) for name in takers}
        for giver, taker, yuan in _matched(spare, lack):
            for name, amount in ((giver, -yuan), (taker, yuan)):
                budget = self.hoods[name].budget
                if budget:
                    budget.move(first_day(month), amount)
            self.log.append((month, "yuan", giver, taker, yuan))
        self._lend(month, {name: plan.idle_hours * idle[name][0] for name in givers}, idle, takers)

    def _lend(
        self,
        month: int,
        spare: Mapping[str, float],
        idle: Mapping[str, tuple[float, float, float]],
        takers: list[str],
    ) -> None:
        """Lend idle hours to those whose desks have most to do, month by month."""
        lent = dict.fromkeys((*spare, *takers), 0.0)
        busy = {name: idle[name][1] for name in takers}
        whole, all_busy = sum(spare.values()), sum(busy.values())
        if all_busy > 0:
            wanted = {name: whole * hours / all_busy for name, hours in busy.items()}
            for giver, taker, hours in _matched(spare, wanted):
                lent[giver] -= hours
                lent[taker] += hours
                self.log.append((month, "hours", giver, taker, hours))
        for name, hours in lent.items():
            own = idle[name][2]
            self.hoods[name].staff.lend(Role.DESK, hours / own if own > 0 else 0.0)

    # -- small helpers -------------------------------------------------------------------------

    def _idle_hours(self, names: list[str]) -> dict[str, tuple[float, float, float]]:
        """Return the desk's idle, booked and own hours of the last month."""
        found = {}
        for name in names:
            staff = self.hoods[name].staff
            now = float(staff.booked[Role.DESK]), float(staff.available[Role.DESK])
            before = self._used.get(name, (0.0, 0.0))
            booked, available = now[0] - before[0], now[1] - before[1]
            self._used[name] = now
            own = available / (1.0 + float(staff.loan[Role.DESK]))
            found[name] = max(own - booked, 0.0), booked, own
        return found

    def _money_over(self, name: str) -> float:
        hood = self.hoods[name]
        return hood.budget.over(self.day, hood.interventions) if hood.budget else 0.0

    def _send(self, name: str, hours: float) -> None:
        """Take stewards off their desk, each for a working day at most."""
        staff, arrival = self.hoods[name].staff, 24.0 * self.day + OFFICE_OPENS
        quarters = staff.servers.shape[1]
        for quarter in range(quarters):
            left = hours / quarters
            while left > 0:
                staff.book(Role.DESK, quarter, arrival, min(left, OFFICE_HOURS))
                left -= OFFICE_HOURS

    def _charge(self, name: str, what: str, *, hours: float, wage: float) -> None:
        money = self.hoods[name].money
        money.spend(self.day, what, Purse.COMPANY, what, yuan=wage * hours, hours=hours)


def _matched(spare: Mapping[str, float], lack: Mapping[str, float]) -> list[tuple[str, str, float]]:
    """Share what some can spare among those who lack, in proportion on both sides."""
    there, wanted = sum(spare.values()), sum(lack.values())
    passed = min(there, wanted)
    if passed <= 0:
        return []
    return [
        (giver, taker, passed * (has / there) * (needs / wanted))
        for giver, has in spare.items()
        for taker, needs in lack.items()
        if has > 0 and needs > 0
    ]
