"""Open books: how often, and how credibly, residents see what becomes of public income."""

from __future__ import annotations

from typing import Annotated, Literal

from model.calendar import MONTH_IN_YEARS, MONTHS_PER_YEAR
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.parameters import known


class OpenBooksPlan(Plan):
    """How often books are shown, how far they convince, and what a committee finds."""

    use: Literal["open_books"] = "open_books"
    every_months: Annotated[
        int,
        known(
            "months from one look into the books to the next",
            unit="month",
            source="E111: every quarter",
            low=1,
            high=6,
            least=1,
            most=120,
        ),
    ] = 3
    credibility: Annotated[
        float,
        known(
            "how far they convince: about 0.2 a notice, 0.5 audited, 0.9 traceable in real time",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.5
    committee: Annotated[
        float,
        known(
            "share of what nobody can account for that owners' supervision puts an end to",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.4
    audit: Annotated[
        float,
        known(
            "yearly cost of an audit that convinces fully, or of books traceable in real time",
            unit="yuan/year",
            source="assumed; less convincing ones cost in proportion",
            low=10_000,
            high=60_000,
            least=0,
        ),
    ] = 25_000.0
    disclosure_hours: Annotated[
        float,
        known(
            "staff hours to draw up and explain the books each time, per 500 households",
            unit="h",
            source="assumed",
            low=6,
            high=50,
            least=0,
        ),
    ] = 16.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of staff", unit="yuan/h", source="assumed", low=25, high=70, least=0
        ),
    ] = 40.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the audit and the hours for each disclosure, month by month."""
        size = households / STANDARD_SIZE
        hours = self.disclosure_hours / self.every_months * size
        audit = self.audit * self.credibility * size * MONTH_IN_YEARS
        return (
            Cost("audit", Purse.PUBLIC_INCOME, audit),
            Cost("disclosure", Purse.COMPANY, hours * self.wage, hours),
        )


class OpenBooks(Intervention):
    """Shows the books; whether that wins trust or costs it depends on what stands in them."""

    name = "open_books"
    touches = ("governance.disclose", "governance.account")
    settings: OpenBooksPlan

    def begin(self, day: int) -> None:
        """Note how books are kept today."""
        g = self.hood.governance
        self.before = g.books_every, g.credibility, g.unaccounted

    def sustain(self, day: int) -> None:
        """Show the books as often and as credibly as the month pays for; supervise the money."""
        s, reach, governance = self.settings, self.reach(day), self.hood.governance
        every, credibility, unaccounted = self.before
        often = _times(every) + reach * max(_times(s.every_months) - _times(every), 0.0)
        governance.disclose(
            every_months=round(MONTHS_PER_YEAR / often) if often else 0,
            credibility=credibility + reach * max(s.credibility - credibility, 0.0),
        )
        governance.account(unaccounted=unaccounted * (1.0 - s.committee * reach))

    def finish(self, day: int) -> None:
        """Keep the books as before."""
        every, credibility, unaccounted = self.before
        self.hood.governance.disclose(every_months=every, credibility=credibility)
        self.hood.governance.account(unaccounted=unaccounted)


def _times(every_months: int) -> float:
    """Return how often a year the books are shown; 0 months is never."""
    return MONTHS_PER_YEAR / every_months if every_months else 0.0
