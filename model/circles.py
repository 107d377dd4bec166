"""Circles: who might help somebody in an emergency, how likely each would, and who does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.kernels import kernel
from model.streams import four
from model.ties import faded

WIDEST = 256  # people in a circle; a stair has fewer who are organised


class CircleRules(NamedTuple):
    """Log-odds of coming to help, as the kernels take them."""

    base: float
    tie: float
    near: float
    far: float
    leader: float
    grouped: float
    trained: float
    decay: float
    slowing: float


@kernel
def logistic(odds):  # type: ignore[no-untyped-def]
    """Turn log-odds into a chance."""
    return 1.0 / (1.0 + np.exp(-odds))


@kernel
def strangers(fear, rules):  # type: ignore[no-untyped-def]
    """Return chances of strangers on the stair: by leader 1, in the group 2, trained 4."""
    chances = np.empty(8)
    for what in range(8):
        odds = rules.base + rules.near - fear
        odds += rules.leader if what & 1 else 0.0
        odds += rules.grouped if what & 2 else 0.0
        odds += rules.trained if what & 4 else 0.0
        chances[what] = logistic(odds)
    return chances


@kernel
def circle(  # noqa: C901, PLR0912  four ways of being somebody's neighbour
    who,
    day,
    fear,
    confined,
    rules,
    of_stranger,
    household,
    dwelling,
    present,
    group,
    partner,
    strength,
    touched,
    home_at,
    first,
    size,
    stair,
    building,
    above,
    below,
    landing_start,
    landing_size,
    leader_of,
    member_start,
    member_rows,
    grouped,
    trained,
    stamp,
    near_ones,
    chances,
):  # type: ignore[no-untyped-def]
    """Fill in who may come and how likely; return how many, and how many of them are known.

    Acquaintances, whoever lives on the landing, above or below, the stair's leader and its
    mutual-aid group; each once. ``confined`` keeps people of other buildings out. Log-odds add
    up: tie strength, nearness, office, training, less fear. ``of_stranger`` is what `strangers`
    returns.
    """
    here = dwelling[who]
    place, block, home = stair[here], building[here], household[who]
    leader = leader_of[place]
    count = 0
    stamp[who] = who
    for slot in range(partner.shape[1]):
        other = partner[who, slot]
        if other < 0 or not present[other] or group[other] == 0 or household[other] == home:
            continue
        there = dwelling[other]
        if confined and building[there] != block:
            continue
        now = faded(strength[who, slot], day - touched[who, slot], rules.decay, rules.slowing)
        odds = rules.base - fear + rules.tie * now
        if stair[there] == place:
            odds += rules.near
            odds += rules.leader if other == leader else 0.0
            odds += rules.grouped if grouped[other] else 0.0
        elif building[there] != block:
            odds -= rules.far
        odds += rules.trained if trained[other] else 0.0
        stamp[other] = who
        near_ones[count], chances[count] = other, logistic(odds)
        count += 1
    known = count
    doors = landing_size[here]
    for door in range(doors + 2):
        if door < doors:
            at = landing_start[here] + door
        else:
            at = above[here] if door == doors else below[here]
        there = home_at[at] if at >= 0 else -1
        if there < 0 or there == home:
            continue
        for other in range(first[there], first[there] + size[there]):
            if group[other] == 0 or stamp[other] == who or count >= WIDEST:
                continue
            what = (other == leader) + 2 * grouped[other] + 4 * trained[other]
            stamp[other] = who
            near_ones[count], chances[count] = other, of_stranger[what]
            count += 1
    for at in range(member_start[place] - 1, member_start[place + 1]):
        other = leader if at < member_start[place] else member_rows[at]
        if other < 0 or not present[other] or household[other] == home:
            continue
        if stamp[other] == who or count >= WIDEST:
            continue
        what = (other == leader) + 2 * grouped[other] + 4 * trained[other]
        stamp[other] = who
        near_ones[count], chances[count] = other, of_stranger[what]
        count += 1
    return count, known


@kernel
def rescue(
    day,
    start,
    kind,
    needy,
    covered,
    available,
    capacity,
    answer_hours,
    keys,
    fear,
    confined,
    rules,
    busy,
    identity,
    household,
    dwelling,
    present,
    group,
    partner,
    strength,
    touched,
    home_at,
    first,
    size,
    stair,
    building,
    above,
    below,
    landing_start,
    landing_size,
    leader_of,
    member_start,
    member_rows,
    grouped,
    trained,
):  # type: ignore[no-untyped-def]
    """Go through needs in their order; of those who would come, the quickest does."""
    helper = np.full(needy.size, -1, np.int32)
    hours = np.full(needy.size, np.inf)
    willing = np.zeros(needy.size, np.int64)
    stamp = np.full(identity.size, -1, np.int32)
    near_ones = np.empty(WIDEST, np.int32)
    chances = np.empty(WIDEST)
    of_stranger = strangers(fear, rules)
    for n in range(needy.size):
        if covered[n]:
            continue
        who = needy[n]
        count, _ = circle(
            who,
            day,
            fear,
            confined,
            rules,
            of_stranger,
            household,
            dwelling,
            present,
            group,
            partner,
            strength,
            touched,
            home_at,
            first,
            size,
            stair,
            building,
            above,
            below,
            landing_start,
            landing_size,
            leader_of,
            member_start,
            member_rows,
            grouped,
            trained,
            stamp,
            near_ones,
            chances,
        )
        for c in range(count):
            other = near_ones[c]
            if busy[other] >= capacity:
                continue
            a, _, _, _ = four(keys[3, 0], keys[3, 1], start, identity[other], 0, 56 + kind)
            u, v, _, _ = four(keys[2, 0], keys[2, 1], day, identity[who], identity[other], kind)
            if a >= available or u >= chances[c]:
                continue
            willing[n] += 1
            wait = -np.log1p(-v) * answer_hours
            if wait < hours[n]:
                hours[n], helper[n] = wait, other
        if helper[n] >= 0:
            busy[helper[n]] += 1
    return helper, hours, willing
