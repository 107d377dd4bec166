"""Repair workshops: both parties of a closed case meet again, led by a social worker."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import Need
from model.parameters import known


class RepairWorkshopsPlan(Plan):
    """Who is invited, who would come, what they are asked, and what a workshop costs."""

    needs = (Need.SOCIAL_WORKER,)

    use: Literal["repair_workshops"] = "repair_workshops"
    ramp: Annotated[
        int,
        known(
            "months until an invitation is the rule",
            unit="month",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=120,
        ),
    ] = 3
    invited: Annotated[
        float,
        known(
            "share of cases that the company closed by settlement or warning, whose parties are "
            "invited",
            unit="share",
            source="assumed",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    after_days: Annotated[
        float,
        known(
            "days from the end of a case to the workshop",
            unit="day",
            source="assumed; tempers have cooled",
            low=7,
            high=30,
            least=1,
            most=180,
        ),
    ] = 14.0
    come: Annotated[
        float,
        known(
            "log-odds that a party comes, of middling trust and civic mind and without a tie",
            unit="logit",
            source="assumed; Umbreit, Coates & Vos 2004: about half of those asked agree to meet",
            low=-1.5,
            high=0.5,
            least=-20,
            most=20,
        ),
    ] = 0.0
    come_trust: Annotated[
        float,
        known(
            "added for full trust in neighbours against none",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    come_tie: Annotated[
        float,
        known(
            "added per unit of strength of the tie between the two",
            unit="logit",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=10,
        ),
    ] = 0.3
    come_civic: Annotated[
        float,
        known(
            "added for full civic mind against none",
            unit="logit",
            source="assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    team: Annotated[
        float,
        known(
            "share of workshops at which both are asked to join a patrol or publicity team",
            unit="share",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.5
    leader_hours: Annotated[
        float,
        known(
            "hours of the social worker for a workshop, with what goes before",
            unit="h",
            source="assumed: two talks beforehand and an evening",
            low=2,
            high=8,
            least=0,
            most=100,
        ),
    ] = 4.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of leader and organiser",
            unit="yuan/h",
            source="assumed",
            low=30,
            high=100,
            least=0,
        ),
    ] = 55.0
    supplies: Annotated[
        float,
        known(
            "materials of a workshop: cards, tea, printed pledges",
            unit="yuan",
            source="assumed",
            low=20,
            high=200,
            least=0,
        ),
    ] = 60.0
    organiser_hours: Annotated[
        float,
        known(
            "hours a month for invitations, dates and notes, per 500 households",
            unit="h/month",
            source="assumed",
            low=1,
            high=10,
            least=0,
            most=200,
        ),
    ] = 3.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the organiser; leader and materials depend on who comes."""
        hours = self.organiser_hours * households / STANDARD_SIZE
        return (Cost("organiser", Purse.COMPANY, hours * self.wage, hours),)


class RepairWorkshops(Intervention):
    """Sends the invitations and pays for the evenings; both must want to come."""

    name = "repair_workshops"
    touches = ("workshops.offer", "workshops.close")
    settings: RepairWorkshopsPlan

    def sustain(self, day: int) -> None:
        """Invite as many as the measure has got to by this month."""
        s = self.settings
        self.hood.workshops.offer(
            share=s.invited * self.reach(day),
            days=s.after_days,
            come=s.come,
            trust=s.come_trust,
            tie=s.come_tie,
            civic=s.come_civic,
            team=s.team,
        )

    def act(self, day: int) -> None:
        """Pay for the workshops of the day."""
        s, held = self.settings, self.hood.workshops.held_today
        if held:
            hours, spend = held * s.leader_hours, self.hood.money.spend
            spend(
                day, self.name, Purse.COMPANY, "workshop leaders", yuan=hours * s.wage, hours=hours
            )
            spend(day, self.name, Purse.COMPANY, "materials", yuan=held * s.supplies)

    def finish(self, day: int) -> None:
        """Invite nobody any more; pledges fade as they do."""
        self.hood.workshops.close()
