"""Outlook: three trusts, moved by signals, the bad ones most."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import people

from model.behaviour.outlook import OutlookParameters
from model.behaviour.ties import TieParameters
from model.outlook import Outlook, Stock
from model.streams import Streams
from model.ties import Ties

QUIET = {"contact_signal": 0.0}


def make(count: int, **parameters: float) -> Outlook:
    residents = people(count)
    ties = Ties(residents, TieParameters(), Streams(1))
    outlook = Outlook(residents, ties, OutlookParameters(**parameters), Streams(1))
    outlook.welcome()
    return outlook


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def trusts(outlook: Outlook) -> np.ndarray:
    r = outlook.residents
    return np.column_stack([r.trust, r.trust_company, r.trust_rules])


def test_newcomers_trust_as_far_as_they_lean():
    outlook = make(50)
    assert (trusts(outlook) == outlook.evidence.leaning).all()
    outlook.residents.trust[:] = 0.9
    outlook.residents.add(3)
    outlook.residents.identity[50:] = [900, 901, 902]
    outlook.welcome()
    assert (outlook.residents.trust[:50] == np.float32(0.9)).all()
    assert (trusts(outlook)[50:] == outlook.evidence.leaning[50:]).all()


def test_leanings_centre_on_the_disposition_and_without_spread_are_equal():
    middles = make(1, disposition_spread=0.0).evidence.leaning[0]
    p = OutlookParameters()
    dispositions = [p.neighbours_disposition, p.company_disposition, p.rules_disposition]
    assert middles == pytest.approx(dispositions, rel=1e-6)
    spread = make(20_000, disposition_spread=0.7).evidence.leaning
    assert np.median(spread, axis=0) == pytest.approx(dispositions, abs=0.01)
    logit = np.log(spread / (1 - spread))
    assert logit.std(axis=0) == pytest.approx([0.7] * 3, rel=0.03)


def test_trust_is_leaning_and_signals_weighed():
    outlook = make(1, **QUIET, disposition_weight=8.0, negativity=2.5, memory_half_life=10_000)
    leaning = float(outlook.evidence.leaning[0, Stock.COMPANY])
    outlook.hear(rows(0), Stock.COMPANY, good=3.0, bad=2.0)
    outlook.feel()
    keep = outlook.keep
    good, bad = 3.0 * keep, 2.0 * keep
    assert outlook.residents.trust_company[0] == pytest.approx(
        (8 * leaning + good) / (8 + good + 2.5 * bad), rel=1e-5
    )


@pytest.mark.parametrize("stock", list(Stock))
def test_a_signal_moves_one_stock_of_one_resident(stock: Stock):
    outlook = make(3, **QUIET)
    before = trusts(outlook)
    outlook.hear(rows(1), stock, bad=1.0)
    outlook.feel()
    moved = np.argwhere(np.abs(trusts(outlook) - before) > 1e-6).tolist()
    assert moved == [[1, stock]]


def test_bad_news_weighs_more_than_good_news():
    outlook = make(1, **QUIET, disposition_spread=0.0, neighbours_disposition=0.5, negativity=2.0)
    outlook.hear(rows(0), Stock.NEIGHBOURS, good=1.0, bad=1.0)
    outlook.feel()
    assert outlook.residents.trust[0] < 0.5


def test_without_negativity_good_and_bad_cancel_out():
    outlook = make(1, **QUIET, disposition_spread=0.0, neighbours_disposition=0.5, negativity=1.0)
    outlook.hear(rows(0), Stock.NEIGHBOURS, good=4.0, bad=4.0)
    outlook.feel()
    assert outlook.residents.trust[0] == pytest.approx(0.5)


def test_a_row_named_twice_hears_it_twice():
    outlook = make(2, **QUIET)
    outlook.hear(rows(0, 0, 1), Stock.RULES, good=0.5)
    assert outlook.evidence.good[:, Stock.RULES].tolist() == [1.0, 0.5]


def test_signals_are_forgotten_and_trust_returns_to_the_leaning():
    outlook = make(1, **QUIET, memory_half_life=10)
    leaning = outlook.residents.trust[0]
    outlook.hear(rows(0), Stock.NEIGHBOURS, bad=4.0)
    for _ in range(10):
        outlook.feel()
    assert outlook.evidence.bad[0, Stock.NEIGHBOURS] == pytest.approx(2.0, rel=1e-5)
    low = outlook.residents.trust[0]
    for _ in range(300):
        outlook.feel()
    assert low < outlook.residents.trust[0] == pytest.approx(leaning, abs=1e-5)


def test_contacts_of_the_day_count_for_neighbours_only():
    outlook = make(1, contact_signal=0.5)
    before = trusts(outlook)[0]
    outlook.ties.slots.contacts[0] = 6
    outlook.feel()
    after = trusts(outlook)[0]
    assert after[Stock.NEIGHBOURS] > before[Stock.NEIGHBOURS]
    assert after[1:] == pytest.approx(before[1:])


def test_whoever_has_left_feels_no_more():
    outlook = make(2, **QUIET)
    outlook.residents.present[0] = False
    outlook.hear(rows(0, 1), Stock.NEIGHBOURS, bad=5.0)
    before = outlook.residents.trust.copy()
    outlook.feel()
    assert outlook.residents.trust[0] == before[0]
    assert outlook.residents.trust[1] < before[1]


def test_news_travels_along_ties_by_their_strength_and_bad_news_twice_as_far():
    outlook = make(5, **QUIET, hearsay=0.2)
    for other, strength in ((1, 0.5), (2, 1.0), (3, 7.0)):
        outlook.ties.acquaint(rows(0), rows(other), np.array([strength]), np.ones(1), 0)
    outlook.spread(0, Stock.COMPANY, 0, good=1.0, bad=1.0)
    e = outlook.evidence
    assert e.good[:, Stock.COMPANY] == pytest.approx([0, 0.1, 0.2, 0.2, 0])
    assert e.bad[:, Stock.COMPANY] == pytest.approx(2 * e.good[:, Stock.COMPANY])
    assert not e.good[:, [Stock.NEIGHBOURS, Stock.RULES]].any()


SIGNALS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(Stock), st.floats(0, 50), st.floats(0, 50)),
    max_size=30,
)


@settings(deadline=None)
@given(SIGNALS)
def test_trust_stays_between_nothing_and_all_whatever_people_hear(signals):
    outlook = make(3, disposition_weight=0.1)
    for who, stock, good, bad in signals:
        outlook.hear(rows(who), stock, good=good, bad=bad)
        outlook.feel()
        assert ((trusts(outlook) > 0) & (trusts(outlook) < 1)).all()


@settings(deadline=None)
@given(st.floats(0.01, 30), st.floats(0.01, 30))
def test_more_good_raises_trust_and_more_bad_lowers_it(good, bad):
    outlook = make(3, **QUIET, disposition_spread=0.0)
    outlook.hear(rows(0, 1, 2), Stock.NEIGHBOURS, good=1.0, bad=1.0)
    outlook.hear(rows(1), Stock.NEIGHBOURS, good=good)
    outlook.hear(rows(2), Stock.NEIGHBOURS, bad=bad)
    outlook.feel()
    same, better, worse = outlook.residents.trust
    assert worse < same < better
