"""Aftermath: what the end of a case leaves of the grievance, in promises, ties and trust."""

from __future__ import annotations

import numpy as np

from model.agreements import Agreements
from model.behaviour.mediation import AftermathParameters
from model.cases import Cases, Outcome
from model.grievances import Grievances
from model.outlook import Outlook, Stock
from model.parties import Parties
from model.population import Population
from model.streams import Question
from model.ties import FAVOUR, TALK, Ties


class Aftermath:
    """Traces of a case: relief, a promise that restrains, a tie made or hurt, views of it."""

    def __init__(
        self,
        cases: Cases,
        parties: Parties,
        population: Population,
        ties: Ties,
        grievances: Grievances,
        outlook: Outlook,
        agreements: Agreements,
        parameters: AftermathParameters,
    ) -> None:
        self.cases, self.parties, self.population = cases, parties, population
        self.ties, self.grievances, self.outlook = ties, grievances, outlook
        self.agreements, self.parameters = agreements, parameters

    def leave(self, case: int, hour: float, outcome: Outcome) -> None:
        """Let a case that ends leave its traces; ``hour`` counts from day 0."""
        c, a = self.cases, self.parameters
        complainant, accused = int(c.complainant[case]), int(c.accused[case])
        settled = outcome in (Outcome.SETTLED, Outcome.TRANSFORMED)
        relief = a.relief_settled if settled else a.relief_failed
        if outcome in (Outcome.IMPOSED, Outcome.OUTSIDE):
            relief = a.relief_imposed
        day = int(hour // 24)
        self.grievances.close(complainant, accused, day, relief=relief)
        if settled:
            self._pledge(case, skill=float(c.skill[case]))
            self._reconcile(case, day, transformed=outcome == Outcome.TRANSFORMED)
        elif outcome in (Outcome.IMPOSED, Outcome.OUTSIDE):
            self.promise(case, a.promise_imposed)
        if c.handled[case] and outcome != Outcome.WITHDRAWN:
            self._judge(case, day, settled=settled)

    def promise(self, case: int, base: float) -> None:
        """Let the accused hold back, the more the readier they are to keep rules."""
        c = self.cases
        accused = int(c.accused[case])
        civic = float(self.population.households.civic[accused])
        kept = min(base * (0.3 + civic), 0.98)
        self.agreements.promise(accused, int(c.trigger[case]), restraint=kept)

    def repair(self, case: int, day: int, *, skill: float) -> None:
        """Let parties who meet again talk at length, and the accused pledge what was agreed."""
        first, second = self.parties.of(case)
        self.ties.meet(
            np.array([first], np.int32),
            np.array([second], np.int32),
            np.array([FAVOUR], np.int8),
            day,
            question=8,
        )
        self._pledge(case, skill=skill)

    def _pledge(self, case: int, *, skill: float) -> None:
        """Hold the accused to an agreement, the better the more skilled whoever led to it."""
        a = self.parameters
        better = a.promise_skill * (1.0 - a.promise_settled) * skill
        self.promise(case, a.promise_settled + better)

    def sour(self, case: int, hour: float) -> None:
        """Weaken the tie of the parties."""
        first, second = self.parties.of(case)
        keep = self.parameters.tie_kept
        self.ties.hurt(first, second, int(hour // 24), keep=keep)

    def retaliate(self, case: int, hour: float, *, grievance: float) -> None:
        """Let the accused take it ill, and begin to count as well."""
        first, second = self.parties.of(case)
        against = int(self.population.residents.household[first])
        self.grievances.add(second, against, grievance, int(hour // 24))

    def _reconcile(self, case: int, day: int, *, transformed: bool) -> None:
        first, second = self.parties.of(case)
        kind = FAVOUR if transformed else TALK
        self.ties.meet(
            np.array([first], np.int32),
            np.array([second], np.int32),
            np.array([kind], np.int8),
            day,
            question=1,
        )
        rows = np.array([first, second], np.int32)
        self.outlook.hear(rows, Stock.RULES, good=1.0)
        if transformed:
            self.outlook.hear(rows, Stock.NEIGHBOURS, good=1.0)

    def _judge(self, case: int, day: int, *, settled: bool) -> None:
        """Each party forms a view of how it was treated, and tells acquaintances.

        References: Walters & Bolger (2019), procedural justice and legitimacy: a meta-analysis.
        """
        a, c, p = self.parameters, self.cases, self.outlook.parameters
        held, skill = bool(c.consent[case]), float(c.skill[case])
        waited = max(float(c.responded[case]) - float(c.opened[case]), 0.0) / 24.0
        odds = a.fairness + (a.fairness_voice if held else 0.0) + a.fairness_skill * skill
        odds += (a.fairness_won if settled else 0.0) - a.fairness_wait * np.log1p(waited)
        for side, party in enumerate(self.parties.of(case)):
            fair = self.parties.say_yes(Question.OPINION, case, side, odds)
            content = odds + (0.5 if settled else -0.5)
            pleased = self.parties.say_yes(Question.OPINION, case, 2 + side, content)
            c.fair[case] += fair
            c.satisfied[case] += pleased
            if side == 0:
                c.fair_first[case], c.pleased_first[case] = fair, pleased
            good, bad = (p.case_signal, 0.0) if fair else (0.0, p.case_signal)
            self.outlook.hear(np.array([party], np.int32), Stock.COMPANY, good=good, bad=bad)
            self.outlook.spread(party, Stock.COMPANY, day, good=good, bad=bad)
