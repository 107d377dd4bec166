"""Space: things in the corridor, plots in the green, groups without a room."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.triggers import SpaceParameters
from model.columns import Column, Table
from model.exposures import Trigger
from model.kernels import kernel
from model.streams import Question, four
from model.triggers.cause import Cause


class Occupation(Table):
    """What each household has taken of what belongs to all."""

    corridor = Column[bool](False, np.bool_, "stores things outside the door")
    green = Column[bool](False, np.bool_, "has made a plot in the green")


class Space(Cause[SpaceParameters]):
    """Lets homes spill into corridors and green, and older groups into corridors.

    An activity room taken by children's classes leaves older people without; the hours they
    miss, they spend in the corridor, where homes nearby hear them.
    """

    questions = (Question.CLUTTER, Question.CROWDING)

    def _prepare(self) -> None:
        self.occupation = Occupation(0, room=self.population.households.room)

    def welcome(self) -> None:
        """Make room for households that have just come; they have taken nothing yet."""
        self.occupation.add(self.population.households.rows - self.occupation.rows)

    def displaced(self) -> NDArray[np.float64]:
        """Return, by quarter, the share of the room hours older people ask for and do not get."""
        homes, table, rows = self.estate.dwellings, self.places.table, self.places.activity_rooms
        return _displaced(  # type: ignore[no-any-return]
            self.parameters.room_wish,
            homes.quarter,
            homes.household,
            self.population.households.older,
            table.hours[rows] * table.open[rows],
        )

    def clear(self, household: int, trigger: Trigger) -> None:
        """Take away what a household has put outside its door, or its plot in the green."""
        things = self.occupation.corridor if trigger == Trigger.CORRIDOR else self.occupation.green
        things[household] = False

    def emit(self, day: int) -> None:
        """Let homes take and give back space, and list whom it is in the way of."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        r, e, o = self.population.residents, self.exposures, self.occupation
        at = e.room_for(10 * h.rows)
        groups = p.group_meets * self.displaced() * self.dials.corridor_hours
        e.rows = _emit(
            day,
            p.clutter_start,
            p.clutter_upstairs,
            p.clutter_end,
            p.plot_start * self.dials.green_plots,
            p.in_the_way,
            p.near,
            groups,
            self.keys,
            self.dials.things_stored,
            self.agreements.restraint,
            homes.quarter,
            homes.household,
            homes.floor,
            homes.stair_start,
            homes.stair_size,
            homes.landing_start,
            homes.landing_size,
            h.identity,
            h.first,
            h.size,
            h.civic,
            h.older,
            r.identity,
            o.corridor,
            o.green,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
        )


@kernel
def _displaced(wish, quarter, household, older, given):  # type: ignore[no-untyped-def]
    """Share what older people ask for and do not get, quarter by quarter."""
    asked = np.zeros(given.size)
    for home in range(quarter.size):
        if household[home] >= 0:
            asked[quarter[home]] += wish * older[household[home]]
    for part in range(asked.size):
        asked[part] = max(0.0, 1.0 - given[part] / asked[part]) if asked[part] > 0.0 else 0.0
    return asked


@kernel
def _emit(  # noqa: C901, PLR0912  one pass over the dwellings
    day,
    start,
    upstairs,
    end,
    plot,
    in_the_way,
    near,
    groups,
    keys,
    stored,
    restraint,
    quarter,
    household,
    floor,
    stair_start,
    stair_size,
    landing_start,
    landing_size,
    identity,
    first,
    size,
    civic,
    older,
    person,
    corridor,
    green,
    at,
    source,
    victim,
    trigger,
    level,
    night,
):  # type: ignore[no-untyped-def]
    for home in range(household.size):
        who = household[home]
        if who < 0:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        careless = 1.5 - civic[who]
        ground = floor[home] == 0
        if corridor[who]:
            corridor[who] = u >= end / max(stored[home] * (1.0 - restraint[who, 2]), 0.02)
        else:
            rate = start * careless * stored[home] * (1.0 if ground else upstairs)
            corridor[who] = u < rate * (1.0 - restraint[who, 2])
        if ground:
            if green[who]:
                green[who] = v >= end / max(1.0 - restraint[who, 3], 0.02)
            else:
                green[who] = v < plot * careless * (1.0 - restraint[who, 3])
        kind = -1
        if corridor[who] and w < in_the_way * min(stored[home], 1.0):
            kind = 2
        elif green[who] and w > 1.0 - in_the_way:
            kind = 3
        if kind >= 0:
            # those on the same landing squeeze past daily, those on the stair now and then
            if kind == 2 and x < near:
                there = landing_start[home] + int(x / near * landing_size[home])
            else:
                there = (
                    stair_start[home] + int((x - near) / (1.0 - near) * stair_size[home])
                    if (kind == 2)
                    else stair_start[home] + int(x * stair_size[home])
                )
            other = household[there]
            if other >= 0 and other != who:
                u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 0, 1)
                source[at], victim[at] = who, first[other] + int(u * size[other])
                trigger[at], level[at], night[at] = kind, 0.0, False
                at += 1
        rate = groups[quarter[home]] * older[who]
        if rate > 0.0:
            u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 0, 2)
            if u < rate * (1.0 - restraint[who, 0]):
                there = landing_start[home] + int(v * landing_size[home])
                other = household[there]
                if other >= 0 and other != who:
                    for row in range(first[other], first[other] + size[other]):
                        source[at], victim[at] = who, row
                        trigger[at], level[at], night[at] = 0, 4.0, False
                        at += 1
    return at
