"""Policy watch: somebody reads what comes out, asks the authorities, and writes local rules."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class PolicyWatchPlan(Plan):
    """How much sooner it is known what a rule allows, and what watching costs."""

    against = ("policy_freeze",)

    use: Literal["policy_watch"] = "policy_watch"
    sooner: Annotated[
        float,
        known(
            "share of the time until a new rule is clear that contact with the authorities saves",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=0.99,
        ),
    ] = 0.5
    watch_hours: Annotated[
        float,
        known(
            "hours a month of a policy watcher, per 500 households",
            unit="h/month",
            source="assumed",
            low=2,
            high=30,
            least=0,
            most=200,
        ),
    ] = 8.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of the policy watcher",
            unit="yuan/h",
            source="assumed",
            low=30,
            high=120,
            least=0,
        ),
    ] = 50.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the watcher's hours, month by month."""
        hours = self.watch_hours * households / STANDARD_SIZE
        return (Cost("policy watch", Purse.COMPANY, hours * self.wage, hours),)


class PolicyWatch(Intervention):
    """Finds out sooner what a sudden rule allows; without one it does nothing."""

    name = "policy_watch"
    touches = ("governance.follow_rules",)
    settings: PolicyWatchPlan

    def sustain(self, day: int) -> None:
        """Ask as much as the month pays for."""
        saved = self.settings.sooner * self.reach(day)
        self.hood.governance.follow_rules(pace=1.0 / (1.0 - saved))

    def finish(self, day: int) -> None:
        """Wait as everybody does."""
        self.hood.governance.follow_rules(pace=1.0)
