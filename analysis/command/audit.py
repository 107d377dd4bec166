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

    from experiments.start_bands import Finding
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
    from rich.table import Table

    from analysis.views.numbers import style_of, title

    head = t("command.audit.head", lang, replicates=arguments.replicates, months=arguments.months)
    table = Table(title=head, title_justify="left", title_style="bold", pad_edge=False)
    for key in ("kpi", "plan", "band", "model"):
        table.add_column(
            t(f"command.audit.{key}", lang), justify="left" if key == "kpi" else "right"
        )
    for estate in levels:
        table.add_column(title_of(estate, lang), justify="right", style="dim")
    table.add_column("")
    for finding in findings:
        band = finding.band
        style = style_of(band.kpi, lang, scale=band.figure)
        name = title(band.kpi, lang)
        if band.estate:
            name = t("command.audit.of_estate", lang, kpi=name, estate=title_of(band.estate, lang))
        held = t("command.audit.inside" if finding.holds else "command.audit.outside", lang)
        table.add_row(
            name,
            style.level(band.figure),
            f"{style.level(band.low)} – {style.level(band.high)}",
            style.level(finding.value),
            *[style.level(level[band.kpi]) for level in levels.values()],
            f"[green]{held}[/green]" if finding.holds else f"[bold red]{held}[/bold red]",
        )
    console.print(table)
    inside = sum(finding.holds for finding in findings)
    console.print(t("command.audit.count", lang, inside=inside, all=len(findings)))


def _print_told(console: Console, levels: Levels, *, lang: str) -> None:
    from analysis.views.numbers import plain, style_of, title
    from experiments.start_bands import LATENT_RATIO, TOLD, latent_ratio, level_of

    console.print()
    for kpi, told in TOLD.items():
        style = style_of(kpi, lang, scale=told.figure)
        line = t(
            "command.audit.told",
            lang,
            kpi=title(kpi, lang),
            plan=style.level(told.figure),
            model=style.level(level_of(levels, kpi, told.estate)),
        )
        console.print(line, soft_wrap=True)
    for why in dict.fromkeys(told.why for told in TOLD.values()):
        console.print(t(f"command.audit.why.{why}", lang), style="dim", soft_wrap=True)
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
