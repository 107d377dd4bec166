"""``linli new``: a template for an estate or a package of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.command.parser import Parser
from experiments.errors import refused
from scenarios.texts import t

KINDS = ("estate", "package")


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("KIND")
    parser.word("NAME", about="new_name")
    parser.folder("--out")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from scenarios.errors import did_you_mean
    from scenarios.template import new_estate, new_package

    folder: Path = arguments.out or Path()
    if arguments.kind == "estate":
        files = new_estate(arguments.name, folder=folder, lang=lang)
    elif arguments.kind == "package":
        files = new_package(arguments.name, folder=folder)
    else:
        raise refused(
            "command.error.new_kind",
            word=arguments.kind,
            known=", ".join(KINDS),
            meant=did_you_mean(arguments.kind, KINDS),
        )
    if arguments.quiet:
        print("\n".join(map(str, files)))
        return 0
    print(t("command.new.done", lang, files=", ".join(map(str, files))))
    print(t("command.new.next", lang, file=files[0]))
    return 0
