"""The summary sheet: the sentence, the headline figures, and their differences as charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from analysis.report.workbook.book import GRID, Book
from analysis.views.numbers import style_of, title, unit
from analysis.views.rows import KpiRow
from analysis.views.themes import HEADLINES
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.content import Content
    from analysis.report.folder import ComparisonFolder

__all__ = ["add_summary"]

_HEADS: Final = (
    *("option", "value", "base", "difference", "low", "high", "estate_low", "estate_high"),
    *("improved", "verdict", "up", "down"),
)
_DIFFERENCE, _IMPROVED, _VERDICT, _UP, _DOWN = 3, 8, 9, 10, 11
_CHART_ROWS: Final = 14
_CHART_COLUMNS: Final = (0, 5)


def add_summary(book: Book, found: ComparisonFolder, content: Content) -> None:
    """Add the sheet that opens first."""
    sheet, lang = book.sheet("summary"), book.lang
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, _DOWN, 13)
    sheet.set_column(_VERDICT, _VERDICT, 20)
    book.text(sheet, 0, 0, t("report.page.title", lang, estate=content.estate), kind="title")
    book.text(sheet, 1, 0, t("report.fixed_line", lang), kind="strong")
    lines = [content.headline, *content.sublines, content.chance]
    for row, words in enumerate(lines, start=2):
        sheet.merge_range(row, 0, row, _DOWN, "", book.formats["wrap"])
        book.paragraph(sheet, row, 0, words, letters=160)
    row = 3 + len(lines)
    titles = found.titles(lang)
    drawn = {}
    for kpi in _told(content.rows):
        rows = [line for line in content.rows if line.kpi == kpi]
        book.text(sheet, row, 0, f"{title(kpi, lang)} · {unit(kpi, lang)}", kind="strong")
        book.heads(sheet, row + 1, [t(f"report.column.{key}", lang) for key in _HEADS])
        for at, line in enumerate(rows, start=row + 2):
            _line(book, sheet, at, line, titles[line.option])
        drawn[kpi] = _chart(book, (row + 2, row + 1 + len(rows)), kpi)
        row += len(rows) + 3
    for place, (kpi, chart) in enumerate(drawn.items()):
        about = {"description": title(kpi, lang)}
        top, left = row + _CHART_ROWS * (place // 2), _CHART_COLUMNS[place % 2]
        sheet.insert_chart(top, left, chart, about)
    sheet.freeze_panes(2, 0)


def _told(rows: Sequence[KpiRow]) -> list[str]:
    known = {row.kpi for row in rows if math.isfinite(row.difference)}
    firsts = (next((kpi for kpi in names if kpi in known), None) for names in HEADLINES)
    return [kpi for kpi in firsts if kpi is not None]


def _line(book: Book, sheet: Any, at: int, line: KpiRow, option: str) -> None:
    kind = "percent" if line.about.is_share else "number"
    book.text(sheet, at, 0, option)
    cells = (
        *(line.value, line.base, line.difference, line.low, line.high),
        *(line.estate_low, line.estate_high),
    )
    for column, value in enumerate(cells, start=1):
        book.number(sheet, at, column, value, kind=kind)
    book.number(sheet, at, _IMPROVED, line.share_improved, kind="percent")
    book.text(sheet, at, _VERDICT, t(f"report.verdict.{line.verdict}", book.lang), kind="right")
    # The chart takes the arms of its error bars from these two columns.
    book.number(sheet, at, _UP, line.high - line.difference, kind=kind)
    book.number(sheet, at, _DOWN, line.difference - line.low, kind=kind)


def _chart(book: Book, rows: tuple[int, int], kpi: str) -> Any:
    """Let Excel draw the differences with their intervals as error bars."""
    name = book.name("summary")
    said = t("report.chart.difference", book.lang, kpi=title(kpi, book.lang))
    chart = book.chart("bar", said)
    chart.add_series(
        {
            "categories": [name, rows[0], 0, rows[1], 0],
            "values": [name, rows[0], _DIFFERENCE, rows[1], _DIFFERENCE],
            "fill": {"color": "#2a7f9e"},
            "gap": 70,
            "x_error_bars": {
                "type": "custom",
                "plus_values": _range(name, rows, _UP),
                "minus_values": _range(name, rows, _DOWN),
                "line": {"color": "#1f2933", "width": 1.25},
            },
        }
    )
    chart.set_legend({"none": True})
    # The names stand at the edge: beside the zero line a bar would lie over them.
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": book.face(9)})
    shown = "0.0%" if style_of(kpi, book.lang).kpi.is_share else "General"
    chart.set_x_axis({"num_font": book.face(9), "num_format": shown, "major_gridlines": GRID})
    chart.set_size({"width": 600, "height": 260})
    return chart


def _range(sheet: str, rows: tuple[int, int], column: int) -> str:
    from xlsxwriter.utility import quote_sheetname, xl_range_abs

    return f"={quote_sheetname(sheet)}!{xl_range_abs(rows[0], column, rows[1], column)}"
