"""Difference: what one scenario has otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from model.interventions import PLANS
from scenarios.schema import Scenario

__all__ = ["Difference", "differences"]

COMPARED: Final = ("estate", "parameters", "months")  # phases name months and change nothing


class Difference(NamedTuple):
    """A key, what stands there in the base, and what in the option; ``None`` where nothing does."""

    key: str
    base: Any
    option: Any


def differences(base: Scenario, option: Scenario) -> list[Difference]:
    """List every key whose value differs, in the order of the option.

    A measure that only the option has is shown by its start and by what differs from its defaults.
    """
    below, above = _flat(base), _flat(option)
    for use in {plan.use for plan in option.interventions} - {
        plan.use for plan in base.interventions
    }:
        usual = PLANS[use](use=use).model_dump(mode="json", exclude={"use", "start"})
        below |= dict(_leaves(usual, f"interventions.{use}"))
    keys = [*above, *(key for key in below if key not in above)]
    return [
        Difference(key, below.get(key), above.get(key))
        for key in keys
        if below.get(key) != above.get(key)
    ]


def _flat(scenario: Scenario) -> dict[str, Any]:
    data = scenario.model_dump(mode="json", include=set(COMPARED))
    data["roster"] = len(scenario.roster.rows) if scenario.roster else None
    leaves = dict(_leaves(data, ""))
    for plan in scenario.interventions:
        measure = plan.model_dump(mode="json", exclude={"use"})
        leaves |= dict(_leaves(measure, f"interventions.{plan.use}"))
    return leaves


def _leaves(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{key}[{number}]")
    else:
        yield key, value
