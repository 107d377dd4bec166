"""``linli plan``: what happens in a day of the model, in order."""

from __future__ import annotations

import argparse

from analysis.command.parser import Parser
from scenarios.texts import t


def options(parser: Parser) -> None:
    """Declare what the verb understands: nothing of its own."""


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from experiments.compilation import use_cache_folder

    use_cache_folder()
    from model.neighbourhood import PHASES

    if arguments.quiet:
        print("\n".join(PHASES))
        return 0
    print(t("command.plan.head", lang))
    for number, name in enumerate(PHASES, start=1):
        print(f"  {number:>2}  {name:<12}{t(f'command.plan.phase.{name}', lang)}")
    return 0
