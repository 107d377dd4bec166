"""Looking at runs: comparisons with their uncertainty, figures, views, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import compare, figures, report, statistics, views

__all__ = ["compare", "figures", "report", "statistics", "views"]


def __getattr__(name: str) -> Any:
    """Import a room when it is first asked for, so that help and checks stay instant."""
    if name not in __all__:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    from importlib import import_module

    return import_module(f"analysis.{name}")
