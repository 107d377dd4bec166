"""For whom: which groups an option helps, and which it leaves worse off."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analysis.groups import compare_groups
from analysis.report.evidence import Grid
from analysis.views.numbers import NOTHING, Style, style_of, title
from analysis.views.verdicts import Verdict
from model.groupings import GROUPS
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["ForWhom", "for_whom"]

# What the table shows of each group; the search for groups worse off looks at every figure.
SHOWN: Final = (
    "latent_conflicts_per_1000_hh_year",
    "trust_index",
    "trust_manager_index",
    "share_willing_to_ask_neighbour",
    "participation_rate_12m",
)


@dataclass(frozen=True, slots=True)
class ForWhom:
    """A table for the option that the cards show, and a line for each group worse off."""

    table: Grid
    worse: tuple[str, ...]
    chance: str


def for_whom(found: ComparisonFolder, shown: str, lang: str) -> ForWhom | None:
    """Tell effects apart by group; None where the folder holds no figures by group."""
    by_group = found.table("by_group")
    if by_group is None:
        return None
    table = compare_groups(by_group, found.base)
    compared: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in table.to_dict("records")
    ]
    known = [row for row in compared if math.isfinite(row["ci_low"])]
    titles = found.titles(lang)
    worse = [row for row in known if row["verdict"] == Verdict.WORSE]
    chance = t("report.group.chance", lang, count=len(known), expected=round(0.025 * len(known)))
    return ForWhom(
        _table([row for row in compared if row["option"] == shown], lang),
        tuple(_line(row, titles, lang) for row in worse if row["option"] in titles),
        chance,
    )


def _table(rows: Iterable[dict[str, Any]], lang: str) -> Grid:
    cells = {(row["kpi"], row["group"]): row for row in rows}
    kpis = [kpi for kpi in SHOWN if any(key[0] == kpi for key in cells)]
    lines = [
        (name_of(group, lang), *(_cell(cells.get((kpi, group)), kpi, lang) for kpi in kpis))
        for group in GROUPS
    ]
    filled = tuple(line for line in lines if any(cell != NOTHING for cell in line[1:]))
    heads = (t("report.group.head", lang), *(title(kpi, lang) for kpi in kpis))
    return Grid(heads, filled)


def _cell(row: dict[str, Any] | None, kpi: str, lang: str) -> str:
    if row is None or not math.isfinite(row["difference"]):
        return NOTHING
    style = _style(row, kpi, lang)
    change = style.change(row["difference"])
    interval = style.between(row["ci_low"], row["ci_high"])
    if interval == NOTHING:
        return change
    judged = row["verdict"] in (Verdict.BETTER, Verdict.WORSE)
    key = f"cell_{row['verdict']}" if judged else "cell"
    return t(f"report.group.{key}", lang, change=change, interval=interval)


def _line(row: dict[str, Any], titles: dict[str, str], lang: str) -> str:
    style = _style(row, row["kpi"], lang).finer(row["ci_low"], row["ci_high"])
    key = "rises" if row["difference"] > 0 else "falls"
    return t(
        f"report.group.{key}",
        lang,
        option=titles[row["option"]],
        group=name_of(row["group"], lang),
        kpi=title(row["kpi"], lang),
        amount=style.amount(row["difference"]),
        interval=style.sizes(row["ci_low"], row["ci_high"]),
    )


def _style(row: dict[str, Any], kpi: str, lang: str) -> Style:
    return style_of(kpi, lang, scale=row["base_mean"])


def name_of(group: str, lang: str) -> str:
    """Name a group in the reader's language."""
    return t(f"report.group.{group}", lang)
