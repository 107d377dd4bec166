"""Portfolios on the command line: run, compare, show, check."""

import json

import pandas as pd
import pytest

from model.kpis import KPIS

COMPANY = """\
title: {en: Two estates, zh: 两个小区}
package: points
months: 4
batches:
  first: {start: 1}
  second: {start: 2}
estates:
  - {name: a, estate: tiny.yaml, batch: first}
  - {name: b, estate: tiny.yaml, batch: second, change: {spaces: {parking: 2}}}
mentoring: {mentors: [first], learners: [second]}
pool: {givers: [first], takers: [second], start: 2}
supervision: {start: 3}
evaluation: 3
"""
FILES = [
    "counts.parquet",
    "disputes.parquet",
    "emergencies.parquet",
    "evaluation.csv",
    "exchanges.parquet",
    "kpis.csv",
    "kpis.parquet",
    "kpis_by_group.csv",
    "kpis_by_group.parquet",
    "ledger.parquet",
    "passed_on.csv",
    "provenance.json",
    "run.json",
]


@pytest.fixture
def company(here):
    (here / "company.yaml").write_text(COMPANY, encoding="utf-8")
    return here


def test_a_run_writes_every_estate_and_the_total(linli, company):
    assert linli("run", "company.yaml", "--out", "out").code == 0
    out = company / "out"
    assert sorted(path.name for path in out.iterdir()) == FILES
    kpis = pd.read_csv(out / "kpis.csv")
    assert list(kpis.columns) == ["estate", "month", "kpi", "value"]
    assert list(kpis["estate"].unique()) == ["a", "b", "total"]
    assert len(kpis) == 3 * 4 * len(KPIS)
    groups = pd.read_csv(out / "kpis_by_group.csv")
    assert set(groups["estate"]) == {"a", "b", "total"}
    evaluation = pd.read_csv(out / "evaluation.csv")
    assert set(evaluation["month"]) == {3}
    assert set(evaluation["estate"]) == {"a", "b", "total"}
    pd.testing.assert_series_equal(
        evaluation["difference"], evaluation["with"] - evaluation["without"], check_names=False
    )
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["command"] == "linli run company.yaml --seed 1 --replicate 0 --months 4"
    assert [entry["name"] for entry in record["scenario"]["estates"]] == ["a", "b"]
    assert set(record["estates"]) == {"a", "b"}
    passed = pd.read_csv(out / "passed_on.csv")
    assert set(passed["what"]) == {"mentoring", "supervision", "hours"}


def test_one_estate_of_a_run_can_be_repeated_alone(linli, company):
    linli("run", "company.yaml/status_quo", "--out", "out")
    record = json.loads((company / "out/run.json").read_text(encoding="utf-8"))
    seed = record["seeds"]["a"]
    linli("run", "tiny.yaml", "--seed", seed, "--months", 4, "--out", "alone")
    of_company = pd.read_csv(company / "out/kpis.csv").query("estate == 'a'")
    alone = pd.read_csv(company / "alone/kpis.csv").sort_values(["kpi", "month"])
    here = of_company.sort_values(["kpi", "month"])
    assert here["value"].to_numpy() == pytest.approx(alone["value"].to_numpy(), nan_ok=True, abs=0)


def test_a_comparison_tells_the_total_and_each_estate(linli, company):
    words = ("compare", "company.yaml/status_quo", "company.yaml/points", "--replicates", 2)
    answer = linli(*words, "--jobs", 1, "--out", "out")
    assert answer.code == 0, answer.err
    out = company / "out"
    total = pd.read_csv(out / "comparison.csv")
    by_estate = pd.read_csv(out / "comparison_by_estate.csv")
    assert list(by_estate.columns) == ["estate", *total.columns]
    assert list(by_estate["estate"].unique()) == ["a", "b", "total"]
    whole = by_estate.query("estate == 'total'").drop(columns="estate").reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, total)
    evaluation = pd.read_csv(out / "evaluation.csv")
    assert set(evaluation["month"]) == {3}
    record = json.loads((out / "compare.json").read_text(encoding="utf-8"))
    assert all(proof["equal"] for proof in record["zero_dose"])
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Mid-term evaluation, “Convention with points”" in page
    assert "All estates" in page
    linli("report", "out", "--lang", "zh")
    assert "各小区" in (out / "report.html").read_text(encoding="utf-8")
    cost = total.query("kpi == 'programme_cost_yuan' and month == 4")["option_mean"].item()
    each = by_estate.query("kpi == 'programme_cost_yuan' and month == 4").set_index("estate")
    assert cost == pytest.approx(each.loc[["a", "b"], "option_mean"].sum())


def test_any_number_of_workers_gives_the_same_bytes_and_nothing_is_made_twice(linli, company):
    words = ("compare", "company.yaml/status_quo", "company.yaml/points", "--replicates", 2)
    linli(*words, "--jobs", 1, "--out", "one")
    linli(*words, "--jobs", 2, "--out", "two")
    for name in ("comparison.csv", "comparison_by_estate.csv", "evaluation.csv", "compare.json"):
        assert (company / "one" / name).read_bytes() == (company / "two" / name).read_bytes(), name
    more = linli(*words[:-1], 3, "--jobs", 1, "--out", "one")
    assert "Runs: 2, 1 at a time (4" in more.err or "2" in more.err.splitlines()[0]


def test_estates_of_a_company_are_compared_with_those_alone(refusal, company):
    said = refusal("compare", "company.yaml/status_quo", "tiny.yaml/points")
    assert "same estate" in said


def test_mistakes_are_one_line_in_both_languages(refusal, company):
    text = COMPANY.replace("batch: second,", "batch: third,")
    (company / "company.yaml").write_text(text, encoding="utf-8")
    (company / "other.yaml").write_text(
        COMPANY.replace("second: {start: 2}", "second: {start: 2, end: 1}"), encoding="utf-8"
    )
    assert refusal("run", "other.yaml").startswith("other.yaml:6: batches.second.end = 1")
    assert "早于开始" in refusal("run", "other.yaml", lang="zh")


def test_it_is_shown_checked_and_listed(linli, company):
    shown = linli("show", "company.yaml")
    assert shown.code == 0
    assert "Two estates" in shown.out
    assert "两个小区" in linli("show", "company.yaml", "--lang", "zh").out
    assert "2" in linli("check", "company.yaml").out
    assert "portfolio" in linli("list").out


def test_a_profile_is_of_one_estate(refusal, company):
    assert "--profile" in refusal("run", "company.yaml", "--profile")
