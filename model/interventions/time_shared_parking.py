"""Time-shared parking: guests by day where residents are away, residents next door at night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, MONTHS_PER_YEAR, DayKind, day_kind
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import MET, Need
from model.parameters import known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.dials import Dials

PARKING = 0  # what a council takes up first (governance.GOODS)
SOURCE = "shared_parking"
WORKDAYS: Final = sum(day_kind(day) == DayKind.WORKDAY for day in range(DAYS_PER_YEAR))


class TimeSharedParkingPlan(Plan):
    """Who may park when, who consents, what an hour brings and what it costs."""

    needs = (Need.PARKING,)

    use: Literal["time_shared_parking"] = "time_shared_parking"
    guests: Annotated[
        float,
        known(
            "cars of offices and shops next door that want a space by day, per 500 households",
            unit="cars",
            source="assumed",
            low=10,
            high=120,
            least=0,
            most=5000,
        ),
    ] = 60.0
    away: Annotated[
        float,
        known(
            "share of residents' cars that are away on a workday",
            unit="share",
            source="assumed",
            low=0.35,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.5
    reserve: Annotated[
        float,
        known(
            "share of idle spaces kept free for residents who come home by day",
            unit="share",
            source="assumed: residents come first",
            low=0,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.2
    early: Annotated[
        float,
        known(
            "share of the cars away that come home before the guests leave",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.15
    late: Annotated[
        float,
        known(
            "share of guests who are still there when residents come home",
            unit="share",
            source="assumed",
            low=0.01,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.05
    consent: Annotated[
        float,
        known(
            "log-odds that a household with a car consents, at trust 0.3 and without a rule",
            unit="logit",
            source="assumed; E063: a plan found no majority",
            low=-2,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.0
    consent_trust: Annotated[
        float,
        known(
            "added per unit of trust in the company",
            unit="logit",
            source="assumed",
            low=0,
            high=4,
            least=-10,
            most=20,
        ),
    ] = 2.0
    consent_council: Annotated[
        float,
        known(
            "added where a council has settled who parks when",
            unit="logit",
            source="assumed; Walters & Bolger 2019 on procedure",
            low=0.5,
            high=4,
            least=0,
            most=20,
        ),
    ] = 2.5
    hours: Annotated[
        float,
        known(
            "hours a workday for which a space is let",
            unit="h/day",
            source="assumed",
            low=6,
            high=11,
            least=0,
            most=24,
        ),
    ] = 9.0
    used: Annotated[
        float,
        known(
            "share of the hours let in which a guest pays",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.7
    price: Annotated[
        float,
        known(
            "what a guest pays for an hour",
            unit="yuan/h",
            source="assumed",
            low=0.5,
            high=6,
            least=0,
            most=100,
        ),
    ] = 2.0
    nearby: Annotated[
        float,
        known(
            "spaces next door that residents may use at night, per 500 households",
            unit="spaces",
            source="assumed",
            low=5,
            high=60,
            least=0,
            most=5000,
        ),
    ] = 20.0
    walk: Annotated[
        float,
        known(
            "share of the spaces next door that residents take, for the walk",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.7
    rent: Annotated[
        float,
        known(
            "what a space next door costs a month",
            unit="yuan/month",
            source="assumed",
            low=50,
            high=400,
            least=0,
        ),
    ] = 120.0
    warden_hours: Annotated[
        float,
        known(
            "warden's hours a month per 500 households",
            unit="h/month",
            source="assumed",
            low=10,
            high=120,
            least=0,
        ),
    ] = 40.0
    wage: Annotated[
        float,
        known("cost of a warden's hour", unit="yuan/h", source="assumed", low=20, high=50, least=0),
    ] = 30.0
    set_up: Annotated[
        float,
        known(
            "cost of gate, signs and bookings per 500 households",
            unit="yuan",
            source="assumed",
            low=10_000,
            high=120_000,
            least=0,
        ),
    ] = 40_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the gate, the warden and the rent of the spaces next door."""
        size = households / STANDARD_SIZE
        hours = self.warden_hours * size
        return (
            Cost("set-up", Purse.COMPANY, self.set_up * size, over=1),
            Cost("warden", Purse.COMPANY, hours * self.wage, hours),
            Cost("rent", Purse.PUBLIC_INCOME, self.rent * self.nearby * size),
        )


class TimeSharedParking(Intervention):
    """Lets idle spaces by day and opens spaces next door at night; consent sets how many."""

    name = "time_shared_parking"
    touches = ("parking_spaces", "treasury.add_income")
    settings: TimeSharedParkingPlan

    def begin(self, day: int) -> None:
        """Let nothing yet."""
        self.let = self.short = np.zeros(self.hood.estate.quarters)

    def consenting(self) -> NDArray[np.float64]:
        """Return, by quarter, the share of households with a car that let a space be shared.

        Trust in the company makes for it, and so does a rule that a council has settled.
        """
        s, hood = self.settings, self.hood
        h, r = hood.households, hood.residents
        drivers = np.flatnonzero(h.present & (h.cars > 0))
        quarter = hood.estate.dwellings.quarter[h.dwelling[drivers]]
        odds = s.consent + s.consent_trust * (r.trust_company[h.first[drivers]] - 0.3)
        odds = odds + s.consent_council * hood.governance.agreed[quarter, PARKING]
        quarters = hood.estate.quarters
        agreeing = np.bincount(quarter, 1.0 / (1.0 + np.exp(-odds)), minlength=quarters)
        return np.asarray(agreeing / np.maximum(np.bincount(quarter, minlength=quarters), 1))

    def sustain(self, day: int) -> None:
        """Find what stands idle by day, let what residents consent to, and book the income.

        Where more cars stay by day than there are spaces, nothing can be let.
        """
        s, hood = self.settings, self.hood
        h, quarters = hood.households, hood.estate.quarters
        home = hood.estate.dwellings.quarter[h.dwelling]
        cars = np.bincount(home, h.present * h.cars.astype(np.float64), minlength=quarters)
        consent = self.consenting()
        idle = np.maximum(hood.places.parking - (1.0 - s.away) * cars, 0.0)
        wanted = s.guests * self.scale() * hood.estate.quarter_share()
        offered = consent * (1.0 - s.reserve) * idle
        self.let = np.minimum(offered, wanted) * self.reach(day)
        early = s.early * s.away * cars
        self.short = np.maximum(early - (idle - self.let), 0.0) - np.maximum(early - idle, 0.0)
        yuan = s.hours * s.used * s.price * WORKDAYS * float(self.let.sum())
        if yuan > 0 or SOURCE in hood.treasury.yearly_income:
            hood.treasury.add_income(
                SOURCE, yuan / DAYS_PER_YEAR * DAYS_PER_MONTH * MONTHS_PER_YEAR
            )
        if s.coverage > 0 and MET[Need.COUNCIL](hood) < 1.0:
            hood.shortfalls.note(day, self.name, "needs", self.share * float(consent.mean()))

    def adjust(self, day: int, dials: Dials) -> None:
        """Add the spaces next door, and take what guests still fill on the evening of a workday."""
        s, spaces = self.settings, max(float(self.hood.places.parking.sum()), 1.0)
        nearby = s.nearby * s.walk * self.scale() * self.reach(day)
        filled = 0.0
        if day_kind(day) == DayKind.WORKDAY:
            filled = min(float((s.late * self.let + self.short).sum()), spaces)
        dials.parking_spaces *= 1.0 + (nearby - filled) / spaces

    def finish(self, day: int) -> None:
        """Send the guests away."""
        if SOURCE in self.hood.treasury.yearly_income:
            self.hood.treasury.add_income(SOURCE, 0.0)
