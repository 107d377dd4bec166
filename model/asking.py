"""Asking: how one request finds a helper, among friends first, then among those who hear of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.kernels import kernel
from model.streams import four
from model.ties import faded

FRIEND, NOTICE, BOARD, BANK, DISPATCHER = 0, 1, 2, 3, 4
THROUGH = ("friend", "notice", "board", "bank", "dispatcher")
SKILLS = 8
TOOLS = 7
NEEDS_NO_SKILL = (0, 6)  # errands and company, among friends
FRIENDS_ASKED = 3
MOST_OWED = 5.0  # hours of balance beyond which nobody counts


class Rules(NamedTuple):
    """Numbers that the kernels need."""

    hours: float
    daytime: float
    ask: float
    ask_tie: float
    ask_public: float
    ask_balance: float
    will: float
    will_tie: float
    will_balance: float
    will_stranger: float
    will_distance: float
    will_trust: float
    fading: float
    spare: float
    answer: float
    board: float
    board_read: float
    notice_read: float
    calls: float
    call: float
    cap: float
    overdraft: float
    known: float
    pushed: float
    borrowing: float
    fits: float
    transactional: float
    decay: float
    slowing: float


class People(NamedTuple):
    """Columns of residents, their standing in matters of help, and their ties."""

    identity: NDArray[np.int64]
    present: NDArray[np.bool_]
    group: NDArray[np.int8]
    rhythm: NDArray[np.int8]
    skills: NDArray[np.int32]
    trust: NDArray[np.float32]
    dwelling: NDArray[np.int32]
    ready: NDArray[np.bool_]
    knows: NDArray[np.bool_]
    shyness: NDArray[np.float32]
    sees: NDArray[np.bool_]
    enrolled: NDArray[np.bool_]
    standing: NDArray[np.float32]
    helped: NDArray[np.int32]
    partner: NDArray[np.int32]
    strength: NDArray[np.float32]
    touched: NDArray[np.int32]


class Homes(NamedTuple):
    """Columns of households and of the dwellings that they live in."""

    household: NDArray[np.int32]
    quarter: NDArray[np.int32]
    building: NDArray[np.int32]
    stair: NDArray[np.int32]
    identity: NDArray[np.int64]
    first: NDArray[np.int32]
    size: NDArray[np.int8]
    older: NDArray[np.int8]
    children: NDArray[np.int8]


class Register(NamedTuple):
    """Who could be told of a request: rows by quarter and skill, and how many are members.

    ``enrolled`` counts the members of each quarter, whatever they can do.
    """

    rows: NDArray[np.int32]
    begin: NDArray[np.int64]
    members: NDArray[np.int64]
    enrolled: NDArray[np.int64]


class Request(NamedTuple):
    """One request on its way."""

    who: int
    day: int
    quarter: int
    skill: int
    hours: float
    daytime: bool
    dispatched: bool


class Answer(NamedTuple):
    """How a request fared: helper or -1, whether anybody was asked, way, hours waited."""

    helper: int
    voiced: bool
    through: int
    waited: float


NOBODY = Answer(-1, False, FRIEND, 0.0)


@kernel
def yes(odds, u):  # type: ignore[no-untyped-def]
    """Say yes by log-odds."""
    return u < 1.0 / (1.0 + np.exp(-odds))


@kernel
def is_free(rhythm, daytime, workday):  # type: ignore[no-untyped-def]
    """Tell whether somebody is at hand: working hours suit who is at home, evenings most."""
    if not workday:
        return True
    return rhythm == 2 if daytime else rhythm != 1


@kernel
def owed(standing, days, fading):  # type: ignore[no-untyped-def]
    """Return the hours given more than got, as far as they still count, within bounds."""
    if standing == 0.0:
        return 0.0
    return min(max(standing * np.exp(-fading * days), -MOST_OWED), MOST_OWED)


@kernel
def _strengths(who, day, rules, present, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return the strength of each of somebody's ties today, zero where it is not worth asking."""
    now = np.zeros(partner.shape[1])
    for slot in range(now.size):
        if strength[who, slot] < rules.transactional:
            continue  # and it can only have faded since
        other = partner[who, slot]
        if other >= 0 and present[other]:
            days = day - touched[who, slot]
            now[slot] = faded(strength[who, slot], days, rules.decay, rules.slowing)
    return now


@kernel
def ask_friends(request, workday, rules, keys, people, spent):  # type: ignore[no-untyped-def]
    """Ask the three closest acquaintances in turn, one after the other's answer."""
    who, day = request.who, request.day
    asked = False
    waited = 0.0
    strengths = _strengths(
        who, day, rules, people.present, people.partner, people.strength, people.touched
    )
    mine = owed(people.standing[who], day - people.helped[who], rules.fading)
    for _ in range(FRIENDS_ASKED):
        slot = np.argmax(strengths)
        strength, friend = strengths[slot], np.int64(people.partner[who, slot])
        strengths[slot] = -1.0
        if strength <= 0.0 or strength < rules.transactional:
            break
        can = ((people.skills[friend] >> request.skill) & 1) == 1
        if not can and request.skill not in NEEDS_NO_SKILL:
            continue
        u, v, w, _ = four(
            keys[1, 0], keys[1, 1], day, people.identity[who], people.identity[friend], 0
        )
        odds = rules.ask + rules.ask_tie * strength - people.shyness[who]
        if not yes(odds + rules.ask_balance * mine, u):
            continue
        asked = True
        waited -= np.log1p(-w) * rules.answer
        takes_part = people.ready[friend] or people.enrolled[friend]
        if not takes_part or spent[friend] >= rules.spare:
            continue
        if not is_free(people.rhythm[friend], request.daytime, workday):
            continue
        theirs = owed(people.standing[friend], day - people.helped[friend], rules.fading)
        odds = rules.will + rules.will_tie * strength + rules.will_balance * (mine - theirs)
        if yes(odds, v):
            return Answer(friend, True, FRIEND, waited)  # type: ignore[arg-type]
    return Answer(-1, asked, FRIEND, waited)


@kernel
def _reach(calls, known, skilled, members):  # type: ignore[no-untyped-def]
    """Return the chance that a dispatcher calls a member who has the skill.

    Those whose skill is written down are called first, and with the calls that are left over
    anybody at all, who may have the skill or not.
    """
    skilled = max(skilled, 1)
    by_chance = max(calls - known * skilled, 0.0) / max(members, 1)
    return min(calls / skilled, known + by_chance, 1.0)


@kernel
def _hears(on_notice, on_board, pays, dispatched, reach, pushed, rules):  # type: ignore[no-untyped-def]
    """Return the chance that somebody hears of a request in time, and how: the likeliest way."""
    chance, through = 0.0, FRIEND
    if on_notice:
        chance, through = rules.notice_read, NOTICE
    if on_board and rules.board_read > chance:
        chance, through = rules.board_read, BOARD
    called = reach if dispatched else 0.0
    by_bank = 1.0 - (1.0 - rules.board_read) * (1.0 - called) * (1.0 - pushed) if pays else 0.0
    if by_bank > 0.0 and by_bank >= chance:
        return by_bank, BANK
    return chance, through


@kernel
def ask_around(  # noqa: C901  one pass over those who could hear of it
    request,
    workday,
    rules,
    keys,
    people,
    homes,
    register,
    noticed,
    balance,
    bank_open,
    spent,
):  # type: ignore[no-untyped-def]
    """Put a request before whoever hears of it; the first to say yes comes."""
    who, day = request.who, request.day
    here = people.dwelling[who]
    pays = bank_open and people.enrolled[who]
    pays = pays and balance[who] - request.hours >= -rules.overdraft - 1e-9
    on_notice = people.knows[who] and noticed[here]
    if not (on_notice or people.sees[who] or pays):
        return NOBODY
    mine = owed(people.standing[who], day - people.helped[who], rules.fading)
    u, _, _, _ = four(keys[2, 0], keys[2, 1], day, people.identity[who], people.identity[who], 0)
    posts = yes(rules.ask_public - people.shyness[who] + rules.ask_balance * mine, u)
    if not posts and not pays:
        return NOBODY
    on_notice = on_notice and posts
    on_board = people.sees[who] and posts
    place = request.quarter * SKILLS + request.skill
    members = register.enrolled[request.quarter]
    reach = _reach(rules.calls, rules.known, register.members[place], members)
    # What a platform matches by itself goes to whose skill it knows and who looks at it.
    pushed = rules.known * rules.pushed if people.sees[who] else 0.0
    first, helper, how = 1e30, -1, BOARD
    for n in range(register.begin[place], register.begin[place + 1]):
        other = register.rows[n]
        there = people.dwelling[other]
        if there == here or spent[other] >= rules.spare or not people.present[other]:
            continue
        if not is_free(people.rhythm[other], request.daytime, workday):
            continue
        chance, way = _hears(
            on_notice and people.knows[other] and homes.stair[there] == homes.stair[here],
            on_board and people.sees[other],
            pays and people.enrolled[other] and balance[other] < rules.cap,
            request.dispatched,
            reach,
            pushed if people.sees[other] else 0.0,
            rules,
        )
        if chance <= 0.0:
            continue
        u, v, w, x = four(
            keys[2, 0], keys[2, 1], day, people.identity[who], people.identity[other], 1
        )
        if u >= chance:
            continue
        if way == BANK and request.dispatched and u < reach:
            way = DISPATCHER
        odds = rules.will - rules.will_stranger + rules.will_trust * (people.trust[other] - 0.5)
        if homes.building[there] != homes.building[here]:
            odds -= rules.will_distance
        if way == BOARD:  # on a board everybody sees what the asker has done for others
            theirs = owed(people.standing[other], day - people.helped[other], rules.fading)
            odds += rules.will_balance * (mine - theirs)
        if not yes(odds, v):
            continue
        waits = -np.log1p(-w) * rules.answer
        waits += rules.call if way == DISPATCHER else -np.log1p(-x) * rules.board
        if waits < first:
            first, helper, how = waits, other, way
    return Answer(helper, True, how, first)


@kernel
def write_register(quarters, quarter, present, skills, dwelling, ready, hears, enrolled):  # type: ignore[no-untyped-def]
    """Write down by quarter and skill who is ready to help and hears of requests at all."""
    begin = np.zeros(quarters * SKILLS + 1, np.int64)
    members = np.zeros(quarters * SKILLS, np.int64)
    all_members = np.zeros(quarters, np.int64)
    for who in range(present.size):
        if present[who] and ready[who] and hears[who]:
            all_members[quarter[dwelling[who]]] += enrolled[who]
            for skill in range(SKILLS):
                if (skills[who] >> skill) & 1:
                    place = quarter[dwelling[who]] * SKILLS + skill
                    begin[place + 1] += 1
                    members[place] += enrolled[who]
    begin = np.cumsum(begin)
    rows = np.empty(begin[-1], np.int32)
    at = begin[:-1].copy()
    for who in range(present.size):
        if present[who] and ready[who] and hears[who]:
            for skill in range(SKILLS):
                if (skills[who] >> skill) & 1:
                    place = quarter[dwelling[who]] * SKILLS + skill
                    rows[at[place]] = who
                    at[place] += 1
    return rows, begin, members, all_members
