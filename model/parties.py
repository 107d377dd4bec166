"""Parties: the two sides of a case, how near and how angry they are, and what they agree to."""

from __future__ import annotations

import math

import numpy as np

from model.behaviour.mediation import MediationParameters
from model.cases import Cases
from model.exposures import Trigger
from model.grievances import Grievances
from model.population import Population
from model.roles import Role
from model.streams import Question, Streams, normal
from model.ties import Ties


class Parties:
    """What the complainant and the accused household bring to a case, and chance about them.

    Every draw is keyed by the two parties and the day on which their case was opened.
    """

    def __init__(
        self,
        cases: Cases,
        population: Population,
        ties: Ties,
        grievances: Grievances,
        parameters: MediationParameters,
        streams: Streams,
    ) -> None:
        self.cases, self.population, self.ties = cases, population, ties
        self.grievances, self.parameters, self.streams = grievances, parameters, streams
        self.adviser = 0.0  # share of cases above the desk in which there is a legal adviser

    def of(self, case: int) -> tuple[int, int]:
        """Return the complainant and the first member of the accused household."""
        accused = int(self.cases.accused[case])
        return int(self.cases.complainant[case]), int(self.population.households.first[accused])

    def tie(self, case: int) -> float:
        """Return how near the complainant stood to the accused as the case was opened."""
        day = int(float(self.cases.opened[case]) // 24)
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        return self.ties.to_household(complainant, accused, day)

    def tries(self, case: int) -> int:
        """Return how often the complainant has spoken to the accused before."""
        s = self.grievances.slots
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        found = np.flatnonzero(s.against[complainant] == accused)
        return int(s.tries[complainant, found[0]]) if found.size else 0

    def pair(self, case: int) -> tuple[int, int, int]:
        """Return the two households and the trigger, in one order whoever complains."""
        one = int(self.population.residents.household[self.cases.complainant[case]])
        other = int(self.cases.accused[case])
        return min(one, other), max(one, other), int(self.cases.trigger[case])

    def anger(self, case: int, hour: float) -> float:
        """Return what is left of the complainant's grievance, in units of what they bear."""
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        left = self.grievances.level(complainant, accused, int(hour // 24))
        return float(left / self.population.residents.tolerance[complainant])

    def consent(self, case: int, role: Role, skill: float) -> bool:
        """Ask both; each decides by trust, tie, severity and how well the invitation is made."""
        k = self.parameters.consent
        severity, near = float(self.cases.severity[case]), self.tie(case)
        for side, party in enumerate(self.of(case)):
            trust = float(self.population.residents.trust_company[party])
            odds = k.base + k.trust * (trust - 0.3) + k.tie * near - k.severity * severity
            odds += k.skill * skill
            if not self._insist(Question.CONSENT, case, 3 * role + side, 20 + side, odds, k.firm):
                return False
        return True

    def settle(self, case: int, hour: float, role: Role, skill: float) -> bool:
        """Tell whether a session ends in an agreement."""
        s, c = self.parameters.settlement, self.cases
        parties = self.of(case)
        trust = float(
            np.mean([self.population.residents.trust_company[party] for party in parties])
        )
        days = (hour - float(c.opened[case])) / 24.0
        odds = s.base + s.skill * skill + s.tie * self.tie(case)
        odds += s.trust * trust - s.severity * float(c.severity[case]) - s.wait * np.log1p(days)
        odds -= s.repeat if c.repeat[case] else 0.0
        if role != Role.DESK and c.trigger[case] == Trigger.LEAK:
            odds += s.expert * self.advised(case)
        return self._insist(Question.SESSION, case, 10 + role, 20, odds, s.stubborn)

    def advised(self, case: int) -> bool:
        """Tell whether a legal adviser sits with whoever mediates above the desk."""
        return self.chance(Question.REFERRAL, case, 2) < self.adviser

    def draw(self, question: Question, day: int, complainant: int, accused: int, n: int) -> float:
        """Answer a question about two parties on a day: a number in [0, 1)."""
        first = int(self.population.residents.identity[complainant])
        second = int(self.population.households.identity[accused])
        return self.streams.draw(question, day, first, second, n)

    def chance(self, question: Question, case: int, n: int) -> float:
        """Draw for a case: keyed by the parties and the day on which it was opened."""
        c = self.cases
        day = int(float(c.opened[case]) // 24)
        return self.draw(question, day, int(c.complainant[case]), int(c.accused[case]), n)

    def normal(self, question: Question, case: int, n: int) -> float:
        """Draw a standard normal number for a case."""
        return float(normal(self.chance(question, case, n)))

    def say_yes(self, question: Question, case: int, n: int, odds: float) -> bool:
        """Draw a yes or no for a case at log-odds."""
        return self.chance(question, case, n) < 1.0 / (1.0 + math.exp(-odds))

    def _insist(
        self, question: Question, case: int, n: int, own: int, odds: float, share: float
    ) -> bool:
        """Draw a yes or no at log-odds, where a share of the luck is the case's own and stays.

        Asked but once, it is `say_yes`; asked again, the answer is like the last.
        """
        again = math.sqrt(1.0 - share) * self.normal(question, case, n)
        luck = math.sqrt(share) * self.normal(question, case, own) + again
        return 0.5 * math.erfc(-luck / math.sqrt(2.0)) < 1.0 / (1.0 + math.exp(-odds))
