"""Spaces: each shared place, its room, its hours and whom it suits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.columns import Column, Table
from model.estate import Estate

SEATS_PER_TABLE = 4


class Spaces(Table):
    """One row a shared place in a quarter; interventions add rows and never remove them."""

    quarter = Column[int](0, np.int32, "quarter that it serves")
    places = Column[int](0, np.int32, "people who fit in at once")
    tables = Column[int](1, np.int32, "spots where people fall into conversation")
    hours = Column[float](0.0, np.float32, "hours a day that it is open", unit="h/day")
    appeal_young = Column[float](0.0, np.float32, "draw on people under 40")
    appeal_middle = Column[float](0.0, np.float32, "draw on people from 40 to 59")
    appeal_older = Column[float](0.0, np.float32, "draw on people of 60 and over")
    sound = Column[float](
        0.0, np.float32, "sound level that it brings to the homes beside it", unit="dB"
    )
    open = Column[bool](True, np.bool_, "in use")
    locked = Column[bool](True, np.bool_, "entered with a card, not simply walked into")


class SharedPlaces:
    """The shared places of an estate and the verbs that change them."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.table = Spaces()
        self._draw: NDArray[np.float64] | None = None
        self.barred = np.zeros(estate.size, np.bool_)  # homes whose card opens no door
        plan = estate.plan.spaces
        self.room_hours = plan.room_hours
        self.room_share_children = plan.room_share_children  # as company or council gives it
        self.room_by_need, self.room_need = 0.0, 0.0
        hours_left = plan.room_hours * (1.0 - plan.room_share_children)
        self.parking = estate.places(plan.parking)
        self.open_place(plan.playground, hours=10.0, appeal=(1.0, 0.4, 0.8), locked=False)
        self.open_place(plan.green, hours=14.0, appeal=(0.4, 0.7, 1.4), locked=False)
        self.open_place(plan.activity_room, hours=hours_left, appeal=(0.2, 0.4, 1.6))
        self.greens = slice(estate.quarters, 2 * estate.quarters)
        self.activity_rooms = slice(2 * estate.quarters, 3 * estate.quarters)

    def open_place(
        self,
        places: float,
        *,
        hours: float,
        appeal: tuple[float, float, float],
        sound: float = 0.0,
        locked: bool = True,
    ) -> slice:
        """Open one place in each quarter, sharing the given places among them by size."""
        rows = self.table.add(self.estate.quarters)
        shared = self.estate.places(places)
        table = self.table
        table.quarter[rows] = np.arange(self.estate.quarters)
        table.places[rows] = shared
        table.tables[rows] = np.maximum(shared // SEATS_PER_TABLE, 1)
        table.hours[rows] = hours
        table.appeal_young[rows], table.appeal_middle[rows], table.appeal_older[rows] = appeal
        table.sound[rows] = sound
        table.locked[rows] = locked
        table.open[rows] = shared > 0
        self._draw = None
        return rows

    def close_place(self, rows: slice) -> None:
        """Close places; their rows stay."""
        self.table.open[rows] = False
        self._draw = None

    def fit_out(
        self, rows: slice, places: float, *, appeal: tuple[float, float, float], worn: float = 0.0
    ) -> None:
        """Give places that are there another size and draw; of their room, a share is worn out."""
        shared = np.floor(self.estate.places(places) * (1.0 - worn) + 1e-9).astype(np.int32)
        table = self.table
        table.places[rows] = shared
        table.tables[rows] = np.maximum(shared // SEATS_PER_TABLE, 1)
        table.appeal_young[rows], table.appeal_middle[rows], table.appeal_older[rows] = appeal
        table.open[rows] = shared > 0
        self._draw = None

    def bar(self, homes: NDArray[np.bool_]) -> None:
        """Keep the people of some homes out of what is locked, and let all others in (E147)."""
        self.barred[:] = homes

    def give_room_to_older(self, share_children: float) -> None:
        """Change the share of the activity room's hours that children's classes are given."""
        self.room_share_children = share_children
        self._divide_room()

    def allocate_room(self, by_need: float, *, children: float) -> None:
        """Give out a share of the room's hours by need, ``children`` of them to classes.

        The rest goes as company or council has it, and all of it does so again at 0 (E069, E070).
        """
        if not 0.0 <= by_need <= 1.0 or not 0.0 <= children <= 1.0:
            raise ValueError(f"room hours by need: {by_need}, of them {children}: give 0 to 1")
        self.room_by_need, self.room_need = by_need, children
        self._divide_room()

    def class_share(self) -> float:
        """Return the share of the activity room's hours that children's classes take."""
        given = self.room_share_children
        return given + self.room_by_need * (self.room_need - given)

    def classes_lost(self) -> float:
        """Return the share of the hours that children's classes had at the start and lost."""
        had = self.estate.plan.spaces.room_share_children
        return max(1.0 - self.class_share() / had, 0.0) if had > 0 else 0.0

    def _divide_room(self) -> None:
        self.table.hours[self.activity_rooms] = self.room_hours * (1.0 - self.class_share())
        self._draw = None

    def draw_by_group(self) -> NDArray[np.float64]:
        """Return the draw of each place on each age group: rows places, columns groups.

        Hours open and room both matter: twelve hours and forty places count as one.
        """
        if self._draw is None:
            self._draw = self._drawn()
        return self._draw

    def _drawn(self) -> NDArray[np.float64]:
        table = self.table
        weight = table.open * table.hours / 12.0 * np.minimum(table.places / 40.0, 2.0)
        appeals = [
            np.zeros(table.rows),
            table.appeal_young,
            table.appeal_middle,
            table.appeal_older,
        ]
        return np.column_stack([weight * appeal for appeal in appeals])
