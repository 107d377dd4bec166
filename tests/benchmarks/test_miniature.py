"""The miniature that Linli is measured against lives, quarrels, and does the same twice."""

from __future__ import annotations

from benchmarks.bench import keep
from benchmarks.measures import Measure
from benchmarks.mesa_miniature import Miniature


def lived(days: int) -> Miniature:
    estate = Miniature(120, seed=7)
    for _ in range(days):
        estate.step()
    return estate


def test_the_miniature_lives_meets_and_quarrels():
    estate = lived(200)
    collected = estate.datacollector.get_model_vars_dataframe()
    assert collected["meetings"].is_monotonic_increasing
    assert estate.meetings > 0
    assert estate.disputes
    assert any(case.closed is not None for case in estate.disputes)
    assert all(0 < tie <= 1 for person in estate.agents for tie in person.ties.values())


def test_the_miniature_repeats_itself():
    assert lived(20).meetings == lived(20).meetings


def test_a_verdict_tells_limit_from_goal_in_both_directions():
    assert Measure("seconds", 0.6, "s", 0.5, 0.25).verdict() == "OVER"
    assert Measure("seconds", 0.4, "s", 0.5, 0.25).verdict() == "ok"
    assert Measure("seconds", 0.2, "s", 0.5, 0.25).verdict() == "goal"
    assert Measure("ratio", 10, "times", 20, 80, least=True).verdict() == "UNDER"
    assert Measure("ratio", 40, "times", 20, 80, least=True).verdict() == "ok"
    assert Measure("ratio", 90, "times", 20, 80, least=True).verdict() == "goal"


def test_the_numbers_are_kept_whole(tmp_path):
    keep([Measure("seconds", 0.6, "s", 0.5)], tmp_path / "deep" / "bench.json")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["bench.json"]
