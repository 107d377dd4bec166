"""Help: who needs what, who asks, through whom, who says yes, and what may be borrowed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.asking import (
    BANK,
    DISPATCHER,
    SKILLS,
    THROUGH,
    TOOLS,
    Homes,
    People,
    Register,
    Request,
    Rules,
    ask_around,
    ask_friends,
    write_register,
)
from model.behaviour.help import HelpParameters
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, DayKind, day_kind
from model.columns import Column, Table
from model.estate import Estate
from model.kernels import kernel
from model.ledger import Ledger, Unit
from model.outlook import Outlook, Stock
from model.population import SKILLS as NAMES
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four, normal
from model.ties import FAVOUR, Ties

LONGEST = 8.0  # hours of one piece of help


class Membership(Table):
    """What each resident is to neighbours' help, and what they gave and got."""

    ready = Column[bool](True, np.bool_, "takes part in help among neighbours at all")
    knows = Column[bool](False, np.bool_, "knows where help is asked for and offered")
    shyness = Column[float](0.0, np.float32, "how hard asking comes", unit="logit")
    sees_board = Column[bool](False, np.bool_, "follows a help board on a platform")
    enrolled = Column[bool](False, np.bool_, "member of the time bank")
    helped = Column[int](-100_000, np.int32, "day of the last help given or got", unit="day")
    standing = Column[float](
        0.0, np.float32, "hours given less hours got on that day, fading", unit="h"
    )
    given = Column[float](0.0, np.float32, "hours of help given", unit="h")


class Exchanges(NamedTuple):
    """The day's completed help: asker, helper, skill, hours, paid or a gift, hours waited, way."""

    asker: NDArray[np.int32]
    helper: NDArray[np.int32]
    skill: NDArray[np.int8]
    hours: NDArray[np.float64]
    paid: NDArray[np.bool_]
    waited: NDArray[np.float64]
    through: NDArray[np.int8]


class Help:
    """Needs arise at home; people ask whom they know, then whoever reads or is called.

    Most people are willing and few know how (E089, E090): what is short is a way from a need to
    a helper. The ways are ties, the notice board of the stair, a help board on a platform, and a
    time bank with its register and perhaps a dispatcher. Asking comes harder to some than to
    others, and to whoever has got more than given. Among friends and on boards help is a gift
    and moves the standing of both; in the bank it is paid in hours, accepted below a balance cap
    and asked for above the overdraft limit only (Kash, Friedman & Halpern 2007, scrip systems;
    Leimar & Hammerstein 2001 on standing). The order in which a day's requests are heard is drawn.
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
        self.rules = _rules(parameters, ties, transactional)
        self.rates, self.kinds = needs_by_home(parameters)
        self.keys = streams.keys(
            [Question.NEED, Question.ASKING, Question.HELPER, Question.NEIGHBOURLINESS]
        )
        plan = estate.plan.organisation.help
        self.noticed = self._hang(plan.notice_boards, streams)
        self.lend(plan.shared_items)
        self.bank_open = False
        self.rules = self.rules._replace(cap=self.parameters.cap, known=1.0, pushed=0.0)
        self.dispatch = np.zeros(estate.quarters)  # broker's hours a day
        self.in_hand = np.zeros(estate.quarters)  # what is left of them
        self.log: list[tuple[int, Exchanges]] = []
        self._register: Register | None = None
        self._columns: tuple[Homes, People] | None = None

    def welcome(self) -> None:
        """Draw what help means to residents who have just come; they belong to nothing yet."""
        taken = self.membership.add(self.population.residents.rows - self.membership.rows)
        p, m = self.parameters, self.membership
        _draw_readiness(
            np.arange(taken.start, taken.stop),
            self.keys[3],
            p.willing,
            p.knows_how,
            p.shame,
            self.population.residents.identity,
            m.ready,
            m.knows,
            m.shyness,
        )
        self._register = self._columns = None

    def open_bank(
        self,
        dispatch_hours: float,
        *,
        cap: float = np.inf,
        known: float = 1.0,
        pushed: float = 0.0,
    ) -> None:
        """Open the time bank; the dispatcher's hours a day are shared among quarters by size.

        ``cap`` is the balance above which the bank credits no more, ``known`` the share of
        members whose skills are written down, and ``pushed`` the chance that a member who follows
        the help board reads in time what a platform has matched by itself.
        """
        self.bank_open = True
        terms = self.rules._replace(known=known, pushed=pushed)
        self.rules = terms._replace(cap=min(self.rules.cap, cap))
        self.dispatch = dispatch_hours * self.estate.quarter_share()

    def close_bank(self) -> None:
        """Close the time bank; memberships end, balances stand."""
        self.bank_open = False
        self.dispatch = np.zeros(self.estate.quarters)
        self.membership.enrolled[:] = False
        self._register = None

    def members(self) -> int:
        """Count the members who live here."""
        return int(np.count_nonzero(self.membership.enrolled & self.population.residents.present))

    def enrol(self, rows: NDArray[np.integer], *, day: int = 0, grant: float = 0.0) -> None:
        """Make residents members of the time bank; who is new is given some hours to begin with."""
        new = rows[~self.membership.enrolled[rows]]
        if grant > 0.0:
            self.ledger.issue(day, Unit.HOURS, new, np.full(new.size, grant), "joined")
        self.membership.enrolled[rows] = True
        self._register = None

    def show_board(self, sees: NDArray[np.bool_]) -> None:
        """Say who follows a help board on a platform, one truth value a resident row."""
        self.membership.sees_board[:] = sees
        self._register = None

    def lend(self, items: int) -> None:
        """Put so many things out to be borrowed, shared among quarters by size."""
        if items < 0:
            raise ValueError(f"{items} shared things: there cannot be fewer than none")
        self.items = self.estate.places(items)

    def standing(self, day: int) -> NDArray[np.float64]:
        """Return the hours that each resident gave less those got, as far as they still count."""
        m = self.membership
        days = np.minimum(day - m.helped, 100_000)
        return np.asarray(m.standing * np.exp(-self.rules.fading * days), np.float64)

    def remember(self, asker: NDArray[np.int32], helper: NDArray[np.int32], day: int) -> None:
        """Note help that came about elsewhere, such as in an emergency; nobody counts its hours."""
        self._note(day, asker, helper, np.zeros(asker.size))

    def _note(
        self,
        day: int,
        asker: NDArray[np.int32],
        helper: NDArray[np.int32],
        hours: NDArray[np.float64],
    ) -> None:
        m = self.membership
        _remember(day, self.rules.fading, asker, helper, hours, m.helped, m.standing, m.given)

    def exchange(self, day: int) -> int:
        """Let the day's needs be asked for and met; return the requests that were voiced."""
        register = self._register or self._write_register()
        homes, people = self.columns()
        self.in_hand = np.minimum(self.in_hand, self.rules.call) + self.dispatch
        voiced, lent, exchanges = _exchange(
            day,
            day_kind(day) == DayKind.WORKDAY,
            self.rates,
            self.kinds,
            self.rules,
            self.keys,
            homes,
            people,
            register,
            self.noticed,
            self.ledger.balances.held[:, Unit.HOURS].copy(),
            self.bank_open,
            self.in_hand,
            self.items,
        )
        done = Exchanges(*exchanges)
        self.recorder.tally("help_requests", count=voiced)
        self.recorder.tally("station_uses", count=lent)
        if self.bank_open and (day + 1) % DAYS_PER_MONTH == 0:
            self._count_members()
        if done.asker.size:
            self._settle(day, done)
        return int(voiced)

    def _count_members(self) -> None:
        """Count the members, who of them earns no more, and who has no hour left to spend."""
        rows = np.flatnonzero(self.membership.enrolled & self.population.residents.present)
        if rows.size:
            held = self.ledger.balances.held[rows, Unit.HOURS]
            broke = held - self.parameters.hours < -self.rules.overdraft
            self.recorder.set("bank_members", float(rows.size))
            self.recorder.set("bank_members_full", float(np.sum(held >= self.rules.cap)))
            self.recorder.set("bank_members_broke", float(np.sum(broke)))

    def __getstate__(self) -> dict[str, object]:
        """Leave found columns out of copies: a twin looks them up in its own tables."""
        return {**vars(self), "_columns": None}

    def columns(self) -> tuple[Homes, People]:
        """Return what requests need to know of homes and people; looked up when some have come."""
        return self._columns or self._find_columns()

    def _find_columns(self) -> tuple[Homes, People]:
        r, m, t = self.population.residents, self.membership, self.ties.slots
        h, d = self.population.households, self.estate.dwellings
        homes = Homes(
            d.household, d.quarter, d.building, d.stair,
            h.identity, h.first, h.size, h.older, h.children,
        )  # fmt: skip
        people = People(
            r.identity, r.present, r.group, r.rhythm, r.skills, r.trust, r.dwelling,
            m.ready, m.knows, m.shyness, m.sees_board, m.enrolled, m.standing, m.helped,
            t.partner, t.strength, t.touched,
        )  # fmt: skip
        self._columns = homes, people
        return self._columns

    def _write_register(self) -> Register:
        r, m = self.population.residents, self.membership
        self._register = Register(
            *write_register(
                self.estate.quarters,
                self.estate.dwellings.quarter,
                r.present,
                r.skills,
                r.dwelling,
                m.ready | m.enrolled,
                m.knows | m.sees_board | m.enrolled,
                m.enrolled,
            )
        )
        return self._register

    def _hang(self, share: float, streams: Streams) -> NDArray[np.bool_]:
        """Draw the stairs that have a notice board for requests; return one value a dwelling."""
        homes = self.estate.dwellings
        return np.asarray(streams.draws(Question.NOTICE, 0, homes.stair_start) < share)

    def _settle(self, day: int, done: Exchanges) -> None:
        paid = done.paid
        self.ledger.pay(
            day, Unit.HOURS, done.asker[paid], done.helper[paid], done.hours[paid], "help"
        )
        kind = np.full(done.asker.size, FAVOUR, np.int8)
        self.ties.meet(done.asker, done.helper, kind, day, question=2)
        self.outlook.hear(done.asker, Stock.NEIGHBOURS, good=self.outlook.parameters.help_signal)
        self._note(day, done.asker, done.helper, done.hours)
        if day >= 0:
            self.recorder.tally("help_matched", count=done.asker.size)
            self.recorder.tally("exchanges", group="paid", count=int(paid.sum()))
            self.recorder.tally("exchanges", group="gift", count=int((~paid).sum()))
            for through, count in enumerate(np.bincount(done.through)):
                self.recorder.tally("help_through", group=THROUGH[through], count=int(count))
            self.log.append((day, done))
            self.recorder.help_hours.setdefault(day // 30 + 1, []).extend(done.waited.tolist())


def needs_by_home(p: HelpParameters) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return needs a day, and the cumulative shares of their kinds, for four kinds of home.

    Rows: neither children nor older people, children, older people, both; columns: skills.
    """
    parts = np.zeros((3, SKILLS))
    for row, block in enumerate((p.everyday, p.with_children, p.with_older)):
        for name, value in block.model_dump().items():
            parts[row, NAMES.index(name)] = value
    weights = parts[0] + np.array([[0, 0], [1, 0], [0, 1], [1, 1]]) @ parts[1:]
    everyday = parts[0].sum() or 1.0
    rates = p.needs / DAYS_PER_YEAR * weights.sum(axis=1) / everyday
    totals = np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    return rates, np.cumsum(weights / totals, axis=1)


def _rules(p: HelpParameters, ties: Ties, transactional: float) -> Rules:
    return Rules(
        p.hours,
        p.needs_daytime,
        p.ask,
        p.ask_tie,
        p.ask_public,
        p.ask_balance,
        p.will,
        p.will_tie,
        p.will_balance,
        p.will_stranger,
        p.will_distance,
        p.will_trust,
        np.log(2.0) / p.balance_half_life,
        p.spare_hours,
        p.answer_hours,
        p.board_hours,
        p.board_read,
        p.notice_read,
        p.dispatch_calls,
        p.dispatch_time,
        p.cap,
        p.overdraft,
        1.0,
        0.0,
        p.borrowing / DAYS_PER_YEAR,
        p.borrowing_fits,
        transactional,
        ties.rules.decay,
        ties.rules.slowing,
    )


@kernel
def _draw_readiness(rows, key, willing, knows_how, shame, identity, ready, knows, shyness):  # type: ignore[no-untyped-def]
    for row in rows:
        u, v, w, _ = four(key[0], key[1], 0, identity[row], 0, 0)
        ready[row] = u < willing
        knows[row] = v < knows_how
        shyness[row] = shame * normal(w)


@kernel
def _remember(day, fading, askers, helpers, hours, helped, standing, given):  # type: ignore[no-untyped-def]
    """Move the standing of both sides: what the one gave is what the other got."""
    for n in range(askers.size):
        for who, change in ((askers[n], -hours[n]), (helpers[n], hours[n])):
            standing[who] = standing[who] * np.exp(-fading * (day - helped[who])) + change
            helped[who] = day
        given[helpers[n]] += hours[n]


@kernel
def _arising(
    day,
    rates,
    kinds,
    rules,
    keys,
    items,
    homes,
    group,
):  # type: ignore[no-untyped-def]
    """List needs, and wants of things to borrow (kind -1): who, kind, hours, daytime, fits.

    The order is drawn, so that nobody's flat is first in line.
    """
    found = np.empty((homes.household.size, 5))
    luck = np.empty(homes.household.size)
    count = 0
    wants = rules.borrowing if items > 0 else 0.0
    for here in range(homes.household.size):
        home = homes.household[here]
        if home < 0:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, homes.identity[home], 0, 0)
        sort = (homes.children[home] > 0) + 2 * (homes.older[home] > 0)
        needs = u < rates[sort]
        if not needs and w >= wants:
            continue
        who = homes.first[home] + int(v * homes.size[home])
        if group[who] == 0:
            who = homes.first[home]  # a parent asks for a child
        a, b, c, _ = four(keys[0, 0], keys[0, 1], day, homes.identity[home], 0, 1)
        kind = -1
        if needs:
            kind = 0
            while kind < kinds.shape[1] - 1 and w >= kinds[sort, kind]:
                kind += 1
        found[count, 0], found[count, 1] = who, kind
        found[count, 2] = np.rint(4.0 * min(max(-np.log1p(-x) * rules.hours, 0.25), LONGEST)) / 4.0
        found[count, 3] = b < rules.daytime
        found[count, 4] = c < rules.fits
        luck[count] = a
        count += 1
    return found[:count][np.argsort(luck[:count])]


@kernel
def _exchange(
    day,
    workday,
    rates,
    kinds,
    rules,
    keys,
    homes,
    people,
    register,
    noticed,
    balance,
    bank_open,
    in_hand,
    items,
):  # type: ignore[no-untyped-def]
    arising = _arising(day, rates, kinds, rules, keys, items.sum(), homes, people.group)
    room = arising.shape[0]
    asker = np.empty(room, np.int32)
    helper = np.empty(room, np.int32)
    wanted = np.empty(room, np.int8)
    hours = np.empty(room, np.float64)
    paid = np.empty(room, np.bool_)
    waited = np.empty(room, np.float64)
    through = np.empty(room, np.int8)
    spent = np.zeros(people.identity.size)
    left = items.copy()
    count = voiced = lent = 0
    for row in range(room):
        who, skill = int(arising[row, 0]), int(arising[row, 1])
        part = homes.quarter[people.dwelling[who]]
        if (skill < 0 or skill == TOOLS) and arising[row, 4] > 0.0 and left[part] > 0:
            left[part] -= 1  # for the day
            lent += 1
            continue
        if skill < 0 or not (people.ready[who] or people.enrolled[who]):
            continue
        dispatched = bank_open and in_hand[part] >= rules.call
        request = Request(who, day, part, skill, arising[row, 2], arising[row, 3] > 0.0, dispatched)
        answer = ask_friends(request, workday, rules, keys, people, spent)
        asked, waits = answer.voiced, answer.waited
        if answer.helper < 0:
            answer = ask_around(
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
            )
            waits += answer.waited
            if dispatched and answer.voiced and people.enrolled[who]:
                in_hand[part] -= rules.call
        voiced += asked or answer.voiced
        if answer.helper < 0:
            continue
        asker[count], helper[count], wanted[count] = who, answer.helper, skill
        hours[count], through[count], waited[count] = request.hours, answer.through, waits
        paid[count] = answer.through in (BANK, DISPATCHER)
        spent[answer.helper] += request.hours
        if paid[count]:
            balance[who] -= request.hours
            balance[answer.helper] += request.hours
        count += 1
    done = slice(0, count)
    rows = asker[done], helper[done], wanted[done], hours[done], paid[done], waited[done]
    return voiced, lent, (*rows, through[done])
