"""Noise: loud evenings, heard through walls and floors."""

from __future__ import annotations

import numpy as np

from model.behaviour.triggers import NoiseParameters
from model.calendar import (
    SCHOOL_HOLIDAYS,
    DayKind,
    day_kind,
    day_of_year,
    is_summer,
    seasonal,
)
from model.kernels import kernel
from model.population import LARGEST_HOUSEHOLD
from model.streams import Question, four
from model.triggers.cause import Cause

QUIET = 30.0  # dB, a quiet room at night


class Noise(Cause[NoiseParameters]):
    """Makes loud evenings from who lives where, and lets the building pass them on.

    Steps and falls go downward, voices and music sideways; levels of several sources in one
    home add as energies.
    """

    questions = (Question.LOUDNESS, Question.VENUE)

    def _prepare(self) -> None:
        self.children = seasonal(SCHOOL_HOLIDAYS, self.parameters.school_holiday_factor)

    def emit(self, day: int) -> int:
        """List who hears whom today; return how many homes were loud."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        free = day_kind(day + 1) != DayKind.WORKDAY or is_summer(day)
        e = self.exposures
        at = e.room_for(24 * h.rows)
        count, loud = _emit(
            day,
            p.day_off_factor if free else 1.0,
            p.loud_nights,
            p.loud_children * self.children[day_of_year(day)],
            p.loud_others,
            p.impact,
            p.upward,
            self.estate.plan.spaces.insulation,
            self.keys,
            self.dials.loud_hours,
            self.agreements.restraint,
            homes.household,
            homes.above,
            homes.below,
            homes.left,
            homes.right,
            h.identity,
            h.first,
            h.size,
            h.children,
            h.late,
            h.loudness,
            h.liveliness,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
        )
        e.rows = count
        if self.places.table.sound.any():
            self._places(day)
        return int(loud)

    def _places(self, day: int) -> None:
        """Let lively places be heard on the two lowest floors, from whoever uses them."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        places, e = self.places.table, self.exposures
        sounding = places.quarter[places.open & (places.sound > 0)]
        if not sounding.size:
            return
        at = e.room_for(LARGEST_HOUSEHOLD * int(np.bincount(sounding).max()) * h.rows)
        e.rows = _emit_places(
            day,
            p.place_loud,
            p.place_reach,
            self.keys,
            self.estate.quarters,
            places.open,
            places.sound,
            homes.household,
            homes.quarter,
            homes.floor,
            homes.quarter_start,
            homes.quarter_size,
            h.identity,
            h.first,
            h.size,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
        )


@kernel
def add_levels(first, second):  # type: ignore[no-untyped-def]
    """Add two sound levels as energies: two equal ones give 3.01 dB more."""
    if first < second:
        first, second = second, first
    return first + 10.0 * np.log10(1.0 + 10.0 ** ((second - first) / 10.0))


@kernel
def _emit(
    day,
    factor,
    nights,
    children_loud,
    others,
    impact,
    upward,
    insulation,
    keys,
    loud_hours,
    restraint,
    household,
    above,
    below,
    left,
    right,
    identity,
    first,
    size,
    children,
    late,
    loudness,
    liveliness,
    at,
    source,
    victim,
    trigger,
    level,
    night,
):  # type: ignore[no-untyped-def]
    loud = 0
    for home in range(household.size):
        who = household[home]
        if who < 0:
            continue
        quiet = (1.0 - restraint[who, 0]) * loud_hours[home] * liveliness[who]
        party = (nights * min(late[who], 2) + others) * factor * quiet
        running = children_loud * children[who] * quiet
        u, v, w, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        music, steps = u < party, v < running
        if not music and not steps:
            continue
        loud += 1
        beside = loudness[who] - insulation if music else -100.0
        # steps and falls travel through the slab only: 8 dB below a loud evening
        down = loudness[who] - insulation + impact - 8.0 if steps else -100.0
        at_night = music and w < 0.6
        for direction in range(4):
            if direction == 0:
                there, heard = below[home], add_levels(beside + impact, down)
            elif direction == 1:
                there, heard = above[home], beside - upward
            elif direction == 2:
                there, heard = left[home], beside
            else:
                there, heard = right[home], beside
            if there < 0 or household[there] < 0 or heard < 0.0:
                continue
            other = household[there]
            for row in range(first[other], first[other] + size[other]):
                source[at], victim[at], trigger[at] = who, row, 0
                level[at], night[at] = heard - 30.0, at_night
                at += 1
    return at, loud


@kernel
def _emit_places(
    day,
    loud,
    share,
    keys,
    quarters,
    is_open,
    sound,
    household,
    quarter,
    floor,
    quarter_start,
    quarter_size,
    identity,
    first,
    size,
    at,
    source,
    victim,
    trigger,
    level,
    night,
):  # type: ignore[no-untyped-def]
    for home in range(household.size):
        who = household[home]
        if who < 0 or floor[home] > 1:
            continue
        for place in range(quarter[home], sound.size, quarters):  # places come a row a quarter
            if not is_open[place] or sound[place] <= 0.0:
                continue
            a, _, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], place, 9)
            u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], place, 8)
            if a >= share or u >= loud:  # only homes beside the place hear it, and not daily
                continue
            user = household[quarter_start[home] + int(v * quarter_size[home])]
            if user < 0 or user == who:
                continue
            for row in range(first[who], first[who] + size[who]):
                source[at], victim[at], trigger[at] = user, row, 0
                level[at], night[at] = sound[place] - 30.0, False
                at += 1
    return at
