"""Library: which estates and packages are shipped, and what a name or a path refers to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from scenarios.errors import InputError, Problem, did_you_mean

__all__ = [
    "EXAMPLE",
    "NO_MEASURES",
    "Reference",
    "about",
    "base_of_comparison",
    "comparisons",
    "estates",
    "exists",
    "find",
    "find_comparison",
    "find_portfolio",
    "names",
    "packages",
    "portfolios",
    "split",
    "split_portfolio",
]

EXAMPLE: Final = "old_estate"  # the estate that help and messages speak of
NO_MEASURES: Final = "status_quo"  # the package that every other one extends
_PORTFOLIO_KEY: Final = re.compile(r"(estates|batches)\s*:")  # no other file has these
ESTATES: Final = Path(__file__).parent / "estates"
PACKAGES: Final = Path(__file__).parent / "packages"
PORTFOLIOS: Final = Path(__file__).parent / "portfolios"
COMPARISONS: Final = Path(__file__).parent / "comparisons"
SUFFIXES: Final = (".yaml", ".yml")


class Reference(NamedTuple):
    """What ``<estate>/<package>`` names; a file that says it all has no package."""

    first: str
    package: str = ""


def estates() -> list[str]:
    """List the shipped estates."""
    return _shipped(ESTATES)


def packages() -> list[str]:
    """List the shipped packages, the one without measures first."""
    found = _shipped(PACKAGES)
    return sorted(found, key=lambda name: (name != NO_MEASURES, name.startswith("all_"), name))


def portfolios() -> list[str]:
    """List the shipped portfolios."""
    return _shipped(PORTFOLIOS)


def comparisons() -> list[str]:
    """List the shipped comparisons, each a stress test of a package under a name of its own."""
    return _shipped(COMPARISONS)


def names() -> list[str]:
    """List the names of all shipped scenarios, ``<estate>/<package>``."""
    return [f"{estate}/{package}" for estate in estates() for package in packages()]


def split(reference: str) -> Reference:
    """Tell estate from package in a reference; either may be a path with slashes of its own."""
    text = reference.strip()
    if not text:
        raise InputError(Problem("no_name"))
    if _is_file(text):
        return Reference(text)
    for first, package in _cuts(text):
        known = first in estates() or (_looks_like_file(first) and _is_file(first))
        if known and package:
            return Reference(first, package)
    first, _, package = text.partition("/")
    named = first and package and "/" not in package and not _looks_like_file(text)
    return Reference(first, package) if named else Reference(text)


def find(name: str, *, folder: Path | None = None, among: Iterable[str] | None = None) -> Path:
    """Find the file of a shipped name or a path, which counts from ``folder``."""
    for shelf in (ESTATES, PACKAGES):
        if name in _shipped(shelf):
            return shelf / f"{name}.yaml"
    path = (folder or Path()) / Path(name).expanduser()
    endings = ("", *SUFFIXES) if path.name else ()
    for candidate in (path.with_name(path.name + ending) for ending in endings):
        if _is_file(candidate):
            return candidate
    raise InputError(_not_found(name, path, among))


def exists(name: str) -> bool:
    """Tell whether a name is shipped, or is the path of a file as it stands."""
    if name in packages() or name in estates():
        return True
    return _looks_like_file(name) and _is_file(name)


def split_portfolio(reference: str) -> Reference | None:
    """Tell portfolio from package in a reference; None where it names no portfolio."""
    text = reference.strip()
    if _is_portfolio(text):
        return Reference(text)
    for first, package in _cuts(text):
        if package and _is_portfolio(first):
            return Reference(first, package)
    return None


def find_portfolio(name: str) -> Path:
    """Find the file of a portfolio: a shipped name or a path."""
    return PORTFOLIOS / f"{name}.yaml" if name in portfolios() else Path(name).expanduser()


def base_of_comparison(reference: str) -> str | None:
    """Give ``<estate>/<package>`` for ``<estate>/<comparison>``; None where it names none."""
    from scenarios.yamlfile import read_yaml

    for first, name in _cuts(reference.strip()):
        if name in comparisons():
            return f"{first}/{read_yaml(find_comparison(name)).data['base']}"
    return None


def find_comparison(name: str) -> Path:
    """Find the file of a shipped comparison."""
    return COMPARISONS / f"{name}.yaml"


def _is_portfolio(name: str) -> bool:
    if name in portfolios():
        return True
    if not _looks_like_file(name) or not _is_file(name):
        return False
    try:
        with Path(name).expanduser().open(encoding="utf-8") as file:
            return any(_PORTFOLIO_KEY.match(line) for line in file)
    except (OSError, UnicodeDecodeError):
        return False


def about(name: str, lang: str) -> tuple[str, str]:
    """Give the title and the story of a shipped estate or package, without checking the rest."""
    from scenarios.yamlfile import read_yaml

    data = read_yaml(find(name)).data
    return data["title"][lang], data["story"][lang]


def _shipped(shelf: Path) -> list[str]:
    return sorted(path.stem for path in shelf.glob("*.yaml"))


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    for place, letter in enumerate(text):
        if letter == "/":
            yield text[:place], text[place + 1 :]


def _is_file(path: str | Path) -> bool:
    return os.path.isfile(os.path.expanduser(path))  # quiet where Path complains of a long name


def _looks_like_file(text: str) -> bool:
    return text.lower().endswith(SUFFIXES)


def _not_found(name: str, path: Path, among: Iterable[str] | None) -> Problem:
    if os.path.isdir(path):
        return Problem("is_a_folder", key=name, shows=False)
    if _looks_like_file(name):
        try:
            beside = [other.name for other in path.parent.iterdir() if _looks_like_file(other.name)]
        except OSError:
            beside = []
        return Problem("no_file", key=name, shows=False, meant=did_you_mean(path.name, beside))
    if among is None:
        meant = did_you_mean(name, [*names(), *estates(), *packages(), *portfolios()])
        return Problem("no_such_name", key=name, shows=False, meant=meant)
    known = list(among)
    fields = {"known": ", ".join(known)}
    meant = did_you_mean(name, [*known, *portfolios()] if known == estates() else known)
    return Problem("not_among", key=name, shows=False, meant=meant, fields=fields)
