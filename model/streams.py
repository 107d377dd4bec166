"""Random numbers as a function: the same question gets the same answer in every scenario."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.kernels import kernel

Keys = NDArray[np.uint64]

LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
FIRST_MULTIPLIER = np.uint64(0xD2511F53)
SECOND_MULTIPLIER = np.uint64(0xCD9E8D57)
FIRST_WEYL = np.uint64(0x9E3779B9)
SECOND_WEYL = np.uint64(0xBB67AE85)
DAY_ZERO = 1 << 20  # the warm start counts days below zero; counters do not


class Question(StrEnum):
    """Every question that the model puts to chance; each has a key of its own."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    ABILITY = "ability"
    LENGTH_OF_STAY = "length of stay"
    AGE_OF_STAY = "age of stay"
    VACANCY = "vacancy"
    LIKING = "liking"
    STRENGTH_AT_START = "strength at start"
    OUTINGS = "outings"
    PARTNER = "partner"
    KICK = "kick"
    VENUE = "venue"
    LOUDNESS = "loudness"
    CROWDING = "crowding"
    PARKING = "parking"
    CLUTTER = "clutter"
    DOGS = "dogs"
    LEAKS = "leaks"
    RENOVATION = "renovation"
    GARBAGE = "garbage"
    ANNOYANCE = "annoyance"
    ACTION = "action"
    TICKETS = "tickets"
    INTAKE = "intake"
    CONSENT = "consent"
    SESSION = "session"
    AFTERMATH = "aftermath"
    OPINION = "opinion"
    REFERRAL = "referral"
    NEED = "need"
    ASKING = "asking"
    HELPER = "helper"
    EVENT = "event"
    ATTENDANCE = "attendance"
    SEAT = "seat"
    SURVEY = "survey"
    HEALTH = "health"
    CARE_NEED = "care need"
    RECOGNITION = "recognition"
    LONELINESS = "loneliness"
    CARERS = "carers"
    BARRIERS = "barriers"
    WILLINGNESS = "willingness"
    SIGN_UP = "sign-up"
    LEAVING = "leaving"
    SERVICE = "service"
    STRANGER = "stranger at the door"
    ADOPTION = "adoption"
    HABIT = "habit"
    LESSON = "lesson"
    ONLINE = "online"
    LEAK_OF_DATA = "leak of data"
    POSTING = "posting"
    READING = "reading"
    SHOCK = "shock"
    DISTRESS = "distress"
    RESCUE = "rescue"
    READINESS = "readiness"
    NEIGHBOURLINESS = "neighbourliness"
    NOTICE = "notice"
    BUILDING_MEETING = "building meeting"
    GROUP = "group"
    FOUNDING = "founding"
    GROUP_MEETING = "group meeting"
    LEADING = "leading"
    CONVICTION = "conviction"
    CIVIC_MIND = "civic mind"
    BOOKS = "books"
    VOTE = "vote"
    SPEECH = "speech"
    PROTEST = "protest"
    FEE = "fee"
    CONTENTMENT = "contentment"
    GIVING = "giving"
    LEAD_UP = "lead-up"
    TURNOVER = "turnover"
    HANDOVER = "handover"
    CLEARING = "clearing"
    DRIVE = "drive"
    ROUNDS = "rounds"
    HOME_VISIT = "home visit"
    LISTENING = "listening"
    WORKSHOP = "workshop"


class Streams:
    """Source of every random number in one replicate; the scenario is never in the key."""

    def __init__(self, seed: int, replicate: int = 0) -> None:
        self.seed = int(seed)
        self.replicate = int(replicate)
        self._known: dict[str, tuple[int, int]] = {}

    def key(self, question: str) -> tuple[int, int]:
        """Hash seed, replicate and question into the two 32-bit words of a Philox key."""
        if question not in self._known:  # hashed once a run, not once a day
            text = f"{self.seed}/{self.replicate}/{question}".encode()
            word = int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
            self._known[question] = word & 0xFFFFFFFF, word >> 32
        return self._known[question]

    def keys(self, questions: Sequence[str]) -> Keys:
        """Return one row of two words for each question, as kernels take them."""
        return np.array([self.key(question) for question in questions], dtype=np.uint64)

    def draw(self, question: str, day: int, first: int, second: int = 0, attempt: int = 0) -> float:
        """Answer one question about somebody, or about a pair, on a day: a number in [0, 1)."""
        low, high = self.key(question)
        return float(
            uniform(
                np.uint64(low), np.uint64(high), int(day), int(first), int(second), int(attempt)
            )
        )

    def draws(self, question: str, day: int, identities: NDArray[Any]) -> NDArray[np.float64]:
        """Answer one question for each identity on a day."""
        low, high = self.key(question)
        who = np.ascontiguousarray(identities, dtype=np.int64)
        return np.asarray(_fill(np.uint64(low), np.uint64(high), int(day), who))


def identity(dwelling: int, tenancy: int, member: int = 15) -> int:
    """Pack who somebody is into 32 bits; member 15 stands for the household as one.

    The third family in a flat is the same family in every scenario, whenever it moves in.
    20 bits of dwelling, 8 of tenancy, 4 of member.
    """
    return (dwelling << 12) | ((tenancy & 0xFF) << 4) | member


@kernel
def philox(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Scramble a counter with a key: Philox4x32-10.

    References: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
    """
    for _ in range(10):
        p0 = FIRST_MULTIPLIER * c0
        p1 = SECOND_MULTIPLIER * c2
        c0 = (p1 >> HALF) ^ c1 ^ k0
        c2 = (p0 >> HALF) ^ c3 ^ k1
        c1 = p1 & LOW
        c3 = p0 & LOW
        k0 = (k0 + FIRST_WEYL) & LOW
        k1 = (k1 + SECOND_WEYL) & LOW
    return c0, c1, c2, c3


@kernel
def uniform(k0, k1, day, first, second, attempt):  # type: ignore[no-untyped-def]
    """Return one number in [0, 1) with 53 random bits."""
    a, b, _, _ = philox(
        np.uint64(first) & LOW,
        np.uint64(second) & LOW,
        np.uint64(day + DAY_ZERO) & LOW,
        np.uint64(attempt) & LOW,
        k0,
        k1,
    )
    return ((a >> np.uint64(5)) * 67108864.0 + (b >> np.uint64(6))) / 9007199254740992.0


@kernel
def uniform_pair(k0, k1, day, a, b, attempt):  # type: ignore[no-untyped-def]
    """Return one number for an unordered pair: the same whichever comes first."""
    return uniform(k0, k1, day, min(a, b), max(a, b) + 1, attempt)


@kernel
def four(k0, k1, day, first, second, attempt):  # type: ignore[no-untyped-def]
    """Return four numbers in [0, 1) of 32 bits each, for the price of one draw."""
    a, b, c, d = philox(
        np.uint64(first) & LOW,
        np.uint64(second) & LOW,
        np.uint64(day + DAY_ZERO) & LOW,
        np.uint64(attempt) & LOW,
        k0,
        k1,
    )
    scale = 1.0 / 4294967296.0
    return a * scale, b * scale, c * scale, d * scale


@kernel
def normal(u):  # type: ignore[no-untyped-def]
    """Return the standard normal quantile of u; relative error below 1.2e-9.

    References: Acklam (2003), An algorithm for computing the inverse normal CDF.
    """
    u = min(max(u, 1e-12), 1.0 - 1e-12)
    if u < 0.02425:
        q = np.sqrt(-2.0 * np.log(u))
        return _tail(q)
    if u > 1.0 - 0.02425:
        q = np.sqrt(-2.0 * np.log(1.0 - u))
        return -_tail(q)
    q = u - 0.5
    r = q * q
    top = (
        (
            (
                ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
                + 1.383577518672690e02
            )
            * r
            - 3.066479806614716e01
        )
        * r
        + 2.506628277459239e00
    ) * q
    bottom = (
        (
            ((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
            + 6.680131188771972e01
        )
        * r
        - 1.328068155288572e01
    ) * r + 1.0
    return top / bottom


@kernel
def _tail(q):  # type: ignore[no-untyped-def]
    top = (
        (
            ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e00) * q
            - 2.549732539343734e00
        )
        * q
        + 4.374664141464968e00
    ) * q + 2.938163982698783e00
    bottom = (
        ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e00) * q
        + 3.754408661907416e00
    ) * q + 1.0
    return top / bottom


@kernel
def poisson(u, mean):  # type: ignore[no-untyped-def]
    """Return the Poisson quantile of u for a mean below about 30."""
    chance = np.exp(-mean)
    reached = chance
    count = 0
    while u > reached and count < 200:
        count += 1
        chance *= mean / count
        reached += chance
    return count


@kernel
def _fill(k0, k1, day, who):  # type: ignore[no-untyped-def]
    out = np.empty(who.size)
    for n in range(who.size):
        out[n] = uniform(k0, k1, day, who[n], 0, 0)
    return out
