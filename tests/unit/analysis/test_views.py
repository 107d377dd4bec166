"""Views: numbers, rows and sentences that say no more than the interval allows."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest
from synthetic_comparison import BASE, OPTIONS, TITLES, make_runs, make_spending

from analysis.compare import COLUMNS, compare
from analysis.ranking import Standing, standing
from analysis.views import sentences
from analysis.views.numbers import MINUS, money, percent, plain, style_of
from analysis.views.payers import by_channel, by_year, channel_title, measure_title, setting_title
from analysis.views.reasons import Setting, why_no_difference, why_no_number
from analysis.views.rows import KpiRow, kpi_rows, meets_goal, rows_by_theme, silent_kpis
from analysis.views.strip import scale_of, strip
from analysis.views.themes import (
    HEADLINES,
    LEADS,
    PRIMARIES,
    PRIMARY,
    THEMES,
    leads_of,
    theme_of,
)
from analysis.views.verdicts import Verdict, verdict_of
from model.kpis import KPIS
from scenarios.texts import LANGUAGES, has

ROOT = Path(__file__).parents[3]

# Words that claim an effect; none may stand beside an interval that holds zero.
CLAIMS = {
    "en": r"lower|higher|less|more than|better|worse|rais|reduc|improv|cut",
    "zh": r"低|高|降|升|减少|增加|好于|更好|更差|变差|改善",
}


def titles(lang: str) -> dict[str, str]:
    return {name: words[lang] for name, words in TITLES.items()}


def row(lang: str = "en", *, kpi: str = PRIMARY, **cells: float) -> KpiRow:
    """Make one row from the cells that matter."""
    usual = {
        "base_mean": 400.0,
        "option_mean": 380.0,
        "difference": -20.0,
        "ci_low": -30.0,
        "ci_high": -10.0,
        "relative": -0.05,
        "share_improved": 0.9,
        "pi_low": -60.0,
        "pi_high": 20.0,
        "replicates": 20,
    }
    line = {"option": OPTIONS[0], "kpi": kpi, "month": 36, **usual, **cells}
    (made,) = kpi_rows(pd.DataFrame([line], columns=list(COLUMNS)), lang=lang)
    return made


def said(made: KpiRow) -> str:
    return sentences.difference(made, option="A", base="B")


def test_numbers_have_real_minus_signs_and_no_minus_zero():
    assert plain(-1234.5, 1) == f"{MINUS}1,234.5"
    assert plain(-0.04, 1) == "0.0"
    assert plain(math.nan, 1) == "–"
    assert percent(-0.183, sign=True) == f"{MINUS}18%"
    assert percent(0.183, sign=True) == "+18%"
    assert percent(math.nan) == "–"


@pytest.mark.parametrize(
    ("kpi", "scale", "value", "level", "change"),
    [
        ("trust_index", 50, 48.25, "48.2", "+48.2"),
        ("participation_rate_12m", 0.3, 0.312, "31.2%", "+31.2"),
        ("latent_conflicts_per_1000_hh_year", 410, 398.4, "398", "+398"),
        ("disputes_per_estate_year", 18, 17.55, "17.6", "+17.6"),
        ("activities_per_month", 1.2, 1.255, "1.25", "+1.25"),
    ],
)
def test_decimals_follow_the_size(kpi, scale, value, level, change):
    style = style_of(kpi, "en", scale=scale)
    assert style.level(value) == level
    assert style.change(value) == change


def test_money_is_counted_as_the_language_does():
    assert money(1_240_000, "en") == "1.24 million"
    assert money(182_000, "en") == "182,000"
    assert money(182_000, "zh") == "18.2万"
    assert money(10_500, "zh") == "1.05万"
    assert money(8_000, "zh") == "8,000"


def test_the_difference_of_shares_cannot_exceed_one():
    style = style_of("mediation_success_rate", "en", scale=0.5)
    assert style.between(-0.316, 1.22) == f"{MINUS}31.6 to +100.0"


def test_what_is_told_apart_is_never_written_as_zero():
    small = row(
        kpi="trust_index",
        base_mean=50,
        option_mean=50.02,
        difference=0.02,
        ci_low=0.01,
        ci_high=0.03,
    )
    assert "0.02 points" in said(small)
    assert "0.01 to 0.03" in said(small)


@pytest.mark.parametrize(
    ("low", "high", "direction", "verdict"),
    [
        (-3, -1, "down", Verdict.BETTER),
        (1, 3, "down", Verdict.WORSE),
        (1, 3, "up", Verdict.BETTER),
        (-3, -1, "up", Verdict.WORSE),
        (1, 3, "", Verdict.HIGHER),
        (-3, -1, "", Verdict.LOWER),
        (-1, 3, "up", Verdict.ALIKE),
        (0, 3, "up", Verdict.ALIKE),
        (0, 0, "up", Verdict.ALIKE),
        (math.nan, math.nan, "up", Verdict.UNKNOWN),
    ],
)
def test_verdicts_follow_the_interval(low, high, direction, verdict):
    assert verdict_of(low, high, direction) is verdict


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_interval_that_holds_zero_claims_nothing(lang: str):
    told = said(row(lang, ci_low=-45.0, ci_high=5.0))
    assert not re.search(CLAIMS[lang], told)
    assert {"en": "cannot be told apart", "zh": "看不出差别"}[lang] in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_interval_claims_nothing(lang: str):
    told = said(row(lang, ci_low=math.nan, ci_high=math.nan))
    assert not re.search(CLAIMS[lang], told)
    assert {"en": "cannot be said", "zh": "无法判断"}[lang] in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_change_for_the_worse_is_called_so(lang: str):
    worse = {"en": "for the worse", "zh": "变差"}[lang]
    assert worse in said(row(lang, difference=20.0, ci_low=10.0, ci_high=30.0))
    assert worse not in said(row(lang))


def test_a_clear_difference_is_told_with_its_size():
    told = said(row())
    assert "“A” is lower than “B” by 20 per 1,000 households and year" in told
    assert "(95% interval 10 to 30)" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_null_comparison_has_no_leader_and_no_claim(lang: str, null_runs: pd.DataFrame):
    compared = compare(null_runs, BASE)
    # Chance alone leads one option in twenty into the lead; these runs are not such a case.
    stands = standing(null_runs, compared)
    told = sentences.headline(
        kpi_rows(compared, lang=lang), stands, titles=titles(lang), base=BASE, lang=lang
    )
    assert stands.leader is None
    assert not re.search(CLAIMS[lang].replace("more than|", ""), told.replace("visibly more", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_arms_claim_nothing_about_any_kpi(lang: str):
    base = make_runs(replicates=4).query("option == @BASE")
    twin = base.assign(option=OPTIONS[0])
    compared = compare(pd.concat([base, twin]), BASE)
    rows = kpi_rows(compared, lang=lang)
    assert {made.verdict for made in rows} <= {Verdict.ALIKE, Verdict.UNKNOWN}
    for made in rows:
        if not made.is_contrast:
            told = sentences.difference(made, option="A", base="B").replace(made.title, "")
            assert not re.search(CLAIMS[lang], told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_leader_is_named_first(lang: str, runs: pd.DataFrame, comparison: pd.DataFrame):
    stands = standing(runs, comparison)
    assert stands == Standing(PRIMARY, OPTIONS[2], ())
    rows = kpi_rows(comparison, lang=lang)
    told = sentences.headline(rows, stands, titles=titles(lang), base=BASE, lang=lang)
    assert titles(lang)[OPTIONS[2]] in told
    assert titles(lang)[OPTIONS[0]] not in told


def test_a_rival_that_cannot_be_told_apart_is_named(runs: pd.DataFrame):
    lead = runs[runs["option"] == OPTIONS[2]]
    rival = lead.assign(option="rival", value=lead["value"] + 0.01 * (lead["replicate"] % 2 - 0.5))
    both = pd.concat([runs[runs["option"].isin([BASE, OPTIONS[2]])], rival])
    compared = compare(both, BASE)
    stands = standing(both, compared)
    assert {stands.leader, *stands.rivals} == {OPTIONS[2], "rival"}
    named = {**titles("en"), "rival": "Rival"}
    told = sentences.headline(
        kpi_rows(compared, lang="en"), stands, titles=named, base=BASE, lang="en"
    )
    assert "cannot tell it apart from" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_options_that_make_it_worse_are_not_passed_over(lang: str):
    rows = [row(lang, difference=20.0, ci_low=10.0, ci_high=30.0)]
    told = sentences.headline(
        rows, Standing(PRIMARY, None, ()), titles=titles(lang), base=BASE, lang=lang
    )
    assert {"en": "higher than", "zh": "高"}[lang] in told


@pytest.mark.parametrize(("months", "word"), [(6, "look back over 12 months"), (12, "replicate")])
def test_what_cannot_be_said_is_said_so(months: int, word: str):
    runs = make_runs(replicates=1, months=months)
    compared = compare(runs, BASE)
    told = sentences.headline(
        kpi_rows(compared, lang="en"),
        standing(runs, compared),
        titles=titles("en"),
        base=BASE,
        lang="en",
    )
    assert word in told


def test_costs_are_told_with_their_yearly_mean():
    dear = row(kpi="programme_cost_yuan", difference=360_000.0, option_mean=360_000.0)
    assert "360,000 yuan more over 36 months, 120,000 yuan a year" in sentences.cost(
        dear, months=36
    )
    cheap = row(kpi="programme_cost_yuan", difference=-36_000.0)
    assert "less" in sentences.cost(cheap, months=36)
    unknown = row(kpi="programme_cost_yuan", difference=math.nan)
    assert "not known" in sentences.cost(unknown, months=36)


def test_a_price_is_quoted_only_with_an_interval():
    kpi = "cost_per_conflict_avoided_yuan"
    known = row(kpi=kpi, option_mean=5000.0, ci_low=4000.0, ci_high=6500.0)
    assert "costs 5,000 yuan (95% interval 4,000 to 6,500)" in said(known)
    unsure = row(kpi=kpi, option_mean=5000.0, ci_low=math.nan, ci_high=math.nan)
    assert "5,000" not in said(unsure)
    none = row(kpi=kpi, option_mean=math.nan)
    assert "no latent conflict was avoided" in said(none)


def test_goals_are_counted_and_the_open_ones_named():
    rows = [
        row(kpi="trust_index", option_mean=51.0),
        row(kpi="handling_time_hours", option_mean=40.0),
        row(kpi="disputes_per_1000_hh_year", relative=-0.3),
    ]
    told = sentences.goals(rows, option=OPTIONS[0], lang="en")
    assert "meets 1 of 3" in told
    assert "“Trust among residents”" in told
    assert sentences.goals(rows, option="nobody", lang="en").startswith("None")


def test_goals_may_be_levels_or_changes():
    assert meets_goal(KPIS["trust_index"], 75.0) is True
    assert meets_goal(KPIS["trust_index"], math.nan) is None
    assert meets_goal(KPIS["disputes_per_1000_hh_year"], 20.0, -0.6) is True
    assert meets_goal(KPIS["disputes_per_1000_hh_year"], 20.0, -0.4) is False
    assert meets_goal(KPIS["trust_manager_index"], 99.0) is None


def test_a_single_estate_is_told_its_own_range():
    told = sentences.one_estate(row())
    assert f"{MINUS}60 to +20" in told
    assert "18 of 20" in told
    assert "cannot be said" in sentences.one_estate(row(pi_low=math.nan))


def test_rows_come_in_the_order_of_the_themes(comparison: pd.DataFrame):
    rows = kpi_rows(comparison, lang="en", options=OPTIONS[::-1])
    assert rows[0].kpi == PRIMARY
    assert [made.option for made in rows[:3]] == list(OPTIONS[::-1])
    assert {made.month for made in rows if not made.is_contrast} == {36}


def test_every_kpi_has_one_theme():
    placed = [name for names in THEMES.values() for name in names]
    assert sorted(placed) == sorted(KPIS)
    for lang in LANGUAGES:
        assert [theme for theme in THEMES if not has(f"report.theme.{theme}", lang)] == []
    assert theme_of("something_new") == list(THEMES)[-1]
    assert all(name in KPIS for names in HEADLINES for name in names)


def test_silent_kpis_are_listed_apart(comparison: pd.DataFrame):
    rows = kpi_rows(comparison, lang="en")
    assert "vote_turnout" in silent_kpis(rows)
    shown = [name for names in rows_by_theme(rows).values() for name in names]
    assert sorted(shown) == sorted(KPIS)
    assert list(rows_by_theme(rows)) == list(THEMES)


def test_leads_belong_to_their_theme_and_primaries_have_a_direction():
    assert all(set(kpis) <= set(THEMES[theme]) for theme, kpis in LEADS.items())
    assert all(KPIS[kpi].direction for kpi in PRIMARIES)
    assert PRIMARIES[0] == PRIMARY


def test_another_kpi_stands_in_for_a_lead_without_a_number():
    known = set(KPIS) - {"trust_index"}
    assert leads_of("trust", known)[0] == "share_trusting_manager"
    assert "trust_index" not in leads_of("trust", known)
    assert len(leads_of("trust", known)) == 4
    assert leads_of("platform", KPIS) == list(THEMES["platform"])
    assert leads_of("platform", ()) == []


NOTHING_KNOWN = {
    name: math.nan for name in ("base_mean", "option_mean", "difference", "ci_low", "ci_high")
}


@pytest.mark.parametrize(
    ("kpi", "months", "measures", "word"),
    [
        ("trust_index", 36, (), "nothing to count"),
        ("disputes_per_1000_hh_year", 6, (), "looks back 12 months, and 6 were simulated"),
        ("recurrence_rate_180d", 14, (), "looks back 18 months"),
        ("needs_met_72h", 36, (), "no emergency"),
        ("cost_per_conflict_avoided_yuan", 36, (), "no latent conflict was avoided"),
        ("points_redeemed_share", 36, ("shared_spaces",), "exists only with"),
        ("points_redeemed_share", 36, ("points",), "nothing to count"),
        ("bees_per_garden", 36, (), "nothing to count"),
    ],
)
def test_a_kpi_without_a_number_says_why(kpi: str, months: int, measures: tuple, word: str):
    silent = row(kpi=kpi, **NOTHING_KNOWN)
    assert word in why_no_number([silent], Setting(months=months, measures=measures))


def test_a_difference_without_a_base_says_why():
    assert why_no_difference(row()) == ""
    lone = {"difference": math.nan, "ci_low": math.nan, "ci_high": math.nan}
    assert "without the measures" in why_no_difference(row(base_mean=math.nan, **lone))
    assert "with this option" in why_no_difference(row(option_mean=math.nan, **lone))
    assert why_no_difference(row(**NOTHING_KNOWN)) == "no data"


def test_a_kpi_of_ones_own_is_shown_under_its_own_name():
    made = row(kpi="bees_per_garden")
    assert (made.title, made.unit, made.window) == ("bees_per_garden", "", "")
    assert made.verdict is Verdict.LOWER


def test_strips_hold_value_interval_base_and_goal():
    made = row()
    scale = scale_of([made], also=[300.0])
    assert scale == (300.0, 400.0)
    drawn = strip(made, scale, colour="#0072b2", goal=300.0)
    assert drawn.count("<path") == 4
    assert drawn.count("<circle") == 1
    assert scale_of([row(base_mean=math.nan, option_mean=math.nan)]) == (0.0, 1.0)


def test_spending_is_summed_by_channel_and_year():
    spent = make_spending(replicates=2)
    channels, years = by_channel(spent), by_year(spent)
    assert channels.loc[OPTIONS[1]].sum() == pytest.approx(366_000)
    assert list(years.columns) == [1, 2, 3]
    assert years.loc[OPTIONS[1]].sum() == pytest.approx(366_000)


def test_a_run_that_used_a_channel_never_counts_as_nothing():
    spent = make_spending(replicates=2)
    once = spent[(spent["replicate"] == 0) | (spent["channel"] != "street_office")]
    usual = by_channel(spent).loc[OPTIONS[0], "street_office"]
    assert by_channel(once).loc[OPTIONS[0], "street_office"] == pytest.approx(usual / 2)


def test_names_that_the_texts_do_not_know_are_kept():
    assert channel_title("lottery", "en") == "lottery"
    assert measure_title("brass_band", "zh") == "brass_band"
    assert setting_title("points", "tuning", "en") == "tuning ="
    assert channel_title("company", "en") == "Property company"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_purse_and_purpose_of_the_model_has_a_name(lang: str):
    from model.money import Purse

    sources = "".join(path.read_text("utf-8") for path in (ROOT / "model").rglob("*.py"))
    purposes = set(re.findall(r'Purse\.[A-Z_]+,\s*"([^"]+)"', sources))
    purposes |= set(re.findall(r'Cost\(\s*"([^"]+)",', sources))
    assert {"salaries", "insurance"} <= purposes
    assert [purse for purse in Purse if not has(f"report.channel.{purse.value}", lang)] == []
    assert [word for word in purposes if not has(f"report.purpose.{word}", lang)] == []
