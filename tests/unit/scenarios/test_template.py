"""Templates: files that work as they are, and never over what is there."""

import os
import time
from pathlib import Path

import pytest

from model.estate import EstatePlan
from model.interventions import PLANS
from scenarios.errors import InputError
from scenarios.loader import check, load
from scenarios.roster import read_roster
from scenarios.template import new_estate, new_package


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_estate_works_as_it_is(tmp_path: Path, lang: str):
    files = new_estate("garden", folder=tmp_path, lang=lang)
    assert [path.name for path in files] == [
        "garden.yaml",
        "garden_households.csv",
        "garden_households.xlsx",
    ]
    assert [check(str(path)) for path in files] == ["estate", "roster", "roster"]
    assert load(str(files[0])).estate == EstatePlan()
    assert load(f"{files[0]}/points").estate_title.en == "garden"
    assert read_roster(files[1]).rows == read_roster(files[2]).rows
    assert set(os.listdir(tmp_path)) == {path.name for path in files}, "no draft is left"


def test_a_new_estate_reads_its_roster_once_the_line_is_opened(tmp_path: Path):
    path, *_ = new_estate("garden", folder=tmp_path)
    path.write_text(path.read_text("utf-8").replace("# roster:", "roster:"), "utf-8")
    scenario = load(str(path))
    assert scenario.roster is not None
    assert len(scenario.roster.rows) == 3


def test_every_line_of_a_template_is_explained_in_both_languages(tmp_path: Path):
    path, *_ = new_estate("garden", folder=tmp_path)
    for line in path.read_text("utf-8").splitlines():
        if (
            line.startswith("  ")
            and ":" in line
            and not line.strip().startswith(("#", "en:", "zh:"))
        ):
            assert " | " in line, line


def test_a_new_package_works_as_it_is_and_with_everything_opened(tmp_path: Path):
    (path,) = new_package("mine.yaml", folder=tmp_path)
    assert path.name == "mine.yaml"
    assert check(str(path)) == "package"
    assert [plan.use for plan in load(f"old_estate/{path}").interventions] == [next(iter(PLANS))]
    lines = path.read_text("utf-8").splitlines()
    start = lines.index("interventions:")
    opened = [
        line.replace("  # ", "  ", 1) if _is_setting(line) else line for line in lines[start:]
    ]
    path.write_text("\n".join([*lines[:start], *opened]), "utf-8")
    plans = load(f"old_estate/{path}").interventions
    assert plans == tuple(PLANS[use](use=use) for use in PLANS if not PLANS[use].against)


def _is_setting(line: str) -> bool:
    return line.startswith(("  # - use:", "  #   "))


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "garden_households.csv").write_text("mine")
    with pytest.raises(InputError, match=r"garden_households\.csv: is there already"):
        new_estate("garden", folder=tmp_path)
    assert os.listdir(tmp_path) == ["garden_households.csv"], "not even the other files"
    assert (tmp_path / "garden_households.csv").read_text() == "mine"


@pytest.mark.parametrize("name", ["", "a b", ".hidden", "a.b", "-x", "a/", "a?b", ".."])
def test_an_odd_name_is_refused(tmp_path: Path, name: str):
    if name == "a/":
        name = "a/ b"
    with pytest.raises(InputError, match="a name is one word"):
        new_package(name, folder=tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_shipped_name_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="the name of a shipped one"):
        new_estate("old_estate", folder=tmp_path)
    with pytest.raises(InputError, match="the name of a shipped one"):
        new_package("points.yaml", folder=tmp_path)


def test_a_name_may_bring_its_folder(tmp_path: Path):
    (path,) = new_package("sub/deep/阳光", folder=tmp_path)
    assert path == tmp_path / "sub" / "deep" / "阳光.yaml"
    (path,) = new_package(str(tmp_path / "other"), folder=Path("/elsewhere"))
    assert path == tmp_path / "other.yaml"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        new_package("mine", folder=tmp_path / "file")
    assert os.listdir(tmp_path) == ["file"]


def test_templates_are_the_same_bytes_each_time(tmp_path: Path):
    first = [path.read_bytes() for path in new_estate("garden", folder=tmp_path / "a", lang="zh")]
    time.sleep(1.1)  # a workbook notes times by the second
    second = [path.read_bytes() for path in new_estate("garden", folder=tmp_path / "b", lang="zh")]
    assert first == second
