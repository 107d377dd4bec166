"""Tables: results as plain columns, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.results import Results

Table = dict[str, "NDArray[Any]"]
Tables = dict[str, Table]

# What is kept of every run, and what of the first replicate alone: its books and its map.
_ALWAYS = ("kpis", "disputes", "spending", "emergencies", "shortfalls", "checks")
_FIRST = ("kpis_by_group", "counts", "exchanges", "ledger", "dwellings", "acquaintance")


def of_results(results: Results, *, everything: bool) -> Tables:
    """Turn the results of a run into tables that can be stored and sent between processes."""
    names = sorted(results.kpis)
    checks = sorted(results.checks)
    kept: Tables = {
        "kpis": {
            "kpi": np.array(names, dtype=str),
            "values": np.array([np.asarray(results.kpis[name], float) for name in names]),
        },
        "by_group": at_the_end(results.kpis_by_group),
        "checks": {
            "check": np.array(checks, dtype=str),
            "value": np.array([float(results.checks[name]) for name in checks]),
        },
    }
    for name in (_ALWAYS + _FIRST) if everything else _ALWAYS:
        if name not in kept:
            kept[name] = {key: _plain(column) for key, column in getattr(results, name).items()}
    return kept


def at_the_end(by_group: Mapping[str, NDArray[Any]]) -> Table:
    """Give what is told apart by group in the last month alone: kpi, group, value."""
    month = by_group["month"]
    last = month == month.max(initial=0)
    return {key: _plain(column)[last] for key, column in by_group.items() if key != "month"}


def long_kpis(kpis: Table) -> Table:
    """Give the KPIs of a run one row a month and KPI, sorted by month and name."""
    kinds, months = kpis["values"].shape
    return {
        "month": np.repeat(np.arange(1, months + 1, dtype=np.int64), kinds),
        "kpi": np.tile(kpis["kpi"], months),
        "value": kpis["values"].T.ravel(),
    }


def labelled(table: Mapping[str, NDArray[Any]], **labels: object) -> Table:
    """Put columns with one repeated value in front of a table."""
    rows = length(table)
    return {**{name: np.repeat(np.array([value]), rows) for name, value in labels.items()}, **table}


def stacked(tables: Iterable[Table]) -> Table:
    """Put tables with the same columns under each other."""
    parts = list(tables)
    if not parts:
        return {}
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def by_rows(table: Table, keys: Sequence[str] | None = None) -> Table:
    """Sort a table by its key columns (all columns where none are named), the first one first."""
    if not length(table):
        return table
    order = np.lexsort([table[name] for name in reversed(list(keys or table))])
    return {name: column[order] for name, column in table.items()}


def length(table: Mapping[str, NDArray[Any]]) -> int:
    """Count the rows of a table."""
    return len(next(iter(table.values()))) if table else 0


def differing_cells(first: Table, second: Table) -> int:
    """Count the cells that differ between two tables, bit for bit except that NaN equals NaN."""
    if list(first) != list(second):
        return max(length(first), length(second), 1) * max(len(first), len(second), 1)
    return sum(_differing(first[name], second[name]) for name in first)


def _differing(first: NDArray[Any], second: NDArray[Any]) -> int:
    if first.shape != second.shape:
        return abs(first.size - second.size) + min(first.size, second.size)
    unequal = first != second
    if first.dtype.kind == "f" and second.dtype.kind == "f":
        unequal &= ~(np.isnan(first) & np.isnan(second))
    return int(np.count_nonzero(unequal))


def _plain(column: Any) -> NDArray[Any]:
    array = np.asarray(column)
    return array.astype(str) if array.dtype == object else array
