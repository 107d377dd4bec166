"""Packages are put together by name: joined with plus, and with a measure left out by minus."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.composition import Composition, composition_of
from scenarios.errors import InputError
from scenarios.loader import load


def uses(reference: str) -> list[str]:
    return [plan.use for plan in load(reference).interventions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("points", ("points", ())),
        ("points+time_bank", ("points", (("+", "time_bank"),))),
        ("all_four-points-time_bank", ("all_four", (("-", "points"), ("-", "time_bank")))),
        ("points + time_bank", ("points", (("+", "time_bank"),))),
    ],
)
def test_a_name_is_taken_apart(text: str, expected: tuple[str, tuple[tuple[str, str], ...]]):
    assert composition_of(text) == Composition(*expected)


def test_plus_takes_the_measures_of_both():
    assert uses("old_estate/points+time_bank") == ["points", "time_bank"]
    assert uses("old_estate/points+all_four") == uses("old_estate/all_four")


def test_minus_leaves_a_measure_out_and_nothing_else():
    whole, rest = load("old_estate/all_four"), load("old_estate/all_four-points")
    assert rest.interventions == tuple(p for p in whole.interventions if p.use != "points")
    assert rest.estate == whole.estate
    assert rest.months == whole.months


def test_a_composed_package_is_called_by_what_it_is_made_of():
    assert load("old_estate/all_four-points").title.en == (
        "All four measures without: Convention with points"
    )
    assert "+" in load("old_estate/points+time_bank").title.zh
    assert load("old_estate/all_four-points").package_name == "all_four-points"


def test_a_path_with_a_minus_of_its_own_is_a_path(tmp_path: Path):
    mine = tmp_path / "my-plan.yaml"
    mine.write_text("extends: all_four\ntitle: Mine\n", encoding="utf-8")
    assert uses(f"old_estate/{mine}") == uses("old_estate/all_four")
    assert uses(f"old_estate/{mine}-points") == uses("old_estate/all_four-points")


def test_what_is_not_in_a_package_cannot_be_left_out():
    with pytest.raises(InputError, match="does not contain 'points'"):
        load("old_estate/time_bank-points")


def test_an_unknown_name_is_told_with_what_was_meant():
    with pytest.raises(InputError, match="time_bank"):
        load("old_estate/points+time_bnk")
    with pytest.raises(InputError, match="points"):
        load("old_estate/pionts+time_bank")


PACKAGE = """
title: Mine
interventions:
  - {use: points, start: 1}
  - {use: mediation_tiers, start: 1}
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("budget: {yearly: [100]}", "cannot pay the people of any measure"),
        ("budget: {yearly: [500000], priority: [point]}", "no such measure"),
        ("budget: {yearly: [500000], priority: [points, points]}", "names a measure twice"),
        ("budget: {yearly: []}", "must not be empty"),
        ("budget: {yearly: [-1]}", "must be at least 0"),
        ("budget: {yearly: [500000], channels: {gold: 1}}", "must be one of"),
    ],
)
def test_a_budget_that_cannot_be_is_one_clear_line(tmp_path: Path, written: str, said: str):
    mine = tmp_path / "mine.yaml"
    mine.write_text(f"{PACKAGE}{written}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load(f"old_estate/{mine}")
    assert "mine.yaml:6" in str(caught.value)


def test_a_building_that_is_not_there_is_told(tmp_path: Path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("interventions: [{use: points, buildings: [99]}]\n", encoding="utf-8")
    with pytest.raises(InputError, match="has 14 buildings"):
        load(f"old_estate/{mine}")


def test_a_measure_of_the_whole_estate_is_not_kept_to_buildings(tmp_path: Path):
    mine = tmp_path / "mine.yaml"
    text = "interventions: [{use: mediation_tiers, buildings: [1]}]\n"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="works for the whole estate"):
        load(f"old_estate/{mine}")
