"""``linli study``: many runs from one file."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.command.parser import Parser
from experiments.errors import refused
from scenarios.texts import t

if TYPE_CHECKING:
    from experiments.engine import Made
    from experiments.folder import Folder
    from experiments.study import Study

ACTIONS = ("run",)


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("ACTION")
    parser.word("FILE")
    parser.whole("--jobs", least=1)
    parser.folder("--out")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from experiments.folder import Ask, open_folder
    from experiments.study import Study
    from scenarios.errors import did_you_mean

    if arguments.action not in ACTIONS:
        raise refused(
            "command.error.action",
            word=arguments.action,
            known=", ".join(ACTIONS),
            meant=did_you_mean(arguments.action, ACTIONS),
        )
    study = Study.read(Path(arguments.file))
    ask = Ask("study", study.plan.name, study.id, family=study.family, size=study.plan.replicates)
    folder = open_folder(ask, arguments.out)
    if folder.finished:
        print(
            folder.path if arguments.quiet else t("command.folder.reused", lang, folder=folder.path)
        )
        return 0
    return _work(study, folder, arguments, lang)


def _work(study: Study, folder: Folder, arguments: argparse.Namespace, lang: str) -> int:
    from analysis.command.watching import tell_failures, watcher
    from experiments.engine import cores, perform

    began = time.perf_counter()
    with folder.claimed():
        made = perform(
            study.requests(),
            store=folder.store,
            jobs=arguments.jobs,
            watcher=watcher(arguments, lang),
        )
    tell_failures(made, lang)
    folder.reopen()
    _write(study, folder, made)
    if not made.failures:
        folder.finish(
            seconds=time.perf_counter() - began, jobs=arguments.jobs or cores(), lang=lang
        )
    if arguments.quiet:
        print(folder.path)
    else:
        runs = len(study.points) * study.plan.replicates
        print(
            t("command.study.done", lang, points=len(study.points), runs=runs, folder=folder.path)
        )
    sys.stdout.flush()
    return 1 if made.failures else 0


def _write(study: Study, folder: Folder, made: Made) -> None:
    from experiments.record import of_study
    from experiments.write import Batch

    failures = {failure.id: failure.error for failure in made.failures}
    with Batch(folder.path) as batch:
        batch.csv("design.csv", study.design())
        batch.parquet("runs.parquet", study.runs(failures))
        batch.parquet("kpis.parquet", study.kpis(folder.store))
        batch.parquet("by_group.parquet", study.by_group(folder.store))
        batch.json("study.json", of_study(study))
