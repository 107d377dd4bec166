"""Ties in the limit: strengths follow the laws that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from small_world import people, world

from model.behaviour import Parameters
from model.behaviour.ties import TieParameters
from model.calendar import WARM_DAYS
from model.estate import BuildingPlan, EstatePlan
from model.neighbourhood import Neighbourhood
from model.start import draw_ties, stationary_strength
from model.streams import Streams
from model.ties import GREETING, Ties

ENDLESS = 1e12


def settled(
    *, pairs: int, days: int, rate: float, kick: float, half_life: float, slowing: float
) -> Ties:
    """Let pairs of mean liking greet each other at a rate until strengths have settled."""
    parameters = TieParameters(
        greeting=kick, weak_half_life=half_life, slowing=slowing, saturation=ENDLESS
    )
    ties = Ties(people(2 * pairs), parameters, Streams(8))
    first = np.arange(pairs, dtype=np.int32)
    ties.acquaint(first, first + pairs, np.full(pairs, 1e-6), np.ones(pairs), 0)
    chance = np.random.default_rng(21)
    for day in range(days):
        meetings = chance.poisson(rate, pairs)
        for number in range(int(meetings.max(initial=0))):
            some = first[meetings > number]
            greet = np.full(some.size, GREETING, np.int8)
            ties.meet(some, some + pairs, greet, day, question=number)
    return ties


def strengths(ties: Ties, day: int) -> np.ndarray:
    return np.array([ties.between(n, n + len(ties.residents.age) // 2, day)
                     for n in range(len(ties.residents.age) // 2)])  # fmt: skip


@pytest.mark.parametrize("shape", [0.4, 1.5, 4.0])
def test_with_constant_decay_strength_settles_at_a_gamma_law(shape: float):
    kick, half_life, days = 0.3, 60.0, 700
    decay = np.log(2) / half_life
    ties = settled(
        pairs=3000,
        days=days,
        rate=shape * decay,
        kick=kick,
        half_life=half_life,
        slowing=ENDLESS,
    )
    found = strengths(ties, days)
    law = stats.gamma(shape, scale=kick)
    assert stats.kstest(found, law.cdf).pvalue > 1e-4
    assert found.mean() == pytest.approx(law.mean(), abs=4.5 * law.std() / np.sqrt(found.size))


def test_shares_of_the_levels_are_differences_of_the_gamma_law():
    shape, kick, half_life, days = 1.5, 0.3, 60.0, 700
    ties = settled(
        pairs=4000,
        days=days,
        rate=shape * np.log(2) / half_life,
        kick=kick,
        half_life=half_life,
        slowing=ENDLESS,
    )
    p = ties.parameters
    bounds = [p.known_from, p.transactional_from, p.emotional_from, np.inf]
    found = np.histogram(strengths(ties, days), [0.0, *bounds])[0]
    share = np.diff(stats.gamma(shape, scale=kick).cdf([0.0, *bounds]))
    spread = np.sqrt(found.sum() * share * (1 - share))
    assert (np.abs(found - found.sum() * share) < 4.5 * spread).all()


@pytest.mark.parametrize(("shape", "slowing"), [(0.6, 1.0), (1.5, 1.0), (2.0, 2.5)])
def test_with_decay_that_slows_strength_settles_at_the_mixture_the_start_draws_from(shape, slowing):
    kick, half_life, days = 0.3, 40.0, 2000
    ties = settled(
        pairs=2500,
        days=days,
        rate=shape * np.log(2) / half_life,
        kick=kick,
        half_life=half_life,
        slowing=slowing,
    )
    chance = np.random.default_rng(3)
    size = 100_000
    drawn = stationary_strength(
        np.full(size, shape),
        np.full(size, kick),
        chance.random(size),
        chance.random(size),
        rules=ties.rules,
    )
    assert stats.ks_2samp(strengths(ties, days), drawn).pvalue > 1e-4
    plain = stats.gamma(shape, scale=kick)
    assert stats.kstest(drawn, plain.cdf).pvalue < 1e-9  # and that is no plain Gamma


def test_without_slowing_the_start_draws_from_the_plain_gamma_law():
    rules = Ties(people(1), TieParameters(slowing=ENDLESS, saturation=ENDLESS), Streams(1)).rules
    luck = (np.arange(10_000) + 0.5) / 10_000
    drawn = stationary_strength(
        np.full(10_000, 1.3), np.full(10_000, 0.2), luck, np.full(10_000, 0.5), rules=rules
    )
    assert drawn == pytest.approx(stats.gamma(1.3, scale=0.2).ppf(luck), rel=1e-6)


ESTATE = EstatePlan(buildings=(BuildingPlan(count=4, stairs=2, floors=6, doors=4),))


def known(ties: Ties, present: np.ndarray, day: int) -> float:
    """Return how many people an adult knows, on average."""
    ties.tidy(day)
    return float((ties.slots.strength[present] >= ties.parameters.known_from).sum(axis=1).mean())


@pytest.mark.slow
def test_ties_neither_grow_nor_wither_over_a_year_without_measures():
    change = []
    for replicate in range(12):
        hood = Neighbourhood(ESTATE, months=12, seed=4, replicate=replicate)
        counts = []
        for day in (0, 360):
            while hood.day < day:
                hood.step()
            r = hood.residents
            counts.append(known(hood.ties, r.present & (r.group > 0), hood.day - 1))
        change.append(np.log(counts[1] / counts[0]))
    spread = np.std(change, ddof=1) / np.sqrt(len(change))
    assert abs(np.mean(change)) < max(4.5 * spread, 0.05)


@pytest.mark.slow
def test_meetings_alone_keep_the_ties_that_the_start_draws():
    change = []
    for seed in range(10):
        plan = ESTATE.model_copy(update={"people": ESTATE.people.model_copy(update={
            "owner_leaves": 0.0, "renter_leaves": 0.0})})  # fmt: skip
        town = world(plan, Parameters(), seed=seed)
        draw_ties(
            town.estate,
            town.population,
            town.places,
            town.ties,
            town.encounters,
            None,
            town.streams,
            day=-WARM_DAYS,
        )
        adult = town.residents.present & (town.residents.group > 0)
        before = known(town.ties, adult, -WARM_DAYS)
        for day in range(-WARM_DAYS, 0):
            town.encounters.meet(day)
        change.append(np.log(known(town.ties, adult, -1) / before))
    assert abs(np.mean(change)) < 0.1
