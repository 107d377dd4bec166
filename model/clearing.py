"""Clearing: things on common ground that no talk could move, and who dares to take them away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.behaviour.clearing import ClearingParameters
from model.calendar import OFFICE_CLOSES
from model.cases import Cases, Outcome
from model.estate import Estate
from model.exposures import Trigger
from model.grievances import Grievances
from model.money import Money, Purse
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.roles import Role
from model.staff import Staff
from model.streams import Question, Streams

if TYPE_CHECKING:
    from model.triggers.space import Occupation

CLEARABLE = (Trigger.CORRIDOR, Trigger.GREEN)
UNSETTLED = (Outcome.IMPOSED, Outcome.FAILED)
HALF_YEAR = 180  # E013: so long did one conflict over a corridor go on


class Place(NamedTuple):
    """What a case is about: whose things, and whether on the stair or in the green."""

    household: int
    trigger: Trigger


class Referral(NamedTuple):
    """A case before outside agencies: when they come, and how long they took to agree."""

    due: float
    days: float
    case: int


class Clearing:
    """Lets the company, or agencies that it calls, take things off common ground.

    The company has no power to enforce: where a case of its own ends unsettled and the things are
    still there, it clears in a share of cases, at the risk of being sued (E189), puts others
    before agencies, who need days to agree (E072), and leaves the rest. Things come back as they
    came. A lawsuit makes it wary for a time; written local instructions make it safer and faster.
    Who sees nothing done blames the company already in judging the case; only deeds count here.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        staff: Staff,
        grievances: Grievances,
        outlook: Outlook,
        money: Money,
        recorder: Recorder,
        parameters: ClearingParameters,
        retaliation: float,
        streams: Streams,
    ) -> None:
        self.population, self.staff, self.grievances = population, staff, grievances
        self.outlook, self.money, self.recorder = outlook, money, recorder
        self.parameters, self.retaliation, self.streams = parameters, retaliation, streams
        service = estate.plan.organisation.service
        self.clears, self.refers = service.clears, service.refers
        self.instructed = service.instructed
        self.wage = estate.plan.organisation.funding.wage
        self.lessons = 0.0  # lawsuits that are still remembered
        self.exposed, self.precedents = 1.0, 0.0
        self.referred: dict[Place, Referral] = {}
        self.unsettled: dict[Place, int] = {}  # since which day

    # -- what measures may change ----------------------------------------------------------

    def dare(self, share: float) -> None:
        """Clear in such a share of the unsettled cases without waiting for anybody."""
        self.clears = share

    def refer(self, share: float) -> None:
        """Put such a share of the other unsettled cases before outside agencies."""
        self.refers = share

    def instruct(self, share: float) -> None:
        """Cover such a share of cases by written local instructions: who may clear what, and how.

        A case so covered frightens nobody, is safer to clear, and sooner agreed on.
        """
        self.instructed = share

    def expose(self, *, suits: float, precedents: float) -> None:
        """Make lawsuits so many times as likely where no instructions cover what was done.

        ``precedents`` are lawsuits elsewhere, which frighten like one's own (E189).
        """
        self.exposed, self.precedents = suits, precedents

    def readiness(self, *, instructed: bool) -> float:
        """Return the chance that the company clears by itself, wary of past lawsuits."""
        fear = 0.0 if instructed else self.parameters.wary * (self.lessons + self.precedents)
        return self.clears * math.exp(-fear)

    # -- the day ---------------------------------------------------------------------------

    def act(self, day: int, cases: Cases, closed: list[int], occupation: Occupation) -> list[Place]:
        """Look at the cases closed today and at what is due; return what has been cleared."""
        self.lessons *= 0.5 ** (1.0 / self.parameters.wary_half_life)
        self._forget(occupation)
        cleared: list[Place] = []
        for case in closed:
            place = Place(int(cases.accused[case]), Trigger(int(cases.trigger[case])))
            unsettled = bool(cases.handled[case]) and cases.outcome[case] in UNSETTLED
            if not unsettled or place in cleared or not self._is_there(place, occupation):
                continue
            self.unsettled.setdefault(place, day)
            if self._decide(day, cases, case, place):
                cleared.append(place)
        for place, referral in sorted(self.referred.items(), key=lambda item: item[1]):
            if referral.due < day + 1 and place not in cleared:
                self._come(day, cases, referral)
                cleared.append(place)
        for place in cleared:
            self.referred.pop(place, None)
            self.unsettled.pop(place, None)
        return cleared

    def count(self, day: int) -> None:
        """Note how many disputed things are still there at the end of a month."""
        long = sum(day - since >= HALF_YEAR for since in self.unsettled.values())
        self.recorder.set("occupations_unsettled", float(len(self.unsettled)))
        self.recorder.set("occupations_unsettled_half_year", float(long))

    def _forget(self, occupation: Occupation) -> None:
        """Drop what has gone of itself, or with those who moved away."""
        for place in [*self.unsettled]:  # whatever is before agencies is unsettled as well
            if not self._is_there(place, occupation):
                del self.unsettled[place]
                self.referred.pop(place, None)

    def _is_there(self, place: Place, occupation: Occupation) -> bool:
        if (
            place.trigger not in CLEARABLE
            or not self.population.households.present[place.household]
        ):
            return False
        things = occupation.corridor if place.trigger == Trigger.CORRIDOR else occupation.green
        return bool(things[place.household])

    def _decide(self, day: int, cases: Cases, case: int, place: Place) -> bool:
        """Clear at once, call the agencies, or leave it; tell whether it is cleared."""
        p = self.parameters
        instructed = self._luck(cases, case, 0) < self.instructed
        if self._luck(cases, case, 1) < self.readiness(instructed=instructed):
            self._clear(day, cases, case, "company")
            self._anger(cases, case)
            risk = p.suit * (p.backed if instructed else self.exposed)
            if self._luck(cases, case, 2) < risk:
                self._lose(day, cases, case)
            return True
        if self._luck(cases, case, 3) < self.refers and place not in self.referred:
            mean = p.coordination * (p.gone_round if cases.passed_on[case] else 1.0)
            mean *= p.instructed if instructed else 1.0
            days = -math.log1p(-self._luck(cases, case, 4)) * mean
            closed = float(cases.closed[case]) / 24.0
            self.referred[place] = Referral(max(closed, float(day)) + days, days, case)
            self.recorder.tally("occupations_referred")
        return False

    def _come(self, day: int, cases: Cases, referral: Referral) -> None:
        """Let the agencies clear."""
        self.recorder.tally("coordination_days", count=referral.days)
        self._clear(day, cases, referral.case, "agency")

    def _clear(self, day: int, cases: Cases, case: int, who: str) -> None:
        """Take the things away: the complainant is relieved, the accused takes it ill."""
        p, signal = self.parameters, self.outlook.parameters.case_signal
        complainant, accused = int(cases.complainant[case]), int(cases.accused[case])
        self._work(day, cases, case, "clearing", hours=p.hours)
        self.recorder.tally("occupations_cleared")
        self.recorder.tally("occupations_cleared", group=who)
        if not self.population.residents.present[complainant]:
            return
        self.grievances.relieve(complainant, accused, day, share=p.relief)
        self.outlook.hear(np.array([complainant], np.int32), Stock.COMPANY, good=signal)
        head = int(self.population.households.first[accused])
        against = int(self.population.residents.household[complainant])
        self.grievances.add(head, against, self.retaliation, day)

    def _anger(self, cases: Cases, case: int) -> None:
        """Turn the accused against a company that took their things."""
        head = self.population.households.first[cases.accused[case]]
        rows = np.array([head], np.int32)
        self.outlook.hear(rows, Stock.COMPANY, bad=self.outlook.parameters.case_signal)

    def _lose(self, day: int, cases: Cases, case: int) -> None:
        """Lose a lawsuit: it costs money and hours, and is not forgotten soon."""
        p = self.parameters
        self.lessons += 1.0
        self.recorder.tally("clearing_lawsuits")
        self._work(day, cases, case, "lawsuits", hours=p.suit_hours)
        self.recorder.tally("clearing_damages", count=p.damages)
        if day >= 0:
            self.money.pay(day, "lawsuits", Purse.COMPANY, yuan=p.damages)

    def _work(self, day: int, cases: Cases, case: int, what: str, *, hours: float) -> None:
        """Put hours on the desk's list, and pay for them."""
        if not hours:
            return
        self.staff.book(Role.DESK, int(cases.quarter[case]), 24.0 * day + OFFICE_CLOSES, hours)
        if day >= 0:
            self.money.pay(day, what, Purse.COMPANY, yuan=self.wage * hours, hours=hours)

    def _luck(self, cases: Cases, case: int, n: int) -> float:
        """Draw for a case: keyed by the parties and the day on which it was opened."""
        return self.streams.draw(
            Question.CLEARING,
            int(float(cases.opened[case]) // 24),
            int(self.population.residents.identity[cases.complainant[case]]),
            int(self.population.households.identity[cases.accused[case]]),
            n,
        )
