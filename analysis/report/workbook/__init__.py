"""The report as an Excel workbook: tables to work with, charts that Excel itself draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.report.workbook.book import open_book
from analysis.report.workbook.groups import add_groups
from analysis.report.workbook.methods import add_methods
from analysis.report.workbook.monthly import add_monthly
from analysis.report.workbook.parameters import add_parameters
from analysis.report.workbook.spending import add_spending
from analysis.report.workbook.summary import add_summary
from analysis.report.workbook.table import add_comparison
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.content import Content
    from analysis.report.folder import ComparisonFolder

__all__ = ["workbook"]


def workbook(found: ComparisonFolder, content: Content, lang: str) -> bytes:
    """Write the workbook; text stays text, whatever it begins with."""
    book = open_book(lang, title=t("report.page.title", lang, estate=content.estate))
    add_summary(book, found, content)
    add_groups(book, found, content)
    add_comparison(book, found)
    add_monthly(book, found)
    add_spending(book, found)
    add_methods(book, found, content)
    add_parameters(book, found)
    return book.closed()
