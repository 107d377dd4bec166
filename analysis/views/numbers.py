"""Numbers: figures as a reader wants them, in the unit of their KPI and in both languages."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from model.kpis import KPIS, Kpi
from scenarios.texts import t

__all__ = ["MINUS", "Style", "money", "percent", "plain", "style_of", "title", "unit", "window"]

MINUS: Final = "\N{MINUS SIGN}"
NOTHING: Final = "–"
_WAN: Final = 10_000  # Chinese readers count money in ten-thousands
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Style:
    """How the numbers of one KPI are written: unit, decimals, language.

    The decimals follow the size of the level, so that value, difference and bounds agree.
    """

    kpi: Kpi
    decimals: int
    lang: str

    def level(self, value: float) -> str:
        """Write a level: ``48.2``, ``31.0%`` or ``12.3`` ten-thousand yuan."""
        return self._write(value, suffix="%" if self.kpi.is_share else "")

    def change(self, value: float) -> str:
        """Write a difference with its sign; shares in percentage points, without a unit."""
        return signed(self._write(value, suffix=""), value)

    def amount(self, value: float) -> str:
        """Write the size of a difference with its unit, as a sentence needs it."""
        number = self._write(abs(value), suffix="")
        return t(f"report.amount.{_family(self.kpi)}", self.lang, n=number)

    def between(self, low: float, high: float) -> str:
        """Write an interval of differences: ``−370 to −250``."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return NOTHING
        low, high = self._possible(low), self._possible(high)
        return t("report.between", self.lang, low=self.change(low), high=self.change(high))

    def sizes(self, low: float, high: float) -> str:
        """Write an interval of a difference whose direction the sentence has told already."""
        if low * high < 0:
            return self.between(low, high)
        first, second = sorted(abs(self._possible(end)) for end in (low, high))
        words = [self._write(size, suffix="") for size in (first, second)]
        return t("report.between", self.lang, low=words[0], high=words[1])

    def finer(self, *sizes: float) -> Style:
        """Take up to two more decimals, as many as keep all sizes from being written as zero."""
        least = min((abs(size) for size in sizes), default=0.0) * (100 if self.kpi.is_share else 1)
        more = next((n for n in range(2) if least >= 0.5 * 10.0 ** -(self.decimals + n)), 2)
        return replace(self, decimals=self.decimals + more)

    def _possible(self, difference: float) -> float:
        """Keep a bound within what can be: two shares differ by one at most."""
        return min(max(difference, -1.0), 1.0) if self.kpi.is_share else difference

    def _write(self, value: float, *, suffix: str) -> str:
        if not math.isfinite(value):
            return NOTHING
        if _family(self.kpi) == "money":
            return money(value, self.lang)
        scaled = value * 100 if self.kpi.is_share else value
        return plain(scaled, self.decimals) + suffix


def style_of(name: str, lang: str, *, scale: float = math.nan) -> Style:
    """Choose how a KPI whose levels are about as large as ``scale`` is written."""
    kpi = KPIS.get(name) or Kpi(name, "count", "", "point")
    if kpi.is_share or kpi.unit.startswith(("hours", "points 0")):
        return Style(kpi, 1, lang)
    size = abs(scale) if math.isfinite(scale) else 1.0
    return Style(kpi, 0 if size >= 100 else 1 if size >= 10 else 2, lang)


def plain(value: float, decimals: int) -> str:
    """Write a number with thousands separators and a real minus sign, never ``−0``."""
    if not math.isfinite(value):
        return NOTHING
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and text.strip("0.,") else text


def signed(text: str, value: float) -> str:
    """Put a plus before a positive number that does not round to zero."""
    return f"+{text}" if value > 0 and text.strip("0.,") not in ("", NOTHING) else text


def percent(share: float, *, decimals: int = 0, sign: bool = False) -> str:
    """Write a share in percent: ``−18%``."""
    text = plain(share * 100, decimals)
    return NOTHING if text == NOTHING else (signed(text, share) if sign else text) + "%"


def money(yuan: float, lang: str) -> str:
    """Write an amount of money without its unit's name, short enough for a card."""
    size = abs(yuan)
    if lang == "zh" and size >= _WAN:
        decimals = 1 if size >= 10 * _WAN else 2
        return t("report.money.ten_thousands", lang, n=plain(yuan / _WAN, decimals))
    if lang != "zh" and size >= _MILLION:
        return t("report.money.millions", lang, n=plain(yuan / _MILLION, 2))
    return plain(yuan, 0)


def title(name: str, lang: str) -> str:
    """Name a KPI; one that is not in the catalogue keeps its own name."""
    return t(f"kpi.{name}.title", lang) if name in KPIS else name


def unit(name: str, lang: str) -> str:
    """Name the unit of a KPI."""
    return t(f"unit.{KPIS[name].unit}", lang) if name in KPIS else ""


def window(name: str, lang: str) -> str:
    """Say over which time a KPI looks back."""
    return t(f"window.{KPIS[name].window}", lang) if name in KPIS else ""


_FAMILIES: Final = {
    "points 0-100": "index",
    "points": "points",
    "hours (mean)": "hours",
    "hours (median)": "hours",
    "yuan": "money",
    "yuan per year": "money",
    "per 1000 household-years": "households",
    "per 1000 resident-years": "residents",
}


def _family(kpi: Kpi) -> str:
    return "share" if kpi.is_share else _FAMILIES.get(kpi.unit, "count")
