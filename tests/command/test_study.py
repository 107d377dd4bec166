import json
from pathlib import Path

import pandas as pd
import pytest

STUDY = """\
name: dose
scenarios: [tiny.yaml/status_quo, tiny.yaml/package.yaml]
vary:
  interventions.points.coverage: [0.5, 1.0]
  estate.spaces.parking: [2, 4]
months: 1
replicates: 2
"""


@pytest.fixture
def done(linli, here):
    Path("study.yaml").write_text(STUDY, encoding="utf-8")
    answer = linli("study", "run", "study.yaml", "--jobs", 1, "--out", "out")
    assert answer.code == 0, answer.err
    return here / "out"


def test_a_study_writes_its_design_runs_and_kpis(done):
    design = pd.read_csv(done / "design.csv")
    # The estate without measures has no coverage to vary.
    assert len(design) == 2 + 4
    assert design["interventions.points.coverage"].isna().tolist() == [True] * 2 + [False] * 4
    runs = pd.read_parquet(done / "runs.parquet")
    assert len(runs) == 12
    assert set(runs["error"]) == {""}
    assert runs["run"].is_unique
    kpis = pd.read_parquet(done / "kpis.parquet")
    assert list(kpis.columns) == ["point", "replicate", "month", "kpi", "value"]
    assert set(kpis["point"]) == set(design["point"])
    groups = pd.read_parquet(done / "by_group.parquet")
    assert list(groups.columns) == ["point", "replicate", "kpi", "group", "value"]
    assert set(groups["point"]) == set(design["point"])
    record = json.loads((done / "study.json").read_text(encoding="utf-8"))
    assert [point["inputs"]["estate"]["spaces"]["parking"] for point in record["points"][:2]] == [
        2,
        4,
    ]


def test_a_finished_study_is_reused(linli, done):
    answer = linli("study", "run", "study.yaml", "--out", "out")
    assert answer.code == 0
    assert "finished already" in answer.out


def test_more_replicates_extend_a_study(linli, done, monkeypatch):
    import experiments.replicate

    made, live = [], experiments.replicate._live
    monkeypatch.setattr(
        experiments.replicate,
        "_live",
        lambda start, request: made.append(request) or live(start, request),
    )
    Path("study.yaml").write_text(STUDY.replace("replicates: 2", "replicates: 3"), encoding="utf-8")
    assert linli("study", "run", "study.yaml", "--jobs", 1, "--out", "out").code == 0
    assert {request.replicate for request in made} == {2}


def test_a_study_file_is_checked(linli, here):
    Path("study.yaml").write_text(STUDY, encoding="utf-8")
    answer = linli("check", "study.yaml")
    assert answer.code == 0
    assert "6 points and 12 runs" in answer.out


def test_the_shipped_study_can_be_used(linli):
    root = Path(__file__).parents[2]
    studies = sorted((root / "experiments" / "studies").glob("*.yaml"))
    assert studies
    for study in studies:
        assert linli("check", study).code == 0
