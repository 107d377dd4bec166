"""A measure on the screen: what it does and why, what it costs and needs, what can be set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios.texts import t

if TYPE_CHECKING:
    from model.interventions import Plan
    from model.parameters import Block

_TOLD = ("path", "evidence", "side_effects")


def show_measure(name: str, lang: str) -> None:
    """Print the page of a measure: whom it reaches, its path, evidence, costs and settings."""
    from rich.console import Console

    from model.interventions import CATALOGUE, PLANS

    plan = PLANS[name](use=name)
    console = Console(highlight=False)
    console.print(f"[bold]{t(f'measure.{name}.title', lang)}[/bold]  ({name})")
    console.print(t(f"measure.{name}.about", lang), soft_wrap=True)
    console.print()
    console.print(t(f"command.show.reaches.{plan.reaches}", lang))
    needs = [t(f"measure.need.{need}", lang) for need in plan.needs]
    if needs:
        console.print(t("command.show.needs", lang, needs=t("command.show.and", lang).join(needs)))
    for part in _TOLD:
        _paragraph(console, part, name, lang)
    console.print(t("command.show.touches", lang, inputs=", ".join(CATALOGUE[name].touches)))
    console.print()
    console.print(price_table(plan, lang))
    console.print()
    console.print(settings_table(plan, name, lang))


def price_table(plan: Plan, lang: str) -> Any:
    """Make the price list of a measure for 500 households at full coverage."""
    from rich.table import Table

    from analysis.views.payers import channel_title, purpose_title

    table = Table(title=t("command.show.prices", lang), title_justify="left", pad_edge=False)
    for column in ("what", "payer", "yuan", "hours", "paid"):
        table.add_column(t(f"command.show.{column}", lang))
    for cost in plan.prices(households=500):
        once = t("command.show.once", lang) if cost.over else t("command.show.monthly", lang)
        hours = f"{cost.hours:,.0f}" if cost.hours else ""
        channel = channel_title(cost.purse.value, lang)
        table.add_row(purpose_title(cost.what, lang), channel, f"{cost.yuan:,.0f}", hours, once)
    table.caption = t("command.show.prices_note", lang)
    return table


def settings_table(plan: Block, name: str, lang: str, *, kind: str = "measure") -> Any:
    """Make the table of the settings of a measure or a risk."""
    from rich.table import Table

    from analysis.views.payers import setting_title

    table = Table(pad_edge=False)
    for column in ("setting", "value", "range", "bounds", "meaning", "source"):
        table.add_column(t(f"command.show.{column}", lang))
    properties = type(plan).model_json_schema()["properties"]
    for setting, field in properties.items():
        if setting == "use" or (
            setting == "buildings" and getattr(plan, "reaches", "") == "estate"
        ):
            continue
        least, most = field.get("minimum", ""), field.get("maximum", "")
        bounds = f"{least} – {most}" if least != "" or most != "" else ""
        low, high = field.get("low", ""), field.get("high", "")
        plausible = f"{low} – {high}" if low != "" or high != "" else ""
        value = f"{field.get('default', '')} {field.get('unit', '')}".strip()
        meaning = setting_title(name, setting, lang, kind=kind)
        table.add_row(setting, value, plausible, bounds, meaning, field.get("source", ""))
    return table


def _paragraph(console: Any, part: str, name: str, lang: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(f"[bold]{t(f'command.show.{part}', lang)}[/bold]")
    console.print(Padding(Text(t(f"measure.{name}.{part}", lang)), (0, 0, 0, 2)))
