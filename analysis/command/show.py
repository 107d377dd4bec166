"""``linli show``: a scenario, a KPI, a measure or a risk in detail."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from analysis.command.parser import Parser
from experiments.errors import refused

if TYPE_CHECKING:
    from scenarios.schema import Scenario


def options(parser: Parser) -> None:
    """Declare what the verb understands."""
    parser.word("NAME")
    parser.flag("--diff")


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    from model.kpis import KPIS
    from scenarios.portfolio import is_portfolio, load_portfolio

    name = arguments.name
    if name in KPIS:
        from analysis.command.showing.kpi import show_kpi

        show_kpi(name, lang)
    elif name in _risks() and "/" not in name:
        from analysis.command.showing.risk import show_risk

        show_risk(name, lang)
    elif name in _measures() and "/" not in name:
        from analysis.command.showing.measure import show_measure

        show_measure(name, lang)
    elif is_portfolio(name):
        from analysis.command.showing.portfolio import show_portfolio

        show_portfolio(load_portfolio(name), lang)
    else:
        from analysis.command.showing.scenario import show_difference, show_scenario

        scenario = _scenario(name)
        (show_difference if arguments.diff else show_scenario)(scenario, lang)
    return 0


def _measures() -> list[str]:
    from model.interventions import CATALOGUE

    return list(CATALOGUE)


def _risks() -> list[str]:
    from model.risks import RISKS

    return list(RISKS)


def _scenario(name: str) -> Scenario:
    from model.kpis import KPIS
    from scenarios.errors import InputError, did_you_mean
    from scenarios.loader import load, names

    try:
        return load(name)
    except InputError as error:
        if any(problem.rule == "no_such_name" for problem in error.problems):
            known = [*names(), *KPIS, *_measures(), *_risks()]
            raise refused(
                "command.error.show", word=name, meant=did_you_mean(name, known)
            ) from None
        raise
