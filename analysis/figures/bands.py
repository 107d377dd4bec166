"""Bands: a KPI month by month, the middle run and the band that holds nine runs in ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.figures.style import FAINT, GOAL, QUIET, colours_of, drawn
from analysis.figures.text import columns, named, trimmed, wrapped
from analysis.pairing import Runs, arrange, checked
from analysis.views.numbers import style_of, title, unit
from model.kpis import KPIS
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["bands", "summary"]

# Quantiles of the band: nine replicates in ten lie inside.
_EDGES: Final = (0.05, 0.5, 0.95)
_PANEL_WIDTH: Final = 4.7
# The least distance between the names of two lines, as a share of the height.
_NAME_GAP: Final = 0.22
# The width of a letter under the axis, in months of a figure over three years.
_MONTHS_A_LETTER: Final = 0.62


def summary(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the lower edge, the middle and the upper edge over the replicates (last axis)."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a month before the window is full is NaN
        return np.asarray(np.nanquantile(values, _EDGES, axis=-1), np.float64)


@drawn
def bands(
    figure: Figure,
    runs: pd.DataFrame,
    *,
    lang: str,
    kpi: str,
    base: str,
    options: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    phases: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Draw the base and each option over the months, above; their paired difference, below.

    One column an option, all on the same scale. ``phases`` holds ``name``, ``start``, ``end``.
    """
    paired = checked(arrange(runs[runs["kpi"] == kpi]), base)
    chosen = [name for name in (options or titles or ()) if name in paired.others(base)]
    chosen = chosen or list(paired.others(base))
    every = [name for name in (titles or paired.options) if name != base]
    colours = colours_of(every, base=base)
    figure.set_size_inches(_PANEL_WIDTH * len(chosen), 4.4)
    grid: Any = figure.subplots(
        2, len(chosen), squeeze=False, sharex=True, sharey="row", height_ratios=(2, 1)
    )
    for column, option in enumerate(chosen):
        upper, lower = grid[0][column], grid[1][column]
        _levels(upper, paired, (base, option), colours)
        if column == 0:
            _goal(upper, paired, kpi, lang)
        _differences(lower, paired, option, base, colours[option])
        _phases(lower, phases, lang, int(paired.months[-1]))
        _name(upper, paired, (base, option), colours, titles)
        if column == 0:
            _label(upper, lower, kpi, lang)
    style = style_of(kpi, lang, scale=float(np.nanmax(np.abs(paired.values), initial=0)))
    for row in grid:
        row[0].yaxis.set_major_formatter(lambda value, _: trimmed(style.level(value)))
    grid[1][0].yaxis.set_major_formatter(lambda value, _: trimmed(style.change(value)))
    spacing: Any = figure.get_layout_engine()
    spacing.set(hspace=0.06)


def _levels(axes: Axes, paired: Runs, arms: tuple[str, str], colours: Mapping[str, str]) -> None:
    for arm in arms:
        low, middle, high = summary(paired.of(arm)[0])
        axes.fill_between(paired.months, low, high, color=colours[arm], alpha=0.18, linewidth=0)
        axes.plot(paired.months, middle, color=colours[arm])
    axes.set_xlim(0.5, float(paired.months[-1]) + 0.5)
    axes.grid(axis="y")


def _name(
    axes: Axes,
    paired: Runs,
    arms: tuple[str, str],
    colours: Mapping[str, str],
    titles: Mapping[str, str] | None,
) -> None:
    """Write the name of each line at its end, apart from each other."""
    low, high = axes.get_ylim()
    places = []
    for arm in arms:
        values = summary(paired.of(arm)[0])[1]
        known = values[np.isfinite(values)]
        places.append((float(known[-1]) - low) / (high - low) if len(known) else 0.5)
    middle, gap = sum(places) / 2, max(abs(places[0] - places[1]), _NAME_GAP) / 2
    signs = (1, -1) if places[0] >= places[1] else (-1, 1)
    for arm, sign in zip(arms, signs, strict=True):
        axes.annotate(
            wrapped(named(arm, titles), 14),
            (1.02, min(max(middle + sign * gap, 0.05), 0.95)),
            xycoords="axes fraction",
            va="center",
            color=colours[arm] if arm == arms[1] else "#5b6673",
            fontsize=9,
        )


def _differences(axes: Axes, paired: Runs, option: str, base: str, colour: str) -> None:
    low, middle, high = summary(paired.of(option)[0] - paired.of(base)[0])
    axes.axhline(0, color=QUIET, linewidth=1)
    axes.fill_between(paired.months, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(paired.months, middle, color=colour)
    axes.grid(axis="y")


def _phases(axes: Axes, phases: Sequence[Mapping[str, Any]], lang: str, last: int) -> None:
    """Name the phases under the months, with a light line where each begins."""
    ticks = sorted({1, *range(6, last + 1, 6 if last > 12 else 3), last})
    axes.set_xticks([tick for tick in ticks if tick <= last], minor=False)
    axes.set_xlabel(t("report.figure.months", lang), loc="right", labelpad=1)
    ends = [0.0, 0.0]
    for rank, phase in enumerate(p for p in phases if p["start"] <= last):
        name, start = phase["name"], int(phase["start"])
        said = name[lang] if isinstance(name, Mapping) else str(name)
        if rank:
            axes.axvline(start - 0.5, color=FAINT, linewidth=1, zorder=0)
        # A short phase would run into the name of the next: that one moves a line down.
        line = 0 if start >= ends[0] else 1
        ends[line] = start + columns(said) * _MONTHS_A_LETTER * last / 36
        axes.annotate(
            said,
            (start - 0.5, -0.34 - 0.15 * line),
            xycoords=("data", "axes fraction"),
            va="top",
            fontsize=8,
            color=QUIET,
        )


def _label(upper: Axes, lower: Axes, kpi: str, lang: str) -> None:
    said = unit(kpi, lang)
    suffix = t("report.figure.in_unit", lang, unit=said) if said else ""
    upper.set_title(title(kpi, lang) + suffix)
    lower.set_title(t("report.figure.paired", lang), fontsize=9, color=QUIET)


def _goal(axes: Axes, paired: Runs, kpi: str, lang: str) -> None:
    """Draw the plan's goal where it lies near what the runs show."""
    goal = KPIS[kpi].goal if kpi in KPIS else None
    if goal is None or not np.isfinite(paired.values).any():
        return
    low, high = float(np.nanmin(paired.values)), float(np.nanmax(paired.values))
    if not low - (high - low) <= goal <= high + (high - low):
        return
    axes.axhline(goal, color=GOAL, linewidth=1.2, linestyle=(0, (5, 3)))
    axes.annotate(
        t("report.figure.goal", lang),
        (1.5, goal),
        xytext=(0, 3),
        textcoords="offset points",
        color=GOAL,
        fontsize=8.5,
    )
