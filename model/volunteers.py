"""Volunteers: who signs up, who finds something to do, and who leaves."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.volunteers import VolunteerParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.kernels import kernel
from model.organisation import VolunteerOrganisation
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four, uniform_pair
from model.ties import FAVOUR, TALK, Ties, faded, find
from model.wellbeing import Served, Task, Tasks

WEEK = 7
ACTIVE_DAYS = 90
HALF_YEAR = 180
IDLE_DAYS = 90.0
SKILL_OF = np.array([6, 3, 5, 6, 4, -1])  # company, tutoring, transport, company, digital, none
NEEDED = np.array([False, True, False, False, True, False])  # without the skill it cannot be done
NAMES = tuple(task.name.lower() for task in Task)
FAVOURS = np.array([TALK, TALK, FAVOUR, TALK, TALK, TALK], np.int8)


class Roll(Table):
    """What makes each resident a volunteer or not."""

    willing = Column[float](1.0, np.float32, "lot that decides whether one is willing", unit="0-1")
    knowing = Column[float](1.0, np.float32, "lot that decides whether one knows how", unit="0-1")
    schooled = Column[float](1.0, np.float32, "lot that decides who is trained", unit="0-1")
    waiting = Column[float](0.0, np.float64, "exposure left before signing up", unit="hazard")
    times = Column[int](0, np.int16, "sign-ups so far")
    spell = Column[int](-1, np.int32, "row of the present time as a volunteer, -1 for none")


class Spells(Table):
    """Times as a volunteer, one row from signing up to leaving."""

    resident = Column[int](-1, np.int32, "row of the resident")
    began = Column[int](0, np.int32, "day of signing up", unit="day")
    ended = Column[int](-1_000_000, np.int32, "day of leaving, long ago while it lasts", unit="day")
    last = Column[int](-100_000, np.int32, "day of the last service", unit="day")
    services = Column[int](0, np.int32, "services done")
    hours = Column[float](0.0, np.float64, "hours given", unit="h")
    offer = Column[float](1.0, np.float32, "hours a week on offer", unit="h/week")
    load = Column[float](0.0, np.float32, "hours a week of late", unit="h/week")


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


class Volunteers:
    """Residents sign up when willing and knowing how, serve where a need is found, and leave.

    Leaving is a Weibull hazard that falls with time served and rises with idleness and overload;
    thanks lower it (E199). Without a dispatcher a volunteer helps needy acquaintances and whom
    they happen to hear of; a dispatcher goes through the list, longest wait first (E087, E088).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        recorder: Recorder,
        parameters: VolunteerParameters,
        plan: VolunteerOrganisation,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.recorder, self.parameters = recorder, parameters
        self.awareness = plan.awareness
        self.dispatch_hours = plan.dispatch_hours
        self.recognition = plan.recognition
        self.insured = plan.insured
        self.trained = plan.trained
        self.patrols = plan.patrols
        self.keys = streams.keys(
            [
                Question.WILLINGNESS,
                Question.SIGN_UP,
                Question.LEAVING,
                Question.SERVICE,
                Question.STRANGER,
            ]
        )
        self.roll = Roll(0, room=population.residents.room)
        self.spells = Spells(0, room=256)
        self.open = np.empty(0, np.int32)  # rows of spells that last
        # Each quarter in units of 500 households, in which hours and patrols are given.
        self.scale = estate.quarter_share() * estate.size / HOUSEHOLDS_PER_QUARTER
        self.patrols_due = np.zeros(estate.quarters)

    # -- what measures may change ------------------------------------------------------------

    def publicise(self, awareness: float) -> None:
        """Set the share of residents who know how to take part (E090)."""
        self.awareness = awareness

    def dispatch(self, hours: float) -> None:
        """Set the dispatcher's hours a week, per 500 households."""
        self.dispatch_hours = hours

    def recognise(self, degree: float) -> None:
        """Set how much volunteers are thanked and honoured, from 0 to 1."""
        self.recognition = degree

    def insure(self, *, insured: bool = True) -> None:
        """Insure volunteers, or cease to."""
        self.insured = insured

    def train(self, share: float) -> None:
        """Set the share of volunteers who are trained and carry a badge."""
        self.trained = share

    def patrol(self, per_week: float) -> None:
        """Set the patrols a week, per 500 households."""
        self.patrols = per_week

    # -- who is there ------------------------------------------------------------------------

    def helpers_at_hand(self) -> NDArray[np.int32]:
        """Return the rows of volunteers who live here: whom a call-out reaches."""
        rows = self.spells.resident[self.open]
        return np.asarray(rows[self.population.residents.present[rows]], np.int32)

    def on_call(self) -> NDArray[np.int32]:
        """Return the rows of volunteers whom a dispatcher can call out, nobody without one."""
        return self.helpers_at_hand() if self.dispatch_hours > 0.0 else np.empty(0, np.int32)

    def welcome(self, day: int) -> None:
        """Make room for residents who have just come; on the first day, draw who is enrolled.

        The number is the stationary one, sign-ups over hazard, and times served so far follow
        the law of a renewal process seen at a moment: density S(t) / E[T].
        """
        r = self.population.residents
        start = self.roll.add(r.rows - self.roll.rows).start
        roll = self.roll
        _enter(
            start, self.keys, r.identity, roll.willing, roll.knowing, roll.schooled, roll.waiting
        )
        if start == 0 and r.rows:
            self._start(day)

    def part(self, rows: NDArray[np.int32], day: int) -> None:
        """End the service of residents who move away."""
        spells = self.roll.spell[rows]
        self.spells.ended[spells[spells >= 0]] = day
        self.roll.spell[rows] = -1
        self._drop_ended()

    # -- the week ----------------------------------------------------------------------------

    def serve(self, day: int, tasks: Tasks) -> Served:
        """Let a week of sign-ups, services and leavings happen; return what was done.

        Ties between helper and helped grow by a talk, or by a favour for company on a walk.
        """
        self._sign_up(day)
        served = self._find(day, self._with_patrols(tasks, day))
        pairs = served.receiver >= 0
        if pairs.any():
            self.ties.meet(
                served.volunteer[pairs],
                served.receiver[pairs],
                FAVOURS[served.kind[pairs]],
                day,
                question=7,
            )
        self._leave(day)
        self.recorder.tally("volunteer_services", count=served.volunteer.size)
        self.recorder.tally("volunteer_hours", count=float(served.hours.sum()))
        for kind, count in enumerate(np.bincount(served.kind).tolist()):
            self.recorder.tally("volunteer_services", group=NAMES[kind], count=count)
        return served

    def count(self, day: int) -> None:
        """Count the state at the end of a month, and the volunteers whose half year is over."""
        s = self.spells
        here = self.open
        active = np.count_nonzero(s.last[here] > day - ACTIVE_DAYS)
        self.recorder.set("volunteers_active", float(active))
        self.recorder.set("volunteers", float(here.size))
        due = (s.began <= day - HALF_YEAR) & (s.began > day - HALF_YEAR - DAYS_PER_MONTH)
        left = due & (s.ended >= s.began) & (s.ended < s.began + HALF_YEAR)
        idle = due & (s.services == 0)
        for name, rows in (("due", due), ("left", left), ("idle", idle)):
            self.recorder.set(f"volunteers_{name}_6m", float(np.count_nonzero(rows)))

    def _joining(self) -> Joining:
        j = self.parameters.joining
        return Joining(
            j.willing,
            self.awareness,
            j.rate,
            j.civic,
            j.trust,
            j.sociability,
            self.parameters.offer,
        )

    def _staying(self) -> Staying:
        s = self.parameters.staying
        kept = s.recognition * self.recognition + (s.insured if self.insured else 0.0)
        return Staying(s.lasts, s.shape, s.idle, s.overload, kept)

    def _finding(self) -> Finding:
        p, ties = self.parameters, self.ties.rules
        return Finding(
            p.available,
            p.own,
            p.hears,
            p.visit_hours,
            p.patrol_hours,
            p.accepts,
            p.accepts_young,
            self.trained,
            p.trained,
            p.tie,
            p.near,
            p.skill,
            ties.decay,
            ties.slowing,
        )

    def _start(self, day: int) -> None:
        from scipy.special import gamma, gammaincinv

        r, roll, staying = self.population.residents, self.roll, self._staying()
        # Half of the time without work is a guess that the warm year puts right.
        pull = exp(0.5 * staying.idle - staying.kept)
        scale = staying.lasts * pull ** (-1.0 / staying.shape)
        shape = 1.0 / staying.shape
        mean = scale * gamma(1.0 + shape)
        rate, luck, age = _rates(
            self._joining(),
            self.keys,
            r.identity,
            r.present,
            r.group,
            r.civic,
            r.trust_company,
            r.sociability,
            roll.willing,
            roll.knowing,
        )
        load = rate / WEEK * mean
        rows = np.flatnonzero(luck < load / (1.0 + load)).astype(np.int32)
        served = scale * gammaincinv(shape, age[rows]) ** shape
        self._enrol(rows, day - np.minimum(served, 20_000.0).astype(np.int32))
        self.spells.last[:] = day

    def _sign_up(self, day: int) -> None:
        r, roll = self.population.residents, self.roll
        rows = _sign_up(
            self._joining(),
            self.keys,
            r.identity,
            r.present,
            r.group,
            r.civic,
            r.trust_company,
            r.sociability,
            roll.willing,
            roll.knowing,
            roll.spell,
            roll.times,
            roll.waiting,
        )
        if rows.size:
            self._enrol(rows, np.full(rows.size, day, np.int32))
            self.recorder.tally("volunteers_joined", count=rows.size)

    def _enrol(self, rows: NDArray[np.int32], began: NDArray[np.int32]) -> None:
        taken = self.spells.add(rows.size)
        s = self.spells
        s.resident[taken], s.began[taken] = rows, began
        _offers(taken.start, self.parameters.offer, self.keys, self._identity(rows), s.offer)
        self.roll.spell[rows] = np.arange(taken.start, taken.stop)
        self.open = np.append(self.open, np.arange(taken.start, taken.stop, dtype=np.int32))

    def _identity(self, rows: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.asarray(self.population.residents.identity[rows])

    def _drop_ended(self) -> None:
        s = self.spells
        self.open = self.open[s.ended[self.open] < s.began[self.open]]

    def _with_patrols(self, tasks: Tasks, day: int) -> Tasks:
        """Add the week's patrols; a patrol of quarter q is written as receiver -1 - q."""
        self.patrols_due += self.patrols * self.scale
        number = np.floor(self.patrols_due).astype(np.int64)
        self.patrols_due -= number
        if not number.any():
            return tasks
        where = -1 - np.repeat(np.arange(number.size), number)
        return Tasks(
            np.append(tasks.receiver, where.astype(np.int32)),
            np.append(tasks.kind, np.full(where.size, Task.PATROL, np.int8)),
            np.append(tasks.known, np.ones(where.size, np.bool_)),
            np.append(tasks.last, np.full(where.size, day - WEEK, np.int32)),
        )

    def _find(self, day: int, tasks: Tasks) -> Served:
        r, s, t, homes = (
            self.population.residents,
            self.spells,
            self.ties.slots,
            self.estate.dwellings,
        )
        h = self.population.households
        matches = self.dispatch_hours * self.scale / self.parameters.match_hours
        keep = 0.5 ** (1.0 / self.parameters.staying.memory)
        found = _find(
            day,
            self._finding(),
            self.keys,
            keep,
            matches,
            tasks.receiver,
            tasks.kind,
            tasks.known,
            tasks.last,
            self.open,
            s.resident,
            s.last,
            s.services,
            s.hours,
            s.offer,
            s.load,
            self.roll.schooled,
            homes.household,
            homes.quarter,
            homes.building,
            homes.quarter_start,
            homes.quarter_size,
            h.first,
            h.size,
            r.identity,
            r.dwelling,
            r.group,
            r.skills,
            t.partner,
            t.strength,
            t.touched,
        )
        return Served(*found)

    def _leave(self, day: int) -> None:
        s = self.spells
        _leave(
            day,
            self._staying(),
            self.keys,
            self.open,
            self.population.residents.identity,
            self.roll.spell,
            s.resident,
            s.began,
            s.ended,
            s.last,
            s.offer,
            s.load,
        )
        before = self.open.size
        self._drop_ended()
        self.recorder.tally("volunteers_left", count=before - self.open.size)


@kernel
def _enter(start, keys, identity, willing, knowing, schooled, waiting):  # type: ignore[no-untyped-def]
    for who in range(start, identity.size):
        willing[who], knowing[who], schooled[who], _ = four(
            keys[0, 0], keys[0, 1], 0, identity[who], 0, 0
        )
        waiting[who] = _wait(who, 0, keys, identity)


@kernel
def _wait(who, times, keys, identity):  # type: ignore[no-untyped-def]
    """Draw the exposure after which somebody signs up for the next time: one draw a time."""
    u, _, _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], 0, times)
    return -np.log1p(-u)


@kernel
def _rate(who, rules, group, civic, trust, sociability, willing, knowing):  # type: ignore[no-untyped-def]
    """Return the sign-ups a week of one resident: none from who will not or knows not how."""
    if knowing[who] >= rules.awareness or willing[who] >= rules.willing or group[who] == 0:
        return 0.0
    push = rules.civic * (civic[who] - 0.5) + rules.trust * (trust[who] - 0.5)
    return rules.rate * np.exp(push + rules.sociability * np.log(sociability[who]))


@kernel
def _rates(  # type: ignore[no-untyped-def]
    rules, keys, identity, present, group, civic, trust, sociability, willing, knowing
):
    rate = np.zeros(present.size)
    luck = np.ones(present.size)
    age = np.zeros(present.size)
    for who in range(present.size):
        if present[who]:
            rate[who] = _rate(who, rules, group, civic, trust, sociability, willing, knowing)
            luck[who], age[who], _, _ = four(keys[1, 0], keys[1, 1], 0, identity[who], 1, 0)
    return rate, luck, age


@kernel
def _sign_up(  # type: ignore[no-untyped-def]
    rules,
    keys,
    identity,
    present,
    group,
    civic,
    trust,
    sociability,
    willing,
    knowing,
    spell,
    times,
    waiting,
):
    """Let a week count towards everybody's next sign-up; return whose time has come."""
    rows = np.empty(present.size, np.int32)
    count = 0
    for who in range(present.size):
        if not present[who] or spell[who] >= 0:
            continue
        rate = _rate(who, rules, group, civic, trust, sociability, willing, knowing)
        if rate <= 0.0:
            continue
        waiting[who] -= rate
        if waiting[who] <= 0.0:
            times[who] += 1
            waiting[who] = _wait(who, times[who], keys, identity)
            rows[count] = who
            count += 1
    return rows[:count]


@kernel
def _offers(start, mean, keys, identity, offer):  # type: ignore[no-untyped-def]
    """Draw the hours a week that each newly enrolled volunteer has: half to one and a half."""
    for n in range(identity.size):
        u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[n], 0, 1)
        offer[start + n] = mean * (0.5 + u)


@kernel
def _lets_in(  # type: ignore[no-untyped-def]
    receiver, volunteer, rules, keys, identity, group, schooled, partner
):
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
def _able(volunteer, kind, skills, skill_of, needed):  # type: ignore[no-untyped-def]
    return not needed[kind] or ((skills[volunteer] >> skill_of[kind]) & 1) == 1


@kernel
def _best(  # type: ignore[no-untyped-def]
    day,
    task,
    rules,
    keys,
    receiver,
    kind,
    free,
    busy,
    luck,
    who_of,
    offer,
    schooled,
    quarter,
    building,
    identity,
    dwelling,
    group,
    skills,
    partner,
    strength,
    touched,
):
    """Return the free volunteer who suits a task best, or -1."""
    whom, what = receiver[task], kind[task]
    part = -1 - whom if whom < 0 else quarter[dwelling[whom]]
    best, found = -1e30, -1
    for n in range(who_of.size):
        who = who_of[n]
        if not free[n] or quarter[dwelling[who]] != part or busy[n] >= offer[n]:
            continue
        if not _able(who, what, skills, SKILL_OF, NEEDED):
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
            score += rules.skill * ((skills[who] >> SKILL_OF[what]) & 1)
        if score > best:
            best, found = score, n
    return found


@kernel
def _hear_of(  # type: ignore[no-untyped-def]
    who,
    day,
    rules,
    keys,
    task_of,
    household,
    quarter_start,
    quarter_size,
    first,
    size,
    identity,
    dwelling,
    group,
    schooled,
    partner,
):
    """Return a stranger in need of whom a volunteer happens to hear, or -1."""
    here = dwelling[who]
    for attempt in range(40):
        u, v, _, _ = four(keys[3, 0], keys[3, 1], day, identity[who], 1, attempt)
        home = household[quarter_start[here] + int(u * quarter_size[here])]
        if home < 0:
            continue
        other = first[home] + int(v * size[home])
        if task_of[other] < 0 or dwelling[other] == here:
            continue
        if _lets_in(other, who, rules, keys, identity, group, schooled, partner):
            return other
        return -1
    return -1


@kernel
def _dispatch(  # type: ignore[no-untyped-def]
    day,
    rules,
    keys,
    matches,
    receiver,
    kind,
    known,
    waited,
    by,
    free,
    busy,
    luck,
    who_of,
    offer,
    schooled,
    quarter,
    building,
    identity,
    dwelling,
    group,
    skills,
    partner,
    strength,
    touched,
):
    """Go through the lists, longest wait first, until the dispatcher's week is over."""
    order = np.empty(receiver.size)
    for n in range(receiver.size):
        whom = receiver[n]
        who, copy = (whom, n) if whom < 0 else (identity[whom], 0)
        u, _, _, _ = four(keys[3, 0], keys[3, 1], day, who, 2, copy)
        order[n] = waited[n] + u
    left = np.floor(matches)
    for n in np.argsort(order):
        part = -1 - receiver[n] if receiver[n] < 0 else quarter[dwelling[receiver[n]]]
        if not known[n] or left[part] < 1.0:
            continue
        found = _best(
            day,
            n,
            rules,
            keys,
            receiver,
            kind,
            free,
            busy,
            luck,
            who_of,
            offer,
            schooled,
            quarter,
            building,
            identity,
            dwelling,
            group,
            skills,
            partner,
            strength,
            touched,
        )
        if found >= 0:
            left[part] -= 1.0
            by[n] = found
            busy[found] += rules.patrol_hours if kind[n] == 5 else rules.visit_hours


@kernel
def _call_on_friends(  # type: ignore[no-untyped-def]
    n, who, day, rules, keys, by, busy, task_of, kind, identity, skills, partner
):
    """Let a volunteer look in on acquaintances in need, one or several or none."""
    for slot in range(partner.shape[1]):
        other = partner[who, slot]
        if other < 0 or task_of[other] < 0:
            continue
        task = task_of[other]
        u, _, _, _ = four(keys[3, 0], keys[3, 1], day, identity[who], 3, identity[other])
        if u < rules.own and _able(who, kind[task], skills, SKILL_OF, NEEDED):
            by[task], task_of[other] = n, -1
            busy[n] += rules.visit_hours


@kernel
def _waiting(receiver, waited, by, people):  # type: ignore[no-untyped-def]
    """Return for each resident the task that has waited longest and that nobody has, or -1."""
    task_of = np.full(people, -1, np.int64)
    for n in range(receiver.size):
        whom = receiver[n]
        if whom < 0 or by[n] >= 0:
            continue
        if task_of[whom] < 0 or waited[n] < waited[task_of[whom]]:
            task_of[whom] = n
    return task_of


@kernel
def _find(
    day,
    rules,
    keys,
    keep,
    matches,
    receiver,
    kind,
    known,
    waited,
    open_,
    resident,
    last,
    services,
    hours,
    offer,
    load,
    schooled,
    household,
    quarter,
    building,
    quarter_start,
    quarter_size,
    first,
    size,
    identity,
    dwelling,
    group,
    skills,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Match the week's tasks: the dispatcher first, then everybody on their own."""
    who_of, own_offer = resident[open_], offer[open_]
    busy, luck = np.zeros(open_.size), np.zeros(open_.size)
    free, hears = np.zeros(open_.size, np.bool_), np.zeros(open_.size, np.bool_)
    for n in range(open_.size):
        u, luck[n], w, _ = four(keys[3, 0], keys[3, 1], day, identity[who_of[n]], 0, 0)
        free[n], hears[n] = u < rules.available, w < rules.hears
    by = np.full(receiver.size, -1, np.int64)
    if matches.max() >= 1.0:
        _dispatch(
            day,
            rules,
            keys,
            matches,
            receiver,
            kind,
            known,
            waited,
            by,
            free,
            busy,
            luck,
            who_of,
            own_offer,
            schooled,
            quarter,
            building,
            identity,
            dwelling,
            group,
            skills,
            partner,
            strength,
            touched,
        )
    return _on_their_own(
        day,
        rules,
        keys,
        keep,
        receiver,
        kind,
        waited,
        by,
        free,
        hears,
        busy,
        luck,
        own_offer,
        open_,
        resident,
        last,
        services,
        hours,
        load,
        schooled,
        household,
        quarter_start,
        quarter_size,
        first,
        size,
        identity,
        dwelling,
        group,
        skills,
        partner,
    )


@kernel
def _on_their_own(
    day,
    rules,
    keys,
    keep,
    receiver,
    kind,
    waited,
    by,
    free,
    hears,
    busy,
    luck,
    offer,
    open_,
    resident,
    last,
    services,
    hours,
    load,
    schooled,
    household,
    quarter_start,
    quarter_size,
    first,
    size,
    identity,
    dwelling,
    group,
    skills,
    partner,
):  # type: ignore[no-untyped-def]
    """Let volunteers find tasks among acquaintances or by hearsay, and book the week."""
    task_of = _waiting(receiver, waited, by, identity.size)
    for n in np.argsort(luck):
        who = resident[open_[n]]
        if not free[n] or busy[n] >= offer[n]:
            continue
        _call_on_friends(
            n, who, day, rules, keys, by, busy, task_of, kind, identity, skills, partner
        )
        if not hears[n] or busy[n] > 0.0:
            continue
        other = _hear_of(
            who,
            day,
            rules,
            keys,
            task_of,
            household,
            quarter_start,
            quarter_size,
            first,
            size,
            identity,
            dwelling,
            group,
            schooled,
            partner,
        )
        if other >= 0 and _able(who, kind[task_of[other]], skills, SKILL_OF, NEEDED):
            by[task_of[other]], task_of[other] = n, -1
            busy[n] += rules.visit_hours
    return _book(
        day,
        rules,
        keep,
        receiver,
        kind,
        by,
        busy,
        open_,
        resident,
        last,
        services,
        hours,
        load,
    )


@kernel
def _book(  # type: ignore[no-untyped-def]
    day, rules, keep, receiver, kind, by, busy, open_, resident, last, services, hours, load
):
    """Enter the hours of a week with each volunteer, and list what was done."""
    done = np.flatnonzero(by >= 0)
    length = np.empty(done.size)
    for n in range(done.size):
        spell = open_[by[done[n]]]
        length[n] = rules.patrol_hours if kind[done[n]] == 5 else rules.visit_hours
        last[spell] = day
        services[spell] += 1
        hours[spell] += length[n]
    for n in range(open_.size):
        load[open_[n]] = keep * load[open_[n]] + (1.0 - keep) * busy[n]
    whom = np.maximum(receiver[done], np.int32(-1))
    return resident[open_[by[done]]], whom, kind[done], length


@kernel
def _leave(  # type: ignore[no-untyped-def]
    day, rules, keys, open_, identity, spell_of, resident, began, ended, last, offer, load
):
    for n in range(open_.size):
        spell = open_[n]
        who = resident[spell]
        served = float(day - began[spell])
        before = max(served - 7.0, 0.0)
        rise = (served / rules.lasts) ** rules.shape - (before / rules.lasts) ** rules.shape
        idle = min((day - max(last[spell], began[spell])) / 90.0, 1.0)
        over = max(load[spell] / offer[spell] - 1.0, 0.0)
        hazard = rise * np.exp(rules.idle * idle + rules.overload * over - rules.kept)
        u, _, _, _ = four(keys[2, 0], keys[2, 1], day, identity[who], 0, 0)
        if u < 1.0 - np.exp(-hazard):
            ended[spell] = day
            spell_of[who] = -1
