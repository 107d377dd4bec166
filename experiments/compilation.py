"""Compilation: the kernels are compiled once for each version of the model, and kept."""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from experiments import digest

_VARIABLE = "NUMBA_CACHE_DIR"
_OURS = "LINLI_KERNELS"
_MARK = "compiled"
_KEPT = 4  # folders of other versions of the model that are left in place
_THREADS = (
    "NUMBA_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


@dataclass(frozen=True)
class CacheFolder:
    """Where compiled kernels are kept, and whether they outlive this process there."""

    path: Path
    lasting: bool

    @property
    def compiled(self) -> bool:
        """Tell whether the kernels of this model have been compiled here."""
        return (self.path / _MARK).is_file()


@cache
def use_cache_folder() -> CacheFolder:
    """Send compiled kernels to a folder that belongs to exactly this model, and give it.

    Numba does not notice that a constant in an imported module changed; with a folder for each
    digest of the sources nothing stale is ever loaded, and an installation may be read-only.
    Must come before Numba is imported; it also keeps every library to one thread, because runs
    are what is done in parallel. A folder that the user has chosen is used as the root.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    chosen = os.environ.get(_VARIABLE)
    if chosen and chosen == os.environ.get(_OURS):  # a worker: its parent has chosen already
        return CacheFolder(Path(chosen), lasting=True)
    folder = (Path(chosen) if chosen else _user_folder()) / _key()
    lasting = _writable(folder)
    if lasting:
        _prune(folder)
    else:
        folder = Path(tempfile.mkdtemp(prefix="linli-kernels-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[_VARIABLE] = os.environ[_OURS] = str(folder)
    return CacheFolder(folder, lasting=lasting)


def compile_kernels() -> None:
    """Compile every kernel by living through a few weeks of a tiny estate."""
    folder = use_cache_folder()
    from model.warmup import compile_kernels as live_through_all

    live_through_all()
    with suppress(OSError):
        (folder.path / _MARK).touch()


def _key() -> str:
    python = f"{sys.implementation.cache_tag}-{platform.machine()}-numba{version('numba')}"
    return f"{digest.of_model()[:16]}-{python}"


def _user_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("linli", appauthor=False) / "kernels"


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _prune(folder: Path) -> None:
    with suppress(OSError):
        os.utime(folder)
        others = [other for other in folder.parent.iterdir() if other != folder]
        others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
        for stale in others[_KEPT:]:
            shutil.rmtree(stale, ignore_errors=True)
