"""KPI rows: a comparison as lines of a table, numbers and words ready to be shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.cost import COST_PER_CONFLICT
from analysis.views.numbers import Style, style_of, title, unit, window
from analysis.views.themes import THEMES, theme_of
from analysis.views.verdicts import Verdict, verdict_of
from model.kpis import KPIS, Kpi

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KpiRow", "kpi_rows", "meets_goal", "rows_by_theme", "silent_kpis"]


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One option against the base in one KPI, at one month."""

    option: str
    kpi: str
    month: int
    base: float
    value: float
    difference: float
    low: float
    high: float
    relative: float
    share_improved: float
    estate_low: float
    estate_high: float
    replicates: int
    style: Style

    @property
    def about(self) -> Kpi:
        """Give the entry of the KPI in the catalogue."""
        return self.style.kpi

    @property
    def title(self) -> str:
        """Name the KPI in the language of the row."""
        return title(self.kpi, self.style.lang)

    @property
    def unit(self) -> str:
        """Name the unit of the KPI."""
        return unit(self.kpi, self.style.lang)

    @property
    def window(self) -> str:
        """Say over which time the KPI looks back."""
        return window(self.kpi, self.style.lang)

    @property
    def is_contrast(self) -> bool:
        """Tell whether the value exists only against the base, as a cost per conflict does."""
        return self.kpi == COST_PER_CONFLICT

    @property
    def is_known(self) -> bool:
        """Tell whether the base or the option has a number."""
        return math.isfinite(self.value) or math.isfinite(self.base)

    @property
    def verdict(self) -> Verdict:
        """Say what the interval lets us say; a contrast is a price, neither better nor worse."""
        if self.is_contrast:
            return Verdict.UNKNOWN
        return verdict_of(self.low, self.high, self.about.direction)

    @property
    def fine(self) -> Style:
        """Give the style for the difference: what is told apart is never written as zero."""
        if not self.verdict.is_told_apart:
            return self.style
        return self.style.finer(self.difference, self.low, self.high)

    @property
    def met(self) -> bool | None:
        """Tell whether the mean meets the plan's goal; None where the plan sets none."""
        return meets_goal(self.about, self.value, self.relative)


def meets_goal(kpi: Kpi, value: float, relative: float = math.nan) -> bool | None:
    """Tell whether a level, or a change against no measures, meets the plan's goal."""
    goal, reached = kpi.goal, value
    if goal is None and kpi.goal_change is not None and kpi.against == "no measures":
        goal, reached = kpi.goal_change, relative
    if goal is None or not math.isfinite(reached) or not kpi.direction:
        return None
    return reached >= goal if kpi.direction == "up" else reached <= goal


def kpi_rows(
    comparison: pd.DataFrame, *, lang: str, month: int | None = None, options: Sequence[str] = ()
) -> list[KpiRow]:
    """Turn a comparison into rows at one month (the last), KPI by KPI in the order of the themes.

    What exists only for whole years is taken from the last month that has it. ``options`` says
    which options to show and in which order; without it, all of them by name.
    """
    last = int(comparison["month"].max()) if month is None else month
    chosen = list(options) or sorted(comparison["option"].unique())
    table = comparison[
        (comparison["month"] == last)
        | ((comparison["kpi"] == COST_PER_CONFLICT) & (comparison["month"] < last))
    ]
    # A month without a value loses against an earlier one that has it.
    table = table.assign(known=table["difference"].notna()).sort_values(["known", "month"])
    cells: dict[tuple[str, str], Mapping[Any, Any]] = {
        (str(row["kpi"]), str(row["option"])): row for row in table.to_dict("records")
    }
    return [
        _row(cells[name, option], style)
        for name in _order({kpi for kpi, _ in cells})
        for style in [style_of(name, lang, scale=_scale(cells, name))]
        for option in chosen
        if (name, option) in cells
    ]


def rows_by_theme(rows: Iterable[KpiRow]) -> dict[str, dict[str, list[KpiRow]]]:
    """Group rows by theme and KPI, those without a number among them."""
    found = list(rows)
    names = _order({row.kpi for row in found})
    themes: dict[str, dict[str, list[KpiRow]]] = {}
    for name in names:
        lines = [row for row in found if row.kpi == name]
        themes.setdefault(theme_of(name), {})[name] = lines
    return themes


def silent_kpis(rows: Iterable[KpiRow]) -> list[str]:
    """List the KPIs that neither the base nor an option has a number for."""
    found = list(rows)
    told = {row.kpi for row in found if row.is_known}
    return [name for name in _order({row.kpi for row in found}) if name not in told]


def _row(cells: Mapping[Any, Any], style: Style) -> KpiRow:
    return KpiRow(
        option=str(cells["option"]),
        kpi=style.kpi.name,
        month=int(cells["month"]),
        base=float(cells["base_mean"]),
        value=float(cells["option_mean"]),
        difference=float(cells["difference"]),
        low=float(cells["ci_low"]),
        high=float(cells["ci_high"]),
        relative=float(cells["relative"]),
        share_improved=float(cells["share_improved"]),
        estate_low=float(cells["pi_low"]),
        estate_high=float(cells["pi_high"]),
        replicates=int(cells["replicates"]),
        style=style,
    )


def _scale(cells: Mapping[tuple[str, str], Mapping[Any, Any]], name: str) -> float:
    """Give the largest level of a KPI, so that all its options are written alike."""
    levels = [
        abs(float(row[column]))
        for (kpi, _), row in cells.items()
        if kpi == name
        for column in ("base_mean", "option_mean")
    ]
    return max((level for level in levels if math.isfinite(level)), default=math.nan)


def _order(names: Iterable[str]) -> list[str]:
    """Put KPIs in the order of the themes; those of others come last, by name."""
    place = {name: rank for rank, name in enumerate(n for kpis in THEMES.values() for n in kpis)}
    return sorted(set(names), key=lambda name: (place.get(name, len(KPIS)), name))
