"""Volunteer incentives: call people, send them where they are needed, thank and insure them."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

WEEKS_PER_MONTH = DAYS_PER_MONTH / 7.0


class VolunteerIncentivesPlan(Plan):
    """How widely volunteers are called, how they are sent and kept, and what it costs."""

    use: Literal["volunteer_incentives"] = "volunteer_incentives"
    publicity: Annotated[
        float,
        known(
            "share of those who do not know how to take part that learn it",
            unit="share",
            source="assumed; E086, E090: knowing how is what is short",
            low=0.1,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    dispatcher_hours: Annotated[
        float,
        known(
            "hours a week of a dispatcher, per 500 households",
            unit="h/week",
            source="assumed; E088: without one some stay idle",
            low=2,
            high=20,
            least=0,
            most=1000,
        ),
    ] = 8.0
    honours: Annotated[
        float,
        known(
            "how much volunteers are thanked and honoured",
            unit="0-1",
            source="assumed; E199: nothing kept them",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.7
    insured: Annotated[
        float,
        known(
            "share of volunteers who are insured",
            unit="share",
            source="assumed",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    trained: Annotated[
        float,
        known(
            "share of volunteers who are trained and carry a badge",
            unit="share",
            source="assumed; E163: one company trains many",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    patrols: Annotated[
        float,
        known(
            "patrols a week, per 500 households",
            unit="1/week",
            source="assumed",
            low=0,
            high=7,
            least=0,
            most=1000,
        ),
    ] = 2.0
    publicity_price: Annotated[
        float,
        known(
            "yearly cost of telling all who do not know, per 500 households",
            unit="yuan/year",
            source="assumed",
            low=4000,
            high=30_000,
            least=0,
        ),
    ] = 12_000.0
    honours_price: Annotated[
        float,
        known(
            "yearly cost of full honours for a volunteer: a certificate, a supper, a small gift",
            unit="yuan/year",
            source="assumed",
            low=60,
            high=400,
            least=0,
        ),
    ] = 150.0
    insurance: Annotated[
        float,
        known(
            "yearly insurance of a volunteer",
            unit="yuan/year",
            source="assumed",
            low=10,
            high=60,
            least=0,
        ),
    ] = 25.0
    training_price: Annotated[
        float,
        known(
            "yearly cost of keeping a volunteer trained",
            unit="yuan/year",
            source="assumed",
            low=80,
            high=600,
            least=0,
        ),
    ] = 200.0
    wage: Annotated[
        float,
        known(
            "cost of a dispatcher's hour", unit="yuan/h", source="assumed", low=25, high=70, least=0
        ),
    ] = 40.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return publicity and the dispatcher; the rest goes by the number of volunteers."""
        size = households / STANDARD_SIZE
        hours = self.dispatcher_hours * WEEKS_PER_MONTH * size
        publicity = self.publicity * self.publicity_price * size * MONTH_IN_YEARS
        return (
            Cost("publicity", Purse.COMPANY, publicity),
            Cost("dispatcher", Purse.COMPANY, hours * self.wage, hours),
        )


class VolunteerIncentives(Intervention):
    """Calls, sends, thanks, insures and trains volunteers; who comes and stays is up to them."""

    name = "volunteer_incentives"
    touches = (
        "volunteers.publicise",
        "volunteers.dispatch",
        "volunteers.recognise",
        "volunteers.insure",
        "volunteers.train",
        "volunteers.patrol",
    )
    settings: VolunteerIncentivesPlan

    def sustain(self, day: int) -> None:
        """Bring all that is done for volunteers up to what the month pays for."""
        self._support(self.reach(day))

    def charge(self, day: int) -> None:
        """Honour, insure and train the volunteers there are."""
        s, spend = self.settings, self.hood.money.spend
        months = self.hood.volunteers.open.size * self.dose * MONTH_IN_YEARS
        honours, insurance = s.honours * s.honours_price, s.insured * s.insurance
        spend(day, self.name, Purse.DONATION, "honours", yuan=months * honours)
        spend(day, self.name, Purse.COMPANY, "insurance", yuan=months * insurance)
        spend(day, self.name, Purse.SUBSIDY, "training", yuan=months * s.trained * s.training_price)

    def finish(self, day: int) -> None:
        """Cease to support them; who has signed up stays as long as they like."""
        self._support(0.0)

    def _support(self, share: float) -> None:
        s, volunteers = self.settings, self.hood.volunteers
        volunteers.publicise(s.publicity * share, by=self.name)
        volunteers.dispatch(s.dispatcher_hours * share, by=self.name)
        volunteers.recognise(s.honours * share, by=self.name)
        volunteers.insure(s.insured * share, by=self.name)
        volunteers.train(s.trained * share, by=self.name)
        volunteers.patrol(s.patrols * share, by=self.name)
