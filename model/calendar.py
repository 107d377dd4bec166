"""Calendar: what kind of day it is, when the office is open, and what the season brings."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

DAYS_PER_MONTH = 30
DAYS_PER_YEAR = 365
MONTHS_PER_YEAR = 12
MONTH_IN_YEARS = DAYS_PER_MONTH / DAYS_PER_YEAR
WARM_DAYS = 360
OFFICE_OPENS = 9.0
OFFICE_CLOSES = 18.0
OFFICE_HOURS = OFFICE_CLOSES - OFFICE_OPENS

# Days of the year (0 is 1 January) on which offices are shut: New Year, Spring Festival,
# Qingming, Labour Day, Dragon Boat, National Day. Lunar dates sit at their usual place.
FESTIVAL = range(38, 45)  # Spring Festival: many travel to their families
HOLIDAYS = frozenset([0, *FESTIVAL, 94, *range(120, 123), 160, *range(273, 280)])
SUMMER = range(181, 243)
FESTIVE_WEEKS = range(31, 53)  # from a week before Spring Festival to the Lantern Festival
SCHOOL_HOLIDAYS = frozenset([*range(19, 51), *SUMMER])  # winter and summer vacation


class DayKind(IntEnum):
    """How people spend a day."""

    WORKDAY = 0
    WEEKEND = 1
    HOLIDAY = 2
    FESTIVAL = 3


def day_of_year(day: int) -> int:
    """Return the day of the year, 0 for 1 January; day 0 of a run is 1 January."""
    return day % DAYS_PER_YEAR


def weekday(day: int) -> int:
    """Return the day of the week, 0 for Monday; day 0 of a run is a Monday."""
    return day % 7


def day_kind(day: int) -> DayKind:
    """Tell whether a day is a workday, a weekend, a public holiday or Spring Festival."""
    if day_of_year(day) in FESTIVAL:
        return DayKind.FESTIVAL
    if day_of_year(day) in HOLIDAYS:
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if weekday(day) >= 5 else DayKind.WORKDAY


def is_summer(day: int) -> bool:
    """Tell whether windows are open and evenings are spent outside (July and August)."""
    return day_of_year(day) in SUMMER


def office_open(day: int) -> bool:
    """Tell whether the service desk works: every day but Sundays and public holidays."""
    return weekday(day) != 6 and day_of_year(day) not in HOLIDAYS


def building_work_allowed(day: int) -> bool:
    """Tell whether drills may run, in the daytime: on workdays alone, as house rules have it."""
    return day_kind(day) == DayKind.WORKDAY


def seasonal(days: Collection[int], factor: float) -> tuple[float, ...]:
    """Return a factor for each day of the year: the given one on some days, its mean 1.

    So a yearly mean stays what it is, and only its place in the year moves.
    """
    share = len(days) / DAYS_PER_YEAR
    rest = (1.0 - factor * share) / (1.0 - share)
    return tuple(factor if day in days else rest for day in range(DAYS_PER_YEAR))


def month_of(day: int) -> int:
    """Return the plan month of a day, 1 for days 0 to 29."""
    return day // DAYS_PER_MONTH + 1


def first_day(month: int) -> int:
    """Return the first day of a plan month."""
    return (month - 1) * DAYS_PER_MONTH
