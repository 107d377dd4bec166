"""Activities: who hears of an event, who goes, whom they meet there, and what it leaves behind."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.behaviour.activities import (
    CHARACTERS,
    ActivityParameters,
    Character,
    Kind,
    Slot,
)
from model.calendar import FESTIVE_WEEKS, day_of_year, seasonal
from model.columns import Column, Table
from model.dials import Dials
from model.estate import Estate
from model.kernels import kernel
from model.ledger import Ledger, Unit
from model.population import Population
from model.programme import Event, Programme, Series
from model.recorder import Recorder
from model.residents import AgeGroup
from model.streams import Question, Streams, four
from model.tables import sitting_together
from model.ties import TALK, Ties, faded

RECENT_HALF_LIFE = 14.0  # days after which a visit tires half as much
AUDIENCE = {AgeGroup.YOUNG: "young", AgeGroup.MIDDLE: "middle", AgeGroup.OLDER: "older"}


class Attendance(Table):
    """What each resident remembers of activities."""

    first = Column[int](-100_000, np.int32, "day of the first visit", unit="day")
    last = Column[int](-100_000, np.int32, "day of the last visit", unit="day")
    recent = Column[float](0.0, np.float32, "visits of late, halving in two weeks")
    tired = Column[float](0.0, np.float32, "visits of late, by kind of activity", width=len(Kind))
    together = Column[float](0.0, np.float32, "tables of late shared with one's own interest")
    experience = Column[float](0.0, np.float32, "last experience: 1 good, -1 bad, 0 none")
    returned = Column[bool](False, np.bool_, "came again within 90 days of the first visit")


class Rules(NamedTuple):
    """Numbers that the kernels need."""

    notice: float
    word: float
    word_half_life: float
    go: float
    taste: float
    match: float
    audience: float
    clash: float
    company: float
    liking_last: float
    fatigue: float
    sameness: float
    habit_half_life: float
    together_half_life: float
    decay: float
    slowing: float


class Activities:
    """A programme of events; going is a logit over what a person likes, knows and remembers.

    Large differences in taste between people are what reconciles a mean of 12.5 % an event with
    a small share of people who ever go. Liking a kind of activity falls with late visits to the
    same kind and comes back with time (habituation: Thompson & Spencer 1966). News of an event
    comes by notice, by platform and by word of mouth, each missing people independently.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        accounts: Accounts,
        ledger: Ledger,
        dials: Dials,
        recorder: Recorder,
        parameters: ActivityParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.accounts = accounts
        self.ledger, self.dials, self.recorder = ledger, dials, recorder
        self.parameters, self.streams = parameters, streams
        self.memory = Attendance(0, room=population.residents.room)
        self.programme = Programme(estate.plan.organisation.activities, streams)
        self.season = seasonal(FESTIVE_WEEKS, parameters.festival_events)
        self.points_per_visit = 0.0
        self.points_pull = 0.0  # logit per point offered
        self.access: NDArray[np.float64] | None = None  # share of events one can get to
        self.funded = 1.0  # share of the programme for which there is money
        self.bill = 0.0  # yuan spent on today's events, called off or not
        self.appeal = np.array([[c.young, c.middle, c.older, c.families] for c in _kinds()])
        self.keys = streams.keys([Question.ATTENDANCE, Question.SEAT])

    def welcome(self) -> None:
        """Make room for residents who have just come; they have been to nothing here."""
        self.memory.add(self.population.residents.rows - self.memory.rows)

    # -- verbs -----------------------------------------------------------------------------

    def offer_points(self, per_visit: float, *, pull: float) -> None:
        """Offer points for taking part; ``pull`` is the log-odds that one point adds."""
        self.points_per_visit, self.points_pull = per_visit, pull

    def arrange(
        self,
        *,
        per_month: float | None = None,
        variety: float | None = None,
        fitted: float | None = None,
    ) -> None:
        """Change the programme: events a month, variety of kinds, share fitted by survey.

        What is not given stays. ``variety`` and ``fitted`` are shares from 0 to 1 (M23, M24).
        """
        for name, value, most in (
            ("per_month", per_month, np.inf),
            ("variety", variety, 1.0),
            ("fitted", fitted, 1.0),
        ):
            if value is None:
                continue
            if not 0.0 <= value <= most:
                raise ValueError(f"{name} = {value}: must be from 0 to {most:g}")
            setattr(self.programme, name, float(value))

    def fund(self, share: float) -> None:
        """Set the share of the programme for which there is money this month."""
        self.funded = min(max(share, 0.0), 1.0)

    def run_series(self, kind: Kind, *, per_month: float, slot: Slot) -> None:
        """Put one kind on at a steady pace beside the programme; 0 a month ends it (E183)."""
        if per_month < 0.0:
            raise ValueError(f"per_month = {per_month}: must be 0 or more")
        if per_month > 0.0:
            self.programme.series[kind] = Series(per_month, slot)
        else:
            self.programme.series.pop(kind, None)

    def month_cost(self) -> float:
        """Return what a month of the programme and its series costs in yuan, nothing cut."""
        programme = self.programme
        ordinary = programme.per_month * float(programme.weights @ [c.cost for c in _kinds()])
        series = sum(
            each.per_month * CHARACTERS[kind].cost for kind, each in programme.series.items()
        )
        events = (ordinary + series) * self.dials.events
        return events * self.parameters.cost * self.estate.quarters

    def sociable(self, day: int) -> NDArray[np.float64]:
        """Return each resident's tables of late shared with people of the same interest."""
        m = self.memory
        days = np.minimum(day - m.last, 10_000)
        return np.asarray(m.together * 0.5 ** (days / self.parameters.together_half_life))

    # -- a day -----------------------------------------------------------------------------

    def hold(self, day: int) -> int:
        """Hold the events that are due today; return how many were planned.

        ``bill`` is what they cost in yuan, over all quarters.
        """
        self.bill = 0.0
        events = self.dials.events * self.funded * self.season[day_of_year(day)]
        due = self.programme.due(day, events, lambda u: self._wished(day, u))
        for event in due:
            self._hold(event)
        return len(due)

    def _rules(self) -> Rules:
        p, t = self.parameters, self.ties.rules
        return Rules(
            min(p.reach * self.dials.reach, 1.0),
            p.word,
            p.word_half_life,
            p.go,
            p.taste,
            p.match,
            p.audience,
            p.clash,
            p.company,
            p.liking_last,
            p.fatigue,
            p.sameness,
            p.habit_half_life,
            p.together_half_life,
            t.decay,
            t.slowing,
        )

    def _wished(self, day: int, u: float) -> tuple[Kind, Slot]:
        """Return the kind and hour that most people of one age group would come for.

        The group is drawn by its share of the residents, so that each has its turn.
        """
        r, m = self.population.residents, self.memory
        numbers = np.array([np.count_nonzero(r.present & (r.group == g)) for g in AUDIENCE], float)
        if not numbers.any():
            return Kind.CULTURE, CHARACTERS[Kind.CULTURE].usual
        edges = np.cumsum(numbers)
        group = 1 + int(np.searchsorted(edges, u * edges[-1], side="right"))
        interests = np.array([c.interest for c in _kinds()])
        chances = _survey(
            day,
            group,
            self._rules(),
            self.appeal,
            interests,
            r.present,
            r.group,
            r.rhythm,
            r.taste,
            r.interest,
            self._families(),
            m.last,
            m.recent,
            m.tired,
            m.experience,
        )
        kind, slot = np.unravel_index(int(np.argmax(chances)), chances.shape)
        return Kind(int(kind)), Slot(int(slot))

    def _families(self) -> NDArray[np.bool_]:
        r, h = self.population.residents, self.population.households
        return np.asarray(h.children[r.household] > 0)

    def _hold(self, event: Event) -> None:
        eager = self._eager(event)
        p, r, character = self.parameters, self.population.residents, CHARACTERS[event.kind]
        quarter = self.estate.dwellings.quarter[r.dwelling]
        adults = r.present & (r.group > 0)
        capacity = max(int(p.capacity * character.room), 1)
        went, let_down, open_ = _admit(eager, quarter, self.estate.quarters, capacity, p.least)
        invited = adults & open_[quarter]
        if went.size:
            self._meet(event, went, capacity)
        self.memory.experience[let_down] = -1.0
        held = float(open_.mean())
        self.recorder.tally("activities", count=held)
        self.recorder.tally("activities_cancelled", count=1.0 - held)
        self.bill += p.cost * character.cost * float((open_ + p.lost_cost * ~open_).sum())
        kind = event.kind.name.lower()
        groups = [("all", r.group > 0), (kind, r.group > 0)]
        groups += [(name, r.group == group) for group, name in AUDIENCE.items()]
        for name, who in groups:
            self.recorder.tally("invitations", group=name, count=int((invited & who).sum()))
            self.recorder.tally("attendances", group=name, count=int(who[went].sum()))
        if self.points_per_visit > 0 and went.size:
            points = np.full(went.size, self.points_per_visit)
            self.ledger.issue(event.day, Unit.POINTS, went, points, "took part")

    def _eager(self, event: Event) -> NDArray[np.int32]:
        r, m, s = self.population.residents, self.memory, self.ties.slots
        return np.asarray(
            _wish(
                event.day,
                event.number,
                int(event.kind),
                CHARACTERS[event.kind].interest,
                int(event.slot),
                self.points_pull * self.points_per_visit,
                self._rules(),
                self.keys,
                self.appeal,
                self.accounts.table.notice,
                np.ones(r.rows) if self.access is None else self.access,
                r.identity,
                r.present,
                r.group,
                r.rhythm,
                r.taste,
                r.interest,
                self._families(),
                m.last,
                m.recent,
                m.tired,
                m.experience,
                s.partner,
                s.strength,
                s.touched,
            )
        )

    def _meet(self, event: Event, went: NDArray[np.int32], capacity: int) -> None:
        p, r, m = self.parameters, self.population.residents, self.memory
        homes = self.estate.dwellings
        good = min(p.good * CHARACTERS[event.kind].quality, 1.0)
        tables = max(capacity // p.tables, 1)
        seat = _remember(
            event.day,
            event.number,
            int(event.kind),
            good,
            tables,
            self._rules(),
            self.keys,
            went,
            homes.quarter,
            r.identity,
            r.dwelling,
            m.first,
            m.last,
            m.recent,
            m.tired,
            m.together,
            m.experience,
            m.returned,
        )
        seats = tables * self.estate.quarters
        first, second = sitting_together(went, seat, seats, p.tables, r.dwelling)
        if not first.size:
            return
        _note_company(first, second, r.interest, m.together)
        kind = np.full(first.size, TALK, np.int8)
        self.ties.meet(first, second, kind, event.day, question=3 + event.number % 4)


def _kinds() -> list[Character]:
    return [CHARACTERS[kind] for kind in Kind]


@kernel
def _suits(rhythm, slot):  # type: ignore[no-untyped-def]
    """Tell whether an hour suits: afternoons the retired, evenings workers, weekends all."""
    if slot == 2:
        return True
    if slot == 0:
        return rhythm == 2
    return rhythm != 1


@kernel
def _lately(visits, days, half_life):  # type: ignore[no-untyped-def]
    """Return the visits of late that still count after days without one."""
    return visits * 2.0 ** (-days / half_life) if visits > 0 else 0.0


@kernel
def _leaning(
    who,
    day,
    kind,
    interest,
    slot,
    rules,
    appeal,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
    experience,
):  # type: ignore[no-untyped-def]
    """Return the log-odds of going that a person brings, company and points apart."""
    days = day - last_visit[who]
    odds = rules.go + rules.taste * taste[who] + rules.liking_last * experience[who]
    odds -= rules.fatigue * _lately(recent[who], days, RECENT_HALF_LIFE)
    odds -= rules.sameness * _lately(tired[who, kind], days, rules.habit_half_life)
    odds += rules.audience * (appeal[kind, group[who] - 1] + appeal[kind, 3] * families[who])
    if interests[who] == interest:
        odds += rules.match
    if not _suits(rhythm[who], slot):
        odds -= rules.clash
    return odds


@kernel
def _survey(
    day,
    asked,
    rules,
    appeal,
    fields,
    present,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
    experience,
):  # type: ignore[no-untyped-def]
    """Return how many of an age group would go, by kind and hour."""
    total = np.zeros((fields.size, 3))
    for who in range(present.size):
        if not present[who] or group[who] != asked:
            continue
        for kind in range(fields.size):
            for slot in range(3):
                odds = _leaning(
                    who,
                    day,
                    kind,
                    fields[kind],
                    slot,
                    rules,
                    appeal,
                    group,
                    rhythm,
                    taste,
                    interests,
                    families,
                    last_visit,
                    recent,
                    tired,
                    experience,
                )
                total[kind, slot] += 1.0 / (1.0 + np.exp(-odds))
    return total


@kernel
def _told(who, day, rules, last_visit, experience, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return the strength of ties with people who liked the last one: in all, and still told."""
    liked = told = 0.0
    for place in range(partner.shape[1]):
        other = partner[who, place]
        if other >= 0 and experience[other] > 0.0:
            now = faded(strength[who, place], day - touched[who, place], rules.decay, rules.slowing)
            liked += now
            told += _lately(now, day - last_visit[other], rules.word_half_life)
    return liked, told


@kernel
def _wish(
    day,
    number,
    kind,
    interest,
    slot,
    points,
    rules,
    keys,
    appeal,
    platform,
    access,
    identity,
    present,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
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
        liked, told = _told(who, day, rules, last_visit, experience, partner, strength, touched)
        missed = (1.0 - rules.notice) * (1.0 - platform[who]) * np.exp(-rules.word * told)
        if u >= access[who] * (1.0 - missed):
            continue
        odds = points + rules.company * min(liked, 3.0)
        odds += _leaning(
            who,
            day,
            kind,
            interest,
            slot,
            rules,
            appeal,
            group,
            rhythm,
            taste,
            interests,
            families,
            last_visit,
            recent,
            tired,
            experience,
        )
        if v < 1.0 / (1.0 + np.exp(-odds)):
            eager[coming] = who
            luck[coming], _, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], number, 0)
            coming += 1
    return eager[np.argsort(luck[:coming])]


@kernel
def _admit(eager, quarter, quarters, capacity, least):  # type: ignore[no-untyped-def]
    """Let in whom there is room for, unless too few came.

    Return who went, who had come in vain to what was called off, and where it was held.
    """
    came = np.zeros(quarters, np.int64)
    for who in eager:
        came[quarter[who]] += 1
    held = came >= least
    went = np.empty(eager.size, np.int32)
    let_down = np.empty(eager.size, np.int32)
    full = np.zeros(quarters, np.int64)
    seated = sent = 0
    for who in eager:
        part = quarter[who]
        if not held[part]:
            let_down[sent] = who
            sent += 1
        elif full[part] < capacity:
            full[part] += 1
            went[seated] = who
            seated += 1
    return went[:seated], let_down[:sent], held


@kernel
def _remember(
    day,
    number,
    kind,
    good,
    tables,
    rules,
    keys,
    went,
    quarter,
    identity,
    dwelling,
    first_visit,
    last_visit,
    recent,
    tired,
    together,
    experience,
    returned,
):  # type: ignore[no-untyped-def]
    """Note a visit for everybody who went; return the table of each."""
    seat = np.empty(went.size, np.int64)
    for n in range(went.size):
        who = went[n]
        _, _, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], number, 0)
        seat[n] = quarter[dwelling[who]] * tables + int(x * tables)
        days = day - last_visit[who]
        if first_visit[who] < -50_000:
            first_visit[who] = day
        elif day - first_visit[who] <= 90 and day > first_visit[who]:
            returned[who] = True
        for each in range(tired.shape[1]):
            tired[who, each] = _lately(tired[who, each], days, rules.habit_half_life)
        tired[who, kind] += 1.0
        recent[who] = _lately(recent[who], days, RECENT_HALF_LIFE) + 1.0
        together[who] = _lately(together[who], days, rules.together_half_life)
        last_visit[who] = day
        experience[who] = 1.0 if w < good else -1.0
    return seat


@kernel
def _note_company(first, second, interest, together):  # type: ignore[no-untyped-def]
    """Count, for each of a pair at a table, that the other shares the interest."""
    for n in range(first.size):
        if interest[first[n]] == interest[second[n]]:
            together[first[n]] += 1.0
            together[second[n]] += 1.0
