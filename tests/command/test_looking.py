from pathlib import Path

import pytest

from model.kpis import KPIS
from scenarios.library import comparisons
from scenarios.loader import names


def test_the_list_names_what_is_shipped(linli):
    answer = linli("list")
    for name in names():
        estate, package = name.split("/")
        assert f"  {estate} " in answer.out
        assert f"  {package} " in answer.out
    for name in comparisons():
        assert f"  {name} " in answer.out
    assert linli("list", "--quiet").out.split() == names()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["status_quo", "all_four_half_staff"])
def test_a_scenario_is_shown(linli, name, lang):
    answer = linli("show", f"old_estate/{name}", "--lang", lang)
    assert answer.code == 0
    assert "120" in answer.out


def test_the_difference_alone_is_shown(linli):
    assert "Nothing differs" in linli("show", "old_estate/status_quo", "--diff").out
    shown = linli("show", "tiny.yaml/package.yaml", "--diff").out
    assert "interventions.points.start" in shown
    assert "buildings" not in shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kpi_and_every_measure_can_be_shown(linli, lang):
    from model.interventions import CATALOGUE

    for name in [*KPIS, *CATALOGUE]:
        answer = linli("show", name, "--lang", lang)
        assert answer.code == 0
        assert name in answer.out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Advertising slump", "Partners and funding", "Inputs")),
        ("zh", ("广告收入下滑", "合作伙伴与筹资", "输入")),
    ],
)
def test_a_risk_is_shown_with_what_stands_against_it(linli, lang, words):
    answer = linli("show", "advertising_slump", "--lang", lang)
    assert answer.code == 0
    for word in (
        *words,
        "treasury.scale_income",
        "partner_network",
        "time_shared_parking",
        "size",
        "E196",
    ):
        assert word in answer.out


def test_the_settings_of_a_measure_come_with_range_and_source(linli):
    shown = linli("show", "points").out
    for word in ("coverage", "0 – 1", "plausible", "source"):
        assert word in shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_doctor_finds_what_is_needed(linli, lang):
    answer = linli("doctor", "--lang", lang)
    assert answer.code == 0, answer.out
    assert "numba" in answer.out
    assert linli("doctor", "--quiet").out == ""


def test_the_doctor_tells_of_a_folder_that_cannot_keep_kernels(linli, monkeypatch):
    from experiments import compilation

    lost = compilation.CacheFolder(Path("/tmp/somewhere"), lasting=False)
    monkeypatch.setattr(compilation, "use_cache_folder", lambda: lost)
    answer = linli("doctor", "--quiet")
    assert answer.code == 1
    assert "NUMBA_CACHE_DIR" in answer.out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_plan_of_a_day_names_every_phase(linli, lang):
    answer = linli("plan", "--lang", lang)
    quiet = linli("plan", "--quiet", "--lang", lang)
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1 + len(quiet.out.split())


@pytest.mark.parametrize("kind", ["estate", "package"])
def test_a_template_passes_its_own_check(linli, here, kind):
    answer = linli("new", kind, "mine", "--out", "own")
    assert answer.code == 0, answer.err
    files = sorted((here / "own").glob("*.yaml"))
    assert files
    assert linli("check", *files).code == 0
    again = linli("new", kind, "mine", "--out", "own")
    assert again.code == 2
