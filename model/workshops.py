"""Workshops: parties of a closed case change perspective, sign a pledge and may join a team."""

from __future__ import annotations

import heapq
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.aftermath import Aftermath
from model.calendar import DAYS_PER_MONTH
from model.cases import Cases, Outcome
from model.parties import Parties
from model.population import Population
from model.recorder import Recorder
from model.roles import Role
from model.staff import EVENING, Staff
from model.streams import Question

REPAIRABLE = (Outcome.SETTLED, Outcome.TRANSFORMED, Outcome.IMPOSED)
NOBODY = np.empty(0, np.int32)


class Offer(NamedTuple):
    """What parties are invited to: how many of them, when, and what makes them come."""

    share: float  # of closed cases whose parties are invited
    days: float  # from the closing to the workshop
    come: float  # log-odds that a party comes, of middling trust and civic mind, and a stranger
    trust: float  # added for full trust in neighbours against none
    tie: float  # added per unit of tie strength
    civic: float  # added for full civic mind against none
    team: float  # share of workshops at which both are asked to join a team


NO_OFFER = Offer(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Workshops:
    """Invites both parties of a case that the company closed, and lets a social worker lead (M14).

    A workshop takes one of the social worker's evenings, and both parties must come. It is a long
    talk between the two, like a favour, and a pledge of the accused, as after a settlement by the
    same person; it neither ends a grievance nor makes anybody think better of anybody.
    """

    def __init__(
        self,
        cases: Cases,
        parties: Parties,
        population: Population,
        aftermath: Aftermath,
        staff: Staff,
        recorder: Recorder,
    ) -> None:
        self.cases, self.parties, self.population = cases, parties, population
        self.aftermath, self.staff, self.recorder = aftermath, staff, recorder
        self.terms = NO_OFFER
        self.due: list[tuple[int, int]] = []  # day and case
        self.held_today = 0

    def offer(
        self,
        *,
        share: float,
        days: float,
        come: float,
        trust: float,
        tie: float,
        civic: float,
        team: float,
    ) -> None:
        """Invite a share of parties so many days after the end of a case, from now on.

        ``come`` is the log-odds that a party does, with what trust, tie and civic mind add;
        ``team`` the share of workshops at which both are asked to join a team.
        """
        self.terms = Offer(share, days, come, trust, tie, civic, team)
        if share <= 0.0:
            self.due.clear()

    def close(self) -> None:
        """Invite nobody any more, and call off what was arranged."""
        self.terms = NO_OFFER
        self.due.clear()

    def hold(self, day: int, closed: list[int]) -> NDArray[np.int32]:
        """Hold what is due and invite for cases closed today; return who is asked into a team."""
        self.held_today = 0
        if self.terms.share <= 0.0:
            return NOBODY
        asked = []
        while self.due and self.due[0][0] <= day:
            _, case = heapq.heappop(self.due)
            asked += self._call(case, day)
        for case in closed:
            repairable = self.cases.handled[case] and self.cases.outcome[case] in REPAIRABLE
            if repairable and self._luck(case, 0) < self.terms.share:
                heapq.heappush(self.due, (day + max(ceil(self.terms.days), 1), case))
        return np.array(asked, np.int32)

    def _call(self, case: int, day: int) -> list[int]:
        """Hold the workshop of a case, put it off, or let it go; return who is asked to join."""
        quarter = int(self.cases.quarter[case])
        if not self._here(case) or not self.staff.has(Role.SOCIAL, quarter):
            return []
        evening = 24.0 * day + EVENING
        free = self.staff.evening(Role.SOCIAL, quarter, evening)
        late = day - self.cases.closed[case] / 24.0 > self.terms.days + DAYS_PER_MONTH
        if free > evening:
            if not late:
                heapq.heappush(self.due, (int(free // 24), case))
            return []
        self.recorder.tally("workshop_invitations")
        if not all(self._comes(case, side, day) for side in (0, 1)):
            return []
        # The hours are paid for by whoever offers it, and not taken off: only the evening is gone.
        leader = self.staff.hold(Role.SOCIAL, quarter, evening, 0.0).server
        self.aftermath.repair(case, day, skill=self.staff.skill_of(Role.SOCIAL, quarter, leader))
        self.held_today += 1
        self.recorder.tally("repair_workshops")
        joined = self._luck(case, 3) < self.terms.team
        return list(self.parties.of(case)) if joined else []

    def _here(self, case: int) -> bool:
        """Tell whether both parties still live here."""
        residents = self.population.residents
        return all(bool(residents.present[party]) for party in self.parties.of(case))

    def _comes(self, case: int, side: int, day: int) -> bool:
        """Tell whether a party comes: by trust, by the tie as it is now, and by civic mind."""
        t, residents = self.terms, self.population.residents
        party, other = self.parties.of(case)[:: 1 if side == 0 else -1]
        odds = t.come + t.trust * (float(residents.trust[party]) - 0.5)
        odds += t.civic * (float(residents.civic[party]) - 0.5)
        odds += t.tie * self.aftermath.ties.between(party, other, day)
        return self.parties.say_yes(Question.WORKSHOP, case, 1 + side, odds)

    def _luck(self, case: int, n: int) -> float:
        return self.parties.chance(Question.WORKSHOP, case, n)
