import os
from pathlib import Path

import pytest

ROSTER_HEAD = "building,stair,floor,door,kind,residents,tenure,cars,dogs"
ROSTER = f"{ROSTER_HEAD}\n1,1,1,1,family,3,owner,1,0\n1,1,2,1,older_alone,1,owner,0,0\n"


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding=encoding)
    return name


@pytest.fixture
def own(here):
    """Write a package of one's own with these lines below its interventions."""

    def make(text: str) -> str:
        write("own.yaml", f"title: Own\nextends: status_quo\n{text}")
        return "tiny.yaml/own.yaml"

    return make


@pytest.mark.parametrize(
    ("text", "line", "english", "chinese"),
    [
        ("coverage: 1\n", 3, "no such key", "没有这个键"),
        ("interventions: [{use: points, coverge: 1}]\n", 3, "'coverage'", "coverage"),
        ("interventions: [{use: points, coverage: most}]\n", 3, "number", "数"),
        ("interventions: [{use: points, coverage: 1.5}]\n", 3, "1", "1"),
        ("interventions: [{use: points, start: 40}]\n", 3, "40", "40"),
        ("interventions: [{use: pionts}]\n", 3, "'points'", "points"),
        ("interventions:\n  - use: points\n    start: 12\n    end: 6\n", 6, "6", "6"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(refusal, own, text, line, english, chinese):
    for verb in (["run"], ["check"], ["compare", "tiny.yaml/status_quo"]):
        said = refusal(*verb, own(text))
        assert said.startswith(f"own.yaml:{line}: ")
        assert english in said
    assert chinese in refusal("check", own(text), lang="zh")


def test_a_guard_against_a_risk_that_is_not_there_is_refused(refusal, own, linli):
    alone = own("interventions:\n  - {use: policy_watch}\n")
    for verb in (["run"], ["check"], ["compare", "tiny.yaml/status_quo"]):
        said = refusal(*verb, alone)
        assert said.startswith("own.yaml:4: interventions.policy_watch")
        assert "policy_freeze" in said
        assert "add the risk" in said
    assert "请加入该风险" in refusal("check", alone, lang="zh")
    both = own("interventions:\n  - {use: policy_watch}\nrisks:\n  - {use: policy_freeze}\n")
    assert linli("check", both).code == 0


def test_an_estate_without_dwellings_is_refused(refusal):
    write("empty.yaml", "estate:\n  kind: old_estate\n  buildings: [{count: 1, doors: 0}]\n")
    assert "dwelling" in refusal("run", "empty.yaml/status_quo")
    assert "住房" in refusal("run", "empty.yaml/status_quo", lang="zh")


ALL_RENT = """\
estate:
  kind: old_estate
  buildings: [{count: 1, floors: 3}]
  people: {renters: 1.0}
"""


def test_votes_where_nobody_is_an_owner_are_refused_unless_none_is_held(refusal, linli):
    write("let.yaml", ALL_RENT)
    for verb in (["run"], ["check"]):
        said = refusal(*verb, "let.yaml/status_quo")
        assert said.startswith("let.yaml:4: estate.people.renters = 1.0: ")
        assert "votes_a_year" in said
    assert "业主" in refusal("check", "let.yaml/status_quo", lang="zh")
    write("let.yaml", f"{ALL_RENT}  organisation: {{governance: {{votes_a_year: 0}}}}\n")
    assert linli("check", "let.yaml/status_quo").code == 0


def test_votes_on_a_roster_without_owners_are_refused(refusal, linli):
    write("own.yaml", "title: Own\nestate: {kind: old_estate}\nroster: roster.csv\n")
    write("roster.csv", ROSTER.replace("owner", "renter"))
    said = refusal("check", "own.yaml/status_quo")
    assert said.startswith("own.yaml:3: roster: ")
    assert "votes_a_year" in said
    write("roster.csv", ROSTER.replace("owner", "renter", 1))
    assert linli("check", "own.yaml/status_quo").code == 0


def test_a_name_that_does_not_exist_is_refused_with_the_one_that_was_meant(refusal):
    assert "old_estate" in refusal("run", "old_estat/status_quo")
    assert "points" in refusal("compare", "tiny.yaml/status_quo", "tiny.yaml/pionts")
    assert "trust_index" in refusal("show", "trust_idnex")


@pytest.mark.parametrize(
    ("roster", "encoding", "english"),
    [
        (ROSTER.replace(",tenure", "").replace(",owner", ""), "utf-8", "tenure"),
        (ROSTER + "1,1,1,1,family,3,owner,1,0\n", "utf-8", "roster.csv:4"),
        (ROSTER.replace("dogs", "name").replace(",0\n", ",Wang Wei\n"), "utf-8", "name"),
        (ROSTER.replace(",0,0", ",13812345678,0"), "utf-8", "roster.csv:3"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused(refusal, roster, encoding, english):
    write("roster.csv", roster, encoding)
    write("own.yaml", "title: Own\nestate: {kind: old_estate}\nroster: roster.csv\n")
    for words in (["check", "roster.csv"], ["run", "own.yaml/status_quo"]):
        said = refusal(*words)
        assert "roster.csv" in said
        assert english in said
        assert "Wang" not in said
        assert "13812345678" not in said


def test_a_roster_in_an_unknown_encoding_is_refused(refusal):
    Path("roster.csv").write_bytes(ROSTER.encode() + b"1,1,3,1,\xff\xff\xfe,1,owner,0,0\n")
    assert "GB18030" in refusal("check", "roster.csv")
    assert "GB18030" in refusal("check", "roster.csv", lang="zh")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize("verb", ["run", "compare"])
def test_a_folder_that_cannot_be_written_is_refused(refusal, verb):
    write("file", "in the way")
    words = {
        "run": ["run", "tiny.yaml/status_quo"],
        "compare": ["compare", "tiny.yaml/status_quo", "tiny.yaml/package.yaml"],
    }[verb]
    said = refusal(*words, "--months", 1, "--out", "file/below")
    assert "file/below" in said
    assert "--out" in said
    assert "无法写入" in refusal(*words, "--months", 1, "--out", "file/below", lang="zh")
    assert Path("file").read_text() == "in the way"


def test_a_comparison_stays_on_one_estate(refusal):
    said = refusal("compare", "tiny.yaml/status_quo", "old_estate/points")
    assert "same estate" in said


def test_a_scenario_named_twice_is_refused(refusal):
    assert "twice" in refusal("compare", "tiny.yaml/status_quo", "tiny.yaml/status_quo")


@pytest.mark.parametrize(
    ("text", "line", "english"),
    [
        ("scenarios: [tiny.yaml/points]\nreplicate: 3\n", 2, "'replicates'"),
        ("scenarios: [tiny.yaml/points]\nreplicates: many\n", 2, "whole number"),
        ("replicates: 2\n", 1, "scenarios"),
        ("name: a/b\nscenarios: [tiny.yaml/points]\n", 1, "name"),
    ],
)
def test_a_mistake_in_a_study_is_told_with_its_line(refusal, text, line, english):
    write("study.yaml", text)
    said = refusal("study", "run", "study.yaml")
    assert said.startswith(f"study.yaml:{line}: ")
    assert english in said


@pytest.mark.parametrize(
    ("vary", "english"),
    [
        ("interventions.points.covrage: [0.5]", "'interventions.points.coverage'"),
        ("interventions.points.coverage: [2.0]", "interventions.points.coverage = 2.0"),
        ("interventions.points.coverage: []", "at least one"),
    ],
)
def test_what_a_study_varies_must_exist(refusal, vary, english):
    write("study.yaml", f"scenarios: [tiny.yaml/points]\nvary:\n  {vary}\n")
    said = refusal("study", "run", "study.yaml")
    assert english in said
    assert "study.yaml" in said


def test_a_file_that_is_not_there_is_refused(refusal):
    assert "nowhere.yaml" in refusal("study", "run", "nowhere.yaml")
    assert "nowhere.yaml" in refusal("check", "nowhere.yaml")
    assert "nowhere" in refusal("report", "nowhere")


def test_one_bad_file_does_not_keep_others_from_being_checked(linli):
    write("bad.yaml", "coverage: 1\n")
    answer = linli("check", "bad.yaml", "tiny.yaml", "package.yaml")
    assert answer.code == 2
    assert "tiny.yaml: estate, fine" in answer.out
    assert "package.yaml: package, fine" in answer.out
    assert "bad.yaml:1" in answer.err


def test_nothing_is_written_for_a_refused_call(refusal, here):
    before = sorted(path.name for path in here.iterdir())
    refusal("run", "tiny.yaml/nothing")
    refusal("compare", "tiny.yaml/status_quo", "old_estate/points", "--out", "new")
    assert sorted(path.name for path in here.iterdir()) == before
