"""Preparedness: who leads a stair, belongs to a group, was at a drill, and what is laid in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.emergencies import EmergencyParameters
from model.calendar import DAYS_PER_YEAR, month_of
from model.columns import Column, Table
from model.estate import Estate
from model.kernels import kernel
from model.population import Population
from model.streams import Question, Streams, four

NEVER = -100_000
ESTATE = "estate"  # who provides what is there today
DRILL_DAY = 312  # 9 November, fire safety day; further drills are spread over the year


class Readiness(Table):
    """What each resident brings to an emergency."""

    trained = Column[int](NEVER, np.int32, "day of the last drill taken part in", unit="day")
    lot = Column[float](1.0, np.float64, "lot that decides about office and group, drawn once")
    grouped = Column[bool](False, np.bool_, "belongs to the mutual-aid group of the stair")
    button = Column[bool](False, np.bool_, "has a help button")
    on_call = Column[bool](False, np.bool_, "a dispatcher calls them out, as somebody trained")


class Preparedness:
    """Leaders and mutual-aid groups of stairs, drills, supplies and clear lanes.

    A leader or a member is drawn once by lot and kept as long as they live here.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        parameters: EmergencyParameters,
        streams: Streams,
        *,
        day: int = 0,
    ) -> None:
        self.estate, self.population, self.parameters = estate, population, parameters
        ready = estate.plan.organisation.emergency
        self.offered: dict[str, dict[str, float]] = {}
        self.leaders, self.groups = 0.0, 0.0
        self.organise(leaders=ready.leaders, groups=ready.groups)
        self.train(drills=ready.drills, reach=ready.drill_reach)
        self.lay_in(days=ready.stock_days)
        self.clear(lanes=ready.clear_lanes)
        self.ask(rounds=ready.rounds)
        self.organised = NEVER
        self.readiness = Readiness(0, room=population.residents.room)
        self.key = streams.keys([Question.READINESS])[0]
        self.stairs = estate.stair_heads()
        self.began = day
        self.leader_of = np.full(self.stairs.size, -1, np.int32)
        self.leads = np.zeros(self.stairs.size, np.bool_)  # stairs that are to have a leader
        self.member_start = np.zeros(self.stairs.size + 1, np.int64)
        self.member_rows = np.empty(0, np.int32)

    def organise(
        self, *, leaders: float | None = None, groups: float | None = None, by: str = ESTATE
    ) -> None:
        """Give a share of the stairs a leader, or a mutual-aid group, from today on."""
        before = self.leaders, self.groups
        if leaders is not None:
            self.leaders = self._best("leaders", leaders, by)
        if groups is not None:
            self.groups = self._best("groups", groups, by)
        if before != (self.leaders, self.groups):
            self.organised = NEVER

    def train(self, *, drills: int, reach: float, by: str = ESTATE) -> None:
        """Hold so many drills a year, in which such a share of the adults take part."""
        self.drill_reach = self._best("reach", reach, by)
        number = int(self._best("drills", drills, by))
        self.drill_days = frozenset(
            (DRILL_DAY + drill * DAYS_PER_YEAR // number) % DAYS_PER_YEAR for drill in range(number)
        )

    def lay_in(self, *, days: float, by: str = ESTATE) -> None:
        """Keep supplies for so many days."""
        self.stock_days = self._best("stock", days, by)

    def clear(self, *, lanes: float, by: str = ESTATE) -> None:
        """Keep the fire lane clear for such a share of the time."""
        self.clear_lanes = self._best("lanes", lanes, by)

    def ask(self, *, rounds: float, by: str = ESTATE) -> None:
        """Ask leaders for daily rounds in a lockdown; such a share of them is made."""
        self.rounds = self._best("rounds", rounds, by)

    def _best(self, what: str, level: float, by: str) -> float:
        """Note what somebody provides; where several do, the highest level holds."""
        offers = self.offered.setdefault(what, {})
        offers[by] = level
        return max(offers.values())

    def give_buttons(self, has: NDArray[np.bool_]) -> None:
        """Let these residents, by row, and no others have a help button."""
        self.readiness.button[: has.size] = has

    def call_out(self, rows: NDArray[np.int32]) -> None:
        """Let these residents and no others be called out by a dispatcher."""
        self.readiness.on_call[:] = False
        self.readiness.on_call[rows] = True

    def welcome(self) -> None:
        """Make room for residents who have just come; those of the first day know past drills."""
        taken = self.readiness.add(self.population.residents.rows - self.readiness.rows)
        rows = np.arange(taken.start, taken.stop)
        identity = self.population.residents.identity[rows]
        self.readiness.lot[rows] = lots(0, 6, self.key, identity)
        if taken.start == 0:
            for day in range(self.began - int(self.parameters.training_lasts), self.began):
                if self.is_drill(day):
                    self.drill(day)

    def is_drill(self, day: int) -> bool:
        """Tell whether a drill is held on a day."""
        return day % DAYS_PER_YEAR in self.drill_days

    def drill(self, day: int) -> None:
        """Train a share of the adults today."""
        r = self.population.residents
        lot = lots(day, 3, self.key, r.identity)
        there = r.present & (r.group > 0) & (lot < self.drill_reach)
        self.readiness.trained[there] = day

    def trained(self, day: int) -> NDArray[np.bool_]:
        """Tell of each resident whether they know what to do: from a drill, or on call."""
        drilled = self.readiness.trained > day - self.parameters.training_lasts
        return np.asarray(drilled | self.readiness.on_call)

    def organise_stairs(self, day: int) -> None:
        """Choose leaders and members of groups where there are none, once a month or on call."""
        if self.organised == month_of(day):
            return
        r, homes = self.population.residents, self.estate.dwellings
        known = self.organised != NEVER and not self.groups
        self.organised = month_of(day)
        if known and self._are_all_led(r.present):
            return  # every leader still lives here
        adult = r.present & (r.group > 0)
        stair, lot = homes.stair[np.maximum(r.dwelling, 0)], self.readiness.lot
        self.leads = self._drawn(4) < self.leaders
        _choose(self.leads, adult, stair, lot, self.leader_of)
        grouped = self.readiness.grouped
        grouped[:] = False
        if self.groups:
            grouped[:] = adult & (self._drawn(5) < self.groups)[stair]
            grouped &= lot < self.parameters.members
        rows = np.flatnonzero(grouped)
        self.member_rows = rows[np.argsort(stair[rows], kind="stable")].astype(np.int32)
        self.member_start[1:] = np.cumsum(np.bincount(stair[rows], minlength=self.stairs.size))

    def _are_all_led(self, present: NDArray[np.bool_]) -> bool:
        """Tell whether every stair that is to have a leader has one who still lives here."""
        leaders = self.leader_of[self.leads]
        return bool((leaders >= 0).all() and present[leaders].all())

    def _drawn(self, attempt: int) -> NDArray[np.float64]:
        """Return one number a stair, the same for ever."""
        return np.asarray(lots(0, attempt, self.key, self.stairs << 12))


@kernel
def lots(day, attempt, key, identities):  # type: ignore[no-untyped-def]
    """Answer one question for each identity; ``attempt`` tells questions apart."""
    out = np.empty(identities.size)
    for n in range(identities.size):
        out[n], _, _, _ = four(key[0], key[1], day, identities[n], 0, attempt)
    return out


@kernel
def _choose(lead, adult, stair, lot, leader_of):  # type: ignore[no-untyped-def]
    """Keep leaders who still live here; elsewhere the adult with the lowest lot takes over."""
    best = np.full(lead.size, 2.0)
    for place in range(lead.size):
        now = leader_of[place]
        if not lead[place] or (now >= 0 and not adult[now]):
            leader_of[place] = -1
    vacant = leader_of < 0
    for who in range(adult.size):
        place = stair[who]
        if adult[who] and lead[place] and vacant[place] and lot[who] < best[place]:
            best[place] = lot[who]
            leader_of[place] = who
