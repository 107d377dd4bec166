"""``linli report``: the report of a finished comparison, written anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.command.parser import Parser
from scenarios.texts import t


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("DIR")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from analysis.report import write_report
    from experiments.write import make_folder

    folder = Path(arguments.dir)
    if folder.is_dir():
        make_folder(folder)
    write_report(folder, lang=lang)
    print(folder if arguments.quiet else t("command.report.done", lang, folder=folder))
    return 0
