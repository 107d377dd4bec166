import os

import numpy as np
import pytest

from experiments.store import Store
from scenarios.errors import InputError

TABLES = {
    "kpis": {"kpi": np.array(["a", "b"]), "values": np.array([[1.0, np.nan], [2.0, 3.0]])},
    "disputes": {"day": np.array([1, 2, 3]), "trigger": np.array(["noise", "pets", "宠物"])},
    "empty": {"day": np.array([], dtype=np.int64)},
}


def test_what_is_kept_is_read_again(tmp_path):
    store = Store(tmp_path / "store")
    store.keep("one", TABLES)
    found = store.read("one")
    assert list(found) == list(TABLES)
    for name, table in TABLES.items():
        for column, values in table.items():
            np.testing.assert_array_equal(found[name][column], values)
            assert found[name][column].dtype == values.dtype


def test_equal_runs_are_equal_files(tmp_path):
    for name in ("first", "second"):
        Store(tmp_path / name).keep("one", TABLES)
    first, second = (
        Store(tmp_path / name).path("one").read_bytes() for name in ("first", "second")
    )
    assert first == second


def test_a_damaged_part_counts_as_absent(tmp_path):
    store = Store(tmp_path)
    for key in ("whole", "cut", "flipped"):
        store.keep(key, TABLES)
    cut, flipped = store.path("cut"), store.path("flipped")
    cut.write_bytes(cut.read_bytes()[:-40])
    damaged = bytearray(flipped.read_bytes())
    damaged[80] ^= 0xFF
    flipped.write_bytes(bytes(damaged))
    assert store.finished(["whole", "cut", "flipped", "never made"]) == {"whole"}
    assert store.read("cut") is None
    assert store.read("flipped") is None
    assert store.read("never made") is None


def test_nothing_temporary_is_left_behind(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(ValueError, match="allow_pickle"):
        store.keep("one", {"bad": {"column": np.array([object()])}})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write here"):
        Store(tmp_path / "file" / "store").keep("one", TABLES)


def test_only_old_drafts_are_swept_away(tmp_path):
    old, new = tmp_path / ".a.1.tmp", tmp_path / ".b.2.tmp"
    for draft in (old, new):
        draft.touch()
    os.utime(old, (0, 0))
    store = Store(tmp_path)
    store.keep("one", TABLES)
    store.sweep()
    assert not old.exists()
    assert new.exists()
    assert store.finished(["one"]) == {"one"}
