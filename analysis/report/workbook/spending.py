"""The spending sheet: who pays for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.figures.stacks import CHANNEL_COLOURS
from analysis.report.workbook.book import Book
from analysis.views.payers import by_channel, channel_title, measure_title, purpose_title
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report.folder import ComparisonFolder

__all__ = ["add_spending"]

_CHART_ROWS = 16


def add_spending(book: Book, found: ComparisonFolder) -> None:
    """Add spending by channel with a chart, and below it by measure and purpose."""
    sheet, lang, titles = book.sheet("spending"), book.lang, found.titles(book.lang)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 12, 17)
    spent = found.table("spending")
    if spent is None:
        book.text(sheet, 0, 0, t("report.page.nothing_spent", lang))
        return
    table = by_channel(spent)
    order = [option for option in titles if option in table.index]
    channels = [str(channel) for channel in table.columns]
    book.text(sheet, 0, 0, t("report.page.spent_by_channel", lang), kind="strong")
    book.heads(sheet, 1, ["", *(channel_title(channel, lang) for channel in channels)])
    for row, option in enumerate(order, start=2):
        book.text(sheet, row, 0, titles[option])
        for column, amount in enumerate(table.loc[option].to_numpy(), start=1):
            book.number(sheet, row, column, float(amount), kind="whole")
    last = 1 + len(order)
    sheet.insert_chart(last + 2, 0, _chart(book, last, len(channels)), {"description": ""})
    _lines(book, sheet, spent, titles, row=last + 3 + _CHART_ROWS)


def _chart(book: Book, last: int, channels: int) -> Any:
    name = book.name("spending")
    chart = book.chart("bar", t("report.figure.spending", book.lang), subtype="stacked")
    for column in range(1, channels + 1):
        chart.add_series(
            {
                "name": [name, 1, column],
                "categories": [name, 2, 0, last, 0],
                "values": [name, 2, column, last, column],
                "fill": {"color": CHANNEL_COLOURS[(column - 1) % len(CHANNEL_COLOURS)]},
                "gap": 60,
            }
        )
    chart.set_legend({"position": "bottom", "font": book.face(9)})
    chart.set_y_axis({"reverse": True, "num_font": book.face(9)})
    chart.set_x_axis({"num_format": "#,##0", "num_font": book.face(9)})
    chart.set_size({"width": 640, "height": 280})
    return chart


def _lines(
    book: Book, sheet: Any, spent: pd.DataFrame, titles: dict[str, str], *, row: int
) -> None:
    """List the mean spending of each option by measure, channel and purpose."""
    keys = ["option", "measure", "channel", "what"]
    replicates = spent.groupby("option")["replicate"].nunique()
    sums = spent.groupby(keys, sort=True)[["yuan", "staff_hours"]].sum().reset_index()
    heads = [t(f"report.column.{key}", book.lang) for key in (*keys, "yuan", "hours")]
    book.heads(sheet, row, heads)
    for at, cells in enumerate(sums.to_dict("records"), start=row + 1):
        option = str(cells["option"])
        words = (
            titles.get(option, option),
            measure_title(str(cells["measure"]), book.lang),
            channel_title(str(cells["channel"]), book.lang),
            purpose_title(str(cells["what"]), book.lang),
        )
        for column, word in enumerate(words):
            book.text(sheet, at, column, word)
        for column, name in enumerate(("yuan", "staff_hours"), start=len(words)):
            amount = float(cells[name]) / float(replicates[option])
            book.number(sheet, at, column, amount, kind="whole")
