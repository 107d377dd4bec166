"""Dials: physical or organisational inputs that a measure may scale; never an outcome."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

PerDwelling = NDArray[np.float64]


def dial(about: str, unit: str) -> float:
    """Declare one multiplier for the estate: what input it scales, in which unit."""
    return field(default=1.0, metadata={"about": about, "unit": unit})


def dial_by_dwelling(about: str, unit: str) -> PerDwelling:
    """Declare one multiplier a dwelling."""
    declared: PerDwelling = field(
        default_factory=lambda: np.ones(0), metadata={"about": about, "unit": unit}
    )
    return declared


@dataclass(slots=True)
class Dials:
    """Multipliers, all 1 when nobody intervenes; several measures multiply."""

    loud_hours: PerDwelling = dial_by_dwelling("hours a day in which a home is loud", "h/day")
    litter_hours: PerDwelling = dial_by_dwelling(
        "hours that litter or a mess is left lying", "h/day"
    )
    things_stored: PerDwelling = dial_by_dwelling("goods a home keeps outside its door", "m3")
    parked_outside_marks: PerDwelling = dial_by_dwelling(
        "hours a day that a car without a space stands where it should not", "h/day"
    )
    parking_spaces: float = dial("spaces that residents may use at night", "spaces")
    corridor_hours: float = dial("hours a day that displaced groups use corridors", "h/day")
    green_plots: float = dial("square metres of green within a ground-floor home's reach", "m2")
    passing: float = dial("ways through doors, lobbies and lifts that cross", "1/day")
    visiting: float = dial("hours a day that shared places are open", "h/day")
    events: float = dial("public events offered", "1/month")
    reach: float = dial("residents whom a notice of an event reaches", "share")

    def rest(self, dwellings: int) -> None:
        """Put every dial back to its neutral position."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                if value.size != dwellings:
                    setattr(self, item.name, np.ones(dwellings))
                else:
                    value[:] = 1.0
            else:
                setattr(self, item.name, 1.0)
