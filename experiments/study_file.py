"""Study file: a plan read from YAML, with every mistake told by file and line."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from experiments.study_plan import StudyPlan
from scenarios.errors import InputError, Problem
from scenarios.rules import dotted, rule_of
from scenarios.yamlfile import YamlFile, read_yaml

__all__ = ["is_study", "read_plan"]


def read_plan(path: Path) -> StudyPlan:
    """Read the plan of a study; raise ``InputError`` with all that is wrong in the file."""
    file = read_yaml(path)
    problems = list(file.problems)
    try:
        plan = StudyPlan.model_validate({"name": path.stem, **file.data})
    except ValidationError as error:
        problems += _explained(file, error)
    if problems:
        raise InputError(problems)
    return plan


def is_study(path: Path) -> bool:
    """Tell whether a file describes a study rather than a scenario."""
    if path.suffix.lower() not in (".yaml", ".yml") or not path.is_file():
        return False
    try:
        return "scenarios" in read_yaml(path).data
    except InputError:
        return False


def _explained(file: YamlFile, error: ValidationError) -> list[Problem]:
    problems = []
    for found in error.errors(include_url=False):
        keys = tuple(found["loc"])
        if len(keys) > 3:  # below a value of the grid stand only the kinds it might have been
            keys = keys[:3]
        rule, fields, meant = rule_of(dict(found), StudyPlan)
        shows = found["type"] != "missing"
        place = file.place(*keys)
        problems.append(Problem(rule, place, dotted(keys), found["input"], shows, meant, fields))
    return problems
