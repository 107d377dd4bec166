"""Sentences: a comparison in words, never stronger than its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from analysis.views.numbers import money, percent
from analysis.views.themes import PRIMARY
from analysis.views.verdicts import Verdict
from model.kpis import KPIS
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.ranking import Standing
    from analysis.views.rows import KpiRow

__all__ = ["cost", "difference", "goals", "headline", "one_estate", "price"]

# Chinese sentences follow each other without a space.
_SPACE: Final = {"zh": ""}


def difference(row: KpiRow, *, option: str, base: str) -> str:
    """Say what an option does to one KPI, or that the runs cannot tell.

    ``option`` and ``base`` are the titles to use.
    """
    lang, style = row.style.lang, row.fine
    named = {"option": option, "base": base, "kpi": row.title}
    if row.is_contrast:
        return price(row, option=option)
    if row.verdict is Verdict.UNKNOWN:
        return t("report.says.unknown", lang, **named)
    if row.verdict is Verdict.ALIKE:
        return t(
            "report.says.alike",
            lang,
            difference=style.change(row.difference),
            interval=style.between(row.low, row.high),
            **named,
        )
    verb = "raises" if row.difference > 0 else "lowers"
    said = t(
        f"report.says.{verb}",
        lang,
        amount=style.amount(row.difference),
        interval=style.sizes(row.low, row.high),
        **named,
    )
    worse = row.verdict is Verdict.WORSE
    return said + (t("report.says.worse", lang) if worse else "")


def headline(
    rows: Sequence[KpiRow], standing: Standing, *, titles: Mapping[str, str], base: str, lang: str
) -> str:
    """Say in one or two sentences what the comparison shows in the KPI that options rank on.

    ``rows`` may hold any KPIs; ``titles`` names the options, ``base`` is the name of the base.
    """
    ranked = [row for row in rows if row.kpi == standing.kpi]
    if standing.leader is None:
        return _without_leader(ranked, titles=titles, base=base, lang=lang)
    row = next(row for row in ranked if row.option == standing.leader)
    said = t(
        f"report.headline.{'leader' if len(ranked) > 1 else 'only'}",
        lang,
        base=titles[base],
        option=titles[row.option],
        kpi=row.title,
        amount=row.fine.amount(row.difference),
        share=percent(abs(row.relative)),
        interval=row.fine.sizes(row.low, row.high),
    )
    if not standing.rivals:
        return said
    names = _listed([titles[name] for name in standing.rivals], lang)
    return said + t("report.headline.rivals", lang, options=names)


def cost(row: KpiRow, *, months: int) -> str:
    """Say what an option costs more than the base, with its yearly average."""
    lang = row.style.lang
    if not math.isfinite(row.difference):
        return t("report.cost.unknown", lang)
    key = "more" if row.difference >= 0 else "less"
    return t(
        f"report.cost.{key}",
        lang,
        amount=row.style.amount(row.difference),
        months=months,
        yearly=t(
            "report.amount.money", lang, n=money(abs(row.difference) * 12 / max(months, 1), lang)
        ),
    )


def price(row: KpiRow, *, option: str) -> str:
    """Say what each conflict avoided costs, or that this cannot be said."""
    lang = row.style.lang
    if not math.isfinite(row.value):
        return t("report.price.none", lang, option=option)
    if not math.isfinite(row.low):
        return t("report.price.unsure", lang, option=option)
    ends = [money(end, lang) for end in (row.low, row.high)]
    return t(
        "report.price.known",
        lang,
        option=option,
        amount=t("report.amount.money", lang, n=money(row.value, lang)),
        interval=t("report.between", lang, low=ends[0], high=ends[1]),
    )


def goals(rows: Sequence[KpiRow], *, option: str, lang: str) -> str:
    """Say how many of the plan's goals the means of one option meet, and which are still open."""
    judged = [(row, row.met) for row in rows if row.option == option and row.met is not None]
    if not judged:
        return t("report.goals.none", lang)
    open_ones = [row.title for row, met in judged if not met]
    said = t("report.goals.met", lang, met=len(judged) - len(open_ones), of=len(judged))
    return said + (t("report.goals.open", lang, kpis=_listed(open_ones, lang)) if open_ones else "")


def one_estate(row: KpiRow) -> str:
    """Say what a single estate may see, its own luck included."""
    lang, style = row.style.lang, row.style
    if not math.isfinite(row.estate_low):
        return t("report.estate.unknown", lang)
    between = style.between(row.estate_low, row.estate_high)
    said = t("report.estate.range", lang, kpi=row.title, interval=between)
    if not math.isfinite(row.share_improved):
        return said
    times = {"times": round(row.share_improved * row.replicates), "of": row.replicates}
    return said + t("report.estate.share", lang, **times)


def _without_leader(
    ranked: Sequence[KpiRow], *, titles: Mapping[str, str], base: str, lang: str
) -> str:
    named = {"base": titles[base], "kpi": t(f"kpi.{PRIMARY}.title", lang)}
    if all(not math.isfinite(row.value) for row in ranked):
        return t("report.headline.window", lang, months=KPIS[PRIMARY].months, **named)
    if all(row.verdict is Verdict.UNKNOWN for row in ranked):
        return t("report.headline.one", lang, **named)
    worse = [row for row in ranked if row.verdict is Verdict.WORSE]
    shown = ranked if len(ranked) == 1 else worse
    said = [difference(row, option=titles[row.option], base=titles[base]) for row in shown]
    if len(ranked) > max(len(worse), 1):
        said.insert(0, t("report.headline.alike", lang, **named))
    return _SPACE.get(lang, " ").join(said)


def _listed(names: Sequence[str], lang: str) -> str:
    """Join names as the language does: commas, and a last 'and' in English."""
    quoted = [t("report.list.quoted", lang, name=name) for name in names]
    if len(quoted) == 1:
        return quoted[0]
    first = t("report.list.comma", lang).join(quoted[:-1])
    return t("report.list.last", lang, first=first, last=quoted[-1])
