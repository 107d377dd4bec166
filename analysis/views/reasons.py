"""Reasons: why a KPI has no number, or no difference, said as plainly as a number would be."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.views.payers import measure_title
from model.kpis import KPIS
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.views.rows import KpiRow

__all__ = ["Setting", "why_no_difference", "why_no_number"]

# Months until there is a first number, where that is longer than the window: cases have to grow
# old before it is known whether they come back.
_SLOW: Final = {"recurrence_rate_180d": 18, "attendee_return_rate": 15}
# KPIs of what exists only where a measure brings it about; any of the named ones does.
_BROUGHT_BY: Final[dict[str, tuple[str, ...]]] = {
    "points_redeemed_share": ("points", "time_bank"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What was compared: how many months, and which measures the scenarios take."""

    months: int
    measures: Collection[str]


def why_no_number(rows: Sequence[KpiRow], setting: Setting) -> str:
    """Say why no scenario has a number for the KPI of these rows."""
    kpi, lang = rows[0].kpi, rows[0].style.lang
    about = KPIS.get(kpi)
    needed = _SLOW.get(kpi) or (about.months if about else None) or 0
    if rows[0].is_contrast:
        return t("report.reason.price", lang)
    if setting.months < needed:
        return t("report.reason.window", lang, needed=needed, months=setting.months)
    if about and about.window == "per shock":
        return t("report.reason.shock", lang)
    bringers = _BROUGHT_BY.get(kpi, ())
    if bringers and not set(bringers) & set(setting.measures):
        names = t("report.list.comma", lang).join(measure_title(name, lang) for name in bringers)
        return t("report.reason.absent", lang, measures=names)
    return t("report.reason.nothing", lang)


def why_no_difference(row: KpiRow) -> str:
    """Say why one option has no difference from the base although one of the two has a number."""
    lang = row.style.lang
    if math.isfinite(row.difference) or row.is_contrast:
        return ""
    if math.isfinite(row.value):
        return t("report.reason.no_base", lang)
    if math.isfinite(row.base):
        return t("report.reason.no_option", lang)
    return t("report.reason.neither", lang)
