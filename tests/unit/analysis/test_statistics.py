"""Statistics: intervals that hold the truth as often as they promise."""

from inspect import signature

import numpy as np
import pytest
from scipy import stats

from analysis.statistics import (
    bootstrap,
    holm,
    means,
    paired_p,
    paired_t,
    pairs,
    prediction,
    ratio_bootstrap,
    share_improved,
    variance_reduction,
)


def luck(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_t_interval_is_the_textbook_one():
    values = luck(1).exponential(size=(5, 20))
    found = paired_t(values)
    expected = stats.t.interval(0.95, 19, values.mean(axis=1), stats.sem(values, axis=1))
    np.testing.assert_allclose(found.low, expected[0])
    np.testing.assert_allclose(found.high, expected[1])


@pytest.mark.parametrize("interval", [paired_t, bootstrap])
@pytest.mark.parametrize("number", [20, 60])
def test_an_interval_of_the_mean_holds_the_truth_as_often_as_promised(interval, number):
    values = luck(2).normal(3.0, 2.0, size=(4000, number))
    found = interval(values)
    held = ((found.low <= 3.0) & (found.high >= 3.0)).mean()
    # The bootstrap is a little narrow with 20 pairs; its docstring says so.
    least = 0.94 if interval is paired_t else 0.92
    assert least <= held <= 0.965


def test_the_bootstrap_stays_usable_with_skewed_differences():
    values = luck(3).exponential(size=(3000, 40))
    found = bootstrap(values)
    held = ((found.low <= 1.0) & (found.high >= 1.0)).mean()
    assert 0.91 <= held <= 0.97


def test_the_bootstrap_agrees_with_scipy():
    values = luck(4).exponential(size=40)
    ours = bootstrap(values, resamples=49_999)
    # SciPy 1.15 gave the argument its new name.
    luck_of = "rng" if "rng" in signature(stats.bootstrap).parameters else "random_state"
    theirs = stats.bootstrap(
        (values,), np.mean, method="BCa", n_resamples=49_999, **{luck_of: luck(5)}
    ).confidence_interval
    spread = values.std(ddof=1) / np.sqrt(40)
    assert float(ours.low) == pytest.approx(theirs.low, abs=0.12 * spread)
    assert float(ours.high) == pytest.approx(theirs.high, abs=0.12 * spread)


def test_the_prediction_interval_holds_the_next_estate():
    values, following = luck(5).normal(size=(6000, 12)), luck(6).normal(size=6000)
    found = prediction(values)
    held = ((found.low <= following) & (following <= found.high)).mean()
    assert 0.94 <= held <= 0.96


def test_one_pair_says_nothing():
    for interval in (paired_t, prediction, bootstrap):
        found = interval(np.array([[4.0], [np.nan]]))
        assert np.isnan(found.low).all()
        assert np.isnan(found.high).all()


def test_missing_pairs_are_left_out_and_counted():
    full = luck(7).normal(size=8)
    holed = np.insert(full, [2, 5], np.nan)
    for interval in (paired_t, prediction, bootstrap):
        assert float(interval(holed).low) == pytest.approx(float(interval(full).low))
    assert means(holed) == pytest.approx(full.mean())
    assert int(pairs(holed)) == 8


def test_no_pair_at_all_has_no_mean():
    assert np.isnan(means(np.full((2, 3), np.nan))).all()


def test_equal_differences_give_an_interval_without_width():
    for interval in (paired_t, prediction, bootstrap):
        found = interval(np.full((1, 6), 2.5))
        assert found.low[0] == pytest.approx(2.5)
        assert found.high[0] == pytest.approx(2.5)
        assert found.excludes_zero[0]


def test_the_same_differences_give_the_same_bootstrap():
    values = luck(8).normal(size=(3, 15))
    np.testing.assert_array_equal(bootstrap(values).low, bootstrap(values.copy()).low)


def test_a_tie_is_no_improvement():
    differences = np.array([-1.0, 0.0, 0.0, 2.0])
    assert share_improved(differences, "down") == pytest.approx(0.25)
    assert share_improved(differences, "up") == pytest.approx(0.25)
    assert share_improved(np.zeros(4), "up") == pytest.approx(0.0)


def test_without_a_direction_nothing_is_an_improvement():
    assert np.isnan(share_improved(np.array([1.0, 2.0]), ""))


def test_the_variance_reduction_is_that_of_the_correlation():
    base = luck(9).normal(size=200_000)
    option = 0.9 * base + np.sqrt(1 - 0.81) * luck(10).normal(size=200_000)
    # Both arms have variance 1 and correlation 0.9: 2 / (2 - 1.8) = 10.
    assert variance_reduction(base, option) == pytest.approx(10.0, rel=0.03)


def test_a_constant_difference_reduces_variance_without_end():
    base = luck(11).normal(size=20)
    assert np.isinf(variance_reduction(base, base + 1.0))


def test_a_ratio_of_means_is_held_by_its_interval():
    held = 0
    for seed in range(300):
        cost = luck(seed).normal(100.0, 10.0, 25)
        avoided = luck(1000 + seed).normal(5.0, 1.0, 25)
        low, high = ratio_bootstrap(cost, avoided)
        held += low <= 20.0 <= high
    assert 0.9 <= held / 300 <= 0.98


def test_a_ratio_over_what_may_be_nothing_has_no_interval():
    cost, avoided = np.full(12, 100.0), luck(12).normal(0.1, 2.0, 12)
    assert all(np.isnan(ratio_bootstrap(cost, avoided)))
    assert all(np.isnan(ratio_bootstrap(cost[:1], avoided[:1])))


def test_the_chance_is_that_of_the_textbook():
    values = luck(13).normal(0.4, 1.0, size=(50, 12))
    np.testing.assert_allclose(paired_p(values), stats.ttest_1samp(values, 0.0, axis=1).pvalue)


def test_a_chance_below_five_percent_is_an_interval_without_zero():
    values = luck(14).normal(0.5, 1.0, size=(400, 10))
    np.testing.assert_array_equal(paired_p(values) < 0.05, paired_t(values).excludes_zero)


def test_a_constant_difference_is_no_chance_and_none_is_certain():
    assert paired_p(np.full((1, 5), 2.0)).tolist() == [0.0]
    assert paired_p(np.zeros((1, 5))).tolist() == [1.0]
    assert np.isnan(paired_p(np.array([[1.0], [np.nan]]))).all()


def test_holm_adjusts_as_the_textbook_does():
    # Four tests: 4 x 0.005, 3 x 0.01, 2 x 0.03; the last may not lie below the one before it.
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])


def test_holm_leaves_out_what_could_not_be_tested():
    found = holm([[0.01, np.nan], [0.04, 0.9]])
    np.testing.assert_allclose(found, [[0.03, np.nan], [0.08, 0.9]])
    assert holm([0.03]).tolist() == [0.03]
    assert np.isnan(holm([np.nan, np.nan])).all()
    assert holm([0.6, 0.7]).max() == 1.0


def test_after_holm_one_family_in_twenty_at_most_raises_a_false_alarm():
    values = luck(15).normal(size=(3000, 12, 8))
    families = paired_p(values)
    alone = (families < 0.05).any(axis=1).mean()
    adjusted = np.mean([(holm(family) <= 0.05).any() for family in families])
    assert alone > 0.4
    assert 0.035 <= adjusted <= 0.06
