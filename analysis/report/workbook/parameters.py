"""The sheet of parameters: what the model assumes of people and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.report.parameters import parameter_blocks
from analysis.report.workbook.book import Book
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_parameters"]

_HEADS: Final = ("block", "name", "about", "value", "usual_head", "unit", "plausible", "source")
_WIDTHS: Final = (26, 34, 70, 16, 20, 22, 20, 50)


def add_parameters(book: Book, found: ComparisonFolder) -> None:
    """Add one row a parameter; those that differ from their defaults stand in bold."""
    sheet, lang = book.sheet("parameters"), book.lang
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    book.text(sheet, 0, 0, t("report.page.parameters_note", lang), kind="quiet")
    book.heads(sheet, 1, [t(f"report.parameter.{key}", lang) for key in _HEADS])
    row = 2
    for block in parameter_blocks(found, lang):
        for line in block.lines:
            words = (block.title, line.name, line.about, line.value, line.usual, line.unit)
            kind = "strong" if line.is_changed else "text"
            for column, word in enumerate((*words, line.plausible, line.source)):
                book.text(sheet, row, column, word, kind=kind)
            row += 1
    sheet.freeze_panes(2, 2)
