"""The methods sheet: what the comparison was made from, what it assumes, what it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.report import evidence
from analysis.report.workbook.book import Book
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.content import Content
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_methods"]

_LETTERS: Final = 105


def add_methods(book: Book, found: ComparisonFolder, content: Content) -> None:
    """Add the sheet that a sceptic reads."""
    sheet, lang = book.sheet("methods"), book.lang
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    row = 0
    for key, value in evidence.facts(found, lang):
        book.text(sheet, row, 0, key, kind="strong")
        book.paragraph(sheet, row, 1, value, letters=_LETTERS)
        row += 1
    for line in _paragraphs(found, content, lang):
        row += 1
        book.paragraph(sheet, row, 1, line, letters=_LETTERS)
    row += 2
    for name, key, story, plans in evidence.measures(found, lang):
        book.text(sheet, row, 0, name, kind="strong")
        about = [part for part in (key, story) if part]
        for line in [" · ".join(about), *plans]:
            book.paragraph(sheet, row, 1, line, letters=_LETTERS)
            row += 1


def _paragraphs(found: ComparisonFolder, content: Content, lang: str) -> list[str]:
    keys = ["method_pairs", "method_intervals", "method_cost"]
    keys += [f"assumption_{number}" for number in range(1, 7)]
    return [
        *(t(f"report.page.{key}", lang) for key in keys),
        *(line for _, line in evidence.proofs(found, lang)),
        content.chance,
        t("report.fixed_line", lang),
    ]
