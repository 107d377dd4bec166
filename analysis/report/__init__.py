"""Reports: a finished comparison as a page to read and a workbook to work with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_report"]


def write_report(folder: Path, *, lang: str) -> tuple[Path, Path]:
    """Write ``report.html`` and ``report.xlsx`` into the folder of a comparison.

    Both appear together or not at all, and the same folder always gives the same bytes. Raises
    ``RunsError`` where the folder holds no comparison.
    """
    from analysis.report.content import content_of
    from analysis.report.folder import ComparisonFolder
    from analysis.report.html import render
    from analysis.report.workbook import workbook
    from experiments.write import Batch

    found = ComparisonFolder.open(folder)
    content = content_of(found, lang)
    with Batch(folder) as batch:
        batch.text("report.html", render(found, content, lang))
        batch.new("report.xlsx").write_bytes(workbook(found, content, lang))
    return folder / "report.html", folder / "report.xlsx"
