"""Noise sensors: a device on the stair, and a private notice to the home that is too loud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from model.calendar import MONTH_IN_YEARS
from model.exposures import Trigger
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.dials import Dials
    from model.neighbourhood import Neighbourhood


class NoiseSensorsPlan(Plan):
    """What a sensor hears, how a home takes a notice, who minds, and what it costs."""

    reaches = "homes"

    use: Literal["noise_sensors"] = "noise_sensors"
    limit: Annotated[
        float,
        known(
            "sound level on the stair at night from which a notice is sent",
            unit="dB",
            source="GB 3096-2008, homes at night: 45 dB(A)",
            low=40,
            high=60,
            least=20,
            most=100,
        ),
    ] = 45.0
    door: Annotated[
        float,
        known(
            "how much a flat's door takes off the sound on its way to the stair",
            unit="dB",
            source="assumed; plain flat doors insulate 25 to 35 dB",
            low=25,
            high=35,
            least=0,
            most=80,
        ),
    ] = 30.0
    react: Annotated[
        float,
        known(
            "log-odds that a home of no readiness turns it down after its first notice",
            unit="logit",
            source="assumed",
            low=-2,
            high=0.5,
            least=-20,
            most=20,
        ),
    ] = -0.8
    react_civic: Annotated[
        float,
        known(
            "added for full readiness to keep rules against none",
            unit="logit",
            source="assumed; norms one is made aware of, Cialdini 1990",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    habituation: Annotated[
        float,
        known(
            "taken off for each notice that is still in mind",
            unit="logit",
            source="assumed",
            low=0.05,
            high=0.6,
            least=0,
            most=20,
        ),
    ] = 0.25
    lasting: Annotated[
        float,
        known(
            "days in which a notice loses half of its hold",
            unit="day",
            source="assumed; reports fade within weeks, Allcott & Rogers 2014",
            low=10,
            high=90,
            least=1,
            most=3650,
        ),
    ] = 30.0
    effect: Annotated[
        float,
        known(
            "share of loud hours that a home gives up which has just been told and minds it",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    minds: Annotated[
        float,
        known(
            "share of adults who mind a device that listens on their stair",
            unit="share",
            source="assumed; E204 for the fear",
            low=0.05,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.15
    unease: Annotated[
        float,
        known(
            "bad signals about the company to who minds, when the sensors come",
            unit="signals",
            source="assumed",
            low=0.1,
            high=2,
            least=0,
            most=50,
        ),
    ] = 0.5
    install: Annotated[
        float,
        known(
            "cost of the sensors per 500 households",
            unit="yuan",
            source="assumed",
            low=15_000,
            high=100_000,
            least=0,
        ),
    ] = 40_000.0
    inspection: Annotated[
        float,
        known(
            "cost of one of the four yearly inspections, per 500 households",
            unit="yuan",
            source="assumed; E186 for four a year",
            low=500,
            high=5_000,
            least=0,
        ),
    ] = 2_000.0
    messages: Annotated[
        float,
        known(
            "yearly cost of connection and messages per 500 households",
            unit="yuan/year",
            source="assumed",
            low=2_000,
            high=20_000,
            least=0,
        ),
    ] = 6_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the devices, four inspections a year, connection and messages."""
        size = households / STANDARD_SIZE
        year = size * MONTH_IN_YEARS
        return (
            Cost("sensors", Purse.SUBSIDY, self.install * size, over=1),
            Cost("inspections", Purse.PUBLIC_INCOME, 4.0 * self.inspection * year),
            Cost("messages", Purse.COMPANY, self.messages * year),
        )


class NoiseSensors(Intervention):
    """Tells loud homes so; whether they are quieter afterwards is up to them, and wears off.

    A sensor hears what passes a flat's door at night. No sensor, no notice; no notice, no change.
    """

    name = "noise_sensors"
    touches = ("loud_hours", "outlook.blame")
    settings: NoiseSensorsPlan

    def __init__(self, plan: NoiseSensorsPlan, hood: Neighbourhood) -> None:
        super().__init__(plan, hood)
        size = hood.estate.size
        self.sensed = np.zeros(size, np.bool_)  # homes on a stair with a sensor
        self.hold = np.zeros(size)  # of the last notice, 1 when it has just been taken to heart
        self.in_mind = np.zeros(size)  # notices not yet forgotten
        self.tenant = np.full(size, -1, np.int64)
        self.notices = 0
        self.keep = 0.5 ** (1.0 / plan.lasting)

    def sustain(self, day: int) -> None:
        """Put sensors on as many stairs as the month reaches, and let people hear of it."""
        stairs = self.hood.estate.dwellings.stair
        sensed = self.reached(stairs, day) & self.dwellings()
        fresh, self.sensed = sensed & ~self.sensed, sensed
        if fresh.any():
            self._unsettle(fresh)

    def adjust(self, day: int, dials: Dials) -> None:
        """Homes that have taken a notice to heart are loud for fewer hours."""
        dials.loud_hours *= 1.0 - self.settings.effect * self.hold

    def act(self, day: int) -> None:
        """Let notices fade, and send those of the night."""
        self.hold *= self.keep
        self.in_mind *= self.keep
        self._forget_movers()
        told = self._too_loud()
        if not told.size:
            return
        s, hood = self.settings, self.hood
        rows = hood.estate.dwellings.household[told]
        odds = s.react + s.react_civic * hood.households.civic[rows]
        odds = odds - s.habituation * self.in_mind[told]
        luck = hood.streams.draws("noise_sensors/react", day, hood.households.identity[rows])
        self.hold[told[luck < 1.0 / (1.0 + np.exp(-odds))]] = 1.0
        self.in_mind[told] += 1.0
        self.notices += told.size

    def finish(self, day: int) -> None:
        """Take the sensors down; nobody is told any more."""
        self.sensed[:] = False
        self.hold[:] = self.in_mind[:] = 0.0

    def _too_loud(self) -> NDArray[np.intp]:
        """Return the homes that a sensor heard above the limit tonight."""
        s, e, h = self.settings, self.hood.exposures, self.hood.households
        loud = np.unique(e.source[e.night & (e.trigger == Trigger.NOISE)])
        loud = loud[h.present[loud] & (h.loudness[loud] - s.door >= s.limit)]
        homes = h.dwelling[loud]
        return np.asarray(homes[self.sensed[homes]], np.intp)

    def _forget_movers(self) -> None:
        """Begin anew where somebody else has moved in."""
        rows = self.hood.estate.dwellings.household
        now = np.where(rows >= 0, self.hood.households.identity[rows], -1)
        new = now != self.tenant
        self.hold[new] = self.in_mind[new] = 0.0
        self.tenant = now

    def _unsettle(self, homes: NDArray[np.bool_]) -> None:
        """Let those who mind hold it against the company."""
        r = self.hood.residents
        adults = np.flatnonzero(r.present & (r.age >= 16))
        adults = adults[homes[r.dwelling[adults]]]
        minds = self.hood.streams.draws("noise_sensors/minds", 0, r.identity[adults])
        wary = adults[minds < self.settings.minds].astype(np.int32)
        self.hood.outlook.blame(wary, self.settings.unease)
