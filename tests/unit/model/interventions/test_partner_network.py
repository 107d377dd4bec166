"""The partner network brings money by hours and by luck; money alone changes no neighbour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated, poor

from model.interventions.partner_network import PartnerNetworkPlan
from model.money import Purse
from model.neighbourhood import Neighbourhood

MONTHS = 14
NOTHING = {"firm_gives": 0.0, "subsidy": 0.0, "appeal": 0.0, "earmark": 0.0}


def network(**settings: Any) -> PartnerNetworkPlan:
    return PartnerNetworkPlan(**({"start": 1} | settings))


def came(hood: Neighbourhood, source: str) -> dict[int, float]:
    """Return what a source brought, by month."""
    found = {key[0]: entry[0] for key, entry in hood.money.income.items() if key[1] == source}
    return dict(sorted(found.items()))


def test_where_nobody_gives_only_the_coordinator_is_paid():
    with_it = heated([network(**NOTHING)], months=6).run()
    without = heated(months=6).run()
    assert set(differences(with_it, without)) <= {*SPENDING, "checks.money_opening"}
    own = with_it.spending["measure"] == "partner_network"
    assert set(with_it.spending["what"][own]) == {"coordinator", "application"}


def test_firms_are_called_on_by_the_hour_and_a_sponsor_gives_every_year_or_goes():
    settings = {"coordinator_hours": 125.0, "contact_hours": 12.0, "firm_gives": 1.0, "gift": 10.0}
    stay = heated([network(**NOTHING | settings, stays=1.0)], months=MONTHS)
    stay.run()
    a_month = 125.0 * stay.estate.size / 500.0 / 12.0  # one firm
    firms = np.floor(np.arange(1, MONTHS + 1) * a_month + 1e-9)
    new = np.diff(firms, prepend=0.0)
    again = np.concatenate([np.zeros(12), new])[:MONTHS]
    expected = {month + 1: 10.0 * gifts for month, gifts in enumerate(new + again) if gifts}
    assert came(stay, "sponsors") == pytest.approx(expected)
    go = heated([network(**NOTHING | settings, stays=0.0)], months=MONTHS)
    go.run()
    assert came(go, "sponsors") == pytest.approx(
        {month + 1: 10.0 * gifts for month, gifts in enumerate(new) if gifts}
    )


def test_a_subsidy_is_granted_once_and_never_where_the_chance_is_nil():
    sure = heated([network(**NOTHING | {"subsidy": 5_000.0}, subsidy_chance=1.0)], months=28)
    sure.run()
    assert came(sure, "application") == {3: pytest.approx(5_000.0 * sure.estate.size / 500.0)}
    spending = sure.results().spending
    assert (spending["what"] == "application").sum() == 1  # nobody applies again
    never = heated([network(**NOTHING | {"subsidy": 5_000.0}, subsidy_chance=0.0)], months=28)
    results = never.run()
    assert came(never, "application") == {}
    assert (results.spending["what"] == "application").sum() == 3  # once a year


def test_an_appeal_is_held_once_a_year_among_all():
    hood = heated([network(**NOTHING | {"appeal": 50.0})], months=MONTHS)
    results = hood.run()
    givers = counts(results, "crowdfunding_givers")
    assert np.flatnonzero(givers).tolist() == [2]
    assert counts(results, "crowdfunding_yuan")[2] == 50.0 * givers[2]


def test_earmarking_keeps_more_for_activities_and_ends_with_the_measure():
    hood = poor([network(**NOTHING | {"earmark": 0.5}, end=2)], months=3)
    before = hood.treasury.share_set_aside
    hood.step()
    assert hood.treasury.share_set_aside == 0.5
    assert hood.activities.funded > poor_share()
    while hood.month < 3:
        hood.step()
    hood.step()
    assert hood.treasury.share_set_aside == before


def poor_share() -> float:
    hood = poor(months=1)
    hood.step()
    return hood.activities.funded


def test_an_estate_that_keeps_more_already_keeps_it():
    hood = heated([network(earmark=0.1)], months=1)
    before = hood.treasury.share_set_aside
    hood.step()
    assert hood.treasury.share_set_aside == before


def test_where_purses_are_short_gifts_let_more_activities_be_held():
    giving = {"subsidy": 100_000.0, "subsidy_chance": 1.0}
    with_it = poor([network(**NOTHING | giving)], months=8).run()
    without = poor(months=8).run()
    assert counts(with_it, "activities").sum() > counts(without, "activities").sum()
    paid = with_it.spending["channel"] == Purse.SUBSIDY.value
    assert with_it.spending["yuan"][paid].sum() > 0


def test_the_price_list_adds_up():
    (cost,) = network(coordinator_hours=30.0, wage=50.0).prices(households=1000)
    assert (cost.purse, cost.hours, cost.yuan) == (Purse.COMPANY, 60.0, 3000.0)
