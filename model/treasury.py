"""Treasury: fees that are paid or not, public income by source, and what the purses can bear."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.governance import FeeParameters, GivingParameters
from model.beliefs import Belief, Beliefs
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, MONTHS_PER_YEAR, day_of_year
from model.columns import Column, Table
from model.estate import Estate
from model.kernels import kernel
from model.money import Money, Purse
from model.population import Population
from model.recorder import Recorder
from model.spaces import SharedPlaces
from model.streams import Question, Streams, four, normal

QUARTER = 3  # months
ESTATE = "estate"  # whose rule is in force today
GIFTS = (Purse.SUBSIDY, Purse.DONATION)  # given for neighbour activities: spent when income fails
CHARITY_DAY = 247  # 5 September; further drives are spread over the year
SOURCES = ("lift_advertising", "stall_rent", "parking_fees")


class FeeAccounts(Table):
    """What each household is like as a payer, and how it stands."""

    readiness = Column[float](0.0, np.float32, "readiness to pay", unit="sd")
    conditional = Column[bool](True, np.bool_, "goes by what the neighbours do")
    yearly = Column[bool](False, np.bool_, "billed once a year")
    paid = Column[int](-1, np.int8, "last bill paid: 1 yes, 0 no, -1 none yet")
    owed = Column[float](0.0, np.float64, "bills not paid", unit="yuan")


class Treasury:
    """Collects fees and public income, pays what runs anyway, and cuts what is not covered.

    A household that goes by its neighbours pays with (1 - s) own + s E, where E is the share of
    the others in its building who paid their last bill; the rest pay by their own lights. With
    nobody willing of their own accord, payment falls by (1 - f) s a round (Fischbacher, Gaechter
    & Fehr 2001 for conditional cooperation).
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        beliefs: Beliefs,
        money: Money,
        recorder: Recorder,
        parameters: FeeParameters,
        giving: GivingParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.places = estate, population, places
        self.beliefs, self.money, self.recorder = beliefs, money, recorder
        self.parameters, self.giving, self.streams = parameters, giving, streams
        plan = estate.plan.organisation.funding
        self.fee, self.service_cost, self.repairs = plan.fee, plan.service_cost, plan.repairs
        self.wage, self.share_set_aside = plan.wage, plan.set_aside
        self.parking_fee, self.from_fees = plan.parking_fee, plan.activities_from_fees
        self.rules = {ESTATE: plan.set_aside}
        self.yearly_income = {
            "lift_advertising": estate.plan.lift_advertising,
            "stall_rent": plan.stall_rent,
        }
        self.donations = plan.donations
        self.hold_drives(plan.drives)
        self.dearer = 0.0  # service beyond its plan, as a share of the fees due
        self.market = dict.fromkeys(SOURCES, 1.0)  # how a source does against its plan
        self.of_gifts: dict[Purse, float] = {}  # share of this month's activities that each pays
        self.accounts = FeeAccounts(0, room=population.households.room)
        self.keys = streams.keys([Question.FEE])
        money.measures_share = plan.measures_share
        money.open(Purse.PUBLIC_INCOME, plan.public_fund)
        money.open(Purse.SUBSIDY, plan.subsidy)
        # bills come at the end of a quarter or year, so the company begins with one of each
        in_hand = QUARTER + (MONTHS_PER_YEAR - QUARTER) * parameters.yearly
        money.open(Purse.COMPANY, in_hand * self.fee * self._households())

    def welcome(self) -> None:
        """Open an account for households that have just come; they have not been billed yet."""
        taken = self.accounts.add(self.population.households.rows - self.accounts.rows)
        p, a = self.parameters, self.accounts
        _draw_payers(
            np.arange(taken.start, taken.stop),
            p.unconditional,
            p.yearly,
            self.keys,
            self.population.households.identity,
            a.readiness,
            a.conditional,
            a.yearly,
        )

    def close(self, households: NDArray[np.int32]) -> float:
        """Write off what households owe that move away; return how much."""
        lost = float(self.accounts.owed[households].sum())
        self.accounts.owed[households] = 0.0
        self.recorder.tally("fees_written_off", count=lost)
        return lost

    # -- verbs, by which measures and events change the money --------------------------------

    def scale_income(self, source: str, factor: float) -> None:
        """Let a source of public income do so well against its plan: 0.75 for a slump (E196)."""
        if source not in self.market:
            raise ValueError(f"no income from {source!r}; there are {', '.join(SOURCES)}")
        self.market[source] = max(factor, 0.0)

    def add_income(self, source: str, a_year: float) -> None:
        """Open a new source of public income with so many yuan a year, or change one."""
        self.yearly_income[source] = max(a_year, 0.0)
        self.market.setdefault(source, 1.0)

    def charge_parking(self, yuan: float) -> None:
        """Set what a parked car brings to public income a month."""
        self.parking_fee = max(yuan, 0.0)

    def set_aside(self, share: float, *, by: str = ESTATE) -> None:
        """Set the share of public income kept for life among neighbours (E170, E171).

        Where several rules hold, the one that keeps most does.
        """
        self.rules[by] = min(max(share, 0.0), 1.0)
        self.share_set_aside = max(self.rules.values())

    def depend(self, *, on_fees: float, costs: float) -> None:
        """Pay at least such a share of activities out of fees, and more for service (E198).

        ``costs`` is what service costs beyond its plan, as a share of the fees due.
        """
        self.from_fees = max(self.estate.plan.organisation.funding.activities_from_fees, on_fees)
        self.dearer = costs

    def grant(self, day: int, source: str, purse: Purse, yuan: float) -> None:
        """Receive money from outside: a subsidy, a donation, a sponsor."""
        self.money.receive(day, source, purse, yuan)
        self.recorder.tally("grants", group=purse.value, count=yuan)

    def crowdfund(self, day: int, what: str, *, yuan_each: float) -> int:
        """Ask every household to pay for something together; return how many give (E174, E175).

        Who fears that the money is misused does not give (E126).
        """
        givers, _ = self._givers(day, Question.GIVING)
        self.money.receive(day, what, Purse.CROWDFUNDING, givers * yuan_each)
        self.recorder.tally("crowdfunding_givers", count=givers)
        self.recorder.tally("crowdfunding_yuan", count=givers * yuan_each)
        return givers

    def hold_drives(self, a_year: int) -> None:
        """Hold so many donation drives a year, the first on China's charity day."""
        self.drive_days = frozenset(
            (CHARITY_DAY + number * DAYS_PER_YEAR // a_year) % DAYS_PER_YEAR
            for number in range(a_year)
        )

    def drive(self, day: int) -> int:
        """Hold a donation drive if it is the day for one; return how many households join.

        Who fears that gifts are misused stays away (E126).
        """
        if day < 0 or day_of_year(day) not in self.drive_days:
            return 0
        givers, asked = self._givers(day, Question.DRIVE)
        yuan = givers * self.giving.gift
        self.money.receive(day, "donation drive", Purse.DONATION, yuan)
        self.recorder.tally("drive_asked", count=asked)
        self.recorder.tally("drive_givers", count=givers)
        self.recorder.tally("drive_yuan", count=yuan)
        return givers

    # -- the month -------------------------------------------------------------------------

    def open_month(self, day: int, *, unaccounted: float) -> None:
        """Take public income in, pay repairs and service, keep a reserve; lose what is missing."""
        money = self.money
        came = 0.0
        for source, yuan in self.income().items():
            money.receive(day, source, Purse.PUBLIC_INCOME, yuan)
            self.recorder.tally("public_income", group=source, count=yuan)
            came += yuan
        self.recorder.tally("public_income", count=came)
        money.receive(day, "donations", Purse.DONATION, self.donations / MONTHS_PER_YEAR)
        money.pay(day, "repairs", Purse.PUBLIC_INCOME, yuan=self.repairs * came)
        lost = min(unaccounted, 1.0 - self.repairs) * came
        money.transfer(day, "unaccounted", Purse.PUBLIC_INCOME, Purse.COMPANY, lost)
        left = (1.0 - self.repairs) * came - lost
        money.pay(
            day,
            "reserve",
            Purse.PUBLIC_INCOME,
            yuan=max(left - self.share_set_aside * came, 0.0),
        )
        money.pay(day, "service", Purse.COMPANY, yuan=self._service())

    def programme(self, day: int, cost: float) -> float:
        """Return the share of the month's activities that there is money for; note the rest.

        Fees and public income come first; the company may not touch what next month's service
        costs (E198). What they cannot bear, a subsidy and then donations pay while they last.
        """
        shares = {
            Purse.COMPANY: (self.from_fees * cost, self._service()),
            Purse.PUBLIC_INCOME: ((1.0 - self.from_fees) * cost, 0.0),
        }
        share = min(
            self.money.affords("activities", purse, yuan, spared=spared)
            for purse, (yuan, spared) in shares.items()
        )
        self.of_gifts = {}
        for purse in GIFTS:
            part = min(self.money.affords("activities", purse, cost), 1.0 - share)
            if part > 0.0:
                self.of_gifts[purse] = part
                share += part
        self.of_gifts = {purse: part / share for purse, part in self.of_gifts.items()}
        if share < 1.0:
            for purse, (yuan, _) in shares.items():
                self.money.cut(day, "activities", purse, (1.0 - share) * yuan)
        return share

    def pay_activities(self, day: int, yuan: float) -> None:
        """Pay for activities held, out of fees and public income, and gifts where these fail."""
        own = max(1.0 - sum(self.of_gifts.values()), 0.0)  # gifts alone may round to more than 1
        for purse, share in (
            (Purse.COMPANY, own * self.from_fees),
            (Purse.PUBLIC_INCOME, own * (1.0 - self.from_fees)),
            *self.of_gifts.items(),
        ):
            self.money.spend(day, "activities", purse, "events", yuan=share * yuan)

    def income(self) -> dict[str, float]:
        """Return the month's public income by source, in yuan."""
        found = {
            source: self.market[source] * yuan / MONTHS_PER_YEAR
            for source, yuan in self.yearly_income.items()
        }
        h = self.population.households
        cars = float((h.cars * h.present).sum())
        parked = min(cars, float(self.places.parking.sum()))
        found["parking_fees"] = self.market["parking_fees"] * self.parking_fee * parked
        return found

    def close_month(self, day: int, hours: float) -> None:
        """Bill at the end of a quarter, and pay the month's hours on disputes."""
        if day >= 0:
            self.money.pay(day, "disputes", Purse.COMPANY, yuan=self.wage * hours, hours=hours)
            self.recorder.tally("management_cost", count=self.wage * hours)
            self.recorder.tally("dispute_hours", count=hours)
        month = (day + 1) // DAYS_PER_MONTH
        if (day + 1) % (QUARTER * DAYS_PER_MONTH) == 0:
            self.bill(day, yearly=month % MONTHS_PER_YEAR == 0)

    def bill(self, day: int, *, yearly: bool) -> tuple[float, float]:
        """Bill the quarter, and the year where it is due; return yuan due and paid."""
        p, a, h = self.parameters, self.accounts, self.population.households
        r, homes = self.population.residents, self.estate.dwellings
        due, paid = _bill(
            day,
            yearly,
            self.fee,
            p.base,
            p.spread,
            p.company,
            p.service,
            p.reciprocity,
            self.keys,
            self.estate.buildings,
            homes.building,
            h.identity,
            h.dwelling,
            h.present,
            h.first,
            h.since,
            r.trust_company,
            self.beliefs.held(Belief.SERVICE),
            a.readiness,
            a.conditional,
            a.yearly,
            a.paid,
            a.owed,
        )
        if day >= 0:
            self.money.receive(day, "fees", Purse.COMPANY, float(paid.sum()))
        for name, amounts in (("fees_due", due), ("fees_paid", paid)):
            self.recorder.tally(name, count=float(amounts.sum()))
            for group, rows in (("owner", h.owner), ("renter", ~h.owner)):
                self.recorder.tally(name, group=group, count=float(amounts[rows].sum()))
        return float(due.sum()), float(paid.sum())

    # -- small helpers ---------------------------------------------------------------------

    def _givers(self, day: int, question: Question) -> tuple[int, int]:
        """Ask every household for a gift; return how many give and how many were asked."""
        p, h, r = self.giving, self.population.households, self.population.residents
        homes = np.flatnonzero(h.present)
        heads = h.first[homes]
        odds = p.base + p.company * (r.trust_company[heads].astype(np.float64) - 0.3)
        odds += p.books * (self.beliefs.held(Belief.BOOKS)[heads] - 0.3)
        odds += p.neighbours * (r.trust[heads].astype(np.float64) - 0.5)
        luck = self.streams.draws(question, day, h.identity[homes])
        return int(np.count_nonzero(luck < 1.0 / (1.0 + np.exp(-odds)))), homes.size

    def _households(self) -> int:
        return int(np.count_nonzero(self.population.households.present))

    def _service(self) -> float:
        return (self.service_cost + self.dearer) * self.fee * self._households()


@kernel
def _draw_payers(rows, unconditional, yearly_share, keys, identity, readiness, conditional, yearly):  # type: ignore[no-untyped-def]
    for row in rows:
        u, v, w, _ = four(keys[0, 0], keys[0, 1], 0, identity[row], 0, 1)
        readiness[row] = normal(u)
        conditional[row] = v >= unconditional
        yearly[row] = w < yearly_share


@kernel
def _bill(
    day,
    whole_year,
    fee,
    base,
    spread,
    company,
    service,
    reciprocity,
    keys,
    buildings,
    building,
    identity,
    dwelling,
    present,
    first,
    since,
    trust_company,
    content,
    readiness,
    conditional,
    yearly,
    paid,
    owed,
):  # type: ignore[no-untyped-def]
    """Send the bills; everybody looks at how the others in the building stood before."""
    due = np.zeros(identity.size)
    came = np.zeros(identity.size)
    known = np.zeros(buildings)
    good = np.zeros(buildings)
    for home in range(identity.size):
        if present[home] and paid[home] >= 0:
            known[building[dwelling[home]]] += 1.0
            good[building[dwelling[home]]] += paid[home]
    after = paid.copy()
    for home in range(identity.size):
        if not present[home] or (yearly[home] and not whole_year):
            continue
        months = min(12.0 if yearly[home] else 3.0, (day + 1 - since[home]) / 30.0)
        if months <= 0.0:
            continue
        who = first[home]
        odds = base + spread * readiness[home] + company * (trust_company[who] - 0.3)
        odds += service * (content[who] - 0.6)
        chance = 1.0 / (1.0 + np.exp(-odds))
        here = building[dwelling[home]]
        self_known = 1.0 if paid[home] >= 0 else 0.0
        others = known[here] - self_known
        if conditional[home] and others > 0.0:
            share = (good[here] - self_known * paid[home]) / others
            chance = (1.0 - reciprocity) * chance + reciprocity * share
        u, _, _, _ = four(keys[0, 0], keys[0, 1], day, identity[home], 0, 0)
        due[home] = fee * months
        if u < chance:
            came[home] = due[home]
            after[home] = 1
        else:
            owed[home] += due[home]
            after[home] = 0
    paid[:] = after
    return due, came
