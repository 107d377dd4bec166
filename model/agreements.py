"""Agreements: what households have promised, and how long they keep it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.columns import Column, Table
from model.exposures import Trigger
from model.households import Households

KINDS = len(Trigger)


class AgreementTable(Table):
    """One row a household, one slot a kind of trouble."""

    restraint = Column[float](
        0.0,
        np.float32,
        "share of the trouble that the household holds back",
        unit="share",
        width=KINDS,
    )


class Agreements:
    """Promises made in a settlement, kept less and less as time goes by."""

    def __init__(self, households: Households) -> None:
        self.households = households
        self.table = AgreementTable(0, room=households.room)

    @property
    def restraint(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        """Return the share held back: rows households, columns triggers."""
        return self.table.restraint

    def welcome(self) -> None:
        """Make room for households that have just come; they have promised nothing."""
        self.table.add(self.households.rows - self.table.rows)

    def promise(self, household: int, trigger: int, *, restraint: float) -> None:
        """Hold a household to a promise, unless it already keeps a better one."""
        kept = self.table.restraint[household, trigger]
        self.table.restraint[household, trigger] = max(kept, restraint)

    def settle(
        self, households: NDArray[np.integer], trigger: int, restraint: NDArray[np.floating]
    ) -> None:
        """Hold households to a rule that all agreed on, unless they already keep a better one."""
        kept = self.table.restraint[households, trigger]
        self.table.restraint[households, trigger] = np.maximum(kept, restraint)

    def fade(self, keep: float) -> None:
        """Let promises wear off by one day."""
        self.table.restraint[:] *= np.float32(keep)
