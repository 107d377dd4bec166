"""Watching: who looks on while runs are made, and what is said of those that failed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from scenarios.texts import t

if TYPE_CHECKING:
    from experiments.engine import Made, Watcher


def watcher(arguments: argparse.Namespace, lang: str) -> Watcher:
    """Choose who watches: nobody where it is to be quiet."""
    from analysis.command.progress import Progress
    from experiments.engine import Nobody

    return Nobody() if arguments.quiet else Progress(lang)


def tell_failures(made: Made, lang: str) -> None:
    """Name every run that failed, with its error and the command that repeats it."""
    if not made.failures:
        return
    print(t("command.failed.head", lang, number=len(made.failures)), file=sys.stderr)
    for failure in made.failures:
        print(
            t("command.failed.run", lang, error=failure.error, command=failure.command),
            file=sys.stderr,
        )
