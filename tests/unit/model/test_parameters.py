"""Parameters: declared once, refused when wrong, read by somebody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

import model
from model.behaviour import Parameters
from model.estate import EstatePlan
from model.parameters import Block, known

ROOT = Path(model.__file__).parent


class Tea(Block):
    minutes: Annotated[
        float,
        known("how long it draws", unit="min", source="assumed", low=2, high=5, least=0, most=60),
    ] = 3.0


def leaves(kind: type[Block], path: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in kind.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Block):
            yield from leaves(inner, f"{path}{name}.")
        else:
            yield path + name, field


DIALS = dict(leaves(Parameters))
KNOWN = {
    path: field
    for path, field in {**DIALS, **dict(leaves(EstatePlan))}.items()
    if isinstance(field.json_schema_extra, dict)
}


def bound(field: FieldInfo, name: str) -> float | None:
    return next((getattr(m, name) for m in field.metadata if hasattr(m, name)), None)


def test_a_block_is_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Tea().minutes = 4.0


@pytest.mark.parametrize("wrong", [{"minute": 3}, {"minutes": "long"}])
def test_a_block_refuses_unknown_names_and_wrong_types(wrong):
    with pytest.raises(ValidationError):
        Tea(**wrong)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 60.1])
def test_a_block_refuses_what_is_not_finite_or_beyond_its_bounds(value: float):
    with pytest.raises(ValidationError):
        Tea(minutes=value)


def test_a_value_outside_the_plausible_range_is_allowed_up_to_the_bounds():
    assert Tea(minutes=59).minutes == 59


def test_a_declaration_carries_meaning_unit_source_and_range():
    field = Tea.model_fields["minutes"]
    assert field.description == "how long it draws"
    assert field.json_schema_extra == {"unit": "min", "source": "assumed", "low": 2, "high": 5}


def test_every_number_about_behaviour_is_declared():
    assert DIALS and set(DIALS) <= set(KNOWN)


@pytest.mark.parametrize("path", KNOWN)
def test_a_range_lies_within_the_bounds_and_the_default_within_the_range(path: str):
    field = KNOWN[path]
    extra = field.json_schema_extra
    least, most = bound(field, "ge"), bound(field, "le")
    assert field.description and extra["unit"] and extra["source"]
    assert extra["low"] <= field.default <= extra["high"]
    assert least is None or least <= extra["low"]
    assert most is None or extra["high"] <= most


def test_every_parameter_is_read_by_the_model():
    read = set()
    for path in ROOT.rglob("*.py"):
        if path.relative_to(ROOT).parts[0] == "behaviour":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                read.add(node.attr)
    # read by name from a list: annoyance and severity by trigger, population all at once,
    # emergencies by kind of shock and by part of the index, needs by skill, content by its causes
    blocks = ("rates", "lengths", "needs", "fear", "answer_hours", "service_hours", "weights")
    shocks = (f"emergencies.{block}." for block in blocks)
    listed = ("disputes.annoyance.", "disputes.severity.", "population.", *shocks)
    listed += ("help.everyday.", "help.with_", "governance.content.")
    unread = [
        path
        for path in DIALS
        if not path.startswith(listed) and path.rsplit(".", 1)[-1] not in read
    ]
    assert unread == []
