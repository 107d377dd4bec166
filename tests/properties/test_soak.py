"""A long life with every measure: what must always hold, holds at the end of each month."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, parameters
from small_world import mirrored

from model.cases import Outcome
from model.interventions import PLANS
from model.kpis import KPIS
from model.ledger import Unit
from model.neighbourhood import Neighbourhood

pytestmark = pytest.mark.slow

MONTHS = 36
MEASURES = tuple(kind.model_validate({"use": use}) for use, kind in sorted(PLANS.items()))


def hold(hood: Neighbourhood) -> None:
    """Assert what holds on any day of any life."""
    r, s, cases = hood.residents, hood.ties.slots, hood.mediation.cases
    for column in (r.trust, r.trust_company, r.trust_rules):
        assert np.isfinite(column).all()
        assert ((column > 0.0) & (column < 1.0))[r.present].all()
    assert np.isfinite(s.strength).all()
    assert (s.strength >= 0.0).all()
    assert (s.strength <= hood.ties.rules.saturation * (1 + 1e-6)).all()
    assert mirrored(hood.ties)
    assert not (s.partner[~r.present] >= 0).any()
    for unit in Unit:
        assert hood.ledger.residual(unit) == pytest.approx(0.0, abs=1e-6)
    assert (hood.staff.booked >= 0.0).all()
    done = cases.outcome != Outcome.OPEN
    assert (cases.closed[done] >= cases.opened[done]).all()
    homes, h = hood.estate.dwellings, hood.households
    lived = homes.household[homes.household >= 0]
    assert h.present[lived].all()
    assert np.count_nonzero(h.present) == lived.size
    assert np.array_equal(h.size[lived].sum(), np.count_nonzero(r.present))


@pytest.mark.parametrize("measures", [(), MEASURES], ids=["bare", "everything"])
def test_three_years_keep_every_invariant_at_the_end_of_each_month(measures):
    hood = Neighbourhood(SMALL, parameters(HEATED), measures, months=MONTHS, seed=3)
    for _ in range(MONTHS):
        for _ in range(30):
            hood.step()
        hold(hood)
    for name, values in hood.results().kpis.items():
        known = values[np.isfinite(values)]
        assert not np.isinf(values).any(), name
        if KPIS[name].is_share:
            assert ((known >= 0.0) & (known <= 1.0)).all(), name
        if KPIS[name].unit == "points 0-100":
            assert ((known >= 0.0) & (known <= 100.0)).all(), name
