"""Estates: what an option does in each estate of a portfolio, beside what it does in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.compare import COLUMNS as COMPARED
from analysis.compare import compare
from scenarios.portfolio import TOTAL

if TYPE_CHECKING:
    import pandas as pd

    from experiments.tables import Table

__all__ = ["COLUMNS", "compare_estates"]

COLUMNS: Final = ("estate", *COMPARED)


def compare_estates(runs: Table, base: str, *, total: pd.DataFrame) -> pd.DataFrame:
    """Compare every option with the base in each estate, and put the total under them.

    ``runs`` has the columns option, replicate, estate, month, kpi, value; ``total`` is the
    comparison of all estates together.
    """
    import pandas as pd

    parts = [
        compare(of_estate.drop(columns="estate"), base).assign(estate=str(name))
        for name, of_estate in pd.DataFrame(runs).groupby("estate", sort=False)
    ]
    whole = pd.concat([*parts, total.assign(estate=TOTAL)], ignore_index=True)
    return whole[list(COLUMNS)]
