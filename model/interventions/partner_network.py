"""Partner network: a coordinator asks for money outside, and public income is earmarked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, MONTHS_PER_YEAR
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood

DECIDED_AFTER = 2  # months from an application to the answer


class PartnerNetworkPlan(Plan):
    """Whom the coordinator asks, how likely they are to give, and how much; per 500 households."""

    use: Literal["partner_network"] = "partner_network"
    coordinator_hours: Annotated[
        float,
        known(
            "hours a month in which the coordinator calls on firms and bodies",
            unit="h/month",
            source="assumed",
            low=8,
            high=60,
            least=0,
        ),
    ] = 20.0
    contact_hours: Annotated[
        float,
        known(
            "hours that it takes to win or lose a firm over",
            unit="h",
            source="assumed",
            low=6,
            high=30,
            least=0.5,
        ),
    ] = 12.0
    firm_gives: Annotated[
        float,
        known(
            "chance that a firm that was called on becomes a sponsor",
            unit="share",
            source="assumed; E280 for how few companies work with others at all",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.2
    gift: Annotated[
        float,
        known(
            "what a sponsor gives in a year",
            unit="yuan/year",
            source="assumed; E202 for what one community raised in all",
            low=3_000,
            high=20_000,
            least=0,
        ),
    ] = 8_000.0
    stays: Annotated[
        float,
        known(
            "chance that a sponsor gives again in the next year",
            unit="1/year",
            source="assumed",
            low=0.3,
            high=0.85,
            least=0,
            most=1,
        ),
    ] = 0.6
    subsidy: Annotated[
        float,
        known(
            "one-off subsidy for which the estate applies",
            unit="yuan",
            source="E169 for one of 500,000; assumed smaller as a rule",
            low=50_000,
            high=500_000,
            least=0,
        ),
    ] = 200_000.0
    subsidy_chance: Annotated[
        float,
        known(
            "chance that a year's application succeeds",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    application_hours: Annotated[
        float,
        known(
            "hours for an application, whatever the size of the estate",
            unit="h",
            source="assumed",
            low=20,
            high=150,
            least=0,
        ),
    ] = 60.0
    appeal: Annotated[
        float,
        known(
            "what a household gives that joins the yearly appeal; 0 for none",
            unit="yuan",
            source="assumed; E174 and E175 for 400 a household and a playground",
            low=20,
            high=400,
            least=0,
        ),
    ] = 100.0
    earmark: Annotated[
        float,
        known(
            "share of public income set aside for life among neighbours, where less is today",
            unit="share",
            source="assumed; E170 and E171 for a rule of 15 to 20 %, less than these estates keep",
            low=0.26,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.35
    wage: Annotated[
        float,
        known(
            "cost of an hour of the coordinator",
            unit="yuan/h",
            source="assumed",
            low=30,
            high=80,
            least=0,
        ),
    ] = 45.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the coordinator's hours; applications come on top as they are made."""
        hours = self.coordinator_hours * households / STANDARD_SIZE
        return (Cost("coordinator", Purse.COMPANY, hours * self.wage, hours),)


class PartnerNetwork(Intervention):
    """Asks firms, government and residents for money; who gives is up to them and to chance."""

    name = "partner_network"
    touches = ("treasury.grant", "treasury.crowdfund", "treasury.set_aside")
    settings: PartnerNetworkPlan

    def __init__(self, plan: PartnerNetworkPlan, hood: Neighbourhood) -> None:
        super().__init__(plan, hood)
        self.calls_due = 0.0
        self.called_on = 0  # firms so far
        self.sponsors: list[tuple[int, int]] = []  # number of the firm, month in which it joined
        self.subsidised = False

    def sustain(self, day: int) -> None:
        """Set public income aside as far as the rule goes beyond today's."""
        before = self.hood.estate.plan.organisation.funding.set_aside
        more = max(self.settings.earmark - before, 0.0)
        self.hood.treasury.set_aside(before + self.reach(day) * more, by=self.name)

    def act(self, day: int) -> None:
        """Once a month: call on firms; once a year: ask sponsors, government and residents."""
        if day % DAYS_PER_MONTH or not self.reach(day):
            return
        month = (day - self.since) // DAYS_PER_MONTH
        self._ask_sponsors(day, month)
        self._call_on_firms(day, month)
        if month % MONTHS_PER_YEAR == DECIDED_AFTER:
            self._apply(day, month // MONTHS_PER_YEAR)
            if self.settings.appeal > 0:
                each = self.settings.appeal * self.reach(day)
                self.hood.treasury.crowdfund(day, "yearly appeal", yuan_each=each)

    def charge(self, day: int) -> None:
        """Pay for the application in the month in which it is written."""
        month = (day - self.since) // DAYS_PER_MONTH
        if month % MONTHS_PER_YEAR == 0 and not self.subsidised:
            hours = self.settings.application_hours * self.dose
            self.hood.money.spend(
                day,
                self.name,
                Purse.COMPANY,
                "application",
                yuan=hours * self.settings.wage,
                hours=hours,
            )

    def finish(self, day: int) -> None:
        """Let the rule lapse; whoever gave has given."""
        self.hood.treasury.set_aside(0.0, by=self.name)

    def _ask_sponsors(self, day: int, month: int) -> None:
        """Ask each sponsor again on the anniversary of the first gift."""
        kept = []
        for firm, since in self.sponsors:
            years, rest = divmod(month - since, MONTHS_PER_YEAR)
            if rest == 0 and self._luck("stays", years, firm) >= self.settings.stays:
                continue
            kept.append((firm, since))
            if rest == 0:
                self._receive_gift(day)
        self.sponsors = kept

    def _call_on_firms(self, day: int, month: int) -> None:
        s = self.settings
        self.calls_due += s.coordinator_hours * self.scale() * self.reach(day) / s.contact_hours
        while self.calls_due >= 1.0:
            self.calls_due -= 1.0
            firm, self.called_on = self.called_on, self.called_on + 1
            if self._luck("gives", 0, firm) < s.firm_gives:
                self.sponsors.append((firm, month))
                self._receive_gift(day)

    def _receive_gift(self, day: int) -> None:
        self.hood.treasury.grant(day, "sponsors", Purse.DONATION, self.settings.gift)

    def _apply(self, day: int, year: int) -> None:
        """Hear from the government, unless it has granted a subsidy before."""
        s = self.settings
        if self.subsidised or self._luck("subsidy", year, 0) >= s.subsidy_chance * self.dose:
            return
        self.subsidised = True
        self.hood.treasury.grant(day, "application", Purse.SUBSIDY, s.subsidy * self.scale())

    def _luck(self, what: str, year: int, number: int) -> float:
        numbers = np.array([number])
        return float(self.hood.streams.draws(f"partner_network/{what}", year, numbers)[0])
