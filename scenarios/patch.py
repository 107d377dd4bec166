"""Patch: what a scenario file changes, with the place of each key, laid over what it extends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from scenarios.errors import Place, Problem, did_you_mean
from scenarios.yamlfile import Keys, YamlFile

__all__ = ["Patch", "patch_of"]

# Said as a whole: a title in one language must not mix with somebody else's in the other.
WHOLE: Final = frozenset({"title", "story", "estate_title", "estate_story"})
MEASURES: Final = "interventions"
RISKS: Final = "risks"
# Anything else in these places would hide what the file below says.
KINDS: Final[dict[str, tuple[str, type | tuple[type, ...]]]] = {
    "extends": ("text", str),
    "estate": ("mapping", (dict, str)),
    "parameters": ("mapping", dict),
}
PLAN: Final = frozenset(
    {"months", "phases", "budget", MEASURES, RISKS}
)  # what is done, as against where


@dataclass
class Patch:
    """Data, where each key stands, and what was found wrong on the way.

    Interventions and risks are held by their ``use`` here, so that a package may change one of
    those that it takes over: the same ``use`` patches, another one joins. ``root`` refers to the
    estate that the rest builds on.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Keys, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    home: Place = field(default_factory=lambda: Place(""))
    root: str = ""

    def over(self, base: Patch) -> Patch:
        """Lay this patch over another one, which stays as it is."""
        problems = [*base.problems, *self.problems]
        merged = Patch({}, {}, problems, self.home, base.root or self.root)
        merged.data = _laid(self, base, (), merged.places)
        return merged

    def place(self, *keys: str | int) -> Place:
        """Find where a key stands, or the nearest one around it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, self.home)

    @property
    def has_place(self) -> bool:
        """Tell whether this describes an estate, and does not only change one."""
        estate: Any = self.data.get("estate")
        named = isinstance(estate, dict) and bool(estate.keys() & {"kind", "buildings"})
        return named or "roster" in self.data

    @property
    def has_plan(self) -> bool:
        """Tell whether this says what is done, and for how long."""
        return bool(self.data.keys() & PLAN)

    def as_estate(self) -> Patch:
        """Keep the estate alone, its title and story too, to make room for a package."""
        renamed: dict[str | int, str] = {
            key: f"estate_{key}" for key in ("title", "story") if f"estate_{key}" not in self.data
        }
        data = {
            str(renamed.get(key, key)): value
            for key, value in self.data.items()
            if key not in PLAN and (key in renamed or key not in {"title", "story"})
        }
        places = {
            (renamed.get(keys[0], keys[0]), *keys[1:]): place for keys, place in self.places.items()
        }
        return Patch(data, places, self.problems, self.home, self.root)


def patch_of(
    found: YamlFile, *, names: Iterable[str], measures: Iterable[str], risks: Iterable[str] = ()
) -> Patch:
    """Make a patch of a file; note keys that no file has, and unknown measures and risks."""
    data = {key: value for key, value in found.data.items() if value is not None}
    places = {keys: found.place(*keys) for keys in found.lines}
    patch = Patch(data, places, list(found.problems), found.place())
    known = list(names)
    for key in [key for key in data if key not in known]:
        meant = did_you_mean(key, known)
        patch.problems.append(
            Problem("unknown_key", patch.place(key), key, data.pop(key), meant=meant)
        )
    for key, (rule, kind) in KINDS.items():
        if key in data and not isinstance(data[key], kind):
            patch.problems.append(Problem(rule, patch.place(key), key, data.pop(key)))
    for key, uses in ((MEASURES, measures), (RISKS, risks)):
        if key in data:
            _sort_by_use(patch, key, list(uses))
    return patch


def _laid(top: Patch, base: Patch, keys: Keys, places: dict[Keys, Place]) -> dict[str, Any]:
    above, below = _at(top.data, keys), _at(base.data, keys)
    merged: dict[str, Any] = {}
    for key in [*below, *(key for key in above if key not in below)]:
        here = (*keys, key)
        source, value = (top, above[key]) if key in above else (base, below[key])
        both = isinstance(above.get(key), dict) and isinstance(below.get(key), dict)
        if here in source.places:
            places[here] = source.places[here]
        if both and key not in WHOLE:
            merged[key] = _laid(top, base, here, places)
        else:
            merged[key] = value
            places |= _below(source.places, here)
    return merged


def _at(data: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    inner: Any = data
    for key in keys:
        inner = inner[key]
    return dict(inner)


def _below(places: Mapping[Keys, Place], keys: Keys) -> dict[Keys, Place]:
    return {inner: place for inner, place in places.items() if inner[: len(keys)] == keys}


def _sort_by_use(patch: Patch, key: str, known: list[str]) -> None:
    written = patch.data.pop(key)
    if not isinstance(written, list):
        patch.problems.append(Problem("list", patch.place(key), key, written))
        return
    by_use: dict[str, Any] = {}
    places: dict[Keys, Place] = {(key,): patch.place(key)}
    for number, measure in enumerate(written):
        problem = _misuse(patch, (key, number), measure, known, taken=places)
        if problem:
            patch.problems.append(problem)
            continue
        here = (key, measure["use"])
        by_use[measure["use"]] = measure
        for keys, place in _below(patch.places, (key, number)).items():
            places[(*here, *keys[2:])] = place
    patch.data[key] = by_use
    patch.places = {k: place for k, place in patch.places.items() if k[0] != key} | places


def _misuse(
    patch: Patch, at: Keys, measure: Any, known: list[str], *, taken: Mapping[Keys, Place]
) -> Problem | None:
    name, place = str(at[0]), patch.place(*at)
    if not isinstance(measure, dict):
        return Problem("measure", place, name, measure)
    if "use" not in measure:
        return Problem("no_use", place, name, measure, fields={"known": ", ".join(known)})
    use, key = measure["use"], f"{name}.use"
    place = patch.place(*at, "use")
    if not isinstance(use, str) or use not in known:
        fields = {"known": ", ".join(known)}
        return Problem(
            "unknown_use", place, key, use, meant=did_you_mean(use, known), fields=fields
        )
    if (name, use) in taken:
        line = taken[(name, use)].line
        return Problem("twice_use", place, key, use, fields={"first": line})
    return None
