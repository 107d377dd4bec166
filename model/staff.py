"""Staff: who serves, in which hours, how well, and what else is on their list."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from model import tickets
from model.behaviour.staff import StaffParameters
from model.calendar import (
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    OFFICE_HOURS,
    OFFICE_OPENS,
    WARM_DAYS,
    office_open,
)
from model.estate import HOUSEHOLDS_PER_QUARTER, Estate
from model.roles import Role
from model.streams import Question, Streams

HORIZON_DAYS = 400  # bookings reach at most this far beyond a day
EVENING = 20.0  # when working people can come
COUNCIL_SITS = 19.0
CASES_A_SITTING = 3
LONG_AGO = -100_000
LEAVING = (Role.DESK, Role.SOCIAL)  # a council has other members, and sits on
MOST_POSTS = 1 << 16  # of one employer in a quarter: numbers of posts of two never meet
# What is known of each person, by role, quarter and place.
PERSONAL: Final = (
    "free_at", "taught", "entry", "practice", "since", "evening_held", "time", "post",
)  # fmt: skip


class Booking(NamedTuple):
    """When a job begins and ends, in hours since day 0, and which of the people does it."""

    start: float
    finish: float
    server: int = 0


class Example(NamedTuple):
    """What people of a role have on average: skill taught, cases remembered, cases collected."""

    taught: float
    practice: float
    lessons: float


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
        self.size = estate.quarter_share() * estate.size / HOUSEHOLDS_PER_QUARTER
        self.retained = 1.0  # share of its rate at which people leave
        self.loan = np.zeros(roles)  # hours of people from other estates, as a share of one's own
        self.course = np.zeros(roles)  # skill of the last course
        self.course_day = np.full(roles, LONG_AGO)
        self.drawn, self.green = 1.0, 0.0
        self._make_posts(int(np.bincount(estate.dwellings.quarter).max()))
        self.assistant = np.zeros(estate.size)  # share of a home's enquiries that it answers
        self.booked = np.zeros(roles)
        self.available = np.zeros(roles)
        self.waits = np.zeros(2)
        self.sittings: dict[tuple[int, int], float] = {}  # hours left, by quarter and day
        self._open_desks()

    def _make_posts(self, homes: int) -> None:
        """Lay out one place a person and, for tickets, one a home of the largest quarter."""
        shape = (*self.servers.shape, 1)
        self.free_at = np.zeros(shape)
        self.taught = np.zeros(shape)
        self.entry = np.zeros(shape)  # skill with which whoever follows begins
        self.time = np.ones(shape)  # share of working time that is free for disputes
        self.post = np.zeros(shape, np.int64)
        self.practice = np.zeros(shape)  # cases that are still remembered
        self.since = np.zeros(shape, np.int64)
        self.evening_held = np.zeros(shape, np.int64)
        self.lessons = np.zeros(self.servers.shape[1])  # cases that the library still teaches
        self.vacant_until = LONG_AGO
        quarters = self.servers.shape[1]
        self.tickets = np.zeros((quarters, homes, 3))
        self.waiting = np.zeros(quarters, np.int64)
        self.served = np.zeros(quarters, np.int64)
        self._served_before: list[tuple[NDArray[np.int64], ...]] = []

    def _open_desks(self) -> None:
        """Fill the desks with people as they are found: some for long, few with a background."""
        p, desk = self.parameters, Role.DESK
        count = np.maximum(np.rint(self.estate.plan.stewards * self.size), 1).astype(np.int64)
        for quarter in range(self.servers.shape[1]):
            for n in range(int(count[quarter])):
                self._add(desk, quarter, n, skill=p.desk_skill)
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

    def employ(
        self, role: Role, people: float, *, by: str, skill: float, share: float = 1.0
    ) -> None:
        """Let an employer have so many people per 500 households in a role, from now on.

        Called again, it hires or dismisses the difference, whoever came last first; people of
        other employers stay. ``share`` is the part of their time that goes into the role.
        Part-time posts are whole people with part of their time: half a post is one person with
        half the share of time.
        """
        first = (1 + crc32(by.encode()) % 0x7FFE) * MOST_POSTS
        posts = people * self.size
        for quarter, wanted in enumerate(np.ceil(posts - 1e-9).astype(np.int64).tolist()):
            mine = self._posts_from(first, role, quarter)
            for place in mine[wanted:][::-1].tolist():
                self._remove(role, quarter, place)
            for n in range(mine.size, wanted):
                self._add(role, quarter, first + n, skill=skill)
            here = (role, quarter, self._posts_from(first, role, quarter))
            self.time[here] = share * float(posts[quarter]) / max(wanted, 1)
            self.entry[here] = skill
            if role != Role.DESK:  # a desk is one pool, and learns by courses
                self.taught[here] = np.maximum(self.taught[here], skill)

    def train(self, role: Role, skill: float) -> None:
        """Teach a role up to a skill; who has just come waits for the next course.

        Of two courses the better counts. What skill does to a case is the mediation's business.
        """
        settled = self.since[role] <= self.today - self.parameters.course_days
        self.taught[role] = np.where(
            settled, np.maximum(self.taught[role], skill), self.taught[role]
        )
        same_day = self.course_day[role] == self.today
        self.course[role] = max(self.course[role], skill) if same_day else skill
        self.course_day[role] = self.today

    def catch_up(self, role: Role) -> None:
        """Teach what the course of this month teaches to those who came after it."""
        if self.course_day[role] > self.today - DAYS_PER_MONTH:
            self.taught[role] = np.maximum(self.taught[role], self.course[role])

    def example(self, role: Role) -> Example:
        """Return what people of a role have been taught and met on average, and their library."""
        here = np.arange(self.taught.shape[2]) < self.servers[role][:, None]
        if not here.any():
            return Example(0.0, 0.0, 0.0)
        taught, practice = self.taught[role][here].mean(), self.practice[role][here].mean()
        return Example(float(taught), float(practice), float(self.lessons.mean()))

    def follow(self, role: Role, example: Example, *, share: float) -> None:
        """Let everybody of a role make up for a share of what somebody else is ahead.

        References: Darr, Argote & Epple (1995), The acquisition, transfer, and depreciation of
        knowledge in service organizations: productivity in franchises.
        """
        for own, other in ((self.taught, example.taught), (self.practice, example.practice)):
            own[role] += share * np.maximum(other - own[role], 0.0)

    def read_cases(self, cases: float) -> None:
        """Put cases that others have collected into the library of each quarter."""
        self.lessons += cases

    def lend(self, role: Role, share: float) -> None:
        """Add hours of people from other estates, or give hours away, as a share of one's own.

        They take disputes; tickets stay with those who know the houses. 0 ends the loan.
        """
        self.loan[role] = share

    def retain(self, share: float) -> None:
        """Keep a share of those who would leave."""
        self.retained = 1.0 - share

    def drain(self, *, leaving: float, skill: float) -> None:
        """Draw people elsewhere so many times as often; who follows lacks a share of the skill."""
        self.drawn, self.green = leaving, skill

    def keep_library(self, share: float) -> None:
        """Put a share of cases into a library from which everybody of the quarter learns."""
        self.library = share

    def answer(self, shares: NDArray[np.float64]) -> None:
        """Let an assistant answer a share of each home's enquiries, which then take no desk time.

        What a machine has answered pleases nobody and angers nobody.
        """
        self.assistant[:] = shares

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
        chance = 1.0 - np.exp(-p.leaving * self.retained * self.drawn * year)
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
        brought = self._brought(role, quarter, server, day=day)
        self.taught[role, quarter, server] = brought * (1.0 - self.green)

    def _brought(self, role: Role, quarter: int, server: int, *, day: int = LONG_AGO) -> float:
        """Draw the skill that somebody new brings along."""
        p, entry = self.parameters, float(self.entry[role, quarter, server])
        lucky = role == Role.DESK and self._luck(role, quarter, server, day=day, n=2) < p.background
        return max(entry, p.background_skill) if lucky else entry

    def _luck(
        self, role: Role, quarter: int, server: int, *, day: int = LONG_AGO, n: int = 0
    ) -> float:
        post = int(self.post[role, quarter, server])
        return self.streams.draw(Question.TURNOVER, day, quarter, post, 4 * role + n)

    def _posts_from(self, first: int, role: Role, quarter: int) -> NDArray[np.intp]:
        """Return the places of one employer's people."""
        post = self.post[role, quarter, : self.servers[role, quarter]]
        return np.flatnonzero(post // MOST_POSTS == first // MOST_POSTS)

    def _add(self, role: Role, quarter: int, post: int, *, skill: float) -> None:
        """Seat somebody new beside those who are there, making room where it is short."""
        place = int(self.servers[role, quarter])
        self.servers[role, quarter] += 1
        if place == self.free_at.shape[2]:
            for name in PERSONAL:
                setattr(self, name, np.pad(getattr(self, name), ((0, 0), (0, 0), (0, 1))))
        here = (role, quarter, place)
        self.post[here], self.time[here] = post, 1.0
        self.free_at[here] = self.clock.work(24.0 * self.today)
        self.taught[here] = self.entry[here] = skill
        self.practice[here] = 0.0
        self.since[here] = self.evening_held[here] = LONG_AGO

    def _remove(self, role: Role, quarter: int, place: int) -> None:
        """Let one person go, and move the others up."""
        last = int(self.servers[role, quarter]) - 1
        for name in PERSONAL:
            held = getattr(self, name)[role, quarter]
            held[place:last] = held[place + 1 : last + 1]
        self.servers[role, quarter] = last

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
        tickets.draw(
            day,
            rate,
            self.parameters.ticket_hours,
            OFFICE_HOURS,
            now,
            self.keys,
            homes.quarter,
            household_of,
            self.assistant,
            self.tickets,
            self.waiting,
        )
        self.served[:] = 0
        return np.concatenate(well), np.concatenate(badly)

    def _count_hours(self, day: int) -> None:
        """Add the day's office hours of those who are there."""
        there = np.arange(self.since.shape[2]) < self.servers[:, :, None]
        if self.vacant_until > day:
            there &= self.since <= day
        hours = OFFICE_HOURS * np.where(there, self.time, 0.0).sum(axis=(1, 2))
        self.available += hours * (1.0 + self.loan)

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
        free[server] = start + hours / (self.time[role, quarter, server] * (1.0 + self.loan[role]))
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
        owed = max(arrival, float(self.free_at[here][server]))
        owed += hours / float(self.time[here][server] * (1.0 + self.loan[role]))
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
        return tickets.serve(  # type: ignore[no-any-return]
            until,
            quarter,
            self.parameters.prompt,
            self.servers[Role.DESK],
            self.time[Role.DESK],
            self.free_at[Role.DESK],
            self.tickets,
            self.waiting,
            self.served,
            self.booked,
            self.waits,
        )
