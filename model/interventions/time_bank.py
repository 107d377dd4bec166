"""Time bank: a register of skills, a dispatcher, and hours that are paid in hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TimeBankPlan(Plan):
    """Who joins, how many hours the dispatcher has, and what it costs."""

    reaches = "people"

    use: Literal["time_bank"] = "time_bank"
    ramp: Annotated[
        int,
        known(
            "months until everybody has heard of it",
            unit="month",
            source="assumed",
            low=1,
            high=12,
            least=0,
            most=120,
        ),
    ] = 6
    join: Annotated[
        float,
        known(
            "log-odds that an adult who has heard of it joins",
            unit="logit",
            source="E089: 85 % willing; assumed far fewer sign up",
            low=-3,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.6
    join_sociability: Annotated[
        float,
        known(
            "added for each e-fold of sociability",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1.2,
            least=-5,
            most=10,
        ),
    ] = 0.6
    join_trust: Annotated[
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
    counters: Annotated[
        float,
        known(
            "share of people without digital skill whom counters and visits reach",
            unit="share",
            source="assumed; E036 for the divide",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    dispatcher_hours: Annotated[
        float,
        known(
            "dispatcher's hours a day per 500 households",
            unit="h/day",
            source="assumed",
            low=0.5,
            high=4,
            least=0,
            most=24,
        ),
    ] = 1.5
    registered: Annotated[
        float,
        known(
            "share of members whose skills are written down",
            unit="share",
            source="assumed: asked at the desk",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    automatic: Annotated[
        float,
        known(
            "chance that a member who follows a help board reads in time what it has matched",
            unit="share",
            source="assumed",
            low=0,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    grant: Annotated[
        float,
        known(
            "hours that a new member is given",
            unit="h",
            source="assumed; Kash, Friedman & Halpern 2007 on what too many do",
            low=0,
            high=10,
            least=0,
            most=1000,
        ),
    ] = 0.0
    cap: Annotated[
        float,
        known(
            "balance above which the bank credits no more",
            unit="h",
            source="assumed; against hoarding",
            low=5,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 40.0
    wage: Annotated[
        float,
        known(
            "cost of a dispatcher's hour", unit="yuan/h", source="assumed", low=25, high=70, least=0
        ),
    ] = 40.0
    insurance: Annotated[
        float,
        known(
            "yearly insurance of a member",
            unit="yuan/year",
            source="assumed",
            low=10,
            high=50,
            least=0,
        ),
    ] = 20.0
    set_up: Annotated[
        float,
        known(
            "cost of the register and the launch per 500 households",
            unit="yuan",
            source="assumed",
            low=10_000,
            high=80_000,
            least=0,
        ),
    ] = 30_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the launch and the dispatcher; insurance depends on who joins."""
        size = households / STANDARD_SIZE
        hours = self.dispatcher_hours * DAYS_PER_MONTH * size
        return (
            Cost("set-up", Purse.SUBSIDY, self.set_up * size, over=1),
            Cost("dispatcher", Purse.COMPANY, hours * self.wage, hours),
        )


class TimeBank(Intervention):
    """Opens the register and keeps it going; whether help comes is up to the members."""

    name = "time_bank"
    touches = ("help.open_bank", "help.enrol", "help.close_bank")
    settings: TimeBankPlan

    def sustain(self, day: int) -> None:
        """Open the register, with the dispatcher's hours that the month pays for."""
        s = self.settings
        self.hood.help.open_bank(
            s.dispatcher_hours * self.dose * self.scale(),
            cap=s.cap,
            known=s.registered,
            pushed=s.automatic,
        )

    def act(self, day: int) -> None:
        """Once a month, let those who have heard of it join."""
        if day % DAYS_PER_MONTH == 0:
            self.hood.help.enrol(self._joiners(day), day=day, grant=self.settings.grant)

    def charge(self, day: int) -> None:
        """Insure the members."""
        yuan = self.hood.help.members() * self.settings.insurance * MONTH_IN_YEARS
        self.hood.money.spend(day, self.name, Purse.DONATION, "insurance", yuan=yuan)

    def finish(self, day: int) -> None:
        """Close the register; balances stand as they are."""
        self.hood.help.close_bank()

    def _joiners(self, day: int) -> NDArray[np.intp]:
        """Return the adults whose one draw for life falls below their chance by now."""
        s, r = self.settings, self.hood.residents
        adults = np.flatnonzero(r.present & (r.age >= 16))
        adults = adults[self.dwellings()[r.dwelling[adults]]]
        heard = self.reach(day) * (r.digital[adults] + s.counters * (1.0 - r.digital[adults]))
        odds = s.join + s.join_sociability * np.log(r.sociability[adults])
        odds += s.join_trust * (r.trust[adults] - 0.5)
        chance = heard / (1.0 + np.exp(-odds))
        joins = self.hood.streams.draws("time_bank/join", 0, r.identity[adults]) < chance
        return np.asarray(adults[joins])
