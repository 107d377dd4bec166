"""Matching: which volunteer does which task, through a dispatcher, friends or hearsay."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.kernels import kernel
from model.streams import four, uniform_pair
from model.ties import faded, find

SKILL_OF = np.array([6, 3, 5, 6, 4, -1])  # company, tutoring, transport, company, digital, none
NEEDED = np.array([False, True, False, False, True, False])  # without the skill it cannot be done


class Finding(NamedTuple):
    """Numbers that decide who helps whom."""

    available: float
    own: float
    hears: float
    visit_hours: float
    patrol_hours: float
    accepts: float
    accepts_young: float
    trained: float
    reassured: float
    tie: float
    near: float
    skill: float
    decay: float
    slowing: float
    keep: float


class People(NamedTuple):
    """Columns of residents, whether volunteers are trained, and ties."""

    identity: NDArray[np.int64]
    dwelling: NDArray[np.int32]
    group: NDArray[np.int8]
    skills: NDArray[np.int32]
    schooled: NDArray[np.float32]
    partner: NDArray[np.int32]
    strength: NDArray[np.float32]
    touched: NDArray[np.int32]


class Homes(NamedTuple):
    """Columns of dwellings and of the households that live in them."""

    household: NDArray[np.int32]
    quarter: NDArray[np.int32]
    building: NDArray[np.int32]
    quarter_start: NDArray[np.int32]
    quarter_size: NDArray[np.int32]
    first: NDArray[np.int32]
    size: NDArray[np.int8]


class Service(NamedTuple):
    """Columns of times as a volunteer into which services are entered."""

    resident: NDArray[np.int32]
    last: NDArray[np.int32]
    services: NDArray[np.int32]
    hours: NDArray[np.float64]
    offer: NDArray[np.float32]
    load: NDArray[np.float32]


class Team(NamedTuple):
    """Volunteers of this week: who, hours on offer, free, hears of strangers, luck, hours busy."""

    who: NDArray[np.int32]
    offer: NDArray[np.float32]
    free: NDArray[np.bool_]
    hears: NDArray[np.bool_]
    luck: NDArray[np.float64]
    busy: NDArray[np.float64]


@kernel
def match(day, rules, keys, matches, tasks, lasting, service, people, homes):  # type: ignore[no-untyped-def]
    """Match the week's tasks: the dispatcher first, then everybody on their own; book the hours.

    ``matches`` is what the dispatcher can arrange in each quarter, ``lasting`` the rows of spells
    that last. Returns volunteers, receivers (-1 for everybody), kinds and hours of what was done.
    """
    team = _gather(day, rules, keys, lasting, service, people)
    by = np.full(tasks.receiver.size, -1, np.int64)
    if matches.max() >= 1.0:
        _dispatch(day, rules, keys, matches, tasks, by, team, people, homes)
    _on_their_own(day, rules, keys, tasks, by, team, people, homes)
    return _book(day, rules, tasks, by, team.busy, lasting, service)


@kernel
def _gather(day, rules, keys, lasting, service, people):  # type: ignore[no-untyped-def]
    """Draw who is free this week, and who would hear of a stranger's need."""
    who = service.resident[lasting]
    busy, luck = np.zeros(lasting.size), np.zeros(lasting.size)
    free, hears = np.zeros(lasting.size, np.bool_), np.zeros(lasting.size, np.bool_)
    for n in range(lasting.size):
        u, luck[n], w, _ = four(keys[3, 0], keys[3, 1], day, people.identity[who[n]], 0, 0)
        free[n], hears[n] = u < rules.available, w < rules.hears
    return Team(who, service.offer[lasting], free, hears, luck, busy)


@kernel
def _able(skills, kind):  # type: ignore[no-untyped-def]
    return not NEEDED[kind] or ((skills >> SKILL_OF[kind]) & 1) == 1


@kernel
def _lets_in(receiver, volunteer, rules, keys, identity, group, schooled, partner):  # type: ignore[no-untyped-def]
    """Tell whether somebody opens the door: to whom they know, and to some strangers."""
    if find(receiver, volunteer, partner) >= 0:
        return True
    chance = rules.accepts
    if group[receiver] == 3 and group[volunteer] <= 1:
        chance = rules.accepts_young
    if schooled[volunteer] < rules.trained:
        chance += (1.0 - chance) * rules.reassured
    u = uniform_pair(keys[4, 0], keys[4, 1], 0, identity[receiver], identity[volunteer], 0)
    return u < chance


@kernel
def _dispatch(day, rules, keys, matches, tasks, by, team, people, homes):  # type: ignore[no-untyped-def]
    """Go through the lists, longest wait first, until the dispatcher's week is over."""
    receiver, kind = tasks.receiver, tasks.kind
    order = np.empty(receiver.size)
    for n in range(receiver.size):
        whom = receiver[n]
        who, copy = (whom, n) if whom < 0 else (people.identity[whom], 0)
        u, _, _, _ = four(keys[3, 0], keys[3, 1], day, who, 2, copy)
        order[n] = tasks.last[n] + u
    left = np.floor(matches)
    for n in np.argsort(order):
        whom = receiver[n]
        part = -1 - whom if whom < 0 else homes.quarter[people.dwelling[whom]]
        if not tasks.known[n] or left[part] < 1.0:
            continue
        found = _best(day, whom, kind[n], part, rules, keys, team, people, homes)
        if found >= 0:
            left[part] -= 1.0
            by[n] = found
            team.busy[found] += rules.patrol_hours if kind[n] == 5 else rules.visit_hours


@kernel
def _best(day, whom, kind, part, rules, keys, team, people, homes):  # type: ignore[no-untyped-def]
    """Return the free volunteer of a quarter who suits a task best, or -1."""
    # Columns leave their tuples here: in the loop, each access would count references.
    who_of, free, luck, offer, busy = team.who, team.free, team.luck, team.offer, team.busy
    dwelling, skills, partner = people.dwelling, people.skills, people.partner
    identity, group, schooled = people.identity, people.group, people.schooled
    strength, touched = people.strength, people.touched
    quarter, building = homes.quarter, homes.building
    best, found = -1e30, -1
    for n in range(who_of.size):
        who = who_of[n]
        if not free[n] or quarter[dwelling[who]] != part or busy[n] >= offer[n]:
            continue
        if not _able(skills[who], kind):
            continue
        score = luck[n] - busy[n] / offer[n]
        if whom >= 0:
            if dwelling[who] == dwelling[whom]:
                continue
            if not _lets_in(whom, who, rules, keys, identity, group, schooled, partner):
                continue
            slot = find(who, whom, partner)
            if slot >= 0:
                days = day - touched[who, slot]
                score += rules.tie * faded(strength[who, slot], days, rules.decay, rules.slowing)
            if building[dwelling[who]] == building[dwelling[whom]]:
                score += rules.near
            score += rules.skill * ((skills[who] >> SKILL_OF[kind]) & 1)
        if score > best:
            best, found = score, n
    return found


@kernel
def _on_their_own(day, rules, keys, tasks, by, team, people, homes):  # type: ignore[no-untyped-def]
    """Let volunteers find tasks among acquaintances, or by hearsay."""
    task_of = _waiting(tasks, by, people.identity.size)
    for n in np.argsort(team.luck):
        who = team.who[n]
        if not team.free[n] or team.busy[n] >= team.offer[n]:
            continue
        _call_on_friends(n, who, day, rules, keys, by, team, task_of, tasks.kind, people)
        if not team.hears[n] or team.busy[n] > 0.0:
            continue
        other = _hear_of(who, day, rules, keys, task_of, people, homes)
        if other >= 0 and _able(people.skills[who], tasks.kind[task_of[other]]):
            by[task_of[other]], task_of[other] = n, -1
            team.busy[n] += rules.visit_hours


@kernel
def _waiting(tasks, by, residents):  # type: ignore[no-untyped-def]
    """Return for each resident the task that has waited longest and that nobody has, or -1."""
    task_of = np.full(residents, -1, np.int64)
    for n in range(tasks.receiver.size):
        whom = tasks.receiver[n]
        if whom < 0 or by[n] >= 0:
            continue
        if task_of[whom] < 0 or tasks.last[n] < tasks.last[task_of[whom]]:
            task_of[whom] = n
    return task_of


@kernel
def _call_on_friends(n, who, day, rules, keys, by, team, task_of, kind, people):  # type: ignore[no-untyped-def]
    """Let a volunteer look in on acquaintances in need, one or several or none."""
    for slot in range(people.partner.shape[1]):
        other = people.partner[who, slot]
        if other < 0 or task_of[other] < 0:
            continue
        task = task_of[other]
        one, two = people.identity[who], people.identity[other]
        u, _, _, _ = four(keys[3, 0], keys[3, 1], day, one, 3, two)
        if u < rules.own and _able(people.skills[who], kind[task]):
            by[task], task_of[other] = n, -1
            team.busy[n] += rules.visit_hours


@kernel
def _hear_of(who, day, rules, keys, task_of, people, homes):  # type: ignore[no-untyped-def]
    """Return a stranger in need of whom a volunteer happens to hear, or -1."""
    here = people.dwelling[who]
    for attempt in range(40):
        u, v, _, _ = four(keys[3, 0], keys[3, 1], day, people.identity[who], 1, attempt)
        home = homes.household[homes.quarter_start[here] + int(u * homes.quarter_size[here])]
        if home < 0:
            continue
        other = homes.first[home] + int(v * homes.size[home])
        if task_of[other] < 0 or people.dwelling[other] == here:
            continue
        identity, group = people.identity, people.group
        if _lets_in(other, who, rules, keys, identity, group, people.schooled, people.partner):
            return other
        return -1
    return -1


@kernel
def _book(day, rules, tasks, by, busy, lasting, service):  # type: ignore[no-untyped-def]
    """Enter the hours of a week with each volunteer, and list what was done."""
    done = np.flatnonzero(by >= 0)
    length = np.empty(done.size)
    for n in range(done.size):
        spell = lasting[by[done[n]]]
        length[n] = rules.patrol_hours if tasks.kind[done[n]] == 5 else rules.visit_hours
        service.last[spell] = day
        service.services[spell] += 1
        service.hours[spell] += length[n]
    for n in range(lasting.size):
        kept = rules.keep * service.load[lasting[n]]
        service.load[lasting[n]] = kept + (1.0 - rules.keep) * busy[n]
    whom = np.maximum(tasks.receiver[done], np.int32(-1))
    return service.resident[lasting[by[done]]], whom, tasks.kind[done], length
