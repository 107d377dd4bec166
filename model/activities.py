"""Activities: the programme, who hears of it, who goes, and whom they meet there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.behaviour.activities import ActivityParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.dials import Dials
from model.estate import Estate
from model.kernels import kernel
from model.ledger import Ledger, Unit
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.ties import TALK, Ties, faded

SLOTS = 3  # weekday afternoon, weekday evening, weekend


class Attendance(Table):
    """What each resident remembers of activities."""

    first = Column[int](-100_000, np.int32, "day of the first visit", unit="day")
    last = Column[int](-100_000, np.int32, "day of the last visit", unit="day")
    recent = Column[float](0.0, np.float32, "visits of late, halving in two weeks")
    experience = Column[float](0.0, np.float32, "last experience: 1 good, -1 bad, 0 none")
    returned = Column[bool](False, np.bool_, "came again within 90 days of the first visit")


class Event(NamedTuple):
    """One public activity."""

    day: int
    number: int
    interest: int
    slot: int


class Rules(NamedTuple):
    """Numbers that the kernel needs."""

    reach: float
    go: float
    taste: float
    match: float
    clash: float
    company: float
    liking_last: float
    fatigue: float
    good: float
    tables: int
    capacity: int
    decay: float
    slowing: float


class Activities:
    """A programme of events; going is a logit over what a person likes, knows and remembers.

    Large differences in taste between people are what reconciles a mean of 12.5 % an event with
    a small share of people who ever go.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        ledger: Ledger,
        dials: Dials,
        recorder: Recorder,
        parameters: ActivityParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.ledger, self.dials, self.recorder = ledger, dials, recorder
        self.parameters, self.streams = parameters, streams
        self.memory = Attendance(0, room=population.residents.room)
        self.points_per_visit = 0.0
        self.points_pull = 0.0  # logit per point offered
        self.suited_slots = False  # programme fitted to rhythms by survey
        self.supply = 0.0
        self.keys = streams.keys([Question.ATTENDANCE, Question.SEAT])

    def welcome(self) -> None:
        """Make room for residents who have just come; they have been to nothing here."""
        self.memory.add(self.population.residents.rows - self.memory.rows)

    def offer_points(self, per_visit: float, *, pull: float) -> None:
        """Offer points for taking part; ``pull`` is the log-odds that one point adds."""
        self.points_per_visit, self.points_pull = per_visit, pull

    def hold(self, day: int) -> int:
        """Hold the events that are due today; return how many."""
        self.supply += self.parameters.per_month * self.dials.events / DAYS_PER_MONTH
        held = 0
        while self.supply >= 1.0:
            self.supply -= 1.0
            self._hold(self._plan(day, held))
            held += 1
        return held

    def _plan(self, day: int, number: int) -> Event:
        draw = self.streams.draw(Question.EVENT, day, number)
        interest = int(draw * 5)
        slot = int(draw * 5000) % SLOTS
        return Event(day, number, interest, slot)

    def _hold(self, event: Event) -> None:
        p, r, m, t = self.parameters, self.population.residents, self.memory, self.ties
        s, homes = t.slots, self.estate.dwellings
        rules = Rules(
            min(p.reach * self.dials.reach, 1.0),
            p.go,
            p.taste,
            p.match,
            p.clash,
            p.company,
            p.liking_last,
            p.fatigue,
            p.good,
            p.tables,
            p.capacity,
            t.rules.decay,
            t.rules.slowing,
        )
        eager = _wish(
            event.day,
            event.number,
            event.interest,
            -1 if self.suited_slots else event.slot,
            self.points_pull * self.points_per_visit,
            rules,
            self.keys,
            r.identity,
            r.present,
            r.group,
            r.rhythm,
            r.taste,
            r.interest,
            m.last,
            m.recent,
            m.experience,
            s.partner,
            s.strength,
            s.touched,
        )
        went, first, second = _attend(
            event.day,
            event.number,
            rules,
            self.keys,
            eager,
            homes.quarter,
            self.estate.quarters,
            r.identity,
            r.dwelling,
            m.first,
            m.last,
            m.recent,
            m.experience,
            m.returned,
        )
        if first.size:
            t.meet(
                first,
                second,
                np.full(first.size, TALK, np.int8),
                event.day,
                question=3 + event.number % 4,
            )
        self.recorder.tally("activities")
        self.recorder.tally("attendances", count=went.size)
        adults = int(np.count_nonzero(r.present & (r.group > 0)))
        self.recorder.tally("invitations", count=adults)
        if self.points_per_visit > 0 and went.size:
            points = np.full(went.size, self.points_per_visit)
            self.ledger.issue(event.day, Unit.POINTS, went, points, "took part")


@kernel
def _suits(rhythm, slot):  # type: ignore[no-untyped-def]
    """Tell whether an hour suits: afternoons the retired, evenings workers, weekends all."""
    if slot < 0 or slot == 2:
        return True
    if slot == 0:
        return rhythm == 2
    return rhythm != 1


@kernel
def _wish(
    day,
    number,
    interest,
    slot,
    points,
    rules,
    keys,
    identity,
    present,
    group,
    rhythm,
    taste,
    interests,
    last_visit,
    recent,
    experience,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return who would come, in order of arrival: nobody's flat is first in line."""
    eager = np.empty(identity.size, np.int32)
    luck = np.empty(identity.size, np.float64)
    coming = 0
    for who in range(identity.size):
        if not present[who] or group[who] == 0:
            continue
        u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], number, 0)
        if u >= rules.reach:
            continue
        odds = rules.go + rules.taste * taste[who] + points + rules.liking_last * experience[who]
        odds -= rules.fatigue * _lately(recent[who], day - last_visit[who])
        if interests[who] == interest:
            odds += rules.match
        if not _suits(rhythm[who], slot):
            odds -= rules.clash
        friends = 0.0
        for place in range(partner.shape[1]):
            other = partner[who, place]
            if other >= 0 and experience[other] > 0.0:
                friends += faded(
                    strength[who, place], day - touched[who, place], rules.decay, rules.slowing
                )
        odds += rules.company * min(friends, 3.0)
        if v < 1.0 / (1.0 + np.exp(-odds)):
            eager[coming] = who
            luck[coming], _, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], number, 0)
            coming += 1
    return eager[np.argsort(luck[:coming])]


@kernel
def _lately(recent, days):  # type: ignore[no-untyped-def]
    """Return the visits of late that still count after days without one."""
    return recent * 2.0 ** (-days / 14.0) if recent > 0 else 0.0


@kernel
def _attend(
    day,
    number,
    rules,
    keys,
    eager,
    quarter,
    quarters,
    identity,
    dwelling,
    first_visit,
    last_visit,
    recent,
    experience,
    returned,
):  # type: ignore[no-untyped-def]
    """Let in whom there is room for; return who went, and the pairs that sat together."""
    went = np.empty(eager.size, np.int32)
    seated = 0
    full = np.zeros(quarters, np.int64)
    tables = max(rules.capacity // rules.tables, 1)
    last_at = np.full(quarters * tables, -1, np.int32)
    before_me = np.full(identity.size, -1, np.int32)
    first = np.empty(rules.tables * eager.size, np.int32)
    second = np.empty(rules.tables * eager.size, np.int32)
    pairs = 0
    for who in eager:
        part = quarter[dwelling[who]]
        if full[part] >= rules.capacity:
            continue
        full[part] += 1
        went[seated] = who
        seated += 1
        _, _, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], number, 0)
        if first_visit[who] < -50_000:
            first_visit[who] = day
        elif day - first_visit[who] <= 90 and day > first_visit[who]:
            returned[who] = True
        recent[who] = _lately(recent[who], day - last_visit[who]) + 1.0
        last_visit[who] = day
        experience[who] = 1.0 if w < rules.good else -1.0
        seat = part * tables + int(x * tables)
        other = last_at[seat]
        met = 0
        while other >= 0 and met < rules.tables:
            if dwelling[other] != dwelling[who]:
                first[pairs], second[pairs] = who, other
                pairs += 1
            met += 1
            other = before_me[other]
        before_me[who] = last_at[seat]
        last_at[seat] = who
    return went[:seated], first[:pairs], second[:pairs]
