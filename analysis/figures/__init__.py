"""Figures: one function each, from a table to a matplotlib ``Figure`` in the house style."""

from __future__ import annotations

from analysis.figures.bands import bands
from analysis.figures.forest import forest
from analysis.figures.goals import goals
from analysis.figures.panels import panels
from analysis.figures.save import png, svg
from analysis.figures.stacks import dispute_mix, spending, tie_levels
from analysis.figures.style import colours_of, house_style

__all__ = [
    "bands",
    "colours_of",
    "dispute_mix",
    "forest",
    "goals",
    "house_style",
    "panels",
    "png",
    "spending",
    "svg",
    "tie_levels",
]
