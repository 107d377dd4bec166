"""Statistics of paired runs: what may be said of differences, and how sure it is.

Every function takes differences whose last axis is the replicates, NaN where a pair is missing,
and answers for all other axes at once. With fewer than two pairs the answer is NaN: cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "Interval",
    "bootstrap",
    "holm",
    "means",
    "paired_p",
    "paired_t",
    "pairs",
    "prediction",
    "ratio_bootstrap",
    "share_improved",
    "variance_reduction",
]

LEVEL: Final = 0.95
RESAMPLES: Final = 5000
# The bootstrap has its own luck, the same in every report: equal runs give equal intervals.
_KEY: Final = 0x4C494E4C49
_ROWS_AT_ONCE: Final = 2048


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper bound for each quantity, NaN where nothing can be said."""

    low: Floats
    high: Floats

    @property
    def excludes_zero(self) -> NDArray[np.bool_]:
        """Tell where the whole interval lies on one side of zero."""
        return (self.low > 0) | (self.high < 0)


def pairs(differences: ArrayLike) -> NDArray[np.int64]:
    """Count the pairs that can be used."""
    return np.asarray(np.isfinite(_floats(differences)).sum(axis=-1), np.int64)


def means(differences: ArrayLike) -> Floats:
    """Average over the pairs that can be used; NaN where there is none."""
    values = _floats(differences)
    usable = np.isfinite(values)
    count = usable.sum(axis=-1)
    total = np.where(usable, values, 0.0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def paired_t(differences: ArrayLike, *, level: float = LEVEL) -> Interval:
    """Bound the mean difference by Student's t over the replicates.

    References: Student (1908), The probable error of a mean, Biometrika 6.
    """
    count, mean, spread = _moments(differences)
    return _around(mean, _quantile(count, level) * spread / np.sqrt(np.maximum(count, 1)))


def prediction(differences: ArrayLike, *, level: float = LEVEL) -> Interval:
    """Bound the difference that one further estate would see, its own luck included.

    It does not shrink to nothing with more replicates, as the interval of the mean does.

    References: Hahn & Meeker (1991), Statistical Intervals, section 4.7.
    """
    count, mean, spread = _moments(differences)
    return _around(mean, _quantile(count, level) * spread * np.sqrt(1 + 1 / np.maximum(count, 1)))


def paired_p(differences: ArrayLike) -> Floats:
    """Give the chance of a mean difference at least as far from zero if there were none.

    Two-sided, by Student's t over the replicates; below 0.05 exactly where the 95 % interval of
    ``paired_t`` leaves zero out. Differences without spread give 0, or 1 where all are zero.
    """
    from scipy.special import stdtr

    count, mean, spread = _moments(differences)
    error = spread / np.sqrt(np.maximum(count, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.where(error > 0, np.abs(mean) / error, np.where(mean == 0, 0.0, np.inf))
    both = 2 * np.asarray(stdtr(np.maximum(count - 1, 1).astype(np.float64), -far), np.float64)
    return np.where(count > 1, both, np.nan)


def holm(chances: ArrayLike) -> Floats:
    """Adjust chances for being many, so that a false alarm among all stays rare.

    What is adjusted to 0.05 or less stands at the 5 % level. NaN is left alone and not counted.

    References: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian
    Journal of Statistics 6.
    """
    given = _floats(chances)
    known = np.flatnonzero(np.isfinite(given.ravel()))
    values = given.ravel()[known]
    order = np.argsort(values, kind="stable")
    # The smallest is held against all of them, the next against all but one, and so on.
    steps = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    adjusted = np.full(given.size, np.nan)
    adjusted[known[order]] = np.minimum(steps, 1.0)
    return adjusted.reshape(given.shape)


def share_improved(differences: ArrayLike, direction: str) -> Floats:
    """Give the share of pairs in which the option was strictly better than the base.

    A tie is no improvement and counts as a pair, so two equal arms give 0. A quantity without a
    better direction gives NaN.
    """
    values = _floats(differences)
    if direction not in ("up", "down"):
        return np.full(values.shape[:-1], np.nan)
    count = np.isfinite(values).sum(axis=-1)
    better = (values > 0 if direction == "up" else values < 0).sum(axis=-1)
    return np.where(count > 0, better / np.maximum(count, 1), np.nan)


def variance_reduction(base: ArrayLike, option: ArrayLike) -> Floats:
    """Tell how many times fewer runs the pairing needs than independent runs would.

    It is the variance of a difference of independent runs over that of the pairs; 1 means that
    the shared luck brought nothing, infinity that the arms differ by a constant.
    """
    first, second = _floats(base), _floats(option)
    usable = np.isfinite(first) & np.isfinite(second)
    first, second = np.where(usable, first, np.nan), np.where(usable, second, np.nan)
    apart = _moments(first)[2] ** 2 + _moments(second)[2] ** 2
    paired = _moments(second - first)[2] ** 2
    # What rounding alone leaves of a constant difference is no variance.
    paired = np.where(paired <= 1e-18 * apart, 0.0, paired)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(apart / paired, np.float64)


def bootstrap(
    differences: ArrayLike, *, level: float = LEVEL, resamples: int = RESAMPLES
) -> Interval:
    """Bound the mean difference by the bias-corrected and accelerated bootstrap.

    It leans on no bell curve, which helps with rare counts; under about ten pairs it is
    too narrow, and the t interval is the better guide.

    References: Efron (1987), Better bootstrap confidence intervals, JASA 82.
    """
    values = _floats(differences)
    rows = values.reshape(-1, values.shape[-1])
    low, high = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    count = pairs(rows)
    for number in np.unique(count[count >= 2]):
        chosen = np.flatnonzero(count == number)
        weights = _resampling_weights(int(number), resamples)
        for start in range(0, len(chosen), _ROWS_AT_ONCE):
            some = chosen[start : start + _ROWS_AT_ONCE]
            complete = rows[some][np.isfinite(rows[some])].reshape(len(some), int(number))
            low[some], high[some] = _accelerated(complete, weights, level)
    return Interval(low.reshape(values.shape[:-1]), high.reshape(values.shape[:-1]))


def ratio_bootstrap(
    above: ArrayLike, below: ArrayLike, *, level: float = LEVEL, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """Bound a ratio of two means over the same replicates, such as cost per conflict avoided.

    Both bounds are NaN where the mean below may be zero or less: the ratio then has no bound
    that could be quoted.

    References: Polsky et al. (1997), Confidence intervals for cost-effectiveness ratios, Health
    Economics 6.
    """
    top, bottom = _floats(above), _floats(below)
    usable = np.isfinite(top) & np.isfinite(bottom)
    number = int(usable.sum())
    if number < 2:
        return float("nan"), float("nan")
    weights = _resampling_weights(number, resamples)
    tops, bottoms = top[usable] @ weights, bottom[usable] @ weights
    tail = (1 - level) / 2
    if np.quantile(bottoms, tail) <= 0 or not paired_t(bottom[usable], level=level).low > 0:
        return float("nan"), float("nan")
    usable = bottoms > 0
    low, high = np.quantile(tops[usable] / bottoms[usable], [tail, 1 - tail])
    return float(low), float(high)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _moments(differences: ArrayLike) -> tuple[NDArray[np.int64], Floats, Floats]:
    values = _floats(differences)
    usable = np.isfinite(values)
    count, mean = usable.sum(axis=-1).astype(np.int64), means(values)
    apart = np.where(usable, values - mean[..., np.newaxis], 0.0)
    spread = np.sqrt((apart**2).sum(axis=-1) / np.maximum(count - 1, 1))
    return count, mean, np.where(count > 1, spread, np.nan)


def _quantile(count: NDArray[np.int64], level: float) -> Floats:
    from scipy.special import stdtrit

    freedom = np.maximum(count - 1, 1).astype(np.float64)
    return np.asarray(stdtrit(freedom, (1 + level) / 2), np.float64)


def _around(centre: Floats, width: Floats) -> Interval:
    return Interval(centre - width, centre + width)


def _resampling_weights(number: int, resamples: int) -> Floats:
    """Give one column a resample: how often each pair is drawn, over the number of pairs."""
    luck: Any = np.random.Generator(np.random.Philox(key=_KEY))
    return np.asarray(luck.multinomial(number, [1 / number] * number, size=resamples).T / number)


def _accelerated(complete: Floats, weights: Floats, level: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtr, ndtri

    resamples = weights.shape[1]
    mean = complete.mean(axis=1, keepdims=True)
    drawn = np.sort(complete @ weights, axis=1)
    # Rounding makes equal sums differ in the last bit; they count as ties.
    slack = 1e-12 * np.abs(complete).max(axis=1, keepdims=True)
    under = ((drawn < mean - slack).sum(axis=1) + (drawn <= mean + slack).sum(axis=1)) / 2
    bias = ndtri(np.clip(under / resamples, 1 / (resamples + 1), resamples / (resamples + 1)))
    apart = complete - mean
    squares = (apart**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lean = np.where(squares > 0, (apart**3).sum(axis=1) / (6 * squares**1.5), 0.0)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + ndtri(tail)
        place = ndtr(bias + shifted / (1 - lean * shifted)) * (resamples - 1)
        ends.append(_at(drawn, place))
    return ends[0], ends[1]


def _at(ordered: Floats, place: Floats) -> Floats:
    """Read each row at a place between its entries."""
    under = np.clip(np.floor(place).astype(np.int64), 0, ordered.shape[1] - 2)
    row = np.arange(len(ordered))
    part = np.clip(place - under, 0, 1)
    return np.asarray(ordered[row, under] * (1 - part) + ordered[row, under + 1] * part)
