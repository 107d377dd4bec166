"""Mediation: a dispute's way through private talk, desk, expert, council and out."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.agreements import Agreements
from model.behaviour.disputes import DisputeParameters
from model.behaviour.mediation import MediationParameters
from model.cases import Cases, Channel, Outcome
from model.estate import Estate
from model.exposures import Trigger
from model.grievances import Grievances
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.roles import Role
from model.staff import Staff
from model.streams import Question, Streams, normal
from model.ties import FAVOUR, TALK, Ties

if TYPE_CHECKING:
    from model.disputes import Actions

RECURRENCE_HOURS = 180 * 24.0
EVENING = 20.0


class Event(NamedTuple):
    """Something due in a case, ordered by its moment."""

    hour: float
    case: int
    stage: str


class Mediation:
    """Moves cases from event to event, in hours, through finite staff.

    Settlement depends on skill, tie, trust, severity, waiting and expertise; a tier is no more
    than other people with other skills and hours. Stages: response, consent of both, session,
    next tier, outside; then the aftermath for grievance, promise, tie and trust.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        grievances: Grievances,
        outlook: Outlook,
        agreements: Agreements,
        accounts: Accounts,
        staff: Staff,
        recorder: Recorder,
        parameters: MediationParameters,
        dispute_parameters: DisputeParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.grievances, self.outlook, self.agreements = grievances, outlook, agreements
        self.accounts, self.staff, self.recorder = accounts, staff, recorder
        self.parameters, self.disputes = parameters, dispute_parameters
        self.streams = streams
        self.cases = Cases(0, room=256)
        self.due: list[Event] = []
        self.closed_today: list[int] = []
        self.last_closed: dict[tuple[int, int, int], tuple[float, int]] = {}
        self.expected_wait = 48.0
        self.follow_up = parameters.aftermath.follow_up
        self.repair = 0.0  # chance that a settlement is followed by a repair workshop
        self.keep = 0.5 ** (1.0 / parameters.aftermath.promise_half_life)

    # -- the day ---------------------------------------------------------------------------

    def mediate(self, day: int, actions: Actions) -> None:
        """Open the day's cases and carry out everything that falls due before midnight."""
        self.agreements.fade(self.keep)
        self.closed_today.clear()
        for n in range(actions.complainant.size):
            self._open(day, actions, n)
        while self.due and self.due[0].hour < 24.0 * (day + 1):
            event = heapq.heappop(self.due)
            if self.cases.outcome[event.case] == Outcome.OPEN or event.stage == "follow_up":
                getattr(self, f"_{event.stage}")(event.case, event.hour)

    def drop(self, residents: NDArray[np.int32], households: NDArray[np.int32], day: int) -> None:
        """Close the open cases of people who move away."""
        open_rows = np.flatnonzero(self.cases.outcome == Outcome.OPEN)
        for case in open_rows:
            gone = (
                self.cases.complainant[case] in residents or self.cases.accused[case] in households
            )
            if gone:
                self._close(int(case), 24.0 * day, Outcome.WITHDRAWN)

    # -- stages ----------------------------------------------------------------------------

    def _open(self, day: int, actions: Actions, n: int) -> None:
        cases = self.cases
        case = cases.add(1).start
        complainant, accused = int(actions.complainant[n]), int(actions.accused[n])
        channel = Channel(int(actions.channel[n]))
        hour = 24.0 * day + 8.0 + 14.0 * self._draw(Question.INTAKE, day, complainant, accused, 0)
        cases.opened[case] = hour
        cases.complainant[case], cases.accused[case] = complainant, accused
        cases.trigger[case] = actions.trigger[n]
        cases.severity[case] = actions.severity[n]
        cases.night[case] = actions.night[n]
        cases.channel[case] = channel
        cases.recorded[case] = channel != Channel.PRIVATE
        stake = actions.trigger[n] == Trigger.LEAK
        cases.complicated[case] = stake or actions.severity[n] >= self.parameters.complex_from
        home = self.population.residents.dwelling[complainant]
        cases.quarter[case] = self.estate.dwellings.quarter[home]
        self._note_repeat(case, hour)
        self.recorder.open_case(case, cases)
        if channel == Channel.PRIVATE:
            self._push(hour + 4.0, case, "talk")
        elif channel == Channel.COMPANY:
            self._push(self._taken_in(case, hour), case, "respond")
        else:
            self._push(hour + 2.0, case, "police")

    def _talk(self, case: int, hour: float) -> None:
        """Talk in private; the grievance is settled, or both are angrier."""
        d, near, severity = self.disputes, self._tie(case), float(self.cases.severity[case])
        unaware = self._chance(Question.ACTION, case, 0) < d.unaware and self._tries(case) == 0
        odds = d.talk_success + d.talk_tie * near - d.channel.severity * severity
        odds += d.talk_unaware if unaware else 0.0
        if self._yes(Question.SESSION, case, 0, odds):
            self._close(case, hour, Outcome.SETTLED)
        else:
            self._retaliate(case, hour)
            self._close(case, hour, Outcome.FAILED)

    def _police(self, case: int, hour: float) -> None:
        """Let the police warn at the door; most complaints then come back to the company."""
        p = self.parameters
        self._retaliate(case, hour)
        self._sour(case, hour)
        if self._chance(Question.REFERRAL, case, 0) < p.referred:
            delay = p.referral * np.exp(0.6 * self._normal(Question.REFERRAL, case, 1))
            self._push(self._taken_in(case, hour + delay), case, "respond")
        else:
            self._close(case, hour + 2.0, Outcome.IMPOSED)

    def _respond(self, case: int, hour: float) -> None:
        """Wait for a steward's first visit."""
        quarter = int(self.cases.quarter[case])
        visit = self.staff.book(Role.DESK, quarter, hour, self.staff.parameters.talk_hours)
        self.cases.handled[case] = True
        self._push(max(visit.start, hour), case, "visit")

    def _visit(self, case: int, hour: float) -> None:
        """Respond: see whether the party is still angry, and would sit down with the other side."""
        cases = self.cases
        cases.responded[case] = hour
        waited = hour - float(cases.opened[case])
        self.expected_wait += 0.05 * (waited - self.expected_wait)
        if self._cooled(case, hour) and self._chance(Question.CONSENT, case, 9) < 0.5:
            self._close(case, hour + 1.0, Outcome.WITHDRAWN)
        else:
            self._invite(case, hour, Role.DESK)

    def _invite(self, case: int, hour: float, role: Role) -> None:
        """Ask both parties; if they agree, find a time when both can come."""
        cases, quarter = self.cases, int(self.cases.quarter[case])
        cases.tier[case] = role + 1
        cases.asked[case] = True
        if self._consents(case, role):
            cases.consent[case] = True
            gap = self.parameters.gathering * np.exp(0.5 * self._normal(Question.SESSION, case, 1))
            self._push(self._evening(hour + gap), case, f"session_{role.name.lower()}")
        elif role == Role.DESK and self.staff.has(Role.SOCIAL, quarter):
            self._push(hour + 1.0, case, "second_visit")
        elif not self._leaves(case, hour + 1.0):
            self._close(case, hour + 1.0, Outcome.IMPOSED)

    def _second_visit(self, case: int, hour: float) -> None:
        """Let a social worker ask again, and listen better."""
        quarter = int(self.cases.quarter[case])
        if not self.staff.has(Role.SOCIAL, quarter):  # dismissed since the first visit
            if not self._leaves(case, hour):
                self._close(case, hour, Outcome.IMPOSED)
            return
        visit = self.staff.book(Role.SOCIAL, quarter, hour, self.staff.parameters.talk_hours)
        self._push(max(visit.start, hour), case, "invite_social")

    def _invite_social(self, case: int, hour: float) -> None:
        self._invite(case, hour, Role.SOCIAL)

    def _session_desk(self, case: int, hour: float) -> None:
        self._session(case, hour, Role.DESK, self.staff.parameters.session_hours)

    def _session_social(self, case: int, hour: float) -> None:
        self._session(case, hour, Role.SOCIAL, self.staff.parameters.expert_hours)

    def _session_council(self, case: int, hour: float) -> None:
        self._session(case, hour, Role.COUNCIL, self.staff.parameters.council_hours)

    def _session(self, case: int, hour: float, role: Role, hours: float) -> None:
        """Sit down together; settle, pass on to the next tier, or fail."""
        cases, quarter = self.cases, int(self.cases.quarter[case])
        if not self.staff.has(role, quarter):  # dismissed since the date was made
            role, hours = Role.DESK, self.staff.parameters.session_hours
        cases.tier[case] = role + 1
        job = self.staff.book(role, quarter, hour, hours)
        end = max(job.start, hour) + min(hours, 3.0)
        self.recorder.tally("mediation_sessions", group=f"tier_{role + 1}")
        if self._settles(case, end, role):
            skill = float(self.staff.skill[role])
            change = self.parameters.settlement.transform * skill + self.repair * (1 - skill / 2)
            transformed = self._chance(Question.AFTERMATH, case, 0) < change
            self._close(case, end, Outcome.TRANSFORMED if transformed else Outcome.SETTLED)
            return
        following = [
            r for r in (Role.SOCIAL, Role.COUNCIL) if r > role and self.staff.has(r, quarter)
        ]
        if following:
            self._push(end + 24.0, case, f"session_{following[0].name.lower()}")
        elif not self._leaves(case, end):
            self._sour(case, end)
            self._close(case, end, Outcome.FAILED)

    def _leaves(self, case: int, hour: float) -> bool:
        """Take a case that nobody could settle to petition or court, the graver the likelier."""
        chance = self.parameters.court * (0.5 + float(self.cases.severity[case]))
        if self._chance(Question.AFTERMATH, case, 1) >= chance:
            return False
        self.cases.tier[case] = 4
        self.recorder.leave_estate(case, self.cases)
        self._push(hour + 24.0 * self.parameters.court_days, case, "court")
        return True

    def _court(self, case: int, hour: float) -> None:
        """End it by a ruling from outside; the parties stay enemies."""
        self._sour(case, hour)
        self._close(case, hour, Outcome.OUTSIDE)

    def _follow_up(self, case: int, hour: float) -> None:
        """Call back: remind of the promise, hear what is left of the grievance."""
        c, a = self.cases, self.parameters.aftermath
        complainant, accused = int(c.complainant[case]), int(c.accused[case])
        if not self.population.residents.present[complainant]:
            return
        self.recorder.tally("follow_ups")
        base = a.promise_settled if c.outcome[case] < Outcome.IMPOSED else a.promise_imposed
        self._promise(case, base)
        self.grievances.close(complainant, accused, int(hour // 24), relief=0.3)

    # -- chances ---------------------------------------------------------------------------

    def _consents(self, case: int, role: Role) -> bool:
        """Ask both; each decides by trust, tie, severity and how well the invitation is made."""
        k = self.parameters.consent
        severity, near = float(self.cases.severity[case]), self._tie(case)
        skill = float(self.staff.skill[role])
        for side, party in enumerate(self._parties(case)):
            trust = float(self.population.residents.trust_company[party])
            odds = k.base + k.trust * (trust - 0.3) + k.tie * near - k.severity * severity
            if not self._yes(Question.CONSENT, case, 3 * role + side, odds + k.skill * skill):
                return False
        return True

    def _settles(self, case: int, hour: float, role: Role) -> bool:
        s, c = self.parameters.settlement, self.cases
        parties = self._parties(case)
        trust = float(
            np.mean([self.population.residents.trust_company[party] for party in parties])
        )
        days = (hour - float(c.opened[case])) / 24.0
        odds = s.base + s.skill * float(self.staff.skill[role]) + s.tie * self._tie(case)
        odds += s.trust * trust - s.severity * float(c.severity[case]) - s.wait * np.log1p(days)
        odds -= s.repeat if c.repeat[case] else 0.0
        odds += s.expert if role != Role.DESK and c.trigger[case] == Trigger.LEAK else 0.0
        return self._yes(Question.SESSION, case, 10 + role, odds)

    def _cooled(self, case: int, hour: float) -> bool:
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        left = self.grievances.level(complainant, accused, int(hour // 24))
        return left < 0.5 * float(self.population.residents.tolerance[complainant])

    # -- aftermath -------------------------------------------------------------------------

    def _close(self, case: int, hour: float, outcome: Outcome) -> None:
        """End a case and let it leave its traces."""
        c, a = self.cases, self.parameters.aftermath
        c.closed[case], c.outcome[case] = hour, outcome
        complainant, accused = int(c.complainant[case]), int(c.accused[case])
        settled = outcome in (Outcome.SETTLED, Outcome.TRANSFORMED)
        relief = a.relief_settled if settled else a.relief_failed
        if outcome in (Outcome.IMPOSED, Outcome.OUTSIDE):
            relief = a.relief_imposed
        day = int(hour // 24)
        self.grievances.close(complainant, accused, day, relief=relief)
        if settled:
            self._promise(case, a.promise_settled)
            self._reconcile(case, day, transformed=outcome == Outcome.TRANSFORMED)
        elif outcome in (Outcome.IMPOSED, Outcome.OUTSIDE):
            self._promise(case, a.promise_imposed)
        if c.handled[case] and outcome != Outcome.WITHDRAWN:
            self._judge(case, day, settled=settled)
            if self._chance(Question.AFTERMATH, case, 2) < self.follow_up:
                self._push(hour + 24.0 * a.follow_up_days, case, "follow_up")
        self.last_closed[self._pair(case)] = (hour, case)
        self.closed_today.append(case)
        self.recorder.close_case(case, c)

    def _promise(self, case: int, base: float) -> None:
        """Let the accused hold back, the more the readier they are to keep rules."""
        c = self.cases
        accused = int(c.accused[case])
        civic = float(self.population.households.civic[accused])
        kept = min(base * (0.3 + civic), 0.98)
        self.agreements.promise(accused, int(c.trigger[case]), restraint=kept)

    def _reconcile(self, case: int, day: int, *, transformed: bool) -> None:
        first, second = self._parties(case)
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
        a, c, p = self.parameters.aftermath, self.cases, self.outlook.parameters
        held, role = bool(c.consent[case]), Role(min(max(int(c.tier[case]) - 1, 0), 2))
        skill = float(self.staff.skill[role])
        waited = max(float(c.responded[case]) - float(c.opened[case]), 0.0) / 24.0
        odds = a.fairness + (a.fairness_voice if held else 0.0) + a.fairness_skill * skill
        odds += (a.fairness_won if settled else 0.0) - a.fairness_wait * np.log1p(waited)
        for side, party in enumerate(self._parties(case)):
            fair = self._yes(Question.OPINION, case, side, odds)
            pleased = self._yes(Question.OPINION, case, 2 + side, odds + (0.5 if settled else -0.5))
            c.fair[case] += fair
            c.satisfied[case] += pleased
            good, bad = (p.case_signal, 0.0) if fair else (0.0, p.case_signal)
            self.outlook.hear(np.array([party], np.int32), Stock.COMPANY, good=good, bad=bad)
            self.outlook.spread(party, Stock.COMPANY, day, good=good, bad=bad)

    def _sour(self, case: int, hour: float) -> None:
        first, second = self._parties(case)
        keep = self.parameters.aftermath.tie_kept
        self.ties.hurt(first, second, int(hour // 24), keep=keep)

    def _retaliate(self, case: int, hour: float) -> None:
        """Let the accused take it ill, and begin to count as well."""
        first, second = self._parties(case)
        against = int(self.population.residents.household[first])
        self.grievances.add(second, against, self.disputes.retaliation, int(hour // 24))

    # -- small helpers ---------------------------------------------------------------------

    def _parties(self, case: int) -> tuple[int, int]:
        """Return the complainant and the first member of the accused household."""
        accused = int(self.cases.accused[case])
        return int(self.cases.complainant[case]), int(self.population.households.first[accused])

    def _tie(self, case: int) -> float:
        day = int(float(self.cases.opened[case]) // 24)
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        return self.ties.to_household(complainant, accused, day)

    def _tries(self, case: int) -> int:
        s = self.grievances.slots
        complainant, accused = int(self.cases.complainant[case]), int(self.cases.accused[case])
        found = np.flatnonzero(s.against[complainant] == accused)
        return int(s.tries[complainant, found[0]]) if found.size else 0

    def _pair(self, case: int) -> tuple[int, int, int]:
        one = int(self.population.residents.household[self.cases.complainant[case]])
        other = int(self.cases.accused[case])
        return min(one, other), max(one, other), int(self.cases.trigger[case])

    def _note_repeat(self, case: int, hour: float) -> None:
        before = self.last_closed.get(self._pair(case))
        if before is not None and hour - before[0] <= RECURRENCE_HOURS:
            self.cases.repeat[case] = True
            self.cases.reopened[before[1]] = True

    def _taken_in(self, case: int, hour: float) -> float:
        p = self.parameters
        delay = p.intake * np.exp(p.intake_spread * self._normal(Question.INTAKE, case, 1))
        delay *= float(self.accounts.table.intake[self.cases.complainant[case]])
        return self.staff.office_delay(hour, float(delay))

    def _evening(self, hour: float) -> float:
        """Return the next evening hour at which working people can come."""
        day, clock = divmod(hour, 24.0)
        return 24.0 * (day if clock <= EVENING else day + 1) + EVENING

    def _push(self, hour: float, case: int, stage: str) -> None:
        heapq.heappush(self.due, Event(float(hour), case, stage))

    def _draw(self, question: Question, day: int, complainant: int, accused: int, n: int) -> float:
        first = int(self.population.residents.identity[complainant])
        second = int(self.population.households.identity[accused])
        return self.streams.draw(question, day, first, second, n)

    def _chance(self, question: Question, case: int, n: int) -> float:
        """Draw for a case: keyed by the parties and the day on which it was opened."""
        c = self.cases
        day = int(float(c.opened[case]) // 24)
        return self._draw(question, day, int(c.complainant[case]), int(c.accused[case]), n)

    def _normal(self, question: Question, case: int, n: int) -> float:
        return float(normal(self._chance(question, case, n)))

    def _yes(self, question: Question, case: int, n: int, odds: float) -> bool:
        return self._chance(question, case, n) < 1.0 / (1.0 + math.exp(-odds))
