"""Activity programme: more events, of more kinds, at hours and with contents that people want."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from model.behaviour.activities import CHARACTERS, Kind, Slot
from model.calendar import MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from model.dials import Dials


class ActivityProgrammePlan(Plan):
    """How much is put on beside the estate's own programme, and how well it is prepared."""

    use: Literal["activity_programme"] = "activity_programme"
    events: Annotated[
        float,
        known(
            "events a month beside the estate's own",
            unit="1/month",
            source="assumed",
            low=0,
            high=4,
            least=0,
            most=60,
        ),
    ] = 1.0
    family_weekends: Annotated[
        float,
        known(
            "afternoons at weekends for parents and children, a month",
            unit="1/month",
            source="assumed",
            low=0,
            high=8,
            least=0,
            most=60,
        ),
    ] = 1.0
    fitted: Annotated[
        float,
        known(
            "share of all events whose kind and hour follow a survey of residents",
            unit="share",
            source="assumed; E191, E192: what comes of asking nobody",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.6
    variety: Annotated[
        float,
        known(
            "chance that an event is not simply of the same kind as the one before",
            unit="share",
            source="assumed; E050: sameness wears off",
            low=0.6,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.9
    quality: Annotated[
        float,
        known(
            "good experiences for each one of today, where events are well prepared",
            unit="ratio",
            source="assumed",
            low=1,
            high=1.6,
            least=0,
            most=10,
        ),
    ] = 1.25
    notices: Annotated[
        float,
        known(
            "share by which more residents hear of events by notice",
            unit="share",
            source="assumed",
            low=0,
            high=0.6,
            least=0,
            most=10,
        ),
    ] = 0.3
    event_cost: Annotated[
        float,
        known(
            "cost of an event per 500 households, held or called off",
            unit="yuan",
            source="assumed; E192 for what is spent in vain",
            low=1000,
            high=8000,
            least=0,
        ),
    ] = 3000.0
    survey: Annotated[
        float,
        known(
            "yearly cost of asking residents, per 500 households, at full fit",
            unit="yuan/year",
            source="assumed",
            low=2000,
            high=15_000,
            least=0,
        ),
    ] = 6000.0
    notice_cost: Annotated[
        float,
        known(
            "yearly cost of notices per 500 households, for twice as many who hear of events",
            unit="yuan/year",
            source="assumed",
            low=3000,
            high=30_000,
            least=0,
        ),
    ] = 10_000.0
    organiser_hours: Annotated[
        float,
        known(
            "organiser's hours for an event, per 500 households",
            unit="h",
            source="assumed",
            low=6,
            high=30,
            least=0,
            most=500,
        ),
    ] = 14.0
    wage: Annotated[
        float,
        known(
            "cost of an organiser's hour", unit="yuan/h", source="assumed", low=25, high=80, least=0
        ),
    ] = 40.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the events, the survey, the notices and the organiser, month by month."""
        size = households / STANDARD_SIZE
        weekends = self.family_weekends * CHARACTERS[Kind.FAMILY].cost
        events = self.event_cost * (self.events + weekends) * size
        asking = self.survey * self.fitted * size * MONTH_IN_YEARS
        notices = self.notice_cost * self.notices * size * MONTH_IN_YEARS
        hours = self.organiser_hours * (self.events + self.family_weekends) * size
        return (
            Cost("events", Purse.PUBLIC_INCOME, events),
            Cost("survey", Purse.COMPANY, asking),
            Cost("notices", Purse.COMPANY, notices),
            Cost("organiser", Purse.COMPANY, hours * self.wage, hours),
        )


class ActivityProgramme(Intervention):
    """Puts events on beside the estate's own and prepares all of them; who comes is up to them."""

    name = "activity_programme"
    touches = (
        "reach",
        "activities.support",
        "activities.run_series",
        "activities.withdraw",
    )
    settings: ActivityProgrammePlan

    def sustain(self, day: int) -> None:
        """Bring events and their preparation up to what the month pays for."""
        s, activities = self.settings, self.hood.activities
        activities.support(
            self.name,
            events=s.events,
            variety=s.variety,
            fitted=s.fitted,
            quality=s.quality,
            share=self.dose,
        )
        activities.run_series(
            Kind.FAMILY, per_month=s.family_weekends * self.dose, slot=Slot.WEEKEND, by=self.name
        )

    def adjust(self, day: int, dials: Dials) -> None:
        """Let notices reach more people."""
        dials.reach *= 1.0 + self.settings.notices * self.reach(day)

    def finish(self, day: int) -> None:
        """Leave the estate with its own programme."""
        self.hood.activities.withdraw(self.name)
