"""Encounters: who comes across whom today, in passing and in shared places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.behaviour.encounters import EncounterParameters
from model.calendar import DayKind, day_kind
from model.dials import Dials
from model.estate import Estate
from model.kernels import kernel
from model.population import Population
from model.spaces import SharedPlaces
from model.streams import Question, Streams, four, poisson
from model.ties import GREETING, TALK, Ties

Rows = NDArray[np.int32]
MOST_COMPANY = 6  # people who came last to a spot and are still there to talk with


class Encounters:
    """Makes the day's meetings from where people live, when they are about, and where they go.

    The rate of passing each other falls with the distance in doors (Festinger, Schachter & Back
    1950), a floor counting as several doors; shared places bring together whoever sits down at
    the same spot, so that a pair's chance is the product of their visits over the spots.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        ties: Ties,
        accounts: Accounts,
        dials: Dials,
        parameters: EncounterParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.places = estate, population, places
        self.ties, self.accounts, self.dials, self.parameters = ties, accounts, dials, parameters
        self.keys = streams.keys([Question.OUTINGS, Question.PARTNER, Question.VENUE])
        self.home = time_at_home(parameters)
        self.reach, self.offset = _stair_reach(estate, parameters)
        self.weight = _weight(estate, parameters, self.reach, self.offset)
        self.room = 4096  # pairs that the arrays of a day can hold

    def meet(self, day: int) -> int:
        """Let the day's encounters happen and return how many there were."""
        count, first, second, kind = self._day(day)
        if count > self.room:  # a day of many: the same draws again, with room for all
            self.room = 2 * count
            _, first, second, kind = self._day(day)
        self.ties.new_day()
        self.ties.meet(first, second, kind, day)
        return int(first.size)

    def _day(self, day: int) -> tuple[int, Rows, Rows, NDArray[np.int8]]:
        p, r, h = self.parameters, self.population.residents, self.population.households
        homes, places = self.estate.dwellings, self.places.table
        draw = self.places.draw_by_group() * self.dials.visiting
        return _encounters(  # type: ignore[no-any-return]
            day,
            self.room,
            self.home[day_kind(day)],
            p.passing * self.dials.passing,
            p.same_building,
            p.same_quarter,
            p.visit,
            self.keys,
            self.reach,
            self.offset,
            self.weight,
            homes.stair_start,
            homes.stair_size,
            homes.building_start,
            homes.building_size,
            homes.quarter,
            homes.quarter_start,
            homes.quarter_size,
            homes.household,
            h.first,
            h.size,
            r.identity,
            r.dwelling,
            r.present,
            r.group,
            r.rhythm,
            r.sociability,
            self.accounts.table.offline,
            draw,
            self.estate.quarters,
            places.tables,
            places.locked,
            self.places.barred,
        )


def time_at_home(parameters: EncounterParameters) -> NDArray[np.float64]:
    """Return the share of the day that people are about: rows day kinds, columns rhythms."""
    p = parameters
    workday = np.array([p.home_worker, p.home_late, p.home_always, p.home_pupil])
    off = workday + p.weekend_gain * (1.0 - workday)
    table = np.empty((len(DayKind), workday.size))
    table[DayKind.WORKDAY], table[DayKind.WEEKEND], table[DayKind.HOLIDAY] = workday, off, off
    table[DayKind.FESTIVAL] = (1.0 - p.festival_away) * off
    return table


def _stair_reach(
    estate: Estate, parameters: EncounterParameters
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return cumulative contact weights from each position on a stair to every other.

    Stairs of one shape share one block of a flat array; ``offset`` is where a dwelling's run
    of cumulative weights begins.
    """
    homes = estate.dwellings
    blocks: dict[tuple[int, int], int] = {}
    parts: list[NDArray[np.float64]] = []
    offset = np.zeros(estate.size, np.int64)
    used = 0
    for building in parameters_of_buildings(estate):
        floors, doors = building
        if building not in blocks:
            floor, door = np.divmod(np.arange(floors * doors), doors)
            steps = np.abs(floor[:, None] - floor) * parameters.floor_distance
            distance = steps + np.abs(door[:, None] - door)
            with np.errstate(divide="ignore"):
                weight = distance**-parameters.distance_exponent
            np.fill_diagonal(weight, 0.0)
            blocks[building] = used
            parts.append(np.cumsum(weight, axis=1).ravel())
            used += parts[-1].size
        same = (homes.stair_size == floors * doors) & (homes.landing_size == doors)
        position = np.arange(estate.size) - homes.stair_start
        offset[same] = blocks[building] + position[same] * floors * doors
    return np.concatenate(parts), offset


def _weight(
    estate: Estate,
    parameters: EncounterParameters,
    reach: NDArray[np.float64],
    offset: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return how many others there are to run into, by dwelling, each counted by nearness."""
    homes = estate.dwellings
    return np.asarray(
        reach[offset + homes.stair_size - 1]
        + parameters.same_building * (homes.building_size - homes.stair_size)
        + parameters.same_quarter * (homes.quarter_size - homes.building_size)
    )


def parameters_of_buildings(estate: Estate) -> list[tuple[int, int]]:
    """Return the shapes of stairs as (floors, doors), each once."""
    shapes = [(plan.floors, plan.doors) for plan in estate.plan.buildings if plan.doors]
    return list(dict.fromkeys(shapes))


@kernel
def _partner(
    u,
    here,
    reach,
    offset,
    stair_start,
    stair_size,
    building_start,
    building_size,
    quarter_start,
    quarter_size,
    same_building,
    same_quarter,
):  # type: ignore[no-untyped-def]
    """Turn one number into the dwelling at whose people somebody runs: inverse CDF."""
    n = stair_size[here]
    base = offset[here]
    on_stair = reach[base + n - 1]
    in_building = same_building * (building_size[here] - n)
    in_quarter = same_quarter * (quarter_size[here] - building_size[here])
    x = u * (on_stair + in_building + in_quarter)
    if x < on_stair:
        low, high = 0, n - 1
        while low < high:
            middle = (low + high) // 2
            if reach[base + middle] > x:
                high = middle
            else:
                low = middle + 1
        return stair_start[here] + low
    x -= on_stair
    if x < in_building:
        step = int(x / same_building)
        step = min(step, building_size[here] - n - 1)
        before = stair_start[here] - building_start[here]
        return building_start[here] + step + (n if step >= before else 0)
    x -= in_building
    step = min(int(x / same_quarter), quarter_size[here] - building_size[here] - 1)
    before = building_start[here] - quarter_start[here]
    return quarter_start[here] + step + (building_size[here] if step >= before else 0)


@kernel
def _encounters(  # noqa: C901  one pass over the residents
    day,
    room,
    home,
    passing,
    same_building,
    same_quarter,
    visit,
    keys,
    reach,
    offset,
    weight,
    stair_start,
    stair_size,
    building_start,
    building_size,
    quarter,
    quarter_start,
    quarter_size,
    household,
    first_member,
    size,
    identity,
    dwelling,
    present,
    group,
    rhythm,
    sociability,
    offline,
    draw,
    quarters,
    tables,
    locked,
    barred,
):  # type: ignore[no-untyped-def]
    """List who meets whom; a list with more in it than there was room has to be made again."""
    first = np.empty(room, np.int32)
    second = np.empty(room, np.int32)
    kind = np.empty(room, np.int8)
    count = 0
    seat_start = np.zeros(tables.size + 1, np.int64)
    for n in range(tables.size):
        seat_start[n + 1] = seat_start[n] + tables[n]
    last_at = np.full(seat_start[tables.size], -1, np.int32)
    before_me = np.full(identity.size, -1, np.int32)
    for a in range(identity.size):
        if not present[a] or group[a] == 0:
            continue
        here = dwelling[a]
        about = home[rhythm[a]]
        u, v, w, _ = four(keys[0, 0], keys[0, 1], day, identity[a], 0, 0)
        outings = poisson(u, 0.5 * passing * about * sociability[a] * weight[here] * offline[a])
        for attempt in range(outings):
            x, y, z, _ = four(keys[1, 0], keys[1, 1], day, identity[a], 0, attempt)
            there = _partner(
                x,
                here,
                reach,
                offset,
                stair_start,
                stair_size,
                building_start,
                building_size,
                quarter_start,
                quarter_size,
                same_building,
                same_quarter,
            )
            who = household[there]
            if who < 0:
                continue
            b = first_member[who] + int(y * size[who])
            if group[b] == 0 or z >= home[rhythm[b]]:
                continue
            if count < room:
                first[count], second[count], kind[count] = a, b, GREETING
            count += 1
        chance = visit * about * min(sociability[a], 3.0) * offline[a]
        reached = 0.0
        for place in range(quarter[here], tables.size, quarters):  # places come a row a quarter
            enters = 1.0 - (locked[place] & barred[here])
            reached += chance * draw[place, group[a]] * enters
            if v < reached:
                seat = seat_start[place] + int(w * tables[place])
                b = last_at[seat]
                met = 0
                while b >= 0 and met < MOST_COMPANY:
                    if household[dwelling[b]] != household[here]:
                        if count < room:
                            first[count], second[count], kind[count] = a, b, TALK
                        count += 1
                    met += 1
                    b = before_me[b]
                before_me[a] = last_at[seat]
                last_at[seat] = a
                break
    return count, first[:count], second[:count], kind[:count]
