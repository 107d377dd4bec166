"""Responses: what became of the needs in each shock, as rows and as a table."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.calendar import month_of
from model.shocks import SHOCK_KINDS, Shock, when

THREE_DAYS = 72.0  # hours
Rows = NDArray[np.int32]
Hours = NDArray[np.float64]


class Response(NamedTuple):
    """What became of the needs of one shock on one day; hours are infinite for never."""

    day: int
    shock: Shock
    needy: Rows
    covered: NDArray[np.bool_]  # met out of the stock, before anybody was asked
    helper: Rows  # -1 where no neighbour came
    hours: Hours  # until a neighbour came
    served: Hours  # until the stock, the company or the authorities had seen to it
    willing: NDArray[np.int64]  # neighbours who would have come


def table(log: list[Response]) -> dict[str, NDArray[Any]]:
    """Return one row a shock: what it was, its needs, and how they were met.

    A shock without needs has no row. ``median_hours`` is the time until a need was met by
    anybody, ``helpers`` how many neighbours were ready to come for each call.
    """
    numbers = {shock: n for n, shock in enumerate(sorted({r.shock for r in log}, key=when))}
    sizes = [response.needy.size for response in log]
    of = np.repeat(np.array([numbers[r.shock] for r in log], np.int64), sizes)

    def joined(parts: list[NDArray[Any]], dtype: Any) -> NDArray[Any]:
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    def counted(weights: NDArray[Any]) -> NDArray[np.int64]:
        return np.bincount(of, weights, len(numbers)).astype(np.int64)

    asked = joined([~r.covered for r in log], np.bool_)
    over = joined([np.minimum(r.hours, r.served) for r in log], np.float64)
    willing = counted(joined([r.willing for r in log], np.int64))
    calls, needs = counted(asked), counted(np.ones(of.size))
    helpers = np.full(calls.size, np.nan)
    np.divide(willing, calls, out=helpers, where=calls > 0)
    shocks = list(numbers)
    return {
        "month": np.array([month_of(shock.start) for shock in shocks], np.int64),
        "day": np.array([shock.start for shock in shocks], np.int64),
        "days": np.array([shock.days for shock in shocks], np.int64),
        "kind": np.array([SHOCK_KINDS[shock.kind] for shock in shocks], dtype=object),
        "needs": needs,
        "calls": calls,
        "met_by_neighbours": counted(joined([r.helper >= 0 for r in log], np.bool_)),
        "met_within_72h": counted(over <= THREE_DAYS),
        "median_hours": _medians(of, over, needs),
        "helpers": helpers,
    }


def _medians(of: NDArray[np.int64], values: Hours, sizes: NDArray[np.int64]) -> Hours:
    """Return the median of the values of each group; every group has some."""
    ordered = values[np.lexsort((values, of))]
    first = np.cumsum(sizes) - sizes
    return np.asarray((ordered[first + (sizes - 1) // 2] + ordered[first + sizes // 2]) / 2.0)
