"""Effects: what each measure alone does on each estate, as one table for the scenarios' page.

    python -m analysis.effects FOLDER...

takes the folders of `linli compare <estate>/status_quo --each-measure`, one or more an estate, and
rewrites in `scenarios/README.md` what stands between `<!-- measures -->`, for measures alone, or
`<!-- packages -->`, for packages of several, and its end.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import scenarios
from analysis.compare import ALPHA, multiplicity
from analysis.groups import compare_groups
from analysis.report.folder import ComparisonFolder
from analysis.report.for_whom import name_of
from analysis.statistics import holm
from analysis.views.numbers import style_of, title, unit
from analysis.views.verdicts import Verdict
from model.interventions import CATALOGUE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EFFECTS", "HARM", "Effect", "effects_of", "main", "table"]

PAGE: Final = Path(scenarios.__file__).with_name("README.md")
_PART: Final = re.compile(r"(<!-- (measures|packages) -->\n).*?(<!-- end: \2 -->)", re.S)
EFFECTS: Final = (
    "latent_conflicts_per_1000_hh_year",
    "disputes_per_1000_hh_year",
    "trust_index",
    "share_trusting_manager",
    "participation_rate_12m",
)
COST: Final = "programme_cost_yuan"
# A smaller change for a group, as a share of its level without measures, is not called a harm.
HARM: Final = 0.02


@dataclass(frozen=True)
class Effect:
    """What one measure alone does on one estate."""

    measure: str
    estate: str
    kpis: dict[str, dict[str, Any]]  # by KPI a row of the comparison, with the chance ``p``
    cost: float
    worse: tuple[tuple[str, str], ...]  # group and KPI


def effects_of(folder: ComparisonFolder) -> Iterator[Effect]:
    """Read the effects of every option of a comparison, in the last month."""
    found, base = folder.comparison, folder.base
    last = found[found["month"] == folder.months]
    chances = multiplicity(folder.runs, base, kpis=EFFECTS).set_index(["option", "kpi"])["p"]
    groups = folder.table("by_group")
    compared = None if groups is None else compare_groups(groups, base)
    for option in folder.options:
        own = last[last["option"] == option].set_index("kpi")
        estate, _, measure = option.partition("/")
        rows = {str(kpi): dict(row) for kpi, row in own.to_dict("index").items()}
        kpis = {
            kpi: {"p": chances[option, kpi], **{str(k): v for k, v in rows[kpi].items()}}
            for kpi in EFFECTS
        }
        cost = float(rows[COST]["difference"])
        yield Effect(measure, estate, kpis, cost, _worse(compared, option))


def table(effects: Sequence[Effect], lang: str = "en") -> str:
    """Write a Markdown table: a row a measure and estate, differences with 95 % intervals.

    A difference that Holm's correction over the whole table leaves standing is in bold; one whose
    interval holds zero stands in brackets. The last column names groups that are worse off.
    """
    stands = _standing(effects)
    heads = ["Measure", "Estate", *(f"{title(k, lang)}, {unit(k, lang)}" for k in EFFECTS)]
    heads += ["Cost, 1,000 yuan", "Worse off"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    order = list(dict.fromkeys(effect.measure for effect in effects))
    for effect in sorted(effects, key=lambda one: (order.index(one.measure), one.estate)):
        cells = [_cell(effect, kpi, lang, stands=stands) for kpi in EFFECTS]
        named = f"`{effect.measure}`", f"`{effect.estate}`"
        told = [*named, *cells, f"{effect.cost / 1000.0:,.0f}", _harm(effect, lang)]
        lines.append(f"| {' | '.join(told)} |")
    return "\n".join(lines) + "\n"


def _cell(effect: Effect, kpi: str, lang: str, *, stands: set[tuple[str, str, str]]) -> str:
    row = effect.kpis[kpi]
    low, high = float(row["ci_low"]), float(row["ci_high"])
    style = style_of(kpi, lang, scale=float(row["base_mean"]))
    if not low <= 0.0 <= high:
        style = style.finer(low, high)
    change = style.change(float(row["difference"]))
    between = style.between(low, high)
    if (effect.measure, effect.estate, kpi) in stands:
        return f"**{change}** ({between})"
    return f"[{change}]" if low <= 0.0 <= high else f"{change} ({between})"


def _harm(effect: Effect, lang: str) -> str:
    by_kpi: dict[str, list[str]] = {}
    for group, kpi in effect.worse:
        by_kpi.setdefault(kpi, []).append(name_of(group, lang))
    return "; ".join(f"{', '.join(groups)}: {title(kpi, lang)}" for kpi, groups in by_kpi.items())


def _worse(compared: pd.DataFrame | None, option: str) -> tuple[tuple[str, str], ...]:
    """Name the groups that an option leaves worse off by more than a trifle, Holm's way."""
    if compared is None:
        return ()
    own = compared[(compared["option"] == option) & (compared["verdict"] == str(Verdict.WORSE))]
    size = own["difference"].abs() / own["base_mean"].abs()
    # Twice the distance that a 95 % interval asks for: hundreds of groups are looked at here.
    margin = (own["ci_high"] - own["ci_low"]) / 2.0
    told = own[(size >= HARM) & (own["difference"].abs() >= 2.0 * margin)]
    return tuple(zip(told["group"].astype(str), told["kpi"].astype(str), strict=True))


def _standing(effects: Sequence[Effect]) -> set[tuple[str, str, str]]:
    """Find which differences stand when all of the table is looked at."""
    keys = [(one.measure, one.estate, kpi) for one in effects for kpi in EFFECTS]
    adjusted = holm(np.array([one.kpis[kpi]["p"] for one in effects for kpi in EFFECTS]))
    return {key for key, chance in zip(keys, adjusted.tolist(), strict=True) if chance <= ALPHA}


def main(words: Sequence[str] | None = None) -> int:
    """Rewrite the table on the scenarios' page from finished comparisons."""
    parser = argparse.ArgumentParser(description="Write the table of effects from comparisons.")
    parser.add_argument("folder", nargs="+", type=Path)
    folders = [ComparisonFolder.open(folder) for folder in parser.parse_args(words).folder]
    found = [effect for folder in folders for effect in effects_of(folder)]
    made = {
        "measures": table([effect for effect in found if effect.measure in CATALOGUE]),
        "packages": table([effect for effect in found if effect.measure not in CATALOGUE]),
    }
    text = PAGE.read_text(encoding="utf-8")
    text = _PART.sub(lambda part: f"{part[1]}{made[part[2]]}{part[3]}", text)
    temporary = PAGE.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(PAGE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
