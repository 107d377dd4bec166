"""Loader: from a name or a path to a scenario, with every mistake told by file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.composition import composition_of, joined, left_out
from scenarios.errors import InputError, Problem, shown_path
from scenarios.library import (
    ESTATES,
    EXAMPLE,
    NO_MEASURES,
    about,
    estates,
    find,
    names,
    packages,
    split,
)

if TYPE_CHECKING:
    from scenarios.difference import Difference
    from scenarios.patch import Patch
    from scenarios.schema import Scenario

__all__ = ["about", "check", "diff", "estates", "load", "names", "packages"]


def load(reference: str, *, months: int | None = None) -> Scenario:
    """Read ``<estate>/<package>`` or a file; ``months`` makes the run shorter or longer."""
    patch, told = _resolved(reference)
    return _made(patch, told, months=months)


def check(reference: str) -> str:
    """Look a scenario, an estate, a package or a roster over, and tell which of them it is.

    Raises ``InputError`` with every mistake found. A package alone is tried on a shipped estate.
    """
    from scenarios.roster import is_roster, read_roster

    if is_roster(Path(reference)):
        read_roster(Path(reference))
        return "roster"
    first, package = split(reference)
    patch = None if package else _read(first)
    if patch is not None and not patch.has_place:
        load(f"{EXAMPLE}/{first}")
        return "package"
    load(reference)
    return "scenario" if patch is None or patch.has_plan else "estate"


def diff(scenario: Scenario) -> list[Difference]:
    """List what differs from the life without measures on the same estate."""
    from scenarios.difference import differences

    base = load(f"{scenario.place}/{NO_MEASURES}", months=scenario.months)
    if scenario.place == scenario.name:  # its behaviour is in the same file as its estate
        base = base.model_copy(update={"parameters": type(base.parameters)()})
    return differences(base, scenario)


def _resolved(reference: str) -> tuple[Patch, dict[str, str]]:
    """Lay the files of a reference over each other; say what only the reference tells."""
    first, package = split(reference)
    place = _read(first, among=estates() if package else None)
    if not package and place.has_plan and place.has_place:
        return place, _told(reference, place=place.root, plan=first)
    if not package and not place.has_place:
        fields = {"example": f"{EXAMPLE}/{first}", "estate": EXAMPLE}
        raise InputError([*place.problems, Problem("needs_estate", place.home, fields=fields)])
    if not place.data.keys() & {"estate", "roster"}:
        problem = Problem("not_an_estate", place.home, fields={"name": first})
        raise InputError([*place.problems, problem])
    plan = _package(package or NO_MEASURES)
    if plan.has_place and not plan.has_plan:
        raise InputError(Problem("not_a_package", plan.home, fields={"name": package}))
    told = _told(
        reference, place=first if package else place.root, plan=package or NO_MEASURES, on=first
    )
    return plan.over(place.as_estate()), told


def _package(expression: str) -> Patch:
    """Read a package, or put one together as its name says, such as ``points+time_bank``."""
    named, steps = composition_of(expression)
    plan = _read(named, among=packages())
    for sign, name in steps:
        if sign == "+":
            plan = joined(plan, _read(name, among=packages()), names=(named, name))
        else:
            plan = left_out(plan, name, name=named)
        named = f"{named}{sign}{name}"
    return plan


def _made(patch: Patch, told: dict[str, str], *, months: int | None) -> Scenario:
    from scenarios.checking import scenario_of
    from scenarios.roster import read_into

    known: dict[str, Any] = {"roster": read_into(patch), **told}
    for prefix, name in (("", told["package_name"]), ("estate_", told["estate_name"])):
        title = patch.data.get(f"{prefix}title") or patch.data.get("title") or name
        known[f"{prefix}title"] = title
        known[f"{prefix}story"] = patch.data.get(f"{prefix}story") or title
    scenario = scenario_of(patch, months=months, **known)
    if scenario is None or patch.problems:
        raise InputError(sorted(patch.problems, key=lambda problem: problem.place or patch.home))
    return scenario


def _told(reference: str, *, place: str, plan: str, on: str = "") -> dict[str, str]:
    return {
        "name": reference.strip(),
        "place": place,
        "estate_name": Path(on or place).stem,
        "package_name": Path(plan).stem,
    }


def _read(name: str, *, among: Sequence[str] | None = None) -> Patch:
    return _follow(find(name, among=among), ())


def _follow(path: Path, trail: tuple[Path, ...]) -> Patch:
    """Read a file and lay it over what it extends."""
    from model.interventions import PLANS
    from model.risks import RISK_PLANS
    from scenarios.patch import patch_of
    from scenarios.schema import ScenarioFile
    from scenarios.yamlfile import read_yaml

    here = path.resolve()
    if here in trail:
        circle = " -> ".join(shown_path(step) for step in (*trail[trail.index(here) :], here))
        raise InputError(Problem("circle", fields={"circle": circle}))
    patch = patch_of(
        read_yaml(path), names=ScenarioFile.model_fields, measures=PLANS, risks=RISK_PLANS
    )
    if isinstance(patch.data.get("roster"), str):
        patch.data["roster"] = str(path.parent / patch.data["roster"])
    for key in ("extends", "estate"):
        name = patch.data.get(key)
        if isinstance(name, str):
            del patch.data[key]
            patch = patch.over(_base(name, patch, key, (*trail, here)))
    if not patch.root and patch.has_place:
        patch.root = path.stem if path.parent == ESTATES else str(path)
    return patch


def _base(name: str, patch: Patch, key: str, trail: tuple[Path, ...]) -> Patch:
    """Read what a file names under ``extends`` or ``estate``; paths count from that file."""
    folder = trail[-1].parent
    try:
        first, package = (name, "") if (folder / name).is_file() else split(name)
        base = _follow(find(first, folder=folder), trail)
        if package:
            return _follow(find(package, folder=folder), trail).over(base.as_estate())
    except InputError as error:
        found = [
            problem
            if problem.place
            else replace(problem, place=patch.place(key), key=key, value=name, shows=True)
            for problem in error.problems
        ]
        raise InputError([*patch.problems, *found]) from None
    names_an_estate = key == "estate" or (patch.has_plan and not base.has_plan)
    return base.as_estate() if names_an_estate else base
