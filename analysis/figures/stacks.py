"""Stacks: what a total is made of, for the base and each option."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from analysis.figures.style import INK, QUIET, bare, drawn
from analysis.figures.text import columns, named, wrapped
from analysis.views.numbers import money, percent, plain
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CHANNEL_COLOURS", "dispute_mix", "spending", "tie_levels"]

_WIDTH: Final = 4.8
_NAME_WIDTH: Final = 18
_LETTERS: Final = 74  # of a legend across the figure
# Dark to light, so that neighbours differ in print as well; letters on them are white or dark.
_CAUSES: Final = ("#1d3557", "#2a7f9e", "#e08e45", "#c9d2dc")
_LEVELS: Final = ("#d5dce4", "#6ea8c9", "#1d5c88")
CHANNEL_COLOURS: Final = (
    "#1d3557",
    "#2a7f9e",
    "#86b6a4",
    "#e08e45",
    "#c9a227",
    "#b5548a",
    "#8a94a0",
)

Bars = dict[str, dict[str, float]]
"""Parts of each bar: option, then part, then size."""


@drawn
def dispute_mix(
    figure: Figure,
    comparison: pd.DataFrame,
    *,
    lang: str,
    base: str,
    titles: Mapping[str, str] | None = None,
    month: int | None = None,
) -> None:
    """Draw the recorded disputes of the last year by what set them off, with their shares."""
    total = "disputes_per_estate_year"
    causes = ("noise", "space", "pets", "other")
    levels = _levels(comparison, base, month, (total, *(f"dispute_share_{c}" for c in causes)))
    bars = {
        option: {c: cells.get(f"dispute_share_{c}", math.nan) * cells[total] for c in causes}
        for option, cells in levels.items()
        if total in cells
    }
    bars = {option: {c: n for c, n in parts.items() if n > 0} for option, parts in bars.items()}
    words = {cause: t(f"report.cause.{cause}", lang) for cause in causes}
    axes = _stack(figure, _ordered(bars, titles), words, _CAUSES, titles, lang, _count)
    axes.set_title(t("report.figure.dispute_mix", lang))


@drawn
def tie_levels(
    figure: Figure,
    comparison: pd.DataFrame,
    *,
    lang: str,
    base: str,
    titles: Mapping[str, str] | None = None,
    month: int | None = None,
) -> None:
    """Draw how near the ties between neighbours are: the share of each level."""
    kinds = ("nodding", "transactional", "emotional")
    levels = _levels(comparison, base, month, tuple(f"tie_share_{kind}" for kind in kinds))
    bars = {
        option: {k: cells[f"tie_share_{k}"] for k in kinds if f"tie_share_{k}" in cells}
        for option, cells in levels.items()
    }
    words = {kind: t(f"report.tie.{kind}", lang) for kind in kinds}
    axes = _stack(figure, _ordered(bars, titles), words, _LEVELS, titles, lang, None)
    axes.set_title(t("report.figure.tie_levels", lang))


@drawn
def spending(
    figure: Figure,
    spent: pd.DataFrame,
    *,
    lang: str,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Draw who pays: spending over the whole time by funding channel, mean of the replicates."""
    from analysis.views.payers import by_channel, channel_title

    table = by_channel(spent)
    bars = {
        str(option): {str(channel): float(yuan) for channel, yuan in row.items() if yuan > 0}
        for option, row in table.iterrows()
    }
    words = {str(channel): channel_title(str(channel), lang) for channel in table.columns}

    def total(yuan: float) -> str:
        return t("report.amount.money", lang, n=money(yuan, lang))

    axes = _stack(figure, _ordered(bars, titles), words, CHANNEL_COLOURS, titles, lang, total)
    axes.set_title(t("report.figure.spending", lang))


def _stack(
    figure: Figure,
    bars: Bars,
    words: Mapping[str, str],
    palette: Sequence[str],
    titles: Mapping[str, str] | None,
    lang: str,
    total: Callable[[float], str] | None,
) -> Axes:
    """Draw one horizontal bar an option; without ``total`` the parts already make up one."""
    figure.set_size_inches(_WIDTH, 1.25 + 0.46 * max(1, len(bars)))
    axes = figure.add_subplot()
    bare(axes, keep=())
    axes.set_xticks([])
    longest = max((sum(parts.values()) for parts in bars.values()), default=0)
    if not longest > 0:
        axes.set_axis_off()
        axes.text(0, 0.5, t("report.figure.nothing", lang), color=QUIET)
        return axes
    colours = {part: palette[rank % len(palette)] for rank, part in enumerate(words)}
    for height, parts in enumerate(reversed(list(bars.values()))):
        _bar(axes, height, parts, colours, longest, total)
    names = [wrapped(named(option, titles), _NAME_WIDTH) for option in reversed(list(bars))]
    axes.set_yticks(range(len(bars)), names, color=INK)
    axes.set_ylim(-0.55, len(bars) - 0.45)
    axes.set_xlim(0, longest * (1.0 if total is None else 1.22))
    _legend(figure, {part: word for part, word in words.items() if part in _used(bars)}, colours)
    return axes


def _bar(
    axes: Axes,
    height: int,
    parts: Mapping[str, float],
    colours: Mapping[str, str],
    longest: float,
    total: Callable[[float], str] | None,
) -> None:
    whole, left = sum(parts.values()), 0.0
    for part, size in parts.items():
        axes.barh(height, size, left=left, height=0.66, color=colours[part], edgecolor="white")
        if 0.1 * longest < size < 0.995 * whole:
            axes.text(
                left + size / 2,
                height,
                percent(size / whole),
                ha="center",
                va="center",
                fontsize=8.5,
                color=_on(colours[part]),
            )
        left += size
    if total is not None:
        axes.text(left + longest * 0.015, height, total(whole), va="center", color=INK)


def _legend(figure: Figure, words: Mapping[str, str], colours: Mapping[str, str]) -> None:
    from matplotlib.patches import Patch

    marks = [Patch(color=colours[part], label=word) for part, word in words.items()]
    figure.legend(
        handles=marks,
        loc="outside lower left",
        ncols=_side_by_side(words.values()),
        frameon=False,
        fontsize=8.5,
        handlelength=1,
        handleheight=1,
        columnspacing=1.2,
    )


def _side_by_side(words: Iterable[str]) -> int:
    """Choose how many names of a legend fit beside each other."""
    widest = max((columns(word) for word in words), default=0)
    return max(_LETTERS // (widest + 5), 1)


def _levels(
    comparison: pd.DataFrame, base: str, month: int | None, kpis: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Give the means of the named KPIs at one month, those of the base as well."""
    last = int(comparison["month"].max()) if month is None else month
    now = comparison[(comparison["month"] == last) & comparison["kpi"].isin(kpis)]
    levels: dict[str, dict[str, float]] = {base: {}}
    for row in now[now["option_mean"].notna()].to_dict("records"):
        levels[base].setdefault(str(row["kpi"]), float(row["base_mean"]))
        levels.setdefault(str(row["option"]), {})[str(row["kpi"])] = float(row["option_mean"])
    return {option: cells for option, cells in levels.items() if cells}


def _ordered(bars: Bars, titles: Mapping[str, str] | None) -> Bars:
    order = {name: rank for rank, name in enumerate(titles or {})}
    return {name: bars[name] for name in sorted(bars, key=lambda key: order.get(key, len(order)))}


def _used(bars: Bars) -> set[str]:
    return {part for parts in bars.values() for part in parts}


def _on(colour: str) -> str:
    """Choose letters that can be read on a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


def _count(number: float) -> str:
    return plain(number, 1)
