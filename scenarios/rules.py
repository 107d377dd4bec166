"""Rules: what pydantic found wrong, said in our own words and with the name that was meant."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from scenarios.errors import did_you_mean

__all__ = ["Rule", "block_at", "dotted", "rule_of"]

Rule = tuple[str, dict[str, Any], str]  # key of the text, its fields, the name that was meant

# What pydantic calls a finding, by how the name begins.
_KINDS: Final = {
    "missing": "missing",
    "list_type": "list",
    "tuple_type": "list",
    "model_": "mapping",
    "dict_type": "mapping",
    "string_type": "text",
    "string_too_short": "not_empty",
    "too_short": "not_empty",
    "int_": "whole_number",
    "bool_": "yes_or_no",
    "float_": "number",
    "finite_number": "number",
}
_BOUNDS: Final = {
    "greater_than_equal": ("at_least", "ge", "least"),
    "less_than_equal": ("at_most", "le", "most"),
    "greater_than": ("above", "gt", "least"),
    "less_than": ("below", "lt", "most"),
}
# What the model itself refuses, by how its message begins.
_MODEL: Final = {
    "the estate has no dwellings": "no_dwellings",
    "every share is 0": "no_mix",
    "a shock hits building": "shock_building",
    "two shocks of one kind": "shock_overlap",
    "a lift fails": "shock_lift",
    "the priority names": "priority_twice",
    "a budget is given by": "budget_one_way",
    "this measure works for the whole estate": "not_by_building",
}


def rule_of(found: Mapping[str, Any], block: type[BaseModel] | None) -> Rule:
    """Say which rule one of pydantic's findings breaks; ``block`` is what the key stands in."""
    kind, context = str(found["type"]), dict(found.get("ctx") or {})
    if kind == "extra_forbidden":
        return _unknown(tuple(found["loc"]), block)
    if kind in {"literal_error", "enum", "string_pattern_mismatch"}:
        return _one_of(found, block)
    if kind in _BOUNDS:
        rule, given, field = _BOUNDS[kind]
        return rule, {field: f"{context[given]:.15g}"}, ""
    known = next((rule for start, rule in _KINDS.items() if kind.startswith(start)), "")
    detail = str(context.get("error") or found["msg"])
    known = known or next((rule for start, rule in _MODEL.items() if detail.startswith(start)), "")
    return (known, {}, "") if known else ("not_accepted", {"detail": detail}, "")


def block_at(root: type[BaseModel], keys: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Find the block that the last of the keys stands in."""
    block: type[BaseModel] | None = root
    for key in keys[:-1]:
        if block is None:
            return None
        if isinstance(key, int):
            continue  # an item of a list: its block was found with the list
        inner = block.model_fields.get(key)
        block = next(_blocks(inner.annotation), None) if inner else None
    return block


def dotted(keys: tuple[str | int, ...]) -> str:
    """Write keys as people say them: ``estate.buildings[0].floors``."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def _unknown(loc: tuple[str | int, ...], block: type[BaseModel] | None) -> Rule:
    word = str(loc[-1])
    known = list(block.model_fields) if block else []
    meant = did_you_mean(word, known)
    inner = next(_places_of(word, block), "") if block and not meant else ""
    if inner:
        return "unknown_key_elsewhere", {"where": dotted((*loc[:-1], inner))}, ""
    return "unknown_key", {}, meant


def _places_of(word: str, block: type[BaseModel], path: str = "") -> Iterator[str]:
    for name, field in block.model_fields.items():
        for inner in _blocks(field.annotation):
            here = f"{path}.{name}" if path else name
            if word in inner.model_fields:
                yield here
            yield from _places_of(word, inner, here)


def _one_of(found: Mapping[str, Any], block: type[BaseModel] | None) -> Rule:
    context = dict(found.get("ctx") or {})
    field = block.model_fields.get(str(found["loc"][-1])) if block else None
    known = list(_literals(field.annotation)) if field else []
    if not known and "pattern" in context:
        known = str(context["pattern"]).strip("^$()").split("|")
    text = ", ".join(known) or str(context.get("expected", ""))
    return "one_of", {"known": text}, did_you_mean(found["input"], known)


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(value) for value in get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


def _blocks(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, list}:
        for inner in get_args(annotation):
            yield from _blocks(inner)
