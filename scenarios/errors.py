"""Errors: what is wrong with an input, said in one line each, with the place and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scenarios.texts import t

__all__ = ["InputError", "Place", "Problem", "TextKey", "did_you_mean", "shown_path"]

SHOWN_LENGTH = 60


class TextKey(str):
    """A field that is itself a text: its key, to be said in the language of the reader."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands; line 0 is the file as a whole."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, which key, what stands there, and the rule that it breaks.

    ``rule`` is a key of the texts (room ``error``) with its ``fields``; ``meant`` a name that is
    close to what was written. ``shows`` tells whether the value helps to see what is wrong.
    """

    rule: str
    place: Place | None = None
    key: str = ""
    value: Any = None
    shows: bool = True
    meant: str = ""
    fields: dict[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """Say it in one line: ``file:line: key = value: rule (did you mean 'x'?)``."""
        parts = [str(self.place)] if self.place else []
        if self.key:
            parts.append(f"{self.key} = {_shown(self.value)}" if self.shows else self.key)
        fields = {
            name: t(value, lang) if isinstance(value, TextKey) else value
            for name, value in self.fields.items()
        }
        rule = t(f"error.{self.rule}", lang, **fields)
        hint = t("error.did_you_mean", lang, word=self.meant) if self.meant else ""
        return ": ".join([*parts, rule]) + hint


class InputError(ValueError):
    """An input that cannot be used: a message, or problems that speak both languages.

    ``str(error)`` is English, so that logs and tests do not depend on where they run;
    ``error.text("zh")`` is Chinese.
    """

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        found: str | tuple[Problem, ...]
        if isinstance(problems, str):
            found = problems
        else:
            found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(found)  # what pickle hands to a new one in another process

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give the problems; a plain message has none."""
        found: str | tuple[Problem, ...] = self.args[0]
        return () if isinstance(found, str) else found

    def text(self, lang: str) -> str:
        """Say what is wrong, one line a problem."""
        found: str | tuple[Problem, ...] = self.args[0]
        if isinstance(found, str):
            return found
        return "\n".join(dict.fromkeys(problem.text(lang) for problem in found))

    def __str__(self) -> str:
        return self.text("en")


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Find the known name that somebody probably meant, or give an empty one."""
    names = list(known)
    written = str(word).strip()
    folded = written.casefold().replace("-", "_").replace(" ", "_")
    for name in names:
        if name.casefold() == folded:
            return name
    close = get_close_matches(folded, names, n=1, cutoff=0.6)
    if close:
        return close[0]
    beginning = [name for name in names if len(folded) >= 4 and name.startswith(folded)]
    return beginning[0] if beginning else ""


def shown_path(path: Path) -> str:
    """Write a path as short as it can be understood: below the current folder without the rest."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _shown(value: object) -> str:
    text = "null" if value is None else repr(value)
    if isinstance(value, bool):
        text = str(value).lower()
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
