import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from model.kpis import KPIS
from model.neighbourhood import Neighbourhood

FILES = [
    "counts.parquet",
    "disputes.parquet",
    "emergencies.parquet",
    "exchanges.parquet",
    "kpis.csv",
    "kpis.parquet",
    "kpis_by_group.csv",
    "kpis_by_group.parquet",
    "ledger.parquet",
    "provenance.json",
    "run.json",
]


@pytest.fixture
def done(linli, here):
    answer = linli("run", "tiny.yaml/package.yaml", "--months", 2, "--out", "out")
    assert answer.code == 0, answer.err
    return here / "out"


def test_a_run_writes_the_promised_files_and_columns(done):
    assert sorted(path.name for path in done.iterdir()) == FILES
    kpis = pq.read_table(done / "kpis.parquet").to_pandas()
    assert list(kpis.columns) == ["month", "kpi", "value"]
    assert sorted(kpis["kpi"].unique()) == sorted(KPIS)
    assert len(kpis) == 2 * len(KPIS)
    groups = pq.read_table(done / "kpis_by_group.parquet").to_pandas()
    assert list(groups.columns) == ["month", "kpi", "group", "value"]
    assert set(groups["month"]) == {1, 2}
    assert {"renter", "older", "accused"} <= set(groups["group"])
    counts = pq.read_table(done / "counts.parquet")
    assert counts.column_names == ["month", "what", "group", "count"]
    again = pd.read_csv(done / "kpis.csv")
    pd.testing.assert_frame_equal(again, kpis.astype({"kpi": again["kpi"].dtype}))


def test_the_record_tells_all_that_is_needed_to_repeat_a_run(done):
    record = json.loads((done / "run.json").read_text(encoding="utf-8"))
    assert record["command"] == (
        "linli run tiny.yaml/package.yaml --seed 1 --replicate 0 --months 2"
    )
    assert record["scenario"]["title"] == {"en": "Points at once", "zh": "立即积分"}
    assert record["inputs"]["interventions"][0]["use"] == "points"
    assert len(record["digest"]) == 64
    assert "time" not in record


def test_a_finished_folder_is_reused(linli, done):
    before = {path.name: path.stat().st_mtime_ns for path in done.iterdir()}
    answer = linli("run", "tiny.yaml/package.yaml", "--months", 2, "--out", "out")
    assert answer.code == 0
    assert "finished already" in answer.out
    assert {path.name: path.stat().st_mtime_ns for path in done.iterdir()} == before


def test_a_finished_folder_is_not_overwritten(refusal, done):
    for change in (["--seed", 2], ["--months", 1], ["--replicate", 1]):
        said = refusal("run", "tiny.yaml/package.yaml", "--months", 2, *change, "--out", "out")
        assert "out holds finished results" in said


def test_the_same_run_gives_the_same_bytes(linli, done, here):
    linli("run", "tiny.yaml/package.yaml", "--months", 2, "--out", "again")
    for name in FILES:
        if name != "provenance.json":
            assert (done / name).read_bytes() == (here / "again" / name).read_bytes(), name


def test_zero_dose_is_the_life_without_measures(linli, here):
    linli("run", "tiny.yaml/package.yaml", "--months", 2, "--zero-dose", "--out", "zero")
    linli("run", "tiny.yaml/status_quo", "--months", 2, "--out", "base")
    for name in ("kpis.parquet", "kpis_by_group.parquet", "counts.parquet", "disputes.parquet"):
        assert (here / "zero" / name).read_bytes() == (here / "base" / name).read_bytes(), name


def test_without_out_the_folder_bears_the_name_and_quiet_prints_only_it(linli, here):
    answer = linli("run", "tiny.yaml/status_quo", "--months", 1, "--quiet")
    assert answer.err == ""
    folder = answer.out.strip()
    assert folder.startswith("results/run-tiny.yaml-status_quo-")
    assert (here / folder / "run.json").is_file()


def test_the_python_interface_gives_the_same_numbers(done):
    from experiments import Request, run
    from scenarios.loader import load

    results = run(Request(scenario=load("tiny.yaml/package.yaml", months=2), months=2))
    kpis = pq.read_table(done / "kpis.parquet").to_pandas()
    found = kpis[(kpis["kpi"] == "trust_index") & (kpis["month"] == 2)]["value"].item()
    assert found == results.kpis["trust_index"][1]


def test_a_profile_tells_what_each_phase_took_and_changes_no_byte(linli, done, here):
    words = ("run", "tiny.yaml/package.yaml", "--months", 2, "--profile", "--out", "timed")
    first = linli(*words)
    assert first.code == 0, first.err
    told = [line.split() for line in first.out.splitlines() if line.startswith("  ")]
    hood = Neighbourhood.phases.fget(Names())
    assert sorted(words[0] for words in told) == sorted(hood)
    seconds = [float(words[1]) for words in told]
    assert seconds == sorted(seconds, reverse=True)
    assert sum(float(words[3].rstrip("%")) for words in told) == pytest.approx(100.0, abs=1.0)
    assert "60 days took" in first.out and "Start-up before them" in first.out
    for name in FILES:
        if name != "provenance.json":
            assert (done / name).read_bytes() == (here / "timed" / name).read_bytes(), name


def test_a_profile_lives_again_where_the_folder_is_finished_and_leaves_it_alone(linli, done):
    before = {path.name: path.stat().st_mtime_ns for path in done.iterdir()}
    words = ("run", "tiny.yaml/package.yaml", "--months", 2, "--profile", "--out", "out")
    answer = linli(*words, "--lang", "zh")
    assert "60 天共用" in answer.out
    assert {path.name: path.stat().st_mtime_ns for path in done.iterdir()} == before


class Names:
    """Stands in for a neighbourhood, and answers with the names of its phases."""

    def __getattr__(self, name: str) -> str:
        return name
