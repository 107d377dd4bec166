"""Feasibility: what each part of a scenario may say, and all of them together cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from model.interventions import PLANS
from model.interventions.base import Plan
from scenarios.errors import Problem, did_you_mean
from scenarios.patch import MEASURES, Patch
from scenarios.rules import dotted
from scenarios.schema import Scenario
from scenarios.yamlfile import Keys

__all__ = ["infeasible"]


def infeasible(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    """Find buildings that are not there, priorities of nothing, and staff that nobody can pay."""
    yield from _buildings_elsewhere(patch, scenario)
    yield from _unknown_priorities(patch, scenario)
    yield from _unpayable_staff(patch, scenario)
    yield from _guards_against_nothing(patch, scenario)


def _buildings_elsewhere(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    there = sum(plan.count for plan in scenario.estate.buildings)
    for plan in scenario.interventions:
        for number, building in enumerate(plan.buildings):
            if building > there:
                here: Keys = (MEASURES, plan.use, "buildings", number)
                fields = {"buildings": there}
                yield Problem(
                    "no_building", patch.place(*here), dotted(here), building, fields=fields
                )


def _unknown_priorities(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    known = list(PLANS)
    for number, name in enumerate(scenario.budget.priority if scenario.budget else ()):
        if name not in known:
            here: Keys = ("budget", "priority", number)
            yield Problem(
                "unknown_use",
                patch.place(*here),
                dotted(here),
                name,
                meant=did_you_mean(name, known),
                fields={"known": ", ".join(known)},
            )


def _unpayable_staff(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    """Find a budget that in no year pays the people of even one measure.

    One that pays some of them is fine: the rest is cut by priority.
    """
    budget = scenario.budget
    households = scenario.estate.dwellings()
    wages = {plan.use: _wages(plan, households) for plan in scenario.interventions}
    staffed = {use: yuan for use, yuan in wages.items() if yuan > 0}
    if budget is None or budget.yearly is None or not staffed:
        return
    cheapest = min(staffed, key=lambda use: staffed[use])
    if max(budget.yearly) < staffed[cheapest]:
        here: Keys = ("budget", "yearly")
        fields = {"measure": cheapest, "wages": f"{staffed[cheapest]:,.0f}"}
        most = max(budget.yearly)
        yield Problem("budget_pays_nobody", patch.place(*here), dotted(here), most, fields=fields)


def _guards_against_nothing(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    """Find a measure against a risk that the scenario does not have."""
    there = {risk.use for risk in scenario.risks}
    for plan in scenario.interventions:
        if plan.against and not there & set(plan.against):
            here: Keys = (MEASURES, plan.use)
            fields = {"risks": ", ".join(plan.against)}
            yield Problem("no_such_risk", patch.place(*here), dotted(here), plan.use, fields=fields)


def _wages(plan: Plan, households: int) -> float:
    """Return what the people of a measure cost in twelve months at its coverage."""
    prices = plan.prices(households=households)
    return plan.coverage * 12.0 * sum(cost.yuan for cost in prices if cost.hours and not cost.over)
