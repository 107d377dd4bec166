"""Start: the ties that an estate has before the run, drawn from their stationary law."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.calendar import DayKind
from model.encounters import Encounters
from model.estate import Estate
from model.help import Help
from model.kernels import kernel
from model.lead_up import ENOUGH, LeadUp
from model.population import Population
from model.spaces import SharedPlaces
from model.streams import Question, Streams, four
from model.ties import LEAST_LIKING, Rules, Ties, liking

Numbers = NDArray[np.float64]


def draw_ties(
    estate: Estate,
    population: Population,
    places: SharedPlaces,
    ties: Ties,
    encounters: Encounters,
    help_: Help | None,
    streams: Streams,
    *,
    day: int,
) -> None:
    """Give every pair that could know each other a strength from the law it would settle at.

    Shot noise with exponential kicks of mean a at rate v and decay d s/(1 + s/c) has the
    stationary density s^(k-1) (1 + s/c) exp(-b s), k = v/d, b = 1/a - v/(d c): a mixture of
    Gamma(k) and Gamma(k+1). Pairs that have lived side by side only briefly get a smaller k.
    With ``help_`` the years before follow, in which friends did each other favours.
    """
    lead_up = None if help_ is None else LeadUp(ties, help_, streams)
    draw = _Pairs(estate, population, places, ties, encounters, streams, day)
    # People are in order of dwelling, quarter by quarter, and know nobody beyond their quarter.
    quarter = estate.dwellings.quarter[population.residents.dwelling]
    ends = np.cumsum(np.bincount(quarter, minlength=estate.quarters))
    for low, high in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        first, second, shape, step, taking, luck, part = draw.candidates(low, high)
        kick = step * np.maximum(taking, LEAST_LIKING)
        strength = stationary_strength(shape, kick, luck, part, rules=ties.rules)
        meets = shape >= ENOUGH
        held = meets | (strength > ties.rules.forgotten_below)
        ties.acquaint(first[held], second[held], strength[held], taking[held], day)
        if lead_up is not None:
            rate = shape[meets] * ties.rules.decay
            lead_up.note(first[meets], second[meets], rate, kick[meets])
    if lead_up is None:
        ties.tidy(day)
    else:
        lead_up.live(day)


def stationary_strength(
    shape: Numbers, kick: Numbers, luck: Numbers, part: Numbers, *, rules: Rules
) -> Numbers:
    """Return quantiles of the stationary law of tie strength.

    ``shape`` is v/d, ``kick`` the mean kick, ``luck`` and ``part`` are uniform draws: the
    quantile and the choice between the two Gammas.
    """
    from scipy.special import gammaincinv

    b = np.maximum(1.0 / kick - shape / rules.slowing, 3.0 / rules.saturation)
    heavier = shape / (b * rules.slowing)
    second = part < heavier / (1.0 + heavier)
    return np.minimum(gammaincinv(shape + second, luck) / b, rules.saturation)


class _Pairs:
    """Finds the pairs of a quarter that could know each other, and how often they meet."""

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        ties: Ties,
        encounters: Encounters,
        streams: Streams,
        day: int,
    ) -> None:
        homes, r, h = estate.dwellings, population.residents, population.households
        p, home = encounters.parameters, encounters.home
        week = (5.0 * home[DayKind.WORKDAY] + 2.0 * home[DayKind.WEEKEND]) / 7.0
        visits, chance = _visits(places, p.visit)
        self.given = (
            day,
            p.passing,
            p.same_building,
            p.same_quarter,
            week,
            visits,
            chance,
            ties.rules,
            streams.keys([Question.LIKING, Question.STRENGTH_AT_START]),
            encounters.reach,
            encounters.offset,
            homes.quarter,
            homes.building,
            homes.stair,
            homes.stair_start,
            h.size,
            h.since,
            r.identity,
            r.household,
            r.dwelling,
            r.group,
            r.age,
            r.rhythm,
            r.owner,
            r.outsider,
            r.interest,
            r.sociability,
        )
        self.quarters = estate.quarters
        self.room = 32_768

    def candidates(self, low: int, high: int) -> tuple[Any, ...]:
        """Return pairs among the residents of some rows: who, v/d, kick, liking, two draws."""
        count, *found = _pairs(low, high, self.room, self.quarters, *self.given)
        if count > self.room:  # the same pairs again, with room for all
            self.room = 2 * count
            _, *found = _pairs(low, high, self.room, self.quarters, *self.given)
        return tuple(found)


def _visits(places: SharedPlaces, visit: float) -> tuple[Numbers, Numbers]:
    """Return each group's chance of each place on a day, and the chance of one spot, by place."""
    return visit * places.draw_by_group(), 1.0 / places.table.tables.astype(np.float64)


@kernel
def _pairs(  # noqa: C901  one pass over the pairs
    low,
    high,
    room,
    quarters,
    day,
    passing,
    same_building,
    same_quarter,
    week,
    visits,
    spot,
    rules,
    keys,
    reach,
    offset,
    quarter,
    building,
    stair,
    stair_start,
    size,
    since,
    identity,
    household,
    dwelling,
    group,
    age,
    rhythm,
    owner,
    outsider,
    interest,
    sociability,
):  # type: ignore[no-untyped-def]
    first = np.empty(room, np.int32)
    second = np.empty(room, np.int32)
    shape = np.empty(room, np.float64)
    kick = np.empty(room, np.float64)
    likings = np.empty(room, np.float64)
    luck = np.empty(room, np.float64)
    part = np.empty(room, np.float64)
    count = 0
    for a in range(low, high):
        if group[a] == 0:
            continue
        here = dwelling[a]
        for b in range(a + 1, high):
            there = dwelling[b]
            if group[b] == 0 or household[a] == household[b]:
                continue
            if stair[here] == stair[there]:
                at = there - stair_start[there]
                base = offset[here]
                weight = reach[base + at] - (reach[base + at - 1] if at > 0 else 0.0)
            else:
                weight = same_building if building[here] == building[there] else same_quarter
            about = week[rhythm[a]] * week[rhythm[b]]
            outings = sociability[a] / size[household[b]] + sociability[b] / size[household[a]]
            passes = 0.5 * passing * weight * about * outings
            talks = 0.0
            for kind in range(visits.shape[0] // quarters):
                place = kind * quarters + quarter[here]
                both = visits[place, group[a]] * visits[place, group[b]] * spot[place] * about
                talks += both * min(sociability[a], 3.0) * min(sociability[b], 3.0)
            together = day - max(since[household[a]], since[household[b]])
            since_when = 1.0 - np.exp(-rules.decay * together)
            mean = passes * rules.greeting + talks * rules.talk
            if mean <= 0.0:
                continue
            step = (passes * rules.greeting**2 + talks * rules.talk**2) / mean
            k = mean / step / rules.decay * since_when
            u, v, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[a], identity[b], 0)
            heavier = k * 8.0 * step / rules.slowing
            if u < 1.0 - 8.0 * k and v >= heavier:
                continue
            taking = liking(
                a,
                b,
                False,
                rules,
                keys[0, 0],
                keys[0, 1],
                identity,
                group,
                age,
                owner,
                outsider,
                interest,
            )
            if taking <= 0.0 or k <= 0.0:
                continue
            if count < room:
                first[count], second[count], shape[count] = a, b, k
                kick[count], likings[count], luck[count], part[count] = step, taking, u, v
            count += 1
    n = slice(0, count)
    return count, first[n], second[n], shape[n], kick[n], likings[n], luck[n], part[n]
