"""Writing results: whole files or none, and the same bytes for the same content."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from experiments.errors import refused
from scenarios.errors import InputError, shown_path

if TYPE_CHECKING:
    import pyarrow as pa

    from experiments.tables import Table


class Batch:
    """Files of one folder that appear together, or not at all.

    Each is written under a temporary name in the same folder; leaving the ``with`` block
    without an error gives them their names, in the order in which they were written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: list[tuple[Path, Path]] = []

    def __enter__(self) -> Batch:
        make_folder(self.folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                for temporary, final in self._waiting:
                    os.replace(temporary, final)
        finally:
            for temporary, _ in self._waiting:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(self.folder, error) from None

    def new(self, name: str) -> Path:
        """Give the temporary path under which the file ``name`` is to be written."""
        temporary = self.folder / f".{name}.{os.getpid()}.tmp"
        self._waiting.append((temporary, self.folder / name))
        return temporary

    def parquet(self, name: str, table: Table) -> None:
        """Add a Parquet file."""
        import pyarrow.parquet as pq

        pq.write_table(arrow(table), self.new(name), compression="zstd", version="2.6")

    def csv(self, name: str, table: Table) -> None:
        """Add a CSV file; what is not a number is left empty."""
        self.text(name, csv_text(table))

    def json(self, name: str, content: Mapping[str, Any]) -> None:
        """Add a JSON file; what is not a number becomes null."""
        self.text(name, json_text(content))

    def text(self, name: str, text: str) -> None:
        """Add a text file in UTF-8."""
        with self.new(name).open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def arrow(table: Table) -> pa.Table:
    """Turn columns into an Arrow table without metadata of its own."""
    import pyarrow as pa

    return pa.table({name: pa.array(column) for name, column in table.items()})


def csv_text(table: Table) -> str:
    """Write columns as CSV with the shortest digits that give the same numbers back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    columns = [["" if _is_nan(x) else x for x in column.tolist()] for column in table.values()]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def json_text(content: Mapping[str, Any]) -> str:
    """Write plain data as JSON for people and programs alike."""
    return json.dumps(_plain(content), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def whole_file(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a temporary file, then give it its name in one move."""
    with Batch(path.parent) as batch:
        write(batch.new(path.name))


def make_folder(folder: Path) -> None:
    """Make a folder that can be written to, or say in one line why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable.{os.getpid()}.tmp"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise unwritable(folder, error) from None


def unwritable(folder: Path, error: OSError) -> InputError:
    """Put the system's complaint about a folder into one line with a way out."""
    reason = error.strerror or str(error)
    return refused("command.error.unwritable", folder=shown_path(folder), reason=reason)


@contextlib.contextmanager
def tidy(folder: Path) -> Iterator[None]:
    """Leave no empty folder behind when the work inside fails before it wrote anything."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    try:
        yield
    except BaseException:
        for part in missing:
            with contextlib.suppress(OSError):
                part.rmdir()
        raise


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
