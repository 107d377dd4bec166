"""Kernels: compiled functions over columns, cached once per version of the model's sources."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from platformdirs import user_cache_path

Function = TypeVar("Function", bound=Callable[..., Any])


def source_digest() -> str:
    """Hash the model's sources: twelve hexadecimal digits that change when any line does.

    Numba's own cache does not notice a changed function in an imported file, so the cache
    folder carries this digest in its name; run records carry it to say what made them.
    """
    root = Path(__file__).parent
    total = sha256()
    for path in sorted(root.rglob("*.py"), key=lambda found: found.relative_to(root).as_posix()):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:12]


def cache_folder() -> Path:
    """Return the folder that holds compiled kernels; the environment's own choice wins."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        return Path(chosen)
    wanted = user_cache_path("linli") / f"kernels-{source_digest()}"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    except OSError:
        return Path(tempfile.gettempdir()) / f"linli-kernels-{source_digest()}"


os.environ["NUMBA_CACHE_DIR"] = str(cache_folder())

import numba  # noqa: E402  the cache folder must be chosen before numba is imported

numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]  # type: ignore[attr-defined]


def kernel(function: Function) -> Function:
    """Compile a function over arrays; no Python objects, no global interpreter lock."""
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("Function", compiled)
