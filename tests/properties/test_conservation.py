"""What is conserved, and what stays within bounds, whatever is tried on whatever small estate."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neighbourhoods import HEATED, SMALL, counts, merged, nested, parameters
from numpy.typing import NDArray

from experiments.declared import Declared, declared
from model.behaviour import Parameters
from model.calendar import OFFICE_HOURS
from model.cases import Outcome
from model.estate import BuildingPlan, EstatePlan, PeoplePlan
from model.interventions import PLANS, Plan
from model.ledger import Book, Unit
from model.neighbourhood import Neighbourhood
from model.organisation import OrganisationPlan
from model.parameters import Block
from model.roles import Role
from model.shocks import LIFTS_FROM, SHOCK_KINDS
from model.ties import find

BUSY = {"social_workers": 5.0, "case_share": 0.8}


@st.composite
def plans(draw: st.DrawFn) -> list[Plan]:
    chosen = draw(st.lists(st.sampled_from(sorted(PLANS)), unique=True, max_size=4))
    found = []
    for use in chosen:
        start = draw(st.integers(1, 3))
        found.append(
            PLANS[use](
                start=start,
                end=draw(st.one_of(st.none(), st.integers(start, 4))),
                ramp=draw(st.integers(0, 2)),
                coverage=draw(st.floats(0, 1)),
                **(BUSY if use in ("mediation_tiers", "social_workers") else {}),
            )
        )
    return found


def numbers(block: type[Block]) -> dict[str, Declared]:
    """Return what has a plausible range, by its name."""
    return {row.name: row for row in declared(block) if row.low is not None}


SETTINGS, BEHAVIOUR = numbers(OrganisationPlan), numbers(Parameters)


@st.composite
def moved(draw: st.DrawFn, rows: dict[str, Declared], most: int) -> dict[str, Any]:
    """Move a few numbers anywhere within their plausible ranges."""
    found: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(sorted(rows)), unique=True, max_size=most)):
        row = rows[name]
        value = draw(st.floats(float(row.low or 0.0), float(row.high or 0.0)))
        whole = isinstance(row.default, int)
        found = merged(found, nested(name, type(row.default)(round(value)) if whole else value))
    return found


@st.composite
def shocks(draw: st.DrawFn, shape: BuildingPlan) -> list[dict[str, Any]]:
    """Let at most one emergency of each kind happen, in the whole estate or in one building."""
    able = [kind for kind in SHOCK_KINDS if kind != "lift" or shape.floors >= LIFTS_FROM]
    return [
        {
            "kind": kind,
            "start_month": draw(st.integers(1, 3)),
            "days": draw(st.integers(1, 40)),
            "building": draw(st.integers(0, shape.count)),
        }
        for kind in draw(st.lists(st.sampled_from(able), unique=True, max_size=3))
    ]


@st.composite
def hoods(draw: st.DrawFn) -> Neighbourhood:
    shape = BuildingPlan(
        count=draw(st.integers(1, 3)),
        stairs=draw(st.integers(1, 2)),
        floors=draw(st.integers(1, 8)),
        doors=draw(st.integers(1, 4)),
    )
    people = PeoplePlan(
        vacant=draw(st.sampled_from([0.0, 0.1, 0.5])),
        renters=draw(st.floats(0, 1)),
        renter_leaves=draw(st.sampled_from([0.0, 0.3, 4.0])),
        cars=draw(st.floats(0, 2)),
        dogs=draw(st.floats(0, 1)),
    )
    help_ = {
        "overdraft": draw(st.sampled_from([0.0, 2.0, 10.0])),
        "cap": draw(st.sampled_from([0.0, 5.0, 30.0])),
        "needs": draw(st.sampled_from([0.0, 60.0, 365.0])),
    }
    plan = SMALL.model_copy(update={"buildings": (shape,), "people": people}).model_dump()
    plan["shocks"] = draw(shocks(shape))
    plan["organisation"] = merged(plan["organisation"], draw(moved(SETTINGS, 8)))
    return Neighbourhood(
        EstatePlan.model_validate(plan),
        parameters(HEATED, {"help": help_}, draw(moved(BEHAVIOUR, 4))),
        draw(plans()),
        months=draw(st.integers(2, 4)),
        seed=draw(st.integers(0, 10_000)),
        replicate=draw(st.integers(0, 3)),
    )


def check_ledger(hood: Neighbourhood) -> None:
    """Sums are zero, the journal replays to the balances, and limits hold."""
    ledger, rules = hood.ledger, hood.help.rules
    for unit in Unit:
        assert ledger.residual(unit) == pytest.approx(0.0, abs=1e-8)
        replayed = np.zeros(ledger.balances.rows)
        books = np.zeros(len(Book))
        for entry in ledger.journal:
            if entry.unit != unit:
                continue
            for side, sign in ((entry.source, -1.0), (entry.target, 1.0)):
                people = side >= 0
                np.add.at(replayed, side[people], sign * entry.amount[people])
                np.add.at(books, -1 - side[~people], sign * entry.amount[~people])
        assert np.allclose(replayed, ledger.balances.held[:, unit], atol=1e-8)
        assert np.allclose(books, ledger.books[unit], atol=1e-8)
    hours = ledger.balances.held[:, Unit.HOURS]
    largest = 8.0  # hours of one exchange
    assert (hours >= -rules.overdraft - 1e-9).all()
    assert (hours <= rules.cap + largest + 1e-9).all()
    assert (ledger.balances.held[:, Unit.POINTS] >= -1e-9).all()
    gone = ~hood.residents.present
    assert np.allclose(ledger.balances.held[gone], 0.0)


def check_bounds(hood: Neighbourhood) -> None:
    """Nothing is NaN, trust is a share, strengths are not negative, restraint is a share."""
    r, s, g = hood.residents, hood.ties.slots, hood.grievances.slots
    for trust in (r.trust, r.trust_company, r.trust_rules):
        assert ((trust > 0) & (trust < 1)).all()
    assert (s.strength >= 0).all()
    assert (g.level >= 0).all()
    assert np.isfinite(s.strength).all()
    assert np.isfinite(g.level).all()
    restraint = hood.agreements.restraint
    assert ((restraint >= 0) & (restraint < 1)).all()
    assert (hood.activities.memory.recent >= 0).all()


def check_ties(hood: Neighbourhood) -> None:
    """A tie is held at both ends with one strength, between two homes, by people who live here."""
    s, r = hood.ties.slots, hood.residents
    who, slot = np.nonzero(s.partner >= 0)
    other = s.partner[who, slot]
    assert r.present[who].all()
    assert r.present[other].all()
    assert (r.household[who] != r.household[other]).all()
    mirror = np.array([find(b, a, s.partner) for a, b in zip(who, other, strict=True)], int)
    assert (mirror >= 0).all()
    assert np.array_equal(s.strength[who, slot], s.strength[other, mirror])
    assert np.array_equal(s.touched[who, slot], s.touched[other, mirror])


def check_cases(hood: Neighbourhood) -> None:
    """Nobody disputes with their own household, and closed is what has an outcome and an hour."""
    c = hood.mediation.cases
    assert (hood.residents.household[c.complainant] != c.accused).all()
    is_open = c.outcome == Outcome.OPEN
    assert np.array_equal(is_open, np.isnan(c.closed))
    assert (c.closed[~is_open] >= c.opened[~is_open]).all()
    responded = ~np.isnan(c.responded)
    assert (c.responded[responded] >= c.opened[responded]).all()
    present = hood.residents.present
    assert present[c.complainant[is_open]].all()
    assert hood.households.present[c.accused[is_open]].all()


class Hours:
    """Every job given to the staff and every ticket drawn, counted apart from the staff's books."""

    def __init__(self, hood: Neighbourhood) -> None:
        self.hood = hood
        self.given = np.zeros(len(Role))
        self.given[Role.DESK] = self._left()  # tickets of before that are still to be served
        self.booked_before = hood.staff.booked.copy()
        staff = hood.staff
        book, hold, sit = staff.book, staff.hold, staff.sit

        def book_too(role: Role, quarter: int, hour: float, hours: float) -> Any:
            self.given[role] += hours
            return book(role, quarter, hour, hours)

        def hold_too(role: Role, quarter: int, evening: float, hours: float) -> Any:
            self.given[role] += hours
            return hold(role, quarter, evening, hours)

        def sit_too(quarter: int, hour: float, hours: float, *, urgent: bool) -> Any:
            self.given[Role.COUNCIL] += hours
            return sit(quarter, hour, hours, urgent=urgent)

        vars(staff).update(book=book_too, hold=hold_too, sit=sit_too)

    def check(self) -> None:
        """Assert that booked is what was given, less the tickets that still wait."""
        staff = self.hood.staff
        drawn = (part[:n, 1].sum() for part, n in zip(staff.tickets, staff.waiting, strict=True))
        self.given[Role.DESK] += sum(drawn)
        left = np.zeros(len(Role))
        left[Role.DESK] = self._left()
        assert staff.booked + left == pytest.approx(self.given, abs=1e-6)
        assert (staff.booked >= self.booked_before).all()
        assert (staff.available >= 0).all()
        self.booked_before = staff.booked.copy()

    def _left(self) -> float:
        staff = self.hood.staff
        return float(
            sum(
                part[done:n, 1].sum()
                for part, done, n in zip(staff.tickets, staff.served, staff.waiting, strict=True)
            )
        )


class Purses:
    """What each purse held yesterday, and what has been said to come in and go out since."""

    def __init__(self, hood: Neighbourhood) -> None:
        self.hood = hood
        self.flows, self.held = self._flows(), self._held()

    def check(self) -> None:
        """Assert that the purses moved by what the books say, and that the books agree."""
        money = self.hood.money
        flows, held = self._flows(), self._held()
        scale = 1.0 + np.abs(held).max()
        assert held - self.held == pytest.approx(flows - self.flows, abs=1e-9 * scale)
        assert money.residual() < 1e-9 * scale
        assert min((entry[0] for entry in self._entries()), default=0.0) >= 0.0
        self.flows, self.held = flows, held
        assert self._came("fees") == pytest.approx(self._counted("fees_paid"))
        public = sum(self._came(source) for source in self.hood.treasury.income())
        assert public == pytest.approx(self._counted("public_income"))
        moved = sum(e[0] for key, e in money.costs.items() if key[1] == "unaccounted")
        assert self._came("unaccounted") == pytest.approx(moved)

    def _held(self) -> NDArray[np.float64]:
        return np.array([account.balance for account in self.hood.money.accounts.values()])

    def _flows(self) -> NDArray[np.float64]:
        """Return what came into each purse less what went out of it."""
        money, found = self.hood.money, dict.fromkeys(self.hood.money.accounts, 0.0)
        for (_, _, purse), entry in money.income.items():
            found[purse] += entry[0]
        for (_, _, purse), entry in money.costs.items():
            found[purse] -= entry[0]
        for (_, _, purse, _), entry in money.spent.items():
            found[purse] -= entry[0]
        return np.array(list(found.values()))

    def _entries(self) -> list[list[float]]:
        money = self.hood.money
        return [*money.income.values(), *money.costs.values(), *money.spent.values()]

    def _came(self, source: str) -> float:
        return sum(e[0] for key, e in self.hood.money.income.items() if key[1] == source)

    def _counted(self, what: str) -> float:
        return float(self.hood.recorder.series(what).sum())


class Closings:
    """Cases that were open or over yesterday; what is over stays as it ended."""

    def __init__(self, hood: Neighbourhood) -> None:
        self.hood = hood
        self.first = hood.mediation.cases.rows  # those before day 0 are counted nowhere
        self.open_then = int((hood.mediation.cases.outcome == Outcome.OPEN).sum())
        self.ends = self._ends()

    def check(self) -> None:
        """Assert that opened + open at the start = ended + open now, and that ends are final."""
        ends, series = self._ends(), self.hood.recorder.series
        before = self.ends[0] != Outcome.OPEN
        for old, new in zip(self.ends, ends, strict=True):
            assert new.size >= old.size
            assert np.array_equal(old[before], new[: old.size][before])
        self.ends = ends
        opened = sum(series("acting", group).sum() for group in ("private", "company", "formal"))
        assert opened == ends[0].size - self.first
        named = (outcome.name.lower() for outcome in Outcome if outcome != Outcome.OPEN)
        ended = sum(series("closed", name).sum() for name in named)
        assert opened + self.open_then == ended + (ends[0] == Outcome.OPEN).sum()

    def _ends(self) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
        cases = self.hood.mediation.cases
        return cases.outcome.copy(), cases.closed.copy()


def check_points(hood: Neighbourhood) -> None:
    """Points issued = held by somebody + redeemed + forfeited + left behind."""
    books = hood.ledger.books[Unit.POINTS]
    gone = books[Book.REDEEMED] + books[Book.FORFEITED] + books[Book.LEFT]
    held = hood.ledger.balances.held[:, Unit.POINTS].sum()
    assert -books[Book.ISSUER] == pytest.approx(held + gone, abs=1e-8)
    assert (books[1:] >= 0).all()


def desk_started(hood: Neighbourhood) -> float:
    """Return the desk hours worked by now: what was booked, less what is still to be worked."""
    staff = hood.staff
    now = staff.clock.work(24.0 * hood.day)
    servers = staff.servers[Role.DESK]
    ahead = sum(
        np.maximum(staff.free_at[Role.DESK, quarter, :count] - now, 0.0)
        @ staff.time[Role.DESK, quarter, :count]
        for quarter, count in enumerate(servers)
    )
    return float(staff.booked[Role.DESK] - ahead)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(hoods())
def test_a_neighbourhood_keeps_its_books_and_bounds(hood: Neighbourhood):
    """Each day: hours, points, yuan in five purses, staff hours by role, and cases."""
    days = hood.months * 30
    watches = (Hours(hood), Purses(hood), Closings(hood))
    while hood.day < days:
        hood.step()
        for watch in watches:
            watch.check()
        for unit in Unit:
            assert hood.ledger.residual(unit) == pytest.approx(0.0, abs=1e-8)
        check_points(hood)
        if hood.day % 15 == 0:
            check_ledger(hood)
            check_bounds(hood)
            check_ties(hood)
            check_cases(hood)
    check_the_end(hood)


def check_the_end(hood: Neighbourhood) -> None:
    """What was opened is closed by one outcome or still open; homes hold one household each."""
    results = hood.results()
    c = hood.mediation.cases
    acted = sum(counts(results, "acting", g).sum() for g in ("private", "company", "formal"))
    assert acted == (c.opened >= 0).sum() == results.disputes["dispute"].size
    outcomes = Counter(results.disputes["outcome"].tolist())
    assert sum(outcomes.values()) == results.disputes["dispute"].size
    recorded = counts(results, "disputes").sum()
    assert recorded == results.disputes["recorded"].sum()
    by_group = sum(
        counts(results, "disputes", g).sum() for g in ("noise", "space", "pets", "other")
    )
    assert by_group == recorded
    households = hood.estate.dwellings.household
    lived = np.flatnonzero(households >= 0)
    assert hood.households.present[households[lived]].all()
    assert hood.households.present.sum() == lived.size
    assert np.array_equal(hood.households.dwelling[households[lived]], lived)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(1.0, 40.0), st.floats(0.2, 4.0), st.integers(0, 1000))
def test_desk_hours_worked_never_exceed_servers_times_open_hours(
    tickets: float, hours: float, seed: int
):
    """Booked hours may run ahead of the clock; those already worked cannot.

    worked by t = booked since the reset + work carried over from before - work still ahead,
    and 0 <= worked <= servers x office hours since the reset.
    """
    staff: dict[str, Any] = {"tickets": tickets, "ticket_hours": hours, "leaving": 0.0}
    hood = Neighbourhood(SMALL, parameters(HEATED, {"staff": staff}), seed=seed, months=2)
    count = int(hood.staff.servers[Role.DESK].sum())
    begun = hood.staff.clock.work(0.0)
    carried = -desk_started(hood)
    while hood.day < 60:
        hood.step()
        worked = desk_started(hood) + carried
        passed = hood.staff.clock.work(24.0 * hood.day) - begun
        assert -1e-6 <= worked <= count * passed + 1e-6
        open_days = hood.staff.available[Role.DESK] / (count * OFFICE_HOURS)
        assert open_days == pytest.approx(round(open_days))
        assert passed == pytest.approx(open_days * OFFICE_HOURS)
