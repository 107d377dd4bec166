"""Digests: what a result depends on, said in a few characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_LIBRARIES = ("linli", "mesa", "numpy", "numba")


def of_sources(folder: Path) -> str:
    """Digest every Python source below a folder.

    Names and contents count; line endings do not, so that a checkout on Windows agrees.
    """
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix().encode()
        text = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(name)
        whole.update(text)
    return whole.hexdigest()


@cache
def of_model() -> str:
    """Digest the sources of the model that runs here."""
    import model

    return of_sources(Path(str(model.__file__)).parent)


def of(thing: Any) -> str:
    """Digest plain data: the same content gives the same digest whatever the order of its keys."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()


def canonical(thing: Any) -> str:
    """Write plain data as JSON in the one way that can be compared."""
    return json.dumps(
        thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def versions(libraries: Iterable[str] = _LIBRARIES) -> dict[str, str]:
    """Tell the versions of what may move a number."""
    import platform

    known = {"python": platform.python_version()}
    for name in libraries:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = "not installed"
    return known
