"""Cost: what it takes to spare the estate one conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.statistics import ratio_bootstrap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pairing import Runs

    Floats = NDArray[np.float64]

__all__ = ["COST_PER_CONFLICT", "conflicts_so_far", "per_conflict_avoided"]

COST_PER_CONFLICT: Final = "cost_per_conflict_avoided_yuan"
_COST: Final = "programme_cost_yuan"
_LATENT: Final = "latent_conflicts_per_1000_hh_year"
_RATE: Final = "disputes_per_1000_hh_year"
_NUMBER: Final = "disputes_per_estate_year"
_YEAR: Final = 12


def conflicts_so_far(runs: Runs, option: str) -> Floats:
    """Count the latent conflicts of the estate from the first month on: month x replicate.

    The runs hold a rate over the last 12 months. Whole years put end to end give the sum, so it
    is known after 12, 24, 36 months and NaN in between. The households behind the rate follow
    from the recorded disputes, which the runs hold both as a number and as a rate.
    """
    sums = np.full((len(runs.months), len(runs.replicates)), np.nan)
    if not {_LATENT, _RATE, _NUMBER} <= set(runs.kpis):
        return sums
    a_year = runs.of(option, _LATENT) * _households(runs, option) / 1000
    place = {int(month): row for row, month in enumerate(runs.months)}
    so_far: Floats = np.zeros(len(runs.replicates))
    for month in range(_YEAR, int(runs.months[-1]) + 1, _YEAR):
        if month not in place:
            break
        so_far = so_far + a_year[place[month]]
        sums[place[month]] = so_far
    return sums


def per_conflict_avoided(runs: Runs, option: str, base: str) -> tuple[Floats, Floats, Floats]:
    """Give the extra cost of each latent conflict avoided, with its 95 % interval, by month.

    It is the ratio of two means over the replicates: programme cost of the option minus that of
    the base, over the conflicts of the base minus those of the option, both since the first
    month. NaN where no conflict was avoided on average; the interval is NaN as well where the
    conflicts avoided cannot be told apart from none.
    """
    value, low, high = (np.full(len(runs.months), np.nan) for _ in range(3))
    if _COST not in runs.kpis:
        return value, low, high
    extra = runs.of(option, _COST) - runs.of(base, _COST)
    avoided = conflicts_so_far(runs, base) - conflicts_so_far(runs, option)
    for month in range(len(runs.months)):
        both = np.isfinite(extra[month]) & np.isfinite(avoided[month])
        if not both.any() or avoided[month][both].mean() <= 0:
            continue
        value[month] = extra[month][both].mean() / avoided[month][both].mean()
        low[month], high[month] = ratio_bootstrap(extra[month], avoided[month])
    return value, low, high


def _households(runs: Runs, option: str) -> Floats:
    """Give the mean number of households behind each 12-month window: month x replicate."""
    number, rate = runs.of(option, _NUMBER), runs.of(option, _RATE)
    known = np.isfinite(number) & np.isfinite(rate) & (rate > 0)
    households = np.where(known, 1000 * number / np.where(known, rate, 1.0), np.nan)
    # A window without a recorded dispute tells nothing of the households; others stand in.
    usual = float(np.median(households[known])) if known.any() else np.nan
    return np.where(known, households, usual)
