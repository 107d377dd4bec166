"""Figures: every letter has a glyph, equal tables give equal bytes, odd tables do no harm."""

import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from synthetic_comparison import BASE, OPTIONS, PHASES, TITLES, make_runs, make_spending

from analysis import figures, fonts
from analysis.compare import compare
from analysis.figures import style
from analysis.figures.bands import summary
from analysis.figures.text import columns, trimmed, wrapped
from scenarios.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parents[3]


# A goal as a change, as a level far away, as a level nearby; a KPI without any number.
PANELS = ("disputes_per_1000_hh_year", "trust_index", "activities_per_month", "vote_turnout")


def titles(lang: str) -> dict[str, str]:
    return {name: words[lang] for name, words in TITLES.items()}


def every_figure(runs: pd.DataFrame, compared: pd.DataFrame, lang: str) -> Iterator[Figure]:
    named = titles(lang)
    yield figures.forest(compared, lang=lang, titles=named)
    yield figures.goals(compared, lang=lang, titles=named, base=BASE)
    yield figures.bands(runs, lang=lang, kpi="trust_index", base=BASE, titles=named, phases=PHASES)
    yield figures.panels(runs, lang=lang, kpis=PANELS, base=BASE, titles=named, leader=OPTIONS[0])
    yield figures.dispute_mix(compared, lang=lang, base=BASE, titles=named)
    yield figures.tie_levels(compared, lang=lang, base=BASE, titles=named)
    yield figures.spending(make_spending(replicates=2), lang=lang, titles=named)


@pytest.fixture
def bundled_font_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work as on a machine without Chinese fonts."""
    fonts.families()
    monkeypatch.setattr(style, "families", lambda: (fonts.FAMILY, "DejaVu Sans"))


@pytest.mark.usefixtures("bundled_font_only")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_letter_is_missing(runs: pd.DataFrame, comparison: pd.DataFrame, lang: str):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in every_figure(runs, comparison, lang):
            assert figures.png(figure, dpi=40).startswith(b"\x89PNG")


def test_a_missing_letter_would_be_noticed():
    with (
        warnings.catch_warnings(),
        pytest.raises(UserWarning, match="missing from"),
    ):
        warnings.simplefilter("error")
        with figures.house_style():
            figure = Figure()
            figure.text(0, 0, "\U0001f9ff")
        figures.png(figure)


def test_equal_tables_give_equal_bytes(runs: pd.DataFrame, comparison: pd.DataFrame):
    for first, second in zip(
        every_figure(runs, comparison, "zh"), every_figure(runs, comparison, "zh"), strict=True
    ):
        assert figures.svg(first) == figures.svg(second)
        assert figures.png(first, dpi=40) == figures.png(second, dpi=40)


def test_an_svg_names_no_day_and_no_address_to_fetch(comparison: pd.DataFrame):
    text = figures.svg(figures.forest(comparison, lang="en")).decode()
    assert "<dc:date>" not in text
    assert "<image" not in text
    assert "@import" not in text


def test_the_settings_of_a_notebook_stay_as_they_were(comparison: pd.DataFrame):
    import matplotlib

    before = dict(matplotlib.rcParams)
    figures.png(figures.forest(comparison, lang="zh"), dpi=40)
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("replicates", [1, 2])
@pytest.mark.parametrize("months", [1, 7, 13])
def test_few_runs_and_months_do_no_harm(replicates: int, months: int):
    runs = make_runs(replicates=replicates, months=months)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("default", DeprecationWarning)
        for figure in every_figure(runs, compare(runs, BASE), "en"):
            figures.png(figure, dpi=40)


def test_a_kpi_without_values_gives_an_empty_figure_not_an_error(comparison: pd.DataFrame):
    unknown = comparison.assign(
        **{
            name: math.nan
            for name in ("base_mean", "option_mean", "difference", "ci_low", "ci_high")
        }
    )
    for make in (figures.forest, figures.goals):
        figures.png(make(unknown, lang="en"), dpi=40)
    for make in (figures.dispute_mix, figures.tie_levels):
        figures.png(make(unknown, lang="en", base=BASE), dpi=40)


def test_a_name_with_signs_of_markup_stays_text(comparison: pd.DataFrame):
    named = {BASE: "$base$", **dict.fromkeys(OPTIONS, "<b>$x^2$ & co</b>")}
    figure = figures.forest(comparison, lang="en", titles=named)
    labels = [label.get_text() for axes in figure.axes for label in axes.get_yticklabels()]
    assert any("$x^2$" in label for label in labels)
    figures.svg(figure)


def test_panels_draw_the_goal_or_say_where_it_lies(runs: pd.DataFrame, null_runs: pd.DataFrame):
    for made, away in ((runs, False), (null_runs, True)):
        figure = figures.panels(made, lang="en", kpis=PANELS[:3], base=BASE)
        said = ["".join(text.get_text() for text in axes.texts) for axes in figure.axes]
        assert all("plan: goal" in text for text in said)
        arrows = [bool(set(text) & set("\N{UPWARDS ARROW}\N{DOWNWARDS ARROW}")) for text in said]
        assert arrows == [away] * 3


def test_panels_keep_clear_of_each_other(runs: pd.DataFrame):
    figure = figures.panels(runs, lang="zh", kpis=PANELS, base=BASE, titles=titles("zh"))
    boxes = [axes.get_position() for axes in figure.axes]
    assert len(boxes) == 4
    assert all(not a.overlaps(b) for a in boxes for b in boxes if a is not b)
    assert all(box.x0 > 0 and box.x1 < 1 and box.y0 > 0 and box.y1 < 1 for box in boxes)


def test_options_keep_their_colours_whatever_is_shown():
    colours = figures.colours_of([BASE, *OPTIONS], base=BASE)
    assert len(set(colours.values())) == 4
    assert figures.colours_of([BASE, OPTIONS[0]], base=BASE)[OPTIONS[0]] == colours[OPTIONS[0]]


def test_the_band_holds_nine_runs_in_ten():
    values = np.tile(np.arange(101.0), (3, 1))
    low, middle, high = summary(values)
    assert low.tolist() == [5.0] * 3
    assert middle.tolist() == [50.0] * 3
    assert high.tolist() == [95.0] * 3


def test_lines_are_broken_where_a_language_breaks_them():
    assert wrapped("Three tiers of mediation", 14) == "Three tiers of\nmediation"
    assert wrapped("三级调解与共享空间", 10) == "三级调解与\n共享空间"
    assert wrapped("short", 14) == "short"
    assert columns("三级a") == 5


def test_ticks_are_round_numbers():
    assert trimmed("+2.50") == "+2.5"
    assert trimmed("10.0%") == "10%"
    assert trimmed("400") == "400"


# ------------------------------------------------------------------ the bundled font


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_font_has_every_character_of_the_texts(lang: str):
    used = {char for text in catalogue(lang).values() for char in text}
    missing = {c for c in used - fonts.characters() if c.isprintable()}
    assert missing == set(), "run analysis/fonts/make_font.py"


def test_the_font_has_every_character_of_the_shipped_scenarios():
    paths = sorted((ROOT / "scenarios").glob("*/*.yaml"))
    used = {char for path in paths for char in path.read_text(encoding="utf-8")}
    missing = {c for c in used - fonts.characters() if c.isprintable()}
    assert missing == set(), "run analysis/fonts/make_font.py"


def test_the_font_knows_everyday_chinese_and_names_of_estates():
    assert set("邻里信任馨苑鑫璟翡翠麒麟邸墅") <= fonts.characters()


def test_the_font_carries_its_own_name_and_its_licence():
    from matplotlib.ft2font import FT2Font

    face = FT2Font(str(fonts.FONT))
    assert face.family_name == "Linli Sans SC"
    licence = (fonts.FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Adobe" in licence
    assert fonts.FONT.stat().st_size < 2_000_000


def test_only_families_that_exist_are_asked_for():
    from matplotlib import font_manager

    chain = fonts.families()
    present = {face.name for face in font_manager.fontManager.ttflist}
    assert chain[0] == fonts.FAMILY
    assert set(chain) <= present
