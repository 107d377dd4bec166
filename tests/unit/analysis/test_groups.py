"""Paired differences by group, and who is called worse off."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from synthetic_comparison import BASE, BY_GROUP, OPTIONS, TITLES, make_by_group, write_folder

from analysis.errors import RunsError
from analysis.groups import COLUMNS, compare_groups
from analysis.report.folder import ComparisonFolder
from analysis.report.for_whom import for_whom, name_of
from analysis.views.verdicts import Verdict
from model.groupings import GROUPS
from scenarios.texts import LANGUAGES


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    return compare_groups(make_by_group(), BASE)


def of(compared: pd.DataFrame, option: str, group: str) -> pd.Series:
    rows = compared[(compared["option"] == option) & (compared["group"] == group)]
    (row,) = rows[rows["kpi"] == "trust_index"].to_dict("records")
    return pd.Series(row)


def test_there_is_a_row_for_each_option_kpi_and_group(compared: pd.DataFrame):
    assert tuple(compared.columns) == COLUMNS
    assert len(compared) == len(OPTIONS) * 2 * len(BY_GROUP)
    assert not compared.duplicated(["option", "kpi", "group"]).any()


@pytest.mark.parametrize("group", list(BY_GROUP))
def test_planted_effects_are_found_within_their_interval(compared: pd.DataFrame, group: str):
    row = of(compared, OPTIONS[-1], group)
    assert row["ci_low"] - 0.3 < BY_GROUP[group] < row["ci_high"] + 0.3
    assert row["difference"] == pytest.approx(row["option_mean"] - row["base_mean"])
    assert row["replicates"] == 20


def test_gains_of_some_do_not_hide_losses_of_others(compared: pd.DataFrame):
    assert of(compared, OPTIONS[-1], "owner")["verdict"] == Verdict.BETTER
    assert of(compared, OPTIONS[-1], "renter")["verdict"] == Verdict.WORSE


def test_what_has_no_value_is_not_judged(compared: pd.DataFrame):
    silent = compared[compared["kpi"] == "participation_rate_12m"]
    assert set(silent["verdict"]) == {Verdict.UNKNOWN}
    assert silent["ci_low"].isna().all()


def test_pairs_with_one_side_missing_are_left_out():
    table = make_by_group(replicates=6)
    gone = (table["option"] == OPTIONS[-1]) & (table["group"] == "owner") & (table["replicate"] < 2)
    table.loc[gone, "value"] = np.nan
    assert of(compare_groups(table, BASE), OPTIONS[-1], "owner")["replicates"] == 4


def test_a_table_without_groups_is_refused_with_what_it_lacks():
    with pytest.raises(RunsError, match="group"):
        compare_groups(make_by_group().drop(columns="group"), BASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_names_who_is_worse_off(tmp_path: Path, lang: str):
    found = ComparisonFolder.open(write_folder(tmp_path / "made"))
    told = for_whom(found, OPTIONS[-1], lang)
    assert told is not None
    worse = [line for line in told.worse if name_of("renter", lang) in line]
    assert len(worse) == 1
    assert TITLES[OPTIONS[-1]][lang] in worse[0]
    assert [row[0] for row in told.table.rows] == [
        name_of(group, lang) for group in GROUPS if group in BY_GROUP
    ]
    page = tmp_path / "made" / "report.html"
    assert not page.exists()  # telling is not writing


def test_a_folder_without_figures_by_group_says_nothing_of_them(tmp_path: Path):
    folder = write_folder(tmp_path / "made")
    (folder / "by_group.parquet").unlink()
    assert for_whom(ComparisonFolder.open(folder), OPTIONS[-1], "en") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_group_has_a_name(lang: str):
    names = [name_of(group, lang) for group in GROUPS]
    assert len(set(names)) == len(GROUPS)
