"""Public answers: what is posted is answered within hours, with residents as supervisors."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class PublicAnswersPlan(Plan):
    """How much of what is posted is answered in time, and what watching costs."""

    use: Literal["public_answers"] = "public_answers"
    answered: Annotated[
        float,
        known(
            "share of what is posted about cases that is answered within hours",
            unit="share",
            source="assumed",
            low=0.5,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.8
    watch_hours: Annotated[
        float,
        known(
            "hours a month to watch and answer, per 500 households",
            unit="h/month",
            source="assumed",
            low=4,
            high=60,
            least=0,
            most=500,
        ),
    ] = 20.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of answering",
            unit="yuan/h",
            source="assumed",
            low=25,
            high=80,
            least=0,
        ),
    ] = 40.0
    allowance: Annotated[
        float,
        known(
            "allowance of the residents who look over the company's shoulder, per 500 households",
            unit="yuan/month",
            source="assumed",
            low=100,
            high=1000,
            least=0,
        ),
    ] = 300.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the hours to watch and answer, and the supervisors' allowance."""
        size = households / STANDARD_SIZE
        hours = self.watch_hours * size
        return (
            Cost("answering", Purse.COMPANY, hours * self.wage, hours),
            Cost("supervision", Purse.PUBLIC_INCOME, self.allowance * size),
        )


class PublicAnswers(Intervention):
    """Answers what is written of the company; whether that calms readers is up to them."""

    name = "public_answers"
    touches = ("news.watch",)
    settings: PublicAnswersPlan

    def begin(self, day: int) -> None:
        """Look up how much is answered without the measure."""
        self.before = self.hood.news.watched

    def sustain(self, day: int) -> None:
        """Answer as much as the month pays for."""
        more = max(self.settings.answered - self.before, 0.0)
        self.hood.news.watch(self.before + self.reach(day) * more)

    def finish(self, day: int) -> None:
        """Answer as much as before."""
        self.hood.news.watch(self.before)
