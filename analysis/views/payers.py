"""Payers: how much of an option each funding channel carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenarios.texts import has, t

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "by_channel",
    "by_year",
    "channel_title",
    "measure_title",
    "purpose_title",
    "risk_title",
    "setting_title",
]


def by_channel(spending: pd.DataFrame) -> pd.DataFrame:
    """Sum up the spending: one row an option, one column a channel, mean over the replicates."""
    return _means(spending, "channel")


def by_year(spending: pd.DataFrame) -> pd.DataFrame:
    """Sum up the spending of each year of twelve months: one row an option, a column a year."""
    return _means(spending.assign(year=(spending["month"] - 1) // 12 + 1), "year")


def channel_title(channel: str, lang: str) -> str:
    """Name a funding channel; one that the texts do not know keeps its own name."""
    return _named((f"report.channel.{channel}",), channel, lang)


def measure_title(measure: str, lang: str) -> str:
    """Name a measure; one that the texts do not know keeps its own name."""
    return _named((f"measure.{measure}.title", f"report.measure.{measure}"), measure, lang)


def risk_title(risk: str, lang: str) -> str:
    """Name a risk; one that the texts do not know keeps its own name."""
    return _named((f"risk.{risk}.title",), risk, lang)


def purpose_title(purpose: str, lang: str) -> str:
    """Name what money was spent on; what the texts do not know keeps its own name."""
    return _named((f"report.purpose.{purpose}",), purpose, lang)


def setting_title(use: str, setting: str, lang: str, *, kind: str = "measure") -> str:
    """Say what a setting of a measure or risk means; one without a text keeps its name."""
    keys = (f"{kind}.{use}.{setting}", f"{kind}.common.{setting}")
    return _named(keys, f"{setting} =", lang)


def _named(keys: Sequence[str], instead: str, lang: str) -> str:
    return next((t(key, lang) for key in keys if has(key, lang)), instead)


def _means(spending: pd.DataFrame, by: str) -> pd.DataFrame:
    sums = spending.groupby(["option", "replicate", by], sort=True)["yuan"].sum().unstack(by)
    # A run that never used a channel spent nothing there: the mean is over all of its replicates.
    return sums.fillna(0.0).groupby("option", sort=True).mean()
