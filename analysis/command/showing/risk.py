"""A risk on the screen: how it strikes, what stands against it, what can be set."""

from __future__ import annotations

from scenarios.texts import t


def show_risk(name: str, lang: str) -> None:
    """Print the page of a risk: its path, its inputs, its mitigations and settings."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from analysis.command.showing.measure import settings_table
    from analysis.views.payers import measure_title
    from model.interventions import CATALOGUE
    from model.risks import RISK_PLANS, RISKS

    kind, plan = RISKS[name], RISK_PLANS[name](use=name)
    console = Console(highlight=False)
    console.print(f"[bold]{t(f'risk.{name}.title', lang)}[/bold]  ({name})")
    console.print(t(f"risk.{name}.about", lang), soft_wrap=True)
    console.print()
    console.print(f"[bold]{t('command.show.path', lang)}[/bold]")
    console.print(Padding(Text(t(f"risk.{name}.path", lang)), (0, 0, 0, 2)))
    console.print(t("command.show.touches", lang, inputs=", ".join(kind.touches)))
    there = [use for use in kind.mitigations if use in CATALOGUE]
    said = [f"{measure_title(use, lang)} ({use})" for use in there]
    console.print(
        t("command.show.mitigations", lang, measures=t("command.show.and", lang).join(said))
    )
    console.print()
    console.print(settings_table(plan, name, lang, kind="risk"))
