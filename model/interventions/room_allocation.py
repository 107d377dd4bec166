"""Room allocation: the activity room's hours by need, at the cost of children's classes."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import Need
from model.parameters import known

WEEK = 7


class RoomAllocationPlan(Plan):
    """How much of the room goes by need, and the hours of whoever keeps its timetable."""

    needs = (Need.ACTIVITY_ROOM,)

    use: Literal["room_allocation"] = "room_allocation"
    by_need: Annotated[
        float,
        known(
            "share of the room's hours that go by how many children and older people there are",
            unit="share",
            source="assumed; E069, E070 for what they go by today",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    coordinator_hours: Annotated[
        float,
        known(
            "hours a month to ask, book and settle, per 500 households",
            unit="h/month",
            source="assumed",
            low=2,
            high=40,
            least=0,
            most=200,
        ),
    ] = 12.0
    slot_time: Annotated[
        float,
        known(
            "coordinator's hours a month that each weekly hour by need takes",
            unit="h/month",
            source="assumed",
            low=0.05,
            high=0.5,
            least=0,
            most=20,
        ),
    ] = 0.2
    wage: Annotated[
        float,
        known(
            "cost of a coordinator's hour",
            unit="yuan/h",
            source="assumed",
            low=25,
            high=70,
            least=0,
        ),
    ] = 40.0
    set_up: Annotated[
        float,
        known(
            "cost of asking everybody and of a booking board, per 500 households",
            unit="yuan",
            source="assumed",
            low=1000,
            high=20_000,
            least=0,
        ),
    ] = 5000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the booking board and the coordinator."""
        size = households / STANDARD_SIZE
        hours = self.coordinator_hours * size
        return (
            Cost("set-up", Purse.PUBLIC_INCOME, self.set_up * size, over=1),
            Cost("coordinator", Purse.COMPANY, hours * self.wage, hours),
        )


class RoomAllocation(Intervention):
    """Gives the room by need; what older people gain in hours, children's classes lose."""

    name = "room_allocation"
    touches = ("places.allocate_room",)
    settings: RoomAllocationPlan

    def staffed(self) -> float:
        """Return the share of the hours by need that the coordinator's time covers."""
        s = self.settings
        needed = s.slot_time * s.by_need * WEEK * self.hood.estate.plan.spaces.room_hours
        return min(s.coordinator_hours / needed, 1.0) if needed > 0 else 1.0

    def sustain(self, day: int) -> None:
        """Divide the hours among those who live here this month."""
        share = self.settings.by_need * self.staffed() * self.reach(day)
        self.hood.places.allocate_room(share, children=self.hood.residents.children_of_room_users())

    def finish(self, day: int) -> None:
        """Leave the hours to company and council again."""
        self.hood.places.allocate_room(0.0, children=0.0)
