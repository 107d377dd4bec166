"""Staff: who serves, in which hours, how well, and what else is on their list."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.staff import StaffParameters
from model.calendar import DAYS_PER_YEAR, OFFICE_HOURS, OFFICE_OPENS, WARM_DAYS, office_open
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.kernels import kernel
from model.roles import Role
from model.streams import Question, Streams, four

HORIZON_DAYS = 400  # bookings reach at most this far beyond a day
EVENING = 20.0  # when working people can come
COUNCIL_SITS = 19.0
CASES_A_SITTING = 3
LONG_AGO = -100_000
LEAVING = (Role.DESK, Role.SOCIAL)  # a council has other members, and sits on


class Booking(NamedTuple):
    """When a job begins and ends, in hours since day 0, and which of the people does it."""

    start: float
    finish: float
    server: int = 0


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
        """Return the office moment that comes after so many office hours.

        What ends just at closing time is said to end, or to go on, at the next opening.
        """
        n = bisect_right(self.before, work) - 1
        while n < self.open.size and not self.open[n]:
            n += 1
        return 24.0 * (n + self.first) + OFFICE_OPENS + work - self.before[n]


class Staff:
    """Pools of people, one a role and quarter, that serve in order of arrival.

    The desk also serves repairs and enquiries; a dispute waits its turn among them. Nobody is
    taken off a job once begun (non-preemptive, first come first served). Sessions are held in the
    evening, one a person, and taken off office hours afterwards. People learn by the cases they
    meet, forget, leave, and are followed by somebody new.
    """

    def __init__(
        self,
        estate: Estate,
        parameters: StaffParameters,
        streams: Streams,
        *,
        days: int,
    ) -> None:
        self.estate, self.parameters, self.streams = estate, parameters, streams
        self.clock = OfficeClock(days)
        self.today = -WARM_DAYS
        self.keys = streams.keys([Question.TICKETS])
        self.library = estate.plan.organisation.service.case_library
        roles, quarters = len(Role), estate.quarters
        self.servers = np.zeros((roles, quarters), np.int64)
        self.skill = np.zeros(roles)  # to which a role has been taught
        self.entry = np.zeros(roles)  # with which newcomers begin
        self.share = np.ones(roles)  # of working time that is free for disputes
        self._make_posts(int(np.bincount(estate.dwellings.quarter).max()))
        self.booked = np.zeros(roles)
        self.available = np.zeros(roles)
        self.waits = np.zeros(2)
        self.sittings: dict[tuple[int, int], float] = {}  # hours left, by quarter and day
        self._open_desks()

    def _make_posts(self, homes: int) -> None:
        """Lay out one place a person and, for tickets, one a home of the largest quarter."""
        shape = (*self.servers.shape, 0)
        self.free_at = np.zeros(shape)
        self.taught = np.zeros(shape)
        self.practice = np.zeros(shape)  # cases that are still remembered
        self.since = np.zeros(shape, np.int64)
        self.evening_held = np.zeros(shape, np.int64)
        self.lessons = np.zeros(self.servers.shape[1])  # cases that the library still teaches
        self.vacant_until = LONG_AGO
        quarters = self.servers.shape[1]
        self.tickets = np.zeros((quarters, homes, 4))
        self.waiting = np.zeros(quarters, np.int64)
        self.served = np.zeros(quarters, np.int64)
        self._served_before: list[tuple[NDArray[np.int64], ...]] = []

    def _open_desks(self) -> None:
        """Fill the desks with people as they are found: some for long, few with a background."""
        p, desk = self.parameters, Role.DESK
        size = self.estate.quarter_share() * self.estate.size / HOUSEHOLDS_PER_QUARTER
        count = np.maximum(np.rint(self.estate.plan.stewards * size), 1).astype(np.int64)
        self.skill[desk] = self.entry[desk] = p.desk_skill
        self._add(desk, count, skill=p.desk_skill)
        self.since[desk] = LONG_AGO
        for quarter in range(self.servers.shape[1]):
            for server in range(int(count[quarter])):
                luck = 1.0 - self._luck(desk, quarter, server, n=1)
                served = -np.log(luck) / p.leaving if p.leaving > 0 else np.inf
                fading = p.forgetting if p.forgetting > 0 else 1e-6
                known = p.cases_before * (1.0 - np.exp(-fading * min(served, 40.0))) / fading
                self.practice[desk, quarter, server] = known
                self.taught[desk, quarter, server] = self._brought(desk, quarter, server)
        cases = p.cases_before * count * self.library
        self.lessons[:] = cases / max(p.lessons_fade, 1e-6)

    def reset(self, clock: OfficeClock) -> None:
        """Begin to count hours afresh, with a clock for the run to come."""
        self.clock = clock
        self.booked[:] = 0.0
        self.available[:] = 0.0
        self.waits[:] = 0.0

    # -- people ----------------------------------------------------------------------------

    def hire(self, role: Role, people: float, *, skill: float, share: float = 1.0) -> None:
        """Add people per 500 households to a role; the role's skill becomes the new mean.

        Part-time posts are whole people with part of their time: half a post is one person
        with half the share of time.
        """
        size = self.estate.quarter_share() * self.estate.size / HOUSEHOLDS_PER_QUARTER
        before = int(self.servers[role].sum())
        posts = people * size
        more = np.ceil(posts - 1e-9).astype(np.int64)
        self._add(role, more, skill=skill)
        after = int(self.servers[role].sum())
        if after > before:
            time = share * float(posts.sum()) / (after - before)
            weight = before / after
            self.skill[role] = weight * self.skill[role] + (1.0 - weight) * skill
            self.entry[role] = weight * self.entry[role] + (1.0 - weight) * skill
            self.share[role] = weight * self.share[role] + (1.0 - weight) * time

    def dismiss(self, role: Role) -> None:
        """Let everybody of a role go."""
        self.servers[role] = 0

    def train(self, role: Role, skill: float) -> None:
        """Teach a role up to a skill; who has just come waits for the next course.

        What skill does to a case is the mediation's business.
        """
        self.skill[role] = skill
        settled = self.since[role] <= self.today - self.parameters.course_days
        self.taught[role] = np.where(
            settled, np.maximum(self.taught[role], skill), self.taught[role]
        )

    def keep_library(self, share: float) -> None:
        """Put a share of cases into a library from which everybody of the quarter learns."""
        self.library = share

    def has(self, role: Role, quarter: int) -> bool:
        """Tell whether a quarter has anybody in a role."""
        return bool(self.servers[role, quarter] > 0)

    def skill_of(self, role: Role, quarter: int, server: int) -> float:
        """Return the skill of one person: what was taught, and what practice has added.

        References: Argote, Beckman & Epple (1990), The persistence and transfer of learning in
        industrial settings.
        """
        p, taught = self.parameters, float(self.taught[role, quarter, server])
        read = p.lesson_worth * float(self.lessons[quarter])
        cases = float(self.practice[role, quarter, server]) + read
        learnt = p.practice_gain * (1.0 - math.exp(-cases / p.practice_cases))
        return taught + (1.0 - taught) * learnt

    def learn(self, role: Role, quarter: int, server: int) -> None:
        """Let somebody learn from a case, and the library keep its share."""
        self.practice[role, quarter, server] += 1.0
        self.lessons[quarter] += self.library

    def end_month(self, day: int) -> None:
        """Let a month's share be forgotten, and let people leave for elsewhere.

        A post is empty for a while where others can stand in; the next one begins without
        practice and, but for a few with a background, without training.
        """
        p, year = self.parameters, 30.0 / DAYS_PER_YEAR
        self.practice *= np.exp(-p.forgetting * year)
        self.lessons *= np.exp(-p.lessons_fade * year)
        chance = 1.0 - np.exp(-p.leaving * year)
        for role in LEAVING:
            for quarter in range(self.servers.shape[1]):
                for server in range(int(self.servers[role, quarter])):
                    if self._luck(role, quarter, server, day=day) < chance:
                        self._replace(role, quarter, server, day)

    def _replace(self, role: Role, quarter: int, server: int, day: int) -> None:
        empty = self.parameters.vacancy if self.servers[role, quarter] > 1 else 0.0
        begins = day + round(empty)
        until = self.clock.work(24.0 * begins)
        self.free_at[role, quarter, server] = max(self.free_at[role, quarter, server], until)
        self.vacant_until = max(self.vacant_until, begins)
        self.since[role, quarter, server] = begins
        self.practice[role, quarter, server] = 0.0
        self.taught[role, quarter, server] = self._brought(role, quarter, server, day=day)

    def _brought(self, role: Role, quarter: int, server: int, *, day: int = LONG_AGO) -> float:
        """Draw the skill that somebody new brings along."""
        p, entry = self.parameters, float(self.entry[role])
        lucky = role == Role.DESK and self._luck(role, quarter, server, day=day, n=2) < p.background
        return max(entry, p.background_skill) if lucky else entry

    def _luck(
        self, role: Role, quarter: int, server: int, *, day: int = LONG_AGO, n: int = 0
    ) -> float:
        return self.streams.draw(Question.TURNOVER, day, quarter, server, 4 * role + n)

    def _add(self, role: Role, more: NDArray[np.int64], *, skill: float) -> None:
        """Seat new people beside those who are there, making room where it is short."""
        before = self.servers[role].copy()
        self.servers[role] = before + more
        short = int(self.servers[role].max(initial=0)) - self.free_at.shape[2]
        if short > 0:
            for name in ("free_at", "taught", "practice", "since", "evening_held"):
                held = getattr(self, name)
                setattr(self, name, np.pad(held, ((0, 0), (0, 0), (0, short))))
        now = self.clock.work(24.0 * self.today)
        for quarter, (first, last) in enumerate(zip(before, self.servers[role], strict=True)):
            new = (role, quarter, slice(int(first), int(last)))
            self.free_at[new], self.taught[new], self.practice[new] = now, skill, 0.0
            self.since[new] = self.evening_held[new] = LONG_AGO

    # -- the day ---------------------------------------------------------------------------

    def open_day(self, day: int, household_of: NDArray[np.int32]) -> tuple[NDArray[np.int64], ...]:
        """Finish yesterday's tickets, draw today's; return dwellings served well and badly."""
        self.today = day
        self._served_before.append(self._serve(np.inf))
        well, badly = zip(*self._served_before, strict=True)
        self._served_before.clear()
        is_open = bool(self.clock.open[day - self.clock.first])
        rate = 0.0
        if is_open:
            rate = self.parameters.tickets / (self.clock.open[:365].mean() * 365.0)
            self._count_hours(day)
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
        return np.concatenate(well), np.concatenate(badly)

    def _count_hours(self, day: int) -> None:
        """Add the day's office hours of those who are there."""
        people = self.servers.sum(axis=1)
        if self.vacant_until > day:
            width = np.arange(self.since.shape[2])
            gone = (self.since > day) & (width < self.servers[:, :, None])
            people = people - gone.sum(axis=(1, 2))
        self.available += people * OFFICE_HOURS * self.share

    def wait(self, role: Role, quarter: int, hour: float) -> float:
        """Return the office hours that a job would wait if it came at a moment."""
        arrival = self._arrive(role, quarter, hour)
        free = self.free_at[role, quarter, : self.servers[role, quarter]]
        return max(float(free.min()) - arrival, 0.0)

    def book(self, role: Role, quarter: int, hour: float, hours: float) -> Booking:
        """Put a job on a role's list at a moment; return when it begins and ends."""
        arrival = self._arrive(role, quarter, hour)
        free = self.free_at[role, quarter, : self.servers[role, quarter]]
        server = int(np.argmin(free))
        start = max(arrival, float(free[server]))
        free[server] = start + hours / self.share[role]
        self.booked[role] += hours
        finish = self.clock.moment(float(free[server]))
        return Booking(self.clock.moment(start), finish, server)

    def evening(self, role: Role, quarter: int, hour: float) -> float:
        """Return the first evening of a working day that somebody still has free.

        Nobody holds more than one session an evening; how much waits at the desk does not
        matter, for it waits overnight in any case.
        """
        day, clock = divmod(hour, 24.0)
        evening = int(day) if clock <= EVENING else int(day) + 1
        here = (role, quarter, slice(self.servers[role, quarter]))
        while not (
            self.clock.open[evening - self.clock.first]
            and ((self.evening_held[here] < evening) & (self.since[here] <= evening)).any()
        ):
            evening += 1
        return 24.0 * evening + EVENING

    def hold(self, role: Role, quarter: int, evening: float, hours: float) -> Booking:
        """Let whoever has least to do hold a session in the evening, and take the time off later.

        Raises `ValueError` when nobody has that evening free.
        """
        if evening != self.evening(role, quarter, evening):
            raise ValueError(f"nobody of {role.name.lower()} can hold a session at {evening:g} h")
        day, arrival = int(evening // 24), self._arrive(role, quarter, evening)
        here = (role, quarter, slice(self.servers[role, quarter]))
        able = (self.evening_held[here] < day) & (self.since[here] <= day)
        server = int(np.argmin(np.where(able, self.free_at[here], np.inf)))
        owed = max(arrival, float(self.free_at[here][server])) + hours / self.share[role]
        self.free_at[role, quarter, server] = owed
        self.evening_held[role, quarter, server] = day
        self.booked[role] += hours
        return Booking(evening, evening + hours, server)

    def sit(self, quarter: int, hour: float, hours: float, *, urgent: bool) -> Booking:
        """Find the first sitting of the council that has time for a case.

        It sits every ``council_days``; an urgent case may call it a few days ahead, and others
        join what has been called. A sitting hears three cases.
        """
        p, today = self.parameters, int(hour // 24.0)
        called = today + max(round(p.council_notice), 1) if urgent else None
        day = today + 1
        while True:
            ordinary = day % max(round(p.council_days), 1) == 0
            left = self.sittings.get((quarter, day), CASES_A_SITTING * hours)
            known = ordinary or (quarter, day) in self.sittings
            calls = called is not None and day >= called
            # three cases fit, whatever the rounding of three times the hours
            if (known or calls) and left >= 0.999 * hours:
                break
            day += 1
        self.sittings[quarter, day] = left - hours
        self.booked[Role.COUNCIL] += hours
        self.available[Role.COUNCIL] += hours
        start = 24.0 * day + COUNCIL_SITS
        return Booking(start, start + 2.0)

    def office_delay(self, hour: float, office_hours: float) -> float:
        """Return the moment so many office hours after another moment."""
        return self.clock.moment(self.clock.work(hour) + office_hours)

    def _arrive(self, role: Role, quarter: int, hour: float) -> float:
        """Turn a moment into office hours, with every ticket that came before it served."""
        arrival = self.clock.work(hour)
        if role == Role.DESK:
            self._served_before.append(self._serve(arrival, quarter))
        return arrival

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
        if u < rate:  # a home has one a day at most, so there is room for all
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
