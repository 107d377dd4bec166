"""Saving figures: the same figure gives the same bytes, on any day."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from analysis.figures.style import house_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["png", "svg"]


def svg(figure: Figure) -> bytes:
    """Write a figure as SVG, letters as outlines, so that it reads the same everywhere."""
    return _saved(figure, "svg", {"Date": None, "Creator": "Linli"})


def png(figure: Figure, *, dpi: int = 200) -> bytes:
    """Write a figure as PNG."""
    return _saved(figure, "png", {"Software": None}, dpi=dpi)


def _saved(figure: Figure, kind: str, about: dict[str, str | None], *, dpi: int = 110) -> bytes:
    into = io.BytesIO()
    with house_style():
        figure.savefig(into, format=kind, metadata=about, dpi=dpi)
    return into.getvalue()
