"""Portfolios: estates that share nothing do not know of each other."""

import numpy as np
import pytest
from portfolios import MENTORING, POOL, VISITS, hood, rollout

from model.interventions.mediation_tiers import MediationTiersPlan
from model.portfolio import Portfolio
from model.results import Results

MONTHS = 7
PLANS = [MediationTiersPlan(start=2)]


def assert_same(first: Results, second: Results) -> None:
    for name, values in first.kpis.items():
        np.testing.assert_array_equal(values, second.kpis[name], err_msg=name)
    for table in ("counts", "disputes", "exchanges", "spending", "ledger"):
        for name, column in getattr(first, table).items():
            np.testing.assert_array_equal(column, getattr(second, table)[name], err_msg=name)


def company(estates: dict[str, str], **sharing) -> dict[str, Results]:
    hoods = {name: hood(name, interventions=PLANS, months=MONTHS) for name in estates}
    return Portfolio(hoods, rollout(estates, **sharing)).run().estates


@pytest.fixture(scope="module")
def apart() -> dict[str, Results]:
    return company({"a": "pilot", "b": "late"})


def test_estates_that_share_nothing_live_as_they_would_by_themselves(apart):
    for name, results in apart.items():
        assert_same(results, hood(name, interventions=PLANS, months=MONTHS).run())


def test_another_estate_changes_nothing_in_the_others(apart):
    more = company({"new": "pilot", "a": "pilot", "b": "late"})
    for name, results in apart.items():
        assert_same(results, more[name])


def test_the_order_of_the_estates_changes_nothing(apart):
    turned = company({"b": "late", "a": "pilot"})
    for name, results in apart.items():
        assert_same(results, turned[name])


def test_sharing_of_size_zero_is_no_sharing_bit_for_bit(apart):
    nothing = company(
        {"a": "pilot", "b": "late"},
        mentoring=MENTORING.model_copy(update={"hours": 0.0}),
        pool=POOL.model_copy(update={"money": 0.0, "idle_hours": 0.0}),
        supervision=VISITS.model_copy(update={"hours": 0.0, "desk_hours": 0.0, "start": 99}),
    )
    for name, results in apart.items():
        assert_same(results, nothing[name])


def test_sharing_that_has_not_begun_changes_nothing(apart):
    later = company(
        {"a": "pilot", "b": "late"},
        pool=POOL.model_copy(update={"start": MONTHS + 1}),
        supervision=VISITS.model_copy(update={"start": MONTHS + 1}),
    )
    for name, results in apart.items():
        assert_same(results, later[name])


def test_who_only_receives_changes_nothing_in_an_estate_that_is_not_involved():
    with_sharing = company(
        {"a": "pilot", "b": "late"}, mentoring=MENTORING, pool=POOL, supervision=VISITS
    )
    hoods = {
        name: hood(name, interventions=PLANS, months=MONTHS) for name in ("a", "b", "bystander")
    }
    plan = rollout({"a": "pilot", "b": "late"}, mentoring=MENTORING, pool=POOL)
    three = Portfolio(hoods, plan).run().estates
    alone = hood("bystander", interventions=PLANS, months=MONTHS).run()
    assert_same(three["bystander"], alone)
    assert with_sharing.keys() < three.keys()
