"""A workbook under way: its formats, and how words and numbers get into cells."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from analysis.figures.text import columns
from scenarios.texts import t

__all__ = ["GRID", "Book", "open_book"]

# A document made twice from the same folder has to be the same, whatever the day.
_MADE: Final = datetime.datetime(2000, 1, 1)
_FACES: Final = {"en": "Calibri", "zh": "Microsoft YaHei"}
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "text": {},
    "wrap": {"text_wrap": True},
    "title": {"bold": True, "font_size": 15},
    "strong": {"bold": True},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#e8f0ef"},
    "head_right": {
        "bold": True,
        "bottom": 1,
        "text_wrap": True,
        "bg_color": "#e8f0ef",
        "align": "right",
    },
    "right": {"align": "right"},
    "quiet": {"font_color": "#5b6673"},
    "number": {"num_format": "#,##0.00"},
    "whole": {"num_format": "#,##0"},
    "percent": {"num_format": "0.0%"},
}
_A4: Final = 9
_LINE_HEIGHT: Final = 15
_HEAD_LETTERS: Final = 12  # of a head that fits one line of a narrow column
GRID: Final = {"visible": True, "line": {"color": "#e1e7ed"}}


@dataclass(frozen=True)
class Book:
    """A workbook, its language and its formats."""

    book: Any
    lang: str
    formats: dict[str, Any]
    into: io.BytesIO

    def name(self, key: str) -> str:
        """Name a sheet."""
        return t(f"report.sheet.{key}", self.lang)

    def sheet(self, key: str) -> Any:
        """Add a sheet that prints one A4 page wide."""
        sheet = self.book.add_worksheet(self.name(key))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        return sheet

    def text(self, sheet: Any, row: int, column: int, words: str, *, kind: str = "text") -> None:
        """Write words as words, whatever they begin with."""
        sheet.write_string(row, column, words, self.formats[kind])

    def paragraph(self, sheet: Any, row: int, column: int, words: str, *, letters: int) -> None:
        """Write a text over several lines of about so many letters, in a row that is high enough.

        Not every program finds the height itself.
        """
        lines = max(1, math.ceil(columns(words) / letters))
        sheet.set_row(row, _LINE_HEIGHT * lines + 2)
        self.text(sheet, row, column, words, kind="wrap")

    def heads(self, sheet: Any, row: int, names: Sequence[str], *, first: int = 0) -> None:
        """Write the heads of columns, those after the first above the right end of numbers."""
        if any(columns(name) > _HEAD_LETTERS for name in names):
            sheet.set_row(row, 2 * _LINE_HEIGHT + 2)
        for column, name in enumerate(names, start=first):
            self.text(sheet, row, column, name, kind="head" if column == 0 else "head_right")

    def number(self, sheet: Any, row: int, column: int, value: float, *, kind: str) -> None:
        """Write a number; what is not known stays empty, so that sums and charts pass over it."""
        if math.isfinite(value):
            sheet.write_number(row, column, value, self.formats[kind])

    def chart(self, kind: str, said: str, *, subtype: str | None = None) -> Any:
        """Add a chart with a title."""
        shape = {"type": kind, **({"subtype": subtype} if subtype else {})}
        chart = self.book.add_chart(shape)
        chart.set_title({"name": said, "name_font": self.face(11)})
        return chart

    def face(self, size: int) -> dict[str, Any]:
        """Give the letters of a chart."""
        return {"name": _FACES[self.lang], "size": size, "bold": False}

    def closed(self) -> bytes:
        """Finish the workbook and give its bytes."""
        self.book.close()
        return self.into.getvalue()


def open_book(lang: str, *, title: str) -> Book:
    """Begin a workbook in which no text can turn into a formula or a link."""
    import xlsxwriter

    into = io.BytesIO()
    book = xlsxwriter.Workbook(
        into,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": title, "created": _MADE})
    face = {"font_name": _FACES[lang], "font_size": 11, "valign": "top"}
    formats = {name: book.add_format({**face, **kind}) for name, kind in _FORMATS.items()}
    return Book(book, lang, formats, into)
