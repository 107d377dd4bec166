"""The sheet of groups: every KPI at the end, theme by theme, those without a number as well."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from analysis.report.workbook.book import Book
from analysis.views.rows import KpiRow
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.content import Card, Content, Group, Line
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_groups"]

_HEADS: Final = (
    *("name", "unit", "option", "base", "value", "difference", "low", "high"),
    *("improved", "verdict", "standing", "note"),
)
_WIDTHS: Final = (34, 26, 28, 12, 12, 12, 12, 12, 12, 20, 18, 60)


def add_groups(book: Book, found: ComparisonFolder, content: Content) -> None:
    """Add the figures of the last month, one section a group."""
    from analysis.views.rows import rows_by_theme

    sheet = book.sheet("groups")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    book.heads(sheet, 0, [t(f"report.column.{key}", book.lang) for key in _HEADS])
    themes = rows_by_theme(content.rows)
    row = 1
    for group in content.groups:
        row = _group(book, sheet, row, group, list(themes[group.key].values()))
    sheet.freeze_panes(1, 1)


def _group(book: Book, sheet: Any, row: int, group: Group, kpis: list[list[KpiRow]]) -> int:
    book.text(sheet, row + 1, 0, group.title, kind="strong")
    book.text(sheet, row + 1, 1, group.summary, kind="quiet")
    row += 2
    for card, rows in zip(group.cards, kpis, strict=True):
        row = _kpi(book, sheet, row, card, rows)
    return row


def _kpi(book: Book, sheet: Any, row: int, card: Card, rows: list[KpiRow]) -> int:
    about = f"{card.unit} · {card.window}" if card.window else card.unit
    if card.reason:
        book.text(sheet, row, 0, card.title)
        book.text(sheet, row, 1, about)
        book.text(sheet, row, len(_HEADS) - 1, card.reason, kind="quiet")
        return row + 1
    for figures, line in zip(rows, card.lines, strict=True):
        book.text(sheet, row, 0, card.title)
        book.text(sheet, row, 1, about)
        _line(book, sheet, row, figures, line)
        row += 1
    return row


def _line(book: Book, sheet: Any, row: int, figures: KpiRow, line: Line) -> None:
    kind = "percent" if figures.about.is_share else "number"
    book.text(sheet, row, 2, line.option)
    base = math.nan if figures.is_contrast else figures.base
    difference = math.nan if figures.is_contrast else figures.difference
    cells = (base, figures.value, difference, figures.low, figures.high)
    for column, value in enumerate(cells, start=3):
        book.number(sheet, row, column, value, kind=kind)
    book.number(sheet, row, 8, figures.share_improved, kind="percent")
    for column, words in enumerate((line.verdict_word, line.standing_word, line.reason), start=9):
        book.text(sheet, row, column, words)
