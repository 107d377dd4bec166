"""Enrolment: who signs up as a volunteer, with how many hours to give, and who leaves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.kernels import kernel
from model.streams import four

IDLE_DAYS = 90.0  # without work for so long, idleness counts in full


class Joining(NamedTuple):
    """Numbers that decide who signs up."""

    willing: float
    awareness: float
    rate: float
    civic: float
    trust: float
    sociability: float
    offer: float


class Staying(NamedTuple):
    """Numbers that decide who leaves."""

    lasts: float
    shape: float
    idle: float
    overload: float
    kept: float


class People(NamedTuple):
    """Columns of residents, and of what makes each of them a volunteer or not."""

    identity: NDArray[np.int64]
    present: NDArray[np.bool_]
    group: NDArray[np.int8]
    civic: NDArray[np.float32]
    trust: NDArray[np.float32]
    sociability: NDArray[np.float32]
    willing: NDArray[np.float32]
    knowing: NDArray[np.float32]
    schooled: NDArray[np.float32]
    waiting: NDArray[np.float64]
    times: NDArray[np.int16]
    spell: NDArray[np.int32]


class Terms(NamedTuple):
    """Columns of times as a volunteer that decide how long they last."""

    resident: NDArray[np.int32]
    began: NDArray[np.int32]
    ended: NDArray[np.int32]
    last: NDArray[np.int32]
    offer: NDArray[np.float32]
    load: NDArray[np.float32]


@kernel
def enter(start, keys, people):  # type: ignore[no-untyped-def]
    """Draw the lots of residents from a row on, and their waits for a first sign-up."""
    for who in range(start, people.identity.size):
        people.willing[who], people.knowing[who], people.schooled[who], _ = four(
            keys[0, 0], keys[0, 1], 0, people.identity[who], 0, 0
        )
        people.waiting[who] = _wait(who, 0, keys, people.identity)


@kernel
def _wait(who, times, keys, identity):  # type: ignore[no-untyped-def]
    """Draw the exposure after which somebody signs up for the next time: one draw a time."""
    u, _, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], 0, times)
    return -np.log1p(-u)


@kernel
def _rate(who, rules, people):  # type: ignore[no-untyped-def]
    """Return the sign-ups a week of one resident: none from who will not or knows not how."""
    if people.knowing[who] >= rules.awareness or people.willing[who] >= rules.willing:
        return 0.0
    if people.group[who] == 0:
        return 0.0
    civic, trust = people.civic[who] - 0.5, people.trust[who] - 0.5
    push = rules.civic * civic + rules.trust * trust
    return rules.rate * np.exp(push + rules.sociability * np.log(people.sociability[who]))


@kernel
def rates(rules, keys, people):  # type: ignore[no-untyped-def]
    """Return sign-ups a week by resident, with two lots each: for having joined, and when."""
    rate = np.zeros(people.present.size)
    luck = np.ones(people.present.size)
    age = np.zeros(people.present.size)
    for who in range(people.present.size):
        if people.present[who]:
            rate[who] = _rate(who, rules, people)
            luck[who], age[who], _, _ = four(keys[1, 0], keys[1, 1], 0, people.identity[who], 1, 0)
    return rate, luck, age


@kernel
def sign_up(rules, keys, people):  # type: ignore[no-untyped-def]
    """Let a week count towards everybody's next sign-up; return whose time has come."""
    rows = np.empty(people.present.size, np.int32)
    count = 0
    for who in range(people.present.size):
        if not people.present[who] or people.spell[who] >= 0:
            continue
        rate = _rate(who, rules, people)
        if rate <= 0.0:
            continue
        people.waiting[who] -= rate
        if people.waiting[who] <= 0.0:
            people.times[who] += 1
            people.waiting[who] = _wait(who, people.times[who], keys, people.identity)
            rows[count] = who
            count += 1
    return rows[:count]


@kernel
def offers(start, mean, keys, identity, offer):  # type: ignore[no-untyped-def]
    """Draw the hours a week that each newly enrolled volunteer has: half to one and a half."""
    for n in range(identity.size):
        u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[n], 0, 1)
        offer[start + n] = mean * (0.5 + u)


@kernel
def leave(day, rules, keys, lasting, terms, people):  # type: ignore[no-untyped-def]
    """Let a week's hazard of leaving strike among the spells that last, and end them."""
    for n in range(lasting.size):
        spell = lasting[n]
        who = terms.resident[spell]
        began = terms.began[spell]
        served = float(day - began)
        before = max(served - 7.0, 0.0)
        rise = (served / rules.lasts) ** rules.shape - (before / rules.lasts) ** rules.shape
        idle = min((day - max(terms.last[spell], began)) / IDLE_DAYS, 1.0)
        over = max(terms.load[spell] / terms.offer[spell] - 1.0, 0.0)
        hazard = rise * np.exp(rules.idle * idle + rules.overload * over - rules.kept)
        u, _, _, _ = four(keys[2, 0], keys[2, 1], day, people.identity[who], 0, 0)
        if u < 1.0 - np.exp(-hazard):
            terms.ended[spell] = day
            people.spell[who] = -1
