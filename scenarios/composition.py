"""Composition: packages put together by name, ``a+b``, or with a measure left out, ``a-b``."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from scenarios.errors import InputError, Problem, did_you_mean
from scenarios.library import exists, packages
from scenarios.patch import MEASURES, Patch
from scenarios.texts import LANGUAGES, t

__all__ = ["Composition", "composition_of", "joined", "left_out"]

_SIGNS: Final = re.compile(r"[+-]")
_STEP: Final = re.compile(r"([+-])([^+-]+)")


class Composition(NamedTuple):
    """A package, and what is added to it (``+``) or left out of it (``-``), in order."""

    base: str
    steps: tuple[tuple[str, str], ...] = ()


def composition_of(expression: str) -> Composition:
    """Read ``plan-points`` or ``points+time_bank``; the longest name that exists comes first.

    A path may hold such signs itself, so what exists as it stands is never cut.
    """
    text = expression.strip()
    cuts = [match.start() for match in _SIGNS.finditer(text)]
    for cut in (len(text), *reversed(cuts)):
        base, rest = text[:cut].strip(), text[cut:]
        if base and exists(base):
            steps = tuple((sign, name.strip()) for sign, name in _STEP.findall(rest))
            if "".join(sign + name for sign, name in steps) == rest.replace(" ", ""):
                return Composition(base, steps)
    first = text[: cuts[0]].strip() if cuts else ""
    if first:
        known = packages()
        fields = {"known": ", ".join(known)}
        meant = did_you_mean(first, known)
        raise InputError(Problem("not_among", key=first, shows=False, meant=meant, fields=fields))
    return Composition(text)


def joined(base: Patch, more: Patch, *, names: tuple[str, str]) -> Patch:
    """Take the measures of two packages together; where both set something, the second does."""
    both = more.over(base)
    both.data["title"] = _titled("plus", base, more, names)
    both.data["story"] = _titled("also", base, more, names, key="story")
    return both


def left_out(base: Patch, use: str, *, name: str) -> Patch:
    """Leave a measure out of a package; the budget's priority forgets it too."""
    measures = base.data.get(MEASURES, {})
    if use not in measures:
        known = list(measures)
        fields = {"use": use, "package": name, "known": ", ".join(known) or "-"}
        meant = did_you_mean(use, known)
        raise InputError(Problem("not_in_package", base.home, use, meant=meant, fields=fields))
    rest = Patch(dict(base.data), dict(base.places), base.problems, base.home, base.root)
    rest.data[MEASURES] = {key: value for key, value in measures.items() if key != use}
    budget = rest.data.get("budget")
    if isinstance(budget, dict) and isinstance(budget.get("priority"), list):
        kept = [each for each in budget["priority"] if each != use]
        rest.data["budget"] = {**budget, "priority": kept}
    rest.data["title"] = {
        lang: t(
            "scenario.composed.without",
            lang,
            package=_words(base, "title", name, lang),
            measure=t(f"measure.{use}.title", lang),
        )
        for lang in LANGUAGES
    }
    return rest


def _titled(
    form: str, base: Patch, more: Patch, names: tuple[str, str], *, key: str = "title"
) -> dict[str, str]:
    return {
        lang: t(
            f"scenario.composed.{form}",
            lang,
            first=_words(base, key, names[0], lang),
            second=_words(more, key, names[1], lang),
        )
        for lang in LANGUAGES
    }


def _words(patch: Patch, key: str, instead: str, lang: str) -> str:
    """Find what a package is called in a language, however its file says it."""
    said: Any = patch.data.get(key, instead)
    if isinstance(said, dict):
        return str(said.get(lang) or next(iter(said.values()), instead))
    return str(said)
