"""Care: needs are found or missed, services come or do not, and loneliness moves."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.care import CareParameters
from model.calendar import DAYS_PER_MONTH
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.kernels import kernel
from model.organisation import CareOrganisation
from model.population import Population
from model.recorder import Recorder
from model.special_groups import SpecialGroup, members
from model.streams import Question, Streams, four, normal
from model.ties import Ties, faded
from model.wellbeing import Served, Tasks, Wellbeing

ESTATE = "estate"  # who provides what is there today
WEEK = 7
COVERED_DAYS = 90  # a service counts for a quarter


class LonelyRules(NamedTuple):
    """Loneliness parameters as the kernel takes them."""

    longing: float
    spread: float
    kin_near: float
    kin: float
    relief: float
    closeness: float
    visits: float
    pace: float
    mood: float
    decay: float
    slowing: float


class WayRules(NamedTuple):
    """What decides whether a disabled resident gets out."""

    hindered: float
    accompanied: float
    venture: float
    venture_together: float
    company_lasts: float


class Care:
    """Keeps the needs of the four special groups, who is served, and how lonely people are.

    Loneliness moves towards the company somebody longs for less the company they have, with a
    lasting part and ups and downs; effects of help are small (Masi et al. 2011).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        wellbeing: Wellbeing,
        recorder: Recorder,
        parameters: CareParameters,
        plan: CareOrganisation,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.wellbeing, self.recorder, self.parameters = wellbeing, recorder, parameters
        self.found_a_month = plan.survey
        self.visits_a_month = plan.visits
        self.partner_visits = plan.partner_visits
        self.class_places = float(plan.class_places)
        self.buttons = plan.buttons
        self.barrier_free = self.barrier_free_before = plan.barrier_free
        self.ways_cleared: dict[str, float] = {}
        # Who provides how much of each, so that several can and each can end without the others.
        self.surveys = {ESTATE: plan.survey}
        self.carers = {ESTATE: plan.visits}
        self.partners = {ESTATE: plan.partner_visits}
        self.classes = {ESTATE: float(plan.class_places)}
        self.given = {ESTATE: plan.buttons}
        self.keys = streams.keys(
            [Question.CARE_NEED, Question.RECOGNITION, Question.LONELINESS, Question.CARERS]
        )
        self.obstacle = streams.draws(Question.BARRIERS, 0, estate.dwellings.stair_start)
        self.member = np.zeros((0, len(SpecialGroup)), np.bool_)
        self.visits_due = np.zeros(estate.quarters)
        self.blocked_before = np.zeros(estate.quarters, np.int64)
        self.hours = 0.0  # received so far
        p = parameters
        self.lonely = LonelyRules(
            **p.loneliness.model_dump(), decay=ties.rules.decay, slowing=ties.rules.slowing
        )
        self.way = WayRules(
            p.hindered, p.accompanied, p.venture, p.venture_together, p.company_lasts
        )
        self.shares = np.array([p.alone_need, p.child_need, p.disabled_need, p.newcomer_need])

    # -- what measures may change ------------------------------------------------------------

    def survey(self, found_a_month: float, *, by: str = ESTATE) -> None:
        """Set the share of unknown needs that somebody finds in a month, blind to the others."""
        self.surveys[by] = found_a_month
        found = self.surveys[ESTATE]
        for name in sorted(self.surveys.keys() - {ESTATE}):
            found += (1.0 - found) * self.surveys[name]
        self.found_a_month = found

    def send_carers(self, visits_a_month: float, *, by: str = ESTATE) -> None:
        """Set somebody's visits a month by staff and carers, per 500 households; they add up."""
        self.visits_a_month = _together(self.carers, by, visits_a_month)

    def join_partner(self, visits_a_month: float, *, by: str = ESTATE) -> None:
        """Set a partner institution's visits a month, per 500 households; they add up (E280)."""
        self.partner_visits = _together(self.partners, by, visits_a_month)

    def open_class(self, places: float, *, by: str = ESTATE) -> None:
        """Set somebody's places in a class after school, per 500 households (E024, E213)."""
        self.class_places = _together(self.classes, by, places)

    def give_buttons(self, coverage: float, *, by: str = ESTATE) -> None:
        """Set the share of older people living alone to whom somebody gives a help button.

        Nobody takes two: the widest offer holds.
        """
        self.given[by] = coverage
        self.buttons = max(self.given.values())

    def clear_paths(self, share: float, *, by: str = "estate") -> None:
        """Give a share of the stairs that have none a barrier-free way to the gate (E085).

        What several of them clear adds up as if each chose its stairs blindly.
        """
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"barrier-free ways for a share of {share}: give 0 to 1")
        self.ways_cleared[by] = share
        left = math.prod(1.0 - self.ways_cleared[name] for name in sorted(self.ways_cleared))
        before = self.barrier_free_before
        self.barrier_free = before + (1.0 - before) * (1.0 - left)

    def note_needs(self, rows: NDArray[np.intp]) -> None:
        """Put on the list what residents need who have told somebody."""
        w = self.wellbeing
        w.recognised[rows] |= self.member[rows] & w.need[rows]

    # -- the week and the month --------------------------------------------------------------

    def welcome(self, day: int) -> None:
        """Draw the needs of residents who have just come; on the first day, what is known too."""
        w, r = self.wellbeing, self.population.residents
        taken = w.add(r.rows - w.rows)
        # whoever lived here already is looked at again at the end of the month
        fresh = members(self.population, day)[taken]
        self.member = np.concatenate([self.member[: taken.start], fresh])
        start = taken.start == 0
        forgetting = 1.0 / self.parameters.list_lasts
        both = self.found_a_month + forgetting - self.found_a_month * forgetting
        known = self.found_a_month / both if start and both > 0 else 0.0
        _need(taken.start, self.shares, known, self.keys, r.identity, w.need, w.recognised)
        w.recognised[taken] &= self.member[taken]

    def with_button(self) -> NDArray[np.bool_]:
        """Tell which residents are older, live alone and have a help button."""
        alone = self.member[:, SpecialGroup.ALONE]
        return np.asarray(
            _buttons(alone, self.buttons, self.keys, self.population.residents.identity)
        )

    def tasks(self, day: int) -> Tasks:
        """List what people could be helped with this week; the class takes its children first."""
        w, r, homes = self.wellbeing, self.population.residents, self.estate.dwellings
        places = np.floor(self._per_quarter(self.class_places)).astype(np.int64)
        if places.any():
            _class(
                day,
                places,
                self.keys,
                self.member,
                r.identity,
                r.dwelling,
                homes.quarter,
                w.need,
                w.recognised,
                w.served,
            )
        found = _tasks(
            day,
            self.parameters.learning,
            self.keys,
            self.member,
            r.identity,
            r.present,
            r.group,
            r.digital,
            w.need,
            w.recognised,
            w.served,
        )
        return Tasks(*found)

    def receive(self, day: int, served: Served, tasks: Tasks) -> None:
        """Note what volunteers did, then let carers see to whoever has waited longest."""
        w, r, homes = self.wellbeing, self.population.residents, self.estate.dwellings
        done = served.receiver >= 0
        _note(day, served.receiver[done], served.kind[done], w.served, w.visits)
        self.hours += float(served.hours.sum())
        self.visits_due += self._per_quarter(
            (self.visits_a_month + self.partner_visits) * WEEK / DAYS_PER_MONTH
        )
        visits = _send_carers(
            day,
            self.visits_due,
            self.keys,
            tasks.receiver,
            tasks.kind,
            tasks.known,
            r.identity,
            r.dwelling,
            homes.quarter,
            w.served,
            w.visits,
        )
        np.minimum(self.visits_due, 1.0, out=self.visits_due)  # a free hour is not saved up
        self.recorder.tally("carer_visits", count=int(visits))

    def look_in(self, day: int, rows: NDArray[np.int32]) -> None:
        """Note that somebody looked in on older people living alone, or called them."""
        self.wellbeing.served[rows, SpecialGroup.ALONE] = day
        self.wellbeing.visits[rows] += 1

    def tend(self, day: int, blocked: NDArray[np.int64]) -> None:
        """Bring needs, ways out and loneliness up to date at the end of a month, and count.

        ``blocked`` is the cars without a space so far, by quarter.
        """
        w, r, p = self.wellbeing, self.population.residents, self.parameters
        self.member = members(self.population, day)
        _recognise(
            day,
            self.found_a_month,
            1.0 / p.list_lasts,
            self.keys,
            self.member,
            r.identity,
            w.need,
            w.recognised,
        )
        self._clear_ways(day, blocked)
        self._move_loneliness(day)
        if day >= 0:
            self._count(day)
        w.visits[:] = 0

    def _clear_ways(self, day: int, blocked: NDArray[np.int64]) -> None:
        w, r, homes = self.wellbeing, self.population.residents, self.estate.dwellings
        a_day = (blocked - self.blocked_before) / DAYS_PER_MONTH
        self.blocked_before = blocked.copy()
        stairs = np.bincount(
            homes.quarter[homes.stair_start == np.arange(homes.rows)],
            minlength=self.estate.quarters,
        )
        shut = 1.0 - np.exp(-self.parameters.blocks_path * a_day / np.maximum(stairs, 1))
        _access(
            day,
            self.way,
            self.barrier_free,
            self.obstacle,
            shut,
            r.present,
            r.disabled,
            r.dwelling,
            homes.quarter,
            w.served,
            w.access,
        )

    def _move_loneliness(self, day: int) -> None:
        w, r, s = self.wellbeing, self.population.residents, self.ties.slots
        _lonely(
            day,
            self.lonely,
            self.keys,
            self.member,
            r.identity,
            r.longing,
            s.partner,
            s.strength,
            s.touched,
            w.visits,
            w.loneliness,
        )

    def _count(self, day: int) -> None:
        w = self.wellbeing
        wanting = self.member & w.need & w.recognised
        reached = wanting & (w.served > day - COVERED_DAYS)
        for group in SpecialGroup:
            name = group.name.lower()
            self.recorder.set("recognised_needs", float(wanting[:, group].sum()), group=name)
            self.recorder.set("covered_needs", float(reached[:, group].sum()), group=name)
            self.recorder.set("special_members", float(self.member[:, group].sum()), group=name)
        alone = self.member[:, SpecialGroup.ALONE]
        seen = alone & (w.served[:, SpecialGroup.ALONE] > day - DAYS_PER_MONTH)
        self.recorder.set("elderly_served", float(seen.sum()))
        lonely = w.loneliness[alone & ~np.isnan(w.loneliness)]
        self.recorder.set("loneliness_sum", float(lonely.sum(dtype=np.float64)))
        self.recorder.set("loneliness_known", float(lonely.size))

    def _per_quarter(self, amount: float) -> NDArray[np.float64]:
        """Scale an amount per 500 households to each quarter."""
        homes = self.estate.quarter_share() * self.estate.size
        return np.asarray(amount * homes / HOUSEHOLDS_PER_QUARTER)


def _together(provided: dict[str, float], by: str, amount: float) -> float:
    """Note what somebody provides, and return what all provide; what ends leaves no rest."""
    provided[by] = amount
    return sum(provided[name] for name in (ESTATE, *sorted(provided.keys() - {ESTATE})))


@kernel
def _need(start, shares, known, keys, identity, need, recognised):  # type: ignore[no-untyped-def]
    """Draw who would need what; brothers and sisters need the class together."""
    for who in range(start, identity.size):
        own = four(keys[0, 0], keys[0, 1], 0, identity[who], 0, 0)
        family = four(keys[0, 0], keys[0, 1], 0, identity[who] | 15, 0, 0)
        found = four(keys[1, 0], keys[1, 1], 0, identity[who], 1, 0)
        for group in range(4):
            u = family[group] if group == 1 else own[group]
            need[who, group] = u < shares[group]
            recognised[who, group] = need[who, group] and found[group] < known


@kernel
def _buttons(alone, coverage, keys, identity):  # type: ignore[no-untyped-def]
    has = np.zeros(alone.size, np.bool_)
    for who in range(alone.size):
        if alone[who]:
            u, _, _, _ = four(keys[0, 0], keys[0, 1], 0, identity[who], 0, 1)
            has[who] = u < coverage
    return has


@kernel
def _class(  # type: ignore[no-untyped-def]
    day, places, keys, member, identity, dwelling, quarter, need, recognised, served
):
    """Give the places to children whose need is known, first whoever the lot favours."""
    wishing = np.empty(member.shape[0], np.int32)
    luck = np.empty(member.shape[0])
    count = 0
    for who in range(member.shape[0]):
        if member[who, 1] and need[who, 1] and recognised[who, 1]:
            wishing[count] = who
            _, luck[count], _, _ = four(keys[0, 0], keys[0, 1], 0, identity[who], 0, 1)
            count += 1
    left = places.copy()
    for n in np.argsort(luck[:count]):
        part = quarter[dwelling[wishing[n]]]
        if left[part] > 0:
            left[part] -= 1
            served[wishing[n], 1] = day


@kernel
def _tasks(  # type: ignore[no-untyped-def]
    day, learning, keys, member, identity, present, group, digital, need, recognised, served
):
    room = 5 * member.shape[0] + 1
    receiver = np.empty(room, np.int32)
    kind = np.empty(room, np.int8)
    known = np.empty(room, np.bool_)
    last = np.empty(room, np.int32)
    count = 0
    for who in range(member.shape[0]):
        if not present[who]:
            continue
        for part in range(4):
            if not (member[who, part] and need[who, part]):
                continue
            if part == 3 and served[who, 3] > -50_000:
                continue  # shown round once
            if part == 1 and served[who, 1] == day:
                continue  # in the class
            receiver[count], kind[count] = who, part
            known[count], last[count] = recognised[who, part], served[who, part]
            count += 1
        if group[who] == 3 and digital[who] < 0.5:
            u, _, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 2, 0)
            if u < learning:
                receiver[count], kind[count], known[count], last[count] = who, 4, True, day
                count += 1
    return receiver[:count], kind[:count], known[:count], last[:count]


@kernel
def _note(day, receiver, kind, served, visits):  # type: ignore[no-untyped-def]
    for n in range(receiver.size):
        visits[receiver[n]] += 1
        if kind[n] < 4:
            served[receiver[n], kind[n]] = day


@kernel
def _send_carers(  # type: ignore[no-untyped-def]
    day, due, keys, receiver, kind, known, identity, dwelling, quarter, served, visits
):
    """Spend the week's visits on known needs, the longest without a service first."""
    waiting = np.empty(receiver.size, np.int64)
    order = np.empty(receiver.size)
    count = 0
    for n in range(receiver.size):
        who, what = receiver[n], kind[n]
        if known[n] and what in (0, 2, 3) and served[who, what] < day:
            u, _, _, _ = four(keys[3, 0], keys[3, 1], day, identity[who], what, 0)
            waiting[count], order[count] = n, served[who, what] + u
            count += 1
    done = 0
    for n in np.argsort(order[:count]):
        who, what = receiver[waiting[n]], kind[waiting[n]]
        part = quarter[dwelling[who]]
        if due[part] < 1.0:
            continue
        due[part] -= 1.0
        served[who, what] = day
        visits[who] += 1
        done += 1
    return done


@kernel
def _recognise(day, found, lost, keys, member, identity, need, recognised):  # type: ignore[no-untyped-def]
    for who in range(member.shape[0]):
        for group in range(4):
            if not (member[who, group] and need[who, group]):
                recognised[who, group] = False
                continue
            u, v, _, _ = four(keys[1, 0], keys[1, 1], day, identity[who], 3 + group, 0)
            if recognised[who, group] and u < lost:
                recognised[who, group] = False
            if not recognised[who, group] and v < found:
                recognised[who, group] = True


@kernel
def _access(  # type: ignore[no-untyped-def]
    day,
    rules,
    barrier_free,
    obstacle,
    shut,
    present,
    disabled,
    dwelling,
    quarter,
    served,
    access,
):
    for who in range(present.size):
        if not (present[who] and disabled[who]):
            continue
        home = dwelling[who]
        clear = 1.0 - shut[quarter[home]] if obstacle[home] < barrier_free else 0.0
        together = day - served[who, 2] <= rules.company_lasts
        help_ = rules.accompanied if together else rules.hindered
        out = clear + (1.0 - clear) * help_
        access[who] = out * (rules.venture_together if together else rules.venture)


@kernel
def _lonely(  # type: ignore[no-untyped-def]
    day,
    rules,
    keys,
    member,
    identity,
    longing,
    partner,
    strength,
    touched,
    visits,
    loneliness,
):
    """Move loneliness; whoever is new starts from the law that it settles at."""
    keep = 1.0 - rules.pace
    for who in range(member.shape[0]):
        if not member[who, 0]:
            continue
        company = 0.0
        for slot in range(partner.shape[1]):
            if partner[who, slot] >= 0:
                days = day - touched[who, slot]
                now = faded(strength[who, slot], days, rules.decay, rules.slowing)
                company += 1.0 - np.exp(-now / rules.closeness)
        near, _, _, _ = four(keys[2, 0], keys[2, 1], 0, identity[who], 1, 0)
        goal = rules.longing + rules.spread * longing[who] - rules.relief * company
        goal -= rules.kin if near < rules.kin_near else 0.0
        goal -= rules.visits * min(visits[who] / 4.0, 1.0)
        goal = max(goal, 0.0)
        u, _, _, _ = four(keys[2, 0], keys[2, 1], day, identity[who], 0, 0)
        before = loneliness[who]
        if np.isnan(before):
            now = goal + rules.mood * normal(u)
        else:
            shock = rules.mood * np.sqrt(1.0 - keep * keep)
            now = keep * before + rules.pace * goal + shock * normal(u)
        loneliness[who] = min(max(now, 0.0), 100.0)
