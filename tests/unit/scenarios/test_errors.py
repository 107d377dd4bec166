"""Errors: one line each, in both languages, and they survive the way to another process."""

import pickle
from pathlib import Path

import pytest

from scenarios.errors import InputError, Place, Problem, TextKey, did_you_mean, shown_path


def test_a_problem_is_said_with_place_key_value_rule_and_hint():
    problem = Problem("unknown_key", Place("a.yaml", 3), "months", 5, meant="month")
    assert problem.text("en") == "a.yaml:3: months = 5: no such key (did you mean 'month'?)"
    assert problem.text("zh").startswith("a.yaml:3: months = 5: ")


def test_a_problem_without_a_value_shows_none():
    assert Problem("missing", Place("a.yaml"), "title", shows=False).text("en") == (
        "a.yaml: title: is missing"
    )
    assert Problem("no_name").text("en").startswith("no name given")


def test_values_are_written_as_in_yaml_and_kept_short():
    said = [Problem("text", key="k", value=value).text("en") for value in (None, True, "a\nb")]
    assert said == [
        "k = null: must be a text",
        "k = true: must be a text",
        r"k = 'a\nb': must be a text",
    ]
    long = Problem("text", key="k", value="x" * 500).text("en")
    assert len(long) < 100
    assert "…" in long


def test_a_field_may_itself_be_a_text():
    fields = {"column": "A", "what": TextKey("roster.phone")}
    problem = Problem("roster_private_cell", fields=fields)
    assert "mobile phone number" in problem.text("en")
    assert "手机号码" in problem.text("zh")


def test_an_error_says_each_problem_once():
    problem = Problem("empty_file", Place("a.yaml"))
    error = InputError([problem, problem, Problem("no_name")])
    assert len(error.text("en").splitlines()) == 2
    assert len(error.problems) == 3
    assert str(error) == error.text("en")


def test_an_error_may_be_a_plain_message():
    error = InputError("the folder is full")
    assert str(error) == error.text("zh") == "the folder is full"
    assert error.problems == ()
    assert isinstance(error, ValueError)


def test_errors_survive_the_way_to_another_process():
    error = InputError(Problem("after_end", Place("a.yaml", 2), "start", 40, fields={"months": 36}))
    again = pickle.loads(pickle.dumps(error))
    assert again.text("zh") == error.text("zh")
    assert again.problems == error.problems
    assert str(pickle.loads(pickle.dumps(InputError("plain")))) == "plain"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("strian", "strain"),
        ("Time-Bank", "time_bank"),
        ("time bank", "time_bank"),
        ("TIME_BANK", "time_bank"),
        ("medi", "mediation_tiers"),
        ("quite else", ""),
        ("", ""),
        (3, ""),
        (None, ""),
    ],
)
def test_a_close_name_is_offered_and_a_far_one_is_not(word: object, meant: str):
    assert did_you_mean(word, ["strain", "time_bank", "mediation_tiers"]) == meant


def test_a_path_below_the_current_folder_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert shown_path(Path("/elsewhere/b.yaml")) == "/elsewhere/b.yaml"
