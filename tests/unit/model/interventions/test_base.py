"""When an intervention runs, and through which hooks."""

from __future__ import annotations

import pytest
from neighbourhoods import heated

from model.interventions import Intervention, Plan


def measure(**settings: int) -> Intervention:
    return Intervention(Plan(use="nothing", **settings), heated(months=1))


@pytest.mark.parametrize(
    ("day", "runs"), [(-1, False), (29, False), (30, True), (89, True), (90, False)]
)
def test_it_runs_from_the_first_day_of_its_start_to_the_last_day_of_its_end(day: int, runs: bool):
    assert measure(start=2, end=3).active(day) is runs


def test_it_begins_once_and_finishes_once():
    seen: list[str] = []

    class Noted(Intervention):
        def begin(self, day: int) -> None:
            seen.append(f"begin {day}")

        def finish(self, day: int) -> None:
            seen.append(f"finish {day}")

    hood = heated(months=4)
    noted = Noted(Plan(use="nothing", start=2, end=2), hood)
    for day in range(120):
        noted.morning(day, hood.dials)
        noted.afternoon(day)
    assert seen == ["begin 30", "finish 60"]


def test_without_a_ramp_it_reaches_everybody_it_covers_at_once():
    assert measure(start=1).reach(0) == 1.0
