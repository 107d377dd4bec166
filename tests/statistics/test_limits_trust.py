"""Trust in the limit: what it settles at under a steady stream of good and bad news."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import people

from model.behaviour.outlook import OutlookParameters
from model.behaviour.ties import TieParameters
from model.outlook import Outlook, Stock
from model.streams import Streams
from model.ties import Ties


def settled(*, share_good: float, negativity: float, weight: float = 0.1) -> Outlook:
    """Let many residents hear one signal a day for many memories."""
    residents = people(4000)
    parameters = OutlookParameters(
        negativity=negativity,
        disposition_weight=weight,
        disposition_spread=0.0,
        memory_half_life=60,
        contact_signal=0.0,
    )
    outlook = Outlook(
        residents, Ties(residents, TieParameters(), Streams(1)), parameters, Streams(1)
    )
    outlook.welcome()
    chance = np.random.default_rng(5)
    for _ in range(600):
        good = chance.random(residents.rows) < share_good
        outlook.hear(np.flatnonzero(good).astype(np.int32), Stock.COMPANY, good=1.0)
        outlook.hear(np.flatnonzero(~good).astype(np.int32), Stock.COMPANY, bad=1.0)
        outlook.feel()
    return outlook


@pytest.mark.parametrize(("p", "w"), [(0.8, 3.0), (0.5, 1.0), (0.5, 2.5), (0.95, 5.0), (0.2, 2.0)])
def test_trust_settles_at_good_over_good_and_weighed_bad(p: float, w: float):
    outlook = settled(share_good=p, negativity=w)
    keep = outlook.keep
    memory = keep / (1 - keep)  # signals that still count, were there one a day
    memory *= 1 - keep**600
    spread = np.sqrt(p * (1 - p) * keep**2 / (1 - keep**2) / outlook.residents.rows)
    good, bad = outlook.evidence.good[:, Stock.COMPANY], outlook.evidence.bad[:, Stock.COMPANY]
    assert good.mean() == pytest.approx(p * memory, abs=4.5 * spread + 1e-3)
    assert bad.mean() == pytest.approx((1 - p) * memory, abs=4.5 * spread + 1e-3)
    # the mean of a ratio is not the ratio of means: with a long memory the gap is small
    assert outlook.residents.trust_company.mean() == pytest.approx(p / (p + w * (1 - p)), abs=0.01)


def test_even_four_in_five_good_leave_trust_below_three_fifths():
    trust = settled(share_good=0.8, negativity=3.0).residents.trust_company
    assert 0.55 < trust.mean() < 0.6


def test_a_heavy_leaning_is_hard_to_move():
    light = settled(share_good=0.95, negativity=1.0, weight=0.1).residents.trust_company.mean()
    heavy = settled(share_good=0.95, negativity=1.0, weight=1000.0).residents.trust_company.mean()
    leaning = OutlookParameters().company_disposition
    assert abs(heavy - leaning) < 0.2 * abs(light - leaning)
