"""Sheets: what people keep in Excel and CSV, whatever wrote it."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.errors import InputError
from scenarios.sheet import Sheet, is_sheet, read_sheet


def read(folder: Path, content: bytes, name: str = "r.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content)
    return read_sheet(path)


def rule(folder: Path, content: bytes, name: str = "r.csv") -> str:
    with pytest.raises(InputError) as caught:
        read(folder, content, name)
    return caught.value.problems[0].rule


TEXT = "楼栋,单元\r\n1,2\r\n\r\n3,4\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"], ids=lambda name: name
)
def test_csv_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str):
    sheet = read(tmp_path, TEXT.encode(encoding))
    assert sheet.header == ["楼栋", "单元"]
    assert sheet.rows == [(2, ["1", "2"]), (4, ["3", "4"])]


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc-kr", "utf-16-le", "cp1252"])
def test_other_encodings_are_refused_or_read_as_something_else(tmp_path: Path, encoding: str):
    text = "building,note\n1,café àé\n" if encoding == "cp1252" else "楼栋号一二\n1\n"
    try:
        sheet = read(tmp_path, text.encode(encoding, errors="replace"))
    except InputError as error:
        assert error.problems[0].rule == "roster_encoding"
    else:
        assert sheet.header != ["楼栋号一二"], "bytes of another encoding are no header of ours"


def test_bytes_in_no_encoding_are_refused(tmp_path: Path):
    assert rule(tmp_path, b"building\n\xff\xff\xff\n") == "roster_encoding"
    assert rule(tmp_path, b"building\n1\x00\n") == "roster_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str):
    sheet = read(tmp_path, f"a{delimiter}b\n1{delimiter}2\n".encode())
    assert (sheet.header, sheet.rows) == (["a", "b"], [(2, ["1", "2"])])


def test_lines_are_right_after_a_cell_with_a_line_break(tmp_path: Path):
    sheet = read(tmp_path, b'a,b\n"x\ny",1\nz,2\n')
    assert [line for line, _ in sheet.rows] == [2, 4]


def test_a_workbook_is_read_by_its_first_sheet(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["楼栋", "residents"], [1, 2.0], [None, None], [" 3 ", "=1+1"]):
        sheet.append(row)
    book.create_sheet("help").append(["not read"])
    content = io.BytesIO()
    book.save(content)
    found = read(tmp_path, content.getvalue(), "r.xlsx")
    assert found.header == ["楼栋", "residents"]
    assert found.rows == [(2, ["1", "2"]), (4, ["3", ""])], "a formula nobody computed is empty"


def test_what_is_no_sheet_is_refused(tmp_path: Path):
    assert rule(tmp_path, b"PK\x03\x04 broken", "r.xlsx") == "roster_not_a_workbook"
    assert rule(tmp_path, b"\xd0\xcf\x11\xe0old", "r.xls") == "roster_old_excel"
    assert rule(tmp_path, b"\xd0\xcf\x11\xe0old", "r.xlsx") == "roster_old_excel"
    assert rule(tmp_path, b"a,b\n", "r.pdf") == "roster_type"
    assert rule(tmp_path, b"") == "roster_empty"
    assert rule(tmp_path, b"a,b\n") == "roster_empty"
    assert rule(tmp_path, b"a,b\n,\n\n") == "roster_empty"
    with pytest.raises(InputError, match=r"nowhere\.csv: there is no such file"):
        read_sheet(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="cannot be read"):
        (tmp_path / "folder.csv").mkdir()
        read_sheet(tmp_path / "folder.csv")


def test_a_sheet_is_known_by_its_name():
    assert is_sheet(Path("a.CSV"))
    assert is_sheet(Path("a.xlsx"))
    assert not is_sheet(Path("a.yaml"))
    assert not is_sheet(Path("old_estate/points"))


cells = st.text(
    st.characters(codec="gb18030", categories=("L", "N"), max_codepoint=0xFFFF),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(cells, min_size=2, max_size=2), min_size=2, max_size=5),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[list[str]], encoding: str):
    text = "\n".join(",".join(row) for row in rows)
    sheet = read(tmp_path, text.encode(encoding))
    assert [sheet.header, *(row for _, row in sheet.rows)] == [[c.strip() for c in r] for r in rows]
