"""Census: the state of ties, trust and households at the end of a month."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from model.activities import Activities
from model.behaviour.ties import TieParameters
from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR
from model.estate import Estate
from model.help import Help
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.ties import Ties

LEVELS = ("nodding", "transactional", "emotional")
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
        recorder: Recorder,
        parameters: TieParameters,
        asking_scale: float,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.activities, self.help, self.recorder = activities, help_, recorder
        self.known_from = parameters.known_from
        self.bounds = np.array([parameters.transactional_from, parameters.emotional_from])
        self.asking_scale = asking_scale
        self.keys = streams.keys([Question.SURVEY])
        self.nodding: deque[Pairs] = deque(maxlen=MONTHS_PER_YEAR + 1)

    def begin(self, day: int) -> None:
        """Note who nods to whom on the eve of the run."""
        self.ties.tidy(day)
        self.nodding.clear()
        self.nodding.append(self._nodding())

    def take(self, day: int) -> None:
        """Count the state at the end of a day that ends a month."""
        self.ties.tidy(day)
        r, s, homes = self.population.residents, self.ties.slots, self.estate.dwellings
        totals = _count(
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
        )
        record = self.recorder.set
        names = (
            "adults",
            "not_knowing_next_door",
            "knowing_3_households",
            "trusting_company",
            "would_ask",
        )
        for name, value in zip(names, totals[:5], strict=True):
            record(name, float(value))
        for level, value in zip(LEVELS, totals[5:8], strict=True):
            record("ties", float(value), group=level)
        record("households", float(np.count_nonzero(self.population.households.present)))
        self._trusts()
        self._participation(day)
        self._conversion()

    def _trusts(self) -> None:
        r = self.population.residents
        adult = r.present & (r.group > 0)
        for name, column in (
            ("trust", r.trust),
            ("trust_company", r.trust_company),
            ("trust_rules", r.trust_rules),
        ):
            mean = float(column[adult].mean(dtype=np.float64)) if adult.any() else np.nan
            self.recorder.set(name, mean)

    def _participation(self, day: int) -> None:
        r, m, h = self.population.residents, self.activities.memory, self.help.membership
        adult = r.present & (r.group > 0)
        took = self.recorder.set
        took("took_part_12m", float(np.count_nonzero(adult & (m.last > day - YEAR))))
        took("took_part_3m", float(np.count_nonzero(adult & (m.last > day - 90))))
        took("mutual_aid_12m", float(np.count_nonzero(adult & (h.helped > day - YEAR))))
        due = (m.first <= day - 90) & (m.first > day - 90 - YEAR)
        took("first_timers", float(np.count_nonzero(due)))
        took("first_timers_back", float(np.count_nonzero(due & m.returned)))

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
):  # type: ignore[no-untyped-def]
    totals = np.zeros(8)
    slots = partner.shape[1]
    known = np.empty(slots, np.int32)
    for who in range(identity.size):
        if not present[who] or group[who] == 0:
            continue
        totals[0] += 1
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
            if who < other:
                level = 5 if value < bounds[0] else 6 if value < bounds[1] else 7
                totals[level] += 1
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
        totals[1] += not next_door
        totals[2] += number >= 3
        u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        totals[3] += u < trust_company[who]
        totals[4] += v < trust[who] * (1.0 - np.exp(-sum_strength / asking_scale))
    return totals


@kernel
def _grown(first, second, bound, partner, strength):  # type: ignore[no-untyped-def]
    grown = 0
    for n in range(first.size):
        for slot in range(partner.shape[1]):
            if partner[first[n], slot] == second[n]:
                grown += strength[first[n], slot] >= bound
                break
    return grown
