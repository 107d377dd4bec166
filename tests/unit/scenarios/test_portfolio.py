"""Portfolio files: ten estates as shipped, months moved to their batch, and mistakes by line."""

import json
import re
from pathlib import Path

import pytest

from scenarios.errors import InputError
from scenarios.library import portfolios
from scenarios.loader import load
from scenarios.portfolio import SCHEMA_FILE, is_portfolio, json_schema, load_portfolio

OWN = """\
title: Mine
package: points
months: 6
batches:
  first: {start: 2}
  second: {start: 4}
estates:
  - name: a
    estate: tiny.yaml
    batch: first
  - name: b
    estate: tiny.yaml
    batch: second
    change: {stewards: 5}
mentoring: {mentors: [first], learners: [second]}
pool: {givers: [first], takers: [second], start: 3}
supervision: {start: 4, end: 5}
evaluation: 5
"""
TINY = """\
estate:
  kind: old_estate
  buildings:
    - {count: 2, stairs: 1, floors: 3, doors: 2}
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write a portfolio of one's own with something replaced, and read it."""
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def read(before: str = "", after: str = "", *, reference: str = "own.yaml", **asked):
        assert before in OWN
        text = OWN.replace(before, after, 1) if before else OWN
        Path("own.yaml").write_text(text, encoding="utf-8")
        return load_portfolio(reference, **asked)

    return read


@pytest.mark.parametrize("name", portfolios())
def test_shipped_portfolios_load_and_have_their_words_in_both_languages(name):
    portfolio = load_portfolio(name)
    texts = [portfolio.estate_title, portfolio.estate_story]
    texts += [member.title for member in portfolio.members]
    texts += [member.batch_title for member in portfolio.members]
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_the_shipped_one_is_the_company_of_the_plan():
    portfolio = load_portfolio("portfolio/all_four")
    assert portfolio.size == 10  # E248
    pilots = [m.scenario.estate_name for m in portfolio.members if m.batch == "pilot"]
    assert sorted(pilots) == ["commodity", "old_estate"]  # E226, E227
    starts = {name: batch.start for name, batch in portfolio.rollout.batches.items()}
    assert starts == {"pilot": 2, "ready": 12, "ordinary": 13, "difficult": 14}  # E241-E243
    visits = portfolio.rollout.supervision
    assert (visits.start, visits.end) == (15, 18)  # E244, E245
    assert portfolio.evaluation == 18


def test_what_names_a_portfolio(own, tmp_path):
    own()
    assert is_portfolio("portfolio")
    assert is_portfolio("portfolio/points")
    assert is_portfolio("own.yaml")
    assert is_portfolio(f"{tmp_path}/own.yaml/status_quo")
    for name in ("old_estate", "old_estate/points", "tiny.yaml", "tiny.yaml/points", "nothing", ""):
        assert not is_portfolio(name)


def test_the_file_names_a_package_and_a_reference_another(own):
    assert [plan.use for plan in own().members[0].scenario.interventions] == ["points"]
    bare = own(reference="own.yaml/status_quo")
    assert all(member.scenario.interventions == () for member in bare.members)
    two = own(reference="own.yaml/points+time_bank")
    assert {plan.use for plan in two.interventions} == {"points", "time_bank"}


def test_measures_keep_their_distance_and_begin_with_the_batch(own, tmp_path):
    (tmp_path / "steps.yaml").write_text(
        "extends: status_quo\ninterventions:\n"
        "  - {use: points, start: 3, end: 4}\n  - {use: time_bank, start: 5}\n",
        encoding="utf-8",
    )
    portfolio = own(reference="own.yaml/steps.yaml")
    spans = {
        member.name: {p.use: (p.start, p.end) for p in member.scenario.interventions}
        for member in portfolio.members
    }
    assert spans["a"] == {"points": (2, 3), "time_bank": (4, None)}
    assert spans["b"] == {"points": (4, 5), "time_bank": (6, None)}


def test_a_batch_may_end_before_the_package_does(own, tmp_path):
    portfolio = own("second: {start: 4}", "second: {start: 4, end: 5}")
    assert [plan.end for plan in portfolio.members[1].scenario.interventions] == [5]
    assert [plan.end for plan in portfolio.members[0].scenario.interventions] == [None]


def test_an_estate_is_changed_where_the_file_says_so_and_nowhere_else(own):
    a, b = own().members
    assert b.scenario.estate.stewards == 5
    assert a.scenario.estate == load("tiny.yaml").estate
    assert b.scenario.estate == a.scenario.estate.model_copy(update={"stewards": 5.0})


def test_behaviour_may_differ_by_estate(own):
    _, b = own("change: {stewards: 5}", "parameters: {outlook: {company_disposition: 0.4}}").members
    assert b.scenario.parameters.outlook.company_disposition == 0.4


def test_without_measures_the_estates_stay_as_they_are(own):
    portfolio = own()
    bare = portfolio.without_measures
    assert [m.scenario.estate for m in bare.members] == [
        m.scenario.estate for m in portfolio.members
    ]
    assert not bare.interventions
    assert not any(member.scenario.interventions for member in bare.members)
    assert all(member.scenario.interventions for member in portfolio.members)


@pytest.mark.parametrize(
    ("before", "after", "line", "english", "chinese"),
    [
        (
            "  second: {start: 4}",
            "  second: {start: 4}\n  third: {start: 5}",
            7,
            "no estate",
            "没有小区",
        ),
        ("batch: second", "batch: secnd", 13, "did you mean 'second'", "second"),
        ("name: b", "name: a", 11, "line 8", "第 8 行"),
        ("name: b", "name: total", 11, "together", "合计"),
        ("second: {start: 4}", "second: {start: 4, end: 3}", 6, "before the start", "早于开始"),
        (
            "supervision: {start: 4, end: 5}",
            "supervision: {start: 4, end: 2}",
            17,
            "before",
            "早于",
        ),
        ("estate: tiny.yaml", "estate: tinny.yaml", 9, "'tiny.yaml'", "tiny.yaml"),
        ("estate: tiny.yaml", "estate: comodity", 9, "'commodity'", "commodity"),
        ("givers: [first]", "givers: []", 16, "empty", "不得为空"),
        ("givers: [first]", "givers: [second]", 16, "nobody", "没有人"),
        ("givers: [first]", "givers: [frist]", 16, "'first'", "first"),
        ("mentors: [first]", "mentors: [third]", 15, "no such batch", "没有这个批次"),
        ("stewards: 5", "stewrds: 5", 14, "'stewards'", "stewards"),
        ("stewards: 5", "stewards: -5", 14, "at least", "不得小于"),
        ("months: 6", "months: six", 3, "whole number", "整数"),
        ("start: 2", "strat: 2", 5, "'start'", "start"),
        ("evaluation: 5", "evaluation: 9", 18, "after the last month", "最后一个月"),
        ("second: {start: 4}", "second: {start: 7}", 6, "after the last month", "最后一个月"),
    ],
)
def test_mistakes_are_told_by_line_in_both_languages(own, before, after, line, english, chinese):
    with pytest.raises(InputError) as refusal:
        own(before, after)
    lines = [text for text in refusal.value.text("en").splitlines() if english in text]
    assert [text.startswith(f"own.yaml:{line}: ") for text in lines] == [True]
    assert chinese in refusal.value.text("zh")


def test_editors_know_what_the_code_knows():
    stored = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(json_schema())), "run: python -m scenarios.schema"
