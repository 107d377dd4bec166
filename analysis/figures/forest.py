"""Forest: what each option changes, KPI by KPI, with its intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from analysis.figures.style import INK, QUIET, bare, colours_of, drawn
from analysis.figures.text import named, trimmed, wrapped
from analysis.views.rows import KpiRow, kpi_rows
from analysis.views.themes import HEADLINES
from analysis.views.verdicts import Verdict
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["forest"]

_WIDTH: Final = 4.8
_NAME_WIDTH: Final = 18


@drawn
def forest(
    figure: Figure,
    comparison: pd.DataFrame,
    *,
    lang: str,
    kpis: Sequence[str] = tuple(names[0] for names in HEADLINES[:3]),
    titles: Mapping[str, str] | None = None,
    month: int | None = None,
) -> None:
    """Draw the paired difference of every option from the base, one panel a KPI.

    The thick line is the 95 % interval of the mean, the thin one what a single estate may see.
    A hollow dot cannot be told apart from no difference. ``titles`` names the options and decides
    their order.
    """
    options = [name for name in (titles or {}) if name in set(comparison["option"])]
    rows = kpi_rows(comparison, lang=lang, month=month, options=options)
    shown = [kpi for kpi in kpis if any(row.kpi == kpi and _drawable(row) for row in rows)]
    colours = colours_of([row.option for row in rows if row.kpi == rows[0].kpi])
    lines = len(colours)
    figure.set_size_inches(_WIDTH, max(1, len(shown)) * (0.95 + 0.34 * lines) + 0.2)
    if not shown:
        figure.text(0.02, 0.5, t("report.figure.nothing", lang), color=QUIET)
        return
    for place, kpi in enumerate(shown):
        axes = figure.add_subplot(len(shown), 1, place + 1)
        _panel(axes, [row for row in rows if row.kpi == kpi], colours, titles, lang)


def _panel(
    axes: Axes,
    rows: Sequence[KpiRow],
    colours: Mapping[str, str],
    titles: Mapping[str, str] | None,
    lang: str,
) -> None:
    bare(axes)
    axes.axvline(0, color=QUIET, linewidth=1)
    for height, row in enumerate(reversed(rows)):
        if _drawable(row):
            _line(axes, row, height, colours[row.option])
    names = [wrapped(named(row.option, titles), _NAME_WIDTH) for row in reversed(rows)]
    axes.set_yticks(range(len(rows)), names, color=INK)
    axes.set_ylim(-0.6, len(rows) - 0.3)
    low, high = axes.get_xlim()
    axes.set_xlim(low - 0.02 * (high - low), high + 0.02 * (high - low))
    axes.locator_params(axis="x", nbins=6)
    axes.xaxis.set_major_formatter(lambda value, _: trimmed(rows[0].style.change(value)))
    axes.set_title(rows[0].title)
    better = {"up": "report.figure.better_right", "down": "report.figure.better_left"}
    unit = t("report.figure.difference", lang, unit=_unit(rows[0], lang))
    hint = better.get(rows[0].about.direction)
    axes.set_xlabel(unit, loc="left")
    if hint:
        axes.set_title(t(hint, lang), loc="right", fontsize=8.5, color=QUIET)


def _line(axes: Axes, row: KpiRow, height: float, colour: str) -> None:
    from matplotlib.patheffects import withStroke

    told = row.verdict.is_told_apart
    if math.isfinite(row.estate_low):
        axes.plot([row.estate_low, row.estate_high], [height] * 2, color=colour, lw=1, alpha=0.55)
    if math.isfinite(row.low):
        axes.plot([row.low, row.high], [height] * 2, color=colour, linewidth=4.5, alpha=0.9)
    axes.plot(
        row.difference,
        height,
        "o",
        markersize=8,
        markeredgewidth=1.6,
        markeredgecolor=colour,
        markerfacecolor=colour if told or row.verdict is Verdict.UNKNOWN else "white",
    )
    axes.annotate(
        row.fine.change(row.difference),
        (row.difference, height),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        fontsize=9,
        color=INK if told else QUIET,
        # A light edge keeps the number readable where it stands on the zero line.
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def _drawable(row: KpiRow) -> bool:
    return math.isfinite(row.difference)


def _unit(row: KpiRow, lang: str) -> str:
    return t("report.figure.points", lang) if row.about.is_share else row.unit
