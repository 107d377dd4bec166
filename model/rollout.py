"""Rollout: when measures reach which estates of a company, and what the estates pass on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from model.parameters import Block, known

Month = Annotated[int, Field(ge=1, le=1200)]
Batches = tuple[str, ...]


class Span(Block):
    """A stretch of months that count from 1; both ends belong to it."""

    start: Annotated[Month, Field(description="first month")]
    end: Annotated[Month | None, Field(description="last month, none for the whole run")] = None

    @model_validator(mode="after")
    def _order(self) -> Span:
        if self.end is not None and self.end < self.start:
            raise ValueError(
                f"end = {self.end} comes before start = {self.start}; give a later end"
            )
        return self

    def holds(self, month: int) -> bool:
        """Tell whether a month belongs to it."""
        return self.start <= month and (self.end is None or month <= self.end)


class Mentoring(Block):
    """Stewards of some estates teach those of others when the measures come to them (E243).

    A day with somebody who has done it passes on part of what they have been taught and of the
    cases they have met, and their collection of cases. The mentors' time is missing at home.
    """

    mentors: Annotated[Batches, Field(description="batches whose stewards teach", min_length=1)]
    learners: Annotated[Batches, Field(description="batches whose stewards learn", min_length=1)]
    months: Annotated[int, Field(description="months of mentoring from the start", ge=1)] = 3
    hours: Annotated[
        float,
        known(
            "mentors' hours for each estate that learns, per 500 households and month",
            unit="hours/month",
            source="assumed",
            low=8,
            high=60,
            least=0,
            most=500,
        ),
    ] = 24.0
    hours_to_learn: Annotated[
        float,
        known(
            "hours with a mentor in which a steward takes over 63 % of what the mentor is ahead",
            unit="hours",
            source="assumed",
            low=10,
            high=100,
            least=1,
        ),
    ] = 40.0
    cases_apply: Annotated[
        float,
        known(
            "share of the mentors' case collection that fits another estate",
            unit="share",
            source="assumed; Darr, Argote & Epple 1995 for its sign within one company",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    wage: Annotated[
        float,
        known(
            "cost of an hour of a mentor",
            unit="yuan/hour",
            source="assumed",
            low=30,
            high=80,
            least=0,
        ),
    ] = 45.0


class Pool(Span):
    """What estates that are well off leave over goes to those that are not (E243)."""

    givers: Annotated[Batches, Field(description="batches that give", min_length=1)]
    takers: Annotated[Batches, Field(description="batches that receive", min_length=1)]
    money: Annotated[
        float,
        known(
            "share of the money that a giver's measures leave over in a year which is passed on",
            unit="share",
            source="E243; size assumed",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    idle_hours: Annotated[
        float,
        known(
            "share of the givers' idle hours at the desk which is lent for the next month",
            unit="share",
            source="E243; size assumed",
            low=0,
            high=0.3,
            least=0,
            most=0.5,
        ),
    ] = 0.1


class Supervision(Span):
    """A group visits each estate once a month, and sees that new stewards are taught (E246)."""

    hours: Annotated[
        float,
        known(
            "hours of the group for a visit and the report on it",
            unit="hours",
            source="assumed",
            low=8,
            high=40,
            least=0,
            most=500,
        ),
    ] = 16.0
    desk_hours: Annotated[
        float,
        known(
            "hours of the estate's desk that a visit takes",
            unit="hours",
            source="assumed",
            low=2,
            high=16,
            least=0,
            most=100,
        ),
    ] = 6.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of the group",
            unit="yuan/hour",
            source="assumed",
            low=40,
            high=120,
            least=0,
        ),
    ] = 60.0


class Rollout(Block):
    """Batches of estates, and what passes between them; without measures nothing does."""

    batches: dict[str, Span]
    batch_of: dict[str, str]
    mentoring: Mentoring | None = None
    pool: Pool | None = None
    supervision: Supervision | None = None

    def estates(self, batches: Batches) -> list[str]:
        """List the estates of some batches, in the order of the portfolio."""
        return [name for name, batch in self.batch_of.items() if batch in batches]

    def start_of(self, estate: str) -> int:
        """Return the month in which the measures begin in an estate."""
        return self.batches[self.batch_of[estate]].start
