"""``linli compare``: one estate without and with packages of measures, the same luck in each."""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

from analysis.command.parser import Parser
from experiments.errors import refused
from scenarios.texts import t

if TYPE_CHECKING:
    from pathlib import Path

    from experiments.compare import AnyScenario, Comparison, ComparisonRuns
    from experiments.folder import Folder


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("BASE")
    parser.words("OPTION", least=0)
    parser.flag("--each-measure")
    parser.flag("--leave-one-out")
    parser.flag("--stress-test")
    parser.whole("--replicates", least=1, default=20)
    parser.whole("--seed", least=0, default=1)
    parser.whole("--months", least=1)
    parser.whole("--jobs", least=1)
    parser.folder("--out")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from experiments.folder import Ask, open_folder

    comparison = _asked(arguments)
    ask = Ask(
        "compare",
        comparison.base.name,
        comparison.id,
        family=comparison.family,
        size=comparison.replicates,
    )
    folder = open_folder(ask, arguments.out)
    if folder.finished:
        return _again(folder, arguments, lang)
    return _work(comparison, folder, arguments, lang)


def _asked(arguments: argparse.Namespace) -> Comparison:
    from experiments.compare import Comparison
    from experiments.stress_test import stressed
    from scenarios.library import base_of_comparison

    named = base_of_comparison(arguments.base)
    stress_test = arguments.stress_test or named is not None
    if not (arguments.option or arguments.each_measure or stress_test):
        raise refused("command.error.no_option", base=arguments.base)
    base = _load(named or arguments.base, months=arguments.months)
    months = arguments.months or base.months
    names = _options(arguments, base)
    if stress_test:
        names = list(dict.fromkeys([*names, *stressed(base)]))
    chosen = [_load(name, months=months) for name in names]
    _check(base, chosen)
    return Comparison(
        base=base,
        options=tuple(chosen),
        seed=arguments.seed,
        replicates=arguments.replicates,
        months=months,
    )


def _options(arguments: argparse.Namespace, base: AnyScenario) -> list[str]:
    """List what is asked for by name, then each measure alone, then each option without one."""
    from model.interventions import PLANS

    names = list(arguments.option)
    if arguments.each_measure:
        names += [f"{base.place}/{use}" for use, plan in PLANS.items() if not plan.against]
    if arguments.leave_one_out:
        for name in arguments.option:
            option = _load(name, months=arguments.months)
            if len(option.interventions) > 1 and "/" in name:
                names += [f"{name}-{plan.use}" for plan in option.interventions]
    return list(dict.fromkeys(names))


def _load(reference: str, *, months: int | None) -> AnyScenario:
    from scenarios.loader import load
    from scenarios.portfolio import is_portfolio, load_portfolio

    if is_portfolio(reference):
        return load_portfolio(reference, months=months)
    return load(reference, months=months)


def _check(base: AnyScenario, chosen: list[AnyScenario]) -> None:
    from experiments.compare import same_place

    names = [base.name]
    for option in chosen:
        if option.name in names:
            raise refused("command.error.option_twice", name=option.name)
        if not same_place(base, option):
            raise refused("command.error.other_estate", base=base.name, option=option.name)
        names.append(option.name)


def _work(comparison: Comparison, folder: Folder, arguments: argparse.Namespace, lang: str) -> int:
    from analysis.command.watching import tell_failures, watcher
    from experiments.compare import make_comparison_runs
    from experiments.engine import cores

    began = time.perf_counter()
    try:
        with folder.claimed():
            runs = make_comparison_runs(
                comparison,
                store=folder.store,
                jobs=arguments.jobs,
                watcher=watcher(arguments, lang),
            )
    except KeyboardInterrupt:
        _tell_kept(folder, comparison, lang)
        raise
    tell_failures(runs.made, lang)
    if not _comparable(runs):
        print(t("command.compare.nothing", lang), file=sys.stderr)
        return 1
    folder.reopen()
    _write(runs, folder.path, lang)
    if not runs.made.failures:
        folder.finish(
            seconds=time.perf_counter() - began, jobs=arguments.jobs or cores(), lang=lang
        )
    _summary(folder.path, arguments, lang)
    proven = all(proof["equal"] for proof in runs.zero_dose)
    return 0 if proven and not runs.made.failures else 1


def _again(folder: Folder, arguments: argparse.Namespace, lang: str) -> int:
    if not arguments.quiet:
        print(t("command.folder.reused", lang, folder=folder.path))
    if folder.lang != lang:
        from analysis.report import write_report

        write_report(folder.path, lang=lang)
    _summary(folder.path, arguments, lang)
    return 0


def _comparable(runs: ComparisonRuns) -> bool:
    """Tell whether the base and at least one option have a replicate in common."""
    if not runs.runs:
        return False
    found = set(zip(runs.runs["option"].tolist(), runs.runs["replicate"].tolist(), strict=True))
    base = runs.comparison.base.name
    return any(name != base and (base, number) in found for name, number in found)


def _write(runs: ComparisonRuns, folder: Path, lang: str) -> None:
    from analysis.compare import UnpairedWarning, compare, variance_reductions
    from analysis.report import write_report
    from experiments.record import of_comparison
    from experiments.write import Batch

    frame, base = runs.frame(), runs.comparison.base.name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnpairedWarning)  # told already, with each failed run
        compared = compare(frame, base, estates=runs.comparison.base.size)
        factors = variance_reductions(frame, base)
        by_estate = _by_estate(runs, compared)
    reduction: dict[str, dict[str, float]] = {}
    for row in factors.itertuples(index=False):
        reduction.setdefault(str(row.option), {})[str(row.kpi)] = float(str(row.factor))
    record = {
        **of_comparison(runs.comparison),
        "zero_dose": runs.zero_dose,
        "variance_reduction": reduction,
        "failed": [
            {"error": failure.error, "command": failure.command} for failure in runs.made.failures
        ],
    }
    with Batch(folder) as batch:
        runs.write(batch)
        batch.csv("comparison.csv", _table(compared))
        for name, table in by_estate.items():
            batch.csv(f"{name}.csv", _table(table))
        batch.json("compare.json", record)
    write_report(folder, lang=lang)


def _by_estate(runs: ComparisonRuns, total: Any) -> dict[str, Any]:
    """Compare estate by estate in a portfolio, and pick out the month of its evaluation."""
    from analysis.estates import compare_estates
    from scenarios.portfolio import Portfolio

    base = runs.comparison.base
    if not isinstance(base, Portfolio):
        return {}
    table = compare_estates(runs.by_estate, base.name, total=total)
    tables = {"comparison_by_estate": table}
    if base.evaluation in set(table["month"]):
        tables["evaluation"] = table[table["month"] == base.evaluation]
    return tables


def _table(frame: Any) -> dict[str, Any]:
    return {str(name): frame[name].to_numpy() for name in frame}


def _tell_kept(folder: Folder, comparison: Comparison, lang: str) -> None:
    wanted = [request.id for request in comparison.requests()]
    kept = len(folder.store.finished(wanted))
    if kept:
        print(
            t(
                "command.compare.kept",
                lang,
                kept=kept,
                runs=len(wanted),
                folder=folder.store.folder,
            ),
            file=sys.stderr,
        )


def _summary(folder: Path, arguments: argparse.Namespace, lang: str) -> None:
    if arguments.quiet:
        print(folder)
        return
    from analysis.command.summary import print_summary

    print_summary(folder, lang)
