"""The map: one window a dwelling, nothing that could be taken for code."""

import math
from xml.etree import ElementTree

import pandas as pd
import pytest
from synthetic_comparison import BASE, make_acquaintance, make_dwellings

from analysis.views.estate_map import estate_map, legend, trust_colour, trust_span
from scenarios.texts import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def homes() -> pd.DataFrame:
    table = make_dwellings()
    return table[table["option"] == BASE]


@pytest.fixture(scope="module")
def ties() -> pd.DataFrame:
    table = make_acquaintance()
    return table[table["option"] == BASE]


def windows(drawn: str) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(drawn)
    return [rect for rect in tree.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_dwelling_has_a_window(homes: pd.DataFrame, ties: pd.DataFrame, lang: str):
    drawn = estate_map(homes, ties, lang=lang, title="A")
    assert len(windows(drawn)) == len(homes)
    assert "504" in ElementTree.fromstring(drawn).attrib["aria-label"]


def test_no_two_windows_lie_on_each_other(homes: pd.DataFrame):
    places = {(w.attrib["x"], w.attrib["y"]) for w in windows(estate_map(homes, lang="en"))}
    assert len(places) == len(homes)


def test_all_windows_lie_inside_the_picture(homes: pd.DataFrame):
    drawn = estate_map(homes, lang="en")
    _, _, width, height = map(float, ElementTree.fromstring(drawn).attrib["viewBox"].split())
    for window in windows(drawn):
        x, y = float(window.attrib["x"]), float(window.attrib["y"])
        assert 0 <= x <= width - 9
        assert 0 <= y <= height - 10


def test_an_outline_is_a_recorded_dispute(homes: pd.DataFrame):
    drawn = estate_map(homes, lang="en")
    outlined = [w for w in windows(drawn) if w.attrib.get("stroke-width") == "2"]
    assert len(outlined) == int((homes["disputes"] > 0).sum())


def test_vacant_dwellings_are_white(homes: pd.DataFrame):
    drawn = estate_map(homes, lang="en")
    white = [w for w in windows(drawn) if w.attrib["fill"] == "#ffffff"]
    assert len(white) == int((~homes["occupied"]).sum())


def test_few_curves_join_the_buildings(homes: pd.DataFrame, ties: pd.DataFrame):
    tree = ElementTree.fromstring(estate_map(homes, ties, lang="en"))
    curves = [p for p in tree.iter(f"{SVG}path") if p.find(f"{SVG}title") is not None]
    assert 0 < len(curves) <= 18
    assert ElementTree.fromstring(estate_map(homes, ties.head(0), lang="en")) is not None


def test_a_high_rise_and_a_single_house_fit(homes: pd.DataFrame):
    tower = pd.DataFrame(
        {
            "dwelling": range(120),
            "building": 3,
            "stair": 7,
            "floor": [number // 4 for number in range(120)],
            "door": [number % 4 for number in range(120)],
            "occupied": True,
            "trust": 0.5,
            "conflicts": 0,
            "disputes": 0,
            "ties": 0,
        }
    )
    assert len(windows(estate_map(tower, lang="en"))) == 120
    assert len(windows(estate_map(tower.head(1), lang="en"))) == 1


def test_titles_are_escaped(homes: pd.DataFrame):
    drawn = estate_map(homes, lang="en", title='"><script>alert(1)</script>')
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_equal_tables_give_equal_drawings(homes: pd.DataFrame, ties: pd.DataFrame):
    shuffled = homes.sample(frac=1, random_state=1)
    first = estate_map(homes, ties, lang="zh")
    assert first == estate_map(shuffled, ties.sample(frac=1, random_state=2), lang="zh")


def test_colours_run_from_dark_to_light():
    assert trust_colour(0.0) == "#00224e"
    assert trust_colour(1.0) == "#fee838"
    assert trust_colour(2.0) == "#fee838"
    assert trust_colour(math.nan) == "#ffffff"
    light = [int(trust_colour(step / 10)[1:3], 16) for step in range(11)]
    assert light == sorted(light)


def test_the_span_holds_nine_in_ten_and_never_collapses(homes: pd.DataFrame):
    low, high = trust_span(homes)
    assert homes["trust"].between(low, high).mean() > 0.85
    same = homes.assign(trust=0.5)
    assert trust_span(same)[0] < trust_span(same)[1]
    assert trust_span(homes.assign(trust=math.nan)) == (0.0, 1.0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_legend_is_a_drawing(lang: str):
    tree = ElementTree.fromstring(legend(lang=lang, span=(0.25, 0.7)))
    said = [text.text for text in tree.iter(f"{SVG}text")]
    assert "25" in said
    assert "70" in said
