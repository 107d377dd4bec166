"""Points: a convention of conduct with rewards and sanctions, redeemable, and owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from model.calendar import DAYS_PER_MONTH, MONTH_IN_YEARS, MONTHS_PER_YEAR
from model.cases import Outcome
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.ledger import Book, Unit
from model.money import Purse
from model.parameters import known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.dials import Dials
    from model.neighbourhood import Neighbourhood


class PointsPlan(Plan):
    """Ten rules, points for keeping them and for taking part, points lost for breaking them."""

    reaches = "homes"

    use: Literal["points"] = "points"
    ramp: Annotated[
        int,
        known(
            "months until everybody has heard of it",
            unit="month",
            source="assumed",
            low=1,
            high=9,
            least=0,
            most=120,
        ),
    ] = 4
    join: Annotated[
        float,
        known(
            "log-odds that a household signs up",
            unit="logit",
            source="assumed",
            low=-1,
            high=1,
            least=-20,
            most=20,
        ),
    ] = 0.0
    keep: Annotated[
        float,
        known(
            "log-odds that a signed-up household of no readiness keeps the rules in a month",
            unit="logit",
            source="assumed",
            low=-2,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -1.2
    keep_civic: Annotated[
        float,
        known(
            "added for full civic readiness against none",
            unit="logit",
            source="Cialdini; assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    keep_trust: Annotated[
        float,
        known(
            "added for full trust in the rules against none",
            unit="logit",
            source="compliance through legitimacy; assumed",
            low=0.3,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    keep_reward: Annotated[
        float,
        known(
            "added for what a month's points are worth",
            unit="logit",
            source="assumed; small, see Gneezy & Rustichini 2000",
            low=0,
            high=0.8,
            least=-5,
            most=10,
        ),
    ] = 0.3
    keep_discount: Annotated[
        float,
        known(
            "added for a discount of the whole property fee; a part counts in part",
            unit="logit",
            source="assumed; small, see Gneezy & Rustichini 2000",
            low=0,
            high=6,
            least=0,
            most=50,
        ),
    ] = 2.0
    keep_access: Annotated[
        float,
        known(
            "added for a year of locked doors that threatens; less counts in part",
            unit="logit",
            source="assumed",
            low=0,
            high=1.5,
            least=0,
            most=20,
        ),
    ] = 0.5
    counters: Annotated[
        float,
        known(
            "share of homes without digital skill that can sign up on paper",
            unit="share",
            source="assumed; E036 for the divide",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.5
    effect: Annotated[
        float,
        known(
            "share of loud hours, litter and stored goods that a home gives up when it keeps rules",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    points_per_month: Annotated[
        float,
        known(
            "points for a month of keeping the rules",
            unit="points",
            source="assumed",
            low=1,
            high=10,
            least=0,
            most=1000,
        ),
    ] = 3.0
    points_per_visit: Annotated[
        float,
        known(
            "points for taking part in an activity",
            unit="points",
            source="E153: one an hour",
            low=1,
            high=4,
            least=0,
            most=100,
        ),
    ] = 2.0
    pull: Annotated[
        float,
        known(
            "log-odds of going that one point offered adds",
            unit="logit/point",
            source="assumed",
            low=0.02,
            high=0.3,
            least=0,
            most=5,
        ),
    ] = 0.1
    fine: Annotated[
        float,
        known(
            "points lost when a decision is imposed on a home in a dispute on record",
            unit="points",
            source="assumed; E147",
            low=2,
            high=20,
            least=0,
            most=1000,
        ),
    ] = 6.0
    locked_out: Annotated[
        int,
        known(
            "months without access to locked places after a decision imposed on a home",
            unit="month",
            source="assumed; E147 for the loss of access",
            low=0,
            high=6,
            least=0,
            most=60,
        ),
    ] = 2
    discount: Annotated[
        float,
        known(
            "discount on the property fee in a month of keeping the rules",
            unit="share",
            source="E147: 5 %",
            low=0,
            high=0.1,
            least=0,
            most=1,
        ),
    ] = 0.05
    redeemed: Annotated[
        float,
        known(
            "share of a balance that holders turn in each month while there is supply",
            unit="1/month",
            source="assumed",
            low=0.08,
            high=0.25,
            least=0,
            most=1,
        ),
    ] = 0.15
    price: Annotated[
        float,
        known(
            "what a point costs the company when it is redeemed",
            unit="yuan",
            source="assumed",
            low=2,
            high=15,
            least=0,
        ),
    ] = 5.0
    supply: Annotated[
        float,
        known(
            "goods and services for points, a year and 500 households",
            unit="yuan/year",
            source="assumed",
            low=20_000,
            high=120_000,
            least=0,
        ),
    ] = 60_000.0
    office: Annotated[
        float,
        known(
            "yearly cost of keeping the accounts and the notice boards",
            unit="yuan/year",
            source="assumed",
            low=8_000,
            high=50_000,
            least=0,
        ),
    ] = 20_000.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return what keeping the accounts costs; rewards depend on who keeps the rules."""
        office = self.office * households / STANDARD_SIZE * MONTH_IN_YEARS
        return (Cost("office", Purse.COMPANY, office),)


class Points(Intervention):
    """Homes that keep the rules are less loud and less in the way; points reward and fines bite."""

    name = "points"
    touches = (
        "loud_hours",
        "litter_hours",
        "things_stored",
        "ledger.issue",
        "ledger.take",
        "places.bar",
        "activities.offer_points",
    )
    settings: PointsPlan

    def __init__(self, plan: PointsPlan, hood: Neighbourhood) -> None:
        super().__init__(plan, hood)
        self.keeping: NDArray[np.float64] = np.zeros(hood.estate.size)
        self.keys = "points/join", "points/keep"

    def sustain(self, day: int) -> None:
        """Offer points for taking part."""
        s = self.settings
        self.hood.activities.offer_points(s.points_per_visit * self.dose, pull=s.pull)

    def adjust(self, day: int, dials: Dials) -> None:
        """Homes that keep the rules give up part of what annoys others."""
        held_back = 1.0 - self.settings.effect * self.keeping
        dials.loud_hours *= held_back
        dials.litter_hours *= held_back
        dials.things_stored *= held_back

    def act(self, day: int) -> None:
        """Once a month: who keeps the rules, who is paid, who is fined, who redeems."""
        if day % DAYS_PER_MONTH:
            return
        self.keeping = self._who_keeps(day)
        self._pay(day)
        self._fine(day)
        self._lock_out(day)
        self._redeem(day)

    def charge(self, day: int) -> None:
        """Give up part of the fee of homes that keep the rules."""
        fee = self.settings.discount * self.hood.treasury.fee
        yuan = fee * float(np.count_nonzero(self.keeping))
        self.hood.money.spend(day, self.name, Purse.COMPANY, "fee discount", yuan=yuan)

    def finish(self, day: int) -> None:
        """End the offer and open all doors; nobody keeps the rules for points any more."""
        self.hood.activities.offer_points(0.0, pull=0.0)
        self.hood.places.bar(np.zeros(self.hood.estate.size, np.bool_))
        self.keeping[:] = 0.0

    def _who_keeps(self, day: int) -> NDArray[np.float64]:
        s, hood = self.settings, self.hood
        households = hood.households
        of_home = hood.estate.dwellings.household
        lived = np.flatnonzero((of_home >= 0) & self.dwellings())
        rows = of_home[lived]
        who = households.identity[rows]
        trust = hood.residents.trust_rules[households.first[rows]]
        civic = households.civic[rows]
        skill = self._skill()[rows]
        heard = self.reach(day) * (skill + s.counters * (1.0 - skill))
        joins = hood.streams.draws(self.keys[0], 0, who) < heard * _logistic(s.join + civic - 0.5)
        odds = s.keep + s.keep_civic * civic + s.keep_trust * trust + s.keep_reward
        odds = odds + s.keep_discount * s.discount
        odds = odds + s.keep_access * min(s.locked_out / MONTHS_PER_YEAR, 1.0)
        keeps = hood.streams.draws(self.keys[1], day, who) < _logistic(odds)
        kept = np.zeros(hood.estate.size)
        kept[lived] = joins & keeps
        return kept

    def _skill(self) -> NDArray[np.float64]:
        """Return the digital skill of each household: that of its most skilled member."""
        r = self.hood.residents
        skill = np.zeros(self.hood.households.rows)
        here = np.flatnonzero(r.present)
        np.maximum.at(skill, r.household[here], r.digital[here])
        return skill

    def _holders(self) -> NDArray[np.int32]:
        """Return the first member of every home that keeps the rules."""
        rows = self.hood.estate.dwellings.household[self.keeping > 0]
        return np.asarray(self.hood.households.first[rows[rows >= 0]])

    def _pay(self, day: int) -> None:
        holders = self._holders()
        points = np.full(holders.size, self.settings.points_per_month)
        self.hood.ledger.issue(day, Unit.POINTS, holders, points, "kept the rules")

    def _fine(self, day: int) -> None:
        """Fine homes on which a decision was imposed last month; whoever settles pays nothing."""
        hood, accused = self.hood, self._imposed(day, months=1)
        payers = hood.households.first[accused]
        held = hood.ledger.balances.held[payers, Unit.POINTS]
        fines = np.minimum(np.maximum(held, 0.0), self.settings.fine)
        some = fines > 0
        hood.ledger.take(
            day, Unit.POINTS, payers[some], fines[some], Book.FORFEITED, "broke the rules"
        )

    def _lock_out(self, day: int) -> None:
        """Keep homes that broke the rules of late out of what is locked, where the rules hold."""
        hood, s = self.hood, self.settings
        barred = np.zeros(hood.estate.size, np.bool_)
        homes = hood.households.dwelling[self._imposed(day, months=s.locked_out)]
        barred[homes] = True
        hood.places.bar(barred & self.dwellings() & self.reached(np.arange(barred.size), day))

    def _imposed(self, day: int, *, months: int) -> NDArray[np.int64]:
        """Return the households, still here, on which a decision was imposed of late."""
        hood, cases = self.hood, self.hood.mediation.cases
        lost = cases.recorded & (cases.outcome == Outcome.IMPOSED)
        lost &= (cases.closed >= 24.0 * (day - DAYS_PER_MONTH * months)) & (
            cases.closed < 24.0 * day
        )
        accused = np.unique(cases.accused[lost]).astype(np.int64)
        return np.asarray(accused[hood.households.present[accused]])

    def _redeem(self, day: int) -> None:
        s, hood = self.settings, self.hood
        held = np.maximum(hood.ledger.balances.held[:, Unit.POINTS], 0.0)
        wanted = held * s.redeemed
        supply = s.supply * self.dose * self.scale() * MONTH_IN_YEARS / max(s.price, 1e-9)
        share = min(1.0, supply / max(float(wanted.sum()), 1e-9))
        rows = np.flatnonzero(wanted > 0)
        hood.ledger.take(day, Unit.POINTS, rows, wanted[rows] * share, Book.REDEEMED, "redeemed")
        yuan = float(wanted.sum()) * share * s.price
        hood.money.spend(day, self.name, Purse.COMPANY, "rewards", yuan=yuan)


def _logistic(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))
