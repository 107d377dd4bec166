"""Tiered mediation: stewards at the door, a social worker with a lawyer, a residents' council."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known
from model.roles import Role

WORKING_HOURS = 40.0 * 52.0  # of a full-time post in a year


class MediationTiersPlan(Plan):
    """People above the desk, their skill, and rules of who hands over to whom."""

    use: Literal["mediation_tiers"] = "mediation_tiers"
    social_workers: Annotated[
        float,
        known(
            "social workers per 500 households who also take hard cases",
            unit="people",
            source="E165",
            low=0.5,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    case_share: Annotated[
        float,
        known(
            "share of a social worker's time that goes into disputes",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.6,
            least=0.01,
            most=1,
        ),
    ] = 0.3
    social_skill: Annotated[
        float,
        known(
            "mediating skill of a social worker with a legal adviser",
            unit="0-1",
            source="assumed",
            low=0.6,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.8
    council: Annotated[
        bool,
        known(
            "whether a residents' council is the third tier",
            unit="yes or no",
            source="E148",
            low=0,
            high=1,
        ),
    ] = True
    council_skill: Annotated[
        float,
        known(
            "mediating skill of the council",
            unit="0-1",
            source="assumed",
            low=0.4,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.6
    handover: Annotated[
        float,
        known(
            "share of cases in which written rules say whose turn it is",
            unit="share",
            source="assumed; E122",
            low=0.8,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.9
    salary: Annotated[
        float,
        known(
            "yearly cost of a social worker",
            unit="yuan/year",
            source="assumed",
            low=70_000,
            high=160_000,
            least=0,
        ),
    ] = 110_000.0
    adviser: Annotated[
        float,
        known(
            "yearly retainer of a legal adviser",
            unit="yuan/year",
            source="assumed",
            low=10_000,
            high=60_000,
            least=0,
        ),
    ] = 30_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the social workers' time for cases, and the adviser, month by month."""
        share = households / STANDARD_SIZE * MONTH_IN_YEARS
        posts = self.social_workers * self.case_share
        return (
            Cost(
                "salaries",
                Purse.COMPANY,
                posts * self.salary * share,
                posts * WORKING_HOURS * share,
            ),
            Cost("legal adviser", Purse.COMPANY, self.adviser * share),
        )


class MediationTiers(Intervention):
    """Adds people and skill above the desk; what that does to cases is the service's business."""

    name = "mediation_tiers"
    touches = ("staff.employ", "mediation.retain_adviser", "governance.clear_roles")
    settings: MediationTiersPlan

    def begin(self, day: int) -> None:
        """Look up how clear it is without the measure whose turn it is."""
        self.before = self.hood.estate.plan.organisation.governance.roles_clear

    def sustain(self, day: int) -> None:
        """Keep as many as the month pays for; rules become habit as the measure comes on."""
        s, hood = self.settings, self.hood
        clear = self.before + self.reach(day) * max(s.handover - self.before, 0.0)
        self._employ(self.dose)
        hood.mediation.retain_adviser(self.dose)
        hood.governance.clear_roles(share=clear, by=self.name)

    def finish(self, day: int) -> None:
        """Let the social worker, the adviser and the council go, and the rules lapse."""
        self._employ(0.0)
        self.hood.mediation.retain_adviser(0.0)
        self.hood.governance.clear_roles(share=0.0, by=self.name)

    def _employ(self, dose: float) -> None:
        s, staff = self.settings, self.hood.staff
        people, share, skill = s.social_workers * dose, s.case_share, s.social_skill
        staff.employ(Role.SOCIAL, people, by=self.name, skill=skill, share=share)
        council = dose if s.council else 0.0
        staff.employ(Role.COUNCIL, council, by=self.name, skill=s.council_skill)
