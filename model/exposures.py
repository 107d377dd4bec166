"""Exposures: who had to put up with what today, and from whom."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from model.columns import Column, Table


class Trigger(IntEnum):
    """Causes of annoyance."""

    NOISE = 0
    PARKING = 1
    CORRIDOR = 2
    GREEN = 3
    PETS = 4
    LEAK = 5
    RENOVATION = 6
    GARBAGE = 7


TRIGGER_GROUPS = {
    "noise": (Trigger.NOISE,),
    "space": (Trigger.PARKING, Trigger.CORRIDOR, Trigger.GREEN),
    "pets": (Trigger.PETS,),
    "other": (Trigger.LEAK, Trigger.RENOVATION, Trigger.GARBAGE),
}


class Exposures(Table):
    """The day's list, emptied each morning; triggers add, disputes read."""

    source = Column[int](0, np.int32, "household that causes it")
    victim = Column[int](0, np.int32, "resident who has to put up with it")
    trigger = Column[int](0, np.int8, "cause")
    level = Column[float](0.0, np.float32, "how strong: dB above quiet, or its like", unit="dB")
    night = Column[bool](False, np.bool_, "between 22:00 and 06:00")

    def clear(self) -> None:
        """Begin a new day with an empty list."""
        self.rows = 0

    def room_for(self, count: int) -> int:
        """Make sure that so many more fit, and return where the next one goes."""
        if self.rows + count > self.room:
            self._grow(2 * (self.rows + count))
        return self.rows
