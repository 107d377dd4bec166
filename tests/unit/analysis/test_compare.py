"""Comparison: options against the base, pair by pair."""

import math

import numpy as np
import pandas as pd
import pytest
from synthetic_comparison import BASE, COSTS, HOUSEHOLDS, OPTIONS, make_runs

from analysis.compare import COLUMNS, UnpairedWarning, compare, intervals, variance_reductions
from analysis.errors import RunsError
from analysis.pairing import arrange
from scenarios.errors import InputError

KPI = "trust_index"
COST = "cost_per_conflict_avoided_yuan"


def table(values: dict[str, list[float]], *, kpi: str = KPI) -> pd.DataFrame:
    """Make runs of one month from the values of each option."""
    rows = [
        (option, replicate, 1, kpi, value)
        for option, given in values.items()
        for replicate, value in enumerate(given)
    ]
    return pd.DataFrame(rows, columns=["option", "replicate", "month", "kpi", "value"])


def only(compared: pd.DataFrame) -> pd.Series:
    assert len(compared) == 1
    return compared.iloc[0]


def test_the_columns_are_the_promised_ones(comparison: pd.DataFrame):
    assert tuple(comparison.columns) == COLUMNS
    assert set(comparison["option"]) == set(OPTIONS)


def test_rows_are_sorted_by_option_kpi_and_month(comparison: pd.DataFrame):
    keys = list(zip(comparison["option"], comparison["kpi"], comparison["month"], strict=True))
    assert keys == sorted(keys)


def test_a_difference_is_taken_within_pairs():
    row = only(compare(table({"base": [1.0, 2.0, 3.0], "other": [2.0, 3.5, 4.5]}), "base"))
    assert row["base_mean"] == pytest.approx(2.0)
    assert row["option_mean"] == pytest.approx(10 / 3)
    assert row["difference"] == pytest.approx(4 / 3)
    assert row["relative"] == pytest.approx(2 / 3)
    assert row["share_improved"] == pytest.approx(1.0)
    half = 4.302653 * np.std([1.0, 1.5, 1.5], ddof=1)
    assert row["ci_high"] - row["difference"] == pytest.approx(half / math.sqrt(3), rel=1e-5)
    assert row["pi_high"] - row["difference"] == pytest.approx(half * math.sqrt(4 / 3), rel=1e-5)
    assert row["replicates"] == 3


def test_fewer_is_better_where_the_direction_is_down():
    runs = table({"base": [3.0, 3.0], "other": [2.0, 4.0]}, kpi="disputes_per_estate_year")
    assert only(compare(runs, "base"))["share_improved"] == pytest.approx(0.5)


def test_one_replicate_has_a_difference_but_no_interval():
    row = only(compare(table({"base": [1.0], "other": [2.0]}), "base"))
    assert row["difference"] == pytest.approx(1.0)
    assert np.isnan([row["ci_low"], row["ci_high"], row["pi_low"], row["pi_high"]]).all()


def test_a_base_of_zero_has_no_relative_difference():
    row = only(compare(table({"base": [0.0, 0.0], "other": [2.0, 1.0]}), "base"))
    assert math.isnan(row["relative"])


def test_means_are_taken_over_the_same_pairs():
    runs = table({"base": [1.0, 5.0, np.nan], "other": [2.0, np.nan, 9.0]})
    with pytest.warns(UnpairedWarning):
        row = only(compare(runs, "base"))
    assert (row["base_mean"], row["option_mean"], row["replicates"]) == (1.0, 2.0, 1)


def test_what_is_never_known_stays_unknown():
    row = only(compare(table({"base": [1.0, 2.0], "other": [1.0, 2.0]}), "base").head(1))
    assert row["difference"] == 0.0
    runs = pd.concat(
        [
            table({"base": [1.0], "other": [1.0]}),
            table({"base": [np.nan], "other": [np.nan]}, kpi="x"),
        ]
    )
    unknown = compare(runs, "base").set_index("kpi").loc["x"]
    assert math.isnan(unknown["difference"])
    assert unknown["replicates"] == 0


def test_a_replicate_of_one_arm_only_is_dropped_and_told():
    runs = table({"base": [1.0, 2.0, 3.0], "other": [2.0, 3.0]})
    with pytest.warns(UnpairedWarning, match="other"):
        row = only(compare(runs, "base"))
    assert row["replicates"] == 2


@pytest.mark.parametrize(
    ("values", "base", "told"),
    [
        ({"base": [1.0], "other": [1.0]}, "bass", "did you mean 'base'"),
        ({"base": [1.0], "other": [1.0]}, "xyz", "hold only base, other"),
        ({"base": [1.0]}, "base", "at least one option"),
        ({"base": [1.0, np.nan], "other": [np.nan, 1.0]}, "base", "no replicate"),
    ],
)
def test_what_cannot_be_compared_is_refused(values: dict[str, list[float]], base: str, told: str):
    with pytest.raises(InputError, match=told):
        compare(table(values), base)


def test_a_cell_given_twice_is_refused():
    runs = table({"base": [1.0], "other": [1.0]})
    with pytest.raises(RunsError, match="twice"):
        compare(pd.concat([runs, runs.tail(1)]), "base")


def test_a_missing_column_is_named():
    runs = table({"base": [1.0], "other": [1.0]}).rename(columns={"value": "amount"})
    with pytest.raises(RunsError, match="columns value"):
        compare(runs, "base")


def test_an_empty_table_is_refused():
    with pytest.raises(RunsError, match="empty"):
        compare(table({}), "base")


def test_errors_speak_both_languages():
    with pytest.raises(RunsError) as caught:
        compare(table({"base": [1.0]}), "base")
    assert caught.value.text("zh") != caught.value.text("en")
    assert str(caught.value) == caught.value.text("en")


def test_planted_differences_are_found(comparison: pd.DataFrame):
    last = comparison[comparison["month"] == 36].set_index(["option", "kpi"])
    row = last.loc[(OPTIONS[2], "latent_conflicts_per_1000_hh_year")]
    assert row["ci_low"] < -0.24 * 410 < row["ci_high"]
    assert row["pi_low"] < row["ci_low"]


def test_a_null_comparison_finds_about_as_much_as_chance_allows(null_runs: pd.DataFrame):
    compared = compare(null_runs, BASE)
    last = compared[(compared["month"] == 36) & compared["ci_low"].notna()]
    spread = last[last["ci_low"] < last["ci_high"]]
    found = (spread["ci_low"] > 0) | (spread["ci_high"] < 0)
    assert found.mean() < 0.09


def test_the_cost_of_a_conflict_avoided_is_counted_over_whole_years():
    runs = make_runs(replicates=6, months=30)
    compared = compare(runs, BASE)
    rows = compared[compared["kpi"] == COST].set_index(["option", "month"])
    known = rows["difference"].dropna().loc[OPTIONS[2]]
    assert list(known.index) == [12, 24]
    block = arrange(runs)
    latent = "latent_conflicts_per_1000_hh_year"
    gap = block.of(BASE, latent) - block.of(OPTIONS[2], latent)
    avoided = (gap[11] + gap[23]).mean() * HOUSEHOLDS / 1000
    spent = block.of(OPTIONS[2], "programme_cost_yuan")[23].mean()
    assert known.loc[24] == pytest.approx(spent / avoided, rel=1e-6)
    row = rows.loc[(OPTIONS[2], 24)]
    assert row["ci_low"] < row["difference"] < row["ci_high"]
    assert row["option_mean"] == row["difference"]
    assert math.isnan(row["base_mean"])


def test_where_nothing_was_avoided_there_is_no_cost_per_conflict():
    runs = make_runs(replicates=6)
    worse = runs["option"].isin(OPTIONS) & (runs["kpi"] == "latent_conflicts_per_1000_hh_year")
    runs.loc[worse, "value"] += 500
    compared = compare(runs, BASE)
    rows = compared[compared["kpi"] == COST]
    assert rows[["difference", "ci_low", "ci_high"]].isna().all(axis=None)


def test_without_whole_years_there_is_no_cost_per_conflict():
    compared = compare(make_runs(replicates=3, months=9), BASE)
    assert compared.loc[compared["kpi"] == COST, "difference"].isna().all()


def test_costs_of_the_base_are_taken_off():
    compared = compare(make_runs(replicates=4), BASE).set_index(["option", "kpi", "month"])
    spent = compared.loc[(OPTIONS[0], "programme_cost_yuan", 36)]
    assert spent["difference"] == pytest.approx(COSTS[0], rel=0.05)


def test_two_kinds_of_interval_stand_side_by_side(runs: pd.DataFrame):
    found = intervals(runs[runs["kpi"] == KPI], BASE)
    assert set(found["month"]) == {36}
    width = found["ci_high"] - found["ci_low"]
    other = found["bootstrap_high"] - found["bootstrap_low"]
    assert (other / width).between(0.7, 1.2).all()


def test_the_variance_reduction_of_each_option_is_told(runs: pd.DataFrame):
    found = variance_reductions(runs[runs["kpi"] == KPI], BASE)
    assert list(found.columns) == ["option", "kpi", "month", "factor"]
    assert (found["factor"] > 3).all()


def test_the_order_of_rows_does_not_matter(runs: pd.DataFrame):
    some = runs[runs["kpi"].isin([KPI, "latent_conflicts_per_1000_hh_year"])]
    shuffled = some.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(compare(some, BASE), compare(shuffled, BASE))
