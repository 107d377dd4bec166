"""KPIs: the catalogue is whole, typed and cheap."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from typing import get_args

import pytest

from model.kpis import KPIS, Against, Direction, Kpi, Window
from scenarios.texts import LANGUAGES, catalogue, has, t


def test_the_catalogue_is_found_by_name_and_each_name_occurs_once():
    assert len(KPIS) == 73
    assert all(name == kpi.name for name, kpi in KPIS.items())


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_each_kpi_keeps_to_the_words_of_the_catalogue(kpi: Kpi):
    assert kpi.direction in get_args(Direction)
    assert kpi.window in get_args(Window)
    assert kpi.against in get_args(Against)
    assert (kpi.against != "") == (kpi.goal_change is not None or kpi.forecast_change is not None)
    assert all(claim[0] == "E" and claim[1:].isdigit() for claim in kpi.claims)


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_a_level_lies_where_its_unit_allows(kpi: Kpi):
    top = 1.0 if kpi.is_share else 100.0 if kpi.unit == "points 0-100" else float("inf")
    assert all(0 <= level <= top for level in (kpi.start, kpi.goal, kpi.forecast) if level)


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_a_goal_lies_on_the_better_side_of_the_start(kpi: Kpi):
    if kpi.start is None or kpi.goal is None:
        return
    assert (kpi.goal > kpi.start) == (kpi.direction == "up")


def test_what_the_plan_states_is_there():
    trust = KPIS["trust_index"]
    assert (trust.start, trust.goal, trust.forecast) == (48, 75, 76)
    assert trust.claims == ("E100", "E271")
    assert KPIS["disputes_per_1000_hh_year"].goal_change == -0.5
    assert KPIS["attendance_rate"].start == 0.125


def test_a_window_knows_its_months():
    assert KPIS["disputes_per_estate_year"].months == 12
    assert KPIS["participation_rate_3m"].months == 3
    assert KPIS["trust_index"].months is None


def test_a_kpi_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        KPIS["trust_index"].goal = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_each_kpi_has_its_words_in_both_languages(kpi: Kpi, lang: str):
    keys = [f"kpi.{kpi.name}.title", f"kpi.{kpi.name}.definition"]
    keys += [f"unit.{kpi.unit}", f"window.{kpi.window}"]
    assert all(has(key, lang) and t(key, lang) for key in keys)


def test_titles_are_told_apart():
    for lang in LANGUAGES:
        titles = [t(f"kpi.{name}.title", lang) for name in KPIS]
        assert len(set(titles)) == len(titles)


def test_no_text_describes_a_kpi_that_does_not_exist():
    described = {key.split(".")[1] for key in catalogue("en") if key.startswith("kpi.")}
    assert described == set(KPIS)


def test_the_catalogue_costs_no_heavy_import():
    code = "import sys, model.kpis; print(*{'numpy', 'pydantic', 'mesa'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
