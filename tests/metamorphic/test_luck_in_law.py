"""What changes single runs, and must not change their law."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, counts, heated, parameters

from model.estate import BuildingPlan
from model.interventions.points import PointsPlan
from model.neighbourhood import Neighbourhood

pytestmark = pytest.mark.slow
REPLICATES = 24
TALL = BuildingPlan(count=1, stairs=2, floors=6, doors=2)
WIDE = BuildingPlan(count=1, stairs=2, floors=2, doors=6)


def test_the_order_in_which_buildings_are_listed_does_not_matter():
    """Compare each shape's disputes, ties and trust, whether it is listed first or last."""

    def by_shape(replicate: int, *, tall_first: bool) -> np.ndarray:
        order = (TALL, WIDE) if tall_first else (WIDE, TALL)
        plan = SMALL.model_copy(update={"buildings": order})
        hood = Neighbourhood(plan, parameters(HEATED), months=6, replicate=replicate)
        flats = hood.run().dwellings
        first = flats["building"] == 0
        rows = (first, ~first) if tall_first else (~first, first)
        measured = ("conflicts", "disputes", "ties", "trust")
        return np.array([np.nanmean(flats[name][row]) for row in rows for name in measured])

    one = np.array([by_shape(n, tall_first=True) for n in range(REPLICATES)])
    other = np.array([by_shape(n + 1000, tall_first=False) for n in range(REPLICATES)])
    gap = one.mean(axis=0) - other.mean(axis=0)
    error = np.sqrt((one.var(axis=0, ddof=1) + other.var(axis=0, ddof=1)) / REPLICATES)
    assert (np.abs(gap) < 4.5 * error).all(), gap / error


def test_paired_arms_share_their_luck():
    """Two arms of a replicate go together; unpaired, the same difference is far less precise.

    Also Var(X - Y) = Var X + Var Y - 2 r sd X sd Y, the algebra of replication.
    """
    measure = [PointsPlan(start=1, ramp=0, effect=0.3, pull=0.0)]

    def conflicts(replicate: int) -> tuple[float, float]:
        arms = (heated(plans, months=4, replicate=replicate) for plans in ([], measure))
        bare, treated = (counts(hood.run(), "annoyances").sum() for hood in arms)
        return float(bare), float(treated)

    pairs = np.array([conflicts(n) for n in range(REPLICATES)])
    bare, treated = pairs.T
    paired = np.var(bare - treated, ddof=1)
    unpaired = np.var(bare, ddof=1) + np.var(treated, ddof=1)
    correlation = np.corrcoef(bare, treated)[0, 1]
    assert correlation > 0.7
    assert paired < 0.5 * unpaired
    spread = 2 * correlation * np.std(bare, ddof=1) * np.std(treated, ddof=1)
    assert paired == pytest.approx(unpaired - spread)
    assert (bare - treated).mean() > 0
