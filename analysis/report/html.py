"""The report as one HTML page that needs nothing but itself."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.report import evidence, pictures
from analysis.report.by_estate import by_estate
from analysis.report.content import Content
from analysis.report.for_whom import for_whom
from analysis.report.parameters import parameter_blocks
from analysis.views.estate_map import estate_map, legend, trust_span
from scenarios.texts import t

if TYPE_CHECKING:
    from analysis.report.folder import ComparisonFolder

__all__ = ["render"]

_TEMPLATES: Final = Path(__file__).parent / "templates"
_PARAMETER_HEADS: Final = ("name", "about", "value", "unit", "plausible", "source")
_TAGS: Final = {"en": "en", "zh": "zh-CN"}


def render(found: ComparisonFolder, content: Content, lang: str) -> str:
    """Write the page: one sentence and four numbers first, then what they rest on."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def say(key: str, **fields: object) -> str:
        return t(f"report.page.{key}", lang, **fields)

    page = templates.get_template("report.html.j2")
    return page.render(
        lang=_TAGS.get(lang, lang),
        say=say,
        fixed_line=t("report.fixed_line", lang),
        style=Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8")),
        content=content,
        svg=Markup,  # only for drawings of our own, in which every name is escaped
        months=found.months,
        replicates=_replicates(found, content),
        failed=len(found.record.get("failed", ())),
        changes=pictures.changes(found, lang),
        over_time=pictures.over_time(found, lang, content.shown),
        mixes=pictures.mixes(found, lang),
        maps=_maps(found, content.shown, lang),
        estates=by_estate(found, content.shown, lang),
        whom=for_whom(found, content.shown, lang),
        payers=pictures.payers(found, lang),
        group_pictures={
            group.key: pictures.panels(found, lang, group, content.shown)
            for group in content.groups
        },
        spent=evidence.spent(found, lang),
        proofs=evidence.proofs(found, lang),
        luck=evidence.luck(found, lang),
        bounds=evidence.bounds(found, lang),
        measures=evidence.measures(found, lang),
        facts=evidence.facts(found, lang),
        parameter_blocks=parameter_blocks(found, lang),
        parameter_heads=[t(f"report.parameter.{key}", lang) for key in _PARAMETER_HEADS],
    )


def _replicates(found: ComparisonFolder, content: Content) -> int:
    """Give the number of pairs behind the cards, which failures may have made smaller."""
    known = [row.replicates for row in content.rows if math.isfinite(row.difference)]
    return max(known, default=int(found.record.get("replicates", 0)))


def _maps(found: ComparisonFolder, leader: str, lang: str) -> dict[str, Any] | None:
    homes, ties = found.table("dwellings"), found.table("acquaintance")
    if homes is None:
        return None
    titles = found.titles(lang)
    shown = [name for name in (found.base, leader) if (homes["option"] == name).any()]
    span = trust_span(homes[homes["option"].isin(shown)])
    drawings: list[tuple[str, str]] = []
    for name in shown:
        of_option = None if ties is None else ties[ties["option"] == name]
        here = homes[homes["option"] == name]
        title = titles[name]
        drawings.append((title, estate_map(here, of_option, lang=lang, title=title, span=span)))
    return {"drawings": drawings, "legend": legend(lang=lang, span=span)}
