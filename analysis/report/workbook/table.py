"""The comparison sheet: every option, KPI and month, ready to be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.report.workbook.book import Book
from analysis.views.numbers import title, unit
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_comparison"]

_WORDS: Final = (("option", 26), ("title", 24), ("kpi", 34), ("name", 24), ("unit", 26))
# Column of the comparison, head in the workbook, format.
_NUMBERS: Final = (
    ("month", "month", "whole"),
    ("base_mean", "base", "number"),
    ("option_mean", "value", "number"),
    ("difference", "difference", "number"),
    ("ci_low", "low", "number"),
    ("ci_high", "high", "number"),
    ("relative", "relative", "percent"),
    ("share_improved", "improved", "percent"),
    ("pi_low", "estate_low", "number"),
    ("pi_high", "estate_high", "number"),
    ("replicates", "replicates", "whole"),
)


def add_comparison(book: Book, found: ComparisonFolder) -> None:
    """Add the whole comparison as a table."""
    sheet, lang, table = book.sheet("comparison"), book.lang, found.comparison
    titles = found.titles(lang)
    heads = [*(key for key, _ in _WORDS), *(key for _, key, _ in _NUMBERS)]
    book.heads(sheet, 0, [t(f"report.column.{key}", lang) for key in heads])
    for row, cells in enumerate(table.to_dict("records"), start=1):
        kpi, option = str(cells["kpi"]), str(cells["option"])
        words = (option, titles.get(option, option), kpi, title(kpi, lang), unit(kpi, lang))
        for column, word in enumerate(words):
            book.text(sheet, row, column, word)
        for column, (name, _, kind) in enumerate(_NUMBERS, start=len(words)):
            book.number(sheet, row, column, float(cells[name]), kind=kind)
    sheet.autofilter(0, 0, max(len(table), 1), len(heads) - 1)
    sheet.freeze_panes(1, 4)
    for column, (_, width) in enumerate(_WORDS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(_WORDS), len(heads) - 1, 13)
