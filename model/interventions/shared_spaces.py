"""Shared spaces: a redesign with the residents, new places to meet, and the noise they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from model.dials import Dials


class SharedSpacesPlan(Plan):
    """What is built, how far residents had a say, and what it costs."""

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
    sound: Annotated[
        float,
        known(
            "sound level that a lively place brings to the homes beside it",
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
    room_for_older: Annotated[
        float,
        known(
            "share of the children's hours in the activity room given to older people",
            unit="share",
            source="assumed; E070 for the contest",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    build: Annotated[
        float,
        known(
            "cost of building per 500 households",
            unit="yuan",
            source="assumed; E169 and E175 for the size",
            low=150_000,
            high=800_000,
            least=0,
        ),
    ] = 350_000.0
    upkeep: Annotated[
        float,
        known(
            "yearly cost of upkeep per 500 households",
            unit="yuan/year",
            source="assumed",
            low=10_000,
            high=80_000,
            least=0,
        ),
    ] = 30_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return what building costs while it goes on, and the upkeep of what is open."""
        size, months = households / STANDARD_SIZE, max(self.build_months, 1)
        build = self.build * size  # what is up in no time costs as much
        upkeep = self.upkeep * size * MONTH_IN_YEARS
        return (
            Cost("building", Purse.SUBSIDY, 0.7 * build, over=months),
            Cost("building", Purse.CROWDFUNDING, 0.3 * build, over=months),
            Cost("upkeep", Purse.PUBLIC_INCOME, upkeep, after=self.build_months),
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
        "places.close_place",
        "places.give_room_to_older",
    )
    settings: SharedSpacesPlan

    def begin(self, day: int) -> None:
        """Start building; nothing is open yet."""
        self.opened: list[slice] = []
        self.room_before = self.hood.places.room_share_children

    def ready(self, day: int) -> bool:
        """Tell whether the places are open."""
        return day >= self.since + self.settings.build_months * DAYS_PER_MONTH

    def fit(self) -> float:
        """Return how well the design suits those who live here: half by plan, half by their say."""
        return 0.5 + 0.5 * self.settings.participation

    def adjust(self, day: int, dials: Dials) -> None:
        """Make room for what stood in the way."""
        if not self.ready(day):
            return
        s = self.settings
        share = self.reach(day) * self.fit()
        dials.things_stored *= 1.0 - s.lockers * share
        dials.litter_hours *= 1.0 - s.bins * share
        dials.parking_spaces *= 1.0 + s.parking_gain * share
        dials.green_plots *= 1.0 - s.beds * share

    def act(self, day: int) -> None:
        """Open the places once they are built."""
        if self.opened or not self.ready(day):
            return
        s, places = self.settings, self.hood.places
        size = self.scale() * self.dose
        fit = self.fit()
        workshop = (0.5 * fit, 0.8 * fit, 1.4 * fit)
        garden = (0.6 * fit, 1.0 * fit, 1.6 * fit)
        self.opened = [
            places.open_place(s.workshop * size, hours=10.0, appeal=workshop, sound=s.sound),
            places.open_place(s.garden * size, hours=12.0, appeal=garden, sound=s.sound - 4.0),
        ]
        places.give_room_to_older(self.room_before * (1.0 - s.room_for_older * self.dose))

    def finish(self, day: int) -> None:
        """Close the places and give the room back."""
        for rows in self.opened:
            self.hood.places.close_place(rows)
        if self.opened:
            self.hood.places.give_room_to_older(self.room_before)
        self.opened = []
