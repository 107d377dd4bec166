"""Census: the state of ties, trust and households at the end of a month."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from model.activities import Activities
from model.behaviour.ties import TieParameters
from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR
from model.estate import Estate
from model.groupings import GROUPS, Groupings
from model.help import Help
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.ties import Ties

LEVELS = ("nodding", "transactional", "emotional")
# What each adult is asked or seen to do, in the order of the columns of their answers.
ASKED = (
    "adults",
    "not_knowing_next_door",
    "knowing_3_households",
    "trusting_company",
    "would_ask",
    "acquaintances",
    "trust",
    "trust_company",
    "trust_rules",
    "took_part_12m",
    "took_part_3m",
    "mutual_aid_12m",
)
MEANS = ("acquaintances", "trust", "trust_company", "trust_rules")
YEAR = MONTHS_PER_YEAR * DAYS_PER_MONTH
Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


class Census:
    """Counts once a month what is a state and not an event.

    Shares of residents who trust or would ask are surveys: each answers yes by a keyed draw
    with the underlying stock as chance.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        activities: Activities,
        help_: Help,
        groupings: Groupings,
        recorder: Recorder,
        parameters: TieParameters,
        asking_scale: float,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.activities, self.help, self.recorder = activities, help_, recorder
        self.groupings = groupings
        self.known_from = parameters.known_from
        self.bounds = np.array([parameters.transactional_from, parameters.emotional_from])
        self.asking_scale = asking_scale
        self.keys = streams.keys([Question.SURVEY])
        self.nodding: deque[Pairs] = deque(maxlen=MONTHS_PER_YEAR + 1)
        self.cohort = np.empty(0, np.int64)
        self.everybody = np.empty((0, 0), np.bool_)  # last taken: all adults, then each group
        self.boiled: list[NDArray[np.int32]] = []
        self.visits: list[NDArray[np.int32]] = []

    def begin(self, day: int) -> None:
        """Note who is here, and who nods to whom, on the eve of the run."""
        self.ties.tidy(day)
        r = self.population.residents
        self.cohort = np.flatnonzero(r.present & (r.group > 0))
        self.boiled.clear()
        self.visits.clear()
        self.nodding.clear()
        self.nodding.append(self._nodding())

    def take(self, day: int) -> None:
        """Count the state at the end of a day that ends a month, for all and by group."""
        self.ties.tidy(day)
        answers, levels = self._ask(day)
        for level, value in zip(LEVELS, levels, strict=True):
            self.recorder.set("ties", float(value), group=level)
        self.recorder.set("households", float(np.count_nonzero(self.population.households.present)))
        r = self.population.residents
        adult = r.present & (r.group > 0)
        everybody = np.concatenate([adult[None, :], self.groupings.masks(day)])
        self.everybody = everybody
        counts = everybody.astype(np.float64) @ answers
        for group, row in zip(("all", *GROUPS), counts.tolist(), strict=True):
            self._note(group, row)
        self._events(everybody)
        self._newcomers_to_events(day)
        self._cohort(day, answers)
        self._conversion()

    def note_boiled(self, rows: NDArray[np.integer]) -> None:
        """Keep whose grievances have boiled over, until the month is counted."""
        self.boiled.append(rows.astype(np.int32))

    def note_visits(self, day: int) -> None:
        """Keep who was at an event today, until the month is counted."""
        self.visits.append(np.flatnonzero(self.activities.memory.last == day).astype(np.int32))

    def _ask(self, day: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Ask everybody; one row a resident, in the order of ``ASKED``, and ties by level."""
        r, s, homes = self.population.residents, self.ties.slots, self.estate.dwellings
        m, h = self.activities.memory, self.help.membership
        answers = np.empty((r.rows, len(ASKED)))
        levels = _count(
            day,
            self.known_from,
            self.bounds,
            self.asking_scale,
            self.keys,
            homes.landing_start,
            r.identity,
            r.household,
            r.dwelling,
            r.present,
            r.group,
            r.trust,
            r.trust_company,
            s.partner,
            s.strength,
            answers,
        )
        columns = (
            r.trust,
            r.trust_company,
            r.trust_rules,
            m.last > day - YEAR,
            m.last > day - 90,
            h.helped > day - YEAR,
        )
        for number, column in enumerate(columns, start=ASKED.index("trust")):
            answers[:, number] = column
        return answers, levels

    def _note(self, group: str, sums: list[float]) -> None:
        """Record the counts of one group, and the means of what is a mean; nothing of nobody."""
        adults = sums[0]
        if not adults and group != "all":
            return
        for name, value in zip(ASKED, sums, strict=True):
            mean = value / adults if adults else np.nan
            self.recorder.set(name, mean if name in MEANS else value, group=group)

    def _events(self, everybody: NDArray[np.bool_]) -> None:
        """Count by group what happened to people in the month."""
        for name, rows in (("felt_conflicts", self.boiled), ("visits", self.visits)):
            if rows:
                counts = everybody[:, np.concatenate(rows)].sum(axis=1)
                for group, count in zip(("all", *GROUPS), counts.tolist(), strict=True):
                    self.recorder.set(name, float(count), group=group)
            rows.clear()

    def _newcomers_to_events(self, day: int) -> None:
        m = self.activities.memory
        due = (m.first <= day - 90) & (m.first > day - 90 - YEAR)
        self.recorder.set("first_timers", float(np.count_nonzero(due)))
        self.recorder.set("first_timers_back", float(np.count_nonzero(due & m.returned)))

    def _cohort(self, day: int, answers: NDArray[np.float64]) -> None:
        """Count those who were here and of age on day 0, and still are: nobody comes or goes in.

        Means over whoever lives here rise when the dissatisfied move out; these do not.
        """
        here = self.cohort[self.population.residents.present[self.cohort]]
        self.recorder.set("cohort_size", float(here.size))
        self.recorder.set("cohort_left", float(self.cohort.size - here.size))
        means = answers[here].mean(axis=0) if here.size else np.full(len(ASKED), np.nan)
        for name in ("trust", "trust_company", "trust_rules", "acquaintances"):
            self.recorder.set(f"cohort_{name}", float(means[ASKED.index(name)]))

    def _conversion(self) -> None:
        self.nodding.append(self._nodding())
        if len(self.nodding) <= MONTHS_PER_YEAR:
            return
        first, second = self.nodding[0]
        s = self.ties.slots
        grown = _grown(first, second, float(self.bounds[0]), s.partner, s.strength)
        self.recorder.set("nodding_a_year_ago", float(first.size))
        self.recorder.set("nodding_grown", float(grown))

    def _nodding(self) -> Pairs:
        s = self.ties.slots
        first, slot = np.nonzero((s.strength >= self.known_from) & (s.strength < self.bounds[0]))
        second = s.partner[first, slot]
        once = first < second
        return first[once].astype(np.int32), second[once].astype(np.int32)


@kernel
def _count(  # noqa: C901  one pass over the residents
    day,
    known_from,
    bounds,
    asking_scale,
    keys,
    landing_start,
    identity,
    household,
    dwelling,
    present,
    group,
    trust,
    trust_company,
    partner,
    strength,
    answers,
):  # type: ignore[no-untyped-def]
    levels = np.zeros(3)
    slots = partner.shape[1]
    known = np.empty(slots, np.int32)
    for who in range(identity.size):
        answers[who, :6] = 0.0
        if not present[who] or group[who] == 0:
            continue
        acquaintances = 0
        number = 0
        next_door = False
        sum_strength = 0.0
        for slot in range(slots):
            other = partner[who, slot]
            if other < 0:
                continue
            value = strength[who, slot]
            sum_strength += value
            if value < known_from:
                continue
            acquaintances += 1
            if who < other:
                level = 0 if value < bounds[0] else 1 if value < bounds[1] else 2
                levels[level] += 1
            home = household[other]
            if landing_start[dwelling[other]] == landing_start[dwelling[who]]:
                next_door = True
            fresh = True
            for n in range(number):
                if known[n] == home:
                    fresh = False
            if fresh:
                known[number] = home
                number += 1
        answers[who, 0] = 1.0
        answers[who, 1] = not next_door
        answers[who, 2] = number >= 3
        u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        answers[who, 3] = u < trust_company[who]
        answers[who, 4] = v < trust[who] * (1.0 - np.exp(-sum_strength / asking_scale))
        answers[who, 5] = acquaintances
    return levels


@kernel
def _grown(first, second, bound, partner, strength):  # type: ignore[no-untyped-def]
    grown = 0
    for n in range(first.size):
        for slot in range(partner.shape[1]):
            if partner[first[n], slot] == second[n]:
                grown += strength[first[n], slot] >= bound
                break
    return grown
