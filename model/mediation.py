"""Mediation: a dispute's way through private talk, desk, expert, council and out."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.aftermath import Aftermath
from model.agreements import Agreements
from model.behaviour.disputes import DisputeParameters
from model.behaviour.mediation import MediationParameters
from model.calendar import DAYS_PER_MONTH, OFFICE_HOURS
from model.cases import Cases, Channel, Outcome
from model.estate import Estate
from model.exposures import Trigger
from model.grievances import Grievances
from model.outlook import Outlook, Stock
from model.parties import Parties
from model.population import Population
from model.recorder import Recorder
from model.roles import Role
from model.staff import Booking, Staff
from model.streams import Question, Streams
from model.ties import Ties

if TYPE_CHECKING:
    from model.disputes import Actions

RECURRENCE_HOURS = 180 * 24.0
# Whose task they are is not plain: company, committee and agencies may pass them on.
ANYBODYS = frozenset([Trigger.PARKING, Trigger.CORRIDOR, Trigger.GREEN, Trigger.GARBAGE])


class Event(NamedTuple):
    """Something due in a case, ordered by its moment; at one moment, older cases first."""

    hour: float
    opened: float
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
        self.estate, self.population = estate, population
        self.grievances, self.outlook, self.agreements = grievances, outlook, agreements
        self.accounts, self.staff, self.recorder = accounts, staff, recorder
        self.parameters, self.disputes = parameters, dispute_parameters
        self.cases = Cases(0, room=256)
        self.parties = Parties(self.cases, population, ties, grievances, parameters, streams)
        self.aftermath = Aftermath(
            self.cases,
            self.parties,
            population,
            ties,
            grievances,
            outlook,
            agreements,
            parameters.aftermath,
        )
        self.due: list[Event] = []
        self.closed_today: list[int] = []
        self.last_closed: dict[tuple[int, int, int], tuple[float, int]] = {}
        self.expected_wait = np.full(estate.quarters, 48.0)
        today = estate.plan.organisation.service
        self.follow_up = today.call_back
        self.roles_clear = estate.plan.organisation.governance.roles_clear
        self.keep = 0.5 ** (1.0 / parameters.aftermath.promise_half_life)

    # -- how it is run ---------------------------------------------------------------------

    def call_back(self, share: float) -> None:
        """Call back after a share of closed cases."""
        self.follow_up = share

    def retain_adviser(self, share: float) -> None:
        """Have a legal adviser in a share of the cases that go beyond the desk."""
        self.parties.adviser = share

    def clear_roles(self, share: float) -> None:
        """Settle for a share of cases whose turn it is, so that nobody passes them on."""
        self.roles_clear = share

    # -- the day ---------------------------------------------------------------------------

    def mediate(self, day: int, actions: Actions) -> None:
        """Open the day's cases and carry out everything that falls due before midnight."""
        self.agreements.fade(self.keep)
        self.closed_today.clear()
        for n in range(actions.complainant.size):
            self._open(day, actions, n)
        if (day + 1) % DAYS_PER_MONTH == 0:
            self.staff.end_month(day)
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
        luck = self.parties.draw(Question.INTAKE, day, complainant, accused, 0)
        hour = 24.0 * day + 8.0 + 14.0 * luck
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
        d, near, severity = self.disputes, self.parties.tie(case), float(self.cases.severity[case])
        unaware = self.parties.chance(Question.ACTION, case, 0) < d.unaware
        unaware &= self.parties.tries(case) == 0
        odds = d.talk_success + d.talk_tie * near - d.channel.severity * severity
        odds += d.talk_unaware if unaware else 0.0
        if self.parties.say_yes(Question.SESSION, case, 0, odds):
            self._close(case, hour, Outcome.SETTLED)
        else:
            self.aftermath.retaliate(case, hour, grievance=self.disputes.retaliation)
            self._close(case, hour, Outcome.FAILED)

    def _police(self, case: int, hour: float) -> None:
        """Let the police warn at the door; most complaints then come back to the company."""
        p = self.parameters
        self.aftermath.retaliate(case, hour, grievance=self.disputes.retaliation)
        self.aftermath.sour(case, hour)
        if self.parties.chance(Question.REFERRAL, case, 0) < p.referred:
            delay = p.referral * np.exp(0.6 * self.parties.normal(Question.REFERRAL, case, 1))
            self._push(self._taken_in(case, hour + delay), case, "respond")
        else:
            self._close(case, hour + 2.0, Outcome.IMPOSED)

    def _respond(self, case: int, hour: float) -> None:
        """Wait for a steward's first visit, unless the list is longer than anybody would wait."""
        quarter = int(self.cases.quarter[case])
        self.cases.handled[case] = True
        if self._overdue(Role.DESK, quarter, hour):
            self._push(hour + 24.0 * self.parameters.patience, case, "lapse")
            return
        visit = self.staff.book(Role.DESK, quarter, hour, self.staff.parameters.talk_hours)
        self._goes(case, Role.DESK, visit)
        self._push(max(visit.start, hour), case, "visit")

    def _lapse(self, case: int, hour: float) -> None:
        """Drop a complaint that nobody has come about; the company is blamed for it."""
        p, complainant = self.outlook.parameters, int(self.cases.complainant[case])
        self.recorder.tally("lapsed")
        self.outlook.hear(np.array([complainant], np.int32), Stock.COMPANY, bad=p.case_signal)
        self._close(case, hour, Outcome.WITHDRAWN)

    def _visit(self, case: int, hour: float) -> None:
        """Respond: see whether the party is still angry, and would sit down with the other side."""
        cases, quarter = self.cases, int(self.cases.quarter[case])
        cases.responded[case] = hour
        waited = hour - float(cases.opened[case])
        self.expected_wait[quarter] += 0.05 * (waited - self.expected_wait[quarter])
        calm = self.parties.anger(case, hour) < 0.5
        if calm and self.parties.chance(Question.CONSENT, case, 9) < 0.5:
            self._close(case, hour + 1.0, Outcome.WITHDRAWN)
        else:
            self._invite(case, hour, Role.DESK)

    def _invite(self, case: int, hour: float, role: Role) -> None:
        """Ask both parties; if they agree, find an evening when both can come."""
        cases, quarter = self.cases, int(self.cases.quarter[case])
        cases.tier[case] = role + 1
        cases.asked[case] = True
        if self.parties.consent(case, role, float(cases.skill[case])):
            cases.consent[case] = True
            self._gather(case, hour, role, 0)
        elif role == Role.DESK and self.staff.has(Role.SOCIAL, quarter):
            self._push(hour + 1.0, case, "second_visit")
        else:
            self._decide(case, hour + 1.0)

    def _second_visit(self, case: int, hour: float) -> None:
        """Let a social worker ask again, and listen better."""
        quarter = int(self.cases.quarter[case])
        nobody = not self.staff.has(Role.SOCIAL, quarter)  # dismissed since the first visit
        if nobody or self._overdue(Role.SOCIAL, quarter, hour):
            self._decide(case, hour)
            return
        visit = self.staff.book(Role.SOCIAL, quarter, hour, self.staff.parameters.talk_hours)
        self._goes(case, Role.SOCIAL, visit)
        self._push(max(visit.start, hour), case, "invite_social")

    def _invite_social(self, case: int, hour: float) -> None:
        if self.staff.has(Role.SOCIAL, int(self.cases.quarter[case])):
            self._invite(case, hour, Role.SOCIAL)
        else:  # dismissed since the visit was arranged
            self._decide(case, hour)

    def _gather(self, case: int, hour: float, role: Role, tier: int) -> None:
        """Make a date: an evening for staff, a sitting for the council."""
        quarter = int(self.cases.quarter[case])
        ready = self._gathered(case, hour, tier)
        if role == Role.COUNCIL:
            self._push(ready, case, "call_council")
        else:
            stage = f"session_{role.name.lower()}"
            self._push(self.staff.evening(role, quarter, ready), case, stage)

    def _call_council(self, case: int, hour: float) -> None:
        """Put a case on the council's list; while tempers boil it is called ahead of its day."""
        quarter, urgent = int(self.cases.quarter[case]), self.parties.anger(case, hour) > 1.0
        if not self.staff.has(Role.COUNCIL, quarter):  # dismissed since
            self._give_up(case, hour)
            return
        hours = self.staff.parameters.council_hours
        sitting = self.staff.sit(quarter, hour, hours, urgent=urgent)
        self._push(sitting.start, case, "session_council")

    def _session_desk(self, case: int, hour: float) -> None:
        self._meet(case, hour, Role.DESK, self.staff.parameters.session_hours)

    def _session_social(self, case: int, hour: float) -> None:
        if self.staff.has(Role.SOCIAL, int(self.cases.quarter[case])):
            self._meet(case, hour, Role.SOCIAL, self.staff.parameters.expert_hours)
        else:  # dismissed since the date was made
            self._session_desk(case, hour)

    def _session_council(self, case: int, hour: float) -> None:
        sitting = Booking(hour, hour + 2.0)
        self._goes(case, Role.COUNCIL, sitting)
        self._session(case, hour, Role.COUNCIL, sitting)

    def _meet(self, case: int, hour: float, role: Role, hours: float) -> None:
        """Hold a session in the evening, or on the next that somebody has free."""
        quarter = int(self.cases.quarter[case])
        evening = self.staff.evening(role, quarter, hour)
        if evening > hour:
            most = 24.0 * self.parameters.patience
            if evening - float(self.cases.waiting_since[case]) > most:
                self._pass_up(case, hour, role)
            else:
                self._put(evening, case, f"session_{role.name.lower()}")
            return
        job = self.staff.hold(role, quarter, hour, hours)
        self._goes(case, role, job)
        self._session(case, hour, role, job)

    def _session(self, case: int, hour: float, role: Role, job: Booking) -> None:
        """Sit down together; settle, pass on to the next tier, or fail."""
        cases = self.cases
        cases.tier[case] = role + 1
        end = hour + min(job.finish - job.start, 3.0)
        self.recorder.tally("mediation_sessions", group=f"tier_{role + 1}")
        skill = float(cases.skill[case])
        if self.parties.settle(case, end, role, skill):
            change = self.parameters.settlement.transform * skill
            transformed = self.parties.chance(Question.AFTERMATH, case, 0) < change
            self._close(case, end, Outcome.TRANSFORMED if transformed else Outcome.SETTLED)
        else:
            self._pass_up(case, end, role)

    def _pass_up(self, case: int, hour: float, role: Role) -> None:
        """Pass an unsettled case to the next tier that there is, if both are willing once more."""
        quarter = int(self.cases.quarter[case])
        for following in (Role.SOCIAL, Role.COUNCIL):
            there = following > role and self.staff.has(following, quarter)
            if there and not (following == Role.SOCIAL and self._overdue(following, quarter, hour)):
                if self.parties.consent(case, following, float(self.cases.skill[case])):
                    self._gather(case, hour, following, following)
                    return
                break
        self._give_up(case, hour)

    def _give_up(self, case: int, hour: float) -> None:
        """End a mediation that nobody could bring to an agreement."""
        if not self._leaves(case, hour):
            self.aftermath.sour(case, hour)
            self._close(case, hour, Outcome.FAILED)

    def _decide(self, case: int, hour: float) -> None:
        """End a case in which the parties would not meet: the company warns, and no more."""
        if not self._leaves(case, hour):
            self._close(case, hour, Outcome.IMPOSED)

    def _goes(self, case: int, role: Role, job: Booking) -> None:
        """Note the skill of who deals with a case, and let them learn from it."""
        quarter = int(self.cases.quarter[case])
        self.cases.skill[case] = self.staff.skill_of(role, quarter, job.server)
        self.staff.learn(role, quarter, job.server)

    def _leaves(self, case: int, hour: float) -> bool:
        """Take a case that nobody could settle to petition or court, the graver the likelier."""
        chance = self.parameters.court * (0.5 + float(self.cases.severity[case]))
        if self.parties.chance(Question.AFTERMATH, case, 1) >= chance:
            return False
        self.cases.tier[case] = 4
        self.recorder.leave_estate(case, self.cases)
        self._push(hour + 24.0 * self.parameters.court_days, case, "court")
        return True

    def _court(self, case: int, hour: float) -> None:
        """End it by a ruling from outside; the parties stay enemies."""
        self.aftermath.sour(case, hour)
        self._close(case, hour, Outcome.OUTSIDE)

    def _follow_up(self, case: int, hour: float) -> None:
        """Call back: remind of the promise, hear what is left of the grievance."""
        c, a = self.cases, self.parameters.aftermath
        complainant, accused = int(c.complainant[case]), int(c.accused[case])
        if not self.population.residents.present[complainant]:
            return
        self.recorder.tally("follow_ups")
        base = a.promise_settled if c.outcome[case] < Outcome.IMPOSED else a.promise_imposed
        self.aftermath.promise(case, base)
        self.grievances.close(complainant, accused, int(hour // 24), relief=0.3)

    # -- the end of a case -----------------------------------------------------------------

    def _close(self, case: int, hour: float, outcome: Outcome) -> None:
        """End a case and let it leave its traces."""
        c, a = self.cases, self.parameters.aftermath
        c.closed[case], c.outcome[case] = hour, outcome
        self.aftermath.leave(case, hour, outcome)
        dealt_with = c.handled[case] and outcome != Outcome.WITHDRAWN
        if dealt_with and self.parties.chance(Question.AFTERMATH, case, 2) < self.follow_up:
            self._push(hour + 24.0 * a.follow_up_days, case, "follow_up")
        self.last_closed[self.parties.pair(case)] = (hour, case)
        self.closed_today.append(case)
        self.recorder.close_case(case, c)

    # -- small helpers ---------------------------------------------------------------------

    def _note_repeat(self, case: int, hour: float) -> None:
        before = self.last_closed.get(self.parties.pair(case))
        if before is not None and hour - before[0] <= RECURRENCE_HOURS:
            self.cases.repeat[case] = True
            self.cases.reopened[before[1]] = True

    def _taken_in(self, case: int, hour: float) -> float:
        p = self.parameters
        delay = p.intake * np.exp(p.intake_spread * self.parties.normal(Question.INTAKE, case, 1))
        delay *= float(self.accounts.table.intake[self.cases.complainant[case]])
        if self.cases.trigger[case] in ANYBODYS and self._passed_on(case):
            self.cases.passed_on[case] = True
            luck = 1.0 - self.parties.chance(Question.HANDOVER, case, 1)
            delay -= p.handover * OFFICE_HOURS * math.log(luck)
        return self.staff.office_delay(hour, float(delay))

    def _overdue(self, role: Role, quarter: int, hour: float) -> bool:
        """Tell whether a role's list is longer than anybody would wait for."""
        most = self.parameters.patience * OFFICE_HOURS
        return self.staff.wait(role, quarter, hour) > most

    def _passed_on(self, case: int) -> bool:
        return self.parties.chance(Question.HANDOVER, case, 0) >= self.roles_clear

    def _gathered(self, case: int, hour: float, tier: int) -> float:
        """Return when both parties can come."""
        spread = 0.5 * self.parties.normal(Question.SESSION, case, tier + 1)
        return hour + self.parameters.gathering * float(np.exp(spread))

    def _push(self, hour: float, case: int, stage: str) -> None:
        """Put the next step of a case on the list."""
        self.cases.waiting_since[case] = hour
        self._put(hour, case, stage)

    def _put(self, hour: float, case: int, stage: str) -> None:
        opened = float(self.cases.opened[case])
        heapq.heappush(self.due, Event(float(hour), opened, case, stage))
