"""What is conserved, and what stays within bounds, whatever is tried on whatever small estate."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neighbourhoods import HEATED, SMALL, counts, parameters

from model.calendar import OFFICE_HOURS
from model.cases import Outcome
from model.estate import BuildingPlan, PeoplePlan
from model.interventions import PLANS, Plan
from model.ledger import Book, Unit
from model.neighbourhood import Neighbourhood
from model.roles import Role
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
                **(BUSY if use == "mediation_tiers" else {}),
            )
        )
    return found


@st.composite
def hoods(draw: st.DrawFn) -> Neighbourhood:
    shape = BuildingPlan(
        count=draw(st.integers(1, 3)),
        stairs=draw(st.integers(1, 2)),
        floors=draw(st.integers(1, 6)),
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
    estate = SMALL.model_copy(update={"buildings": (shape,), "people": people})
    return Neighbourhood(
        estate,
        parameters(HEATED, {"help": help_}),
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


def desk_started(hood: Neighbourhood) -> float:
    """Return the desk hours worked by now: what was booked, less what is still to be worked."""
    staff = hood.staff
    now = staff.clock.work(24.0 * hood.day)
    servers = staff.servers[Role.DESK]
    ahead = sum(
        np.maximum(staff.free_at[Role.DESK, quarter, :count] - now, 0.0).sum()
        for quarter, count in enumerate(servers)
    )
    return float(staff.booked[Role.DESK] - ahead)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(hoods())
def test_a_neighbourhood_keeps_its_books_and_bounds(hood: Neighbourhood):
    days = hood.months * 30
    carried = hood.staff.free_at[Role.DESK].sum()
    while hood.day < days:
        hood.step()
        for unit in Unit:
            assert hood.ledger.residual(unit) == pytest.approx(0.0, abs=1e-8)
        if hood.day % 15 == 0:
            check_ledger(hood)
            check_bounds(hood)
            check_ties(hood)
            check_cases(hood)
    assert carried >= 0
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
