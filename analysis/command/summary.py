"""The end of a comparison on the screen: a short table, what it means, what it proves."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.texts import t

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from analysis.views.rows import KpiRow

SHOWN = (
    "latent_conflicts_per_1000_hh_year",
    "disputes_per_1000_hh_year",
    "mediation_success_rate",
    "handling_time_hours",
    "trust_index",
    "share_trusting_manager",
    "participations_per_resident_year",
    "share_willing_to_ask_neighbour",
    "exchanges_per_estate_year",
    "programme_cost_yuan",
)
MANY = 4  # more options than this do not fit side by side
CHIEF = (
    "latent_conflicts_per_1000_hh_year",
    "trust_index",
    "share_trusting_manager",
    "participations_per_resident_year",
    "programme_cost_yuan",
)


def print_summary(folder: Path, lang: str) -> None:
    """Print what a comparison in a folder shows."""
    import pandas as pd
    from rich.console import Console

    from analysis.views.rows import kpi_rows

    record = json.loads((folder / "compare.json").read_text(encoding="utf-8"))
    base = record["base"]
    options = [entry["name"] for entry in record["options"] if entry["name"] != base]
    titles = {entry["name"]: entry["title"][lang] for entry in record["options"]}
    rows = kpi_rows(pd.read_csv(folder / "comparison.csv"), lang=lang, options=options)
    console = Console(highlight=False)
    _print_table(console, rows, titles=titles, record=record, lang=lang)
    _print_headline(console, rows, titles=titles, base=base, lang=lang)
    print_proof(console, record, titles=titles, lang=lang)
    _print_reduction(console, record, lang=lang)
    console.print(t("command.compare.done", lang, folder=folder), soft_wrap=True)


def print_proof(
    console: Console, record: Mapping[str, Any], *, titles: Mapping[str, str], lang: str
) -> None:
    """Print whether every option at dose zero was the life without measures, bit for bit."""
    proofs = record["zero_dose"]
    wrong = [proof for proof in proofs if not proof["equal"]]
    if not wrong:
        compared = sum(proof["compared"] for proof in proofs)
        line = t("command.proof.holds", lang, compared=f"{compared:,}", months=proofs[0]["months"])
        console.print(line, style="green", soft_wrap=True)
    for proof in wrong:
        line = t(
            "command.proof.broken",
            lang,
            option=titles[proof["option"]],
            differing=proof["differing"] if proof["differing"] is not None else "?",
            compared=proof["compared"],
        )
        console.print(line, style="bold red", soft_wrap=True)


def _print_table(
    console: Console,
    rows: list[KpiRow],
    *,
    titles: Mapping[str, str],
    record: Mapping[str, Any],
    lang: str,
) -> None:
    from rich.table import Table

    options = [name for name in titles if name != record["base"]]
    by_kpi: dict[str, dict[str, KpiRow]] = {}
    for row in rows:
        by_kpi.setdefault(row.kpi, {})[row.option] = row
    told = [kpi for kpi in SHOWN if _is_told(by_kpi.get(kpi, {}))]
    head = t(
        "command.compare.head",
        lang,
        base=titles[record["base"]],
        replicates=record["replicates"],
        month=record["months"],
    )
    table = Table(title=head, title_justify="left", title_style="bold", pad_edge=False)
    if len(options) > MANY:
        _fill_by_option(table, by_kpi, options, told=told, titles=titles, record=record)
    else:
        table.add_column(t("command.compare.kpi", lang))
        _fill_by_kpi(table, by_kpi, options, told=told, titles=titles, record=record)
    console.print(table)
    console.print(t("command.compare.legend", lang), style="dim", soft_wrap=True)


def _is_told(cells: Mapping[str, KpiRow]) -> bool:
    return any(math.isfinite(row.difference) for row in cells.values())


def _fill_by_kpi(
    table: Table,
    by_kpi: Mapping[str, Mapping[str, KpiRow]],
    options: list[str],
    *,
    told: list[str],
    titles: Mapping[str, str],
    record: Mapping[str, Any],
) -> None:
    """Give each KPI a row and each option a column."""
    for name in (record["base"], *options):
        table.add_column(titles[name], justify="right")
    for kpi in told:
        cells = by_kpi[kpi]
        first = next(iter(cells.values()))
        changes = [_cell(cells[option]) if option in cells else "" for option in options]
        table.add_row(_kpi_name(first), first.style.level(first.base), *changes)


def _fill_by_option(
    table: Table,
    by_kpi: Mapping[str, Mapping[str, KpiRow]],
    options: list[str],
    *,
    told: list[str],
    titles: Mapping[str, str],
    record: Mapping[str, Any],
) -> None:
    """Give each option a row, where there are too many for columns, and the chief KPIs columns."""
    table.add_column("")
    shown = [kpi for kpi in CHIEF if kpi in told]
    firsts = {kpi: next(iter(by_kpi[kpi].values())) for kpi in shown}
    for kpi in shown:
        table.add_column(_kpi_name(firsts[kpi]), justify="right")
    levels = [first.style.level(first.base) for first in firsts.values()]
    table.add_row(titles[record["base"]], *levels, end_section=True)
    for option in options:
        cells = [by_kpi[kpi].get(option) for kpi in shown]
        table.add_row(titles[option], *[_cell(cell) if cell else "" for cell in cells])


def _kpi_name(row: KpiRow) -> str:
    return f"{row.title}\n[dim]{row.unit}[/dim]"


def _cell(row: KpiRow) -> str:
    from analysis.views.verdicts import Verdict

    if not math.isfinite(row.difference):
        return "–"
    colour = {Verdict.BETTER: "green", Verdict.WORSE: "red"}.get(row.verdict)
    change = row.style.change(row.difference)
    told = f"[{colour}]{change}[/{colour}]" if colour else change
    low_high = row.style.between(row.low, row.high)
    if not row.verdict.is_told_apart:
        told = f"[dim]{told}[/dim]"
    return f"{told}\n[dim]{low_high}[/dim]"


def _print_headline(
    console: Console, rows: list[KpiRow], *, titles: Mapping[str, str], base: str, lang: str
) -> None:
    from analysis.views.sentences import difference
    from analysis.views.themes import PRIMARY

    for row in rows:
        if row.kpi == PRIMARY and math.isfinite(row.difference):
            said = difference(row, option=titles[row.option], base=titles[base])
            console.print(f"• {said}", soft_wrap=True)


def _print_reduction(console: Console, record: Mapping[str, Any], *, lang: str) -> None:
    from analysis.views.numbers import title

    for kpi in ("latent_conflicts_per_1000_hh_year", "trust_index"):
        factors = [
            factors[kpi]
            for factors in record["variance_reduction"].values()
            if factors.get(kpi) is not None
        ]
        if factors:
            low, high = min(factors), max(factors)
            key = "one" if f"{low:.1f}" == f"{high:.1f}" else "range"
            line = t(
                f"command.reduction.{key}",
                lang,
                kpi=title(kpi, lang),
                low=f"{low:,.1f}",
                high=f"{high:,.1f}",
            )
            console.print(line, style="dim", soft_wrap=True)
