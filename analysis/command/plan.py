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
    from model.neighbourhood import Neighbourhood

    names: tuple[str, ...] = Neighbourhood.phases.fget(_Names())  # type: ignore[attr-defined]
    if arguments.quiet:
        print("\n".join(names))
        return 0
    print(t("command.plan.head", lang))
    for number, name in enumerate(names, start=1):
        print(f"  {number:>2}  {name:<12}{t(f'command.plan.phase.{name}', lang)}")
    return 0


class _Names:
    """Stands in for a neighbourhood that is asked for its phases, and answers with their names."""

    def __getattr__(self, name: str) -> str:
        return name
