"""Result folders: where results go, what is finished in them, and what must not be overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments import digest
from experiments.errors import refused
from experiments.store import Store
from experiments.write import make_folder, tidy, unwritable, whole_file
from scenarios.errors import shown_path

RESULTS = Path("results")
PROVENANCE = "provenance.json"


@dataclass(frozen=True)
class Ask:
    """What a folder is to hold: the verb, a name for people, and what the content depends on.

    ``family`` is the same for requests that differ in ``size`` alone, such as the number of
    replicates; a larger one may take the place of a smaller one.
    """

    verb: str
    name: str
    id: str
    family: str
    size: int

    @property
    def default_folder(self) -> Path:
        """Give the folder that is used when none is named."""
        return RESULTS / f"{self.verb}-{self.name.replace('/', '-')}-{self.id}"


@dataclass(frozen=True)
class Folder:
    """A place for the results of one request."""

    path: Path
    ask: Ask
    store: Store
    finished: bool
    lang: str  # in which the report of a finished one is written

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Make the folder for the work inside; if that fails with nothing written, remove it."""
        with tidy(self.path):
            make_folder(self.path)
            yield

    def reopen(self) -> None:
        """Take the mark of a finished folder away, because its files are about to change."""
        try:
            (self.path / PROVENANCE).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.path, error) from None

    def finish(self, *, seconds: float, jobs: int, lang: str) -> None:
        """Mark the folder as finished; this file alone tells time and host."""
        import platform
        from datetime import UTC, datetime

        record: dict[str, Any] = {
            "finished": True,
            "verb": self.ask.verb,
            "name": self.ask.name,
            "id": self.ask.id,
            "family": self.ask.family,
            "size": self.ask.size,
            "lang": lang,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "jobs": jobs,
            "host": platform.node(),
            "system": platform.platform(),
            "versions": digest.versions(
                ("linli", "mesa", "numpy", "numba", "pandas", "pyarrow", "scipy", "matplotlib")
            ),
        }
        text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
        whole_file(self.path / PROVENANCE, lambda path: path.write_text(text, encoding="utf-8"))


def open_folder(ask: Ask, out: Path | None) -> Folder:
    """Find the place for the results of a request; refuse one that holds finished other ones.

    Finished runs are kept in a store that all default folders share, or inside a folder of
    the user's own choice.
    """
    path = out or ask.default_folder
    store = Store(path / "parts" if out else RESULTS / "store")
    record = finished_record(path)
    if record and record.get("id") == ask.id:
        return Folder(path, ask, store, finished=True, lang=str(record.get("lang")))
    if record and (record.get("family") != ask.family or int(record.get("size", 0)) > ask.size):
        raise _taken(path, ask, record)
    return Folder(path, ask, store, finished=False, lang="")


def finished_record(path: Path) -> dict[str, Any]:
    """Read what a finished folder says of itself; nothing where it is not finished."""
    try:
        record = json.loads((path / PROVENANCE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) and record.get("finished") else {}


def _taken(path: Path, ask: Ask, record: Mapping[str, Any]) -> Exception:
    same_family = record.get("family") == ask.family
    key = "command.error.folder_larger" if same_family else "command.error.folder_taken"
    return refused(
        key,
        folder=shown_path(path),
        verb=record.get("verb", "?"),
        name=record.get("name", "?"),
        id=record.get("id", "?"),
        size=record.get("size", "?"),
    )
