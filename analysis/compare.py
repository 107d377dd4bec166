"""Comparison: each option against the same life without it, pair by pair."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.cost import COST_PER_CONFLICT, per_conflict_avoided
from analysis.pairing import Runs, arrange, checked
from analysis.statistics import (
    bootstrap,
    holm,
    means,
    paired_p,
    paired_t,
    pairs,
    prediction,
    share_improved,
    variance_reduction,
)
from model.kpis import KPIS
from scenarios.texts import default_language, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]

__all__ = [
    "COLUMNS",
    "UnpairedWarning",
    "compare",
    "intervals",
    "multiplicity",
    "variance_reductions",
]

COLUMNS: Final = (
    "option",
    "kpi",
    "month",
    "base_mean",
    "option_mean",
    "difference",
    "ci_low",
    "ci_high",
    "relative",
    "share_improved",
    "pi_low",
    "pi_high",
    "replicates",
)


ALPHA: Final = 0.05


class UnpairedWarning(UserWarning):
    """Some replicates exist in one arm only and were left out of the comparison."""


def compare(runs: pd.DataFrame, base: str, *, estates: int = 1) -> pd.DataFrame:
    """Compare every option with the base, KPI by KPI and month by month.

    ``difference`` is the mean over replicates of option minus base, ``ci`` its 95 % interval
    (paired t), ``pi`` the 95 % prediction interval for one estate, ``relative`` the difference
    as a share of the base, and ``share_improved`` the share of replicates in which the option
    was strictly better. Means are taken over the pairs that exist; ``replicates`` counts them.
    Where there is none, because only one arm has anything to measure, each mean stands alone.

    The cost per conflict avoided exists only as a contrast: its value stands in ``option_mean``
    and ``difference`` alike, its interval is a bootstrap of the ratio, the rest is NaN. In the
    total over several ``estates`` costs are sums and counts are a mean estate's.
    """
    paired = checked(arrange(runs), base)
    _warn_of_unpaired(paired, base)
    blocks = {option: _columns(paired, option, base) for option in paired.others(base)}
    if COST_PER_CONFLICT in paired.kpis:
        for option, columns in blocks.items():
            _put_cost_per_conflict(columns, paired, option, base, estates=estates)
    return _rows(paired, blocks)


def intervals(runs: pd.DataFrame, base: str, *, month: int | None = None) -> pd.DataFrame:
    """Put the t interval of each difference beside its bootstrap, for one month (the last).

    Columns: option, kpi, month, difference, ci_low, ci_high, bootstrap_low, bootstrap_high,
    replicates. Where the two disagree much, the replicates are few or the counts are rare.
    """
    paired = _at(checked(arrange(runs), base), month)
    columns: dict[str, Columns] = {}
    for option in paired.others(base):
        apart = paired.of(option) - paired.of(base)
        usual, resampled = paired_t(apart), bootstrap(apart)
        columns[option] = {
            "difference": means(apart),
            "ci_low": usual.low,
            "ci_high": usual.high,
            "bootstrap_low": resampled.low,
            "bootstrap_high": resampled.high,
            "replicates": pairs(apart),
        }
    return _rows(paired, columns)


def variance_reductions(runs: pd.DataFrame, base: str, *, month: int | None = None) -> pd.DataFrame:
    """Tell for one month (the last) how many times fewer runs the pairing needed.

    Columns: option, kpi, month, factor. See ``analysis.statistics.variance_reduction``.
    """
    paired = _at(checked(arrange(runs), base), month)
    first = paired.of(base)
    return _rows(
        paired,
        {
            option: {"factor": variance_reduction(first, paired.of(option))}
            for option in paired.others(base)
        },
    )


def multiplicity(
    runs: pd.DataFrame, base: str, *, kpis: Sequence[str], month: int | None = None
) -> pd.DataFrame:
    """Tell for one month (the last) which differences stand when all of them are looked at.

    Columns: option, kpi, month, p (of the pairs alone), p_holm (adjusted for all options x
    ``kpis`` that can be tested), stands (at the 5 % level). See ``analysis.statistics.holm``.
    """
    paired = _at(checked(arrange(runs[runs["kpi"].isin(kpis)]), base), month)
    others = sorted(paired.others(base))
    alone = np.array([paired_p(paired.of(option) - paired.of(base)) for option in others])
    adjusted = holm(alone)
    return _rows(
        paired,
        {
            option: {"p": alone[at], "p_holm": adjusted[at], "stands": adjusted[at] <= ALPHA}
            for at, option in enumerate(others)
        },
    )


def _columns(paired: Runs, option: str, base: str) -> Columns:
    first, second = paired.of(base), paired.of(option)
    apart = second - first
    count = pairs(apart)
    usable = np.isfinite(apart) | (count == 0)[..., np.newaxis]
    first, second = np.where(usable, first, np.nan), np.where(usable, second, np.nan)
    of_mean, of_estate = paired_t(apart), prediction(apart)
    base_mean, difference = means(first), means(apart)
    known = np.abs(base_mean) > 0
    columns: Columns = {
        "base_mean": base_mean,
        "option_mean": means(second),
        "difference": difference,
        "ci_low": of_mean.low,
        "ci_high": of_mean.high,
        "relative": np.where(known, difference / np.where(known, np.abs(base_mean), 1), np.nan),
        "share_improved": np.array(
            [
                share_improved(block, KPIS[kpi].direction if kpi in KPIS else "")
                for kpi, block in zip(paired.kpis, apart, strict=True)
            ]
        ),
        "pi_low": of_estate.low,
        "pi_high": of_estate.high,
        "replicates": count,
    }
    return columns


def _put_cost_per_conflict(
    columns: Columns, paired: Runs, option: str, base: str, *, estates: int
) -> None:
    row = paired.kpis.index(COST_PER_CONFLICT)
    value, low, high = (of / estates for of in per_conflict_avoided(paired, option, base))
    for name in COLUMNS[3:-1]:
        columns[name][row] = np.nan
    for name, content in (
        ("option_mean", value),
        ("difference", value),
        ("ci_low", low),
        ("ci_high", high),
    ):
        columns[name][row] = content
    columns["replicates"][row] = columns["replicates"][paired.kpis.index("programme_cost_yuan")]


def _rows(paired: Runs, columns: dict[str, Columns]) -> pd.DataFrame:
    """Lay blocks of KPI x month under each other, sorted by option, KPI and month."""
    import pandas as pd

    kinds, months = len(paired.kpis), len(paired.months)
    keys = {
        "kpi": np.repeat(np.array(paired.kpis, dtype=object), months),
        "month": np.tile(paired.months, kinds),
    }
    parts = [
        pd.DataFrame({"option": option, **keys, **{key: col.ravel() for key, col in part.items()}})
        for option, part in sorted(columns.items())
    ]
    return pd.concat(parts, ignore_index=True)


def _at(paired: Runs, month: int | None) -> Runs:
    wanted = int(paired.months[-1]) if month is None else month
    place = np.flatnonzero(paired.months == wanted)
    return Runs(
        options=paired.options,
        kpis=paired.kpis,
        months=paired.months[place],
        replicates=paired.replicates,
        values=paired.values[:, :, place],
    )


def _warn_of_unpaired(paired: Runs, base: str) -> None:
    for option in paired.others(base):
        alone = paired.unpaired(option, base)
        if alone:
            named = {"option": option, "base": base, "replicates": ", ".join(map(str, alone))}
            told = t("report.error.unpaired", default_language(), count=len(alone), **named)
            warnings.warn(told, UnpairedWarning, stacklevel=3)
