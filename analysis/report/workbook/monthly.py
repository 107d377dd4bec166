"""The monthly sheet: the middle run of each option, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.figures.bands import summary
from analysis.figures.style import colours_of
from analysis.pairing import Runs, arrange
from analysis.report.workbook.book import GRID, Book
from analysis.views.numbers import style_of, title, unit
from analysis.views.themes import HEADLINES
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_monthly"]

_FIRST = 3  # the row of the first month
_CHART_ROWS, _CHART_COLUMNS = 16, 5


def add_monthly(book: Book, found: ComparisonFolder) -> None:
    """Add the headline KPIs by month, with a line chart each."""
    sheet, titles = book.sheet("monthly"), found.titles(book.lang)
    runs = arrange(found.runs)
    colours = list(colours_of(found.options, base=found.base).values())
    book.text(sheet, 0, 0, t("report.chart.monthly_note", book.lang), kind="quiet")
    book.heads(sheet, 2, [t("report.column.month", book.lang)])
    for row, month in enumerate(runs.months, start=_FIRST):
        book.number(sheet, row, 0, float(month), kind="whole")
    last = _FIRST - 1 + len(runs.months)
    for place, kpi in enumerate(_told(runs)):
        first = 1 + place * len(titles)
        book.text(sheet, 1, first, title(kpi, book.lang), kind="strong")
        book.heads(sheet, 2, list(titles.values()), first=first)
        kind = "percent" if style_of(kpi, book.lang).kpi.is_share else "number"
        for column, option in enumerate(titles, start=first):
            for row, value in enumerate(summary(runs.of(option, kpi))[1], start=_FIRST):
                book.number(sheet, row, column, float(value), kind=kind)
        chart = _chart(book, kpi, first, last, colours)
        top = last + 3 + _CHART_ROWS * (place // 2)
        about = {"description": title(kpi, book.lang)}
        sheet.insert_chart(top, 1 + _CHART_COLUMNS * (place % 2), chart, about)
    sheet.freeze_panes(_FIRST, 1)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1 + len(titles) * len(HEADLINES) * 2, 15)


def _told(runs: Runs) -> list[str]:
    kpis = [kpi for names in HEADLINES for kpi in names if kpi in runs.kpis]
    return [
        kpi
        for kpi in kpis
        if any(np.isfinite(runs.of(option, kpi)).any() for option in runs.options)
    ]


def _chart(book: Book, kpi: str, first: int, last: int, colours: Sequence[str]) -> Any:
    name = book.name("monthly")
    chart = book.chart("line", f"{title(kpi, book.lang)} · {unit(kpi, book.lang)}")
    for column, colour in enumerate(colours, start=first):
        chart.add_series(
            {
                "name": [name, 2, column],
                "categories": [name, _FIRST, 0, last, 0],
                "values": [name, _FIRST, column, last, column],
                "line": {"color": colour, "width": 2.25},
            }
        )
    chart.set_legend({"position": "bottom", "font": book.face(9)})
    chart.set_x_axis({"interval_unit": 6, "num_font": book.face(9)})
    chart.set_y_axis({"num_font": book.face(9), "major_gridlines": GRID})
    chart.set_size({"width": 560, "height": 300})
    return chart
