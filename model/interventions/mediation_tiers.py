"""Tiered mediation: trained stewards, a social worker with a lawyer, a residents' council."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known
from model.roles import Role

WORKING_HOURS = 40.0 * 52.0  # of a full-time post in a year


class MediationTiersPlan(Plan):
    """Staff, skill, a better invitation, and a call afterwards."""

    use: Literal["mediation_tiers"] = "mediation_tiers"
    social_workers: Annotated[
        float,
        known(
            "social workers per 500 households",
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
    steward_skill: Annotated[
        float,
        known(
            "mediating skill of a trained steward",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.45
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
    follow_up: Annotated[
        float,
        known(
            "share of closed cases that get a call",
            unit="share",
            source="assumed",
            low=0.5,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
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
    training: Annotated[
        float,
        known(
            "cost of a year's training of stewards",
            unit="yuan/year",
            source="assumed; E163 for its size",
            low=5_000,
            high=40_000,
            least=0,
        ),
    ] = 15_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return salaries, the adviser and the training, month by month."""
        share = households / STANDARD_SIZE * MONTH_IN_YEARS
        hours = self.social_workers * self.case_share * WORKING_HOURS * share
        wages = self.social_workers * self.salary * share
        return (
            Cost("salaries", Purse.COMPANY, wages, hours),
            Cost("legal adviser", Purse.COMPANY, self.adviser * share),
            Cost("training", Purse.SUBSIDY, self.training * share),
        )


class MediationTiers(Intervention):
    """Adds people and skill; what that does to cases comes out of the service process."""

    name = "mediation_tiers"
    touches = ("staff.hire", "staff.train", "staff.dismiss", "mediation.follow_up")
    settings: MediationTiersPlan

    def begin(self, day: int) -> None:
        """Hire as many as the month pays for, train, and seat the council."""
        s, hood = self.settings, self.hood
        people = s.social_workers * self.dose
        hood.staff.hire(Role.SOCIAL, people, skill=s.social_skill, share=s.case_share)
        if s.council:
            hood.staff.hire(Role.COUNCIL, self.dose, skill=s.council_skill)
        self.before = float(hood.staff.skill[Role.DESK]), hood.mediation.follow_up

    def act(self, day: int) -> None:
        """Let stewards learn as training reaches them, and calls become the rule."""
        s, hood, reach = self.settings, self.hood, self.reach(day)
        skill, follow_up = self.before
        hood.staff.train(Role.DESK, skill + reach * (s.steward_skill - skill))
        hood.mediation.follow_up = follow_up + reach * (s.follow_up - follow_up)

    def finish(self, day: int) -> None:
        """Let the social worker and the council go; what was learnt stays with the stewards."""
        self.hood.staff.dismiss(Role.SOCIAL)
        self.hood.staff.dismiss(Role.COUNCIL)
        self.hood.mediation.follow_up = self.before[1]
