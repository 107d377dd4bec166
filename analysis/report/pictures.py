"""Pictures of a report: figures as images inside the page, each described in words."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import figures
from analysis.report.folder import words
from analysis.views.numbers import title
from analysis.views.themes import HEADLINES, PRIMARY
from scenarios.texts import t

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.report.content import Group
    from analysis.report.folder import ComparisonFolder

__all__ = ["Picture", "changes", "mixes", "over_time", "panels", "payers"]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as a data address, its description, and a line below it."""

    source: str
    about: str
    caption: str


def changes(found: ComparisonFolder, lang: str) -> list[Picture]:
    """Draw what each option changes, and how far it gets towards the plan's goals."""
    titles = found.titles(lang)
    forest = figures.forest(found.comparison, lang=lang, titles=titles)
    goals = figures.goals(found.comparison, lang=lang, titles=titles, base=found.base)
    return [_picture(forest, "forest", lang), _picture(goals, "goals", lang)]


def over_time(found: ComparisonFolder, lang: str, leader: str) -> list[Picture]:
    """Draw the months: the headline KPIs of the leading option, latent conflict of the others."""
    known = found.comparison.loc[found.comparison["difference"].notna(), "kpi"].unique()
    kpis = [next((k for k in names if k in known), "") for names in HEADLINES[:3]]
    wanted = [(kpi, leader) for kpi in kpis if kpi]
    wanted += [(PRIMARY, option) for option in found.options if option != leader]
    return [_band(found, lang, kpi, option) for kpi, option in wanted if kpi in known]


def mixes(found: ComparisonFolder, lang: str) -> list[Picture]:
    """Draw what disputes are about, and how near ties are."""
    table, base, titles = found.comparison, found.base, found.titles(lang)
    causes = figures.dispute_mix(table, lang=lang, base=base, titles=titles)
    levels = figures.tie_levels(table, lang=lang, base=base, titles=titles)
    return [_picture(causes, "dispute_mix", lang), _picture(levels, "tie_levels", lang)]


def panels(found: ComparisonFolder, lang: str, group: Group, leader: str) -> Picture | None:
    """Draw the leading KPIs of a group by month; None where none of them has a number."""
    if not group.leads:
        return None
    titles = found.titles(lang)
    figure = figures.panels(
        found.runs, lang=lang, kpis=group.leads, base=found.base, titles=titles, leader=leader
    )
    named = {"option": titles[leader], "base": titles[found.base], "group": group.title}
    kpis = t("report.list.comma", lang).join(title(kpi, lang) for kpi in group.leads)
    return _picture(figure, "panels", lang, kpis=kpis, **named)


def payers(found: ComparisonFolder, lang: str) -> list[Picture]:
    """Draw who pays; nothing where nothing was spent."""
    spent = found.table("spending")
    if spent is None:
        return []
    figure = figures.spending(spent, lang=lang, titles=found.titles(lang))
    return [_picture(figure, "spending", lang)]


def _band(found: ComparisonFolder, lang: str, kpi: str, option: str) -> Picture:
    phases = [
        {**phase, "name": words(phase.get("name"), lang, instead="")}
        for phase in found.record.get("phases", ())
    ]
    titles = found.titles(lang)
    figure = figures.bands(
        found.runs,
        lang=lang,
        kpi=kpi,
        base=found.base,
        options=[option],
        titles=titles,
        phases=phases,
    )
    named = {"kpi": title(kpi, lang), "option": titles[option], "base": titles[found.base]}
    return _picture(figure, "bands", lang, **named)


def _picture(figure: Figure, key: str, lang: str, **named: str) -> Picture:
    encoded = base64.b64encode(figures.svg(figure)).decode("ascii")
    return Picture(
        source=f"data:image/svg+xml;base64,{encoded}",
        about=t(f"report.alt.{key}", lang, **named),
        caption=t(f"report.caption.{key}", lang, **named),
    )
