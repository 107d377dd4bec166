"""Population in the limit: margins come out as asked, stays are exponential, vacancy steady."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from small_world import estate_plan, only, world

from model.calendar import DAYS_PER_YEAR
from model.estate import HouseholdMix
from model.households import HouseholdKind
from model.neighbourhood import Neighbourhood
from model.residents import YOUNG_AGE, Rhythm

LARGE = {"count": 4, "stairs": 5, "floors": 20, "doors": 10}  # 4,000 flats


def close(count: float, size: float, share: float) -> bool:
    return abs(count - size * share) < 4.5 * np.sqrt(size * share * (1 - share)) + 1e-9


@pytest.fixture(scope="module")
def drawn():
    return world(
        estate_plan(
            **LARGE, vacant=0.06, renters=0.35, dogs=0.2, outsiders=0.45, late=0.3, cars=0.9
        )
    )


def test_shares_of_homes_come_out_as_the_plan_says(drawn):
    homes, h = drawn.estate.dwellings, drawn.population.households
    assert close(np.count_nonzero(homes.household < 0), homes.rows, 0.06)
    assert close(np.count_nonzero(homes.rented), homes.rows, 0.35)
    assert close(np.count_nonzero(h.dog), h.rows, 0.2)
    assert close(np.count_nonzero(h.outsider), h.rows, 0.45)
    assert (h.owner == ~homes.rented[h.dwelling]).all()


def test_kinds_of_household_come_out_as_mixed(drawn):
    mix = HouseholdMix()
    shares = np.array([getattr(mix, kind.name.lower()) for kind in HouseholdKind])
    counts = np.bincount(drawn.population.households.kind, minlength=len(HouseholdKind))
    assert stats.chisquare(counts, counts.sum() * shares / shares.sum()).pvalue > 1e-4


@pytest.mark.parametrize("cars", [0.3, 0.9, 1.3])
def test_there_are_as_many_cars_as_the_plan_says(cars: float):
    h = world(estate_plan(**LARGE, cars=cars)).population.households
    error = h.cars.std() / np.sqrt(h.rows)
    assert h.cars.mean() == pytest.approx(cars, abs=4.5 * error)


def test_of_the_young_adults_the_asked_share_is_up_late(drawn):
    r = drawn.residents
    young = (r.age >= 18) & (r.age < YOUNG_AGE)
    # of those who are neither up late nor out at work, some keep the house
    late = np.count_nonzero(young & (r.rhythm == Rhythm.LATE))
    assert close(late, np.count_nonzero(young), 0.3)


def test_traits_have_the_spread_that_was_asked_for(drawn):
    r, p = drawn.residents, drawn.parameters.population
    assert np.log(r.tolerance).std() == pytest.approx(p.tolerance_spread, rel=0.05)
    assert np.median(r.tolerance) == pytest.approx(p.tolerance_median, rel=0.05)
    assert r.sociability.mean() == pytest.approx(1.0, rel=0.05)
    assert np.median(r.civic) == pytest.approx(p.civic_mean, abs=0.02)
    assert r.sensitivity.std() == pytest.approx(1.0, rel=0.05)
    assert drawn.population.households.liveliness.mean() == pytest.approx(1.0, rel=0.15)


def test_households_that_were_there_leave_at_a_constant_rate():
    town = world(estate_plan(**LARGE, vacant=0.05, renters=0.0, owner_leaves=0.5))
    h = town.population.households
    first = h.rows
    for day in range(2 * DAYS_PER_YEAR):
        town.population.move(day)
        if (day + 1) % 120 == 0:
            staying = np.count_nonzero(town.population.households.present[:first])
            assert close(staying, first, np.exp(-0.5 * (day + 1) / DAYS_PER_YEAR))


def test_stays_are_geometric_and_tenants_leave_at_their_own_rate():
    town = world(estate_plan(**LARGE, vacant=0.02, renters=0.5, owner_leaves=1, renter_leaves=4))
    gone: dict[int, int] = {}
    for day in range(6 * DAYS_PER_YEAR):
        for household in town.population.move(day).left.tolist():
            gone[household] = day
    h = town.population.households
    # stays that began in the first half-year: all but a few of them are over
    rows = np.flatnonzero((h.since >= 0) & (h.since < 180) & (np.arange(h.rows) >= 4000 * 0.98))
    for owner, yearly in ((True, 1.0), (False, 4.0)):
        mine = rows[h.owner[rows] == owner]
        stays = np.array([gone.get(int(row), np.inf) - h.since[row] for row in mine])
        mean = DAYS_PER_YEAR / yearly
        assert mine.size > 200
        for days in (mean / 4, mean, 2 * mean):
            assert close(np.count_nonzero(stays > days), mine.size, np.exp(-int(days) / mean))


@pytest.mark.parametrize("vacant", [0.03, 0.1])
def test_vacancy_keeps_its_share_while_people_move(vacant: float):
    town = world(estate_plan(**LARGE, vacant=vacant, renters=0.3, owner_leaves=1, renter_leaves=2))
    shares = []
    for day in range(3 * DAYS_PER_YEAR):
        town.population.move(day)
        shares.append(np.count_nonzero(town.estate.dwellings.household < 0) / town.estate.size)
    year = np.reshape(shares, (3, -1)).mean(axis=1)
    assert year == pytest.approx([vacant] * 3, rel=0.1)


def test_the_age_of_stays_is_exponential_at_the_start_and_stays_so():
    hood = Neighbourhood(
        estate_plan(**LARGE | {"count": 1}, vacant=0.03, renters=1.0, renter_leaves=0.4,
                    mix=only(young_single=1.0)),
        months=1,
    )  # fmt: skip
    h = hood.households
    stays = (
        hood.day - h.since[h.present] + np.random.default_rng(1).random(np.count_nonzero(h.present))
    )
    assert stats.kstest(stays, stats.expon(scale=DAYS_PER_YEAR / 0.4).cdf).pvalue > 1e-4
