"""Totals: the KPIs of several estates together, out of their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from model.calendar import MONTHS_PER_YEAR
from model.census import MEANS
from model.indicators import Indicators, ratio, summed
from model.recorder import Recorder

Series = NDArray[np.float64]
Kpis = Mapping[str, Series]

# Numbers of things in an estate: the total is what an estate has on average.
PER_ESTATE: Final = frozenset(
    {
        "disputes_per_estate_year",
        "parking_clashes_per_estate_year",
        "activities_per_month",
        "self_organised_groups",
        "exchanges_per_estate_year",
        "volunteers_active",
        "elderly_served",
    }
)
# Yuan and points are summed over the estates; everything else is worked out from the counts of
# all estates together, so that each estate weighs by its people, cases or hours.
SUMMED: Final = frozenset(
    {"programme_cost_yuan", "points_issued", "points_outstanding", "public_income_yuan_year"}
)
_BY_HOUSEHOLDS: Final = ("resilience",)


def pooled(recorders: Sequence[Recorder]) -> Recorder:
    """Add the counts of several estates up; what is a mean is weighted by whom it is of."""
    whole = Recorder(recorders[0].months)
    keys = sorted({key for recorder in recorders for key in recorder.counts})
    for what, group in keys:
        if what in MEANS or what in _BY_HOUSEHOLDS:
            weight = ("adults", group) if what in MEANS else ("households", "all")
            whole.counts[what, group] = _mean(recorders, (what, group), weight)
        else:
            whole.counts[what, group] = sum(
                (r.counts[what, group] for r in recorders if (what, group) in r.counts),
                start=np.zeros(whole.months),
            )
    for recorder in recorders:
        for month, hours in recorder.response_hours.items():
            whole.response_hours.setdefault(month, []).extend(hours)
        for month, hours in recorder.help_hours.items():
            whole.help_hours.setdefault(month, []).extend(hours)
    return whole


def total(
    recorders: Sequence[Recorder], kpis: Sequence[Kpis]
) -> tuple[dict[str, Series], dict[tuple[str, str], Series]]:
    """Return the KPIs of all estates together, month by month, and those by group."""
    indicators = Indicators(pooled(recorders), _cumulative(kpis))
    found = indicators.all()
    for name in PER_ESTATE:
        found[name] = found[name] / len(recorders)
    return found, indicators.by_group()


def _mean(recorders: Sequence[Recorder], key: tuple[str, str], weight: tuple[str, str]) -> Series:
    top, bottom = np.zeros(recorders[0].months), np.zeros(recorders[0].months)
    for recorder in recorders:
        if key in recorder.counts and weight in recorder.counts:
            value, people = recorder.counts[key], recorder.counts[weight]
            here = (people > 0) & np.isfinite(value)
            top[here] += people[here] * value[here]
            bottom[here] += people[here]
    return ratio(top, bottom)


def _cumulative(kpis: Sequence[Kpis]) -> dict[str, Series]:
    found = {
        name: np.sum([one[name] for one in kpis], axis=0)
        for name in ("programme_cost_yuan", "points_issued", "points_outstanding")
    }
    issued = [summed(np.diff(one["points_issued"], prepend=0.0), MONTHS_PER_YEAR) for one in kpis]
    shares = [np.nan_to_num(one["points_redeemed_share"]) for one in kpis]
    redeemed = np.sum([i * share for i, share in zip(issued, shares, strict=True)], axis=0)
    return {**found, "points_redeemed_share": ratio(redeemed, np.sum(issued, axis=0))}
