"""``linli audit``: the model's start beside the plan's figures."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING

from analysis.command.parser import Parser
from analysis.command.titles import title_of
from experiments.errors import refused
from scenarios.texts import t

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rich.console import Console

    from experiments.start_bands import Finding, Told
    from experiments.store import Store

    Levels = Mapping[str, Mapping[str, float]]


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.flag("--start")
    parser.whole("--replicates", least=1, default=20)
    parser.whole("--seed", least=0, default=1)
    parser.whole("--months", least=1, default=36)
    parser.whole("--jobs", least=1)
    parser.folder("--out")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from rich.console import Console

    from analysis.command.watching import tell_failures, watcher
    from experiments.audit import start_levels, start_requests
    from experiments.start_bands import judge

    if not arguments.start:
        raise refused("command.error.audit")
    requests = start_requests(
        seed=arguments.seed, replicates=arguments.replicates, months=arguments.months
    )
    levels, made = start_levels(
        requests, store=_store(arguments.out), jobs=arguments.jobs, watcher=watcher(arguments, lang)
    )
    tell_failures(made, lang)
    if made.failures:
        return 1
    findings = judge(levels)
    console = Console(highlight=False)
    _print_bands(console, findings, levels, arguments, lang=lang)
    _print_told(console, levels, lang=lang)
    return 0 if all(finding.holds for finding in findings) else 1


def _store(out: Path | None) -> Store:
    from experiments.folder import RESULTS
    from experiments.store import Store

    return Store(out / "parts" if out else RESULTS / "store")


def _print_bands(
    console: Console,
    findings: list[Finding],
    levels: Levels,
    arguments: argparse.Namespace,
    *,
    lang: str,
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from analysis.views.themes import THEMES, theme_of
    from experiments.start_bands import TOLD

    head = t("command.audit.head", lang, replicates=arguments.replicates, months=arguments.months)
    table = Table(
        title=head,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    table.add_column(t("command.audit.kpi", lang), min_width=16, overflow="fold")
    table.add_column("", max_width=9)
    for key in ("plan", "band", "model"):
        table.add_column(t(f"command.audit.{key}", lang), justify="right", no_wrap=True)
    for estate in levels:
        table.add_column(
            title_of(estate, lang), justify="right", style="dim", max_width=10, overflow="fold"
        )
    for theme in THEMES:
        rows = [_held(f, levels, lang) for f in findings if theme_of(f.band.kpi) == theme]
        rows += [_told(k, told, levels, lang) for k, told in TOLD.items() if theme_of(k) == theme]
        for row in rows:
            table.add_row(*row)
        # A line between groups keeps a long table readable.
        table.add_section()
    console.print(table)
    inside = sum(finding.holds for finding in findings)
    console.print(t("command.audit.count", lang, inside=inside, all=len(findings)))


def _held(finding: Finding, levels: Levels, lang: str) -> list[str]:
    """Write a band that the start is held to."""
    from analysis.views.numbers import style_of

    band = finding.band
    style = style_of(band.kpi, lang, scale=band.figure)
    name = _named(band.kpi, lang, estate=band.estate)
    ends = f"{style.level(band.low)} – {style.level(band.high)}"
    if not math.isfinite(finding.value):
        verdict = f"[bold red]{t('command.audit.no_value', lang)}[/bold red]"
    elif finding.holds:
        verdict = f"[green]{t('command.audit.inside', lang)}[/green]"
    else:
        verdict = f"[bold red]{t('command.audit.outside', lang)}[/bold red]"
    own = [style.level(level.get(band.kpi, math.nan)) for level in levels.values()]
    return [name, verdict, style.level(band.figure), ends, style.level(finding.value), *own]


def _told(kpi: str, told: Told, levels: Levels, lang: str) -> list[str]:
    """Write a figure of the plan that is told beside the model's and not held."""
    from analysis.views.numbers import NOTHING, style_of
    from experiments.start_bands import level_of

    style = style_of(kpi, lang, scale=told.figure)
    own = [style.level(level.get(kpi, math.nan)) for level in levels.values()]
    verdict = f"[dim]{t('command.audit.not_held', lang)}[/dim]"
    model = style.level(level_of(levels, kpi, told.estate))
    name = _named(kpi, lang, estate=told.estate)
    return [name, verdict, style.level(told.figure), NOTHING, model, *own]


def _named(kpi: str, lang: str, *, estate: str | None = None) -> str:
    """Name a KPI with its unit; a number alone does not say whether it counts hours."""
    from analysis.views.numbers import title, unit

    name = title(kpi, lang)
    if estate:
        name = t("command.audit.of_estate", lang, kpi=name, estate=title_of(estate, lang))
    said = unit(kpi, lang)
    return f"{name}\n[dim]{said}[/dim]" if said else name


def _print_told(console: Console, levels: Levels, *, lang: str) -> None:
    from analysis.views.numbers import plain, title
    from experiments.start_bands import LATENT_RATIO, TOLD, latent_ratio

    console.print()
    for why in dict.fromkeys(told.why for told in TOLD.values()):
        kpis = [title(kpi, lang) for kpi, told in TOLD.items() if told.why == why]
        line = t(
            "command.audit.because",
            lang,
            kpis=t("report.list.comma", lang).join(kpis),
            reason=t(f"command.audit.why.{why}", lang),
        )
        console.print(line, style="dim", soft_wrap=True)
    ratio = latent_ratio(levels)
    low, high = LATENT_RATIO
    inside = math.isfinite(ratio) and low <= ratio <= high
    line = t(
        "command.audit.ratio",
        lang,
        ratio=plain(ratio, 1),
        low=plain(low, 0),
        high=plain(high, 0),
        held=t("command.audit.inside" if inside else "command.audit.outside", lang),
    )
    console.print(line, soft_wrap=True)
