"""``linli list``: what can be run and compared here."""

from __future__ import annotations

import argparse

from analysis.command.parser import Parser, wrapped
from analysis.command.titles import title_of
from scenarios.texts import t


def options(parser: Parser) -> None:
    """Declare what the verb understands: nothing of its own."""


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from scenarios.library import comparisons, estates, names, packages, portfolios

    if arguments.quiet:
        print("\n".join(names()))
        return 0
    print(t("command.list.estates", lang))
    _print_names(estates(), lang)
    print(t("command.list.packages", lang))
    _print_names(packages(), lang)
    print(t("command.list.portfolios", lang))
    _print_names(portfolios(), lang)
    print(t("command.list.comparisons", lang))
    _print_names(comparisons(), lang)
    first = f"{estates()[0]}/{packages()[0]}" if estates() and packages() else ""
    print(t("command.list.how", lang, example=first))
    return 0


def _print_names(names: list[str], lang: str) -> None:
    width = max(map(len, names), default=0) + 2
    for name in names:
        title, *rest = wrapped(title_of(name, lang), 96 - width)
        print(f"  {name:<{width}}{title}")
        for line in rest:
            print(f"  {'':<{width}}{line}")
    print()
