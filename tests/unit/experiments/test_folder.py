from dataclasses import replace
from pathlib import Path

import pytest

from experiments.folder import RESULTS, Ask, finished_record, open_folder
from scenarios.errors import InputError

ASK = Ask("compare", "old_estate/status_quo", "0123456789ab", family="f" * 12, size=20)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def finish(ask, out=Path("out")):
    open_folder(ask, out).finish(seconds=1.0, jobs=2, lang="en")


def test_a_folder_without_a_name_is_called_by_what_it_holds():
    folder = open_folder(ASK, None)
    assert folder.path == RESULTS / "compare-old_estate-status_quo-0123456789ab"
    assert folder.store.folder == RESULTS / "store"


def test_a_named_folder_keeps_its_runs_inside():
    assert open_folder(ASK, Path("out")).store.folder == Path("out/parts")


def test_finished_is_what_says_so():
    assert not open_folder(ASK, Path("out")).finished
    finish(ASK)
    assert open_folder(ASK, Path("out")).finished
    assert finished_record(Path("out"))["lang"] == "en"


def test_a_reopened_folder_is_not_finished():
    finish(ASK)
    open_folder(ASK, Path("out")).reopen()
    assert not open_folder(ASK, Path("out")).finished


def test_a_damaged_mark_is_no_mark():
    finish(ASK)
    Path("out/provenance.json").write_text('{"finished": tr')
    assert not open_folder(ASK, Path("out")).finished


def test_other_results_are_not_overwritten():
    finish(ASK)
    with pytest.raises(InputError, match="holds finished results"):
        open_folder(replace(ASK, id="x", family="y"), Path("out"))


def test_more_replicates_may_take_the_place_of_fewer_but_not_the_other_way():
    finish(ASK)
    assert not open_folder(replace(ASK, id="more", size=40), Path("out")).finished
    with pytest.raises(InputError, match=r"more replicates \(20\)"):
        open_folder(replace(ASK, id="fewer", size=10), Path("out"))
