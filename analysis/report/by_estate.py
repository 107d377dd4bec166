"""By estate: what an option does in each estate of a portfolio, and what luck alone does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analysis.regression import worst_estates
from analysis.report.evidence import Grid
from analysis.report.folder import words
from analysis.views.numbers import NOTHING, percent, title
from analysis.views.rows import kpi_rows
from analysis.views.verdicts import Verdict
from scenarios.portfolio import TOTAL
from scenarios.texts import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.report.folder import ComparisonFolder
    from analysis.views.rows import KpiRow

__all__ = ["ByEstate", "by_estate"]

SHOWN: Final = (
    "latent_conflicts_per_1000_hh_year",
    "disputes_per_1000_hh_year",
    "mediation_success_rate",
    "trust_index",
    "share_willing_to_ask_neighbour",
    "participations_per_resident_year",
    "programme_cost_yuan",
)
PICKED_BY: Final = "disputes_per_1000_hh_year"


@dataclass(frozen=True, slots=True)
class ByEstate:
    """A table at the end, one at the mid-term evaluation, and what the worst estates did."""

    table: Grid
    evaluation: Grid | None
    month: int
    luck: str


def by_estate(found: ComparisonFolder, shown: str, lang: str) -> ByEstate | None:
    """Tell an option's effects apart by estate; None where the folder holds one estate alone."""
    compared = found.sheet("comparison_by_estate")
    if compared is None:
        return None
    entry = next(entry for entry in found.record["options"] if entry["name"] == shown)
    month = int(entry.get("evaluation") or 0)
    middle = None
    if 0 < month < found.months:
        middle = _table(compared, entry, lang, month=month)
    return ByEstate(_table(compared, entry, lang), middle, month, _luck(found, lang))


def _table(
    compared: pd.DataFrame, entry: dict[str, Any], lang: str, *, month: int | None = None
) -> Grid:
    of_option = compared[(compared["option"] == entry["name"]) & compared["kpi"].isin(SHOWN)]
    rows: dict[str, dict[str, KpiRow]] = {
        str(name): {row.kpi: row for row in kpi_rows(part, lang=lang, month=month)}
        for name, part in of_option.groupby("estate", sort=False)
    }
    kpis = [kpi for kpi in SHOWN if any(_known(one.get(kpi)) for one in rows.values())]
    lines = [
        (_name(estate, lang), *(_cell(rows[estate["name"]].get(kpi), lang) for kpi in kpis))
        for estate in entry["estates"]
        if estate["name"] in rows
    ]
    whole = (t("report.estates.total", lang), *(_cell(rows[TOTAL].get(kpi), lang) for kpi in kpis))
    heads = (t("report.estates.head", lang), *(title(kpi, lang) for kpi in kpis))
    return Grid(heads, (*lines, whole))


def _known(row: KpiRow | None) -> bool:
    return row is not None and math.isfinite(row.difference)


def _name(estate: dict[str, Any], lang: str) -> str:
    return t(
        "report.estates.name",
        lang,
        estate=words(estate.get("title"), lang, instead=estate["name"]),
        batch=words(estate.get("batch_title"), lang, instead=estate["batch"]),
        start=estate["start"],
    )


def _cell(row: KpiRow | None, lang: str) -> str:
    if row is None or not math.isfinite(row.difference):
        return NOTHING
    change, interval = row.fine.change(row.difference), row.fine.between(row.low, row.high)
    if interval == NOTHING:
        return change
    judged = row.verdict in (Verdict.BETTER, Verdict.WORSE)
    key = f"cell_{row.verdict}" if judged else "cell"
    return t(f"report.group.{key}", lang, change=change, interval=interval)


def _luck(found: ComparisonFolder, lang: str) -> str:
    """Say how much the worst estates of the first year fell without any measure."""
    runs = found.table("by_estate")
    options: Sequence[dict[str, Any]] = found.record["options"]
    base = next((entry for entry in options if entry["name"] == found.base), {})
    if runs is None or base.get("interventions"):
        return ""
    seen = worst_estates(runs, found.base, PICKED_BY)
    if seen is None or not math.isfinite(seen.fall) or not math.isfinite(seen.fall_of_all):
        return ""
    return t(
        "report.estates.luck",
        lang,
        count=seen.worst,
        kpi=title(PICKED_BY, lang),
        fall=percent(-seen.fall, sign=True),
        all=percent(-seen.fall_of_all, sign=True),
    )
