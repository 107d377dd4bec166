"""The contract of a risk: when it strikes, for how long, how hard, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import numpy as np
from pydantic import Field, model_validator

from model.calendar import DAYS_PER_MONTH, month_of
from model.parameters import Block

if TYPE_CHECKING:
    from model.dials import Dials
    from model.neighbourhood import Neighbourhood


_ONE = np.zeros(1, np.int64)  # one draw a run, whoever lives there


class RiskPlan(Block):
    """When a risk strikes, how likely and how hard; months count from 1."""

    use: str
    start: Annotated[int, Field(description="first month", ge=1, le=1200)] = 13
    end: Annotated[int | None, Field(description="last month, none for the whole run", ge=1)] = None
    chance: Annotated[float, Field(description="chance that it strikes at all", ge=0, le=1)] = 1.0

    @model_validator(mode="after")
    def _order(self) -> RiskPlan:
        if self.end is not None and self.end < self.start:
            raise ValueError(
                f"end = {self.end} comes before start = {self.start}; give a later end"
            )
        return self


class Risk:
    """Something from outside or gone wrong inside, through the doors that measures use.

    It moves inputs of mechanisms, never an outcome. Whether it strikes is one draw a run, which
    all options share. What stands against it are measures: they keep up the very input that it
    takes away, or shorten it.
    """

    name: ClassVar[str]
    touches: ClassVar[tuple[str, ...]]
    mitigations: ClassVar[tuple[str, ...]]
    """Measures that stand against it."""

    def __init__(self, plan: RiskPlan, hood: Neighbourhood) -> None:
        self.settings, self.hood = plan, hood
        self.struck = False
        luck = float(hood.streams.draws(f"risk/{self.name}", 0, _ONE)[0])
        self.strikes = luck < plan.chance

    def active(self, day: int) -> bool:
        """Tell whether it strikes on a day."""
        plan, month = self.settings, month_of(day)
        last = self.last_month()
        return self.strikes and month >= plan.start and (last is None or month <= last)

    def last_month(self) -> int | None:
        """Return the last month in which it strikes; none for the whole run."""
        return self.settings.end

    def morning(self, day: int, dials: Dials) -> None:
        """Strike or pass when it is time; then turn dials."""
        live = self.active(day)
        if live and not self.struck:
            self.struck = True
            self.begin(day)
        if not live and self.struck:
            self.struck = False
            self.finish(day)
        if self.struck:
            if day % DAYS_PER_MONTH == 0:
                self.sustain(day)
            self.adjust(day, dials)

    def begin(self, day: int) -> None:
        """Strike."""

    def sustain(self, day: int) -> None:
        """Keep pressing, on the first day of each month."""

    def adjust(self, day: int, dials: Dials) -> None:
        """Turn dials for the day, always by multiplying."""

    def finish(self, day: int) -> None:
        """Pass; what was taken away comes back."""
