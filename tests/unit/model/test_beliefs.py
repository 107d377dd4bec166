"""Beliefs: what is seen of the running of the estate, and how it fades."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import people

from model.behaviour.governance import BeliefParameters
from model.beliefs import NEVER, Belief, Beliefs
from model.streams import Streams


def make(count: int = 50, *, trust: float = 0.3, **parameters: float) -> Beliefs:
    residents = people(count)
    residents.trust_company[:] = trust
    beliefs = Beliefs(residents, BeliefParameters(**parameters), 0.3, Streams(1))
    beliefs.welcome()
    return beliefs


def test_newcomers_believe_as_far_as_they_lean():
    beliefs = make()
    for belief in Belief:
        assert beliefs.held(belief) == pytest.approx(
            beliefs.convictions.leaning[:, belief].astype(float)
        )
    assert (beliefs.convictions.seen == NEVER).all()


def test_leanings_centre_on_their_means_for_who_trusts_as_the_mean_does():
    leaning = make(20_000, books_leaning=0.3, fairness_leaning=0.5, service_leaning=0.7)
    assert np.median(leaning.convictions.leaning, axis=0) == pytest.approx(
        [0.3, 0.5, 0.7], abs=0.01
    )


def test_who_distrusts_the_company_doubts_its_books():
    trusting, distrusting = (make(2000, trust=trust, company=1.0) for trust in (0.6, 0.1))
    assert (distrusting.held(Belief.BOOKS) < trusting.held(Belief.BOOKS)).all()
    apart = [make(2000, trust=trust, company=0.0).held(Belief.BOOKS) for trust in (0.6, 0.1)]
    assert (apart[0] == apart[1]).all()


def test_a_belief_is_leaning_and_signals_weighed():
    beliefs = make(1, weight=6.0, negativity=2.0)
    leaning = float(beliefs.convictions.leaning[0, Belief.SERVICE])
    beliefs.hear(np.array([0]), Belief.SERVICE, good=3.0, bad=1.0)
    assert beliefs.held(Belief.SERVICE)[0] == pytest.approx((6 * leaning + 3) / (6 + 3 + 2))


@pytest.mark.parametrize("belief", list(Belief))
def test_a_signal_moves_one_belief_of_one_resident(belief: Belief):
    beliefs = make(3)
    before = np.column_stack([beliefs.held(each) for each in Belief])
    beliefs.hear(np.array([1]), belief, bad=1.0)
    after = np.column_stack([beliefs.held(each) for each in Belief])
    assert np.argwhere(before != after).tolist() == [[1, belief]]


def test_signals_halve_in_their_half_life():
    beliefs = make(1, half_life=300.0)
    beliefs.hear(np.array([0]), Belief.BOOKS, good=8.0)
    for _ in range(10):
        beliefs.fade()
    assert beliefs.convictions.good[0, Belief.BOOKS] == pytest.approx(4.0, rel=1e-5)


def test_silence_grows_for_a_year_since_the_last_look():
    beliefs = make(3, silence=0.1)
    rows = np.arange(3)
    beliefs.convictions.seen[:] = [0, 180, 360]
    beliefs.silence(rows, 360)
    assert beliefs.convictions.bad[:, Belief.BOOKS] == pytest.approx([0.1, 0.05, 0.0])


def test_books_count_as_far_as_they_convince_for_and_against():
    beliefs = make(2, shown=3.0)
    beliefs.see_books(np.array([0]), 10, credibility=0.5, unaccounted=0.4)
    c = beliefs.convictions
    assert c.good[:, Belief.BOOKS] == pytest.approx([0.9, 0.0])
    assert c.bad[:, Belief.BOOKS] == pytest.approx([0.6, 0.0])
    assert c.seen.tolist() == [10, NEVER]


def test_relabelling_residents_relabels_their_beliefs():
    one, other = make(40), people(40)
    order = np.random.default_rng(1).permutation(40)
    other.identity[:] = one.residents.identity[order]
    other.trust_company[:] = 0.3
    second = Beliefs(other, one.parameters, 0.3, Streams(1))
    second.welcome()
    assert (second.held(Belief.BOOKS) == one.held(Belief.BOOKS)[order]).all()


SIGNALS = st.lists(
    st.tuples(st.sampled_from(Belief), st.floats(0, 50), st.floats(0, 50)), max_size=20
)


@settings(deadline=None)
@given(SIGNALS)
def test_beliefs_stay_between_nothing_and_all(signals):
    beliefs = make(2, weight=0.1)
    for belief, good, bad in signals:
        beliefs.hear(np.array([0]), belief, good=good, bad=bad)
        beliefs.fade()
        held = np.array([beliefs.held(each) for each in Belief])
        assert ((held > 0) & (held < 1)).all()
