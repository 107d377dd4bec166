"""Emergencies: what befalls an estate, who needs help then, and who comes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.emergencies import EmergencyParameters
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, first_day, month_of
from model.circles import WIDEST, CircleRules, circle, strangers
from model.columns import Column, Table
from model.dials import Dials
from model.estate import Estate
from model.households import HouseholdKind
from model.kernels import kernel
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.shocks import (
    ESTATE_WIDE,
    LIFTS_FROM,
    SHOCK_KINDS,
    WEEK,
    Shock,
    ShockKind,
    ShockPlan,
)
from model.streams import Question, Streams, four
from model.ties import FAVOUR, Ties

NEVER = -100_000
DRILL_DAY = 312  # 9 November, fire safety day; further drills are spread over the year
THREE_DAYS = 72.0  # hours
LIFT_NEEDED_FROM = 3  # floors above the ground that the old do not climb with shopping
Rows = NDArray[np.int32]
Hours = NDArray[np.float64]


class Readiness(Table):
    """What each resident brings to an emergency."""

    trained = Column[int](NEVER, np.int32, "day of the last drill taken part in", unit="day")
    lot = Column[float](1.0, np.float64, "lot that decides about office and group, drawn once")
    grouped = Column[bool](False, np.bool_, "belongs to the mutual-aid group of the stair")
    on_call = Column[bool](False, np.bool_, "a dispatcher calls them out, as somebody trained")


class Response(NamedTuple):
    """What became of the needs of one shock on one day; hours are infinite for never."""

    day: int
    shock: Shock
    needy: Rows
    covered: NDArray[np.bool_]  # met out of the stock, before anybody was asked
    helper: Rows  # -1 where no neighbour came
    hours: Hours  # until a neighbour came
    served: Hours  # until the stock, the company or the authorities had seen to it
    willing: NDArray[np.int64]  # neighbours who would have come


def lost_service(initial: float, scale_days: float, days: float) -> float:
    """Return the service lost in a shock, in days of full service: the loss triangle's area.

    The loss ``initial`` decays with time constant ``scale_days``; over an endless time the area
    is their product. References: Bruneau et al. (2003), A framework to quantitatively assess and
    enhance the seismic resilience of communities.
    """
    return float(initial * scale_days * -np.expm1(-days / scale_days))


class Emergencies:
    """Draws shocks a month ahead, lets needs arise in them, and asks who comes.

    ``P(helped) = 1 - prod(1 - p_j)`` over the circle of a person, ``p_j`` logistic in tie
    strength, nearness, office and training, less fear. Who is away or hit is so for everybody
    who calls in that shock, and nobody can be in too many places: help for two is not
    independent. Neighbours know of each other's need through ties, landings and organisation.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        outlook: Outlook,
        recorder: Recorder,
        parameters: EmergencyParameters,
        streams: Streams,
        *,
        day: int = 0,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.outlook, self.recorder, self.parameters = outlook, recorder, parameters
        ready = estate.plan.organisation.emergency
        self.leaders, self.groups = ready.leaders, ready.groups
        self.train(drills=ready.drills, reach=ready.drill_reach)
        self.stock_days, self.clear_lanes = ready.stock_days, ready.clear_lanes
        self.readiness = Readiness(0, room=population.residents.room)
        self.keys = streams.keys(
            [Question.SHOCK, Question.DISTRESS, Question.RESCUE, Question.READINESS]
        )
        p, t = parameters, ties.rules
        self.rules = CircleRules(
            p.base, p.tie, p.near, p.far, p.leader, p.grouped, p.trained, t.decay, t.slowing
        )
        self.fears = np.array([getattr(p.fear, name) for name in SHOCK_KINDS])
        homes = estate.dwellings
        self.stairs = np.flatnonzero(homes.stair_start == np.arange(estate.size))  # first flats
        self.lifts = self._with_lifts()
        self.agenda: dict[int, list[Shock]] = {}  # what is to come, by its first day
        self.under_way: list[Shock] = []
        self.log: list[Response] = []
        self.still_until = self.events_from = NEVER
        self.began = day
        self.organised = NEVER
        self.leader_of = np.full(self.stairs.size, -1, np.int32)
        self.leads = np.zeros(self.stairs.size, np.bool_)  # stairs that are to have a leader
        self.member_start = np.zeros(self.stairs.size + 1, np.int64)
        self.member_rows = np.empty(0, np.int32)
        self._state(estate.plan.shocks)

    # -- what is ready ---------------------------------------------------------------------

    def organise(self, *, leaders: float | None = None, groups: float | None = None) -> None:
        """Give a share of the stairs a leader, or a mutual-aid group, from today on."""
        self.leaders = self.leaders if leaders is None else leaders
        self.groups = self.groups if groups is None else groups
        self.organised = NEVER

    def train(self, *, drills: int, reach: float) -> None:
        """Hold so many drills a year, in which such a share of the adults take part."""
        self.drill_reach = reach
        self.drill_days = frozenset(
            (DRILL_DAY + number * DAYS_PER_YEAR // drills) % DAYS_PER_YEAR
            for number in range(drills)
        )

    def lay_in(self, *, days: float) -> None:
        """Keep supplies for so many days."""
        self.stock_days = days

    def clear(self, *, lanes: float) -> None:
        """Keep the fire lane clear for such a share of the time."""
        self.clear_lanes = lanes

    def welcome(self) -> None:
        """Make room for residents who have just come; those of the first day know past drills."""
        taken = self.readiness.add(self.population.residents.rows - self.readiness.rows)
        rows = np.arange(taken.start, taken.stop)
        identity = self.population.residents.identity[rows]
        self.readiness.lot[rows] = _luck(0, 6, self.keys[3], identity)
        if taken.start == 0:
            for day in range(self.began - int(self.parameters.training_lasts), self.began):
                if self.is_drill(day):
                    self._drill(day)

    def is_drill(self, day: int) -> bool:
        """Tell whether a drill is held on a day."""
        return day % DAYS_PER_YEAR in self.drill_days

    def trained(self, day: int) -> NDArray[np.bool_]:
        """Tell of each resident whether they know what to do: from a drill, or on call."""
        drilled = self.readiness.trained > day - self.parameters.training_lasts
        return np.asarray(drilled | self.readiness.on_call)

    def call_out(self, rows: Rows) -> None:
        """Let these residents and no others be called out by a dispatcher."""
        self.readiness.on_call[:] = False
        self.readiness.on_call[rows] = True

    def _drill(self, day: int) -> None:
        r = self.population.residents
        luck = _luck(day, 3, self.keys[3], r.identity)
        there = r.present & (r.group > 0) & (luck < self.drill_reach)
        self.readiness.trained[there] = day

    def organise_stairs(self, day: int) -> None:
        """Choose leaders and members of groups where there are none, once a month or on call."""
        if self.organised == month_of(day):
            return
        r, homes = self.population.residents, self.estate.dwellings
        known = self.organised != NEVER and not self.groups
        self.organised = month_of(day)
        if known and self._are_all_led(r.present):
            return  # every leader still lives here
        adult = r.present & (r.group > 0)
        stair, lot = homes.stair[np.maximum(r.dwelling, 0)], self.readiness.lot
        self.leads = self._drawn(4) < self.leaders
        _choose(self.leads, adult, stair, lot, self.leader_of)
        grouped = self.readiness.grouped
        grouped[:] = False
        if self.groups:
            grouped[:] = adult & (self._drawn(5) < self.groups)[stair]
            grouped &= lot < self.parameters.members
        rows = np.flatnonzero(grouped)
        self.member_rows = rows[np.argsort(stair[rows], kind="stable")].astype(np.int32)
        self.member_start[1:] = np.cumsum(np.bincount(stair[rows], minlength=self.stairs.size))

    def _are_all_led(self, present: NDArray[np.bool_]) -> bool:
        """Tell whether every stair that is to have a leader has one who still lives here."""
        leaders = self.leader_of[self.leads]
        return bool((leaders >= 0).all() and present[leaders].all())

    def _drawn(self, attempt: int) -> Hours:
        """Return one number a stair, the same for ever."""
        return np.asarray(_luck(0, attempt, self.keys[3], self.stairs << 12))

    # -- what happens ----------------------------------------------------------------------

    def _with_lifts(self) -> NDArray[np.int64]:
        """Return the stairs that have a lift."""
        homes = self.estate.dwellings
        top = np.zeros(self.stairs.size, np.int64)
        np.maximum.at(top, homes.stair, homes.floor.astype(np.int64))
        return np.flatnonzero(top + 1 >= LIFTS_FROM)

    def _state(self, plans: tuple[ShockPlan, ...]) -> None:
        """Put the shocks that a file states on the agenda."""
        for plan in plans:
            kind, day = ShockKind[plan.kind.upper()], first_day(plan.start_month)
            place = self._place(kind, day, plan.building - 1)
            if place is not None:
                self._expect(Shock(kind, day, plan.days, place))

    def _place(self, kind: ShockKind, day: int, building: int) -> int | None:
        """Choose where a stated shock strikes: the same place in every scenario."""
        if kind in ESTATE_WIDE:
            return building
        homes = self.estate.dwellings
        here = np.flatnonzero((homes.building == building) | (building < 0))
        if kind == ShockKind.LIFT:
            here = self.lifts[np.isin(self.lifts, homes.stair[here])]
        if not here.size:
            return None
        key = self.keys[0]
        luck = four(key[0], key[1], day, building + 1, int(kind), 7)[0]
        place = int(here[int(luck * here.size)])
        # Who lives there on the day is not known yet: the flat stands below zero until then.
        return -1 - place if kind == ShockKind.MEDICAL else place

    def _with_person(self, shock: Shock) -> Shock:
        """Turn the flat of a stated medical call into who lives there, or in the next one."""
        if shock.kind != ShockKind.MEDICAL or shock.place >= 0:
            return shock
        homes, flat = self.estate.dwellings, -1 - shock.place
        start, size = int(homes.building_start[flat]), int(homes.building_size[flat])
        lived_in = np.roll(homes.household[start : start + size], start - flat)
        found = lived_in[lived_in >= 0]
        who = int(self.population.households.first[found[0]]) if found.size else -1
        return shock._replace(place=who)

    def _expect(self, shock: Shock) -> None:
        self.agenda.setdefault(shock.start, []).append(shock)

    def look_ahead(self, day: int) -> None:
        """Draw what will happen of itself in the thirty days from today."""
        r, homes, rate = self.population.residents, self.estate.dwellings, self.parameters.rates
        days = DAYS_PER_MONTH / DAYS_PER_YEAR  # of a year
        yearly = np.where(r.group == 3, rate.medical * rate.medical_older, rate.medical)
        self._draw(day, ShockKind.MEDICAL, r.dwelling, r.identity, r.present * yearly * days)
        flats = np.arange(self.estate.size)
        lived_in = homes.household >= 0
        self._draw(day, ShockKind.FIRE, flats, flats << 12, lived_in * rate.fire * days)
        if self.lifts.size:
            chance = np.full(self.lifts.size, rate.lift * days)
            self._draw(day, ShockKind.LIFT, self.lifts, self.stairs[self.lifts] << 12, chance)
        everywhere, nobody = np.array([-1]), np.array([0])
        for kind in ESTATE_WIDE:
            if yearly_rate := getattr(rate, SHOCK_KINDS[kind]):
                self._draw(day, kind, everywhere, nobody, np.array([yearly_rate * days]))

    def _draw(
        self,
        day: int,
        kind: ShockKind,
        places: NDArray[np.integer],
        identities: NDArray[np.integer],
        chance: NDArray[np.floating],
    ) -> None:
        hit, later = _strikes(day, int(kind), self.keys[0], identities, chance)
        lengths = self.parameters.lengths
        days = int(getattr(lengths, SHOCK_KINDS[kind])) if kind in ESTATE_WIDE else 1
        for row, wait in zip(hit.tolist(), later.tolist(), strict=True):
            place = row if kind == ShockKind.MEDICAL else int(places[row])
            shock = Shock(kind, day + wait, days, place)
            if kind not in ESTATE_WIDE or not self._is_expected(shock):
                self._expect(shock)

    def _is_expected(self, shock: Shock) -> bool:
        """Tell whether another shock of the kind hits everybody at the same time."""
        coming = (other for shocks in self.agenda.values() for other in shocks)
        return any(
            other.kind == shock.kind and other.start < shock.end and shock.start < other.end
            for other in (*self.under_way, *coming)
        )

    def turns(self, day: int) -> bool:
        """Begin the day's shocks; tell whether life outside stands still today."""
        if day % DAYS_PER_MONTH == 0:
            self.look_ahead(day)
        if self.is_drill(day):
            self._drill(day)
        for planned in sorted(self.agenda.pop(day, ()), key=_when):
            shock = self._with_person(planned)
            self.under_way.append(shock)
            if shock.kind in ESTATE_WIDE and shock.place < 0:
                self.still_until = max(self.still_until, shock.end)
                rest = self.parameters.lengths.restart if shock.kind == ShockKind.LOCKDOWN else 0
                self.events_from = max(self.events_from, shock.end + int(rest))
        return day < max(self.still_until, self.events_from)

    def morning(self, day: int, dials: Dials) -> None:
        """Keep people in and public events from being held, as long as a shock for all lasts."""
        p = self.parameters.standstill
        if day < self.events_from:
            dials.events = 0.0
        if day >= self.still_until:
            return
        locked = any(shock.kind == ShockKind.LOCKDOWN for shock in self.under_way)
        dials.passing *= p.lockdown_passing if locked else p.storm_passing
        dials.visiting *= p.lockdown_visiting if locked else 0.0

    # -- who comes -------------------------------------------------------------------------

    def respond(self, day: int) -> list[Response]:
        """Let the day's needs arise and be met, and return what became of them.

        A lockdown brings new needs every week; all else is over on the day it begins.
        """
        if not self.under_way:
            return []
        found = []
        for shock in self.under_way:
            new_week = shock.kind == ShockKind.LOCKDOWN and (day - shock.start) % WEEK == 0
            if day == shock.start or new_week:
                response = self._respond(shock, day)
                if response is not None:
                    self._settle(response)
                    found.append(response)
        self.under_way = [shock for shock in self.under_way if shock.end > day + 1]
        return found

    def _needy(self, shock: Shock, day: int) -> Rows:
        """Return who needs help, those who cannot wait first: older people alone, then by lot."""
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        if shock.kind == ShockKind.MEDICAL:
            if shock.place < 0 or not r.present[shock.place]:
                return np.empty(0, np.int32)
            grown = r.group[shock.place] > 0
            who = shock.place if grown else h.first[r.household[shock.place]]
            return np.array([who], np.int32)
        flats = self._in_reach(shock)
        rows = homes.household[flats]
        rows = rows[rows >= 0]
        n = self.parameters.needs
        alone = h.kind[rows] == HouseholdKind.OLDER_ALONE
        chance = getattr(n, SHOCK_KINDS[shock.kind]) * np.where(h.older[rows] > 0, n.older, 1.0)
        luck = _luck(day, 8 + int(shock.kind), self.keys[1], h.identity[rows])
        need = luck < chance * np.where(alone, n.alone, 1.0)
        lot = _luck(day, 16 + int(shock.kind), self.keys[1], h.identity[rows])
        order = np.lexsort((lot[need], ~alone[need]))
        return np.asarray(h.first[rows[need][order]])

    def _in_reach(self, shock: Shock) -> NDArray[np.int64]:
        """Return the dwellings that a shock reaches."""
        homes = self.estate.dwellings
        if shock.kind in ESTATE_WIDE:
            return np.flatnonzero((homes.building == shock.place) | (shock.place < 0))
        fire = shock.kind == ShockKind.FIRE
        start = homes.stair_start[shock.place] if fire else self.stairs[shock.place]
        flats = np.arange(start, start + homes.stair_size[start])
        lowest = homes.floor[shock.place] if fire else LIFT_NEEDED_FROM
        return np.asarray(flats[homes.floor[flats] >= lowest])

    def service_left(self, shock: Shock, day: int) -> float:
        """Return the share of service that the company can give on a day of a shock for all."""
        if shock.kind not in ESTATE_WIDE:
            return 1.0
        loss = self.first_loss() * np.exp(-(day - shock.start) / self.recovery_days())
        return float(1.0 - loss)

    def first_loss(self) -> float:
        """Return the share of service lost as a shock begins: stocks and leaders buffer it."""
        p = self.parameters.service
        ready = 0.5 * (min(self.stock_days / WEEK, 1.0) + self.leaders)
        return p.interruption * (1.0 - p.buffered * ready)

    def recovery_days(self) -> float:
        """Return the days in which lost service falls to a third."""
        return self.parameters.service.recovery_days

    def _respond(self, shock: Shock, day: int) -> Response | None:
        who = self._needy(shock, day)
        if not who.size:
            return None
        self.organise_stairs(day)
        p, r, kind = self.parameters, self.population.residents, int(shock.kind)
        name = SHOCK_KINDS[shock.kind]
        draw = self.keys[1]
        hours = -np.log1p(-_luck(day, 24 + kind, draw, r.identity[who]))
        slower = 1.0
        if shock.kind == ShockKind.FIRE:
            u = four(draw[0], draw[1], day, shock.place << 12, 0, 32)[0]
            slower = p.service.blocked_lane if u >= self.clear_lanes else 1.0
        served = hours * getattr(p.service_hours, name) * slower / self.service_left(shock, day)
        covered = np.zeros(who.size, np.bool_)
        if shock.kind in ESTATE_WIDE:
            goods = _luck(day, 40 + kind, draw, r.identity[who]) < p.needs.supplies
            when = day - shock.start + WEEK * _luck(day, 48 + kind, draw, r.identity[who])
            covered = goods & (when < self.stock_days)
            served[covered] = np.minimum(served[covered], 3.0)  # E091: the queue for it
        helper, came, willing = self._call(shock, day, who, covered)
        return Response(day, shock, who, covered, helper, came, served, willing)

    def _call(
        self, shock: Shock, day: int, who: Rows, covered: NDArray[np.bool_]
    ) -> tuple[Rows, Hours, NDArray[np.int64]]:
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        s, p = self.ties.slots, self.parameters
        busy = np.zeros(r.rows, np.int64)
        if shock.kind in ESTATE_WIDE:
            hit = np.zeros(h.rows, np.bool_)
            hit[r.household[who]] = True
            busy[hit[r.household]] = p.capacity  # who is hit cannot see to others
        helper, came, willing = _rescue(
            day,
            shock.start,
            int(shock.kind),
            who,
            covered,
            p.available,
            p.capacity,
            getattr(p.answer_hours, SHOCK_KINDS[shock.kind]),
            self.keys,
            self.fears[shock.kind],
            shock.kind == ShockKind.LOCKDOWN,
            self.rules,
            busy,
            r.identity,
            r.household,
            r.dwelling,
            r.present,
            r.group,
            s.partner,
            s.strength,
            s.touched,
            homes.household,
            h.first,
            h.size,
            homes.stair,
            homes.building,
            homes.above,
            homes.below,
            homes.landing_start,
            homes.landing_size,
            self.leader_of,
            self.member_start,
            self.member_rows,
            self.readiness.grouped,
            self.trained(day),
        )
        return helper, came, willing

    def table(self) -> dict[str, NDArray[Any]]:
        """Return one row a shock: what it was, its needs, and how they were met.

        A shock without needs has no row. ``median_hours`` is the time until a need was met by
        anybody, ``helpers`` how many neighbours were ready to come for each call.
        """
        numbers = {
            shock: n for n, shock in enumerate(sorted({r.shock for r in self.log}, key=_when))
        }
        sizes = [response.needy.size for response in self.log]
        of = np.repeat(np.array([numbers[r.shock] for r in self.log], np.int64), sizes)

        def joined(parts: list[NDArray[Any]], dtype: Any) -> NDArray[Any]:
            return np.concatenate(parts) if parts else np.zeros(0, dtype)

        def counted(weights: NDArray[Any]) -> NDArray[np.int64]:
            return np.bincount(of, weights, len(numbers)).astype(np.int64)

        asked = joined([~r.covered for r in self.log], np.bool_)
        over = joined([np.minimum(r.hours, r.served) for r in self.log], np.float64)
        willing = counted(joined([r.willing for r in self.log], np.int64))
        calls, needs = counted(asked), counted(np.ones(of.size))
        helpers = np.full(calls.size, np.nan)
        np.divide(willing, calls, out=helpers, where=calls > 0)
        shocks = list(numbers)
        return {
            "month": np.array([month_of(shock.start) for shock in shocks], np.int64),
            "day": np.array([shock.start for shock in shocks], np.int64),
            "days": np.array([shock.days for shock in shocks], np.int64),
            "kind": np.array([SHOCK_KINDS[shock.kind] for shock in shocks], dtype=object),
            "needs": needs,
            "calls": calls,
            "met_by_neighbours": counted(joined([r.helper >= 0 for r in self.log], np.bool_)),
            "met_within_72h": counted(over <= THREE_DAYS),
            "median_hours": _medians(of, over, needs),
            "helpers": helpers,
        }

    def _settle(self, response: Response) -> None:
        """Let help bind people and earn trust, and count it."""
        p, day = self.parameters, response.day
        met = response.helper >= 0
        asker, helper = response.needy[met], response.helper[met]
        if asker.size:
            first, second = np.repeat(asker, p.kicks), np.repeat(helper, p.kicks)
            self.ties.meet(first, second, np.full(first.size, FAVOUR, np.int8), day, question=7)
            self.outlook.hear(asker, Stock.NEIGHBOURS, good=p.helped_signal)
        over = np.minimum(response.hours, response.served)
        self.outlook.hear(response.needy[over > THREE_DAYS], Stock.COMPANY, bad=p.left_signal)
        asked = ~response.covered
        self.recorder.tally("emergency_needs", count=response.needy.size)
        self.recorder.tally("emergency_calls", count=int(asked.sum()))
        self.recorder.tally("emergency_calls_met", count=int(met.sum()))
        self.recorder.tally("emergency_needs_met_72h", count=int((over <= THREE_DAYS).sum()))
        if day >= 0:
            self.log.append(response)


def _when(shock: Shock) -> tuple[int, int, int]:
    return shock.start, int(shock.kind), shock.place


def _medians(of: NDArray[np.int64], values: Hours, sizes: NDArray[np.int64]) -> Hours:
    """Return the median of the values of each group; every group has some."""
    ordered = values[np.lexsort((values, of))]
    first = np.cumsum(sizes) - sizes
    return np.asarray((ordered[first + (sizes - 1) // 2] + ordered[first + sizes // 2]) / 2.0)


@kernel
def _luck(day, attempt, key, identities):  # type: ignore[no-untyped-def]
    """Answer one question for each identity; ``attempt`` tells questions apart."""
    out = np.empty(identities.size)
    for n in range(identities.size):
        out[n], _, _, _ = four(key[0], key[1], day, identities[n], 0, attempt)
    return out


@kernel
def _strikes(day, kind, key, identities, chance):  # type: ignore[no-untyped-def]
    """Return whom something befalls in the thirty days from today, and after how many days."""
    hit = np.empty(identities.size, np.int32)
    later = np.empty(identities.size, np.int32)
    count = 0
    for n in range(identities.size):
        if chance[n] <= 0.0:
            continue
        u, v, _, _ = four(key[0], key[1], day, identities[n], 0, kind)
        if u < chance[n]:
            hit[count], later[count] = n, int(v * 30.0)
            count += 1
    return hit[:count], later[:count]


@kernel
def _choose(lead, adult, stair, lot, leader_of):  # type: ignore[no-untyped-def]
    """Keep leaders who still live here; elsewhere the adult with the lowest lot takes over."""
    best = np.full(lead.size, 2.0)
    for place in range(lead.size):
        now = leader_of[place]
        if not lead[place] or (now >= 0 and not adult[now]):
            leader_of[place] = -1
    vacant = leader_of < 0
    for who in range(adult.size):
        place = stair[who]
        if adult[who] and lead[place] and vacant[place] and lot[who] < best[place]:
            best[place] = lot[who]
            leader_of[place] = who


@kernel
def _rescue(
    day,
    start,
    kind,
    needy,
    covered,
    available,
    capacity,
    answer_hours,
    keys,
    fear,
    confined,
    rules,
    busy,
    identity,
    household,
    dwelling,
    present,
    group,
    partner,
    strength,
    touched,
    home_at,
    first,
    size,
    stair,
    building,
    above,
    below,
    landing_start,
    landing_size,
    leader_of,
    member_start,
    member_rows,
    grouped,
    trained,
):  # type: ignore[no-untyped-def]
    """Go through needs in their order; of those who would come, the quickest does."""
    helper = np.full(needy.size, -1, np.int32)
    hours = np.full(needy.size, np.inf)
    willing = np.zeros(needy.size, np.int64)
    stamp = np.full(identity.size, -1, np.int32)
    near_ones = np.empty(WIDEST, np.int32)
    chances = np.empty(WIDEST)
    of_stranger = strangers(fear, rules)
    for n in range(needy.size):
        if covered[n]:
            continue
        who = needy[n]
        count, _ = circle(
            who,
            day,
            fear,
            confined,
            rules,
            of_stranger,
            household,
            dwelling,
            present,
            group,
            partner,
            strength,
            touched,
            home_at,
            first,
            size,
            stair,
            building,
            above,
            below,
            landing_start,
            landing_size,
            leader_of,
            member_start,
            member_rows,
            grouped,
            trained,
            stamp,
            near_ones,
            chances,
        )
        for c in range(count):
            other = near_ones[c]
            if busy[other] >= capacity:
                continue
            a, _, _, _ = four(keys[3, 0], keys[3, 1], start, identity[other], 0, 56 + kind)
            u, v, _, _ = four(keys[2, 0], keys[2, 1], day, identity[who], identity[other], kind)
            if a >= available or u >= chances[c]:
                continue
            willing[n] += 1
            wait = -np.log1p(-v) * answer_hours
            if wait < hours[n]:
                hours[n], helper[n] = wait, other
        if helper[n] >= 0:
            busy[helper[n]] += 1
    return helper, hours, willing
