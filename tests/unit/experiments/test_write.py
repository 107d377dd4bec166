import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.write import Batch, csv_text, json_text, make_folder, tidy, whole_file
from scenarios.errors import InputError

TABLE = {
    "option": np.array(["a", "b,c", "措施"]),
    "month": np.array([1, 2, 3]),
    "value": np.array([0.1, np.nan, 1e-20]),
    "open": np.array([True, False, True]),
}


def test_files_of_a_batch_appear_together(tmp_path):
    with Batch(tmp_path) as batch:
        batch.parquet("table.parquet", TABLE)
        batch.csv("table.csv", TABLE)
        batch.json("record.json", {"seed": 1})
        assert all(path.name.startswith(".") for path in tmp_path.iterdir())
    assert names(tmp_path) == ["record.json", "table.csv", "table.parquet"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_batch_that_is_interrupted_leaves_what_was_there(tmp_path, error):
    (tmp_path / "table.csv").write_text("old")
    with pytest.raises(error), Batch(tmp_path) as batch:
        batch.csv("table.csv", TABLE)
        batch.csv("other.csv", TABLE)
        raise error
    assert names(tmp_path) == ["table.csv"]
    assert (tmp_path / "table.csv").read_text() == "old"


def test_parquet_gives_the_same_columns_back(tmp_path):
    with Batch(tmp_path) as batch:
        batch.parquet("table.parquet", TABLE)
    found = pq.read_table(tmp_path / "table.parquet")
    assert found.schema.metadata is None
    assert found.column("option").to_pylist() == TABLE["option"].tolist()
    np.testing.assert_array_equal(found.column("value").to_numpy(), TABLE["value"])


def test_equal_tables_are_equal_bytes(tmp_path):
    for name in ("one", "two"):
        with Batch(tmp_path / name) as batch:
            batch.parquet("table.parquet", TABLE)
    one, two = ((tmp_path / name / "table.parquet").read_bytes() for name in ("one", "two"))
    assert one == two


def test_csv_is_short_exact_and_quoted():
    lines = csv_text(TABLE).splitlines()
    assert lines == [
        "option,month,value,open",
        "a,1,0.1,True",
        '"b,c",2,,False',
        "措施,3,1e-20,True",
    ]


def test_json_has_null_for_what_is_no_number():
    content = {"factor": float("inf"), "list": (np.float64(1.5), np.int64(2)), "名": "值"}
    assert json.loads(json_text(content)) == {"factor": None, "list": [1.5, 2], "名": "值"}


def test_an_unwritable_folder_is_told_with_the_way_out(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        make_folder(tmp_path / "file" / "below")
    assert "--out" in caught.value.text("en")
    assert "无法写入" in caught.value.text("zh")


def test_failing_work_leaves_no_empty_folder(tmp_path):
    folder = tmp_path / "a" / "b"
    with pytest.raises(RuntimeError), tidy(folder):
        make_folder(folder)
        raise RuntimeError
    assert names(tmp_path) == []


def test_failing_work_leaves_a_folder_with_something_in_it(tmp_path):
    folder = tmp_path / "a"
    with pytest.raises(RuntimeError), tidy(folder):
        make_folder(folder)
        (folder / "part").touch()
        raise RuntimeError
    assert names(folder) == ["part"]


def test_a_whole_file_is_written_by_one_move(tmp_path):
    whole_file(tmp_path / "text", lambda path: path.write_text("whole"))
    assert (tmp_path / "text").read_text() == "whole"
    assert names(tmp_path) == ["text"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
