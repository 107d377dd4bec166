"""Strips: one line a value, so that a card shows all options at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from analysis.views.rows import KpiRow

__all__ = ["Scale", "scale_of", "strip"]

_WIDTH: Final = 240
_HEIGHT: Final = 12
_EDGE: Final = 7

Scale = tuple[float, float]
"""The values at the left and the right edge of a strip."""


def scale_of(rows: Sequence[KpiRow], *, also: Sequence[float] = ()) -> Scale:
    """Choose edges so that every value, interval and the base fit."""
    ends = [end for row in rows for end in (row.value, row.base, *_interval(row))]
    known = [end for end in (*ends, *also) if math.isfinite(end)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def strip(row: KpiRow, scale: Scale, *, colour: str, goal: float = math.nan) -> str:
    """Draw the value of one option with its interval; a grey tick is the base, a green the goal."""

    def place(value: float) -> float:
        return _EDGE + (value - scale[0]) / (scale[1] - scale[0]) * (_WIDTH - 2 * _EDGE)

    middle = _HEIGHT / 2
    parts = [f'<path d="M0 {middle:g}H{_WIDTH}" stroke="#e3e8ee"/>']
    for value, tone in ((row.base, "#7b8794"), (goal, "#2f855a")):
        if math.isfinite(value):
            parts.append(
                f'<path d="M{place(value):.1f} 1V{_HEIGHT - 1}" stroke="{tone}" stroke-width="2"/>'
            )
    low, high = _interval(row)
    if math.isfinite(low) and math.isfinite(high):
        parts.append(
            f'<path d="M{place(low):.1f} {middle:g}H{place(high):.1f}" stroke="{colour}" '
            'stroke-width="5" stroke-opacity=".4" stroke-linecap="round"/>'
        )
    if math.isfinite(row.value):
        parts.append(f'<circle cx="{place(row.value):.1f}" cy="{middle:g}" r="4" fill="{colour}"/>')
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _interval(row: KpiRow) -> tuple[float, float]:
    """Give the bounds of the option's level: those of its difference, seen from the base."""
    return row.base + row.low, row.base + row.high
