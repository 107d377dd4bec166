"""Activities: who hears of an event, who goes, whom they meet there, and what it leaves behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.attendance import (
    Attendance,
    AttendanceRules,
    admit,
    note_company,
    remember,
    survey,
    wish,
)
from model.behaviour.activities import (
    CHARACTERS,
    ActivityParameters,
    Character,
    Kind,
    Slot,
)
from model.calendar import FESTIVE_WEEKS, day_of_year, seasonal
from model.dials import Dials
from model.estate import Estate
from model.ledger import Ledger, Unit
from model.population import Population
from model.programme import Contribution, Event, Programme, Series
from model.recorder import Recorder
from model.residents import AgeGroup
from model.streams import Question, Streams
from model.tables import sitting_together
from model.ties import TALK, Ties

HALF_YEAR = 180
AUDIENCE = {AgeGroup.YOUNG: "young", AgeGroup.MIDDLE: "middle", AgeGroup.OLDER: "older"}


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
        """Set the share of the estate's own programme for which there is money this month."""
        self.funded = min(max(share, 0.0), 1.0)

    def support(self, by: str, **given: float) -> None:
        """Let a measure add to the programme what a ``Contribution`` holds; it pays for it.

        Where several raise variety, fit or quality, the largest counts: nothing is fitted twice.
        """
        self.programme.contributions[by] = Contribution(**given)

    def withdraw(self, by: str) -> None:
        """End what a measure adds to the programme, its series with it."""
        programme = self.programme
        programme.contributions.pop(by, None)
        programme.supply.pop(by, None)
        for key in [key for key in programme.series if key[0] == by]:
            del programme.series[key]

    def misjudge(self, share: float) -> None:
        """Put on clubs on weekday evenings for such a share of what no survey fits (E191)."""
        self.programme.unasked = min(max(share, 0.0), 1.0)

    def run_series(self, kind: Kind, *, per_month: float, slot: Slot, by: str = "") -> None:
        """Put one kind on at a steady pace beside the programme; 0 a month ends it (E183).

        ``by`` names the measure that pays for it, none for the estate.
        """
        if per_month < 0.0:
            raise ValueError(f"per_month = {per_month}: must be 0 or more")
        series = self.programme.series
        if per_month == 0.0:
            series.pop((by, kind), None)
        elif (by, kind) in series:
            series[by, kind].per_month, series[by, kind].slot = per_month, slot
        else:
            series[by, kind] = Series(per_month, slot)

    def month_cost(self) -> float:
        """Return what a month of the estate's own programme costs in yuan, nothing cut."""
        programme = self.programme
        ordinary = programme.per_month * float(programme.weights @ [c.cost for c in _kinds()])
        series = sum(
            each.per_month * CHARACTERS[kind].cost
            for (by, kind), each in programme.series.items()
            if not by
        )
        events = (ordinary + series) * self.dials.events
        return events * self.parameters.cost * self.estate.quarters

    def regulars(self, day: int) -> NDArray[np.int32]:
        """Return the residents who went to an activity in the last half year."""
        here = self.population.residents.present & (self.memory.last > day - HALF_YEAR)
        return np.flatnonzero(here).astype(np.int32)

    def sociable(self, day: int) -> NDArray[np.float64]:
        """Return each resident's tables of late shared with people of the same interest."""
        m = self.memory
        days = np.minimum(day - m.last, 10_000)
        return np.asarray(m.together * 0.5 ** (days / self.parameters.together_half_life))

    # -- a day -----------------------------------------------------------------------------

    def hold(self, day: int) -> int:
        """Hold the events that are due today; return how many were planned.

        ``bill`` is what those of the estate's own cost in yuan, over all quarters.
        """
        self.bill = 0.0
        events = self.dials.events * self.season[day_of_year(day)]
        due = self.programme.due(day, events, lambda u: self._wished(day, u), funded=self.funded)
        for event in due:
            self._hold(event)
        return len(due)

    def _rules(self) -> AttendanceRules:
        p, t = self.parameters, self.ties.rules
        return AttendanceRules(
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
        chances = survey(
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
        went, let_down, open_ = admit(eager, quarter, self.estate.quarters, capacity, p.least)
        invited = adults & open_[quarter]
        if went.size:
            self._meet(event, went, capacity)
        self.memory.experience[let_down] = -1.0
        held = float(open_.mean())
        self.recorder.tally("activities", count=held)
        self.recorder.tally("activities_cancelled", count=1.0 - held)
        if not event.by:
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
            wish(
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
        quality = self.programme.raised("quality", 1.0) * CHARACTERS[event.kind].quality
        good = min(p.good * quality, 1.0)
        tables = max(capacity // p.tables, 1)
        seat = remember(
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
        note_company(first, second, r.interest, m.together)
        kind = np.full(first.size, TALK, np.int8)
        self.ties.meet(first, second, kind, event.day, question=3 + event.number % 4)


def _kinds() -> list[Character]:
    return [CHARACTERS[kind] for kind in Kind]
