"""Parking: more cars coming home than spaces to take them."""

from __future__ import annotations

import numpy as np

from model.behaviour.triggers import SpaceParameters
from model.kernels import kernel
from model.streams import Question, four
from model.triggers.cause import Cause

MOST_CARS = 5  # as many as a roster may give a household


class Parking(Cause[SpaceParameters]):
    """Fills the spaces in order of arrival; who comes late blocks somebody or goes elsewhere.

    The binding state is the night's excess of cars over spaces, not a mean.
    """

    questions = (Question.PARKING, Question.CROWDING)

    def _prepare(self) -> None:
        self.blocked = np.zeros(self.estate.quarters, np.int64)  # cars without a space so far

    def emit(self, day: int) -> tuple[int, int, int]:
        """List whom blocked cars stand in the way of; return blocked, cars home, confrontations."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        e = self.exposures
        at = e.room_for(MOST_CARS * h.rows)
        spaces = np.floor(self.places.parking * self.dials.parking_spaces).astype(np.int64)
        count, blocked, cars, clashes = _emit(
            day,
            p.car_home,
            p.wrong_parking,
            p.confrontation,
            spaces,
            self.keys,
            self.dials.parked_outside_marks,
            self.agreements.restraint,
            homes.household,
            homes.quarter,
            homes.building_start,
            homes.building_size,
            h.identity,
            h.cars,
            h.civic,
            h.first,
            h.size,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
            self.blocked,
        )
        e.rows = count
        return int(blocked), int(cars), int(clashes)


@kernel
def _come_home(
    part, start, day, car_home, keys, household, quarter, identity, cars, when, owner, number
):  # type: ignore[no-untyped-def]
    """List the cars of a quarter that come home; return where the next begins, and how many."""
    n = 0
    while start < household.size and quarter[start] == part:
        who = household[start]
        if who >= 0 and cars[who] > 0:
            u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
            if u < car_home:
                when[n], owner[n], number[n] = w, start, 0
                n += 1
            if cars[who] > 1 and v < car_home:
                when[n], owner[n], number[n] = x, start, 1
                n += 1
            for car in range(2, min(cars[who], MOST_CARS)):  # only a roster has so many
                u, w, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, car)
                if u < car_home:
                    when[n], owner[n], number[n] = w, start, car
                    n += 1
        start += 1
    return start, n


@kernel
def _emit(
    day,
    car_home,
    wrong,
    confrontation,
    spaces,
    keys,
    marks,
    restraint,
    household,
    quarter,
    building_start,
    building_size,
    identity,
    cars,
    civic,
    first,
    size,
    at,
    source,
    victim,
    trigger,
    level,
    night,
    blocked_so_far,
):  # type: ignore[no-untyped-def]
    rooms = MOST_CARS * household.size
    when = np.empty(rooms)
    owner = np.empty(rooms, np.int32)
    number = np.empty(rooms, np.int32)
    blocked = coming = clashes = 0
    start = 0
    for part in range(spaces.size):
        start, home = _come_home(
            part,
            start,
            day,
            car_home,
            keys,
            household,
            quarter,
            identity,
            cars,
            when,
            owner,
            number,
        )
        coming += home
        if home <= spaces[part]:
            continue
        blocked_so_far[part] += home - spaces[part]
        last = np.partition(when[:home], spaces[part])[spaces[part]]  # the first to find none
        for late in range(home):
            if when[late] < last:
                continue
            place = owner[late]
            who = household[place]
            blocked += 1
            car = number[late]
            u, v, w, x = four(keys[1, 0], keys[1, 1], day, identity[who], 0, 8 * car)
            held = (1.0 - restraint[who, 1]) * marks[place]
            clashes += x < confrontation * held
            if u >= wrong * (1.5 - civic[who]) * held:
                continue
            # whoever is in the way: anybody of the building, drivers or walkers
            there = building_start[place] + int(v * building_size[place])
            other = household[there]
            if other < 0 or other == who:
                continue
            source[at], victim[at] = who, first[other] + int(w * size[other])
            trigger[at], level[at], night[at] = 1, 0.0, False
            at += 1
    return at, blocked, coming, clashes
