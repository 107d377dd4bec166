"""``linli run``: one life of one estate, all its numbers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from analysis.command.parser import Parser
from scenarios.texts import t

if TYPE_CHECKING:
    from experiments.folder import Folder
    from experiments.profile import Profile
    from experiments.replicate import AnyRequest
    from experiments.tables import Table, Tables


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

    request = _asked(arguments)
    ask = Ask("run", request.scenario.name, request.id, family=request.id, size=1)
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


def _asked(arguments: argparse.Namespace) -> AnyRequest:
    from experiments.compare import request_of
    from experiments.errors import refused
    from scenarios.portfolio import is_portfolio, load_portfolio

    scenario: Any
    if is_portfolio(arguments.scenario):
        if arguments.profile:
            raise refused("command.error.profile_portfolio")
        scenario = load_portfolio(arguments.scenario, months=arguments.months)
    else:
        from scenarios.loader import load

        scenario = load(arguments.scenario, months=arguments.months)
    return request_of(
        scenario,
        seed=arguments.seed,
        replicate=arguments.replicate,
        months=arguments.months or scenario.months,
        zero_dose=arguments.zero_dose,
    )


def _live(
    request: AnyRequest, folder: Folder, arguments: argparse.Namespace, lang: str
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
    request: AnyRequest, arguments: argparse.Namespace, lang: str
) -> tuple[Tables, Profile | None]:
    from analysis.command.watching import watcher
    from experiments.engine import ensure_compiled
    from experiments.portfolio import PortfolioRequest, tables_with_evaluation
    from experiments.profile import profiled
    from experiments.replicate import run
    from experiments.tables import of_results

    ensure_compiled(watcher(arguments, lang))
    if isinstance(request, PortfolioRequest):
        return tables_with_evaluation(request), None
    if arguments.profile:
        return profiled(request)
    return of_results(run(request), everything=True), None


def _write(batch: Any, tables: Tables, request: AnyRequest) -> None:
    from experiments.portfolio import PortfolioRequest, all_estates, with_total
    from experiments.record import of_request
    from experiments.tables import long_kpis

    if isinstance(request, PortfolioRequest):
        kpis = all_estates(tables["kpis"], tables["estate_kpis"])
        by_group = with_total(tables["total_by_group"], tables["kpis_by_group"])
        batch.csv("passed_on.csv", tables["passed_on"])
        if "evaluation" in tables:
            batch.csv("evaluation.csv", tables["evaluation"])
    else:
        kpis, by_group = long_kpis(tables["kpis"]), tables["kpis_by_group"]
    batch.parquet("kpis.parquet", kpis)
    batch.csv("kpis.csv", kpis)
    batch.parquet("kpis_by_group.parquet", by_group)
    batch.csv("kpis_by_group.csv", by_group)
    for name in ("counts", "disputes", "emergencies", "exchanges", "ledger"):
        batch.parquet(f"{name}.parquet", tables[name])
    batch.json("run.json", {**of_request(request), **_told(tables)})


def _told(tables: Tables) -> dict[str, Any]:
    """Tell the checks of a run and what its measures lacked, by estate in a portfolio."""
    if "estate" not in tables["checks"]:
        return _told_of(tables["checks"], tables["shortfalls"])
    names = dict.fromkeys(tables["checks"]["estate"].tolist())
    by_estate = {
        name: _told_of(_rows(tables["checks"], name), _rows(tables["shortfalls"], name))
        for name in names
    }
    return {"estates": by_estate}


def _told_of(checks: Table, shortfalls: Table) -> dict[str, Any]:
    from experiments.record import of_shortfalls

    told = dict(zip(checks["check"].tolist(), checks["value"].tolist(), strict=True))
    return {"checks": told, "shortfalls": of_shortfalls(shortfalls)}


def _rows(table: Table, estate: str) -> Table:
    here = table["estate"] == estate
    return {name: column[here] for name, column in table.items()}


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
