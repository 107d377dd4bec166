import subprocess
import sys
import time

import pytest

from analysis.command import VERBS, main

LATER = ("why", "verify", "app", "workshop", "status", "resume", "extend", "export")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_front_page_names_every_verb_and_none_that_does_not_exist(capsys, lang):
    assert main(["--help", "--lang", lang]) == 0
    first_words = [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:2] == "  "
    ]
    assert [word for word in first_words if word != "linli"] == list(VERBS)
    assert not set(first_words) & set(LATER)


def test_no_words_at_all_show_the_front_page(capsys):
    assert main([]) == 0
    assert "linli compare" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(capsys, verb, lang):
    assert main([verb, "--help", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert f"\n  linli {verb}" in said
    assert ("usage: " in said) == (lang == "en")
    assert ("用法" in said) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_help_of_compare_shows_the_stress_test(capsys, lang):
    assert main(["compare", "--help", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert "  --stress-test " in said
    assert "linli compare old_estate/plan --stress-test" in said


def test_the_language_may_stand_before_the_verb(capsys):
    assert main(["--lang", "zh", "list"]) == 0
    assert "小区" in capsys.readouterr().out


def test_the_locale_chooses_the_language(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    main([])
    assert "邻里关系" in capsys.readouterr().out


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("linli ")


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["comprae"], "'comprae' is no verb", "不是 linli 的动词"),
        (["comprae"], "did you mean 'compare'", "compare"),
        (["run", "x", "--sed", "3"], "--sed: not an option here", "没有这个选项"),
        (["run", "x", "--sed", "3"], "did you mean '--seed'", "--seed"),
        (["run"], "missing SCENARIO", "缺少 SCENARIO"),
        (["compare", "x"], "nothing to compare 'x' with", "没有可与 'x' 比较"),
        (
            ["compare", "old_estate", "--stress-test"],
            "BASE must name estate and package",
            "BASE 须同时写明小区和方案",
        ),
        (["run", "x", "--seed"], "--seed needs a value", "--seed 需要一个值"),
        (["run", "x", "--seed", "three"], "--seed three: must be a whole number", "必须是整数"),
        (["run", "x", "--seed", "-1"], "--seed -1: must be 0 or more", "不得小于 0"),
        (["run", "x", "--months", "0"], "--months 0: must be 1 or more", "不得小于 1"),
        (["compare", "x", "y", "--jobs", "0"], "--jobs 0: must be 1 or more", "不得小于 1"),
        (["compare", "x", "y", "--replicates", "0"], "--replicates 0", "不得小于 1"),
        (["audit"], "--start", "--start"),
        (["study", "verify", "x.yaml"], "can only be told to run", "只能执行 run"),
        (["new", "building", "mine"], "estate, package", "estate, package"),
    ],
)
def test_a_wrong_call_is_refused_with_the_way_out(refusal, words, english, chinese):
    assert english in refusal(*words)
    assert chinese in refusal(*words, lang="zh")


def test_a_language_that_is_not_spoken_is_refused(linli):
    answer = linli("list", "--lang", "fr")
    assert (answer.code, answer.out) == (2, "")
    assert "--lang fr: must be one of en, zh" in answer.err


LIGHT = "numpy pandas pydantic yaml rich mesa numba matplotlib scipy pyarrow"
NO_MODEL = "pandas mesa numba matplotlib scipy pyarrow"


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["--help"], LIGHT),
        (["compare", "--help"], LIGHT),
        (["list"], NO_MODEL),
        (["check", "tiny.yaml"], NO_MODEL),
        (["show", "old_estate/all_four"], NO_MODEL),
    ],
)
def test_looking_around_does_not_load_what_simulates(here, words, heavy, record_property):
    script = (
        "import sys\n"
        "from analysis.command import main\n"
        f"assert main({words!r}) == 0\n"
        f"loaded = sorted(set({heavy!r}.split()) & set(sys.modules))\n"
        "assert not loaded, loaded\n"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    record_property("seconds", time.perf_counter() - began)  # `make bench` holds it to a limit
    assert done.returncode == 0, done.stderr


def test_the_package_can_be_called_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "analysis.command", "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "linli compare" in done.stdout
