"""Calendar: weekdays, holidays, office days and months."""

from __future__ import annotations

import pytest

from model.calendar import (
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    FESTIVE_WEEKS,
    HOLIDAYS,
    SCHOOL_HOLIDAYS,
    WARM_DAYS,
    DayKind,
    building_work_allowed,
    day_kind,
    day_of_year,
    first_day,
    is_summer,
    month_of,
    office_open,
    seasonal,
    weekday,
)


def test_the_run_begins_on_new_years_day_a_monday():
    assert (day_of_year(0), weekday(0), day_kind(0)) == (0, 0, DayKind.HOLIDAY)
    assert [day_kind(day) for day in range(1, 7)] == [DayKind.WORKDAY] * 4 + [DayKind.WEEKEND] * 2


def test_a_holiday_stays_one_on_a_weekend_and_comes_back_every_year():
    off = (DayKind.HOLIDAY, DayKind.FESTIVAL)
    holidays = [day for day in range(10 * DAYS_PER_YEAR) if day_kind(day) in off]
    assert len(holidays) == 10 * len(HOLIDAYS)
    assert any(weekday(day) >= 5 for day in holidays)


@pytest.mark.parametrize("day", [-1, -WARM_DAYS, -DAYS_PER_YEAR])
def test_days_before_the_run_have_a_weekday_and_a_date_too(day: int):
    assert weekday(day) == weekday(day + 7 * 1000)
    assert day_of_year(day) == day_of_year(day + 20 * DAYS_PER_YEAR)


def test_the_office_shuts_on_sundays_and_holidays_only():
    shut = [day for day in range(DAYS_PER_YEAR) if not office_open(day)]
    assert all(weekday(day) == 6 or day in HOLIDAYS for day in shut)
    assert office_open(5)  # a Saturday


def test_spring_festival_is_a_week_of_its_own():
    festive = [day for day in range(DAYS_PER_YEAR) if day_kind(day) == DayKind.FESTIVAL]
    assert festive == list(range(38, 45))
    assert set(festive) <= HOLIDAYS
    assert set(festive) < set(FESTIVE_WEEKS)


def test_pupils_are_off_in_winter_and_summer_and_at_spring_festival():
    assert set(FESTIVE_WEEKS[7:14]) < SCHOOL_HOLIDAYS
    assert {day for day in range(365) if is_summer(day)} < SCHOOL_HOLIDAYS
    assert 0.2 < len(SCHOOL_HOLIDAYS) / DAYS_PER_YEAR < 0.3


def test_building_work_rests_on_weekends_and_holidays():
    for day in range(2 * DAYS_PER_YEAR):
        allowed = weekday(day) < 5 and day_of_year(day) not in HOLIDAYS
        assert building_work_allowed(day) == allowed


@pytest.mark.parametrize("factor", [0.0, 0.3, 1.0, 1.4])
def test_a_season_moves_the_year_and_not_its_mean(factor: float):
    season = seasonal(SCHOOL_HOLIDAYS, factor)
    assert sum(season) == pytest.approx(DAYS_PER_YEAR)
    assert {season[day] for day in SCHOOL_HOLIDAYS} == {factor}
    assert len(set(season)) == (1 if factor == 1.0 else 2)


def test_summer_is_july_and_august():
    assert [day for day in range(365) if is_summer(day)] == list(range(181, 243))


@pytest.mark.parametrize("month", range(1, 40))
def test_a_month_begins_on_its_first_day_and_lasts_thirty(month: int):
    start = first_day(month)
    assert {month_of(day) for day in range(start, start + DAYS_PER_MONTH)} == {month}
    assert month_of(start - 1) == month - 1
