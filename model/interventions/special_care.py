"""Care for special groups: needs are looked for, carers and a partner come, children are minded."""

from __future__ import annotations

from typing import Annotated, Literal

from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

SCHOOL_DAYS = 21.0  # a month


class SpecialCarePlan(Plan):
    """How needs are found, who comes how often, and what it costs; amounts per 500 households."""

    use: Literal["special_care"] = "special_care"
    survey: Annotated[
        float,
        known(
            "share of unknown needs that door-to-door talks find in a month",
            unit="1/month",
            source="assumed",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.15
    survey_hours: Annotated[
        float,
        known(
            "hours a month that these talks take",
            unit="h/month",
            source="assumed; E160 plans 10 talks a month",
            low=5,
            high=60,
            least=0,
        ),
    ] = 20.0
    visits: Annotated[
        float,
        known(
            "visits a month by carers of the company, besides those there are",
            unit="1/month",
            source="assumed; E155 plans one a day for whoever is old and alone",
            low=10,
            high=400,
            least=0,
            most=10000,
        ),
    ] = 60.0
    visit_hours: Annotated[
        float,
        known(
            "hours that a visit takes, the way included",
            unit="h",
            source="assumed",
            low=0.5,
            high=2.5,
            least=0,
        ),
    ] = 1.25
    partner_visits: Annotated[
        float,
        known(
            "visits a month by the carers of a partner institution",
            unit="1/month",
            source="assumed",
            low=0,
            high=120,
            least=0,
            most=10000,
        ),
    ] = 30.0
    partner_price: Annotated[
        float,
        known(
            "what the partner institution is paid for a visit",
            unit="yuan",
            source="assumed",
            low=40,
            high=150,
            least=0,
        ),
    ] = 80.0
    class_places: Annotated[
        float,
        known(
            "places in a class after school, as far as the activity room has room for them",
            unit="places",
            source="assumed; E024 for how rare such classes are",
            low=10,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 20.0
    class_hours: Annotated[
        float,
        known(
            "hours of the class on a school day",
            unit="h/day",
            source="assumed",
            low=1,
            high=3,
            least=0.1,
            most=12,
        ),
    ] = 2.0
    class_size: Annotated[
        float,
        known(
            "children whom one teacher can mind",
            unit="children",
            source="assumed",
            low=8,
            high=25,
            least=1,
        ),
    ] = 15.0
    buttons: Annotated[
        float,
        known(
            "share of older people living alone who take a help button; others mind being watched",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6
    button_rent: Annotated[
        float,
        known(
            "monthly rent of a button with its call centre",
            unit="yuan/month",
            source="assumed",
            low=10,
            high=60,
            least=0,
        ),
    ] = 30.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of a carer or teacher",
            unit="yuan/h",
            source="assumed",
            low=25,
            high=60,
            least=0,
        ),
    ] = 35.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return carers, teachers and the partner; buttons depend on who takes one."""
        size = households / STANDARD_SIZE
        carers = (self.survey_hours + self.visits * self.visit_hours) * size
        lessons = self.class_hours * SCHOOL_DAYS
        teachers = self.class_places / self.class_size * lessons * size
        partner = self.partner_visits * self.partner_price * size
        return (
            Cost("carers", Purse.COMPANY, carers * self.wage, carers),
            Cost("class", Purse.PUBLIC_INCOME, teachers * self.wage, teachers),
            Cost("partner institution", Purse.SUBSIDY, partner),
        )


class SpecialCare(Intervention):
    """Finds needs and sends whoever can serve them; whom volunteers serve is up to them."""

    name = "special_care"
    touches = (
        "care.survey",
        "care.send_carers",
        "care.join_partner",
        "care.open_class",
        "care.give_buttons",
    )
    settings: SpecialCarePlan

    def sustain(self, day: int) -> None:
        """Bring talks, visits, the class and buttons up to what the month pays for."""
        s, care, reach = self.settings, self.hood.care, self.reach(day)
        room = self.room_for_class()
        if room < s.class_places * reach:
            self.hood.shortfalls.note(day, self.name, "needs", room / s.class_places)
        care.survey(s.survey * reach, by=self.name)
        care.send_carers(s.visits * reach, by=self.name)
        care.join_partner(s.partner_visits * reach, by=self.name)
        care.open_class(min(s.class_places * reach, room), by=self.name)
        care.give_buttons(s.buttons * reach, by=self.name)

    def charge(self, day: int) -> None:
        """Rent the buttons that have been taken, day and night, beside those of the estate."""
        care = self.hood.care
        before = care.given["estate"]
        share = max(1.0 - before / care.buttons, 0.0) if care.buttons > 0 else 0.0
        taken = float(care.with_button().sum()) * share
        yuan = taken * self.settings.button_rent
        self.hood.money.spend(day, self.name, Purse.SUBSIDY, "buttons", yuan=yuan)

    def finish(self, day: int) -> None:
        """Send nobody any more, close the class and take the buttons back."""
        care = self.hood.care
        care.survey(0.0, by=self.name)
        care.send_carers(0.0, by=self.name)
        care.join_partner(0.0, by=self.name)
        care.open_class(0.0, by=self.name)
        care.give_buttons(0.0, by=self.name)

    def room_for_class(self) -> float:
        """Return the places, per 500 households, for which the children's hours leave room.

        The class takes place in the activity room, in the hours that it is given to children.
        """
        places = self.hood.places
        rows = places.activity_rooms
        hours = places.room_hours - places.table.hours[rows].astype(float)
        part = (hours / self.settings.class_hours).clip(0.0, 1.0)
        seats = float((places.table.places[rows] * part).sum())
        return seats / self.scale()
