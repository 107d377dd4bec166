"""Ranking: which option lowers latent conflict most, and which cannot be told apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.compare import compare
from analysis.views.themes import PRIMARY
from analysis.views.verdicts import Verdict, verdict_of
from model.kpis import KPIS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Standing", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the options stand in one KPI at the end.

    ``leader`` is the option with the best mean among those better than the base, None where no
    option is; ``rivals`` are the other options that the runs cannot tell apart from it.
    """

    kpi: str
    leader: str | None
    rivals: tuple[str, ...]


def standing(runs: pd.DataFrame, comparison: pd.DataFrame, *, kpi: str = PRIMARY) -> Standing:
    """Rank the options by one KPI at the last month, each against the base and the leader."""
    last = comparison[(comparison["kpi"] == kpi) & (comparison["month"] == _end(comparison))]
    direction = KPIS[kpi].direction if kpi in KPIS else ""
    sign = -1 if direction == "up" else 1
    better = {
        str(row.option): sign * float(row.difference)  # type: ignore[arg-type]
        for row in last.itertuples()
        if verdict_of(float(row.ci_low), float(row.ci_high), direction) is Verdict.BETTER  # type: ignore[arg-type]
    }
    if not better:
        return Standing(kpi, None, ())
    leader = min(sorted(better), key=lambda option: better[option])
    others = set(last["option"].astype(str)) - {leader}
    return Standing(kpi, leader, _not_told_apart(runs, leader, others, kpi) if others else ())


def _not_told_apart(runs: pd.DataFrame, leader: str, others: set[str], kpi: str) -> tuple[str, ...]:
    arms = others | {leader}
    chosen = runs[(runs["kpi"] == kpi) & (runs["month"] == _end(runs)) & runs["option"].isin(arms)]
    against = compare(chosen, leader).set_index("option")
    return tuple(
        option
        for option in sorted(others)
        if verdict_of(
            float(against.loc[option, "ci_low"]),  # type: ignore[arg-type]
            float(against.loc[option, "ci_high"]),  # type: ignore[arg-type]
            "down",
        )
        in (Verdict.ALIKE, Verdict.UNKNOWN)
    )


def _end(table: pd.DataFrame) -> int:
    return int(table["month"].max())
