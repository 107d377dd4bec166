"""The contract of an intervention: whom it reaches, what it does, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field, model_validator

from model.calendar import DAYS_PER_MONTH, first_day, month_of
from model.parameters import Block

if TYPE_CHECKING:
    from model.dials import Dials
    from model.neighbourhood import Neighbourhood


class Plan(Block):
    """When an intervention runs and how fully; months count from 1."""

    use: str
    start: Annotated[int, Field(description="first month", ge=1, le=1200)] = 4
    end: Annotated[int | None, Field(description="last month, none for the whole run", ge=1)] = None
    ramp: Annotated[int, Field(description="months until it works fully", ge=0, le=120)] = 0
    coverage: Annotated[
        float,
        Field(description="share of the estate that it reaches when it works fully", ge=0, le=1),
    ] = 1.0

    @model_validator(mode="after")
    def _order(self) -> Plan:
        if self.end is not None and self.end < self.start:
            raise ValueError(
                f"end = {self.end} comes before start = {self.start}; give a later end"
            )
        return self


class Intervention:
    """Something done on purpose, through three doors and no other.

    It turns dials in the morning (``adjust``), acts through public verbs in the afternoon
    (``begin``, ``act``, ``finish``), and pays (``charge``). It never writes a result.
    """

    name: ClassVar[str]
    touches: ClassVar[tuple[str, ...]]
    """Dials and verbs that it uses; a test holds it to them."""

    def __init__(self, plan: Plan, hood: Neighbourhood) -> None:
        self.settings = plan
        self.hood = hood
        self.begun = False

    def active(self, day: int) -> bool:
        """Tell whether the intervention runs on a day; at coverage 0 it runs and does nothing."""
        plan, month = self.settings, month_of(day)
        within = plan.end is None or month <= plan.end
        return day >= 0 and month >= plan.start and within

    def reach(self, day: int) -> float:
        """Return the share of the estate that it reaches on a day."""
        plan = self.settings
        if not self.active(day):
            return 0.0
        if not plan.ramp:
            return plan.coverage
        passed = (day - first_day(plan.start) + 1) / (plan.ramp * DAYS_PER_MONTH)
        return plan.coverage * min(passed, 1.0)

    def morning(self, day: int, dials: Dials) -> None:
        """Begin or finish when it is time, then turn the dials of the day."""
        live = self.active(day)
        if live and not self.begun:
            self.begun = True
            self.begin(day)
        if not live and self.begun:
            self.begun = False
            self.finish(day)
        if live:
            self.adjust(day, dials)

    def afternoon(self, day: int) -> None:
        """Act on days when it runs, and pay for each month on its first."""
        if self.active(day):
            self.act(day)
            if day % DAYS_PER_MONTH == 0:
                self.charge(day)

    def begin(self, day: int) -> None:
        """Set up on the first day."""

    def adjust(self, day: int, dials: Dials) -> None:
        """Turn dials for the day, always by multiplying."""

    def act(self, day: int) -> None:
        """Use public verbs of the model."""

    def charge(self, day: int) -> None:
        """Spend the month's money and staff hours."""

    def finish(self, day: int) -> None:
        """Take down on the day after the last."""

    def scale(self) -> float:
        """Return the size of the estate in units of 500 households."""
        return self.hood.estate.size / 500.0
