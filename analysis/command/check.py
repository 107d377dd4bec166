"""``linli check``: whether files of one's own can be used."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.command.parser import Parser
from scenarios.errors import InputError
from scenarios.texts import t


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.words("FILES")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Look all files over; one that cannot be used does not keep the others from being read."""
    wrong = 0
    for file in arguments.files:
        try:
            kind = _kind(file, lang)
        except InputError as error:
            print(error.text(lang), file=sys.stderr)
            wrong += 1
        else:
            if not arguments.quiet:
                print(t("command.check.good", lang, file=file, kind=kind))
    return 2 if wrong else 0


def _kind(file: str, lang: str) -> str:
    from experiments.study_file import is_study
    from scenarios.loader import check
    from scenarios.portfolio import is_portfolio, load_portfolio

    if is_study(Path(file)):
        from experiments.study import Study

        study = Study.read(Path(file))
        points = len(study.points)
        runs = points * study.plan.replicates
        return t("command.check.study", lang, points=points, runs=runs)
    if is_portfolio(file):
        return t("command.check.portfolio", lang, number=load_portfolio(file).size)
    return t(f"command.check.{check(file)}", lang)
