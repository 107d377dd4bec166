"""A stress test: a package meets each risk, with and without what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.errors import refused
from model.risks import RISKS
from scenarios.library import split, split_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from experiments.compare import AnyScenario

__all__ = ["stressed"]


def stressed(base: AnyScenario) -> list[str]:
    """Name the options of a stress test, two for each risk that the base does not run already.

    ``base+risk``, and without its mitigations where the base holds any, or else with the first
    of them. Raises a refusal where the base is a file or an estate alone, which no name composes.
    """
    if not (split_portfolio(base.name) or split(base.name)).package:
        raise refused("command.error.stress_base", base=base.name)
    met = {plan.use for plan in base.risks}
    held = [plan.use for plan in base.interventions]
    return [name for risk in RISKS if risk not in met for name in _pair(base.name, risk, held)]


def _pair(base: str, risk: str, held: list[str]) -> Iterator[str]:
    struck = f"{base}+{risk}"
    yield struck
    guards = [use for use in RISKS[risk].mitigations if use in held]
    if guards:
        yield "-".join((struck, *guards))
    else:
        yield f"{struck}+{RISKS[risk].mitigations[0]}"
