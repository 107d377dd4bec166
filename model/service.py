"""Service: the hours that the company's staff worked, and what residents make of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour import Parameters
from model.beliefs import Belief, Beliefs
from model.calendar import DAYS_PER_MONTH
from model.cases import Cases, Outcome
from model.estate import Estate
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.staff import Staff


class Service:
    """Lets tickets and cases speak for or against the company, and counts the staff's hours.

    A ticket moves trust in the company on the day it is served, and the belief in its service
    at the end of the month, together with the cases closed by then.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        outlook: Outlook,
        beliefs: Beliefs,
        staff: Staff,
        cases: Cases,
        recorder: Recorder,
        parameters: Parameters,
    ) -> None:
        self.estate, self.population = estate, population
        self.outlook, self.beliefs = outlook, beliefs
        self.staff, self.cases = staff, cases
        self.recorder, self.parameters = recorder, parameters
        self._served: tuple[list[NDArray[np.int32]], ...] = ([], [])  # heads served well, badly
        self.restart()

    def restart(self) -> None:
        """Count hours from nothing, as the clock of the office begins anew."""
        self._hours_before = {"booked": 0.0, "available": 0.0}

    def impress(self, well: NDArray[np.int64], badly: NDArray[np.int64]) -> None:
        """Turn service into trust: prompt service pleases some, late service nobody.

        ``well`` and ``badly`` are the dwellings whose tickets were served in time and late.
        """
        p, of_home = self.parameters, self.estate.dwellings.household
        signal = p.outlook.ticket_signal
        for homes, good, bad in ((well, signal * p.staff.prompt_share, 0.0), (badly, 0.0, signal)):
            rows = of_home[homes]
            heads = self.population.households.first[rows[rows >= 0]]
            self.outlook.hear(heads, Stock.COMPANY, good=good, bad=bad)
            self._served[int(bad > 0)].append(heads)

    def count_hours(self) -> None:
        """Record the hours booked and available since hours were last counted."""
        for name, amounts in (("booked", self.staff.booked), ("available", self.staff.available)):
            total = float(amounts.sum())
            self.recorder.tally(f"staff_hours_{name}", count=total - self._hours_before[name])
            self._hours_before[name] = total

    def digest(self, day: int) -> None:
        """Let the month's tickets and closed cases speak for or against the service."""
        p, c, heads_of = self.parameters, self.cases, self.population.households.first
        ticket, case = p.governance.beliefs.ticket, p.governance.beliefs.case
        for late, heads in enumerate(self._served):
            if heads:
                good, bad = (0.0, ticket) if late else (ticket * p.staff.prompt_share, 0.0)
                self.beliefs.hear(np.concatenate(heads), Belief.SERVICE, good=good, bad=bad)
            heads.clear()
        closed = self._closed_this_month(day)
        closed = closed[c.outcome[closed] != Outcome.WITHDRAWN]
        for fair in range(3):
            cases = closed[c.fair[closed] == fair]
            parties = (c.complainant[cases], heads_of[c.accused[cases]])
            share = fair / 2.0
            self.beliefs.hear(
                np.concatenate(parties), Belief.SERVICE, good=case * share, bad=case * (1.0 - share)
            )

    def miss(self, rows: NDArray[np.int32], *, share: float) -> None:
        """Let residents miss such a share of the activities that they are used to (E198)."""
        missed = share * self.parameters.governance.beliefs.missed
        self.beliefs.hear(rows, Belief.SERVICE, bad=missed)

    def hours_on_disputes(self, day: int) -> float:
        """Return the staff hours in the cases closed this month: visits and sessions."""
        c, s, cases = self.cases, self.parameters.staff, self._closed_this_month(day)
        session = np.array([0.0, s.session_hours, s.expert_hours, s.council_hours, s.expert_hours])
        held = cases[c.consent[cases]]
        return float(s.talk_hours * cases.size + session[c.tier[held]].sum())

    def _closed_this_month(self, day: int) -> NDArray[np.int64]:
        """Return the cases that the company dealt with and that closed this month."""
        c, since = self.cases, 24.0 * (day + 1 - DAYS_PER_MONTH)
        return np.flatnonzero(c.handled & (c.closed >= since) & (c.closed < 24.0 * (day + 1)))
