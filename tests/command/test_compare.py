import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis.compare import COLUMNS

BASE, OPTION = "tiny.yaml/status_quo", "tiny.yaml/package.yaml"
TABLES = [
    "acquaintance.parquet",
    "by_group.parquet",
    "compare.json",
    "comparison.csv",
    "disputes.parquet",
    "dwellings.parquet",
    "report.html",
    "report.xlsx",
    "runs.parquet",
    "shortfalls.parquet",
    "spending.parquet",
]
SHORT = ("--months", 2, "--replicates", 3)


@pytest.fixture
def compare(linli):
    def call(*words: object, out: str = "out"):
        return linli("compare", BASE, OPTION, *SHORT, "--out", out, *words)

    return call


@pytest.fixture
def done(compare, here):
    answer = compare("--jobs", 1)
    assert answer.code == 0, answer.err
    return here / "out"


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if path.name != "provenance.json"
    }


def test_a_comparison_writes_the_promised_files_and_columns(done):
    files = sorted(path.name for path in done.iterdir() if path.is_file())
    assert files == sorted([*TABLES, "provenance.json"])
    assert list(pd.read_csv(done / "comparison.csv").columns) == list(COLUMNS)
    runs = pd.read_parquet(done / "runs.parquet")
    assert list(runs.columns) == ["option", "replicate", "month", "kpi", "value"]
    assert sorted(runs["option"].unique()) == [OPTION, BASE]
    assert sorted(runs["replicate"].unique()) == [0, 1, 2]
    groups = pd.read_parquet(done / "by_group.parquet")
    assert list(groups.columns) == ["option", "replicate", "kpi", "group", "value"]
    assert sorted(groups["replicate"].unique()) == [0, 1, 2]
    dwellings = pd.read_parquet(done / "dwellings.parquet")
    assert set(dwellings["replicate"]) == {0}
    assert len(dwellings) == 2 * 12


def test_the_record_holds_the_proof_and_the_gain(done):
    record = json.loads((done / "compare.json").read_text(encoding="utf-8"))
    (proof,) = record["zero_dose"]
    assert proof["option"] == OPTION
    assert proof["equal"]
    assert proof["differing"] == 0
    assert proof["compared"] > 100
    assert set(record["variance_reduction"]) == {OPTION}
    assert [entry["name"] for entry in record["options"]] == [BASE, OPTION]
    assert record["failed"] == []


def test_the_words_at_the_end(compare):
    answer = compare("--jobs", 1)
    assert "Zero dose" in answer.out
    assert "bit for bit" in answer.out
    assert "Points at once" in answer.out
    assert "out/report.html" in answer.out
    assert "Runs: 7, 1 at a time." in answer.err  # 2 x 3 and one at dose zero


@pytest.mark.parametrize(
    "words", [("old_estate/all_four", "--stress-test"), ("old_estate/plan_stress_test",)]
)
def test_a_stress_test_asks_for_each_risk_against_the_package(linli, monkeypatch, words):
    from analysis.command import compare as verb
    from experiments.stress_test import stressed

    asked = []

    def note(comparison, *_):
        asked.append(comparison)
        return 0

    monkeypatch.setattr(verb, "_work", note)
    assert linli("compare", *words).code == 0
    (comparison,) = asked
    assert comparison.base.name == words[0].removesuffix("_stress_test")
    assert [option.name for option in comparison.options] == stressed(comparison.base)


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_bytes(compare, done, here):
    assert compare("--jobs", 2, out="two").code == 0
    one, two = contents(done), contents(here / "two")
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_a_finished_comparison_is_reused_without_work(compare, done, monkeypatch):
    forbid_runs(monkeypatch)
    before = contents(done)
    answer = compare()
    assert answer.code == 0
    assert "finished already" in answer.out
    assert contents(done) == before


def test_another_language_writes_the_report_anew(compare, done, monkeypatch):
    forbid_runs(monkeypatch)
    before = contents(done)
    assert compare("--lang", "zh").code == 0
    changed = {name for name, content in contents(done).items() if content != before[name]}
    assert changed <= {"report.html", "report.xlsx"}
    assert "report.html" in changed


def test_more_replicates_extend_and_equal_a_fresh_start(compare, done, here, monkeypatch):
    made = count_runs(monkeypatch)
    assert compare("--replicates", 4, "--jobs", 1).code == 0
    assert len(made) == 2
    assert compare("--replicates", 4, "--jobs", 1, out="fresh").code == 0
    assert contents(done) == contents(here / "fresh")


def test_finished_results_are_not_overwritten(refusal, done):
    words = ["compare", BASE, OPTION, *SHORT, "--out", "out"]
    assert "holds finished results" in refusal(*words, "--seed", 2)
    assert "more replicates (3)" in refusal(*words, "--replicates", 2)


def test_a_changed_package_reruns_only_what_it_touches(linli, here, monkeypatch):
    words = ["compare", BASE, OPTION, *SHORT, "--jobs", 1]
    assert linli(*words).code == 0
    made = count_runs(monkeypatch)
    package = here / "package.yaml"
    package.write_text(package.read_text().replace("ramp: 0", "ramp: 0, coverage: 0.5"))
    assert linli(*words).code == 0
    assert {request.scenario.name for request in made} == {OPTION}
    assert len(made) == 3  # at dose zero nothing has changed


def test_a_failing_run_loses_only_itself(compare, here, monkeypatch):
    import experiments.replicate

    live = experiments.replicate._live

    def sometimes(start, request):
        if request.scenario.name == OPTION and request.replicate == 1:
            raise RuntimeError("the roof fell in")
        return live(start, request)

    monkeypatch.setattr(experiments.replicate, "_live", sometimes)
    answer = compare("--jobs", 1)
    assert answer.code == 1
    assert "RuntimeError: the roof fell in" in answer.err
    repeat = f"linli run {OPTION} --seed 1 --replicate 1 --months 2"
    assert repeat in answer.err
    assert "Traceback" not in answer.err
    runs = pd.read_parquet(here / "out" / "runs.parquet")
    found = set(runs[["option", "replicate"]].itertuples(index=False, name=None))
    assert found == {(BASE, 0), (BASE, 1), (BASE, 2), (OPTION, 0), (OPTION, 2)}
    record = json.loads((here / "out" / "compare.json").read_text(encoding="utf-8"))
    assert [failed["command"] for failed in record["failed"]] == [repeat]
    # Nothing says that this folder is finished, so the same command makes what is missing.
    monkeypatch.setattr(experiments.replicate, "_live", live)
    made = count_runs(monkeypatch)
    assert compare("--jobs", 1).code == 0
    assert [request.replicate for request in made] == [1]


def test_when_nothing_can_be_compared_nothing_is_written(compare, here, monkeypatch):
    import experiments.replicate

    def never(start, request):
        raise RuntimeError("no")

    monkeypatch.setattr(experiments.replicate, "_live", never)
    answer = compare("--jobs", 1)
    assert answer.code == 1
    assert "nothing to compare" in answer.err
    assert not (here / "out" / "comparison.csv").exists()


def test_a_broken_proof_is_told_and_fails(compare, monkeypatch):
    import experiments.compare

    monkeypatch.setattr(experiments.compare, "differing_cells", lambda first, second: 7)
    answer = compare("--jobs", 1)
    assert answer.code == 1
    assert "Zero dose FAILED" in answer.out


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupted_comparison_leaves_whole_files_and_goes_on(here, linli, monkeypatch):
    words = ["compare", BASE, OPTION, "--months", "24", "--replicates", "400"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis.command", *words, "--jobs", "2", "--out", "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    parts = here / "out" / "parts"
    wait_for(lambda: len(list(parts.glob("*.npz"))) > 3, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: parent and workers alike
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "goes on from there" in err
    assert [path.name for path in (here / "out").iterdir()] == ["parts"]
    assert not list(parts.glob(".*"))
    from experiments.store import Store

    kept = [path.stem for path in parts.iterdir()]
    assert Store(parts).finished(kept) == set(kept)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_comparison_resumes_with_the_same_bytes(here, compare, linli):
    words = ["compare", BASE, OPTION, "--months", "12", "--replicates", "30", "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis.command", *words, "--out", "out"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    parts = here / "out" / "parts"
    wait_for(lambda: len(list(parts.glob("*.npz"))) > 3, process)
    process.kill()
    process.wait()
    victim = next(parts.glob("*.npz"))
    victim.write_bytes(victim.read_bytes()[:100])
    assert linli(*words, "--out", "out").code == 0
    assert linli(*words, "--out", "fresh").code == 0
    resumed, fresh = contents(here / "out"), contents(here / "fresh")
    whole = {name for name in resumed if "/." not in name}
    assert whole == set(fresh)
    assert [name for name in fresh if resumed[name] != fresh[name]] == []


def wait_for(what, process, *, seconds=120.0):
    began = time.perf_counter()
    while not what():
        assert process.poll() is None, process.communicate()
        assert time.perf_counter() - began < seconds, "waited too long"
        time.sleep(0.02)


def forbid_runs(monkeypatch):
    import experiments.replicate

    def never(start, request):
        raise AssertionError("a run was made")

    monkeypatch.setattr(experiments.replicate, "_live", never)


def count_runs(monkeypatch):
    import experiments.replicate

    made, live = [], experiments.replicate._live

    def counted(start, request):
        made.append(request)
        return live(start, request)

    monkeypatch.setattr(experiments.replicate, "_live", counted)
    return made
