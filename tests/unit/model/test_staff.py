"""Staff: office hours, lists served in order of arrival, hours that are booked and had."""

from __future__ import annotations

import heapq

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from neighbourhoods import SMALL

from model.behaviour.staff import StaffParameters
from model.calendar import OFFICE_CLOSES, OFFICE_HOURS, OFFICE_OPENS, office_open
from model.estate import Estate, EstatePlan
from model.roles import Role
from model.staff import OfficeClock, Staff
from model.streams import Streams

CLOCK = OfficeClock(400)


def staff_of(
    plan: EstatePlan = SMALL, *, seed: int = 1, days: int = 400, **settings: float
) -> Staff:
    staff = Staff(Estate(plan), StaffParameters(**settings), Streams(seed), days=days)
    staff.free_at[:] = staff.clock.work(0.0)
    return staff


def days_of(staff: Staff, days: int) -> np.ndarray:
    """Open so many days and return every ticket: arrival, hours."""
    homes = np.arange(staff.estate.size, dtype=np.int32)
    found = []
    for day in range(days):
        staff.open_day(day, homes)
        found.append(staff.tickets[0, : staff.waiting[0], :2].copy())
    staff.open_day(days, homes)
    return np.concatenate(found)


# -- the office clock --------------------------------------------------------------------------


def test_a_working_day_has_nine_office_hours():
    assert CLOCK.work(24.0 * 3) - CLOCK.work(24.0 * 2) == OFFICE_HOURS


def test_nights_sundays_and_holidays_have_none():
    holiday, sunday = 0, 6
    for day in (holiday, sunday):
        assert not office_open(day)
        assert CLOCK.work(24.0 * (day + 1)) == CLOCK.work(24.0 * day)
    assert CLOCK.work(24.0 * 2 + 3.0) == CLOCK.work(24.0 * 2)


def test_ten_office_hours_from_saturday_noon_span_a_night_and_a_sunday():
    saturday_noon = 24.0 * 5 + 12.0
    monday = 24.0 * 7 + OFFICE_OPENS
    assert CLOCK.moment(CLOCK.work(saturday_noon) + 10.0) == monday + 4.0


@given(st.floats(-300 * 24.0, 390 * 24.0))
def test_the_moment_of_the_work_at_an_hour_is_that_hour_or_the_next_opening(hour: float):
    found = CLOCK.moment(CLOCK.work(hour))
    assert found >= hour - 1e-6
    day, clock = divmod(hour, 24.0)
    within = OFFICE_OPENS <= clock < OFFICE_CLOSES - 1e-6
    if office_open(int(day)) and within:
        assert found == pytest.approx(hour)
    else:
        assert CLOCK.work(found) == pytest.approx(CLOCK.work(hour))


@given(st.floats(0.0, 3000.0))
def test_the_work_at_a_moment_is_the_work_it_was_asked_for(work: float):
    moment = CLOCK.moment(work)
    assert CLOCK.work(moment) == pytest.approx(work, abs=1e-6)
    assert office_open(int(moment // 24))
    assert OFFICE_OPENS <= moment % 24 <= OFFICE_CLOSES


@given(st.floats(-300 * 24.0, 390 * 24.0), st.floats(0.0, 24.0 * 9))
def test_work_never_runs_backwards_nor_faster_than_the_clock(hour: float, later: float):
    gained = CLOCK.work(hour + later) - CLOCK.work(hour)
    assert -1e-9 <= gained <= later + 1e-6


def test_a_clock_for_more_days_tells_the_same_time():
    longer = OfficeClock(1080)
    for hour in np.linspace(-8000.0, 9000.0, 200):
        assert longer.work(hour) == CLOCK.work(hour)
        assert longer.moment(CLOCK.work(hour)) == CLOCK.moment(CLOCK.work(hour))


# -- tickets -----------------------------------------------------------------------------------


def first_come_first_served(tickets: np.ndarray, servers: int, begin: float) -> np.ndarray:
    """Return the waits of a plain event-driven queue, written without a look at the other."""
    free = [begin] * servers
    waits = []
    for arrival, hours in tickets[np.argsort(tickets[:, 0], kind="stable")]:
        start = max(arrival, heapq.heappop(free))
        waits.append(start - arrival)
        heapq.heappush(free, start + hours)
    return np.array(waits)


@pytest.mark.parametrize("stewards", [10.0, 20.0, 50.0])
def test_tickets_wait_as_in_a_queue_written_from_scratch(stewards: float):
    plan = SMALL.model_copy(update={"stewards": stewards})
    staff = staff_of(plan, tickets=60.0, ticket_hours=0.9)
    tickets = days_of(staff, 300)
    begin, servers = staff.clock.work(0.0), int(staff.servers[Role.DESK, 0])
    waits = first_come_first_served(tickets, servers, begin)
    assert staff.waits[1] == waits.size > 1000
    assert staff.waits[0] == pytest.approx(waits.sum())
    assert waits.sum() > 0
    assert staff.booked[Role.DESK] == pytest.approx(tickets[:, 1].sum())


def test_more_staff_never_lengthens_the_mean_wait():
    waits = []
    for stewards in (10.0, 20.0, 30.0, 40.0, 50.0):
        staff = staff_of(SMALL.model_copy(update={"stewards": stewards}), tickets=100.0)
        days_of(staff, 200)
        waits.append(staff.waits[0] / staff.waits[1])
    assert waits == sorted(waits, reverse=True)
    assert waits[0] > waits[-1]


def test_staff_meet_the_same_tickets_whatever_their_number():
    one = days_of(staff_of(SMALL.model_copy(update={"stewards": 10.0})), 100)
    other = days_of(staff_of(SMALL.model_copy(update={"stewards": 50.0})), 100)
    assert np.array_equal(one, other)


def test_on_days_off_there_are_no_tickets_and_no_hours_to_be_had():
    staff = staff_of(tickets=200.0)
    homes = np.arange(staff.estate.size, dtype=np.int32)
    staff.open_day(6, homes)  # a Sunday
    assert staff.waiting.sum() == 0
    assert staff.available.sum() == 0.0
    staff.open_day(7, homes)
    assert staff.waiting.sum() > 0
    assert staff.available[Role.DESK] == staff.servers[Role.DESK].sum() * OFFICE_HOURS


def test_empty_flats_send_no_tickets():
    staff = staff_of(tickets=200.0)
    staff.open_day(1, np.full(staff.estate.size, -1, np.int32))
    assert staff.waiting.sum() == 0


def test_homes_served_in_time_and_late_are_told_apart():
    staff = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=200.0, prompt=0.5)
    homes = np.arange(staff.estate.size, dtype=np.int32)
    well = badly = 0
    for day in range(60):
        good, bad = staff.open_day(day, homes)
        well, badly = well + good.size, badly + bad.size
    assert well + badly == staff.waits[1]
    assert well
    assert badly


# -- booking -----------------------------------------------------------------------------------


def test_a_dispute_waits_its_turn_among_the_tickets():
    busy = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=200.0, ticket_hours=3.0)
    idle = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=0.0)
    homes = np.arange(SMALL.dwellings(), dtype=np.int32)
    for staff in (busy, idle):
        staff.open_day(1, homes)
    hour = 24.0 + 17.0
    assert idle.book(Role.DESK, 0, hour, 1.0).start == pytest.approx(hour)
    assert busy.book(Role.DESK, 0, hour, 1.0).start > hour


def test_a_job_in_office_hours_with_nobody_before_it_begins_at_once():
    staff = staff_of(tickets=0.0)
    booking = staff.book(Role.DESK, 0, 24.0 + 10.0, 2.0)
    assert booking.start == pytest.approx(34.0)
    assert booking.finish == pytest.approx(36.0)


def test_a_job_that_does_not_fit_into_the_day_goes_on_the_next_morning():
    booking = staff_of(tickets=0.0).book(Role.DESK, 0, 24.0 + 17.0, 3.0)
    assert booking.finish == pytest.approx(48.0 + OFFICE_OPENS + 2.0)


def test_as_many_jobs_run_side_by_side_as_there_are_servers():
    staff = staff_of(SMALL.model_copy(update={"stewards": 20.0}), tickets=0.0)
    assert staff.servers[Role.DESK, 0] == 2
    starts = [staff.book(Role.DESK, 0, 24.0 + 9.0, 1.0).start for _ in range(4)]
    assert starts == pytest.approx([33.0, 33.0, 34.0, 34.0])


def test_half_a_persons_time_takes_twice_as_long_and_books_the_same_hours():
    staff = staff_of(tickets=0.0)
    staff.hire(Role.SOCIAL, 500 / 48, skill=0.8, share=0.5)  # one person here
    booking = staff.book(Role.SOCIAL, 0, 24.0 + 9.0, 4.0)
    assert booking.finish - booking.start == pytest.approx(8.0)
    assert staff.booked[Role.SOCIAL] == 4.0


def test_half_a_post_is_one_person_with_half_the_time():
    staff = staff_of()
    staff.hire(Role.SOCIAL, 0.5 * 500 / 48, skill=0.8, share=1.0)
    assert staff.servers[Role.SOCIAL].tolist() == [1]
    assert staff.share[Role.SOCIAL] == pytest.approx(0.5)


def test_the_skill_of_a_pool_is_the_mean_of_its_people():
    staff = staff_of()
    staff.hire(Role.SOCIAL, 500 / 48, skill=0.2)
    staff.hire(Role.SOCIAL, 3 * 500 / 48, skill=1.0)
    assert staff.skill[Role.SOCIAL] == pytest.approx(0.8)
    assert staff.servers[Role.SOCIAL].sum() == 4


def test_nobody_hired_is_nobody_there():
    staff = staff_of()
    before = staff.skill.copy(), staff.share.copy(), staff.servers.copy()
    staff.hire(Role.SOCIAL, 0.0, skill=1.0, share=0.1)
    assert not staff.has(Role.SOCIAL, 0)
    for held, now in zip(before, (staff.skill, staff.share, staff.servers), strict=True):
        assert np.array_equal(held, now)


def test_dismissed_is_gone():
    staff = staff_of()
    staff.hire(Role.SOCIAL, 10.0, skill=1.0)
    assert staff.has(Role.SOCIAL, 0)
    staff.dismiss(Role.SOCIAL)
    assert not staff.has(Role.SOCIAL, 0)


# -- the council -------------------------------------------------------------------------------


@given(st.floats(0.1, 60.0), st.integers(1, 90), st.floats(0.0, 2000.0))
def test_the_council_sits_on_its_days_and_hears_three_cases_a_sitting(
    hours: float, interval: int, hour: float
):
    # Three times the hours of a case less twice the hours was once short of the third by a bit.
    staff = staff_of(council_days=interval, council_hours=hours)
    starts = [staff.book(Role.COUNCIL, 0, hour, hours).start for _ in range(7)]
    for start in starts:
        assert start >= hour - 5.0
        assert (start - 19.0) / 24.0 / interval == pytest.approx(
            round((start - 19.0) / 24.0 / interval)
        )
    sittings = [round((start - 19.0) / 24.0 / interval) for start in starts]
    first = sittings[0]
    assert sittings == [first] * 3 + [first + 1] * 3 + [first + 2]
    assert staff.booked[Role.COUNCIL] == pytest.approx(7 * hours)


def test_councils_of_two_quarters_do_not_wait_for_each_other():
    staff = staff_of()
    one = [staff.book(Role.COUNCIL, 0, 0.0, 20.0).start for _ in range(3)]
    other = [staff.book(Role.COUNCIL, 1, 0.0, 20.0).start for _ in range(3)]
    assert one == other


def test_a_reset_counts_afresh_and_leaves_the_lists_as_they_are():
    staff = staff_of(tickets=100.0)
    days_of(staff, 20)
    busy = staff.free_at.copy()
    staff.reset(OfficeClock(60))
    assert not staff.booked.any()
    assert not staff.available.any()
    assert not staff.waits.any()
    assert np.array_equal(staff.free_at, busy)
