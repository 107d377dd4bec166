"""The audit's table: units beside the names, long lists in groups, reasons for what is not held."""

import argparse
import io
import math

import pytest
from rich.console import Console

from analysis.command.audit import _print_bands, _print_told
from experiments.start_bands import BANDS, ESTATES, TOLD, judge
from model.kpis import KPIS
from scenarios.texts import LANGUAGES, t

ARGUMENTS = argparse.Namespace(replicates=3, months=36)


def levels(**changed: float) -> dict[str, dict[str, float]]:
    """Give three estates that start in the middle of every band."""
    usual = {kpi: 1.0 for kpi in KPIS} | {band.kpi: band.figure for band in BANDS}
    return {estate: usual | changed for estate in ESTATES}


def shown(lang: str, *, width: int, **changed: float) -> str:
    into = io.StringIO()
    console = Console(file=into, width=width, highlight=False)
    found = levels(**changed)
    _print_bands(console, judge(found), found, ARGUMENTS, lang=lang)
    _print_told(console, found, lang=lang)
    return into.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_audit_says_what_its_numbers_count(lang: str):
    text = shown(lang, width=200)
    for kpi in ("response_time_hours", "handling_time_hours", "trust_index"):
        assert t(f"unit.{KPIS[kpi].unit}", lang) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_audit_says_what_holds_and_why_some_is_told_only(lang: str):
    text = shown(lang, width=200, trust_index=20.0, response_time_hours=math.nan)
    assert text.count(t("command.audit.outside", lang)) >= 1
    assert t("command.audit.no_value", lang) in text
    assert text.count(t("command.audit.not_held", lang)) >= len(TOLD)
    assert t("command.audit.why.participations", lang) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_narrow_screen_cuts_no_number_off(lang: str):
    text = shown(lang, width=100)
    assert "…" not in text
    assert "72.0" in text
    assert text.count(t("command.audit.inside", lang)) >= len(BANDS)


def test_every_band_has_a_row():
    text = shown("en", width=240)
    for band in BANDS:
        assert t(f"kpi.{band.kpi}.title", "en") in text


def test_the_last_estate_fits_on_a_narrow_screen():
    lines = shown("en", width=100, share_trusting_manager=0.987).splitlines()
    (line,) = [line for line in lines if "98.7%" in line]
    assert line.count("98.7%") == 4
