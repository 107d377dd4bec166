"""Staff: who serves, in which hours, how well, and what else is on their list."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.staff import StaffParameters
from model.calendar import OFFICE_HOURS, OFFICE_OPENS, WARM_DAYS, office_open
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.kernels import kernel
from model.roles import Role
from model.streams import Question, Streams, four

MOST_SERVERS = 16
MOST_TICKETS = 128
HORIZON_DAYS = 400  # bookings reach at most this far beyond a day


class Booking(NamedTuple):
    """When a job begins and ends, in hours since day 0."""

    start: float
    finish: float


class OfficeClock:
    """Counts office hours, so that a delay of ten of them spans a night and a Sunday."""

    def __init__(self, days: int) -> None:
        self.first = -WARM_DAYS - 1
        open_days = [office_open(day) for day in range(self.first, days + HORIZON_DAYS)]
        self.open = np.array(open_days)
        self.before: list[float] = [0.0, *np.cumsum(self.open * OFFICE_HOURS).tolist()]

    def work(self, hour: float) -> float:
        """Return the office hours that have passed by a moment."""
        day = int(hour // 24)
        n = day - self.first
        today = min(max(hour - 24 * day - OFFICE_OPENS, 0.0), OFFICE_HOURS)
        return self.before[n] + (today if self.open[n] else 0.0)

    def moment(self, work: float) -> float:
        """Return the earliest moment by which so many office hours have passed."""
        n = bisect_right(self.before, work) - 1
        while n < self.open.size and not self.open[n]:
            n += 1
        return 24.0 * (n + self.first) + OFFICE_OPENS + work - self.before[n]


class Staff:
    """Pools of people, one a role and quarter, that serve in order of arrival.

    The desk also serves repairs and enquiries; a dispute waits its turn among them. Nobody is
    taken off a job once begun (non-preemptive, first come first served).
    """

    def __init__(
        self,
        estate: Estate,
        parameters: StaffParameters,
        streams: Streams,
        *,
        days: int,
    ) -> None:
        self.estate, self.parameters = estate, parameters
        self.clock = OfficeClock(days)
        self.keys = streams.keys([Question.TICKETS])
        size = estate.quarter_share() * estate.size / HOUSEHOLDS_PER_QUARTER
        roles = len(Role)
        self.servers = np.zeros((roles, estate.quarters), np.int64)
        self.servers[Role.DESK] = np.clip(np.rint(estate.plan.stewards * size), 1, MOST_SERVERS)
        self.skill = np.zeros(roles)
        self.skill[Role.DESK] = parameters.desk_skill
        self.share = np.ones(roles)  # of working time that is free for disputes
        self.free_at = np.zeros((roles, estate.quarters, MOST_SERVERS))
        self.free_at[:] = self.clock.work(-24.0 * WARM_DAYS)
        self.tickets = np.zeros((estate.quarters, MOST_TICKETS, 4))
        self.waiting = np.zeros(estate.quarters, np.int64)
        self.served = np.zeros(estate.quarters, np.int64)
        self.booked = np.zeros(roles)
        self.available = np.zeros(roles)
        self.council_hours_left: dict[tuple[int, int], float] = {}
        self.waits = np.zeros(2)

    def reset(self, clock: OfficeClock) -> None:
        """Begin to count hours afresh, with a clock for the run to come."""
        self.clock = clock
        self.booked[:] = 0.0
        self.available[:] = 0.0
        self.waits[:] = 0.0

    def hire(self, role: Role, people: float, *, skill: float, share: float = 1.0) -> None:
        """Add people per 500 households to a role; the pool's skill becomes the new mean.

        Part-time posts are whole people with part of their time: half a post is one person
        with half the share of time.
        """
        size = self.estate.quarter_share() * self.estate.size / HOUSEHOLDS_PER_QUARTER
        before = int(self.servers[role].sum())
        posts = people * size
        more = np.ceil(posts - 1e-9).astype(np.int64)
        self.servers[role] = np.minimum(self.servers[role] + more, MOST_SERVERS)
        after = int(self.servers[role].sum())
        if after > before:
            time = share * float(posts.sum()) / (after - before)
            weight = before / after
            self.skill[role] = weight * self.skill[role] + (1.0 - weight) * skill
            self.share[role] = weight * self.share[role] + (1.0 - weight) * time

    def dismiss(self, role: Role) -> None:
        """Let everybody of a role go."""
        self.servers[role] = 0

    def train(self, role: Role, skill: float) -> None:
        """Set a role's skill; what skill does to a case is the mediation's business."""
        self.skill[role] = skill

    def has(self, role: Role, quarter: int) -> bool:
        """Tell whether a quarter has anybody in a role."""
        return bool(self.servers[role, quarter] > 0)

    def open_day(self, day: int, household_of: NDArray[np.int32]) -> tuple[NDArray[np.int64], ...]:
        """Finish yesterday's tickets, draw today's; return dwellings served well and badly."""
        served = self._serve(np.inf)
        is_open = bool(self.clock.open[day - self.clock.first])
        rate = 0.0
        if is_open:
            rate = self.parameters.tickets / (self.clock.open[:365].mean() * 365.0)
            self.available += self.servers.sum(axis=1) * OFFICE_HOURS * self.share
        homes = self.estate.dwellings
        now = self.clock.work(24.0 * day + OFFICE_OPENS)
        _draw_tickets(
            day,
            rate,
            self.parameters.ticket_hours,
            OFFICE_HOURS,
            now,
            self.keys,
            homes.quarter,
            household_of,
            self.tickets,
            self.waiting,
        )
        self.served[:] = 0
        return served

    def book(self, role: Role, quarter: int, hour: float, hours: float) -> Booking:
        """Put a job on a role's list at a moment; return when it begins and ends."""
        if role == Role.COUNCIL:
            return self._sit(quarter, hour, hours)
        arrival = self.clock.work(hour)
        if role == Role.DESK:
            self._serve(arrival, quarter)
        free = self.free_at[role, quarter, : self.servers[role, quarter]]
        server = int(np.argmin(free))
        start = max(arrival, float(free[server]))
        free[server] = start + hours / self.share[role]
        self.booked[role] += hours
        return Booking(self.clock.moment(start), self.clock.moment(float(free[server])))

    def office_delay(self, hour: float, office_hours: float) -> float:
        """Return the moment so many office hours after another moment."""
        return self.clock.moment(self.clock.work(hour) + office_hours)

    def _sit(self, quarter: int, hour: float, hours: float) -> Booking:
        """Find the next sitting of the council that still has time for a case."""
        interval = self.parameters.council_days
        sitting = int(np.floor(hour / 24.0 / interval)) + 1
        least = 0.999 * hours  # three cases fit, whatever the rounding of three times the hours
        while self.council_hours_left.get((quarter, sitting), 3 * hours) < least:
            sitting += 1
        left = self.council_hours_left.get((quarter, sitting), 3 * hours)
        self.council_hours_left[quarter, sitting] = left - hours
        self.booked[Role.COUNCIL] += hours
        self.available[Role.COUNCIL] += hours
        start = 24.0 * sitting * interval + 19.0
        return Booking(start, start + 2.0)

    def _serve(self, until: float, quarter: int = -1) -> tuple[NDArray[np.int64], ...]:
        return _serve(  # type: ignore[no-any-return]
            until,
            quarter,
            self.parameters.prompt,
            self.servers[Role.DESK],
            self.free_at[Role.DESK],
            self.tickets,
            self.waiting,
            self.served,
            self.booked,
            self.waits,
        )


@kernel
def _draw_tickets(
    day, rate, mean_hours, office_hours, now, keys, quarter, household, tickets, waiting
):  # type: ignore[no-untyped-def]
    waiting[:] = 0
    if rate <= 0.0:
        return
    for home in range(quarter.size):
        if household[home] < 0:
            continue
        part = quarter[home]
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, home, 0, 0)
        if u < rate and waiting[part] < tickets.shape[1]:
            # inserted in order of arrival
            n = waiting[part]
            arrival = now + v * office_hours
            while n > 0 and tickets[part, n - 1, 0] > arrival:
                tickets[part, n] = tickets[part, n - 1]
                n -= 1
            tickets[part, n, 0] = arrival
            tickets[part, n, 1] = -np.log1p(-w) * mean_hours
            tickets[part, n, 2] = home
            tickets[part, n, 3] = x
            waiting[part] += 1


@kernel
def _serve(until, only, prompt, servers, free_at, tickets, waiting, served, booked, waits):  # type: ignore[no-untyped-def]
    """Serve tickets that arrived by a moment; return homes served promptly and late."""
    well = np.empty(tickets.shape[0] * tickets.shape[1], np.int64)
    badly = np.empty(tickets.shape[0] * tickets.shape[1], np.int64)
    goods = bads = 0
    for part in range(servers.size):
        if only >= 0 and part != only:
            continue
        while served[part] < waiting[part] and tickets[part, served[part], 0] <= until:
            n = served[part]
            best = 0
            for server in range(1, servers[part]):
                if free_at[part, server] < free_at[part, best]:
                    best = server
            start = max(tickets[part, n, 0], free_at[part, best])
            free_at[part, best] = start + tickets[part, n, 1]
            booked[0] += tickets[part, n, 1]
            waits[0] += start - tickets[part, n, 0]
            waits[1] += 1.0
            if start - tickets[part, n, 0] <= prompt:
                well[goods] = int(tickets[part, n, 2])
                goods += 1
            else:
                badly[bads] = int(tickets[part, n, 2])
                bads += 1
            served[part] += 1
    return well[:goods], badly[:bads]
