"""Request: everything that one run depends on, and what the run is called."""

from __future__ import annotations

import shlex
from functools import cached_property
from typing import Any

from pydantic import Field

from experiments import digest
from model.parameters import Block
from scenarios.schema import Scenario

ID_LENGTH = 12


class Request(Block):
    """Everything that one run depends on."""

    scenario: Scenario
    seed: int = Field(default=1, ge=0)
    replicate: int = Field(default=0, ge=0)
    months: int = Field(default=36, ge=1)
    zero_dose: bool = False  # every measure from the first month on, reaching nobody

    @cached_property
    def id(self) -> str:
        """Name the run by what it depends on: equal requests share an id under any name."""
        return digest.of(
            {
                "model": digest.of_model(),
                "start": self._start,
                "interventions": [plan.model_dump(mode="json") for plan in self.measures],
                "budget": self._budget,
                "risks": [risk.model_dump(mode="json") for risk in self.scenario.risks],
                "months": self.months,
            }
        )[:ID_LENGTH]

    @cached_property
    def start_id(self) -> str:
        """Name the start-up state: runs that share it may be forked from one."""
        return digest.of(self._start)[:ID_LENGTH]

    @property
    def measures(self) -> tuple[Any, ...]:
        """Give the interventions as they are carried out."""
        plans = self.scenario.interventions
        if not self.zero_dose:
            return tuple(plans)
        return tuple(plan.model_copy(update={"coverage": 0.0, "start": 1}) for plan in plans)

    @property
    def command(self) -> str:
        """Write the command that repeats this run."""
        words = ["linli", "run", self.scenario.name, "--seed", str(self.seed)]
        words += ["--replicate", str(self.replicate), "--months", str(self.months)]
        return shlex.join([*words, "--zero-dose"] if self.zero_dose else words)

    @property
    def _budget(self) -> dict[str, Any] | None:
        budget = self.scenario.budget
        return None if budget is None else budget.model_dump(mode="json")

    @property
    def _start(self) -> dict[str, Any]:
        return {
            "place": place_of(self.scenario),
            "seed": self.seed,
            "replicate": self.replicate,
        }


def place_of(scenario: Scenario) -> dict[str, Any]:
    """Describe an estate and how people behave there, without any measure."""
    return {
        "estate": scenario.estate.model_dump(mode="json"),
        "parameters": scenario.parameters.model_dump(mode="json"),
        "roster": None if scenario.roster is None else scenario.roster.model_dump(mode="json"),
    }
