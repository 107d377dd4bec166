"""Shocks: the kinds of emergency, and those that a file states."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from model.calendar import DAYS_PER_MONTH, first_day
from model.parameters import Block

LIFTS_FROM = 7  # floors: a building code asks for a lift from the seventh storey on
WEEK = 7


class ShockKind(IntEnum):
    """What may befall an estate, from one person's to everybody's."""

    MEDICAL = 0
    LIFT = 1
    FIRE = 2
    STORM = 3
    LOCKDOWN = 4


SHOCK_KINDS = tuple(kind.name.lower() for kind in ShockKind)
ESTATE_WIDE = (ShockKind.STORM, ShockKind.LOCKDOWN)


class ShockPlan(Block):
    """An emergency that is known beforehand to whoever writes the file, and to nobody in it."""

    kind: Annotated[
        Literal["medical", "lift", "fire", "storm", "lockdown"],
        Field(description="what happens"),
    ]
    start_month: Annotated[int, Field(description="month in which it begins", ge=1)]
    days: Annotated[int, Field(description="how many days it lasts", ge=1, le=3650)] = 1
    building: Annotated[
        int, Field(description="the building that it hits, 0 for the whole estate", ge=0)
    ] = 0

    @property
    def last_month(self) -> int:
        """Return the month of its last day."""
        return self.start_month + (self.days - 1) // DAYS_PER_MONTH

    def overlaps(self, other: ShockPlan) -> bool:
        """Tell whether two of one kind hit the same homes at the same time."""
        apart = self.building and other.building and self.building != other.building
        if self.kind != other.kind or apart:
            return False
        first, second = sorted((self, other), key=lambda plan: plan.start_month)
        return first_day(first.start_month) + first.days > first_day(second.start_month)


class Shock(NamedTuple):
    """One emergency: ``place`` is a resident, a stair, a dwelling or a building, by its kind."""

    kind: ShockKind
    start: int
    days: int
    place: int  # -1 where all of the estate is hit

    @property
    def end(self) -> int:
        """Return the first day after it."""
        return self.start + self.days


def when(shock: Shock) -> tuple[int, int, int]:
    """Return the order of a shock among others: by day, then by kind and place."""
    return shock.start, int(shock.kind), shock.place
