"""``linli run``: one life of one estate, all its numbers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from analysis.command.parser import Parser
from scenarios.texts import t

if TYPE_CHECKING:
    from experiments.folder import Folder
    from experiments.profile import Profile
    from experiments.request import Request
    from experiments.tables import Tables


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("SCENARIO")
    parser.whole("--seed", least=0, default=1)
    parser.whole("--replicate", least=0, default=0)
    parser.whole("--months", least=1)
    parser.folder("--out")
    parser.flag("--zero-dose")
    parser.flag("--profile")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from experiments.folder import Ask, open_folder
    from experiments.request import Request
    from scenarios.loader import load

    scenario = load(arguments.scenario, months=arguments.months)
    request = Request(
        scenario=scenario,
        seed=arguments.seed,
        replicate=arguments.replicate,
        months=arguments.months or scenario.months,
        zero_dose=arguments.zero_dose,
    )
    ask = Ask("run", scenario.name, request.id, family=request.id, size=1)
    folder = open_folder(ask, arguments.out)
    said = "command.folder.reused" if folder.finished else "command.run.done"
    profile = None
    if not folder.finished:
        profile = _live(request, folder, arguments, lang)
    elif arguments.profile:  # what is finished stays; only its time is asked for
        _, profile = _simulate(request, arguments, lang)
    _tell(t(said, lang, folder=folder.path), arguments, folder)
    if profile:
        _tell_time(profile, lang)
    return 0


def _live(
    request: Request, folder: Folder, arguments: argparse.Namespace, lang: str
) -> Profile | None:
    import time

    from experiments.write import Batch

    began = time.perf_counter()
    with folder.claimed():
        tables, profile = _simulate(request, arguments, lang)
        with Batch(folder.path) as batch:
            _write(batch, tables, request)
    folder.finish(seconds=time.perf_counter() - began, jobs=1, lang=lang)
    return profile


def _simulate(
    request: Request, arguments: argparse.Namespace, lang: str
) -> tuple[Tables, Profile | None]:
    from analysis.command.watching import watcher
    from experiments.engine import ensure_compiled
    from experiments.profile import profiled
    from experiments.replicate import run
    from experiments.tables import of_results

    ensure_compiled(watcher(arguments, lang))
    if arguments.profile:
        return profiled(request)
    return of_results(run(request), everything=True), None


def _write(batch: Any, tables: Tables, request: Request) -> None:
    from experiments.record import of_request, of_shortfalls
    from experiments.tables import long_kpis

    kpis = long_kpis(tables["kpis"])
    batch.parquet("kpis.parquet", kpis)
    batch.csv("kpis.csv", kpis)
    batch.parquet("kpis_by_group.parquet", tables["kpis_by_group"])
    batch.csv("kpis_by_group.csv", tables["kpis_by_group"])
    for name in ("counts", "disputes", "emergencies", "exchanges", "ledger"):
        batch.parquet(f"{name}.parquet", tables[name])
    checks = dict(
        zip(tables["checks"]["check"].tolist(), tables["checks"]["value"].tolist(), strict=True)
    )
    told = {"checks": checks, "shortfalls": of_shortfalls(tables["shortfalls"])}
    batch.json("run.json", {**of_request(request), **told})


def _tell(line: str, arguments: argparse.Namespace, folder: Folder) -> None:
    print(folder.path if arguments.quiet else line)


def _tell_time(profile: Profile, lang: str) -> None:
    whole = f"{profile.seconds:.3f}"
    print(t("command.run.profile.head", lang, days=profile.days, seconds=whole))
    for phase in profile.dearest():
        row = t(
            "command.run.profile.row",
            lang,
            name=f"{phase.name:<12}",
            seconds=f"{phase.seconds:8.3f}",
            share=f"{phase.share:6.1%}",
            each=f"{phase.each:8.1f}",
            about=t(f"command.plan.phase.{phase.name}", lang),
        )
        print(row)
    start, results = f"{profile.start:.3f}", f"{profile.results:.3f}"
    print(t("command.run.profile.rest", lang, start=start, results=results))
