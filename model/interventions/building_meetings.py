"""Building meetings: weekly tea talks of one building, where neighbours get to know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from numpy.typing import NDArray


class BuildingMeetingsPlan(Plan):
    """How often each building meets, and what tea, hosts and the rota cost."""

    reaches = "homes"

    use: Literal["building_meetings"] = "building_meetings"
    per_month: Annotated[
        float,
        known(
            "meetings a month in each building that takes part",
            unit="1/month",
            source="E207: once a week",
            low=1,
            high=4.3,
            least=0,
            most=30,
        ),
    ] = 4.3
    tea: Annotated[
        float,
        known(
            "tea and snacks for a meeting", unit="yuan", source="assumed", low=30, high=150, least=0
        ),
    ] = 60.0
    host_hours: Annotated[
        float,
        known(
            "hours of the host for a meeting",
            unit="h",
            source="assumed: a steward, an hour and a half and the door to door before",
            low=1,
            high=4,
            least=0,
            most=24,
        ),
    ] = 2.5
    coordinator_hours: Annotated[
        float,
        known(
            "hours a month for the rota and the notes, per 500 households",
            unit="h/month",
            source="assumed",
            low=2,
            high=16,
            least=0,
            most=200,
        ),
    ] = 6.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of hosts and coordinator",
            unit="yuan/h",
            source="assumed",
            low=25,
            high=70,
            least=0,
        ),
    ] = 40.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the coordinator; tea and hosts depend on how many buildings take part."""
        hours = self.coordinator_hours * households / STANDARD_SIZE
        return (Cost("coordinator", Purse.COMPANY, hours * self.wage, hours),)


class TeaTalks(Intervention):
    """Puts the kettle on in one building after another; who comes down is up to them."""

    name = "building_meetings"
    touches = ("meetings.hold_building_meetings", "meetings.hosted")
    settings: BuildingMeetingsPlan

    def sustain(self, day: int) -> None:
        """Let the buildings meet that it has got to by this month."""
        self._hold(self.reach(day))

    def charge(self, day: int) -> None:
        """Pay for the month's meetings, by building."""
        s, meetings = self.settings, self.hood.meetings.hosted(self.name)
        hours = meetings * s.host_hours
        spend = self.hood.money.spend
        spend(day, self.name, Purse.COMPANY, "tea", yuan=meetings * s.tea)
        spend(day, self.name, Purse.COMPANY, "hosts", yuan=hours * s.wage, hours=hours)

    def finish(self, day: int) -> None:
        """Hold no more meetings; what residents hold themselves goes on."""
        self._hold(0.0)

    def _hold(self, share: float) -> None:
        self.hood.meetings.hold_building_meetings(
            share, self.settings.per_month, by=self.name, buildings=self._buildings()
        )

    def _buildings(self) -> NDArray[np.bool_]:
        """Mark the buildings that it is for."""
        estate = self.hood.estate
        numbers = np.arange(estate.buildings)
        return np.isin(numbers, estate.dwellings.building[self.dwellings()])
