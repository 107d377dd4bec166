"""A scenario on the screen: the estate, the measures, the phases, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from scenarios.texts import t

if TYPE_CHECKING:
    from scenarios.schema import Scenario


def show_scenario(scenario: Scenario, lang: str) -> None:
    """Print what a scenario consists of."""
    print(f"{scenario.title.of(lang)}  ({scenario.name})")
    print(scenario.story.of(lang))
    print()
    print(f"{t('command.show.estate', lang)}: {scenario.estate_title.of(lang)}")
    print(f"  {scenario.estate_story.of(lang)}")
    print(f"  {_homes(scenario, lang)}")
    print()
    print(t("command.show.months", lang, months=scenario.months))
    for phase in scenario.phases:
        when = t("command.show.phase", lang, start=phase.start, end=phase.end)
        print(f"  {when}  {phase.name.of(lang)}")
    print()
    print(t("command.show.measures", lang))
    if not scenario.interventions:
        print(f"  {t('command.show.no_measures', lang)}")
    for plan in scenario.interventions:
        print(f"  {plan.use}")
        for name, value in plan.model_dump(mode="json").items():
            if name != "use" and value is not None:
                print(f"    {name}: {value}")
    changed = _changed(scenario.parameters)
    if changed:
        print()
        print(t("command.show.changed", lang))
        for name, value in changed.items():
            print(f"  {name}: {value}")


def show_difference(scenario: Scenario, lang: str) -> None:
    """Print what differs from the life without measures on the same estate."""
    from rich.console import Console
    from rich.table import Table

    from scenarios.loader import diff

    found = diff(scenario)
    console = Console(highlight=False)
    if not found:
        console.print(t("command.show.no_difference", lang))
        return
    head = t("command.show.differs", lang, base=scenario.estate_title.of(lang))
    table = Table(title=head, title_justify="left", pad_edge=False)
    for key in ("what", "before", "here"):
        table.add_column(t(f"command.show.{key}", lang))
    for difference in found:
        table.add_row(difference.key, _said(difference.base), _said(difference.option))
    console.print(table)


def _homes(scenario: Scenario, lang: str) -> str:
    estate = scenario.estate
    buildings = sum(plan.count for plan in estate.buildings)
    dwellings = sum(
        plan.count * plan.stairs * plan.floors * plan.doors for plan in estate.buildings
    )
    said = t(
        "command.show.homes",
        lang,
        dwellings=dwellings,
        buildings=buildings,
        parking=estate.spaces.parking,
    )
    if scenario.roster is None:
        return said
    return f"{said}\n  {t('command.show.roster', lang, number=len(scenario.roster.rows))}"


def _changed(block: BaseModel, prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in type(block).model_fields.items():
        value, here = getattr(block, name), f"{prefix}{name}"
        if isinstance(value, BaseModel):
            found |= _changed(value, f"{here}.")
        elif value != field.get_default(call_default_factory=True):
            found[here] = value
    return found


def _said(value: object) -> str:
    return "–" if value is None else str(value)
