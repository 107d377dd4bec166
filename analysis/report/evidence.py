"""Evidence: what the runs prove about themselves, and what they were made from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.compare import intervals, variance_reductions
from analysis.views.numbers import NOTHING, percent, plain, style_of, title
from analysis.views.payers import (
    by_channel,
    by_year,
    channel_title,
    measure_title,
    risk_title,
    setting_title,
)
from analysis.views.themes import HEADLINES
from scenarios.texts import t

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report.folder import ComparisonFolder

__all__ = ["Grid", "bounds", "facts", "luck", "measures", "proofs", "spent"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: heads of the columns, and rows whose first cell names them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def proofs(found: ComparisonFolder, lang: str) -> list[tuple[bool, str]]:
    """Say of each option whether its measures at dose zero changed nothing at all."""
    titles = found.titles(lang)
    said = []
    for proof in found.record.get("zero_dose", ()):
        equal = bool(proof.get("equal"))
        key = "equal" if equal else "differs" if proof.get("differing") is not None else "missing"
        named = {
            "option": titles.get(proof["option"], proof["option"]),
            "months": proof.get("months"),
            "compared": plain(float(proof.get("compared") or 0), 0),
            "differing": plain(float(proof.get("differing") or 0), 0),
        }
        said.append((equal, t(f"report.proof.{key}", lang, **named)))
    return said


def luck(found: ComparisonFolder, lang: str) -> Grid | None:
    """Tell how many times fewer runs the shared luck needed, for the headline KPIs."""
    table = variance_reductions(found.runs, found.base)
    kpis = [kpi for names in HEADLINES[:3] for kpi in names]
    titles = found.titles(lang)
    rows = []
    for kpi in kpis:
        factors = table[table["kpi"] == kpi].set_index("option")["factor"]
        cells = [_factor(float(factors.get(option, math.nan)), lang) for option in found.options]
        if any(cell != NOTHING for cell in cells):
            rows.append((title(kpi, lang), *cells))
    return Grid(("", *(titles[name] for name in found.options)), tuple(rows)) if rows else None


def bounds(found: ComparisonFolder, lang: str) -> Grid | None:
    """Put the bootstrap interval beside the t interval, for the headline KPIs."""
    kpis = [names[0] for names in HEADLINES[:3]]
    table = intervals(found.runs[found.runs["kpi"].isin(kpis)], found.base)
    titles = found.titles(lang)
    rows = []
    for kpi in kpis:
        for option in found.options:
            cells = table[(table["kpi"] == kpi) & (table["option"] == option)].to_dict("records")
            if not cells or not math.isfinite(cells[0]["ci_low"]):
                continue
            row, style = cells[0], style_of(kpi, lang, scale=_scale(found, kpi))
            if row["ci_low"] * row["ci_high"] > 0:
                style = style.finer(row["ci_low"], row["ci_high"])
            rows.append(
                (
                    title(kpi, lang),
                    titles[option],
                    style.change(row["difference"]),
                    style.between(row["ci_low"], row["ci_high"]),
                    style.between(row["bootstrap_low"], row["bootstrap_high"]),
                )
            )
    heads = ("kpi", "option", "difference", "interval", "bootstrap")
    return (
        Grid(tuple(t(f"report.head.{key}", lang) for key in heads), tuple(rows)) if rows else None
    )


def spent(found: ComparisonFolder, lang: str) -> list[Grid]:
    """List what each option costs by funding channel, and by year."""
    table = found.table("spending")
    if table is None:
        return []
    channels, years = by_channel(table), by_year(table)
    named = [channel_title(str(channel), lang) for channel in channels.columns]
    yearly = [t("report.head.year", lang, year=year) for year in years.columns]
    return [_money(found, lang, channels, named), _money(found, lang, years, yearly)]


def measures(found: ComparisonFolder, lang: str) -> list[tuple[str, str, str, list[str]]]:
    """Give of each scenario its title, name, story and its measures with their settings."""
    from analysis.report.folder import words

    told = []
    for entry in found.record["options"]:
        name = str(entry["name"])
        plans = [_plan(plan, lang) for plan in entry.get("interventions", ())]
        plans += [_risk(risk, lang) for risk in entry.get("risks", ())]
        plans += [*_budget(entry.get("budget"), lang), *shortfalls(found, name, lang)]
        story = words(entry.get("story"), lang, instead="")
        told.append((words(entry.get("title"), lang, instead=name), name, story, plans))
    return told


def shortfalls(found: ComparisonFolder, option: str, lang: str) -> list[str]:
    """Say which measures of an option lacked money or what they need, when, and how much of it."""
    table = found.table("shortfalls")
    if table is None:
        return []
    replicates = max(int(found.record.get("replicates", 1)), 1)
    said = []
    own = table[table["option"] == option]
    for (measure, reason), rows in own.groupby(["measure", "reason"], sort=True):
        said.append(
            t(
                f"report.shortfall.{reason}",
                lang,
                measure=measure_title(str(measure), lang),
                share=percent(float(rows["share"].mean())),
                months=plain(len(rows) / replicates, 0),
                first=int(rows["month"].min()),
                last=int(rows["month"].max()),
            )
        )
    return said


def facts(found: ComparisonFolder, lang: str) -> list[tuple[str, str]]:
    """List what the comparison was made from, so that it can be made again."""
    record = found.record
    versions = ", ".join(f"{name} {number}" for name, number in record.get("versions", {}).items())
    told = {
        "comparison": record.get("comparison"),
        "scenarios": ", ".join(str(entry["name"]) for entry in record["options"]),
        "replicates": record.get("replicates"),
        "months": record["months"],
        "seed": record.get("seed"),
        "digest": record.get("digest"),
        "versions": versions or None,
    }
    return [
        (t(f"report.fact.{key}", lang), str(value))
        for key, value in told.items()
        if value is not None
    ]


def _plan(plan: Mapping[str, Any], lang: str) -> str:
    use = str(plan.get("use", ""))
    settings = [
        t(
            "report.method.setting",
            lang,
            name=setting_title(use, key, lang),
            value=_setting(value, lang),
        )
        for key, value in plan.items()
        if key != "use" and value is not None
    ]
    told = t("report.method.setting_join", lang).join(settings)
    named = measure_title(use, lang)
    return t("report.method.measure", lang, measure=named, settings=told) if told else named


def _risk(risk: Mapping[str, Any], lang: str) -> str:
    use = str(risk.get("use", ""))
    when = t("report.method.risk", lang, start=risk.get("start"), end=risk.get("end") or "–")
    return f"{risk_title(use, lang)}: {when}"


def _budget(budget: Mapping[str, Any] | None, lang: str) -> list[str]:
    if not budget:
        return []
    join = t("report.method.setting_join", lang)
    order = join.join(measure_title(use, lang) for use in budget.get("priority", ()))
    if budget.get("yearly") is None:
        said = t("report.method.budget_share", lang, share=percent(float(budget["share"])))
    else:
        yearly = join.join(plain(float(yuan), 0) for yuan in budget["yearly"])
        said = t("report.method.budget", lang, yearly=yearly)
    return [said, *([t("report.method.priority", lang, order=order)] if order else [])]


def _setting(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return t(f"report.method.{'yes' if value else 'no'}", lang)
    return f"{value:,g}" if isinstance(value, float) else str(value)


def _money(found: ComparisonFolder, lang: str, table: pd.DataFrame, heads: Sequence[str]) -> Grid:
    titles = found.titles(lang)
    rows = []
    for option in titles:
        if option not in table.index:
            continue
        amounts = table.loc[option].to_numpy(np.float64).tolist()
        rows.append((titles[option], *(plain(x, 0) for x in (*amounts, sum(amounts)))))
    return Grid(("", *heads, t("report.head.total", lang)), tuple(rows))


def _scale(found: ComparisonFolder, kpi: str) -> float:
    table = found.comparison
    levels = table.loc[table["kpi"] == kpi, ["base_mean", "option_mean"]].to_numpy(np.float64)
    return float(np.nanmax(np.abs(levels))) if np.isfinite(levels).any() else math.nan


def _factor(factor: float, lang: str) -> str:
    if math.isnan(factor):
        return NOTHING
    if not math.isfinite(factor) or factor > 1000:
        return t("report.method.over_thousand", lang)
    return t("report.method.times", lang, factor=plain(factor, 1))
