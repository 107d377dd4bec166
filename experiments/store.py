"""The run store: one file a run, whole or absent, found again by what the run depends on."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import numpy as np

from experiments.tables import Tables
from experiments.write import make_folder, unwritable

_SUFFIX = ".npz"
_STALE = 3600.0  # seconds; no run takes that long to write


class Store:
    """A folder with a file for each finished run, named by the id of its request.

    Files appear by renaming, so whoever reads sees a whole run or none. They hold plain columns
    without objects, and a damaged one counts as absent: its run is made again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Give the place of a run, finished or not."""
        return self.folder / f"{key}{_SUFFIX}"

    def keep(self, key: str, tables: Tables) -> None:
        """Store the tables of a finished run."""
        flat = {
            f"{name}/{key}": array for name, table in tables.items() for key, array in table.items()
        }
        temporary = self.folder / f".{key}.{os.getpid()}.tmp"
        try:
            if not self.folder.is_dir():
                make_folder(self.folder)
            with temporary.open("wb") as file:
                np.savez_compressed(file, allow_pickle=False, **flat)
            os.replace(temporary, self.path(key))
        except OSError as error:
            raise unwritable(self.folder, error) from None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def read(self, key: str) -> Tables | None:
        """Read a run; None where it is missing or damaged."""
        tables: Tables = {}
        try:
            with np.load(self.path(key), allow_pickle=False) as flat:
                for place in flat.files:
                    name, column = place.split("/", 1)
                    tables.setdefault(name, {})[column] = flat[place]
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            return None
        return tables

    def finished(self, keys: Collection[str]) -> set[str]:
        """Tell which of some runs are here and whole."""
        return {key for key in keys if self._is_whole(key)}

    def sweep(self) -> None:
        """Remove what killed processes have left half-written, long ago enough to be sure."""
        for draft in self.folder.glob(".*.tmp"):
            with suppress(OSError):
                if time.time() - draft.stat().st_mtime > _STALE:
                    draft.unlink()

    def _is_whole(self, key: str) -> bool:
        try:
            with zipfile.ZipFile(self.path(key)) as file:
                return file.testzip() is None
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return False
