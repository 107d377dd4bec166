"""Patching: a scenario with some of its numbers replaced, by dotted name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from experiments.errors import refused
from scenarios.errors import did_you_mean, shown_path
from scenarios.schema import Scenario


def patched(
    scenario: Scenario, values: Mapping[str, Any], *, source: Path | None = None
) -> tuple[Scenario, dict[str, Any]]:
    """Replace values in a scenario, and tell which of them it has a place for.

    Names are dotted: ``parameters.ties.half_life``, ``estate.spaces.parking``,
    ``interventions.points.coverage``. A measure that the scenario does not have stays away.
    """
    reached: dict[str, Any] = {}
    for name, value in values.items():
        root, *path = name.split(".")
        try:
            if root == "interventions":
                plans = _with_measure(scenario, path, value)
                if plans is None:
                    continue
                scenario = scenario.model_copy(update={"interventions": plans})
            else:
                block = _replaced(getattr(scenario, root), path, value)
                scenario = scenario.model_copy(update={root: block})
        except ValidationError as error:
            raise refused(
                "command.error.study_value",
                where=_where(source),
                name=name,
                value=value,
                reason=error.errors()[0]["msg"],
            ) from None
        reached[name] = value
    return scenario, reached


def check_reach(
    scenarios: Iterable[Scenario], vary: Mapping[str, Any], *, source: Path | None = None
) -> None:
    """Refuse a name that no scenario of the study has a place for."""
    known = sorted({name for scenario in scenarios for name in names(scenario)})
    for name, values in vary.items():
        if name not in known:
            raise refused(
                "command.error.study_name",
                where=_where(source),
                name=name,
                meant=did_you_mean(name, known),
            )
        if not values:
            raise refused("command.error.study_empty", where=_where(source), name=name)


def names(scenario: Scenario) -> list[str]:
    """List the dotted names of everything in a scenario that can be varied."""
    found = [
        f"interventions.{plan.use}.{leaf}"
        for plan in scenario.interventions
        for leaf in _leaves(plan)
    ]
    for root in ("estate", "parameters"):
        found += [f"{root}.{leaf}" for leaf in _leaves(getattr(scenario, root))]
    return [name for name in found if not name.endswith(".use")]


def _leaves(block: BaseModel) -> list[str]:
    found: list[str] = []
    for name in type(block).model_fields:
        value = getattr(block, name)
        inner = _leaves(value) if isinstance(value, BaseModel) else None
        found += [name] if inner is None else [f"{name}.{leaf}" for leaf in inner]
    return found


def _with_measure(scenario: Scenario, path: list[str], value: Any) -> tuple[Any, ...] | None:
    use, *rest = path
    if all(plan.use != use for plan in scenario.interventions):
        return None
    return tuple(
        _replaced(plan, rest, value) if plan.use == use else plan for plan in scenario.interventions
    )


def _replaced(block: BaseModel, path: list[str], value: Any) -> BaseModel:
    data = block.model_dump()
    place = data
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return type(block).model_validate(data)


def _where(source: Path | None) -> str:
    return f"{shown_path(source)}: " if source else ""
