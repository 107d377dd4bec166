"""Emergencies: what befalls an estate, who needs help then, and who comes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.agenda import Agenda
from model.behaviour.emergencies import EmergencyParameters
from model.calendar import DAYS_PER_MONTH
from model.circles import CircleRules, rescue
from model.dials import Dials
from model.estate import Estate
from model.households import HouseholdKind
from model.outlook import Outlook, Stock
from model.population import Population
from model.preparedness import ESTATE, Preparedness, lots
from model.recorder import Recorder
from model.responses import THREE_DAYS, Response, table
from model.shocks import ESTATE_WIDE, SHOCK_KINDS, WEEK, Shock, ShockKind
from model.streams import Question, Streams, four
from model.ties import FAVOUR, Ties

LIFT_NEEDED_FROM = 3  # floors above the ground that the old do not climb with shopping
Rows = NDArray[np.int32]
Hours = NDArray[np.float64]


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
        self.keys = streams.keys(
            [Question.SHOCK, Question.DISTRESS, Question.RESCUE, Question.READINESS]
        )
        p, t = parameters, ties.rules
        self.rules = CircleRules(
            p.base, p.tie, p.near, p.far, p.leader, p.grouped, p.trained, t.decay, t.slowing
        )
        self.fears = np.array([getattr(p.fear, name) for name in SHOCK_KINDS])
        self.agenda = Agenda(estate, population, parameters, streams)
        self.preparedness = Preparedness(estate, population, parameters, streams, day=day)
        self.log: list[Response] = []

    # -- what is ready ---------------------------------------------------------------------

    def organise(
        self, *, leaders: float | None = None, groups: float | None = None, by: str = ESTATE
    ) -> None:
        """Give a share of the stairs a leader, or a mutual-aid group, from today on.

        Where several provide the same, here and below, the highest level holds.
        """
        self.preparedness.organise(leaders=leaders, groups=groups, by=by)

    def train(self, *, drills: int, reach: float, by: str = ESTATE) -> None:
        """Hold so many drills a year, in which such a share of the adults take part."""
        self.preparedness.train(drills=drills, reach=reach, by=by)

    def lay_in(self, *, days: float, by: str = ESTATE) -> None:
        """Keep supplies for so many days."""
        self.preparedness.lay_in(days=days, by=by)

    def clear(self, *, lanes: float, by: str = ESTATE) -> None:
        """Keep the fire lane clear for such a share of the time."""
        self.preparedness.clear(lanes=lanes, by=by)

    def ask(self, *, rounds: float, by: str = ESTATE) -> None:
        """Ask leaders for daily rounds in a lockdown; such a share of them is made (E120, E121)."""
        self.preparedness.ask(rounds=rounds, by=by)

    def lock_down(self, day: int, days: int) -> None:
        """Lock the estate down from a day on, if it is not locked down then already."""
        self.agenda.lock_down(day, days)

    def call_out(self, rows: Rows) -> None:
        """Let these residents and no others be called out by a dispatcher."""
        self.preparedness.call_out(rows)

    def welcome(self) -> None:
        """Make room for residents who have just come; those of the first day know past drills."""
        self.preparedness.welcome()

    # -- what happens ----------------------------------------------------------------------

    def turns(self, day: int) -> bool:
        """Begin the day's shocks; tell whether life outside stands still today."""
        if day % DAYS_PER_MONTH == 0:
            self.agenda.look_ahead(day)
        if self.preparedness.is_drill(day):
            self.preparedness.drill(day)
        self.agenda.begin(day)
        return self.agenda.is_still(day)

    def morning(self, day: int, dials: Dials) -> None:
        """Keep people in and public events from being held, as long as a shock for all lasts."""
        p = self.parameters.standstill
        if day < self.agenda.events_from:
            dials.events = 0.0
        if day >= self.agenda.still_until:
            return
        locked = any(shock.kind == ShockKind.LOCKDOWN for shock in self.agenda.under_way)
        dials.passing *= p.lockdown_passing if locked else p.storm_passing
        dials.visiting *= p.lockdown_visiting if locked else 0.0

    # -- who comes -------------------------------------------------------------------------

    def respond(self, day: int) -> list[Response]:
        """Let the day's needs arise and be met, and return what became of them.

        A lockdown brings new needs every week; all else is over on the day it begins.
        """
        if not self.agenda.under_way:
            return []
        found = []
        for shock in self.agenda.under_way:
            new_week = shock.kind == ShockKind.LOCKDOWN and (day - shock.start) % WEEK == 0
            if day == shock.start or new_week:
                response = self._respond(shock, day)
                if response is not None:
                    self._settle(response)
                    found.append(response)
        self.agenda.let_pass(day)
        return found

    def _needy(self, shock: Shock, day: int) -> Rows:
        """Return who needs help: one person a household that does."""
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
        luck = lots(day, 8 + int(shock.kind), self.keys[1], h.identity[rows])
        need = luck < chance * np.where(alone, n.alone, 1.0)
        return np.asarray(h.first[rows[need]])

    def _in_order(self, shock: Shock, day: int, who: Rows) -> Rows:
        """Put those who need help in the order in which they are seen to: by lot.

        A leader sends help first to those of the stair who cannot wait: older people alone, and
        homes with somebody disabled. Without one nobody gives an order.
        """
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        rows = r.household[who]
        frail = h.kind == HouseholdKind.OLDER_ALONE
        frail[r.household[r.present & r.disabled]] = True
        led = self.preparedness.leader_of[homes.stair[h.dwelling[rows]]] >= 0
        lot = lots(day, 16 + int(shock.kind), self.keys[1], h.identity[rows])
        return np.asarray(who[np.lexsort((lot, ~(frail[rows] & led)))])

    def _in_reach(self, shock: Shock) -> NDArray[np.int64]:
        """Return the dwellings that a shock reaches."""
        homes = self.estate.dwellings
        if shock.kind in ESTATE_WIDE:
            return np.flatnonzero((homes.building == shock.place) | (shock.place < 0))
        fire = shock.kind == ShockKind.FIRE
        start = homes.stair_start[shock.place] if fire else self.preparedness.stairs[shock.place]
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
        stock, leaders = self.preparedness.stock_days, self.preparedness.leaders
        ready = 0.5 * (min(stock / WEEK, 1.0) + leaders)
        return p.interruption * (1.0 - p.buffered * ready)

    def recovery_days(self) -> float:
        """Return the days in which lost service falls to a third."""
        return self.parameters.service.recovery_days

    def _respond(self, shock: Shock, day: int) -> Response | None:
        who = self._needy(shock, day)
        if not who.size:
            return None
        self.preparedness.organise_stairs(day)
        who = self._in_order(shock, day, who)
        p, r, kind = self.parameters, self.population.residents, int(shock.kind)
        name = SHOCK_KINDS[shock.kind]
        draw = self.keys[1]
        hours = -np.log1p(-lots(day, 24 + kind, draw, r.identity[who]))
        slower: float | NDArray[np.float64] = 1.0
        if shock.kind == ShockKind.FIRE:
            u = four(draw[0], draw[1], day, shock.place << 12, 0, 32)[0]
            slower = p.service.blocked_lane if u >= self.preparedness.clear_lanes else 1.0
        if shock.kind == ShockKind.MEDICAL:
            slower = np.where(self.preparedness.readiness.button[who], p.service.button, 1.0)
        served = hours * getattr(p.service_hours, name) * slower / self.service_left(shock, day)
        covered = np.zeros(who.size, np.bool_)
        if shock.kind in ESTATE_WIDE:
            goods = lots(day, 40 + kind, draw, r.identity[who]) < p.needs.supplies
            when = day - shock.start + WEEK * lots(day, 48 + kind, draw, r.identity[who])
            covered = goods & (when < self.preparedness.stock_days)
            served[covered] = np.minimum(served[covered], 3.0)  # E091: the queue for it
        helper, came, willing = self._call(shock, day, who, covered)
        return Response(day, shock, who, covered, helper, came, served, willing)

    def _call(
        self, shock: Shock, day: int, who: Rows, covered: NDArray[np.bool_]
    ) -> tuple[Rows, Hours, NDArray[np.int64]]:
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        s, p, ready = self.ties.slots, self.parameters, self.preparedness
        busy = np.zeros(r.rows, np.int64)
        if shock.kind in ESTATE_WIDE:
            hit = np.zeros(h.rows, np.bool_)
            hit[r.household[who]] = True
            busy[hit[r.household]] = p.capacity  # who is hit cannot see to others
        helper, came, willing = rescue(
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
            ready.leader_of,
            ready.member_start,
            ready.member_rows,
            ready.readiness.grouped,
            ready.trained(day),
        )
        return helper, came, willing

    def table(self) -> dict[str, NDArray[Any]]:
        """Return one row a shock that brought needs: what it was, and how they were met."""
        return table(self.log)

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
        kind = SHOCK_KINDS[response.shock.kind]
        within = np.minimum(over, THREE_DAYS)
        self.recorder.tally("emergency_hours", group=kind, count=float(within.sum()))
        asked = ~response.covered
        self.recorder.tally("emergency_needs", count=response.needy.size)
        self.recorder.tally("emergency_calls", count=int(asked.sum()))
        self.recorder.tally("emergency_calls_met", count=int(met.sum()))
        self.recorder.tally("emergency_needs_met_72h", count=int((over <= THREE_DAYS).sum()))
        if day >= 0:
            self.log.append(response)
