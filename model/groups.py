"""Groups: what residents set up for themselves, from the first meeting to the last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.groups import GroupParameters
from model.calendar import DAYS_PER_MONTH
from model.columns import Column, Table
from model.dials import Dials
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.spaces import SharedPlaces
from model.streams import Question, Streams, four, poisson, uniform_pair
from model.tables import sitting_together
from model.ties import TALK, Ties, faded

MEETING_DAY = 3  # of the week; which one does not matter
ROUNDS = 2  # the founder asks, and whoever says yes asks again


class GroupTable(Table):
    """One row a group that residents run; rows of groups that are gone stay."""

    quarter = Column[int](0, np.int32, "quarter that it meets in")
    interest = Column[int](0, np.int8, "field of interest")
    founder = Column[int](0, np.int64, "identity of the resident who founded it")
    leader = Column[int](-1, np.int32, "row of the resident who leads it, -1 for nobody")
    founded = Column[int](0, np.int32, "day of the founding", unit="day")
    alive = Column[bool](False, np.bool_, "still meets")
    weekly = Column[bool](False, np.bool_, "meets every week rather than every other")
    placed = Column[bool](True, np.bool_, "has a place to meet")


class Belonging(Table):
    """Which group each resident belongs to."""

    group = Column[int](-1, np.int32, "row of the group, -1 for none")


class Rules(NamedTuple):
    """Numbers that the kernels need."""

    found: float
    asked: float
    join: float
    join_tie: float
    leave: float
    leave_tie: float
    decay: float
    slowing: float


class Groups:
    """Groups grow out of company kept at activities, and live as long as people come.

    Who has often sat with people of the own interest may found a group, the more readily the
    more sociable (M17, E110); friends of the same interest are asked, and theirs. Later members
    come through ties with members and leave the sooner the weaker their ties in the group. A
    group ends when too few are left, or when nobody takes over from a leader who has had enough.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        ties: Ties,
        dials: Dials,
        recorder: Recorder,
        parameters: GroupParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.places = estate, population, places
        self.ties, self.dials, self.recorder = ties, dials, recorder
        self.parameters, self.streams = parameters, streams
        self.table = GroupTable()
        self.belonging = Belonging(0, room=population.residents.room)
        p, t = parameters, ties.rules
        self.rules = Rules(
            p.found, p.asked, p.join, p.join_tie, p.leave, p.leave_tie, t.decay, t.slowing
        )
        self.keys = streams.keys([Question.GROUP, Question.FOUNDING, Question.GROUP_MEETING])

    def welcome(self) -> None:
        """Make room for residents who have just come; they belong to no group."""
        self.belonging.add(self.population.residents.rows - self.belonging.rows)

    def part(self, rows: NDArray[np.int32]) -> None:
        """Take residents who move away out of their groups."""
        self.belonging.group[rows] = -1

    def sizes(self) -> NDArray[np.int64]:
        """Count the members of each group, those gone included with none."""
        group = self.belonging.group
        return np.asarray(np.bincount(group[group >= 0], minlength=self.table.rows))

    def alive(self) -> int:
        """Count the groups that there are."""
        return int(np.count_nonzero(self.table.alive))

    def room(self) -> NDArray[np.int64]:
        """Return how many groups each quarter has a place for, indoors and in the green."""
        p, table = self.parameters, self.places.table
        indoors, green = self.places.activity_rooms, self.places.greens
        hours = 7.0 * p.room_share * table.hours[indoors] * table.open[indoors]
        spots = table.places[green] * table.open[green] / p.green_places
        return np.asarray(np.floor(hours / p.room_hours) + np.floor(spots), np.int64)

    # -- the start -------------------------------------------------------------------------

    def begin(self, day: int) -> None:
        """Draw the groups that there are before the run, of the usual size."""
        r, p = self.population.residents, self.parameters
        quarter = self.estate.dwellings.quarter
        low, high = (np.uint64(word) for word in self.streams.key(Question.FOUNDING))
        for part, most in enumerate(self.room().tolist()):
            mean = p.at_start * np.count_nonzero(quarter == part) / HOUSEHOLDS_PER_QUARTER
            number = min(poisson(self.streams.draw(Question.FOUNDING, day, part, 1), mean), most)
            free = np.flatnonzero(r.present & (r.group > 0) & (quarter[r.dwelling] == part))
            race = _race(low, high, day, r.identity[free], r.sociability[free])
            for who in free[np.argsort(race)][:number].tolist():
                self._gather_first(who, free[np.argsort(race)], day)

    def _gather_first(self, founder: int, others: NDArray[np.intp], day: int) -> None:
        """Let a founder at the start have the most sociable people of the interest as members."""
        r, b = self.population.residents, self.belonging
        if b.group[founder] >= 0:
            return
        alike = others[(r.interest[others] == r.interest[founder]) & (b.group[others] < 0)]
        members = alike[alike != founder][: self.parameters.size_at_start - 1]
        if members.size + 1 >= self.parameters.least:
            row = self._open(founder, day)
            b.group[members] = row

    # -- a day -----------------------------------------------------------------------------

    def live(self, day: int, sociable: NDArray[np.float64] | None = None) -> None:
        """Let groups meet on their day, and let them change at the end of a month.

        ``sociable`` holds each resident's tables of late shared with the own interest and is
        needed at the end of a month only.
        """
        if day % 7 == MEETING_DAY and self.table.alive.any():
            self._meet(day)
        if (day + 1) % DAYS_PER_MONTH == 0:
            self._leave_and_join(day)
            self._hand_over(day)
            self._dissolve()
            if sociable is not None:
                self._found(day, sociable)
            self._place()
            self.recorder.set("groups", float(self.alive()))
            self.recorder.set("group_members", float(np.count_nonzero(self.belonging.group >= 0)))

    def _meet(self, day: int) -> None:
        c, r = self.table, self.population.residents
        even = (day // 7 + c.founded) % 2 == 0
        due = c.alive & c.placed & (c.weekly | even)
        chance = self.parameters.attend * min(self.dials.visiting, 1.0)
        tables = self.parameters.tables
        per_group = -(-np.maximum(self.sizes(), 1) // tables)
        start = np.concatenate([[0], np.cumsum(per_group)])
        guests, seat = _gather(
            day, chance, self.keys, due, per_group, start, r.identity, self.belonging.group
        )
        first, second = sitting_together(guests, seat, int(start[-1]), tables, r.dwelling)
        if first.size:
            self.ties.meet(first, second, np.full(first.size, TALK, np.int8), day, question=7)
        self.recorder.tally("group_meetings", count=int(due.sum()))
        self.recorder.tally("group_visits", count=guests.size)

    def _leave_and_join(self, day: int) -> None:
        r, s, c, b = self.population.residents, self.ties.slots, self.table, self.belonging
        leaving, wanted, luck = _reconsider(
            day,
            self.rules,
            self.keys,
            c.interest,
            b.group,
            r.identity,
            r.present,
            r.group,
            r.interest,
            s.partner,
            s.strength,
            s.touched,
        )
        b.group[leaving] = -1
        joining = np.flatnonzero(wanted >= 0)
        sizes = self.sizes()
        for who in joining[np.argsort(luck[joining])].tolist():
            group = int(wanted[who])
            if sizes[group] < self.parameters.most:
                sizes[group] += 1
                b.group[who] = group

    def _hand_over(self, day: int) -> None:
        """Let leaders tire; whoever of the members is first to step forward leads next."""
        c, b, r, p = self.table, self.belonging, self.population.residents, self.parameters
        for row in np.flatnonzero(c.alive).tolist():
            leader, founder = int(c.leader[row]), int(c.founder[row])
            gone = leader < 0 or b.group[leader] != row
            if not gone and self.streams.draw(Question.GROUP, day, founder, 2) >= p.tire:
                continue
            members = np.flatnonzero(b.group == row)
            members = members[members != leader]
            luck = self.streams.draws(Question.LEADING, day, r.identity[members])
            effort = luck / np.maximum(p.succeed * r.sociability[members], 1e-9)
            willing = effort < 1.0
            c.leader[row] = members[np.argmin(effort)] if willing.any() else -1

    def _dissolve(self) -> None:
        c, b = self.table, self.belonging
        over = c.alive & ((self.sizes() < self.parameters.least) | (c.leader < 0))
        if over.any():
            c.alive[over] = False
            b.group[(b.group >= 0) & over[b.group]] = -1
            self.recorder.tally("groups_dissolved", count=int(over.sum()))

    def _found(self, day: int, sociable: NDArray[np.float64]) -> None:
        r, s, b = self.population.residents, self.ties.slots, self.belonging
        founders = _founders(
            day,
            self.rules.found,
            self.keys,
            b.group,
            r.identity,
            r.present,
            r.group,
            r.sociability,
            sociable,
        )
        quarter = self.estate.dwellings.quarter
        taken = np.bincount(self.table.quarter[self.table.alive], minlength=quarter.max() + 1)
        free = self.room() - taken
        for who in founders.tolist():
            part = int(quarter[r.dwelling[who]])
            if free[part] <= 0 or b.group[who] >= 0:
                continue
            members = _asked(
                day,
                who,
                self.parameters.most,
                self.rules,
                self.keys,
                b.group,
                r.identity,
                r.present,
                r.group,
                r.interest,
                s.partner,
                s.strength,
                s.touched,
            )
            if members.size >= self.parameters.least:
                free[part] -= 1
                b.group[members] = self._open(who, day)
                self.recorder.tally("groups_founded")

    def _open(self, founder: int, day: int) -> int:
        r, c = self.population.residents, self.table
        row = c.add(1).start
        c.quarter[row] = self.estate.dwellings.quarter[r.dwelling[founder]]
        c.interest[row] = r.interest[founder]
        c.founder[row] = r.identity[founder]
        c.founded[row] = day
        c.leader[row] = founder
        c.alive[row] = True
        who = int(r.identity[founder])
        c.weekly[row] = self.streams.draw(Question.FOUNDING, day, who, 2) < 0.5
        self.belonging.group[founder] = row
        return int(row)

    def _place(self) -> None:
        """Give places to the oldest groups of each quarter; the rest have to wait."""
        c = self.table
        order = np.lexsort((c.founder, c.founded))
        left = self.room()
        for row in order[c.alive[order]].tolist():
            part = c.quarter[row]
            c.placed[row] = left[part] > 0
            left[part] -= 1


@kernel
def _race(k0, k1, day, identity, weight):  # type: ignore[no-untyped-def]
    """Return waiting times whose order picks people in proportion to their weights."""
    out = np.empty(identity.size)
    for n in range(identity.size):
        u, _, _, _ = four(k0, k1, day, identity[n], 0, 0)
        out[n] = -np.log1p(-u) / max(weight[n], 1e-9)
    return out


@kernel
def _gather(day, chance, keys, due, tables, start, identity, group):  # type: ignore[no-untyped-def]
    """Return who comes to the groups that meet today, in a drawn order, and their tables."""
    guests = np.empty(identity.size, np.int32)
    seat = np.empty(identity.size, np.int64)
    luck = np.empty(identity.size)
    coming = 0
    for who in range(identity.size):
        mine = group[who]
        if mine < 0 or not due[mine]:
            continue
        u, v, w, _ = four(keys[2, 0], keys[2, 1], day, identity[who], 0, 0)
        if u < chance:
            guests[coming], luck[coming] = who, v
            seat[coming] = start[mine] + int(w * tables[mine])
            coming += 1
    order = np.argsort(luck[:coming])
    return guests[order], seat[order]


@kernel
def _bond(who, circle, day, rules, group, partner, strength, touched):  # type: ignore[no-untyped-def]
    """Return the strength of a person's ties with the members of a group."""
    total = 0.0
    for place in range(partner.shape[1]):
        other = partner[who, place]
        if other >= 0 and group[other] == circle:
            total += faded(
                strength[who, place], day - touched[who, place], rules.decay, rules.slowing
            )
    return total


@kernel
def _reconsider(
    day,
    rules,
    keys,
    field,
    group,
    identity,
    present,
    age_group,
    interest,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return who leaves a group, and whom an outsider would join, with the order of coming."""
    leaving = np.zeros(identity.size, np.bool_)
    wanted = np.full(identity.size, -1, np.int32)
    luck = np.zeros(identity.size)
    for who in range(identity.size):
        if not present[who] or age_group[who] == 0:
            continue
        mine = group[who]
        if mine >= 0:
            bond = _bond(who, mine, day, rules, group, partner, strength, touched)
            rate = rules.leave * np.exp(-rules.leave_tie * min(bond, 3.0))
            u, _, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 0, 0)
            leaving[who] = u < 1.0 - np.exp(-rate)
            continue
        best = 0.0
        for place in range(partner.shape[1]):
            other = partner[who, place]
            if other < 0 or group[other] < 0 or field[group[other]] != interest[who]:
                continue
            bond = _bond(who, group[other], day, rules, group, partner, strength, touched)
            if bond > best:
                best, wanted[who] = bond, group[other]
        if wanted[who] >= 0:
            u, v, _, _ = four(keys[0, 0], keys[0, 1], day, identity[who], 1, 0)
            luck[who] = v
            if u >= 1.0 / (1.0 + np.exp(-rules.join - rules.join_tie * best)):
                wanted[who] = -1
    return leaving, wanted, luck


@kernel
def _founders(day, found, keys, group, identity, present, age_group, sociability, sociable):  # type: ignore[no-untyped-def]
    """Return who would found a group this month, in a drawn order."""
    rows = np.empty(identity.size, np.int32)
    luck = np.empty(identity.size)
    count = 0
    for who in range(identity.size):
        if not present[who] or age_group[who] == 0 or group[who] >= 0 or sociable[who] <= 0.0:
            continue
        u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 0, 0)
        if u < 1.0 - np.exp(-found * sociability[who] * sociable[who]):
            rows[count], luck[count] = who, v
            count += 1
    return rows[:count][np.argsort(luck[:count])]


@kernel
def _asked(
    day,
    founder,
    most,
    rules,
    keys,
    group,
    identity,
    present,
    age_group,
    interest,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return the founder and whoever of the same interest says yes, asked friend by friend."""
    members = np.empty(most, np.int32)
    members[0] = founder
    size, begin, end = 1, 0, 1
    for _ in range(ROUNDS):
        for n in range(begin, end):
            for place in range(partner.shape[1]):
                who, other = members[n], partner[members[n], place]
                if other < 0 or size >= most or not present[other] or age_group[other] == 0:
                    continue
                if group[other] >= 0 or interest[other] != interest[founder]:
                    continue
                if (members[:size] == other).any():
                    continue
                now = faded(
                    strength[who, place], day - touched[who, place], rules.decay, rules.slowing
                )
                u = uniform_pair(keys[1, 0], keys[1, 1], day, identity[who], identity[other], 1)
                if u < 1.0 / (1.0 + np.exp(-rules.asked - rules.join_tie * now)):
                    members[size] = other
                    size += 1
        begin, end = end, size
    return members[:size]
