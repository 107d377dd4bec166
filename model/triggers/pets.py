"""Pets: what dogs leave behind, and their barking."""

from __future__ import annotations

from model.behaviour.triggers import PetParameters
from model.kernels import kernel
from model.streams import Question, four
from model.triggers.cause import Cause


class Pets(Cause[PetParameters]):
    """Makes trouble with dogs from how many there are and how their owners see to them."""

    questions = (Question.DOGS,)

    def emit(self, day: int) -> None:
        """List who comes upon a mess, and who hears barking."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        e = self.exposures
        at = e.room_for(20 * h.rows)
        e.rows = _emit(
            day,
            p.mess,
            p.barking,
            p.passers,
            p.same_stair,
            self.keys,
            self.dials.litter_hours,
            self.agreements.restraint,
            homes.household,
            homes.left,
            homes.right,
            homes.below,
            homes.stair_start,
            homes.stair_size,
            homes.building_start,
            homes.building_size,
            h.identity,
            h.first,
            h.size,
            h.dog,
            h.civic,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
        )


@kernel
def _emit(
    day,
    mess,
    barking,
    passers,
    same_stair,
    keys,
    litter,
    restraint,
    household,
    left,
    right,
    below,
    stair_start,
    stair_size,
    building_start,
    building_size,
    identity,
    first,
    size,
    dog,
    civic,
    at,
    source,
    victim,
    trigger,
    level,
    night,
):  # type: ignore[no-untyped-def]
    for home in range(household.size):
        who = household[home]
        if who < 0 or not dog[who]:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
        held = 1.0 - restraint[who, 4]
        if u < mess * (1.0 - civic[who]) * litter[home] * held:
            for passer in range(int(passers + w)):
                a, b, c, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 1, passer)
                if c < same_stair:
                    other = household[stair_start[home] + int(a * stair_size[home])]
                else:
                    other = household[building_start[home] + int(a * building_size[home])]
                if other >= 0 and other != who and not dog[other]:
                    source[at], victim[at] = who, first[other] + int(b * size[other])
                    trigger[at], level[at], night[at] = 4, 0.0, False
                    at += 1
        if v < barking * held:
            there = left[home] if x < 0.34 else right[home] if x < 0.67 else below[home]
            if there >= 0 and household[there] >= 0:
                other = household[there]
                for row in range(first[other], first[other] + size[other]):
                    source[at], victim[at] = who, row
                    trigger[at], level[at], night[at] = 4, 0.0, False
                    at += 1
    return at
