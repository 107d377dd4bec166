"""The service desk, mediation and the time bank in corners where theory has the answer.

Statistical: |z| < 4.5 on fixed seeds, so that a false alarm is one in a hundred thousand.
"""

from __future__ import annotations

import heapq
import math
from typing import Any

import numpy as np
import pytest
from neighbourhoods import PLAIN, STILL, counts, feed, parameters, quarrels

from model.behaviour.staff import StaffParameters
from model.calendar import OFFICE_HOURS, OFFICE_OPENS
from model.cases import Channel
from model.estate import BuildingPlan, Estate, EstatePlan, HouseholdMix, PeoplePlan
from model.interventions.mediation_tiers import MediationTiersPlan
from model.ledger import Unit
from model.neighbourhood import Neighbourhood
from model.results import Results
from model.roles import Role
from model.staff import Staff
from model.streams import Streams

pytestmark = pytest.mark.slow
ALARM = 4.5
HOMES = 512
MANY_HOMES = EstatePlan(buildings=(BuildingPlan(count=4, stairs=2, floors=16, doors=4),))
MANNED = STILL.model_copy(update={"stewards": 100.0})  # ten people: enough for any evening
OCCUPIED = np.arange(HOMES, dtype=np.int32)


def logistic(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def z_of_share(successes: float, trials: float, expected: float) -> float:
    return float((successes / trials - expected) / math.sqrt(expected * (1 - expected) / trials))


# -- the desk as M/M/c -------------------------------------------------------------------------
# The queue runs on the clock of office hours: nobody arrives or is served at night, and what
# waits at closing time waits on in the morning. On that clock arrivals are Poisson (a few in
# 512 homes a day, evenly over the day) and service is exponential.


def erlang_c(servers: int, load: float) -> float:
    """Return the chance of having to wait: Erlang's second formula."""
    terms = [load**k / math.factorial(k) for k in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def desk(servers: int, rho: float, *, seed: int, days: int, hours: float = 2.0) -> Staff:
    """Return a desk at which tickets bring a load rho to each of so many servers."""
    plan = MANY_HOMES.model_copy(update={"stewards": servers * 500 / HOMES})
    arrivals = rho * servers / hours  # an office hour
    staff = Staff(Estate(plan), StaffParameters(ticket_hours=hours), Streams(seed), days=days + 1)
    open_days = float(staff.clock.open[:365].mean()) * 365.0
    tickets = arrivals * OFFICE_HOURS / HOMES * open_days
    staff.parameters = staff.parameters.model_copy(update={"tickets": tickets, "prompt": 3.0})
    staff.free_at[:] = staff.clock.work(0.0)
    return staff


def serve(staff: Staff, days: int) -> tuple[int, int]:
    """Let the desk work for so many days; return the tickets served promptly and late."""
    well = badly = 0
    for day in range(days):
        good, bad = staff.open_day(day, OCCUPIED)
        well, badly = well + good.size, badly + bad.size
    return well, badly


@pytest.mark.parametrize(("servers", "rho"), [(1, 0.5), (1, 0.8), (2, 0.7), (4, 0.8)])
def test_waits_at_the_desk_are_those_of_erlang(servers: int, rho: float):
    hours, days, runs = 2.0, 5000, 16
    arrivals, service = rho * servers / hours, 1.0 / hours
    wait = erlang_c(servers, servers * rho) / (servers * service - arrivals)
    late = erlang_c(servers, servers * rho) * math.exp(-(servers * service - arrivals) * 3.0)
    means, tails = [], []
    for seed in range(runs):
        staff = desk(servers, rho, seed=seed, days=days)
        well, badly = serve(staff, days)
        means.append(staff.waits[0] / staff.waits[1])
        tails.append(badly / (well + badly))
    for found, expected in ((means, wait), (tails, late)):
        error = np.std(found, ddof=1) / math.sqrt(runs)
        assert abs(np.mean(found) - expected) < ALARM * error, (np.mean(found), expected)


@pytest.mark.parametrize(("rho", "share", "visit"), [(0.6, 0.5, 1.0), (0.8, 0.3, 6.0)])
def test_waits_among_jobs_of_two_laws_are_those_of_pollaczek_and_khinchine(
    rho: float, share: float, visit: float
):
    """E[W] = lambda E[S^2] / (2 (1 - rho)) for one person, whatever the law of lengths.

    Tickets are exponential and visits of one length; a share of the load is visits. Both wait
    alike, since they come at random and are served in order of arrival.
    """
    hours, days, runs = 2.0, 2500, 16
    visits = rho * share / visit  # an office hour
    tickets = rho * (1.0 - share) / hours
    expected = (tickets * 2.0 * hours**2 + visits * visit**2) / (2.0 * (1.0 - rho))
    found: tuple[list[float], list[float]] = ([], [])
    for seed in range(runs):
        staff = desk(1, rho * (1.0 - share), seed=seed, days=days)
        luck = np.random.default_rng(seed)
        waited = []
        for day in range(days):
            staff.open_day(day, OCCUPIED)
            if not staff.clock.open[day - staff.clock.first]:
                continue
            moments = luck.uniform(0.0, OFFICE_HOURS, luck.poisson(visits * OFFICE_HOURS))
            for moment in np.sort(24.0 * day + OFFICE_OPENS + moments).tolist():
                waited.append(staff.wait(Role.DESK, 0, moment))
                staff.book(Role.DESK, 0, moment, visit)
        found[0].append(float(np.mean(waited)))
        found[1].append(staff.waits[0] / staff.waits[1])
    for means in found:
        error = np.std(means, ddof=1) / math.sqrt(runs)
        assert abs(np.mean(means) - expected) < ALARM * error, (np.mean(means), expected)


def test_the_load_of_the_desk_is_tickets_times_hours_over_hours_to_be_had():
    shares = []
    for seed in range(12):
        staff = desk(3, 0.6, seed=seed, days=730)
        serve(staff, 730)
        shares.append(staff.booked[Role.DESK] / staff.available[Role.DESK])
    error = np.std(shares, ddof=1) / math.sqrt(len(shares))
    assert abs(np.mean(shares) - 0.6) < ALARM * error


def test_the_queue_integrated_over_time_is_the_sum_of_waits():
    """Little's law on a path that is empty at the end: exact, whatever the law of arrivals."""
    staff = desk(2, 0.8, seed=3, days=400)
    tickets = []
    for day in range(400):
        staff.open_day(day, OCCUPIED)
        tickets.append(staff.tickets[0, : staff.waiting[0], :2].copy())
    staff.open_day(400, OCCUPIED)
    free = [staff.clock.work(0.0)] * 2
    changes: list[tuple[float, int]] = []
    for arrival, hours in np.concatenate(tickets):
        start = max(float(arrival), heapq.heappop(free))
        heapq.heappush(free, start + float(hours))
        changes += [(float(arrival), 1), (start, -1)]
    area = waiting = 0.0
    before = 0.0
    for moment, change in sorted(changes):
        area += waiting * (moment - before)
        waiting, before = waiting + change, moment
    assert waiting == 0
    assert area > 100
    assert staff.waits[0] == pytest.approx(area, rel=1e-9)


def test_no_home_waits_longer_for_its_number():
    """Order artefacts show as longer waits for the second half of the flats."""
    gaps = []
    for seed in range(16):
        staff = desk(1, 0.8, seed=seed, days=1000)
        late = np.zeros(2)
        served = np.zeros(2)
        for day in range(1000):
            well, badly = staff.open_day(day, OCCUPIED)
            for half, homes in enumerate((slice(0, HOMES // 2), slice(HOMES // 2, HOMES))):
                here = OCCUPIED[homes]
                late[half] += np.isin(badly, here).sum()
                served[half] += np.isin(badly, here).sum() + np.isin(well, here).sum()
        gaps.append(late[0] / served[0] - late[1] / served[1])
    assert abs(np.mean(gaps)) < ALARM * np.std(gaps, ddof=1) / math.sqrt(len(gaps))


# -- tiers -------------------------------------------------------------------------------------


def many(
    patch: dict[str, Any],
    *plans: MediationTiersPlan,
    follow_up: float | None = None,
    **quarrel: Any,
) -> Results:
    """Live with 960 cases in 160 days and wait until the last is over."""
    hood = Neighbourhood(MANNED, parameters(PLAIN, patch), months=1, seed=11)
    hood = hood.fork(plans, months=14)
    if follow_up is not None:
        hood.mediation.call_back(follow_up)
    for plan in plans:  # enough of them for every evening
        hood.staff.employ(Role.SOCIAL, 100.0, by="test", skill=plan.social_skill)
    hood.mediation.due.clear()
    homes = hood.households.rows
    feed(
        hood,
        {
            day: quarrels(
                hood.households.first[np.arange(day % 8, homes, 8)],
                (np.arange(day % 8, homes, 8) + 1 + day % 40) % homes,
                **quarrel,
            )
            for day in range(160)
        },
    )
    return hood.run()


def test_what_three_tiers_settle_is_what_each_settles_of_what_the_last_left():
    """P(settled) = p1 + (1 - p1) p2 + (1 - p1)(1 - p2) p3; a tier's load is what is left."""
    skills = (0.2, 0.5, 0.8)
    odds = {"base": -2.0, "skill": 4.0, "stubborn": 0.0}
    patch = {
        "staff": {"desk_skill": skills[0], "council_days": 1.0, "expert_hours": 1.0},
        "mediation": {"settlement": odds},
    }
    tiers = MediationTiersPlan(
        start=1,
        social_workers=20.0,
        case_share=1.0,
        social_skill=skills[1],
        council_skill=skills[2],
    )
    results = many(patch, tiers)
    table = results.disputes
    held = table["consent"]
    cases = held.sum()
    assert cases > 900
    assert (table["outcome"][held] != "open").all()
    settled = np.isin(table["outcome"], ["settled", "transformed"]) & held
    chances = [logistic(odds["base"] + odds["skill"] * skill) for skill in skills]
    left, resolved = 1.0, 0.0
    for tier, chance in enumerate(chances, start=1):
        reached = table["tier"][held] >= tier
        if tier > 1:
            assert abs(z_of_share(reached.sum(), cases, left)) < ALARM
        at_tier = settled & (table["tier"] == tier)
        assert abs(z_of_share(at_tier.sum(), reached.sum(), chance)) < ALARM
        resolved += left * chance
        left *= 1.0 - chance
    assert abs(z_of_share(settled.sum(), cases, resolved)) < ALARM
    assert settled.sum() + (table["outcome"] == "failed").sum() == cases
    sessions = [counts(results, "mediation_sessions", f"tier_{n}").sum() for n in (1, 2, 3)]
    assert sessions == [(table["tier"][held] >= n).sum() for n in (1, 2, 3)]


@pytest.mark.parametrize("base", [-0.5, 0.4, 1.5])
def test_consent_takes_two(base: float):
    results = many({"mediation": {"consent": {"base": base}}})
    asked = counts(results, "mediation_asked").sum()
    agreed = counts(results, "mediation_consented").sum()
    assert abs(z_of_share(agreed, asked, logistic(base) ** 2)) < ALARM


def test_a_private_talk_succeeds_more_often_when_the_other_had_not_known():
    """P = u logistic(a + b) + (1 - u) logistic(a) at the first try, logistic(a) after it."""
    a, b, unaware = -0.5, 2.0, 0.4
    patch = {
        "disputes": {
            "talk_success": a,
            "talk_unaware": b,
            "talk_tie": 0.0,
            "unaware": unaware,
            "channel": {"severity": 0.0},
        }
    }
    table = many(patch, channel=Channel.PRIVATE).disputes
    won = table["outcome"] == "settled"
    pairs = list(zip(table["complainant"], table["accused"], strict=True))
    first = np.array([pair not in pairs[:n] for n, pair in enumerate(pairs)])
    expected = unaware * logistic(a + b) + (1 - unaware) * logistic(a)
    assert first.sum() > 100
    assert abs(z_of_share(won[first].sum(), first.sum(), expected)) < ALARM


def test_what_nobody_settles_leaves_the_estate_by_its_severity():
    court, severity = 0.2, 1.5
    patch = {
        "mediation": {"court": court, "court_days": 5.0, "settlement": {"base": -20.0}},
    }
    results = many(patch, severity=severity)
    table = results.disputes
    lost = np.isin(table["outcome"], ["failed", "outside"]).sum()
    outside = (table["outcome"] == "outside").sum()
    assert outside == counts(results, "petitions").sum()
    assert abs(z_of_share(outside, lost, court * (0.5 + severity))) < ALARM


@pytest.mark.parametrize("follow_up", [0.2, 0.8])
def test_calls_follow_at_their_rate(follow_up: float):
    patch = {"mediation": {"aftermath": {"follow_up_days": 3.0}}}
    results = many(patch, follow_up=follow_up)
    closed = counts(results, "judging_parties").sum() / 2
    assert abs(z_of_share(counts(results, "follow_ups").sum(), closed, follow_up)) < ALARM


def test_an_idle_desk_answers_after_the_intake_alone():
    hood = Neighbourhood(STILL, parameters(PLAIN, {"mediation": {"intake": 8.0}}), months=1, seed=2)
    hood = hood.fork(months=9)
    homes = hood.households.rows
    feed(
        hood,
        {
            day: quarrels([hood.households.first[day % homes]], [(day + 7) % homes])
            for day in range(250)
        },
    )
    table = hood.run().disputes
    clock = hood.staff.clock
    hours = np.array(
        [
            clock.work(responded) - clock.work(opened)
            for opened, responded in zip(table["opened_hour"], table["responded_hour"], strict=True)
        ]
    )[-250:]
    above = np.nansum(hours > 8.0)
    assert abs(z_of_share(above, np.isfinite(hours).sum(), 0.5)) < ALARM


# -- the time bank as a scrip economy ----------------------------------------------------------


@pytest.mark.parametrize("credit", [1, 2, 4])
def test_who_is_out_of_credit_is_as_rare_as_in_a_scrip_economy(credit: int):
    """P(balance at the limit) = (N - 1)/(M + N - 1), M coins among N people.

    Credit of m coins for each of N members is an economy with M = m N coins. The law wants
    payers and helpers picked at random, one coin an exchange: so everybody lives alone, needs
    little and rarely, asks no friends, has every skill, and says yes. Outside this corner it does
    not hold, and should not: amounts differ, people ask friends first, and helpers have skills.

    References: Kash, Friedman & Halpern (2007), Optimizing scrip systems.
    """
    coin, days = 0.25, 12_000
    alone = PeoplePlan(
        mix=HouseholdMix(
            young_single=1.0,
            young_couple=0.0,
            family=0.0,
            three_generations=0.0,
            middle_aged=0.0,
            older_couple=0.0,
            older_alone=0.0,
        ),
        vacant=0.0,
        owner_leaves=0.0,
        renter_leaves=0.0,
        late=0.0,
    )
    help_ = {
        "needs": 20.0,
        "needs_daytime": 0.0,
        "hours": 0.05,
        "ask": -20.0,
        "ask_public": -20.0,
        "willing": 1.0,
        "will": 20.0,
        "spare_hours": 1000.0,
        "board_read": 1.0,
        "cap": 10_000.0,
        "overdraft": credit * coin,
    }
    plan = STILL.model_copy(update={"people": alone})
    hood = Neighbourhood(plan, parameters({"help": help_}), months=1, seed=9)
    people = hood.residents.rows
    assert people == hood.estate.size
    hood.residents.skills[:] = 255
    hood.help.open_bank(0.0)
    hood.help.enrol(np.arange(people))
    held = hood.ledger.balances.held[:, Unit.HOURS]
    shares = []
    for day in range(days):
        hood.help.exchange(day)
        hood.help.log.clear()
        if day > days // 6 and day % 50 == 0:
            shares.append(np.mean(held < (1 - credit) * coin - 1e-9))
    expected = (people - 1) / (credit * people + people - 1)
    batches = np.array_split(np.array(shares), 10)
    error = np.std([batch.mean() for batch in batches], ddof=1) / math.sqrt(10)
    assert abs(np.mean(shares) - expected) < ALARM * error, (np.mean(shares), expected)
    assert abs(held.sum()) < 1e-9
