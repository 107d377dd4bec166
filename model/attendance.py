"""Attendance: who would come to an event, who gets in, and what each remembers of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.behaviour.activities import Kind
from model.columns import Column, Table
from model.kernels import kernel
from model.streams import four
from model.ties import faded

RECENT_HALF_LIFE = 14.0  # days after which a visit tires half as much


class Attendance(Table):
    """What each resident remembers of activities."""

    first = Column[int](-100_000, np.int32, "day of the first visit", unit="day")
    last = Column[int](-100_000, np.int32, "day of the last visit", unit="day")
    recent = Column[float](0.0, np.float32, "visits of late, halving in two weeks")
    tired = Column[float](0.0, np.float32, "visits of late, by kind of activity", width=len(Kind))
    together = Column[float](0.0, np.float32, "tables of late shared with one's own interest")
    experience = Column[float](0.0, np.float32, "last experience: 1 good, -1 bad, 0 none")
    returned = Column[bool](False, np.bool_, "came again within 90 days of the first visit")


class AttendanceRules(NamedTuple):
    """Log-odds and half-lives of going to activities, as the kernels take them."""

    notice: float
    word: float
    word_half_life: float
    go: float
    taste: float
    match: float
    audience: float
    clash: float
    company: float
    liking_last: float
    fatigue: float
    sameness: float
    habit_half_life: float
    together_half_life: float
    decay: float
    slowing: float


@kernel
def _suits(rhythm, slot):  # type: ignore[no-untyped-def]
    """Tell whether an hour suits: afternoons the retired, evenings workers, weekends all."""
    if slot == 2:
        return True
    if slot == 0:
        return rhythm == 2
    return rhythm != 1


@kernel
def _lately(visits, days, half_life):  # type: ignore[no-untyped-def]
    """Return the visits of late that still count after days without one."""
    return visits * 2.0 ** (-days / half_life) if visits > 0 else 0.0


@kernel
def _leaning(
    who,
    day,
    kind,
    interest,
    slot,
    rules,
    appeal,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
    experience,
):  # type: ignore[no-untyped-def]
    """Return the log-odds of going that a person brings, company and points apart."""
    days = day - last_visit[who]
    odds = rules.go + rules.taste * taste[who] + rules.liking_last * experience[who]
    odds -= rules.fatigue * _lately(recent[who], days, RECENT_HALF_LIFE)
    odds -= rules.sameness * _lately(tired[who, kind], days, rules.habit_half_life)
    odds += rules.audience * (appeal[kind, group[who] - 1] + appeal[kind, 3] * families[who])
    if interests[who] == interest:
        odds += rules.match
    if not _suits(rhythm[who], slot):
        odds -= rules.clash
    return odds


@kernel
def survey(
    day,
    asked,
    rules,
    appeal,
    fields,
    present,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
    experience,
):  # type: ignore[no-untyped-def]
    """Return how many of an age group would go, by kind and hour."""
    total = np.zeros((fields.size, 3))
    for who in range(present.size):
        if not present[who] or group[who] != asked:
            continue
        for kind in range(fields.size):
            for slot in range(3):
                odds = _leaning(
                    who,
                    day,
                    kind,
                    fields[kind],
                    slot,
                    rules,
                    appeal,
                    group,
                    rhythm,
                    taste,
                    interests,
                    families,
                    last_visit,
                    recent,
                    tired,
                    experience,
                )
                total[kind, slot] += 1.0 / (1.0 + np.exp(-odds))
    return total


@kernel
def _told(who, day, rules, last_visit, experience, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return the strength of ties with people who liked the last one: in all, and still told."""
    liked = told = 0.0
    for place in range(partner.shape[1]):
        other = partner[who, place]
        if other >= 0 and experience[other] > 0.0:
            now = faded(strength[who, place], day - touched[who, place], rules.decay, rules.slowing)
            liked += now
            told += _lately(now, day - last_visit[other], rules.word_half_life)
    return liked, told


@kernel
def wish(
    day,
    number,
    kind,
    interest,
    slot,
    points,
    rules,
    keys,
    appeal,
    platform,
    access,
    identity,
    present,
    group,
    rhythm,
    taste,
    interests,
    families,
    last_visit,
    recent,
    tired,
    experience,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return who would come, in order of arrival: nobody's flat is first in line."""
    eager = np.empty(identity.size, np.int32)
    luck = np.empty(identity.size, np.float64)
    coming = 0
    for who in range(identity.size):
        if not present[who] or group[who] == 0:
            continue
        u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], number, 0)
        liked, told = _told(who, day, rules, last_visit, experience, partner, strength, touched)
        missed = (1.0 - rules.notice) * (1.0 - platform[who]) * np.exp(-rules.word * told)
        if u >= access[who] * (1.0 - missed):
            continue
        odds = points + rules.company * min(liked, 3.0)
        odds += _leaning(
            who,
            day,
            kind,
            interest,
            slot,
            rules,
            appeal,
            group,
            rhythm,
            taste,
            interests,
            families,
            last_visit,
            recent,
            tired,
            experience,
        )
        if v < 1.0 / (1.0 + np.exp(-odds)):
            eager[coming] = who
            luck[coming], _, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], number, 0)
            coming += 1
    return eager[np.argsort(luck[:coming])]


@kernel
def admit(eager, quarter, quarters, capacity, least):  # type: ignore[no-untyped-def]
    """Let in whom there is room for, unless too few came.

    Return who went, who had come in vain to what was called off, and where it was held.
    """
    came = np.zeros(quarters, np.int64)
    for who in eager:
        came[quarter[who]] += 1
    held = came >= least
    went = np.empty(eager.size, np.int32)
    let_down = np.empty(eager.size, np.int32)
    full = np.zeros(quarters, np.int64)
    seated = sent = 0
    for who in eager:
        part = quarter[who]
        if not held[part]:
            let_down[sent] = who
            sent += 1
        elif full[part] < capacity:
            full[part] += 1
            went[seated] = who
            seated += 1
    return went[:seated], let_down[:sent], held


@kernel
def remember(
    day,
    number,
    kind,
    good,
    tables,
    rules,
    keys,
    went,
    quarter,
    identity,
    dwelling,
    first_visit,
    last_visit,
    recent,
    tired,
    together,
    experience,
    returned,
):  # type: ignore[no-untyped-def]
    """Note a visit for everybody who went; return the table of each."""
    seat = np.empty(went.size, np.int64)
    for n in range(went.size):
        who = went[n]
        _, _, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], number, 0)
        seat[n] = quarter[dwelling[who]] * tables + int(x * tables)
        days = day - last_visit[who]
        if first_visit[who] < -50_000:
            first_visit[who] = day
        elif day - first_visit[who] <= 90 and day > first_visit[who]:
            returned[who] = True
        for each in range(tired.shape[1]):
            tired[who, each] = _lately(tired[who, each], days, rules.habit_half_life)
        tired[who, kind] += 1.0
        recent[who] = _lately(recent[who], days, RECENT_HALF_LIFE) + 1.0
        together[who] = _lately(together[who], days, rules.together_half_life)
        last_visit[who] = day
        experience[who] = 1.0 if w < good else -1.0
    return seat


@kernel
def note_company(first, second, interest, together):  # type: ignore[no-untyped-def]
    """Count, for each of a pair at a table, that the other shares the interest."""
    for n in range(first.size):
        if interest[first[n]] == interest[second[n]]:
            together[first[n]] += 1.0
            together[second[n]] += 1.0
