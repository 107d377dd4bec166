"""Shared spaces: a redesign with the residents, new places to meet, and the noise they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from model.dials import Dials


class Kind(NamedTuple):
    """A kind of place: hours open a day, draw on young, middle and older, dB beyond a workshop."""

    hours: float
    appeal: tuple[float, float, float]
    louder: float


# Assumed, beside the playground and the green that the estate has (model/spaces.py).
KINDS: Final[dict[str, Kind]] = {
    "workshop": Kind(10.0, (0.5, 0.8, 1.4), 0.0),
    "garden": Kind(12.0, (0.6, 1.0, 1.6), -4.0),
    "canteen": Kind(4.0, (0.1, 0.3, 1.8), -6.0),
    "living_room": Kind(10.0, (0.7, 0.9, 1.2), -8.0),
    "playground": Kind(10.0, (1.0, 0.4, 0.8), 2.0),
}
INDOORS: Final = ("workshop", "canteen", "living_room")


class SharedSpacesPlan(Plan):
    """What is built, how far residents had a say, and what it costs; 0 is not built."""

    use: Literal["shared_spaces"] = "shared_spaces"
    build_months: Annotated[
        int,
        known(
            "months of building before the places open",
            unit="month",
            source="assumed",
            low=1,
            high=6,
            least=0,
            most=60,
        ),
    ] = 2
    participation: Annotated[
        float,
        known(
            "share of residents' suggestions that enter the design",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.8
    review: Annotated[
        float,
        known(
            "share of what does not fit that each yearly evaluation puts right",
            unit="share",
            source="E187 for once a year; assumed",
            low=0,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    workshop: Annotated[
        float,
        known(
            "places in a neighbours' workshop per 500 households",
            unit="people",
            source="assumed",
            low=8,
            high=40,
            least=0,
            most=500,
        ),
    ] = 20.0
    garden: Annotated[
        float,
        known(
            "places in a shared garden per 500 households",
            unit="people",
            source="assumed",
            low=15,
            high=80,
            least=0,
            most=1000,
        ),
    ] = 40.0
    canteen: Annotated[
        float,
        known(
            "places in a canteen, mostly for older people, per 500 households",
            unit="people",
            source="assumed",
            low=10,
            high=60,
            least=0,
            most=500,
        ),
    ] = 24.0
    living_room: Annotated[
        float,
        known(
            "places in a living room for all per 500 households",
            unit="people",
            source="assumed",
            low=8,
            high=40,
            least=0,
            most=500,
        ),
    ] = 16.0
    playground: Annotated[
        float,
        known(
            "places on the playground put right, if households pay for them, per 500 households",
            unit="people",
            source="assumed; E084 for what is broken",
            low=5,
            high=40,
            least=0,
            most=500,
        ),
    ] = 16.0
    paths: Annotated[
        float,
        known(
            "share of stairs without a barrier-free way to the gate that get one",
            unit="share",
            source="assumed; E085 for those that have one",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 0.8
    station: Annotated[
        float,
        known(
            "things to borrow at a sharing station per 500 households",
            unit="things",
            source="assumed",
            low=15,
            high=120,
            least=0,
            most=5000,
        ),
    ] = 40.0
    sound: Annotated[
        float,
        known(
            "sound level that a workshop brings to the homes beside it; other places by their kind",
            unit="dB",
            source="assumed",
            low=35,
            high=50,
            least=0,
            most=90,
        ),
    ] = 42.0
    lockers: Annotated[
        float,
        known(
            "share of corridor goods for which lockers and racks make room",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.45
    bins: Annotated[
        float,
        known(
            "share of the time that litter and dog mess lie about, taken away by bins and bags",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    beds: Annotated[
        float,
        known(
            "share of the green beside ground-floor homes that becomes beds adopted in common",
            unit="share",
            source="assumed",
            low=0.3,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.6
    parking_gain: Annotated[
        float,
        known(
            "spaces gained by marking out, share of those there are",
            unit="share",
            source="assumed",
            low=0.03,
            high=0.25,
            least=0,
            most=3,
        ),
    ] = 0.12
    upkeep: Annotated[
        float,
        known(
            "share of the upkeep that the places need and get",
            unit="share",
            source="assumed; E084 for places without",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    wear: Annotated[
        float,
        known(
            "share of the places that fall out of use in a year without any upkeep",
            unit="1/year",
            source="assumed",
            low=0.1,
            high=0.4,
            least=0,
            most=0.99,
        ),
    ] = 0.2
    design_price: Annotated[
        float,
        known(
            "cost of design with everybody's suggestions in it, per 500 households",
            unit="yuan",
            source="assumed",
            low=10_000,
            high=80_000,
            least=0,
        ),
    ] = 30_000.0
    room_price: Annotated[
        float,
        known(
            "cost of a place in workshop, canteen or living room",
            unit="yuan",
            source="assumed",
            low=1000,
            high=6000,
            least=0,
        ),
    ] = 2500.0
    garden_price: Annotated[
        float,
        known(
            "cost of a place in the garden",
            unit="yuan",
            source="assumed",
            low=300,
            high=3000,
            least=0,
        ),
    ] = 1000.0
    playground_price: Annotated[
        float,
        known(
            "cost of a place on the playground",
            unit="yuan",
            source="E175 over the places assumed",
            low=2000,
            high=8000,
            least=0,
        ),
    ] = 5000.0
    gift: Annotated[
        float,
        known(
            "what each household is asked to give for the playground",
            unit="yuan",
            source="E174, E175: 80,000 yuan from 200",
            low=100,
            high=600,
            least=0,
        ),
    ] = 400.0
    paths_price: Annotated[
        float,
        known(
            "cost of barrier-free ways to all stairs that have none, per 500 households",
            unit="yuan",
            source="assumed",
            low=50_000,
            high=300_000,
            least=0,
        ),
    ] = 120_000.0
    station_price: Annotated[
        float,
        known(
            "cost of a thing to borrow and its place",
            unit="yuan",
            source="assumed",
            low=80,
            high=600,
            least=0,
        ),
    ] = 250.0
    fittings_price: Annotated[
        float,
        known(
            "cost of lockers, bins, beds or bays, each for all of the estate, per 500 households",
            unit="yuan",
            source="assumed",
            low=20_000,
            high=150_000,
            least=0,
        ),
    ] = 40_000.0
    upkeep_rate: Annotated[
        float,
        known(
            "upkeep that places need in a year, of what they cost",
            unit="1/year",
            source="assumed",
            low=0.03,
            high=0.15,
            least=0,
            most=1,
        ),
    ] = 0.08
    meals: Annotated[
        float,
        known(
            "what a place in the canteen costs a month beyond what meals bring in",
            unit="yuan/month",
            source="assumed",
            low=50,
            high=400,
            least=0,
        ),
    ] = 150.0

    def building(self) -> float:
        """Return what building costs per 500 households, the playground left out, in yuan."""
        indoors: float = sum(getattr(self, name) for name in INDOORS)
        fittings = self.lockers + self.bins + self.beds + self.parking_gain
        return (
            self.room_price * indoors
            + self.garden_price * self.garden
            + self.paths_price * self.paths
            + self.station_price * self.station
            + self.fittings_price * fittings
        )

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return design and building while they go on, then what the open places cost.

        The playground is not in it: what it costs depends on what households give.
        """
        size, months = households / STANDARD_SIZE, max(self.build_months, 1)
        build = self.building() * size  # what is up in no time costs as much
        upkeep = self.upkeep * self.upkeep_rate * build * MONTH_IN_YEARS
        review = self.design_price * self.review * MONTH_IN_YEARS
        design = self.design_price * self.participation
        after = self.build_months
        return (
            Cost("design", Purse.COMPANY, design * size, over=months),
            Cost("building", Purse.SUBSIDY, build, over=months),
            Cost("upkeep", Purse.PUBLIC_INCOME, upkeep, after=after),
            Cost("evaluation", Purse.COMPANY, review * size, after=after),
            Cost("meals", Purse.DONATION, self.meals * self.canteen * size, after=after),
        )


class SharedSpaces(Intervention):
    """Opens places and takes away causes of friction; a design without a say fits less."""

    name = "shared_spaces"
    touches = (
        "things_stored",
        "litter_hours",
        "parking_spaces",
        "green_plots",
        "places.open_place",
        "places.fit_out",
        "places.close_place",
        "care.clear_paths",
        "help.lend",
        "treasury.crowdfund",
    )
    settings: SharedSpacesPlan

    def begin(self, day: int) -> None:
        """Ask for the playground and start building; nothing is open yet."""
        s, self.lent = self.settings, 0
        self.paid = 0.0  # share of the building that was paid for
        self.playground = self._raise_playground(day)  # places that gifts pay for
        self.rows = {
            name: self.hood.places.open_place(
                0.0,
                hours=kind.hours,
                appeal=kind.appeal,
                sound=max(s.sound + kind.louder, 0.0) if s.sound else 0.0,
                locked=name in INDOORS,
            )
            for name, kind in KINDS.items()
            if getattr(s, name) > 0
        }

    def ready(self, day: int) -> bool:
        """Tell whether the places are open."""
        return day >= self.since + self.settings.build_months * DAYS_PER_MONTH

    def age(self, day: int) -> float:
        """Return for how many years the places have been open."""
        opened = self.since + self.settings.build_months * DAYS_PER_MONTH
        return max(day - opened, 0) / DAYS_PER_YEAR

    def fit(self, day: int) -> float:
        """Return how well the design suits those who live here: half by plan, half by their say.

        Each year an evaluation puts right a part of what does not fit (E187).
        """
        s = self.settings
        misfit = 0.5 * (1.0 - s.participation) * (1.0 - s.review) ** int(self.age(day))
        return 1.0 - misfit

    def sustain(self, day: int) -> None:
        """Build, then keep open as much as was built and the month pays for, as worn as it is."""
        s, hood = self.settings, self.hood
        months = max(s.build_months, 1)
        if day < self.since + months * DAYS_PER_MONTH:
            self.paid += self.share / months
        if not self.ready(day):
            return
        extent = min(self.dose, s.coverage * self.paid)
        size = self.scale() * extent
        worn = 1.0 - (1.0 - s.wear) ** ((1.0 - s.upkeep) * self.age(day))
        for name, rows in self.rows.items():
            young, middle, older = (self.fit(day) * draw for draw in KINDS[name].appeal)
            places = self.playground if name == "playground" else getattr(s, name) * size
            hood.places.fit_out(rows, places, appeal=(young, middle, older), worn=worn)
        hood.care.clear_paths(s.paths * extent, by=self.name)
        self._lend(round(s.station * size * (1.0 - worn)))

    def adjust(self, day: int, dials: Dials) -> None:
        """Make room for what stood in the way."""
        if not self.ready(day):
            return
        s = self.settings
        share = min(self.reach(day), s.coverage * self.paid) * self.fit(day)
        dials.things_stored *= 1.0 - s.lockers * share
        dials.litter_hours *= 1.0 - s.bins * share
        dials.parking_spaces *= 1.0 + s.parking_gain * share
        dials.green_plots *= 1.0 - s.beds * share

    def charge(self, day: int) -> None:
        """Spend the gifts on the playground while it is built, then its upkeep."""
        s, money = self.settings, self.hood.money
        cost, months = self.playground * s.playground_price, max(s.build_months, 1)
        if day < self.since + months * DAYS_PER_MONTH:
            money.spend(day, self.name, Purse.CROWDFUNDING, "building", yuan=cost / months)
        if self.ready(day):
            yuan = s.upkeep * s.upkeep_rate * cost * MONTH_IN_YEARS
            money.spend(day, self.name, Purse.PUBLIC_INCOME, "upkeep", yuan=yuan)

    def finish(self, day: int) -> None:
        """Close the places, take the ramps away and the things to borrow back."""
        for rows in self.rows.values():
            self.hood.places.close_place(rows)
        self.hood.care.clear_paths(0.0, by=self.name)
        self._lend(0)

    def _raise_playground(self, day: int) -> float:
        """Ask every household once, and return how many places their gifts pay for (E174)."""
        s = self.settings
        wanted = s.playground * self.scale() * self.dose
        if wanted <= 0 or s.gift <= 0:
            return 0.0
        givers = self.hood.treasury.crowdfund(day, self.name, yuan_each=s.gift)
        if s.playground_price <= 0:
            return wanted
        return min(givers * s.gift / s.playground_price, wanted)

    def _lend(self, things: int) -> None:
        """Put out so many things of its own, beside those that others lend."""
        held = int(self.hood.help.items.sum())
        self.hood.help.lend(held - self.lent + things)
        self.lent = things
