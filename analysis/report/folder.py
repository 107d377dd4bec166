"""The folder of a comparison: what a report is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from analysis.errors import RunsError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["ComparisonFolder", "words"]

RECORD: Final = "compare.json"
COMPARED: Final = "comparison.csv"
RUNS: Final = "runs.parquet"
_NEEDED: Final = (RECORD, COMPARED, RUNS)


@dataclass(frozen=True)
class ComparisonFolder:
    """The tables and the record that ``linli compare`` has written."""

    folder: Path
    record: Mapping[str, Any]

    @classmethod
    def open(cls, folder: Path) -> ComparisonFolder:
        """Open a folder, or say in one line why it holds no comparison."""
        if not folder.is_dir():
            raise RunsError("no_folder", folder=folder)
        for name in _NEEDED:
            if not (folder / name).is_file():
                raise RunsError("no_record", folder=folder, file=name)
        path = folder / RECORD
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise RunsError("broken_record", file=path, reason=error) from None
        if not isinstance(record, dict) or not {"base", "options", "months"} <= set(record):
            raise RunsError("broken_record", file=path, reason="base, options, months")
        return cls(folder, record)

    @property
    def base(self) -> str:
        """Name the base."""
        return str(self.record["base"])

    @property
    def months(self) -> int:
        """Tell how many months were simulated."""
        return int(self.record["months"])

    @property
    def options(self) -> list[str]:
        """Name the options in the order in which they were asked for."""
        found = set(self.comparison["option"])
        named = [str(entry["name"]) for entry in self.record["options"]]
        return [name for name in named if name in found and name != self.base]

    @property
    def measures(self) -> set[str]:
        """Name every measure that any of the scenarios takes."""
        entries: list[dict[str, Any]] = self.record["options"]
        return {str(plan.get("use")) for e in entries for plan in e.get("interventions", ())}

    def titles(self, lang: str) -> dict[str, str]:
        """Give the titles of the base and, after it, the options."""
        titles = {
            str(entry["name"]): words(entry.get("title"), lang, instead=str(entry["name"]))
            for entry in self.record["options"]
        }
        titles.setdefault(self.base, self.base)
        return {name: titles[name] for name in (self.base, *self.options)}

    def estate_title(self, lang: str) -> str:
        """Name the estate."""
        entries: list[dict[str, Any]] = self.record["options"]
        entry = next((e for e in entries if e["name"] == self.base), {})
        instead = str(entry.get("estate") or self.base.split("/")[0])
        return words(entry.get("estate_title"), lang, instead=instead)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Read the comparison, one row an option, KPI and month."""
        import pandas as pd

        return pd.read_csv(self.folder / COMPARED)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Read the KPIs of all runs."""
        import pandas as pd

        return pd.read_parquet(self.folder / RUNS)

    def sheet(self, name: str) -> pd.DataFrame | None:
        """Read another comparison of the folder; None where it is missing."""
        import pandas as pd

        path = self.folder / f"{name}.csv"
        return pd.read_csv(path) if path.is_file() else None

    def table(self, name: str) -> pd.DataFrame | None:
        """Read another table of the folder; None where it is missing or empty."""
        import pandas as pd

        path = self.folder / f"{name}.parquet"
        if not path.is_file():
            return None
        table = pd.read_parquet(path)
        return None if table.empty else table


def words(given: object, lang: str, *, instead: str) -> str:
    """Choose the wording in one language; a text that exists in one only serves both."""
    if isinstance(given, str):
        return given or instead
    if isinstance(given, Mapping):
        return str(given.get(lang) or next((text for text in given.values() if text), instead))
    return instead
