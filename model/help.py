"""Help: who needs what, who asks, through whom, and who says yes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.help import HelpParameters
from model.calendar import DAYS_PER_YEAR
from model.columns import Column, Table
from model.estate import Estate
from model.kernels import kernel
from model.ledger import Ledger, Unit
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four
from model.ties import FAVOUR, Ties, faded


class Membership(Table):
    """What each resident is to the time bank, and when they last gave or got help."""

    enrolled = Column[bool](False, np.bool_, "member of the time bank")
    helped = Column[int](-100_000, np.int32, "day of the last help given or got", unit="day")
    given = Column[float](0.0, np.float32, "hours of help given", unit="h")


class Rules(NamedTuple):
    """Numbers that the kernel needs."""

    needs: float
    needs_older: float
    hours: float
    ask: float
    ask_tie: float
    will: float
    will_tie: float
    will_distance: float
    will_trust: float
    answer_hours: float
    cap: float
    overdraft: float
    transactional: float
    decay: float
    slowing: float


class Exchanges(NamedTuple):
    """The day's completed help: asker, helper, skill, hours, paid in hours or a gift."""

    asker: NDArray[np.int32]
    helper: NDArray[np.int32]
    skill: NDArray[np.int8]
    hours: NDArray[np.float64]
    paid: NDArray[np.bool_]
    waited: NDArray[np.float64]


class Help:
    """Needs arise at home; people first ask whom they know, then the time bank if there is one.

    A time bank is a ledger plus a dispatcher: it brings requests before members with the skill.
    Work is accepted only below a balance cap, and asked for only above the overdraft limit
    (Kash, Friedman & Halpern 2007, scrip systems).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        outlook: Outlook,
        ledger: Ledger,
        recorder: Recorder,
        parameters: HelpParameters,
        transactional: float,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.outlook, self.ledger, self.recorder = outlook, ledger, recorder
        self.parameters = parameters
        self.membership = Membership(0, room=population.residents.room)
        p = parameters
        self.rules = Rules(
            p.needs / DAYS_PER_YEAR,
            p.needs_older,
            p.hours,
            p.ask,
            p.ask_tie,
            p.will,
            p.will_tie,
            p.will_distance,
            p.will_trust,
            p.answer_hours,
            p.cap,
            p.overdraft,
            transactional,
            ties.rules.decay,
            ties.rules.slowing,
        )
        self.bank_open = False
        self.dispatch_hours = 0.0  # broker's hours a day; each request takes a quarter of one
        self.log: list[tuple[int, Exchanges]] = []
        self.keys = streams.keys([Question.NEED, Question.ASKING, Question.HELPER])

    def welcome(self) -> None:
        """Make room for residents who have just come; they belong to nothing yet."""
        self.membership.add(self.population.residents.rows - self.membership.rows)

    def open_bank(self, dispatch_hours: float) -> None:
        """Open the time bank with a dispatcher who has so many hours a day."""
        self.bank_open, self.dispatch_hours = True, dispatch_hours

    def close_bank(self) -> None:
        """Close the time bank; memberships end, balances stand."""
        self.bank_open, self.dispatch_hours = False, 0.0
        self.membership.enrolled[:] = False

    def members(self) -> int:
        """Count the members who live here."""
        return int(np.count_nonzero(self.membership.enrolled & self.population.residents.present))

    def enrol(self, rows: NDArray[np.integer]) -> None:
        """Make residents members of the time bank."""
        self.membership.enrolled[rows] = True

    def remember(self, asker: NDArray[np.int32], helper: NDArray[np.int32], day: int) -> None:
        """Note help that came about elsewhere, such as in an emergency."""
        self.membership.helped[asker] = day
        self.membership.helped[helper] = day

    def exchange(self, day: int) -> int:
        """Let the day's needs be asked for and met; return the requests that were voiced."""
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        s, m = self.ties.slots, self.membership
        by_dispatch = int(self.dispatch_hours * 4.0) if self.bank_open else 0
        seen = self.parameters.asked_at_once if self.bank_open else 0
        voiced, exchanges = _exchange(
            day,
            self.rules,
            self.keys,
            seen,
            by_dispatch,
            homes.household,
            homes.building,
            homes.quarter_start,
            homes.quarter_size,
            h.identity,
            h.first,
            h.size,
            h.older,
            h.children,
            r.identity,
            r.present,
            r.group,
            r.skills,
            r.trust,
            r.household,
            r.dwelling,
            m.enrolled,
            self.ledger.balances.held[:, Unit.HOURS].copy(),
            s.partner,
            s.strength,
            s.touched,
        )
        done = Exchanges(*exchanges)
        self.recorder.tally("help_requests", count=voiced)
        if done.asker.size:
            self._settle(day, done)
        return int(voiced)

    def _settle(self, day: int, done: Exchanges) -> None:
        paid = done.paid
        self.ledger.pay(
            day, Unit.HOURS, done.asker[paid], done.helper[paid], done.hours[paid], "help"
        )
        kind = np.full(done.asker.size, FAVOUR, np.int8)
        self.ties.meet(done.asker, done.helper, kind, day, question=2)
        self.outlook.hear(done.asker, Stock.NEIGHBOURS, good=self.outlook.parameters.help_signal)
        self.remember(done.asker, done.helper, day)
        np.add.at(self.membership.given, done.helper, done.hours.astype(np.float32))
        self.recorder.tally("help_matched", count=done.asker.size)
        self.recorder.tally("exchanges", group="paid", count=int(paid.sum()))
        self.recorder.tally("exchanges", group="gift", count=int((~paid).sum()))
        if day >= 0:
            self.log.append((day, done))
            self.recorder.help_hours.setdefault(day // 30 + 1, []).extend(done.waited.tolist())


@kernel
def _skill_wanted(u, older, children):  # type: ignore[no-untyped-def]
    """Return which skill a household needs: errands and company for the old, care for families."""
    if older > 0 and u < 0.5:
        x = u / 0.5
        return 0 if x < 0.4 else 6 if x < 0.7 else 4
    if children > 0 and u < 0.5:
        return 2 if u < 0.3 else 3
    x = (u - 0.5) / 0.5 if (older > 0 or children > 0) else u
    return 1 if x < 0.35 else 7 if x < 0.6 else 5 if x < 0.8 else 0


@kernel
def _yes(odds, u):  # type: ignore[no-untyped-def]
    return u < 1.0 / (1.0 + np.exp(-odds))


@kernel
def _ask_friends(
    who, skill, day, rules, keys, identity, present, skills, partner, strength, touched
):  # type: ignore[no-untyped-def]
    """Ask the three closest acquaintances in turn; return the helper and how many were asked."""
    asked = 0
    limit = 1e30
    for _ in range(3):
        best, friend = rules.transactional, -1
        for slot in range(partner.shape[1]):
            other = partner[who, slot]
            if other < 0 or not present[other]:
                continue
            now = faded(strength[who, slot], day - touched[who, slot], rules.decay, rules.slowing)
            if best <= now < limit:
                best, friend = now, other
        if friend < 0:
            return -1, asked
        limit = best
        if ((skills[friend] >> skill) & 1) == 0 and skill not in (0, 6):
            continue
        u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], identity[friend], 0)
        if not _yes(rules.ask + rules.ask_tie * best, u):
            continue
        asked += 1
        if _yes(rules.will + rules.will_tie * best, v):
            return friend, asked
    return -1, asked


@kernel
def _ask_members(
    who,
    skill,
    day,
    rules,
    keys,
    seen,
    quarter_start,
    quarter_size,
    household,
    first,
    size,
    identity,
    present,
    group,
    skills,
    trust,
    dwelling,
    building,
    enrolled,
    balance,
):  # type: ignore[no-untyped-def]
    """Put a request before members drawn from the register; return helper and number asked."""
    here = dwelling[who]
    asked = 0
    for attempt in range(40 * seen):
        u, v, w, _ = four(keys[2, 0], keys[2, 1], day, identity[who], 0, attempt)
        home = household[quarter_start[here] + int(u * quarter_size[here])]
        if home < 0:
            continue
        other = first[home] + int(v * size[home])
        if not present[other] or not enrolled[other] or dwelling[other] == here:
            continue
        if ((skills[other] >> skill) & 1) == 0 or balance[other] >= rules.cap:
            continue
        asked += 1
        odds = rules.will - 1.0 + rules.will_trust * (trust[other] - 0.5)
        if building[dwelling[other]] != building[here]:
            odds -= rules.will_distance
        if _yes(odds, w):
            return other, asked
        if asked >= seen:
            break
    return -1, asked


@kernel
def _exchange(
    day,
    rules,
    keys,
    seen,
    by_dispatch,
    household,
    building,
    quarter_start,
    quarter_size,
    home_identity,
    first,
    size,
    older,
    children,
    identity,
    present,
    group,
    skills,
    trust,
    resident_household,
    dwelling,
    enrolled,
    balance,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    room = household.size
    asker = np.empty(room, np.int32)
    helper = np.empty(room, np.int32)
    wanted = np.empty(room, np.int8)
    hours = np.empty(room, np.float64)
    paid = np.empty(room, np.bool_)
    waited = np.empty(room, np.float64)
    count = voiced = 0
    dispatched = by_dispatch
    for here in range(household.size):
        home = household[here]
        if home < 0:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, home_identity[home], 0, 0)
        rate = rules.needs * (rules.needs_older if older[home] > 0 else 1.0)
        if u >= rate:
            continue
        who = first[home] + int(v * size[home])
        if group[who] == 0:
            who = first[home]  # a parent asks for a child
        skill = _skill_wanted(w, older[home], children[home])
        a, _, _, _ = four(keys[0, 0], keys[0, 1], day, home_identity[home], 0, 1)
        amount = np.rint(4.0 * min(max(-np.log1p(-x) * rules.hours, 0.25), 8.0)) / 4.0
        found, asked = _ask_friends(
            who, skill, day, rules, keys, identity, present, skills, partner, strength, touched
        )
        gift = True
        if found < 0 and seen > 0 and enrolled[who] and balance[who] - amount >= -rules.overdraft:
            reach = seen
            if dispatched > 0:
                dispatched -= 1
                reach = 3 * seen  # a dispatcher goes through the register instead of waiting
            found, more = _ask_members(
                who,
                skill,
                day,
                rules,
                keys,
                reach,
                quarter_start,
                quarter_size,
                household,
                first,
                size,
                identity,
                present,
                group,
                skills,
                trust,
                dwelling,
                building,
                enrolled,
                balance,
            )
            asked += max(more, 1)
            gift = False
        if asked == 0:
            continue
        voiced += 1
        if found < 0:
            continue
        if not gift:
            balance[who] -= amount
            balance[found] += amount
        asker[count], helper[count], wanted[count] = who, found, skill
        hours[count], paid[count] = amount, not gift
        waited[count] = -np.log1p(-a) * rules.answer_hours * (asked if gift else 1.0)
        count += 1
    done = slice(0, count)
    return voiced, (asker[done], helper[done], wanted[done], hours[done], paid[done], waited[done])
