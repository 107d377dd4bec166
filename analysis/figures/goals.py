"""Goals: how far each option gets on the way from where the plan starts to where it wants to be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from analysis.figures.style import BASE_COLOUR, FAINT, GOAL, INK, QUIET, bare, colours_of, drawn
from analysis.figures.text import named, trimmed, wrapped
from analysis.views.rows import KpiRow, kpi_rows
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["goals"]

_WIDTH: Final = 4.8
_NAME_WIDTH: Final = 20
# Beyond this, a value is drawn at the edge with an arrow instead of squeezing the rest.
_LEFT, _RIGHT = -0.6, 1.6
# The part of a KPI's row that its dots may fill.
_ROOM: Final = 0.78


@drawn
def goals(
    figure: Figure,
    comparison: pd.DataFrame,
    *,
    lang: str,
    titles: Mapping[str, str] | None = None,
    base: str = "",
    month: int | None = None,
) -> None:
    """Draw KPIs with a start and a goal in the plan on one track: 0 is the start, 1 the goal.

    The line around a dot is the 95 % interval of its difference from the base. ``titles`` names
    the options and decides their order; ``base`` is the name of the base in it.
    """
    options = [name for name in (titles or {}) if name in set(comparison["option"])]
    rows = kpi_rows(comparison, lang=lang, month=month, options=options)
    rows = [row for row in rows if _has_track(row)]
    kpis = list(dict.fromkeys(row.kpi for row in rows))
    order = options or list(dict.fromkeys(row.option for row in rows))
    colours = colours_of(order)
    figure.set_size_inches(_WIDTH, 1.15 + len(kpis) * (0.3 + 0.13 * len(order)))
    axes = figure.add_subplot()
    bare(axes, keep=())
    if not kpis:
        axes.set_axis_off()
        axes.text(0, 0.5, t("report.figure.nothing", lang), color=QUIET)
        return
    for height, kpi in enumerate(reversed(kpis)):
        _track(axes, [row for row in rows if row.kpi == kpi], height, colours, _ROOM)
    names = [_name(next(row for row in rows if row.kpi == kpi)) for kpi in reversed(kpis)]
    axes.set_yticks(range(len(kpis)), names, color=INK)
    axes.set_xlim(_LEFT - 0.1, _RIGHT + 0.1)
    axes.set_ylim(-0.5, len(kpis) - 0.5)
    axes.set_xticks([0, 1], [t("report.figure.start", lang), t("report.figure.goal", lang)])
    axes.tick_params(axis="x", length=0, colors=INK)
    _legend(figure, order, colours, titles, base, lang)


def _track(
    axes: Axes, rows: Sequence[KpiRow], height: int, colours: Mapping[str, str], room: float
) -> None:
    about = rows[0].about
    start, goal = float(about.start or 0), float(about.goal or 0)

    def place(value: float) -> float:
        return (value - start) / (goal - start)

    axes.barh(height, 1, height=room, color="#eef2f6", zorder=0)
    axes.plot([_LEFT, _RIGHT], [height - 0.5] * 2, color=FAINT, linewidth=0.8, zorder=0)
    for x, colour in ((0, QUIET), (1, GOAL)):
        axes.plot([x, x], [height - room / 2, height + room / 2], color=colour, linewidth=2)
    step = room / (len(rows) + 1)
    _dot(axes, place(rows[0].base), height + room / 2 - step / 2, BASE_COLOUR)
    for rank, row in enumerate(rows):
        at = height + room / 2 - step * (rank + 1.5)
        colour = colours[row.option]
        ends = [place(row.base + end) for end in (row.low, row.high)]
        if all(math.isfinite(end) for end in ends):
            low, high = (min(max(end, _LEFT), _RIGHT) for end in sorted(ends))
            axes.plot([low, high], [at] * 2, color=colour, linewidth=3, alpha=0.45, zorder=2)
        _dot(axes, place(row.value), at, colour)


def _name(row: KpiRow) -> str:
    ends = [trimmed(row.style.level(end or 0)) for end in (row.about.start, row.about.goal)]
    return f"{wrapped(row.title, _NAME_WIDTH)}\n{ends[0]} → {ends[1]}"


def _dot(axes: Axes, x: float, height: float, colour: str) -> None:
    if not math.isfinite(x):
        return
    marker = "<" if x < _LEFT else ">" if x > _RIGHT else "o"
    axes.plot(
        min(max(x, _LEFT), _RIGHT),
        height,
        marker,
        markersize=6.5,
        color=colour,
        zorder=3,
        markeredgecolor="white",
        markeredgewidth=0.8,
    )


def _legend(
    figure: Figure,
    order: Sequence[str],
    colours: Mapping[str, str],
    titles: Mapping[str, str] | None,
    base: str,
    lang: str,
) -> None:
    from matplotlib.lines import Line2D

    names = [(named(base, titles) if base else t("report.figure.base", lang), BASE_COLOUR)]
    names += [(named(option, titles), colours[option]) for option in order]
    marks = [
        Line2D([], [], marker="o", linestyle="", color=colour, label=wrapped(name, 30))
        for name, colour in names
    ]
    figure.legend(handles=marks, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)


def _has_track(row: KpiRow) -> bool:
    about = row.about
    return (
        about.start is not None
        and about.goal is not None
        and about.goal != about.start
        and math.isfinite(row.value)
    )
