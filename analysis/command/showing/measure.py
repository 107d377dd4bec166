"""A measure on the screen: everything that can be set in its plan."""

from __future__ import annotations

from typing import Any, get_args

from scenarios.texts import has, t


def show_measure(name: str, lang: str) -> None:
    """Print the settings of a measure: meaning, default, unit, ranges, source."""
    from rich.console import Console

    from model.interventions import AnyPlan

    union = get_args(AnyPlan)[0]
    plan = next(kind for kind in get_args(union) if kind.model_fields["use"].default == name)
    console = Console(highlight=False)
    key = f"report.measure.{name}"
    console.print(f"[bold]{t(key, lang) if has(key, lang) else name}[/bold]  ({name})")
    console.print(" ".join((plan.__doc__ or "").split()), soft_wrap=True)
    console.print(settings_table(plan, lang))


def settings_table(block: Any, lang: str) -> Any:
    """Make the table of the settings of a block."""
    from rich.table import Table

    table = Table(pad_edge=False)
    for column in ("setting", "value", "range", "bounds", "meaning", "source"):
        table.add_column(t(f"command.show.{column}", lang))
    properties = block.model_json_schema()["properties"]
    for setting, field in properties.items():
        if setting == "use":
            continue
        least, most = field.get("minimum", ""), field.get("maximum", "")
        bounds = f"{least} – {most}" if least != "" or most != "" else ""
        low, high = field.get("low", ""), field.get("high", "")
        plausible = f"{low} – {high}" if low != "" or high != "" else ""
        value = f"{field.get('default', '')} {field.get('unit', '')}".strip()
        table.add_row(
            setting, value, plausible, bounds, field.get("description", ""), field.get("source", "")
        )
    return table
