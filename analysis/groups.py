"""Groups: what an option does to the young and the old, to owners and renters, to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.errors import RunsError
from analysis.pairing import arrange, checked
from analysis.statistics import means, paired_t, pairs
from analysis.views.verdicts import Verdict, verdict_of
from model.kpis import KPIS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "compare_groups"]

COLUMNS: Final = (
    "option",
    "kpi",
    "group",
    "base_mean",
    "option_mean",
    "difference",
    "ci_low",
    "ci_high",
    "verdict",
    "replicates",
)
_JOINT: Final = "\n"  # between a KPI and a group, where both have to be one name


def compare_groups(by_group: pd.DataFrame, base: str) -> pd.DataFrame:
    """Compare every option with the base, group by group, in the last month.

    ``by_group`` has the columns option, replicate, kpi, group, value. The difference is the mean
    over pairs of runs, ``ci`` its 95 % interval (paired t), ``verdict`` says whether the group is
    better or worse off as far as the runs can tell; an interval that holds zero tells nothing.
    """
    import pandas as pd

    lacking = {"kpi", "group"} - set(by_group.columns)
    if lacking:
        found = ", ".join(map(str, by_group.columns))
        raise RunsError("columns", missing=", ".join(sorted(lacking)), found=found)
    joint = by_group["kpi"].astype(str) + _JOINT + by_group["group"].astype(str)
    paired = checked(arrange(by_group.assign(kpi=joint, month=1)), base)
    names = [name.split(_JOINT) for name in paired.kpis]
    parts = []
    for option in paired.others(base):
        first, second = paired.of(base)[:, 0], paired.of(option)[:, 0]
        usable = np.isfinite(first) & np.isfinite(second)
        first, second = np.where(usable, first, np.nan), np.where(usable, second, np.nan)
        apart = second - first
        interval = paired_t(apart)
        columns = {
            "option": option,
            "kpi": [kpi for kpi, _ in names],
            "group": [group for _, group in names],
            "base_mean": means(first),
            "option_mean": means(second),
            "difference": means(apart),
            "ci_low": interval.low,
            "ci_high": interval.high,
            "verdict": [
                str(_verdict(kpi, low, high))
                for (kpi, _), low, high in zip(names, interval.low, interval.high, strict=True)
            ],
            "replicates": pairs(apart),
        }
        parts.append(pd.DataFrame(columns, columns=list(COLUMNS)))
    return pd.concat(parts, ignore_index=True)


def _verdict(kpi: str, low: float, high: float) -> Verdict:
    return verdict_of(low, high, KPIS[kpi].direction if kpi in KPIS else "")
