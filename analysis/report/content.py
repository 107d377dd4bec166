"""The content of a report: cards, tables and lines, all numbers already in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.figures.style import colours_of
from analysis.ranking import Standing, standing
from analysis.views import sentences
from analysis.views.numbers import NOTHING, percent, title
from analysis.views.rows import KpiRow, kpi_rows, rows_by_theme, silent_kpis
from analysis.views.strip import Scale, scale_of, strip
from analysis.views.themes import HEADLINES, PRIMARY
from model.kpis import Kpi
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["Card", "Content", "Line", "content_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One option in a card or table; every field is ready to be shown."""

    option: str
    pairs: str  # how many pairs there are, where some runs gave no value
    value: str
    change: str
    relative: str
    interval: str
    one_estate: str
    improved: str
    verdict: str
    verdict_word: str
    strip: str


@dataclass(frozen=True, slots=True)
class Card:
    """One KPI: what it is, where it stands without measures, what the plan wants, each option."""

    title: str
    unit: str
    window: str
    month: int
    start: str
    goal: str
    base: str
    lead: Line
    lines: tuple[Line, ...]
    contrast: bool


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the report says, in the order in which it says it."""

    estate: str
    base: str
    shown: str  # the name of the option that the cards show
    leader: str
    standing: Standing
    headline: str
    sublines: tuple[str, ...]
    cards: tuple[Card, ...]
    findings: tuple[str, ...]
    prices: tuple[str, ...]
    themes: Mapping[str, Sequence[Card]]
    silent: tuple[str, ...]
    rows: tuple[KpiRow, ...]
    chance: str


def content_of(found: ComparisonFolder, lang: str) -> Content:
    """Put together what the report says."""
    titles = found.titles(lang)
    rows = kpi_rows(found.comparison, lang=lang, options=found.options)
    stands = standing(_ranked(found), found.comparison)
    leader = stands.leader or _first(rows, found.options)
    colours = colours_of(found.options, base=found.base)
    most = max((row.replicates for row in rows), default=0)
    themes = {
        theme: tuple(_card(lines, titles, colours, leader, most) for lines in kpis.values())
        for theme, kpis in rows_by_theme(rows).items()
    }
    of_leader = [row for row in rows if row.option == leader]
    base = titles[found.base]
    return Content(
        estate=found.estate_title(lang),
        base=base,
        shown=leader,
        leader=titles[leader],
        standing=stands,
        headline=sentences.headline(rows, stands, titles=titles, base=found.base, lang=lang),
        sublines=_sublines(of_leader, found.months, leader, lang),
        cards=tuple(_card(lines, titles, colours, leader, most) for lines in _headline_rows(rows)),
        findings=_findings(rows, titles, base),
        prices=tuple(
            sentences.price(row, option=titles[row.option]) for row in rows if row.is_contrast
        ),
        themes=themes,
        silent=tuple(title(kpi, lang) for kpi in silent_kpis(rows)),
        rows=tuple(rows),
        chance=_chance(rows, lang),
    )


def _ranked(found: ComparisonFolder) -> Any:
    return found.runs[found.runs["kpi"] == PRIMARY]


def _first(rows: Sequence[KpiRow], options: Sequence[str]) -> str:
    """Choose whom the cards show where no option leads: the best mean, else the first named."""
    primary = [r for r in rows if r.kpi == PRIMARY and math.isfinite(r.difference)]
    return min(primary, key=lambda row: row.difference).option if primary else options[0]


def _headline_rows(rows: Sequence[KpiRow]) -> list[list[KpiRow]]:
    """Give for each headline its first KPI with a number, or its first KPI."""
    found = []
    for names in HEADLINES:
        by_kpi = [[row for row in rows if row.kpi == kpi] for kpi in names]
        told = [lines for lines in by_kpi if any(math.isfinite(r.value) for r in lines)]
        found += [(told or [lines for lines in by_kpi if lines] or [[]])[0]]
    return [lines for lines in found if lines]


def _card(
    rows: Sequence[KpiRow],
    titles: Mapping[str, str],
    colours: Mapping[str, str],
    leader: str,
    most: int,
) -> Card:
    first = rows[0]
    scale, goal = _scale(rows)
    drawn = {r.option: strip(r, scale, colour=colours[r.option], goal=goal) for r in rows}
    lines = {r.option: _line(r, titles[r.option], drawn[r.option], most) for r in rows}
    start = first.about.start
    return Card(
        title=first.title,
        unit=first.unit,
        window=first.window,
        month=first.month,
        start="" if start is None else first.style.level(start),
        goal=_goal(first.about, first),
        base=NOTHING if first.is_contrast else first.style.level(first.base),
        lead=lines.get(leader) or next(iter(lines.values())),
        lines=tuple(lines.values()),
        contrast=first.is_contrast,
    )


def _scale(rows: Sequence[KpiRow]) -> tuple[Scale, float]:
    """Choose the edges of the strips of a KPI, and its goal where it lies near the values."""
    low, high = scale_of(rows)
    goal = rows[0].about.goal
    if goal is None or not low - (high - low) <= goal <= high + (high - low):
        return (low, high), math.nan
    return scale_of(rows, also=[goal]), goal


def _line(row: KpiRow, option: str, drawn: str, most: int) -> Line:
    style, lang = row.fine, row.style.lang
    if row.is_contrast and math.isfinite(row.low):
        ends = {"low": style.level(row.low), "high": style.level(row.high)}
        interval = t("report.between", lang, **ends)
    else:
        interval = style.between(row.low, row.high)
    fewer = 0 < row.replicates < most
    return Line(
        option=option,
        pairs=t("report.page.pairs", lang, count=row.replicates) if fewer else "",
        value=row.style.level(row.value),
        change=NOTHING if row.is_contrast else style.change(row.difference),
        relative=percent(row.relative, sign=True),
        interval=interval,
        one_estate=style.between(row.estate_low, row.estate_high),
        improved=percent(row.share_improved),
        verdict=str(row.verdict),
        verdict_word="" if row.is_contrast else t(f"report.verdict.{row.verdict}", lang),
        strip=drawn,
    )


def _goal(about: Kpi, row: KpiRow) -> str:
    if about.goal is not None:
        return row.style.level(about.goal)
    if about.goal_change is not None:
        change = percent(about.goal_change, sign=True)
        against = about.against.replace(" ", "_")
        return t(f"report.goal_change.{against}", row.style.lang, change=change)
    return ""


def _sublines(rows: Sequence[KpiRow], months: int, leader: str, lang: str) -> tuple[str, ...]:
    said = [sentences.cost(r, months=months) for r in rows if r.kpi == "programme_cost_yuan"]
    said.append(sentences.goals(rows, option=leader, lang=lang))
    said += [sentences.one_estate(row) for row in rows if row.kpi == PRIMARY]
    return tuple(said)


def _findings(rows: Sequence[KpiRow], titles: Mapping[str, str], base: str) -> tuple[str, ...]:
    """Say of each headline KPI but the cost what each option does."""
    kpis = [lines[0].kpi for lines in _headline_rows(rows)][:3]
    return tuple(
        sentences.difference(row, option=titles[row.option], base=base)
        for kpi in kpis
        for row in rows
        if row.kpi == kpi and math.isfinite(row.value)
    )


def _chance(rows: Sequence[KpiRow], lang: str) -> str:
    """Warn that among many intervals some exclude zero by luck alone."""
    known = [row for row in rows if math.isfinite(row.low) and not row.is_contrast]
    return t("report.method.chance", lang, count=len(known), expected=round(0.05 * len(known)))
