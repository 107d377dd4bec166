"""The table of effects: what stands, what cannot be told from nothing, who is worse off."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.effects import EFFECTS, HARM, Effect, _worse, table


def effect(measure: str, *, difference: float, p: float, half: float, **settings: object) -> Effect:
    row = {
        "base_mean": 100.0,
        "difference": difference,
        "ci_low": difference - half,
        "ci_high": difference + half,
        "p": p,
    }
    worse = settings.get("worse", ())
    return Effect(measure, "old_estate", dict.fromkeys(EFFECTS, row), 123_456.0, worse)  # type: ignore[arg-type]


def test_what_stands_is_bold_what_is_told_apart_is_plain_and_the_rest_in_brackets():
    made = table(
        [
            effect("points", difference=-20.0, p=1e-9, half=2.0),
            effect("time_bank", difference=-3.0, p=0.04, half=2.9),
            effect("noise_sensors", difference=-1.0, p=0.6, half=4.0),
        ]
    ).splitlines()
    assert made[2].startswith("| `points` | `old_estate` | **")
    assert "**" not in made[3] and "[" not in made[3] and "(" in made[3]
    assert "**" not in made[4] and "[" in made[4]
    assert all("| 123 |" in line for line in made[2:])


def test_every_row_has_every_column():
    lines = table([effect("points", difference=-20.0, p=1e-9, half=2.0)]).splitlines()
    assert {line.count("|") for line in lines} == {len(EFFECTS) + 5}


def test_groups_worse_off_are_named_with_the_kpi():
    hurt = effect("points", difference=1.0, p=0.5, half=3.0, worse=(("older", "trust_index"),))
    assert table([hurt]).splitlines()[2].rstrip(" |").endswith("Trust among residents")


@pytest.mark.parametrize(
    ("change", "half", "named"),
    [(-10.0, 4.0, True), (-10.0, 9.0, False), (-100.0 * HARM / 2.0, 0.1, False)],
)
def test_a_harm_is_told_when_it_is_sure_and_no_trifle(change: float, half: float, named: bool):
    compared = pd.DataFrame(
        {
            "option": ["old_estate/points"],
            "kpi": ["trust_index"],
            "group": ["older"],
            "base_mean": [100.0],
            "difference": [change],
            "ci_low": [change - half],
            "ci_high": [change + half],
            "verdict": ["worse"],
        }
    )
    assert bool(_worse(compared, "old_estate/points")) is named
