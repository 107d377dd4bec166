"""Declared parameters: everything a block says about its numbers, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from model.parameters import Block


@dataclass(frozen=True)
class Declared:
    """One number of a block: what it means, where it comes from, how far it may go."""

    name: str  # dotted, below the block that was asked
    about: str
    default: Any
    unit: str = ""
    source: str = ""
    low: float | None = None
    high: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def plausible(self) -> bool:
        """Tell whether the default lies inside the plausible range; True where there is none."""
        if self.low is None or self.high is None:
            return True
        return self.low <= float(self.default) <= self.high

    def under(self, block: str) -> Declared:
        """Give the same number with a longer name: seen from the block around its own."""
        return replace(self, name=f"{block}.{self.name}")


def declared(block: type[Block]) -> Iterator[Declared]:
    """Give every number of a block and of the blocks inside it, in the order of the code."""
    for name, field in block.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Block):
            for leaf in declared(inner):
                yield leaf.under(name)
        else:
            yield _row(name, field)


def _row(name: str, field: FieldInfo) -> Declared:
    extra: dict[str, Any] = (
        field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    )
    bounds: dict[str, Any] = {}
    for rule in field.metadata:
        if isinstance(rule, Ge):
            bounds["least"] = rule.ge
        elif isinstance(rule, Le):
            bounds["most"] = rule.le
    known = {key: extra[key] for key in ("unit", "source", "low", "high") if key in extra}
    default = field.get_default(call_default_factory=True)
    return Declared(name=name, about=field.description or "", default=default, **known, **bounds)
