"""Verdicts: what an interval lets us say of an option, and nothing beyond."""

from __future__ import annotations

import math
from enum import StrEnum

__all__ = ["Verdict", "verdict_of"]


class Verdict(StrEnum):
    """What a comparison shows for one KPI."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    ALIKE = "alike"
    UNKNOWN = "unknown"

    @property
    def is_told_apart(self) -> bool:
        """Tell whether the option differs from the base as far as the runs can show."""
        return self not in (Verdict.ALIKE, Verdict.UNKNOWN)


def verdict_of(low: float, high: float, direction: str) -> Verdict:
    """Judge the interval of a difference; one that touches zero tells nothing apart."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return Verdict.UNKNOWN
    if low <= 0 <= high:
        return Verdict.ALIKE
    rises = low > 0
    if not direction:
        return Verdict.HIGHER if rises else Verdict.LOWER
    return Verdict.BETTER if rises == (direction == "up") else Verdict.WORSE
