"""Compilation: the kernels are compiled once for each version of the model, and kept."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from experiments import digest

_VARIABLE = "NUMBA_CACHE_DIR"
_EVERYTHING = "old_estate/all_four"
_MONTHS = 3
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
        return self.mark.is_file()

    @property
    def mark(self) -> Path:
        """Give the file that says so, for this model, Python and Numba."""
        numba = version("numba")
        return self.path / f"compiled-{_key()}-{sys.implementation.cache_tag}-numba-{numba}"


def use_cache_folder() -> CacheFolder:
    """Send compiled kernels to a folder that belongs to exactly this model, and give it.

    Must come before Numba is imported. Its name is the one that `model.kernels` would choose;
    here it is known without paying for Numba, folders of older models are cleared away, and
    every library is kept to one thread, because runs are what is done in parallel.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    chosen = os.environ.get(_VARIABLE)
    if chosen:
        return CacheFolder(Path(chosen), lasting=_writable(Path(chosen)))
    folder = _user_folder()
    lasting = _writable(folder)
    if lasting:
        _prune(folder)
    else:
        folder = Path(tempfile.mkdtemp(prefix="linli-kernels-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[_VARIABLE] = str(folder)
    return CacheFolder(folder, lasting=lasting)


def compile_kernels() -> None:
    """Compile every kernel by living through a few months with every measure there is."""
    folder = use_cache_folder()
    from model.neighbourhood import Neighbourhood
    from scenarios.loader import load

    scenario = load(_EVERYTHING, months=_MONTHS)
    measures = [plan.model_copy(update={"start": 1}) for plan in scenario.interventions]
    start = Neighbourhood(scenario.estate, scenario.parameters, months=_MONTHS)
    start.fork(measures, months=_MONTHS).run()
    with suppress(OSError):
        folder.mark.touch()


def _key() -> str:
    return digest.of_model()[:12]


def _user_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("linli") / f"kernels-{_key()}"


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
        others = [other for other in folder.parent.glob("kernels-*") if other != folder]
        others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
        for stale in others[_KEPT:]:
            shutil.rmtree(stale, ignore_errors=True)
