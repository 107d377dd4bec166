"""The service desk beside Ciw, a simulator of queues that shares nothing with this one.

Erlang's formula covers one corner of the desk; another program covers its mechanism: the line in
order of arrival, several people who are free at different moments, jobs that nobody interrupts.
First both serve the very same tickets, and every wait must agree. Then each draws its own
from the same law, and the means must agree within their errors (|z| < 4.5, 12 replications).
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from neighbourhoods import PLAIN, STILL, feed, parameters, quarrels
from numpy.typing import NDArray

from model.behaviour.staff import StaffParameters
from model.calendar import OFFICE_HOURS
from model.cases import Outcome
from model.estate import BuildingPlan, Estate, EstatePlan
from model.neighbourhood import Neighbourhood
from model.staff import Staff
from model.streams import Streams

ciw = pytest.importorskip("ciw", reason="the oracle belongs to the tools of development")

ALARM = 4.5
RUNS = 12
HOMES = 512
HOURS = 2.0  # mean length of a job
MANY_HOMES = EstatePlan(buildings=(BuildingPlan(count=4, stairs=2, floors=16, doors=4),))
OCCUPIED = np.arange(HOMES, dtype=np.int32)


def desk(servers: int, arrivals: float, *, seed: int, days: int) -> Staff:
    """Return a desk of so many people, to which so many tickets come in an office hour."""
    plan = MANY_HOMES.model_copy(update={"stewards": servers * 500 / HOMES})
    staff = Staff(Estate(plan), StaffParameters(ticket_hours=HOURS), Streams(seed), days=days + 1)
    open_days = float(staff.clock.open[:365].mean()) * 365.0
    tickets = arrivals * OFFICE_HOURS / HOMES * open_days
    staff.parameters = staff.parameters.model_copy(update={"tickets": tickets, "prompt": 3.0})
    staff.free_at[:] = staff.clock.work(0.0)
    return staff


def served(staff: Staff, days: int) -> tuple[NDArray[np.float64], int]:
    """Let the desk work until it is empty; return (arrival, hours) of each ticket, and the late."""
    tickets, late = [], 0
    for day in range(days):
        _, badly = staff.open_day(day, OCCUPIED)
        late += badly.size
        tickets.append(staff.tickets[0, : staff.waiting[0], :2].copy())
    _, badly = staff.open_day(days, OCCUPIED)
    return np.concatenate(tickets) - [staff.clock.work(0.0), 0.0], late + badly.size


def waits_by_ciw(servers: int, tickets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the wait of each ticket in Ciw, on the clock of office hours."""
    gaps = np.diff(tickets[:, 0], prepend=0.0)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps.tolist(), math.inf])],
        service_distributions=[ciw.dists.Sequential(tickets[:, 1].tolist())],
        number_of_servers=[servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(tickets), method="Finish")
    records = sorted(simulation.get_all_records(), key=lambda record: record.arrival_date)
    return np.array([record.waiting_time for record in records])


def mean_wait_by_ciw(servers: int, arrivals: float, *, seed: int, hours: float) -> float:
    """Return the mean wait that Ciw finds for draws of its own, from empty."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=arrivals)],
        service_distributions=[ciw.dists.Exponential(rate=1.0 / HOURS)],
        number_of_servers=[servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(hours)
    return float(np.mean([record.waiting_time for record in simulation.get_all_records()]))


@pytest.mark.parametrize(("servers", "rho"), [(1, 0.7), (2, 0.9), (3, 0.8), (6, 0.95)])
def test_the_same_tickets_wait_as_long_in_another_program(servers: int, rho: float):
    staff = desk(servers, rho * servers / HOURS, seed=servers, days=150)
    tickets, late = served(staff, 150)
    found = waits_by_ciw(servers, tickets)
    assert found.size == len(tickets) == staff.waits[1]
    assert found.size > 300
    assert staff.waits[0] == pytest.approx(found.sum(), rel=1e-9)
    assert found.sum() > 10.0
    assert late == (found > 3.0).sum()


@pytest.mark.slow
@pytest.mark.parametrize(("servers", "rho"), [(2, 0.7), (3, 0.8), (5, 0.85)])
def test_tickets_of_the_same_law_wait_as_long_in_another_program(servers: int, rho: float):
    days, arrivals = 600, rho * servers / HOURS
    here, there = [], []
    for seed in range(RUNS):
        staff = desk(servers, arrivals, seed=100 + seed, days=days)
        served(staff, days)
        here.append(staff.waits[0] / staff.waits[1])
        hours = float(staff.clock.work(24.0 * days) - staff.clock.work(0.0))
        there.append(mean_wait_by_ciw(servers, arrivals, seed=seed, hours=hours))
    error = math.sqrt((np.var(here, ddof=1) + np.var(there, ddof=1)) / RUNS)
    assert error < 0.1 * np.mean(there)  # otherwise the comparison would say nothing
    assert abs(np.mean(here) - np.mean(there)) < ALARM * error, (np.mean(here), np.mean(there))


# -- more people, with the same luck -------------------------------------------------------------


@pytest.mark.parametrize("seed", range(RUNS))
def test_one_more_at_the_desk_never_lengthens_the_mean_wait(seed: int):
    waits = []
    for servers in range(2, 7):
        staff = desk(servers, 0.95, seed=seed, days=120)
        tickets, _ = served(staff, 120)
        waits.append((len(tickets), staff.waits[0] / staff.waits[1]))
    assert len({number for number, _ in waits}) == 1
    means = [mean for _, mean in waits]
    assert means == sorted(means, reverse=True)
    assert means[0] > 10 * means[-1]


def mean_response(people: float, seed: int) -> float:
    """Return the mean hours until a first visit, with so many stewards for 48 homes."""
    patch = {"mediation": {"patience": 1000.0}, "staff": {"talk_hours": 8.0}}
    plan = STILL.model_copy(update={"stewards": people * 500 / 48})
    hood = Neighbourhood(plan, parameters(PLAIN, patch), months=1, seed=seed).fork(months=6)
    homes = hood.households.rows
    hood.mediation.due.clear()
    start = hood.mediation.cases.rows
    rng = np.random.default_rng(seed)
    calm = rng.integers(0, homes, (60, 2, 2))
    calm[:, 1] += calm[:, 1] == calm[:, 0]
    feed(
        hood,
        {day: quarrels(hood.households.first[a], b % homes) for day, (a, b) in enumerate(calm)},
    )
    hood.run()
    cases = hood.mediation.cases
    assert np.isfinite(cases.responded[start:]).all()
    return float(np.mean(cases.responded[start:] - cases.opened[start:]))


@pytest.mark.slow
def test_more_mediators_never_lengthen_the_mean_wait_of_cases():
    waits = np.array([[mean_response(n, seed) for n in (1, 2, 3, 4, 6)] for seed in range(RUNS)])
    means = waits.mean(axis=0)
    assert (np.diff(means) <= 1e-9).all(), means
    assert means[0] > 2 * means[-1]


# -- nothing is lost on the way ------------------------------------------------------------------


def test_at_every_month_what_was_opened_has_ended_one_way_or_is_open():
    """Opened + open at the start = settled + transformed + ... + outside + open now."""
    patch = {"mediation": {"court": 0.5, "court_days": 40.0, "consent": {"base": 0.5}}}
    hood = Neighbourhood(STILL, parameters(PLAIN, patch), months=1, seed=4).fork(months=8)
    homes = np.arange(hood.households.rows)
    others = (homes + 5) % homes.size
    feed(
        hood,
        {
            day: quarrels(hood.households.first[homes[day % 6 :: 6]], others[day % 6 :: 6])
            for day in range(0, 200, 4)
        },
    )
    cases = hood.mediation.cases
    before = int((cases.outcome == Outcome.OPEN).sum())
    seen = set()
    while hood.day < 240:
        hood.live()
        if hood.day % 30:
            continue
        opened = sum(
            hood.recorder.series("acting", group).sum()
            for group in ("private", "company", "formal")
        )
        ended = {
            outcome.name: hood.recorder.series("closed", outcome.name.lower()).sum()
            for outcome in Outcome
            if outcome != Outcome.OPEN
        }
        seen |= {name for name, number in ended.items() if number}
        now = int((hood.mediation.cases.outcome == Outcome.OPEN).sum())
        assert opened + before == sum(ended.values()) + now, hood.day
    assert {"SETTLED", "IMPOSED", "OUTSIDE", "FAILED"} <= seen
