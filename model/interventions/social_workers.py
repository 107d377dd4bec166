"""Social workers: full-time posts, officers who know the households, and courses for stewards."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known
from model.roles import Role

WORKING_HOURS = 40.0 * 52.0  # of a full-time post in a year


class SocialWorkersPlan(Plan):
    """How many, for what, how well, and what posts and courses cost."""

    use: Literal["social_workers"] = "social_workers"
    ramp: Annotated[
        int,
        known(
            "months until every steward has been through the courses",
            unit="month",
            source="assumed",
            low=2,
            high=12,
            least=0,
            most=120,
        ),
    ] = 6
    social_workers: Annotated[
        float,
        known(
            "full-time social workers per 500 households",
            unit="people",
            source="E165; E031 for two",
            low=0.5,
            high=3,
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
            "mediating skill of a social worker",
            unit="0-1",
            source="assumed",
            low=0.5,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    officers: Annotated[
        float,
        known(
            "part-time neighbour-relations officers per 500 households",
            unit="people",
            source="E166",
            low=1,
            high=6,
            least=0,
            most=50,
        ),
    ] = 2.0
    officer_share: Annotated[
        float,
        known(
            "share of a working week that an officer has for the post",
            unit="share",
            source="assumed",
            low=0.15,
            high=0.5,
            least=0.01,
            most=1,
        ),
    ] = 0.3
    interviews: Annotated[
        float,
        known(
            "households that an officer talks with in depth, per month",
            unit="1/month",
            source="E160",
            low=5,
            high=15,
            least=0,
            most=200,
        ),
    ] = 10.0
    interview_hours: Annotated[
        float,
        known(
            "officer's hours for one such talk",
            unit="h",
            source="assumed",
            low=1,
            high=2.5,
            least=0.1,
            most=20,
        ),
    ] = 1.5
    steward_skill: Annotated[
        float,
        known(
            "mediating skill of a steward or clerk after the courses",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.45
    retention: Annotated[
        float,
        known(
            "share of departures that courses, prospects and support avert",
            unit="share",
            source="assumed; Griffeth, Hom & Gaertner 2000 for the direction",
            low=0,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
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
    officer_salary: Annotated[
        float,
        known(
            "yearly cost of a full-time officer",
            unit="yuan/year",
            source="assumed",
            low=45_000,
            high=90_000,
            least=0,
        ),
    ] = 60_000.0
    attendances: Annotated[
        float,
        known(
            "attendances at courses a year per 500 households",
            unit="1/year",
            source="assumed; E163 for a company with several estates",
            low=20,
            high=200,
            least=0,
            most=5000,
        ),
    ] = 40.0
    course_price: Annotated[
        float,
        known(
            "cost of one attendance",
            unit="yuan",
            source="assumed",
            low=100,
            high=800,
            least=0,
        ),
    ] = 375.0
    course_hours: Annotated[
        float,
        known(
            "staff hours of one attendance",
            unit="h",
            source="assumed",
            low=2,
            high=8,
            least=0,
            most=100,
        ),
    ] = 4.0

    def visits(self) -> float:
        """Return the households visited a month, no more than officers have hours for."""
        hours = self.officer_share * WORKING_HOURS * MONTH_IN_YEARS
        return self.officers * min(self.interviews, hours / self.interview_hours)

    def desk_share(self) -> float:
        """Return the share of an officer's week that visits leave for the desk."""
        visiting = min(self.interviews * self.interview_hours, WORKING_HOURS * MONTH_IN_YEARS)
        return max(self.officer_share - visiting / (WORKING_HOURS * MONTH_IN_YEARS), 0.0)

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return salaries and courses, month by month."""
        share = households / STANDARD_SIZE * MONTH_IN_YEARS
        posts, part = self.social_workers, self.officers * self.officer_share
        wages = posts * self.salary + part * self.officer_salary
        return (
            Cost("salaries", Purse.COMPANY, wages * share, (posts + part) * WORKING_HOURS * share),
            Cost(
                "training",
                Purse.SUBSIDY,
                self.attendances * self.course_price * share,
                self.attendances * self.course_hours * share,
            ),
        )


class SocialWorkers(Intervention):
    """Employs people, sends them to households and stewards to courses; the rest follows."""

    name = "social_workers"
    touches = ("staff.employ", "staff.train", "staff.retain", "home_visits.call_on")
    settings: SocialWorkersPlan

    def sustain(self, day: int) -> None:
        """Keep as many people as the month pays for, and their visits."""
        self._employ(self.dose)
        self.hood.home_visits.call_on(self.settings.visits() * self.dose)
        self.hood.staff.retain(self.settings.retention * self.dose)

    def act(self, day: int) -> None:
        """Let stewards learn as courses reach them."""
        staff = self.hood.staff
        untaught = staff.parameters.desk_skill
        gain = max(self.settings.steward_skill - untaught, 0.0)
        staff.train(Role.DESK, untaught + self.reach(day) * gain)

    def finish(self, day: int) -> None:
        """Let its people go; what was learnt stays with the stewards."""
        self._employ(0.0)
        self.hood.home_visits.call_on(0.0)
        self.hood.staff.retain(0.0)

    def _employ(self, dose: float) -> None:
        s, staff = self.settings, self.hood.staff
        people, skill = s.social_workers * dose, s.social_skill
        staff.employ(Role.SOCIAL, people, by=self.name, skill=skill, share=s.case_share)
        officers = s.officers * dose if s.desk_share() > 0.0 else 0.0
        untaught = staff.parameters.desk_skill
        staff.employ(Role.DESK, officers, by=self.name, skill=untaught, share=s.desk_share())
