"""``linli new``: a template for an estate or a package of one's own."""

from __future__ import annotations

import argparse

from analysis.command.parser import Parser
from experiments.errors import refused

KINDS = ("estate", "package")


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("KIND")
    parser.word("PATH", optional=True)


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from scenarios.errors import did_you_mean

    if arguments.kind not in KINDS:
        raise refused(
            "command.error.new_kind",
            word=arguments.kind,
            known=", ".join(KINDS),
            meant=did_you_mean(arguments.kind, KINDS),
        )
    return 0
