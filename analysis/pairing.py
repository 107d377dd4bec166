"""Pairing: runs side by side, so that each replicate of an option meets its own base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.errors import RunsError
from scenarios.errors import did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["COLUMNS", "Runs", "arrange", "checked"]

COLUMNS: Final = ("option", "replicate", "month", "kpi", "value")
_AXES: Final = ("option", "kpi", "month", "replicate")


@dataclass(frozen=True, slots=True)
class Runs:
    """Values of all runs as one block: option x KPI x month x replicate, NaN where missing."""

    options: tuple[str, ...]
    kpis: tuple[str, ...]
    months: NDArray[np.int64]
    replicates: NDArray[np.int64]
    values: NDArray[np.float64]

    def of(self, option: str, kpi: str | None = None) -> NDArray[np.float64]:
        """Give the values of one option (KPI x month x replicate), or of one of its KPIs."""
        block: NDArray[np.float64] = self.values[self.options.index(option)]
        return block if kpi is None else block[self.kpis.index(kpi)]

    def others(self, base: str) -> tuple[str, ...]:
        """List the options that are not the base."""
        return tuple(option for option in self.options if option != base)

    def unpaired(self, option: str, base: str) -> tuple[int, ...]:
        """List the replicates that only one of the two arms has; comparisons leave them out."""
        has = [np.isfinite(self.of(arm)).any(axis=(0, 1)) for arm in (option, base)]
        return tuple(int(number) for number in self.replicates[has[0] ^ has[1]])


def arrange(runs: pd.DataFrame) -> Runs:
    """Arrange a long table of runs as one block.

    Raises ``RunsError`` where a column is missing or a cell is given twice.
    """
    missing = [name for name in COLUMNS if name not in runs.columns]
    if missing:
        found = ", ".join(map(str, runs.columns))
        raise RunsError("columns", missing=", ".join(missing), found=found)
    if runs.empty:
        raise RunsError("empty")
    codes, names = zip(*(_numbered(runs[axis]) for axis in _AXES), strict=True)
    shape = tuple(len(name) for name in names)
    cells = np.ravel_multi_index(codes, shape)
    twice = np.flatnonzero(np.bincount(cells) > 1)
    if len(twice):
        places = zip(names, np.unravel_index(twice[0], shape), strict=True)
        cell = dict(zip(_AXES, (name[place] for name, place in places), strict=True))
        raise RunsError("twice", **cell)
    values = np.full(int(np.prod(shape)), np.nan)
    values[cells] = runs["value"].to_numpy(np.float64)
    values[~np.isfinite(values)] = np.nan
    return Runs(
        options=tuple(map(str, names[0])),
        kpis=tuple(map(str, names[1])),
        months=names[2].astype(np.int64),
        replicates=names[3].astype(np.int64),
        values=values.reshape(shape),
    )


def checked(runs: Runs, base: str) -> Runs:
    """Refuse runs without the base, without an option, or with an option that has no pair."""
    if base not in runs.options:
        meant = did_you_mean(base, runs.options)
        key = "no_base_near" if meant else "no_base"
        raise RunsError(key, base=base, meant=meant, options=", ".join(runs.options))
    if not runs.others(base):
        raise RunsError("no_option", base=base)
    for option in runs.others(base):
        both = np.isfinite(runs.of(option)) & np.isfinite(runs.of(base))
        if not both.any():
            raise RunsError("no_pair", option=option, base=base)
    return runs


def _numbered(column: pd.Series[Any]) -> tuple[NDArray[np.intp], NDArray[Any]]:
    import pandas as pd

    codes, names = pd.factorize(column, sort=True)
    return codes, np.asarray(names)
