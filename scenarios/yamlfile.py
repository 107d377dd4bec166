"""YAML file: its data, the line of each key, and what is wrong with its writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from scenarios.errors import InputError, Place, Problem, shown_path

__all__ = ["Keys", "YamlFile", "read_text", "read_yaml"]

Keys = tuple[str | int, ...]
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST_FILE: Final = 1 << 20  # bytes; a scenario has a few thousand
DEEPEST: Final = 30  # levels; a scenario has five
_TAB: Final = re.compile(r" *\t")
# A key typed with a Chinese keyboard: its colon is one character wide and no YAML.
_WIDE_KEY: Final = re.compile(rf"^\s*[\w-]+{chr(0xFF1A)}", re.MULTILINE)


class _Loader(_Base):  # type: ignore[misc]
    """Plain values as people expect them: 12:30 and yes are texts, 1e-3 is a number."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and type


_NULL = re.compile(r"^(?:~|null|Null|NULL|)$")
_BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]+$")
_FLOAT = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
for _tag, _pattern, _first in (
    ("bool", _BOOL, list("tTfF")),
    ("int", _INT, list("-+0123456789")),
    ("float", _FLOAT, list("-+0123456789.")),
    ("null", _NULL, ["~", "n", "N", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, _first)
_PLAIN: Final[dict[str, Callable[[str], Any]]] = {
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda text: text.lower() == "true",
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:str": lambda text: text,
}


@dataclass
class YamlFile:
    """What a file says, where, and what is wrong with how it is written."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Keys, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, *keys: str | int) -> Place:
        """Find where a key stands, or the nearest one around it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return Place(shown_path(self.path), self.lines.get(keys, 1))

    def complain(self, rule: str, line: int, **fields: Any) -> None:
        """Note something that is wrong with the writing."""
        self.problems.append(Problem(rule, Place(shown_path(self.path), line), fields=fields))


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, with or without a byte order mark."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(Problem("too_large", Place(shown_path(path))))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        place = Place(shown_path(path), line)
        raise InputError(Problem("not_utf8", place, fields={"byte": error.start})) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem("unreadable", Place(shown_path(path)), fields={"reason": reason})
        raise InputError(problem) from None


def read_yaml(path: Path) -> YamlFile:
    """Read a file of keys and values; where it is no YAML at all, raise ``InputError``."""
    text = read_text(path)
    found = YamlFile(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise InputError(_syntax(path, text, error)) from None
    except RecursionError:
        problem = Problem("too_deep", Place(shown_path(path)), fields={"deepest": DEEPEST})
        raise InputError(problem) from None
    except yaml.YAMLError as error:  # a character that no YAML may hold
        detail = " ".join(str(error).split())
        place = Place(shown_path(path))
        raise InputError(Problem("not_yaml", place, fields={"detail": detail})) from None
    if node is None:
        raise InputError(Problem("empty_file", Place(shown_path(path))))
    if not isinstance(node, yaml.MappingNode):
        rule = "full_width_colon" if _WIDE_KEY.search(text) else "not_a_mapping"
        raise InputError(Problem(rule, Place(shown_path(path), _line(node))))
    found.data = _Walk(found).value(node, ())
    return found


class _Walk:
    """Turns nodes into plain data once each, noting lines; nothing is built but plain values."""

    def __init__(self, found: YamlFile) -> None:
        self.found = found
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, keys: Keys) -> Any:
        if id(node) in self.seen:
            self.found.complain("alias", _line(node))
            return None
        self.seen.add(id(node))
        if len(keys) > DEEPEST:
            self.found.complain("too_deep", _line(node), deepest=DEEPEST)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*keys, n)) for n, item in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        read = _PLAIN.get(node.tag)
        if read is None:
            self.found.complain("tag", _line(node), tag=node.tag)
            return None
        try:
            return read(node.value)
        except ValueError:  # a number of thousands of digits
            return node.value

    def _item(self, node: yaml.Node, keys: Keys) -> Any:
        self.found.lines[keys] = _line(node)
        return self.value(node, keys)

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = name_node.value
            if not isinstance(name, str):
                self.found.complain("key_not_text", _line(name_node))
                continue
            here = (*keys, name)
            if name in data:
                self.found.complain(
                    "twice_key", _line(name_node), name=name, first=self.found.lines[here]
                )
                continue
            self.found.lines[here] = _line(name_node)
            data[name] = self.value(value_node, here)
        return data


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _syntax(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    problem = " ".join((error.problem or "").split())
    place = Place(shown_path(path), line)
    written = text.splitlines()
    near = range(max(line - 2, 0), min(line, len(written)))
    for n in near:
        if _TAB.match(written[n]):
            return Problem("tab", Place(place.path, n + 1))
        if _WIDE_KEY.match(written[n]):
            return Problem("full_width_colon", Place(place.path, n + 1))
    return Problem("not_yaml", place, fields={"detail": problem})
