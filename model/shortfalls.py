"""Shortfalls: which measure could not do all it was meant to, in which month, and why."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.calendar import month_of

Reason = Literal["needs", "budget"]


class Shortfall(NamedTuple):
    """A month in which a measure worked at less than its coverage."""

    month: int
    measure: str
    reason: Reason
    share: float


class Shortfalls:
    """A list that measures write and the run record tells."""

    def __init__(self) -> None:
        self.noted: list[Shortfall] = []

    def restart(self) -> None:
        """Forget what was noted."""
        self.noted.clear()

    def note(self, day: int, measure: str, reason: Reason, share: float) -> None:
        """Note at which share of its coverage a measure works this month, and why."""
        self.noted.append(Shortfall(month_of(day), measure, reason, share))

    def table(self) -> dict[str, NDArray[Any]]:
        """Return month, measure, reason and share, a row each."""
        return {
            "month": np.array([one.month for one in self.noted], np.int64),
            "measure": np.array([one.measure for one in self.noted], object),
            "reason": np.array([one.reason for one in self.noted], object),
            "share": np.array([one.share for one in self.noted], np.float64),
        }
