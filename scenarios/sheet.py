"""Sheet: a table that somebody kept in CSV or Excel, as texts with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from scenarios.errors import InputError, Place, Problem, shown_path

__all__ = ["Sheet", "is_sheet", "read_sheet"]

LARGEST: Final = 64 << 20  # bytes; a million households take less
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
# Comma, semicolon, tab, and the comma of a Chinese keyboard.
DELIMITERS: Final = (",", ";", "\t", chr(0xFF0C))


class Sheet(NamedTuple):
    """The first row, and each further row that is not empty with its line."""

    path: Path
    header: list[str]
    rows: list[tuple[int, list[str]]]

    def place(self, line: int = 0) -> Place:
        """Name a line of the sheet."""
        return Place(shown_path(self.path), line)


def is_sheet(path: Path) -> bool:
    """Tell whether a file name is one of a sheet."""
    return path.suffix.lower() in {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm"}


def read_sheet(path: Path) -> Sheet:
    """Read CSV (UTF-8, UTF-16 with a mark, GB18030) or the first sheet of an XLSX workbook."""
    content = _bytes(path)
    if content.startswith(OLD_EXCEL) or path.suffix.lower() == ".xls":
        raise _refused(path, "roster_old_excel")
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        rows = _workbook(path, content)
    elif path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        rows = _csv(path, _decoded(path, content))
    else:
        raise _refused(path, "roster_type")
    filled = [(line, cells) for line, cells in rows if any(cells)]
    if len(filled) < 2:
        raise _refused(path, "roster_empty")
    return Sheet(path, filled[0][1], filled[1:])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, "roster_too_large", megabytes=LARGEST >> 20)
        return path.read_bytes()
    except OSError as error:
        rule = "no_file" if isinstance(error, FileNotFoundError) else "unreadable"
        raise _refused(path, rule, reason=error.strerror or type(error).__name__) from None


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(path, "roster_encoding")


def _csv(path: Path, text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows = []
    line = 1  # where the row begins; one with a line break in a cell is longer
    try:
        for cells in reader:
            rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refused(path, "not_accepted", line=line, detail=str(error)) from None
    return rows


def _workbook(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that are not read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong one
            return list(enumerate(map(_texts, sheet.iter_rows(values_only=True)), start=1))
    except Exception:  # noqa: BLE001  a broken zip, missing parts, bad XML: openpyxl has no error of its own
        raise _refused(path, "roster_not_a_workbook") from None


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _refused(path: Path, rule: str, *, line: int = 0, **fields: Any) -> InputError:
    return InputError(Problem(rule, Place(shown_path(path), line), fields=fields))
