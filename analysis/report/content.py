"""The content of a report: cards, tables and lines, all numbers already in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.compare import ALPHA, multiplicity
from analysis.figures.style import colours_of
from analysis.ranking import Standing, standing
from analysis.views import sentences
from analysis.views.numbers import NOTHING, percent, title
from analysis.views.reasons import Setting, why_no_difference, why_no_number
from analysis.views.rows import KpiRow, kpi_rows, rows_by_theme
from analysis.views.strip import Scale, scale_of, strip
from analysis.views.themes import HEADLINES, PRIMARIES, PRIMARY, leads_of
from analysis.views.verdicts import Verdict
from model.kpis import Kpi
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["Card", "Content", "Group", "Line", "content_of"]


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
    standing: str  # "stands" or "falls" where the difference is primary and told apart
    standing_word: str
    reason: str  # why there is no difference, where there is none
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
    reason: str  # why there is no number at all, where there is none


@dataclass(frozen=True, slots=True)
class Group:
    """The KPIs of one theme, what the leading option does to them, and which to draw."""

    key: str
    title: str
    summary: str
    cards: tuple[Card, ...]
    leads: tuple[str, ...]


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
    groups: tuple[Group, ...]
    rows: tuple[KpiRow, ...]
    chance: str


def content_of(found: ComparisonFolder, lang: str) -> Content:
    """Put together what the report says."""
    titles = found.titles(lang)
    rows = kpi_rows(found.comparison, lang=lang, options=found.options)
    tests = multiplicity(found.runs, found.base, kpis=PRIMARIES)
    stands = standing(_ranked(found), found.comparison)
    leader = stands.leader or _first(rows, found.options)
    maker = _Maker(
        titles=titles,
        colours=colours_of(found.options, base=found.base),
        leader=leader,
        most=max((row.replicates for row in rows), default=0),
        setting=Setting(months=found.months, measures=found.measures),
        stands={
            (str(test["kpi"]), str(test["option"])): bool(test["stands"])
            for test in tests.to_dict("records")
            if math.isfinite(test["p"])
        },
    )
    of_leader = [row for row in rows if row.option == leader]
    base = titles[found.base]
    return Content(
        estate=found.estate_title(lang),
        base=base,
        shown=leader,
        leader=titles[leader],
        standing=stands,
        headline=sentences.headline(rows, stands, titles=titles, base=found.base, lang=lang),
        sublines=(
            *_sublines(of_leader, found.months, leader, lang),
            *_correction(tests, lang),
        ),
        cards=tuple(maker.card(lines) for lines in _headline_rows(rows)),
        findings=_findings(rows, titles, base),
        prices=tuple(
            sentences.price(row, option=titles[row.option]) for row in rows if row.is_contrast
        ),
        groups=tuple(
            maker.group(theme, list(kpis.values())) for theme, kpis in rows_by_theme(rows).items()
        ),
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


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns rows into cards and groups; holds what all of them share."""

    titles: Mapping[str, str]
    colours: Mapping[str, str]
    leader: str
    most: int
    setting: Setting
    stands: Mapping[tuple[str, str], bool]

    def group(self, theme: str, kpis: Sequence[Sequence[KpiRow]]) -> Group:
        """Put the KPIs of a theme together."""
        known = {rows[0].kpi for rows in kpis if any(row.is_known for row in rows)}
        lang = kpis[0][0].style.lang
        of_leader = [row for rows in kpis for row in rows if row.option == self.leader]
        return Group(
            key=theme,
            title=t(f"report.theme.{theme}", lang),
            summary=_summary(of_leader, lang),
            cards=tuple(self.card(rows) for rows in kpis),
            leads=tuple(leads_of(theme, known)),
        )

    def card(self, rows: Sequence[KpiRow]) -> Card:
        """Say of one KPI what each option does to it."""
        first = rows[0]
        scale, goal = _scale(rows)
        lines = {
            row.option: self.line(
                row, strip(row, scale, colour=self.colours[row.option], goal=goal)
            )
            for row in rows
        }
        start = first.about.start
        silent = not any(row.is_known for row in rows)
        # Pairs may leave out a base that has a number elsewhere: take the first that is known.
        base = next((row.base for row in rows if math.isfinite(row.base)), math.nan)
        return Card(
            title=first.title,
            unit=first.unit,
            window=first.window,
            month=first.month,
            start="" if start is None else first.style.level(start),
            goal=_goal(first.about, first),
            base=NOTHING if first.is_contrast else first.style.level(base),
            lead=lines.get(self.leader) or next(iter(lines.values())),
            lines=tuple(lines.values()),
            contrast=first.is_contrast,
            reason=why_no_number(rows, self.setting) if silent else "",
        )

    def line(self, row: KpiRow, drawn: str) -> Line:
        """Write one option in one KPI."""
        style, lang = row.fine, row.style.lang
        if row.is_contrast and math.isfinite(row.low):
            ends = {"low": style.level(row.low), "high": style.level(row.high)}
            interval = t("report.between", lang, **ends)
        else:
            interval = style.between(row.low, row.high)
        fewer = 0 < row.replicates < self.most
        standing = self._standing(row)
        return Line(
            option=self.titles[row.option],
            pairs=t("report.page.pairs", lang, count=row.replicates) if fewer else "",
            value=row.style.level(row.value),
            change=NOTHING if row.is_contrast else style.change(row.difference),
            relative=percent(row.relative, sign=True),
            interval=interval,
            one_estate=style.between(row.estate_low, row.estate_high),
            improved=percent(row.share_improved),
            verdict=str(row.verdict),
            verdict_word="" if row.is_contrast else t(f"report.verdict.{row.verdict}", lang),
            standing=standing,
            standing_word=t(f"report.standing.{standing}", lang) if standing else "",
            reason=why_no_difference(row),
            strip=drawn,
        )

    def _standing(self, row: KpiRow) -> str:
        """Tell whether a primary difference that is told apart stands among all the others."""
        key = (row.kpi, row.option)
        if key not in self.stands or not row.verdict.is_told_apart:
            return ""
        return "stands" if self.stands[key] else "falls"


def _scale(rows: Sequence[KpiRow]) -> tuple[Scale, float]:
    """Choose the edges of the strips of a KPI, and its goal where it lies near the values."""
    low, high = scale_of(rows)
    goal = rows[0].about.goal
    if goal is None or not low - (high - low) <= goal <= high + (high - low):
        return (low, high), math.nan
    return scale_of(rows, also=[goal]), goal


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


def _summary(rows: Sequence[KpiRow], lang: str) -> str:
    """Count what one option does in a theme."""
    found = Counter(str(row.verdict) if row.is_known else "silent" for row in rows)
    order = (*(str(verdict) for verdict in Verdict), "silent")
    words = [
        t("report.count.kpis", lang, count=found[key], verdict=t(f"report.verdict.{key}", lang))
        for key in order
        if found[key]
    ]
    return t("report.count.comma", lang).join(words)


def _correction(tests: Any, lang: str) -> tuple[str, ...]:
    """Say how many of the primary differences stand when all of them are looked at."""
    tested = tests[tests["p"].notna()]
    if len(tested) < 2:
        return ()
    names = {str(kpi) for kpi in tested["kpi"]}
    kpis = [t("report.list.quoted", lang, name=title(k, lang)) for k in PRIMARIES if k in names]
    return (
        t(
            "report.standing.sentence",
            lang,
            count=len(tested),
            kpis=t("report.list.comma", lang).join(kpis),
            told=int((tested["p"] < ALPHA).sum()),
            stands=int(tested["stands"].sum()),
        ),
    )


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
