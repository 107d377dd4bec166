"""Ties: who knows whom, and how much it is worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.ties import TieParameters
from model.columns import Column, Table
from model.kernels import kernel
from model.residents import Residents
from model.streams import Keys, Question, Streams, uniform_pair

SLOTS = 24  # nobody keeps up more acquaintances among neighbours (Dunbar's layers)
GREETING, TALK, FAVOUR = 0, 1, 2
LEAST_LIKING = 0.1  # people who barely take to each other still greet

Array = NDArray[np.generic]


class TieSlots(Table):
    """Each resident's ties, a row of slots a resident; both ends hold the same strength."""

    partner = Column[int](
        -1, np.int32, "row of the other resident, -1 for a free slot", width=SLOTS
    )
    strength = Column[float](0.0, np.float32, "strength when last touched", width=SLOTS)
    touched = Column[int](0, np.int32, "day of the last touch", unit="day", width=SLOTS)
    times = Column[int](0, np.int16, "meetings before the last one on its day", width=SLOTS)
    liking = Column[float](0.0, np.float32, "how much the two take to each other", width=SLOTS)
    minutes = Column[float](0.0, np.float32, "minutes spent with neighbours today", unit="min")
    contacts = Column[int](0, np.int32, "contacts with people known, today")


class Rules(NamedTuple):
    """Tie parameters as the kernels take them."""

    acceptance: float
    same_stage: float
    age_gap: float
    same_tenure: float
    same_origin: float
    shared_interest: float
    greeting: float
    talk: float
    favour: float
    decay: float
    slowing: float
    saturation: float
    forgotten_below: float
    talk_minutes: float
    day_minutes: float


class Ties:
    """Social capital as a table of ties: acquaint, strengthen, hurt, part."""

    def __init__(self, residents: Residents, parameters: TieParameters, streams: Streams) -> None:
        self.residents = residents
        self.parameters = parameters
        self.slots = TieSlots(residents.rows, room=residents.room)
        p = parameters
        self.rules = Rules(
            p.acceptance,
            p.same_stage,
            p.age_gap,
            p.same_tenure,
            p.same_origin,
            p.shared_interest,
            p.greeting,
            p.talk,
            p.favour,
            np.log(2.0) / p.weak_half_life,
            p.slowing,
            p.saturation,
            p.forgotten_below,
            p.talk_minutes,
            p.day_minutes,
        )
        self.keys: Keys = streams.keys([Question.LIKING, Question.KICK])
        self.across = np.zeros(1, np.int64)  # contacts of somebody over 60 with one under 25

    def welcome(self) -> None:
        """Make room for residents who have just come."""
        self.slots.add(self.residents.rows - self.slots.rows)

    def part(self, rows: NDArray[np.int32]) -> None:
        """Drop every tie of residents who leave."""
        s = self.slots
        _part(rows, s.partner, s.strength)

    def new_day(self) -> None:
        """Give everybody a fresh day's time for neighbours."""
        self.slots.minutes[:] = 0.0
        self.slots.contacts[:] = 0

    def meet(
        self,
        first: NDArray[np.int32],
        second: NDArray[np.int32],
        kind: NDArray[np.int8],
        day: int,
        *,
        question: int = 0,
    ) -> None:
        """Let pairs meet: strangers may take to each other, acquaintances grow closer.

        ``kind`` is GREETING, TALK or FAVOUR; ``question`` tells meetings of a pair on one day
        apart. Strength grows by kicks with an exponential law, so that with constant decay the
        stationary law is a Gamma (shot noise).
        """
        r, s = self.residents, self.slots
        _meet(
            first,
            second,
            kind,
            day,
            question,
            self.rules,
            self.keys,
            r.identity,
            r.group,
            r.age,
            r.owner,
            r.outsider,
            r.interest,
            r.sociability,
            s.partner,
            s.strength,
            s.touched,
            s.times,
            s.liking,
            s.minutes,
            s.contacts,
            self.across,
        )

    def acquaint(
        self, first: Array, second: Array, strength: Array, taking: Array, day: int
    ) -> None:
        """Set up ties of a given strength and liking between pairs (the state at the start)."""
        s = self.slots
        _acquaint(
            first,
            second,
            strength,
            taking,
            day,
            s.partner,
            s.strength,
            s.touched,
            s.times,
            s.liking,
        )

    def hurt(self, first: int, second: int, day: int, *, keep: float) -> None:
        """Weaken a tie to a share of its strength after a quarrel."""
        s = self.slots
        _scale(
            first,
            second,
            day,
            keep,
            self.rules.decay,
            self.rules.slowing,
            s.partner,
            s.strength,
            s.touched,
        )

    def between(self, first: int, second: int, day: int) -> float:
        """Return the strength of one tie today, 0 for strangers."""
        s = self.slots
        return float(
            _between(
                first,
                second,
                day,
                self.rules.decay,
                self.rules.slowing,
                s.partner,
                s.strength,
                s.touched,
            )
        )

    def to_household(self, resident: int, household: int, day: int) -> float:
        """Return a resident's strongest tie today with anybody of a household."""
        s = self.slots
        return float(
            closest(
                resident,
                household,
                day,
                self.rules.decay,
                self.rules.slowing,
                self.residents.household,
                s.partner,
                s.strength,
                s.touched,
            )
        )

    def neighbours_of(self, resident: int) -> NDArray[np.int32]:
        """Return the rows of everybody a resident has a tie with."""
        partners = self.slots.partner[resident]
        return np.asarray(partners[partners >= 0])

    def tidy(self, day: int) -> None:
        """Bring all strengths up to a day and forget ties that have faded away."""
        s = self.slots
        _tidy(
            day,
            self.rules.decay,
            self.rules.slowing,
            self.rules.forgotten_below,
            self.residents.present,
            s.partner,
            s.strength,
            s.touched,
        )


@kernel
def faded(strength, days, decay, slowing):  # type: ignore[no-untyped-def]
    """Return a strength after days without contact: ds/dt = -decay s / (1 + s/slowing), exactly.

    The solution obeys ln y + y = c - decay t with y = s/slowing (Lambert's W), found by Newton
    in ln y, which comes down to it from above and never below zero.
    """
    if days <= 0 or strength <= 0.0:
        return strength
    y = strength / slowing
    target = np.log(y) + y - decay * days
    if target < -30.0:  # so weak that it fades at a constant rate
        return np.exp(target) * slowing
    off = decay * days
    while off > 1e-7:
        y *= np.exp(-off / (1.0 + y))
        off = np.log(y) + y - target
    return y * slowing


@kernel
def grown(kick, strength, saturation):  # type: ignore[no-untyped-def]
    """Return what a kick adds: all of it to a weak tie, less and less towards saturation."""
    return -np.expm1(-kick / saturation) * max(saturation - strength, 0.0)


@kernel
def find(resident, other, partner):  # type: ignore[no-untyped-def]
    """Return the slot in which a resident keeps a tie with another, or -1."""
    for slot in range(partner.shape[1]):
        if partner[resident, slot] == other:
            return slot
    return -1


@kernel
def closest(resident, home, day, decay, slowing, household, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return a resident's strongest tie today with anybody of a household."""
    best = 0.0
    for slot in range(partner.shape[1]):
        other = partner[resident, slot]
        if other >= 0 and household[other] == home:
            now = faded(strength[resident, slot], day - touched[resident, slot], decay, slowing)
            best = max(best, now)
    return best


@kernel
def _between(a, b, day, decay, slowing, partner, strength, touched):  # type: ignore[no-untyped-def]
    slot = find(a, b, partner)
    if slot < 0:
        return 0.0
    return faded(strength[a, slot], day - touched[a, slot], decay, slowing)


@kernel
def liking(a, b, shared, rules, key0, key1, identity, group, age, owner, outsider, interest):  # type: ignore[no-untyped-def]
    """Return how much two people take to each other: 0 for not at all, else mean one.

    One draw a pair for life, so a pair that shares an interest takes to each other whenever it
    would have done so without, and more.
    """
    odds = rules.acceptance + rules.age_gap * abs(float(age[a]) - float(age[b])) / 10.0
    if group[a] == group[b]:
        odds += rules.same_stage
    if owner[a] == owner[b]:
        odds += rules.same_tenure
    if outsider[a] == outsider[b]:
        odds += rules.same_origin
    if shared and interest[a] == interest[b]:
        odds += rules.shared_interest
    chance = 1.0 / (1.0 + np.exp(-odds))
    u = uniform_pair(key0, key1, 0, identity[a], identity[b], 0)
    if u >= chance:
        return 0.0
    return np.log(chance / max(u, 1e-12))


@kernel
def _free_slot(resident, day, newcomer, decay, slowing, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return a slot for a new tie: an empty one, else the weakest if the newcomer beats it."""
    weakest, where = newcomer, -1
    for slot in range(partner.shape[1]):
        if partner[resident, slot] < 0:
            return slot
        now = faded(strength[resident, slot], day - touched[resident, slot], decay, slowing)
        if now < weakest:
            weakest, where = now, slot
    return where


@kernel
def _vacate(resident, slot, partner, strength):  # type: ignore[no-untyped-def]
    """Empty a slot and its mirror at the other end."""
    other = partner[resident, slot]
    if other >= 0:
        mirror = find(other, resident, partner)
        if mirror >= 0:
            partner[other, mirror] = -1
            strength[other, mirror] = 0.0
    partner[resident, slot] = -1
    strength[resident, slot] = 0.0


@kernel
def _tie(a, b, value, taking, day, decay, slowing, partner, strength, touched, times, likings):  # type: ignore[no-untyped-def]
    """Begin a tie at both ends if both have room for it."""
    at_a = _free_slot(a, day, value, decay, slowing, partner, strength, touched)
    at_b = _free_slot(b, day, value, decay, slowing, partner, strength, touched)
    if at_a < 0 or at_b < 0:
        return
    _vacate(a, at_a, partner, strength)
    _vacate(b, at_b, partner, strength)
    partner[a, at_a], partner[b, at_b] = b, a
    strength[a, at_a] = strength[b, at_b] = value
    touched[a, at_a] = touched[b, at_b] = day
    times[a, at_a] = times[b, at_b] = 0
    likings[a, at_a] = likings[b, at_b] = taking


@kernel
def _meet(
    first,
    second,
    kind,
    day,
    question,
    rules,
    keys,
    identity,
    group,
    age,
    owner,
    outsider,
    interest,
    sociability,
    partner,
    strength,
    touched,
    times,
    likings,
    minutes,
    contacts,
    across,
):  # type: ignore[no-untyped-def]
    for n in range(first.size):
        a, b = first[n], second[n]
        slot = find(a, b, partner)
        how = kind[n]
        if slot >= 0:
            taking = likings[a, slot]
        else:
            taking = liking(
                a,
                b,
                how != GREETING,
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
            if taking <= 0.0:
                continue
        if how == TALK:
            room_a = rules.day_minutes * sociability[a] - minutes[a]
            room_b = rules.day_minutes * sociability[b] - minutes[b]
            if min(room_a, room_b) < rules.talk_minutes:
                how = GREETING
            else:
                minutes[a] += rules.talk_minutes
                minutes[b] += rules.talk_minutes
        mean = rules.greeting if how == GREETING else rules.talk if how == TALK else rules.favour
        again = times[a, slot] + 1 if slot >= 0 and touched[a, slot] == day else 0
        attempt = 64 * again + 8 * question + how  # two meetings on a day are two draws
        u = uniform_pair(keys[1, 0], keys[1, 1], day, identity[a], identity[b], attempt)
        kick = -np.log1p(-u) * mean * max(taking, LEAST_LIKING)
        contacts[a] += 1
        contacts[b] += 1
        across[0] += max(age[a], age[b]) > 60 and min(age[a], age[b]) < 25
        if slot >= 0:
            now = faded(strength[a, slot], day - touched[a, slot], rules.decay, rules.slowing)
            now += grown(kick, now, rules.saturation)
            mirror = find(b, a, partner)
            strength[a, slot] = strength[b, mirror] = now
            touched[a, slot] = touched[b, mirror] = day
            times[a, slot] = times[b, mirror] = again
        else:
            _tie(
                a,
                b,
                grown(kick, 0.0, rules.saturation),
                taking,
                day,
                rules.decay,
                rules.slowing,
                partner,
                strength,
                touched,
                times,
                likings,
            )


@kernel
def _acquaint(first, second, value, taking, day, partner, strength, touched, times, likings):  # type: ignore[no-untyped-def]
    for n in range(first.size):
        _tie(
            first[n],
            second[n],
            value[n],
            taking[n],
            day,
            0.0,
            1.0,
            partner,
            strength,
            touched,
            times,
            likings,
        )


@kernel
def _scale(a, b, day, keep, decay, slowing, partner, strength, touched):  # type: ignore[no-untyped-def]
    slot = find(a, b, partner)
    if slot >= 0:
        mirror = find(b, a, partner)
        now = keep * faded(strength[a, slot], day - touched[a, slot], decay, slowing)
        strength[a, slot] = strength[b, mirror] = now
        touched[a, slot] = touched[b, mirror] = day


@kernel
def _part(rows, partner, strength):  # type: ignore[no-untyped-def]
    for n in range(rows.size):
        for slot in range(partner.shape[1]):
            _vacate(rows[n], slot, partner, strength)


@kernel
def _tidy(day, decay, slowing, forgotten_below, present, partner, strength, touched):  # type: ignore[no-untyped-def]
    for a in range(present.size):
        if not present[a]:
            continue
        for slot in range(partner.shape[1]):
            b = partner[a, slot]
            if b <= a:
                continue
            now = faded(strength[a, slot], day - touched[a, slot], decay, slowing)
            if now < forgotten_below:
                _vacate(a, slot, partner, strength)
            else:
                mirror = find(b, a, partner)
                strength[a, slot] = strength[b, mirror] = now
                touched[a, slot] = touched[b, mirror] = day
