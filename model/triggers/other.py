"""Other trouble: leaks, building work, rubbish on the landing."""

from __future__ import annotations

from model.behaviour.triggers import OtherParameters
from model.calendar import DAYS_PER_YEAR, building_work_allowed
from model.kernels import kernel
from model.streams import Question, four
from model.triggers.cause import Cause

FIRST_YEAR = 2025  # day 0 of a run falls on 1 January of this year
DAYS_BEFORE_WORK = 10


class Other(Cause[OtherParameters]):
    """Makes leaks from the age of the pipes, dust and noise from new owners, rubbish from habit."""

    questions = (Question.LEAKS, Question.RENOVATION, Question.GARBAGE)

    def leak_rate(self, day: int) -> float:
        """Return the hazard of a leak in one home today: Weibull in the building's age."""
        p = self.parameters
        age = max(FIRST_YEAR - self.estate.plan.built + day / DAYS_PER_YEAR, 0.0)
        yearly = p.leak_shape / p.leak_scale * (age / p.leak_scale) ** (p.leak_shape - 1)
        return float(yearly / DAYS_PER_YEAR)

    def emit(self, day: int) -> None:
        """List whom a leak, building work or rubbish hits."""
        p, homes, h = self.parameters, self.estate.dwellings, self.population.households
        e = self.exposures
        at = e.room_for(24 * h.rows)
        e.rows = _emit(
            day,
            self.leak_rate(day),
            p.renovation_share,
            p.renovation_share_renters,
            p.renovation_days,
            p.renovation_loud if building_work_allowed(day) else 0.0,
            p.garbage,
            self.keys,
            self.dials.litter_hours,
            self.agreements.restraint,
            homes.household,
            homes.above,
            homes.below,
            homes.left,
            homes.right,
            homes.landing_start,
            homes.landing_size,
            h.identity,
            h.first,
            h.size,
            h.civic,
            h.owner,
            h.since,
            at,
            e.whole("source"),
            e.whole("victim"),
            e.whole("trigger"),
            e.whole("level"),
            e.whole("night"),
        )


@kernel
def _emit(  # noqa: C901  one pass over the dwellings
    day,
    leak,
    share_owners,
    share_renters,
    lasts,
    loud,
    garbage,
    keys,
    litter,
    restraint,
    household,
    above,
    below,
    left,
    right,
    landing_start,
    landing_size,
    identity,
    first,
    size,
    civic,
    owner,
    since,
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
        if u < leak and below[home] >= 0 and household[below[home]] >= 0:
            other = household[below[home]]
            source[at], victim[at] = who, first[other] + int(w * size[other] * 0.5)
            trigger[at], level[at], night[at] = 5, 0.0, False
            at += 1
        if v < garbage * (1.0 - civic[who]) * litter[home] * (1.0 - restraint[who, 7]):
            other = household[landing_start[home] + int(w * landing_size[home])]
            if other >= 0 and other != who:
                source[at], victim[at] = who, first[other] + int(x * size[other])
                trigger[at], level[at], night[at] = 7, 0.0, False
                at += 1
        lived = day - since[who]
        if loud > 0.0 and 10 <= lived < 10 + lasts:
            share = share_owners if owner[who] else share_renters
            a, _, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], 0, 0)
            c, _, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 0, 1)
            if a < share and c < loud * (1.0 - restraint[who, 6]):
                for direction in range(4):
                    there = (
                        above[home]
                        if direction == 0
                        else below[home]
                        if direction == 1
                        else (left[home] if direction == 2 else right[home])
                    )
                    if there < 0 or household[there] < 0:
                        continue
                    other = household[there]
                    for row in range(first[other], first[other] + size[other]):
                        source[at], victim[at] = who, row
                        trigger[at], level[at], night[at] = 6, 0.0, False
                        at += 1
    return at
