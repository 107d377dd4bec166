"""Regression to the mean: what the worst estates of a year do in the next one, by luck alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BeforeAfter", "worst_estates"]

YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Means over the replicates: of the estates that were worst before, and of all estates."""

    worst: int
    before: float
    after: float
    all_before: float
    all_after: float

    @property
    def fall(self) -> float:
        """Return the share by which the worst estates fell: what a before-after study reports."""
        return 1.0 - self.after / self.before if self.before else np.nan

    @property
    def fall_of_all(self) -> float:
        """Return the share by which all estates fell: what moved everywhere."""
        return 1.0 - self.all_after / self.all_before if self.all_before else np.nan


def worst_estates(
    by_estate: pd.DataFrame, option: str, kpi: str, *, worst: int = 3, since: int = YEAR
) -> BeforeAfter | None:
    """Pick the worst estates by a KPI over a year, in each replicate, and follow them for another.

    ``by_estate`` has the columns option, replicate, estate, month, kpi, value. With the option
    that is the life without measures nothing was done to anybody, so whatever the worst estates
    fall more than all of them is spurious. None where the runs are shorter than two years or the
    estates no more than those to be picked.

    References: Galton (1886), Regression towards mediocrity in hereditary stature; Barnett, van
    der Pols & Dobson (2005), Regression to the mean: what it is and how to deal with it.
    """
    rows = by_estate[(by_estate["option"] == option) & (by_estate["kpi"] == kpi)]
    wide = [
        rows[rows["month"] == month].pivot(index="replicate", columns="estate", values="value")
        for month in (since, since + YEAR)
    ]
    before, after = (table.to_numpy(np.float64) for table in wide)
    if not before.size or before.shape != after.shape or before.shape[1] <= worst:
        return None
    picked = np.argsort(-before, axis=1, kind="stable")[:, :worst]
    return BeforeAfter(
        worst=worst,
        before=float(np.take_along_axis(before, picked, axis=1).mean()),
        after=float(np.take_along_axis(after, picked, axis=1).mean()),
        all_before=float(before.mean()),
        all_after=float(after.mean()),
    )
