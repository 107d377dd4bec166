"""A KPI on the screen: what it means, and what the plan says about it."""

from __future__ import annotations

from analysis.views.numbers import Style, percent, style_of, title, unit, window
from model.kpis import KPIS
from scenarios.texts import has, t

_DIRECTIONS = {"up": "better_up", "down": "better_down", "": "better_none"}
_AGAINST = {"no measures": "against_none", "a year before": "against_year"}


def show_kpi(name: str, lang: str) -> None:
    """Print the definition of a KPI."""
    kpi = KPIS[name]
    print(f"{title(name, lang)}  ({name})")
    key = f"kpi.{name}.definition"
    if has(key, lang):
        print(t(key, lang))
    print()
    print(t("command.show.unit", lang, unit=unit(name, lang)))
    print(t("command.show.window", lang, window=window(name, lang)))
    print(t(f"command.show.{_DIRECTIONS[kpi.direction]}", lang))
    for word in ("start", "goal", "forecast"):
        value = getattr(kpi, word)
        if value is not None:
            print(t(f"command.show.{word}", lang, value=_level(name, value, lang)))
        change = getattr(kpi, f"{word}_change", None)
        if change is not None:
            against = t(f"command.show.{_AGAINST[kpi.against]}", lang)
            said = percent(change, sign=True)
            print(t(f"command.show.{word}_change", lang, value=said, against=against))
    if kpi.claims:
        print(t("command.show.claims", lang, claims=", ".join(kpi.claims)))


def _level(name: str, value: float, lang: str) -> str:
    style: Style = style_of(name, lang, scale=value)
    return style.level(value)
