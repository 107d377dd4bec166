"""Difference: what one scenario has otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from scenarios.schema import Scenario

__all__ = ["Difference", "differences"]

COMPARED: Final = ("estate", "parameters", "interventions", "months", "phases", "roster")


class Difference(NamedTuple):
    """A key, what stands there in the base, and what in the option; ``None`` where nothing does."""

    key: str
    base: Any
    option: Any


def differences(base: Scenario, option: Scenario) -> list[Difference]:
    """List every key whose value differs, in the order of the option."""
    below, above = _flat(base), _flat(option)
    keys = [*above, *(key for key in below if key not in above)]
    return [
        Difference(key, below.get(key), above.get(key))
        for key in keys
        if key != "interventions" and below.get(key) != above.get(key)
    ]


def _flat(scenario: Scenario) -> dict[str, Any]:
    data = scenario.model_dump(mode="json", include=set(COMPARED))
    data["interventions"] = {
        measure["use"]: {key: value for key, value in measure.items() if key != "use"}
        for measure in data["interventions"]
    }
    data["roster"] = len(scenario.roster.rows) if scenario.roster else None
    return dict(_leaves(data, ""))


def _leaves(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{key}[{number}]")
    else:
        yield key, value
