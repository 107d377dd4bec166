"""Help in the limit: hours as scrip, answers as races, and loans as a shelf that runs empty.

The scrip economy: everybody lives alone, needs one coin's worth of help, asks no friends, has
every skill, is always at hand and says yes. Then payer and helper are picked at random, and each
way of sharing M coins among N people, none holding more than K, is equally likely.

References: Kash, Friedman & Halpern (2007), Optimizing scrip systems.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from neighbourhoods import SETTLED_PEOPLE, SMALL, feed, parameters
from small_world import only

from model.ledger import Unit
from model.neighbourhood import Neighbourhood

COIN = 0.25
ALARM = 4.5
ALONE = SETTLED_PEOPLE.model_copy(update={"mix": only(young_single=1.0), "late": 0.0})
SCRIP = {
    "needs": 20.0,
    "needs_daytime": 0.0,
    "hours": 0.05,
    "ask": -20.0,
    "ask_public": -20.0,
    "willing": 1.0,
    "will": 20.0,
    "spare_hours": 1000.0,
    "board_read": 1.0,
}


def economy(credit: int, cap: int, **more: float) -> Neighbourhood:
    """Open a bank where each of N members has credit of some coins and may earn up to a cap."""
    help_ = {**SCRIP, "overdraft": credit * COIN, **more}
    plan = SMALL.model_copy(update={"people": ALONE})
    hood = Neighbourhood(plan, parameters({"help": help_}), months=1, seed=9)
    feed(hood, {})
    assert hood.residents.rows == hood.estate.size
    hood.residents.skills[:] = 255
    # one coin an exchange, and work while there is room for one more below the cap
    hood.help.rules = hood.help.rules._replace(hours=1e-9, cap=(cap - credit - 0.5) * COIN)
    hood.help.open_bank(0.0)
    hood.help.enrol(np.arange(hood.residents.rows))
    return hood


@cache
def ways(people: int, coins: int, cap: int) -> int:
    """Count the ways of sharing coins among people, none with more than the cap."""
    return sum(
        (-1) ** k * math.comb(people, k) * math.comb(coins - k * (cap + 1) + people - 1, people - 1)
        for k in range(people + 1)
        if coins - k * (cap + 1) >= 0
    )


def shares(hood: Neighbourhood, credit: int, cap: int, days: int) -> tuple[np.ndarray, float]:
    """Return the share of members with each number of coins, in ten batches, and of success."""
    held = hood.ledger.balances.held[:, Unit.HOURS]
    seen = []
    met = needed = 0
    arises = hood.help.rates[0] * hood.residents.rows
    for day in range(days):
        hood.help.exchange(day)
        for _, done in hood.help.log:
            met += done.asker.size
        hood.help.log.clear()
        needed += arises
        if day > days // 6 and day % 40 == 0:
            coins = np.rint(held / COIN).astype(int) + credit
            seen.append(np.bincount(coins, minlength=cap + 1) / held.size)
    assert abs(held.sum()) < 1e-9
    batches = np.array([batch.mean(axis=0) for batch in np.array_split(np.array(seen), 10)])
    return batches, met / needed


@pytest.mark.parametrize(("credit", "cap"), [(1, 2), (2, 5), (3, 4)])
def test_with_a_cap_coins_are_held_by_a_truncated_geometric_law(credit: int, cap: int):
    hood = economy(credit, cap)
    people = hood.residents.rows
    coins = credit * people
    batches, _ = shares(hood, credit, cap, 12_000)
    error = batches.std(axis=0, ddof=1) / math.sqrt(len(batches))
    everything = ways(people, coins, cap)
    law = [ways(people - 1, coins - k, cap) / everything for k in range(cap + 1)]
    assert sum(law) == pytest.approx(1.0)
    assert batches.shape[1] == cap + 1  # nobody ever holds more
    z = (batches.mean(axis=0) - law) / error
    assert np.abs(z).max() < ALARM, (batches.mean(axis=0), law)


@pytest.mark.parametrize("credit", [1, 3])
def test_requests_succeed_as_often_as_somebody_can_pay(credit: int):
    """Success M/(M + N - 1), counted over all needs that arise."""
    hood = economy(credit, 1000)
    people = hood.residents.rows
    coins = credit * people
    days = 12_000
    _, success = shares(hood, credit, 1000, days)
    expected = coins / (coins + people - 1)
    needs = days * hood.help.rates[0] * people
    # needs are counted by their mean, so their own noise is in the ratio; balances are sluggish
    error = 2.0 * math.sqrt(expected / needs)
    assert abs(success - expected) < ALARM * error


@pytest.mark.parametrize(("credit", "cap"), [(0, 5), (2, 2)])
def test_with_no_coins_or_with_nothing_but_full_purses_there_is_no_trade(credit: int, cap: int):
    hood = economy(credit, cap)
    for day in range(400):
        hood.help.exchange(day)
    assert hood.help.log == []
    assert not hood.ledger.balances.held[:, Unit.HOURS].any()


def test_the_first_of_many_answers_comes_the_sooner_the_more_there_are():
    """Of n who answer after Exp(a), the first comes after a/n on average."""
    hood = economy(1000, 10_000, board_hours=0.0, answer_hours=10.0)
    waits = []
    for day in range(300):
        hood.help.exchange(day)
    waits = np.concatenate([done.waited for _, done in hood.help.log])
    expected = 10.0 / (hood.residents.rows - 1)
    assert abs(waits.mean() - expected) < ALARM * expected / math.sqrt(waits.size)


def test_whoever_is_asked_of_many_is_drawn_evenly():
    hood = economy(1000, 10_000)
    for day in range(600):
        hood.help.exchange(day)
    helped = np.bincount(
        np.concatenate([done.helper for _, done in hood.help.log]), minlength=hood.residents.rows
    )
    mean = helped.mean()
    chi = ((helped - mean) ** 2 / mean).sum()
    freedom = helped.size - 1
    assert abs(chi - freedom) < ALARM * math.sqrt(2.0 * freedom)


@pytest.mark.parametrize("items", [1, 3, 8])
def test_loans_a_day_are_wants_cut_off_at_what_is_there(items: int):
    """Uses a day = E min(Binomial(homes, p), items), p the chance of a want that fits."""
    from scipy import stats

    hood = economy(1, 10, needs=0.0, borrowing=40.0, borrowing_fits=0.5)
    hood.help.lend(items)
    hood.recorder.day = 0
    days = 3000
    for day in range(days):
        hood.help.exchange(day)
    uses = hood.recorder.series("station_uses")[0] / days
    law = stats.binom(hood.estate.size, 0.5 * 40.0 / 365.0)
    k = np.arange(hood.estate.size + 1)
    cut = np.minimum(k, items)
    mean = float((law.pmf(k) * cut).sum())
    spread = math.sqrt(float((law.pmf(k) * cut**2).sum()) - mean**2)
    assert abs(uses - mean) < ALARM * spread / math.sqrt(days)
