"""Records: what a result was made from, so that it can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from experiments import digest
from experiments.compare import AnyScenario, Comparison
from experiments.portfolio import PortfolioRequest
from experiments.replicate import AnyRequest
from experiments.request import place_of
from experiments.study import Study
from scenarios.portfolio import Portfolio

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of these records; raised when a key changes its meaning.
FORMAT = 1


def of_request(request: AnyRequest) -> dict[str, Any]:
    """Record one run."""
    return {
        **_common("run"),
        "run": request.id,
        "scenario": of_scenario(request.scenario),
        "seed": request.seed,
        "replicate": request.replicate,
        "months": request.months,
        "zero_dose": request.zero_dose,
        **_seeds_of(request),
        "inputs": of_inputs(request.scenario),
        "command": request.command,
    }


def _seeds_of(request: AnyRequest) -> dict[str, Any]:
    """Record the seed of each estate of a portfolio, by which its run can be made alone."""
    if not isinstance(request, PortfolioRequest):
        return {}
    return {"seeds": {name: one.seed for name, one in request.members.items()}}


def of_comparison(comparison: Comparison) -> dict[str, Any]:
    """Record a comparison."""
    return {
        **_common("compare"),
        "comparison": comparison.id,
        "base": comparison.base.name,
        "options": [of_scenario(scenario) for scenario in comparison.scenarios],
        "seed": comparison.seed,
        "replicates": comparison.replicates,
        "months": comparison.months,
        "phases": [phase.model_dump(mode="json") for phase in phases_of(comparison)],
        "inputs": {scenario.name: of_inputs(scenario) for scenario in comparison.scenarios},
    }


def of_study(study: Study) -> dict[str, Any]:
    """Record a study."""
    return {
        **_common("study"),
        "study": study.id,
        "plan": study.plan.model_dump(mode="json"),
        "points": [
            {
                "point": point.number,
                "scenario": point.scenario.name,
                "values": point.values,
                "inputs": of_inputs(point.scenario),
            }
            for point in study.points
        ],
    }


def of_scenario(scenario: AnyScenario) -> dict[str, Any]:
    """Record what a scenario is called and which measures it takes."""
    return {
        "name": scenario.name,
        "estate": scenario.estate_name,
        "estate_title": scenario.estate_title.model_dump(mode="json"),
        "package": scenario.package_name,
        "title": scenario.title.model_dump(mode="json"),
        "story": scenario.story.model_dump(mode="json"),
        "interventions": [plan.model_dump(mode="json") for plan in scenario.interventions],
        "budget": _budget_of(scenario),
        "risks": _risks_of(scenario),
        **_estates_of(scenario),
    }


def _estates_of(scenario: AnyScenario) -> dict[str, Any]:
    """Record the estates of a portfolio, with their batches."""
    if not isinstance(scenario, Portfolio):
        return {}
    estates = [
        {
            "name": member.name,
            "title": member.title.model_dump(mode="json"),
            "estate": member.scenario.estate_name,
            "batch": member.batch,
            "batch_title": member.batch_title.model_dump(mode="json"),
            "start": scenario.rollout.start_of(member.name),
        }
        for member in scenario.members
    ]
    return {"estates": estates, "evaluation": scenario.evaluation}


def of_shortfalls(table: Mapping[str, NDArray[Any]]) -> list[dict[str, Any]]:
    """Record which measures could not do all they were meant to, why, and for how long."""
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    columns = (table[name].tolist() for name in ("measure", "reason", "month", "share"))
    for measure, reason, month, share in zip(*columns, strict=True):
        found.setdefault((measure, reason), []).append((month, share))
    return [
        {
            "measure": measure,
            "reason": reason,
            "first_month": min(month for month, _ in months),
            "last_month": max(month for month, _ in months),
            "months": len(months),
            "mean_share": sum(share for _, share in months) / len(months),
        }
        for (measure, reason), months in sorted(found.items())
    ]


def of_inputs(scenario: AnyScenario) -> dict[str, Any]:
    """Record everything of a scenario that moves a number."""
    if isinstance(scenario, Portfolio):
        return {
            "estates": {one.name: of_inputs(one.scenario) for one in scenario.members},
            "rollout": scenario.rollout.model_dump(mode="json"),
        }
    measures = [plan.model_dump(mode="json") for plan in scenario.interventions]
    return {
        **place_of(scenario),
        "interventions": measures,
        "budget": _budget_of(scenario),
        "risks": _risks_of(scenario),
    }


def _risks_of(scenario: AnyScenario) -> list[dict[str, Any]]:
    return [risk.model_dump(mode="json") for risk in scenario.risks]


def _budget_of(scenario: AnyScenario) -> dict[str, Any] | None:
    return None if scenario.budget is None else scenario.budget.model_dump(mode="json")


def phases_of(comparison: Comparison) -> tuple[Any, ...]:
    """Find the phases to draw: those of the first option that has any, else of the base."""
    everyone = (*comparison.options, comparison.base)
    return next((scenario.phases for scenario in everyone if scenario.phases), ())


def _common(verb: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "verb": verb,
        "digest": digest.of_model(),
        "versions": digest.versions(),
    }
