"""Work instructions: law turned into who may clear what and how, with the sub-district office."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class WorkInstructionsPlan(Plan):
    """How many cases the instructions cover, and what writing and keeping them costs."""

    use: Literal["work_instructions"] = "work_instructions"
    covered: Annotated[
        float,
        known(
            "share of cases of clearing that the instructions cover when they are in use",
            unit="share",
            source="assumed; E071",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.8
    roles: Annotated[
        float,
        known(
            "share of cases in which they say whose turn it is",
            unit="share",
            source="assumed; E122",
            low=0.75,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    drafting: Annotated[
        float,
        known(
            "cost of drafting them with the sub-district office and a lawyer, per 500 households",
            unit="yuan",
            source="assumed",
            low=5000,
            high=50000,
            least=0,
        ),
    ] = 20000.0
    training_hours: Annotated[
        float,
        known(
            "hours a month to keep staff at it, per 500 households",
            unit="h/month",
            source="assumed",
            low=1,
            high=12,
            least=0,
            most=200,
        ),
    ] = 4.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of training",
            unit="yuan/h",
            source="assumed",
            low=30,
            high=120,
            least=0,
        ),
    ] = 50.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the draft, and the hours of training."""
        size = households / STANDARD_SIZE
        hours = self.training_hours * size
        return (
            Cost("drafting", Purse.SUBSIDY, self.drafting * size, over=1),
            Cost("instruction", Purse.COMPANY, hours * self.wage, hours),
        )


class WorkInstructions(Intervention):
    """Covers cases by written instructions, and says whose turn it is."""

    name = "work_instructions"
    touches = (
        "clearing.instruct",
        "governance.clear_roles",
    )
    settings: WorkInstructionsPlan

    def begin(self, day: int) -> None:
        """Look up what is covered and clear without the measure."""
        self.covered_before = self.hood.clearing.instructed
        self.clear_before = self.hood.estate.plan.organisation.governance.roles_clear

    def sustain(self, day: int) -> None:
        """Cover as many cases as staff have learnt about by now."""
        s, reach = self.settings, self.reach(day)
        covered = self.covered_before + reach * max(s.covered - self.covered_before, 0.0)
        self.hood.clearing.instruct(covered)
        clear = self.clear_before + reach * max(s.roles - self.clear_before, 0.0)
        self.hood.governance.clear_roles(share=clear, by=self.name)

    def finish(self, day: int) -> None:
        """Let the instructions lapse."""
        self.hood.clearing.instruct(self.covered_before)
        self.hood.governance.clear_roles(share=0.0, by=self.name)
