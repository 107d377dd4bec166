"""Library: names, paths, and both together."""

from pathlib import Path

import pytest

from model.interventions import PLANS
from scenarios.errors import InputError
from scenarios.library import (
    Reference,
    about,
    base_of_comparison,
    comparisons,
    estates,
    find,
    find_comparison,
    names,
    packages,
    portfolios,
    split,
)
from scenarios.yamlfile import read_yaml


def test_what_is_shipped():
    assert estates() == ["affordable", "commodity", "old_estate"]
    assert packages()[0] == "status_quo"
    assert set(PLANS) <= set(packages()), "each measure is a package of its own"
    assert len(names()) == len(estates()) * len(packages())
    assert "old_estate/all_four" in names()


def test_no_name_means_two_things():
    shelves = [*estates(), *packages(), *portfolios(), *comparisons()]
    assert len(shelves) == len(set(shelves))


def test_a_comparison_stands_for_a_package_on_any_place():
    assert base_of_comparison("old_estate/plan_stress_test") == "old_estate/plan"
    assert base_of_comparison(" mine/estate.yaml/plan_stress_test") == "mine/estate.yaml/plan"
    assert base_of_comparison("portfolio/plan_stress_test") == "portfolio/plan"
    for name in ("old_estate/plan", "plan_stress_test", "old_estate", ""):
        assert base_of_comparison(name) is None


@pytest.mark.parametrize("name", comparisons())
def test_a_comparison_has_its_words_and_its_package(name: str):
    data = read_yaml(find_comparison(name)).data
    assert data["base"] in packages()
    for key in ("title", "story"):
        assert set(data[key]) == {"en", "zh"}


def test_a_title_is_read_without_checking_the_rest():
    title, story = about("old_estate", "zh")
    assert title == "老旧小区"
    assert story
    assert about("points", "en")[0] == "Convention with points"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("old_estate/points", ("old_estate", "points")),
        (" old_estate/points ", ("old_estate", "points")),
        ("old_estate", ("old_estate", "")),
        ("old_estate/mine.yaml", ("old_estate", "mine.yaml")),
        ("old_estate/some/where/mine.yaml", ("old_estate", "some/where/mine.yaml")),
        ("old_estate//abs/mine.yaml", ("old_estate", "/abs/mine.yaml")),
        ("nowhere/points", ("nowhere", "points")),
        ("some/mine.yaml", ("some/mine.yaml", "")),
        ("a/b/c", ("a/b/c", "")),
        ("/points", ("/points", "")),
        ("old_estate/", ("old_estate/", "")),
    ],
)
def test_a_reference_is_taken_apart(text: str, expected: tuple[str, str]):
    assert split(text) == Reference(*expected)


def test_a_path_may_stand_on_either_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "sub").mkdir()
    for name in ("estate.yaml", "sub/pack.yaml", "odd.yaml.yaml"):
        (tmp_path / name).write_text("a: 1")
    monkeypatch.chdir(tmp_path)
    assert split("estate.yaml/points") == ("estate.yaml", "points")
    assert split("estate.yaml/sub/pack.yaml") == ("estate.yaml", "sub/pack.yaml")
    assert split(f"{tmp_path}/estate.yaml/{tmp_path}/sub/pack.yaml") == (
        f"{tmp_path}/estate.yaml",
        f"{tmp_path}/sub/pack.yaml",
    )
    assert split("sub/pack.yaml") == ("sub/pack.yaml", "")
    assert split("odd.yaml.yaml") == ("odd.yaml.yaml", "")


def test_nothing_is_refused():
    with pytest.raises(InputError, match="no name given"):
        split("  ")


def test_files_are_found_by_name_and_by_path(tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("a: 1")
    (tmp_path / "other.yml").write_text("a: 1")
    assert find("points").name == "points.yaml"
    assert find("mine.yaml", folder=tmp_path) == tmp_path / "mine.yaml"
    assert find("mine", folder=tmp_path) == tmp_path / "mine.yaml"
    assert find("other", folder=tmp_path) == tmp_path / "other.yml"
    assert find(str(tmp_path / "mine.yaml"), folder=Path("/elsewhere")) == tmp_path / "mine.yaml"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("point", "point: neither a file nor a known name.*did you mean 'points'"),
        ("old_estate/point", "did you mean 'old_estate/points'"),
        ("mien.yaml", r"mien.yaml: there is no such file \(did you mean 'mine.yaml'\?\)"),
        ("no/where.yaml", "no/where.yaml: there is no such file$"),
        ("folder", "folder: this is a folder"),
        ("x" * 5000, "neither a file nor a known name"),
        ("a\0b.yaml", "there is no such file"),
    ],
)
def test_what_is_not_there_is_refused_with_a_hint(tmp_path: Path, name: str, said: str):
    (tmp_path / "mine.yaml").write_text("a: 1")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=said):
        find(name, folder=tmp_path)


def test_the_names_that_fit_are_listed():
    with pytest.raises(InputError, match=r"one of status_quo, .* \(did you mean 'time_bank'\?\)"):
        find("time-bank", among=packages())
