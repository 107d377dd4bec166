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
from model.estate import BuildingPlan, Estate, EstatePlan
from model.roles import Role
from model.staff import PERSONAL, OfficeClock, Staff
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
    staff.employ(Role.SOCIAL, 500 / 48, by="test", skill=0.8, share=0.5)  # one person here
    booking = staff.book(Role.SOCIAL, 0, 24.0 + 9.0, 4.0)
    assert booking.finish - booking.start == pytest.approx(8.0)
    assert staff.booked[Role.SOCIAL] == 4.0


def test_half_a_post_is_one_person_with_half_the_time():
    staff = staff_of()
    staff.employ(Role.SOCIAL, 0.5 * 500 / 48, by="test", skill=0.8, share=1.0)
    assert staff.servers[Role.SOCIAL].tolist() == [1]
    assert staff.time[Role.SOCIAL, 0, 0] == pytest.approx(0.5)


def test_each_keeps_the_skill_and_the_time_for_which_they_were_employed():
    staff = staff_of()
    staff.employ(Role.SOCIAL, 500 / 48, by="one", skill=0.2, share=0.3)
    staff.employ(Role.SOCIAL, 3 * 500 / 48, by="other", skill=1.0)
    here = (Role.SOCIAL, 0, slice(4))
    assert staff.servers[Role.SOCIAL].tolist() == [4]
    assert staff.taught[here] == pytest.approx([0.2, 1.0, 1.0, 1.0])
    assert staff.time[here] == pytest.approx([0.3, 1.0, 1.0, 1.0])


def test_nobody_employed_is_nobody_there():
    staff = staff_of()
    before = {name: getattr(staff, name).copy() for name in ("servers", *PERSONAL)}
    staff.employ(Role.SOCIAL, 0.0, by="one", skill=1.0, share=0.1)
    assert not staff.has(Role.SOCIAL, 0)
    for name, held in before.items():
        assert np.array_equal(held, getattr(staff, name)), name


@pytest.mark.parametrize("role", list(Role))
def test_an_employer_dismisses_its_own_people_and_no_others(role: Role):
    staff = staff_of()
    found = {name: getattr(staff, name)[role, 0, :2].copy() for name in PERSONAL}
    there = int(staff.servers[role, 0])
    staff.employ(role, 2 * 500 / 48, by="one", skill=0.3)
    staff.employ(role, 3 * 500 / 48, by="other", skill=0.7)
    staff.learn(role, 0, there + 4)
    staff.employ(role, 0.0, by="one", skill=0.3)
    others = (role, 0, slice(there, there + 3))
    assert staff.servers[role, 0] == there + 3
    assert staff.taught[others] == pytest.approx(0.7)
    assert staff.practice[others].tolist() == [0.0, 0.0, 1.0]
    staff.employ(role, 0.0, by="other", skill=0.7)
    assert staff.servers[role, 0] == there
    for name, held in found.items():
        assert np.array_equal(getattr(staff, name)[role, 0, :there], held[:there]), name


def test_employed_again_means_no_more_people_and_keeps_those_who_stay():
    staff = staff_of(tickets=0.0)
    for people in (3.0, 3.0, 2.0):
        staff.employ(Role.SOCIAL, people * 500 / 48, by="one", skill=0.4)
        staff.learn(Role.SOCIAL, 0, 0)
    assert staff.servers[Role.SOCIAL].tolist() == [2]
    assert staff.practice[Role.SOCIAL, 0, :2].tolist() == [3.0, 0.0]


def test_who_leaves_does_not_depend_on_who_else_is_employed_or_in_which_order():
    def leavers(*names: str) -> dict[int, int]:
        staff = staff_of(leaving=1.0, vacancy=5.0)
        for name in names:
            staff.employ(Role.SOCIAL, 2 * 500 / 48, by=name, skill=0.4)
        for month in range(12):
            staff.end_month(30 * month)
        count = int(staff.servers[Role.SOCIAL, 0])
        posts, since = staff.post[Role.SOCIAL, 0], staff.since[Role.SOCIAL, 0]
        return dict(zip(posts[:count].tolist(), since[:count].tolist(), strict=True))

    one, other, both = leavers("one"), leavers("other"), leavers("one", "other")
    assert both == leavers("other", "one") == one | other
    assert max(both.values()) > 0


def test_a_part_time_clerk_serves_the_line_at_that_pace():
    staff = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=0.0)
    staff.employ(Role.DESK, 500 / 48, by="one", skill=0.1, share=0.25)
    starts = [staff.book(Role.DESK, 0, 24.0 + 9.0, 1.0).start for _ in range(4)]
    assert starts == pytest.approx([33.0, 33.0, 34.0, 35.0])
    staff.open_day(1, np.arange(48, dtype=np.int32))
    assert staff.available[Role.DESK] == 1.25 * OFFICE_HOURS


def test_those_who_are_kept_do_not_leave():
    staff = staff_of(SMALL.model_copy(update={"stewards": 50.0}), leaving=365.0)
    staff.retain(1.0)
    staff.end_month(29)
    assert (staff.since[Role.DESK] < 0).all()
    staff.retain(0.0)
    staff.end_month(59)
    assert (staff.since[Role.DESK, 0, :5] > 0).all()


# -- the council -------------------------------------------------------------------------------


@given(st.floats(0.1, 60.0), st.integers(1, 90), st.floats(0.0, 2000.0))
def test_the_council_sits_on_its_days_and_hears_three_cases_a_sitting(
    hours: float, interval: int, hour: float
):
    # Three times the hours of a case less twice the hours was once short of the third by a bit.
    staff = staff_of(council_days=interval, council_hours=hours)
    starts = [staff.sit(0, hour, hours, urgent=False).start for _ in range(7)]
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
    one = [staff.sit(0, 0.0, 20.0, urgent=True).start for _ in range(3)]
    other = [staff.sit(1, 0.0, 20.0, urgent=True).start for _ in range(3)]
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


def test_an_urgent_case_calls_the_council_a_few_days_ahead_and_others_join():
    staff = staff_of(council_days=30.0, council_notice=5.0)
    far = 24.0 * 2 + 12.0
    first = staff.sit(0, far, 20.0, urgent=True)
    assert first.start == 24.0 * 7 + 19.0
    assert staff.sit(0, far + 24.0, 20.0, urgent=True).start == first.start
    assert staff.sit(0, far, 20.0, urgent=False).start == first.start  # the third and last
    assert staff.sit(0, far, 20.0, urgent=False).start == 24.0 * 30 + 19.0
    assert staff.sit(0, 24.0 * 28, 20.0, urgent=True).start == 24.0 * 30 + 19.0


# -- the evening -------------------------------------------------------------------------------


def test_a_session_is_held_on_the_evening_it_was_made_for_and_taken_off_the_next_day():
    staff = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=0.0)
    evening = 24.0 * 1 + 20.0
    assert staff.evening(Role.DESK, 0, 24.0 + 12.0) == evening
    held = staff.hold(Role.DESK, 0, evening, 2.0)
    assert (held.start, held.finish) == (evening, evening + 2.0)
    assert staff.book(Role.DESK, 0, 48.0 + 9.0, 1.0).start == pytest.approx(48.0 + 11.0)
    assert staff.booked[Role.DESK] == 3.0


def test_after_eight_it_is_the_next_evening_and_on_sundays_nobody_comes():
    staff = staff_of(tickets=0.0)
    assert staff.evening(Role.DESK, 0, 24.0 + 20.5) == 48.0 + 20.0
    saturday = 24.0 * 5
    assert staff.evening(Role.DESK, 0, saturday + 21.0) == 24.0 * 7 + 20.0


def test_nobody_holds_two_sessions_an_evening():
    staff = staff_of(SMALL.model_copy(update={"stewards": 20.0}), tickets=0.0)
    evening = 24.0 + 20.0
    servers = [staff.hold(Role.DESK, 0, evening, 2.0).server for _ in range(2)]
    assert sorted(servers) == [0, 1]
    assert staff.evening(Role.DESK, 0, evening) == evening + 24.0
    with pytest.raises(ValueError, match="nobody of desk"):
        staff.hold(Role.DESK, 0, evening, 2.0)


def test_a_long_list_at_the_desk_does_not_keep_anybody_from_an_evening():
    staff = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=0.0)
    staff.book(Role.DESK, 0, 24.0 + 9.0, 50.0)
    assert staff.evening(Role.DESK, 0, 24.0 + 12.0) == 24.0 + 20.0
    assert staff.wait(Role.DESK, 0, 24.0 + 9.0) == pytest.approx(50.0)


# -- nothing is lost ---------------------------------------------------------------------------


def test_every_ticket_of_a_large_quarter_is_served():
    plan = EstatePlan(buildings=(BuildingPlan(count=1, stairs=4, floors=40, doors=8),))
    staff = Staff(Estate(plan), StaffParameters(tickets=200.0), Streams(1), days=40)
    homes = np.arange(plan.dwellings(), dtype=np.int32)
    rate = 200.0 / (staff.clock.open[:365].mean() * 365.0)
    drawn = 0
    for day in range(1, 6):
        staff.open_day(day, homes)
        drawn += int(staff.waiting.sum())
    assert drawn == pytest.approx(5 * rate * homes.size, rel=0.05)
    staff.open_day(6, homes)
    assert staff.waits[1] == drawn


def test_tickets_that_a_booking_overtakes_still_please_or_annoy():
    staff = staff_of(SMALL.model_copy(update={"stewards": 10.0}), tickets=200.0)
    homes = np.arange(SMALL.dwellings(), dtype=np.int32)
    staff.open_day(1, homes)
    came = int(staff.waiting.sum())
    staff.book(Role.DESK, 0, 24.0 + 17.0, 1.0)
    well, badly = staff.open_day(2, homes)
    assert well.size + badly.size == came > 0


def test_there_is_a_place_for_everybody_who_is_hired():
    staff = staff_of(SMALL.model_copy(update={"stewards": 50.0}))
    staff.employ(Role.DESK, 40 * 500 / 48, by="test", skill=0.5)
    assert staff.servers[Role.DESK].tolist() == [45]
    assert staff.free_at.shape[2] == 45


# -- learning, forgetting, leaving -------------------------------------------------------------

UNMOVED = {"leaving": 0.0, "background": 0.0, "forgetting": 0.0, "cases_before": 0.0}


def test_practice_makes_better_up_to_what_practice_can_do():
    staff = staff_of(desk_skill=0.2, practice_gain=0.5, practice_cases=10.0, **UNMOVED)
    staff.keep_library(0.0)
    skills = [staff.skill_of(Role.DESK, 0, 0)]
    for _ in range(200):
        staff.learn(Role.DESK, 0, 0)
        skills.append(staff.skill_of(Role.DESK, 0, 0))
    assert skills[0] == pytest.approx(0.2)
    assert skills == sorted(skills)
    assert skills[10] == pytest.approx(0.2 + 0.8 * 0.5 * (1 - np.exp(-1.0)))
    assert skills[-1] == pytest.approx(0.6, abs=1e-6)


def test_a_library_teaches_who_never_met_the_case():
    plan = SMALL.model_copy(update={"stewards": 20.0})
    with_, without = (staff_of(plan, **UNMOVED) for _ in range(2))
    with_.keep_library(1.0)
    without.keep_library(0.0)
    for staff in (with_, without):
        staff.learn(Role.DESK, 0, 0)
    assert with_.skill_of(Role.DESK, 0, 1) > without.skill_of(Role.DESK, 0, 1)
    assert without.skill_of(Role.DESK, 0, 1) == pytest.approx(without.parameters.desk_skill)


def test_what_is_not_met_again_is_forgotten():
    staff = staff_of(**UNMOVED | {"forgetting": 0.5})
    staff.practice[Role.DESK, 0, 0] = 8.0
    for month in range(12):
        staff.end_month(30 * month)
    assert staff.practice[Role.DESK, 0, 0] == pytest.approx(8.0 * np.exp(-0.5 * 360 / 365))


def test_who_leaves_takes_skill_along_and_the_post_is_empty_for_a_while():
    plan = SMALL.model_copy(update={"stewards": 20.0})
    staff = staff_of(plan, tickets=0.0, **UNMOVED | {"leaving": 365.0, "vacancy": 10.0})
    homes = np.arange(48, dtype=np.int32)
    staff.train(Role.DESK, 0.8)
    staff.end_month(29)
    staff.open_day(30, homes)
    came = staff.since[Role.DESK, 0, :2]
    assert (came == 39).all()  # at such a rate nobody stays a month
    assert staff.skill_of(Role.DESK, 0, 0) == pytest.approx(staff.parameters.desk_skill)
    assert staff.available[Role.DESK] == 0.0
    assert staff.book(Role.DESK, 0, 24.0 * 31, 1.0).start >= 24.0 * 39


def test_where_there_is_but_one_the_next_one_comes_at_once():
    staff = staff_of(
        SMALL.model_copy(update={"stewards": 10.0}), tickets=0.0, **UNMOVED | {"leaving": 365.0}
    )
    staff.end_month(29)
    assert staff.since[Role.DESK, 0, 0] == 29
    assert staff.book(Role.DESK, 0, 24.0 * 30 + 9.0, 1.0).start == pytest.approx(24.0 * 30 + 9.0)


def test_who_has_just_come_waits_for_the_next_course():
    one = SMALL.model_copy(update={"stewards": 10.0})
    staff = staff_of(one, tickets=0.0, **UNMOVED | {"leaving": 365.0, "course_days": 50.0})
    homes = np.arange(48, dtype=np.int32)
    staff.end_month(29)
    for day, skill in ((60, staff.parameters.desk_skill), (80, 0.7)):
        staff.open_day(day, homes)
        staff.train(Role.DESK, 0.7)
        assert staff.skill_of(Role.DESK, 0, 0) == pytest.approx(skill)


def test_a_share_of_clerks_has_a_background_and_people_leave_at_their_rate():
    plan = EstatePlan(buildings=(BuildingPlan(count=40, stairs=2, floors=32, doors=8),))
    plan = plan.model_copy(update={"stewards": 50.0})
    rules = StaffParameters(background=0.2, background_skill=0.9, leaving=1.0)
    staff = Staff(Estate(plan), rules, Streams(3), days=400)
    posts = int(staff.servers[Role.DESK].sum())
    assert posts > 1500
    there = np.arange(staff.taught.shape[2]) < staff.servers[Role.DESK][:, None]
    lucky = float((staff.taught[Role.DESK][there] == 0.9).mean())
    assert abs(lucky - 0.2) < 4.5 * np.sqrt(0.2 * 0.8 / posts)
    staff.end_month(29)
    left = float((staff.since[Role.DESK][there] > 0).mean())
    chance = 1.0 - np.exp(-30.0 / 365.0)
    assert abs(left - chance) < 4.5 * np.sqrt(chance * (1 - chance) / posts)


def test_practice_at_the_start_is_what_it_comes_to_in_the_long_run():
    plan = EstatePlan(buildings=(BuildingPlan(count=10, stairs=2, floors=32, doors=8),))
    plan = plan.model_copy(update={"stewards": 50.0})
    rules = StaffParameters(cases_before=12.0, leaving=0.5, forgetting=0.5, vacancy=0.0)
    staff = Staff(Estate(plan), rules, Streams(3), days=1200)
    there = np.arange(staff.taught.shape[2]) < staff.servers[Role.DESK][:, None]
    start = staff.practice[Role.DESK][there]
    assert start.mean() == pytest.approx(12.0, rel=0.1)  # cases over what fades and leaves
    for month in range(36):
        staff.practice[Role.DESK][there] += 12.0 * 30 / 365
        staff.end_month(30 * month)
    later = staff.practice[Role.DESK][there]
    assert later.mean() == pytest.approx(start.mean(), rel=0.1)
    assert later.std() == pytest.approx(start.std(), rel=0.2)
