"""Platform: functions for neighbours beyond access and fees, somebody who moderates, and upkeep."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS
from model.functions import Module
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

WEEKS_PER_MONTH = DAYS_PER_MONTH / 7.0


class DigitalPlatformPlan(Plan):
    """Which functions open, who keeps the circle clean, and what building and upkeep cost."""

    reaches = "homes"

    use: Literal["platform"] = "platform"
    circle: Annotated[
        bool,
        known(
            "whether there is a circle of neighbours",
            unit="yes or no",
            source="E017",
            low=0,
            high=1,
        ),
    ] = True
    help_board: Annotated[
        bool,
        known(
            "whether there is a board of what people need and offer",
            unit="yes or no",
            source="E086",
            low=0,
            high=1,
        ),
    ] = True
    tracking: Annotated[
        bool,
        known(
            "whether complaints can be filed and tracked online",
            unit="yes or no",
            source="assumed: a measure of its own",
            low=0,
            high=1,
        ),
    ] = False
    council: Annotated[
        bool,
        known(
            "whether proposals are voted on online", unit="yes or no", source="E141", low=0, high=1
        ),
    ] = True
    books: Annotated[
        bool,
        known(
            "whether public income and spending are shown online each month",
            unit="yes or no",
            source="assumed: opening the books is a measure of its own; E065",
            low=0,
            high=1,
        ),
    ] = False
    moderator_hours: Annotated[
        float,
        known(
            "moderator's hours a week per 500 households",
            unit="h/week",
            source="assumed",
            low=2,
            high=15,
            least=0,
            most=168,
        ),
    ] = 6.0
    half_clean: Annotated[
        float,
        known(
            "moderator's hours a week that take out half of the advertising",
            unit="h/week",
            source="assumed; E017 for the advertising",
            low=1,
            high=6,
            least=0.01,
            most=168,
        ),
    ] = 2.0
    upkeep: Annotated[
        float,
        known(
            "share of the technical upkeep that is paid for",
            unit="share",
            source="assumed; E200 for what follows without",
            low=0,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    honours: Annotated[
        float,
        known(
            "log-odds of using it in a month that honours for active users add",
            unit="logit",
            source="assumed; E144 for the direction",
            low=0,
            high=0.6,
            least=0,
            most=5,
        ),
    ] = 0.2
    build: Annotated[
        float,
        known(
            "cost of fitting and testing the functions per 500 households",
            unit="yuan",
            source="assumed: a light solution on a mature platform",
            low=15_000,
            high=150_000,
            least=0,
        ),
    ] = 50_000.0
    operation: Annotated[
        float,
        known(
            "yearly licence, servers and messages per 500 households",
            unit="yuan/year",
            source="assumed",
            low=6_000,
            high=50_000,
            least=0,
        ),
    ] = 18_000.0
    upkeep_fund: Annotated[
        float,
        known(
            "yearly cost of full technical upkeep per 500 households",
            unit="yuan/year",
            source="assumed",
            low=6_000,
            high=50_000,
            least=0,
        ),
    ] = 20_000.0
    wage: Annotated[
        float,
        known(
            "cost of a moderator's hour", unit="yuan/h", source="assumed", low=25, high=80, least=0
        ),
    ] = 45.0
    prizes: Annotated[
        float,
        known(
            "yearly cost of honours for full log-odds, per 500 households",
            unit="yuan/year",
            source="assumed",
            low=10_000,
            high=80_000,
            least=0,
        ),
    ] = 30_000.0

    def functions(self) -> list[Module]:
        """Return the functions that it opens."""
        chosen = {
            Module.CIRCLE: self.circle,
            Module.HELP_BOARD: self.help_board,
            Module.TRACKING: self.tracking,
            Module.COUNCIL: self.council,
            Module.BOOKS: self.books,
        }
        return [module for module, wanted in chosen.items() if wanted]

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return building, operation, the moderator's hours, the upkeep fund and honours."""
        size = households / STANDARD_SIZE
        year = size * MONTH_IN_YEARS
        hours = self.moderator_hours * WEEKS_PER_MONTH * size
        return (
            Cost("building", Purse.SUBSIDY, self.build * size, over=1),
            Cost("operation", Purse.COMPANY, self.operation * year),
            Cost("moderation", Purse.COMPANY, hours * self.wage, hours),
            Cost("upkeep", Purse.PUBLIC_INCOME, self.upkeep_fund * self.upkeep * year),
            Cost("honours", Purse.DONATION, self.prizes * self.honours * year),
        )


class DigitalPlatform(Intervention):
    """Offers functions home by home; whether anybody uses them is up to the residents.

    A home that has been offered them keeps them. When money falls short later, moderation and
    upkeep fall, and a platform without upkeep is shut over its data (E200).
    """

    name = "platform"
    touches = (
        "platform.open",
        "platform.close",
        "platform.moderate",
        "platform.fund",
        "platform.reward",
    )
    settings: DigitalPlatformPlan

    def begin(self, day: int) -> None:
        """Note how things stood."""
        p = self.hood.platform
        self.before = p.moderation, p.upkeep
        self.widest = 0.0
        self.homes_offered = np.zeros(self.hood.estate.size, np.bool_)

    def sustain(self, day: int) -> None:
        """Offer the functions to more homes, and keep them up as far as the month pays for."""
        s, p, reach = self.settings, self.hood.platform, self.reach(day)
        self.widest = max(self.widest, reach)
        if self.widest <= 0.0:
            return
        everywhere = np.arange(self.hood.estate.size)
        self.homes_offered |= self.reached(everywhere, day) & self.dwellings()
        p.open(*s.functions(), by=self.name, homes=self.homes_offered)
        kept = reach / self.widest
        hours = s.moderator_hours * kept
        p.moderate(max(self.before[0], hours / (hours + s.half_clean)))
        p.fund(s.upkeep * kept)
        p.reward(s.honours * reach)

    def finish(self, day: int) -> None:
        """Close what it opened; accounts stay."""
        if self.widest <= 0.0:
            return
        p = self.hood.platform
        moderation, upkeep = self.before
        p.close(*self.settings.functions(), by=self.name)
        p.moderate(moderation)
        p.fund(upkeep)
        p.reward(0.0)
