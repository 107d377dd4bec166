"""Parameters of a report: every number about how people and services act, block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.texts import has, t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder
    from experiments.declared import Declared

__all__ = ["ParameterBlock", "ParameterLine", "parameter_blocks"]


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One parameter as it was set in the runs; the meaning is in English in every language."""

    name: str
    about: str
    value: str
    usual: str  # the default, where the runs had another value
    unit: str
    source: str
    plausible: str

    @property
    def is_changed(self) -> bool:
        """Tell whether the runs had another value than the default."""
        return bool(self.usual)


@dataclass(frozen=True, slots=True)
class ParameterBlock:
    """The parameters of one mechanism."""

    key: str
    title: str
    lines: tuple[ParameterLine, ...]

    @property
    def changed(self) -> int:
        """Count the parameters that differ from their defaults."""
        return sum(line.is_changed for line in self.lines)


def parameter_blocks(found: ComparisonFolder, lang: str) -> list[ParameterBlock]:
    """Give every behavioural parameter with the value that the runs had.

    Where an option has another value than the base, both are written. Nothing is given for a
    folder whose record holds no parameters.
    """
    from experiments.declared import declared
    from model.behaviour import Parameters

    inputs: Mapping[str, Any] = found.record.get("inputs", {})
    given = {name: flat(one.get("parameters", {})) for name, one in inputs.items()}
    if not any(given.values()):
        return []
    titles = found.titles(lang)
    blocks: dict[str, list[ParameterLine]] = {}
    for leaf in declared(Parameters):
        if not leaf.source:
            continue  # given with the scenario: it describes a place and not how people are
        values = {name: one[leaf.name] for name, one in given.items() if leaf.name in one}
        block, _, name = leaf.name.partition(".")
        blocks.setdefault(block, []).append(_line(leaf, name, values, titles, found.base, lang))
    return [
        ParameterBlock(key=block, title=_title(block, lang), lines=tuple(lines))
        for block, lines in blocks.items()
    ]


def flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Give nested settings as dotted names."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def _line(
    leaf: Declared,
    name: str,
    values: Mapping[str, Any],
    titles: Mapping[str, str],
    base: str,
    lang: str,
) -> ParameterLine:
    of_base = values.get(base, leaf.default)
    said = [_number(of_base)]
    for option, value in values.items():
        if not _same(value, of_base):
            named = {"option": titles.get(option, option), "value": _number(value)}
            said.append(t("report.parameter.other", lang, **named))
    changed = any(not _same(value, leaf.default) for value in values.values())
    return ParameterLine(
        name=name,
        about=leaf.about,
        value="; ".join(said),
        usual=t("report.parameter.usual", lang, value=_number(leaf.default)) if changed else "",
        unit=leaf.unit,
        source=leaf.source,
        plausible=_range(leaf.low, leaf.high, lang),
    )


def _title(block: str, lang: str) -> str:
    key = f"report.block.{block}"
    return t(key, lang) if has(key, lang) else block.replace("_", " ")


def _same(first: object, second: object) -> bool:
    """Compare values of a record with those of the code: a list there is a tuple here."""
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(_same, first, second))
    return first == second


def _number(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_number, value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:,.6g}"
    return str(value)


def _range(low: float | None, high: float | None, lang: str) -> str:
    if low is None or high is None:
        return ""
    return t("report.between", lang, low=_number(low), high=_number(high))
