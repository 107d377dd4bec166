"""Meetings: small evenings of one building, where neighbours get to know each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.activities import ActivityParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.dials import Dials
from model.estate import Estate
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.tables import sitting_together
from model.ties import TALK, Ties, faded

WEEK = 7
MEETING_DAY = 2  # of the week; which one does not matter
RECENT_HALF_LIFE = 14.0  # days after which an evening tires half as much


class Evenings(Table):
    """What each resident remembers of the small meetings of the building."""

    last = Column[int](-100_000, np.int32, "day of the last small meeting", unit="day")
    recent = Column[float](0.0, np.float32, "small meetings of late, halving in two weeks")


class BuildingMeetings:
    """Tea talks: a low threshold, neighbours of one building, and talk at tables (M17).

    They work on ties only: what people do in public affairs afterwards comes through ties and
    trust. They are no public activities and are counted apart.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        dials: Dials,
        recorder: Recorder,
        parameters: ActivityParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.dials, self.recorder, self.parameters = dials, recorder, parameters
        self.streams = streams
        self.memory = Evenings(0, room=population.residents.room)
        self.access: NDArray[np.float64] | None = None  # share of meetings one can get to
        self.keys = streams.keys([Question.BUILDING_MEETING])
        start = np.unique(estate.dwellings.building_start)
        self.luck = streams.draws(Question.BUILDING_MEETING, 0, start)
        self.supply = np.zeros(start.size)
        self.hosts: dict[str, NDArray[np.float64]] = {}  # meetings a month by host and building
        plan = estate.plan.organisation.activities
        self.hold_building_meetings(plan.building_share, plan.building_meetings)

    def welcome(self) -> None:
        """Make room for residents who have just come; they have been to no meeting."""
        self.memory.add(self.population.residents.rows - self.memory.rows)

    def hold_building_meetings(
        self,
        share_of_buildings: float,
        per_month: float,
        *,
        by: str = "",
        buildings: NDArray[np.bool_] | None = None,
    ) -> None:
        """Hold small meetings in a share of the buildings, so many a month in each (E206, E207).

        ``by`` names the measure that holds them, none for the residents themselves, and
        ``buildings`` marks those it may choose from. A building that meets under one share meets
        under every higher share; where several hold meetings, the most frequent count.
        """
        if not 0.0 <= share_of_buildings <= 1.0:
            raise ValueError(f"share_of_buildings = {share_of_buildings}: must be from 0 to 1")
        if per_month < 0.0:
            raise ValueError(f"per_month = {per_month}: must be 0 or more")
        chosen = self.luck < share_of_buildings
        if buildings is not None:
            chosen &= buildings
        self.hosts[by] = np.where(chosen, per_month, 0.0)
        self.pace = np.max(list(self.hosts.values()), axis=0)
        self.meets: NDArray[np.bool_] = self.pace > 0.0

    def hosted(self, by: str) -> float:
        """Return the meetings a month that somebody holds, over all buildings."""
        return float(self.hosts[by].sum()) if by in self.hosts else 0.0

    def hold(self, day: int) -> int:
        """Hold what is due on the weekly day; return how many meetings a building had at most."""
        if day % WEEK != MEETING_DAY or not self.meets.any():
            return 0
        self.supply += self.pace * self.dials.events * WEEK / DAYS_PER_MONTH
        held = self.supply.astype(np.int64)
        self.supply -= held
        most = int(held.max())
        for number in range(most):
            self._hold(day, number, held > number)
        return most

    def _hold(self, day: int, number: int, meets: NDArray[np.bool_]) -> None:
        p, t, homes = self.parameters, self.ties, self.estate.dwellings
        r, m, s = self.population.residents, self.memory, self.ties.slots
        guests, luck = _neighbours(
            day,
            number,
            p.meeting_reach,
            p.meeting_go,
            p.meeting_taste * p.taste,
            p.company,
            p.fatigue,
            t.rules.decay,
            t.rules.slowing,
            self.keys,
            meets,
            homes.building,
            np.ones(r.rows) if self.access is None else self.access,
            r.identity,
            r.dwelling,
            r.present,
            r.group,
            r.taste,
            m.last,
            m.recent,
            s.partner,
            s.strength,
            s.touched,
        )
        guests, luck = _let_in(
            day,
            p.meeting_room,
            guests,
            luck,
            homes.building,
            r.dwelling,
            m.last,
            m.recent,
            np.zeros(meets.size, np.int64),
        )
        building = homes.building[r.dwelling[guests]]
        tables = np.maximum(-(-np.bincount(building, minlength=meets.size) // p.tables), 1)
        start = np.concatenate([[0], np.cumsum(tables)])
        seat = start[building] + (luck * tables[building]).astype(np.int64)
        first, second = sitting_together(guests, seat, int(start[-1]), p.tables, r.dwelling)
        if first.size:
            t.meet(first, second, np.full(first.size, TALK, np.int8), day, question=1)
        self.recorder.tally("building_meetings", count=int(meets.sum()))
        self.recorder.tally("building_meeting_visits", count=guests.size)


@kernel
def _neighbours(
    day,
    number,
    reach,
    go,
    taste_weight,
    company,
    fatigue,
    decay,
    slowing,
    keys,
    meets,
    building,
    access,
    identity,
    dwelling,
    present,
    group,
    taste,
    last,
    recent,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return who comes down to the own building's meeting, in order of arrival, and their luck."""
    guests = np.empty(identity.size, np.int32)
    luck = np.empty(identity.size)
    seat = np.empty(identity.size)
    coming = 0
    for who in range(identity.size):
        if not present[who] or group[who] == 0 or not meets[building[dwelling[who]]]:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], number, 1)
        if u >= reach * access[who]:
            continue
        friends = 0.0
        for place in range(partner.shape[1]):
            other = partner[who, place]
            if other >= 0 and building[dwelling[other]] == building[dwelling[who]]:
                friends += faded(strength[who, place], day - touched[who, place], decay, slowing)
        lately = recent[who] * 2.0 ** (-(day - last[who]) / RECENT_HALF_LIFE)
        odds = go + taste_weight * taste[who] + company * min(friends, 3.0) - fatigue * lately
        if v < 1.0 / (1.0 + np.exp(-odds)):
            guests[coming], luck[coming], seat[coming] = who, w, x
            coming += 1
    order = np.argsort(luck[:coming])
    return guests[order], seat[order]


@kernel
def _let_in(day, room, guests, seat, building, dwelling, last, recent, inside):  # type: ignore[no-untyped-def]
    """Let in whom each building has room for, and note the evening for them."""
    count = 0
    for n in range(guests.size):
        who = guests[n]
        here = building[dwelling[who]]
        if inside[here] >= room:
            continue
        inside[here] += 1
        guests[count], seat[count] = who, seat[n]
        count += 1
        recent[who] = recent[who] * 2.0 ** (-(day - last[who]) / RECENT_HALF_LIFE) + 1.0
        last[who] = day
    return guests[:count], seat[:count]
