"""The contract of an intervention: whom it reaches, what it needs, what it does, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field, model_validator

from model.calendar import DAYS_PER_MONTH, first_day, month_of
from model.money import Purse
from model.needs import MET, Need
from model.parameters import Block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.dials import Dials
    from model.neighbourhood import Neighbourhood

STANDARD_SIZE = 500.0  # households for which prices and staff are given (E164)
Reaches = Literal["estate", "homes", "people"]


class Cost(NamedTuple):
    """One line of a price list, for the whole estate at full coverage.

    With ``over`` months it is paid once, in equal parts from the start; otherwise it is the price
    of each month, from ``after`` months on. ``hours`` are staff hours, paid for in ``yuan``.
    """

    what: str
    purse: Purse
    yuan: float
    hours: float = 0.0
    over: int = 0
    after: int = 0

    def in_month(self, passed: int) -> Cost:
        """Return what falls due when so many months have passed since the start."""
        due = self.after <= passed and (not self.over or passed < self.after + self.over)
        share = due / max(self.over, 1)
        return self._replace(yuan=self.yuan * share, hours=self.hours * share)


class Plan(Block):
    """When an intervention runs, where, and how fully; months count from 1."""

    reaches: ClassVar[Reaches] = "estate"
    needs: ClassVar[tuple[Need, ...]] = ()
    """What must be there; without it the measure waits, or does less."""

    against: ClassVar[tuple[str, ...]] = ()
    """Risks without which it is for nothing; none where it does something of its own."""

    use: str
    start: Annotated[int, Field(description="first month", ge=1, le=1200)] = 4
    end: Annotated[int | None, Field(description="last month, none for the whole run", ge=1)] = None
    ramp: Annotated[int, Field(description="months until it works fully", ge=0, le=120)] = 0
    coverage: Annotated[
        float,
        Field(description="share of the estate that it reaches when it works fully", ge=0, le=1),
    ] = 1.0
    buildings: Annotated[
        tuple[Annotated[int, Field(ge=1)], ...],
        Field(description="numbers of the buildings that it is for, none for all"),
    ] = ()

    @model_validator(mode="after")
    def _order(self) -> Plan:
        if self.end is not None and self.end < self.start:
            raise ValueError(
                f"end = {self.end} comes before start = {self.start}; give a later end"
            )
        return self

    @model_validator(mode="after")
    def _place(self) -> Plan:
        if self.buildings and self.reaches == "estate":
            raise ValueError("this measure works for the whole estate; leave buildings out")
        return self

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the price list for an estate of a size, as far as it is known beforehand."""
        return ()


class Intervention:
    """Something done on purpose, through three doors and no other.

    It turns dials in the morning (``adjust``), acts through public verbs (``begin``, ``sustain``,
    ``act``, ``finish``), and pays (``prices``, ``charge``). It never writes a result. Where its
    needs are met in part, or its budget pays for part, it works at that ``share`` of its coverage.
    """

    name: ClassVar[str]
    touches: ClassVar[tuple[str, ...]]
    """Dials and verbs that it uses; a test holds it to them."""

    def __init__(self, plan: Plan, hood: Neighbourhood) -> None:
        self.settings = plan
        self.hood = hood
        self.begun = False
        self.since = 0  # the day on which it began
        self.funded = 1.0
        self.share = 1.0

    # -- when, how fully, for whom -----------------------------------------------------------

    def active(self, day: int) -> bool:
        """Tell whether the intervention is due on a day; at coverage 0 it runs and does nothing."""
        plan, month = self.settings, month_of(day)
        within = plan.end is None or month <= plan.end
        return day >= 0 and month >= plan.start and within

    def reach(self, day: int) -> float:
        """Return the share of the estate that it reaches on a day."""
        plan = self.settings
        if not self.active(day):
            return 0.0
        if not plan.ramp:
            return self.dose
        since = self.since if self.begun else first_day(plan.start)
        passed = (day - since + 1) / (plan.ramp * DAYS_PER_MONTH)
        return self.dose * min(passed, 1.0)

    @property
    def dose(self) -> float:
        """Return its coverage as far as needs are met and money is there, whatever the ramp."""
        return self.settings.coverage * self.share

    def fund(self, share: float) -> None:
        """Let a budget pay for a share of the month."""
        self.funded = share

    def met(self) -> float:
        """Return the share of its needs that is met; the scarcest one binds."""
        return min((MET[need](self.hood) for need in self.settings.needs), default=1.0)

    def dwellings(self) -> NDArray[np.bool_]:
        """Mark the dwellings of the buildings that it is for."""
        homes = self.hood.estate.dwellings
        if not self.settings.buildings:
            return np.ones(self.hood.estate.size, np.bool_)
        return np.isin(homes.building + 1, self.settings.buildings)

    def reached(self, identities: NDArray[np.integer], day: int) -> NDArray[np.bool_]:
        """Mark whom it reaches by now: one draw for life each, so that nobody drops out."""
        draws = self.hood.streams.draws(f"{self.name}/reached", 0, identities)
        return np.asarray(draws < self.reach(day))

    def homes(self) -> int:
        """Count the dwellings that it is for."""
        return int(np.count_nonzero(self.dwellings()))

    def scale(self) -> float:
        """Return the size of what it is for, in units of 500 households."""
        return self.homes() / STANDARD_SIZE

    # -- the day -----------------------------------------------------------------------------

    def morning(self, day: int, dials: Dials) -> None:
        """Begin or finish when it is time, then turn the dials of the day."""
        if day % DAYS_PER_MONTH == 0:  # nothing begins or ends within a month
            if self.active(day):
                self._open_month(day)
            elif self.begun:
                self.begun = False
                self.finish(day)
        if self.begun:
            self.adjust(day, dials)

    def afternoon(self, day: int) -> None:
        """Act on days when it runs, and pay for each month on its first."""
        if self.begun:
            self.act(day)
            if day % DAYS_PER_MONTH == 0:
                self._settle_bill(day)
                self.charge(day)

    def begin(self, day: int) -> None:
        """Set up on the first day."""

    def sustain(self, day: int) -> None:
        """Bring what it keeps up to the dose of the month, from the first month on."""

    def adjust(self, day: int, dials: Dials) -> None:
        """Turn dials for the day, always by multiplying."""

    def act(self, day: int) -> None:
        """Use public verbs of the model."""

    def charge(self, day: int) -> None:
        """Spend what a month costs beyond the price list, such as what each member costs."""

    def finish(self, day: int) -> None:
        """Take down on the day after the last."""

    # -- needs and money ---------------------------------------------------------------------

    def bill(self, day: int, *, since: int | None = None) -> list[Cost]:
        """Return what the price list asks for the month of a day, at full share.

        ``since`` is the day on which it would begin, where it has not begun.
        """
        began = self.since if self.begun or since is None else since
        passed, coverage = (day - began) // DAYS_PER_MONTH, self.settings.coverage
        due = [cost.in_month(passed) for cost in self.settings.prices(households=self.homes())]
        return [
            cost._replace(yuan=cost.yuan * coverage, hours=cost.hours * coverage)
            for cost in due
            if cost.yuan or cost.hours
        ]

    def _open_month(self, day: int) -> None:
        """Weigh needs and money; begin where both are there, and note what is missing."""
        met = self.met()
        self.share = min(met, self.funded)
        if self.settings.coverage > 0:
            if met < 1.0:
                self.hood.shortfalls.note(day, self.name, "needs", met)
            if self.funded < 1.0:
                self.hood.shortfalls.note(day, self.name, "budget", self.funded)
        if not self.begun and (self.share > 0 or self.settings.coverage == 0):
            self.begun, self.since = True, day
            self.begin(day)
        if self.begun:
            self.sustain(day)

    def _settle_bill(self, day: int) -> None:
        for cost in self.bill(day):
            self.hood.money.spend(
                day,
                self.name,
                cost.purse,
                cost.what,
                yuan=cost.yuan * self.share,
                hours=cost.hours * self.share,
            )
