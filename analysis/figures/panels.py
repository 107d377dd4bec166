"""Panels: several KPIs month by month, small and side by side, all options in each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.figures.bands import summary
from analysis.figures.style import GOAL, QUIET, colours_of, drawn
from analysis.figures.text import named, trimmed, wrapped
from analysis.pairing import Runs, arrange, checked
from analysis.views.numbers import Style, percent, style_of, title, unit
from model.kpis import KPIS
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["panels"]

_COLUMNS: Final = 2
_WIDTH: Final = 4.9
_HEIGHT: Final = 2.4
_LEGEND: Final = 0.42
# Room around the lines, in inches: numbers at the left, title and unit above, months below.
_LEFT: Final = 0.7
_ABOVE: Final = 0.56
_BELOW: Final = 0.42
_RIGHT: Final = 0.12
_TITLE_LETTERS: Final = 52


@drawn
def panels(
    figure: Figure,
    runs: pd.DataFrame,
    *,
    lang: str,
    kpis: Sequence[str],
    base: str,
    titles: Mapping[str, str] | None = None,
    leader: str = "",
) -> None:
    """Draw the base and all options over the months, one panel a KPI, two panels a row.

    The line is the middle run, the band holds nine runs in ten: of the base and ``leader``, since
    more would cover each other, or of all where none leads. A dashed line is the plan's goal; one
    that lies far away stands as words with an arrow. ``titles`` names the options and decides
    their order.
    """
    shown = [kpi for kpi in kpis if (runs["kpi"] == kpi).any()]
    if not shown:
        figure.set_size_inches(_WIDTH, 1)
        figure.text(0.02, 0.5, t("report.figure.nothing", lang), color=QUIET)
        return
    paired = checked(arrange(runs[runs["kpi"].isin(shown)]), base)
    options = [name for name in (titles or paired.options) if name in paired.others(base)]
    colours = colours_of(options, base=base)
    rows = math.ceil(len(shown) / _COLUMNS)
    across = min(len(shown), _COLUMNS)
    _size(figure, rows, across)
    banded = {base, leader} if leader else set(colours)
    for place, kpi in enumerate(shown):
        axes = figure.add_axes(_place(place, rows, across))
        _panel(axes, paired, kpi, colours, banded)
        _name(axes, kpi, lang)
        if place + across >= len(shown):
            axes.set_xlabel(t("report.figure.months", lang), loc="right", labelpad=1)
        style = style_of(kpi, lang, scale=_largest(paired, kpi))
        _goal(axes, paired, style, base)
        axes.yaxis.set_major_formatter(_tick(style))
    _legend(figure, colours, titles, across)


def _size(figure: Figure, rows: int, across: int) -> None:
    """Set the size; places are given, which is much faster than letting them be found."""
    figure.set_layout_engine("none")
    figure.set_size_inches(_WIDTH * across, _HEIGHT * rows + _LEGEND)


def _place(number: int, rows: int, across: int) -> tuple[float, float, float, float]:
    """Give left, bottom, width and height of a panel as shares of the figure."""
    width, height = _WIDTH * across, _HEIGHT * rows + _LEGEND
    row, column = divmod(number, across)
    left = _WIDTH * column + _LEFT
    bottom = _HEIGHT * (rows - 1 - row) + _BELOW
    inner = (_WIDTH - _LEFT - _RIGHT, _HEIGHT - _ABOVE - _BELOW)
    return left / width, bottom / height, inner[0] / width, inner[1] / height


def _panel(
    axes: Axes, paired: Runs, kpi: str, colours: Mapping[str, str], banded: set[str]
) -> None:
    last = int(paired.months[-1])
    for arm, colour in reversed(list(colours.items())):
        low, middle, high = summary(paired.of(arm, kpi))
        if arm in banded:
            axes.fill_between(paired.months, low, high, color=colour, alpha=0.14, linewidth=0)
        # A month alone between empty ones is a dot, not an invisible line.
        mark = "o" if _is_scattered(middle) else ""
        axes.plot(paired.months, middle, marker=mark, markersize=4, color=colour, linewidth=2)
    axes.set_xlim(0.5, last + 0.5)
    every = 6 if last > 12 else 3 if last > 3 else 1
    axes.set_xticks(sorted({1, *range(every, last + 1, every), last}))
    axes.margins(y=0.12)
    axes.locator_params(axis="y", nbins=5)
    axes.grid(axis="y")


def _is_scattered(values: NDArray[np.float64]) -> bool:
    known = np.isfinite(values)
    beside = np.zeros(len(known), bool)
    beside[1:] |= known[:-1]
    beside[:-1] |= known[1:]
    return bool((known & ~beside).any())


def _name(axes: Axes, kpi: str, lang: str) -> None:
    axes.set_title(wrapped(title(kpi, lang), _TITLE_LETTERS), fontsize=10.5, pad=19)
    axes.annotate(
        unit(kpi, lang),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 7),
        textcoords="offset points",
        color=QUIET,
    )


def _goal(axes: Axes, paired: Runs, style: Style, base: str) -> None:
    """Draw what the plan wants: a level, or a change against the life without measures."""
    about, lang = style.kpi, style.lang
    if about.name not in KPIS or not np.isfinite(paired.values).any():
        return
    if about.goal is not None:
        level = np.full(len(paired.months), about.goal)
        said = style.level(about.goal)
    elif about.goal_change is not None and about.against == "no measures":
        level = summary(paired.of(base, about.name))[1] * (1 + about.goal_change)
        said = percent(about.goal_change, sign=True)
    else:
        return
    low, high = axes.get_ylim()
    known = level[np.isfinite(level)]
    if not len(known):
        return
    words = t("report.figure.goal_at", lang, goal=trimmed(said))
    if _lies_near(known, low, high):
        axes.plot(paired.months, level, color=GOAL, linewidth=1.4, linestyle=(0, (5, 3)))
        axes.annotate(
            words,
            (0.01, float(known[0])),
            xycoords=axes.get_yaxis_transform(),
            xytext=(0, 3),
            textcoords="offset points",
            color=GOAL,
            fontsize=9,
        )
        return
    above = float(known[-1]) > high
    arrow = "\N{UPWARDS ARROW}" if above else "\N{DOWNWARDS ARROW}"
    axes.annotate(
        f"{arrow} {words}",
        (0.01, 0.97 if above else 0.03),
        xycoords="axes fraction",
        va="top" if above else "bottom",
        color=GOAL,
        fontsize=9,
    )


def _lies_near(goal: NDArray[np.float64], low: float, high: float) -> bool:
    """Tell whether a line would fit without pressing the runs into less than half the panel."""
    room = high - low
    return bool(low - 0.8 * room <= goal.min() and goal.max() <= high + 0.8 * room)


def _largest(paired: Runs, kpi: str) -> float:
    values = np.abs(paired.values[:, paired.kpis.index(kpi)])
    return float(np.nanmax(values)) if np.isfinite(values).any() else math.nan


def _tick(style: Style) -> Any:
    return lambda value, _: trimmed(style.level(value))


def _legend(
    figure: Figure, colours: Mapping[str, str], titles: Mapping[str, str] | None, across: int
) -> None:
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], color=colour, linewidth=3, label=wrapped(named(arm, titles), 30))
        for arm, colour in colours.items()
    ]
    columns = min(len(marks), 2 * across)
    figure.legend(handles=marks, loc="upper left", ncols=columns, frameon=False, fontsize=9.5)
