"""Emergencies in settings that have a law: k helpers, a Poisson number of them, lost service."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from neighbourhoods import parameters

from model.emergencies import lost_service
from model.estate import BuildingPlan, EstatePlan, HouseholdMix, PeoplePlan
from model.neighbourhood import Neighbourhood
from model.shocks import Shock, ShockKind

CHANCE = 0.3
NOTHING = {"medical": 0.0, "lift": 0.0, "fire": 0.0, "storm": 0.0, "lockdown": 0.0}
ALIKE = {
    "emergencies": {
        "rates": NOTHING,
        "base": float(np.log(CHANCE / (1.0 - CHANCE))),
        "tie": 0.0,
        "near": 0.0,
        "far": 0.0,
        "leader": 0.0,
        "trained": 0.0,
        "available": 1.0,
        "capacity": 1000,
        "kicks": 0,
        "fear": dict.fromkeys(NOTHING, 0.0),
    }
}
ALONE = {**dict.fromkeys(HouseholdMix.model_fields, 0.0), "middle_aged": 1.0}


@cache
def street(doors: int, vacant: float = 0.0, seed: int = 1) -> Neighbourhood:
    """Make landings of couples who know nobody, so that a circle is who lives on the landing."""
    people = PeoplePlan(
        vacant=vacant, owner_leaves=0.0, renter_leaves=0.0, mix=HouseholdMix(**ALONE)
    )
    plan = EstatePlan(
        buildings=(BuildingPlan(count=40, stairs=1, floors=1, doors=doors),), people=people
    )
    plan = plan.model_copy(
        update={
            "organisation": plan.organisation.model_copy(
                update={
                    "emergency": plan.organisation.emergency.model_copy(
                        update={"leaders": 0.0, "groups": 0.0}
                    )
                }
            )
        }
    )
    hood = Neighbourhood(plan, parameters(ALIKE), months=1, seed=seed)
    hood.ties.slots.partner[:] = -1
    hood.ties.slots.strength[:] = 0.0
    return hood


def called(hood: Neighbourhood, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Let everybody call once a day; return who was helped: rows days, columns people."""
    e, people = hood.emergencies, np.flatnonzero(hood.residents.present)
    met = np.zeros((days, people.size), np.bool_)
    for day in range(days):
        for n, who in enumerate(people.tolist()):
            response = e._respond(Shock(ShockKind.MEDICAL, day, 1, who), day)
            assert response is not None
            met[day, n] = response.helper[0] >= 0
    return people, met


@pytest.mark.parametrize("doors", [1, 2, 3, 5])
def test_k_neighbours_who_come_with_chance_h_help_with_one_minus_their_misses(doors: int):
    hood = street(doors)
    helpers = 2 * (doors - 1)
    days = 30
    _, met = called(hood, days)
    expected = 1.0 - (1.0 - CHANCE) ** helpers
    gap = met.mean() - expected
    assert abs(gap) <= 4.5 * np.sqrt(expected * (1.0 - expected) / met.size) + 1e-12
    helped, *_ = hood.resilience.by_resident(0)
    assert helped == pytest.approx(expected)  # the index expects what the calls draw


def test_a_random_number_of_neighbours_helps_as_its_generating_function_says():
    """1 - G(1 - h): binomial homes of two people on a landing, nearly Poisson when few are filled.

    With Poisson pairs of mean m the law would be 1 - exp(-m (1 - (1 - h)^2)).
    """
    doors, filled = 12, 0.2
    both = 1.0 - (1.0 - CHANCE) ** 2
    means = []
    for seed in range(8):
        hood = street(doors, vacant=1.0 - filled, seed=seed)
        means.append(hood.resilience.by_resident(0)[0])
    exact = 1.0 - (1.0 - filled * both) ** (doors - 1)
    poisson = 1.0 - np.exp(-filled * (doors - 1) * both)
    error = np.std(means, ddof=1) / np.sqrt(len(means))
    assert abs(np.mean(means) - exact) < 4.5 * error
    assert exact == pytest.approx(poisson, rel=0.05)


def test_who_is_away_is_away_for_everybody_in_one_shock():
    """Availability is one draw a person and shock: calls on a landing go together."""
    patch = {"emergencies": {"available": 0.5, "base": 25.0}}
    base = street(2)
    hood = Neighbourhood(base.estate.plan, parameters(ALIKE, patch), months=1, seed=1)
    hood.ties.slots.partner[:] = -1
    _, met = called(hood, 40)
    couples = met.reshape(40, -1, 2)  # two people of one home call the same two neighbours
    assert (couples[:, :, 0] == couples[:, :, 1]).all()
    expected = 1.0 - 0.5**2
    rate = couples[:, :, 0].mean()
    assert abs(rate - expected) < 4.5 * np.sqrt(expected * (1 - expected) / couples[:, :, 0].size)


@pytest.mark.parametrize(("initial", "scale"), [(0.5, 14.0), (0.2, 3.0)])
def test_service_that_recovers_exponentially_loses_its_first_loss_over_its_rate(
    initial: float, scale: float
):
    patch = {
        "emergencies": {
            "service": {"interruption": initial, "recovery_days": scale, "buffered": 0.0}
        }
    }
    hood = Neighbourhood(street(2).estate.plan, parameters(ALIKE, patch), months=1)
    shock = Shock(ShockKind.LOCKDOWN, 0, 1000, -1)
    step = 0.05
    days = np.arange(0.0, 40 * scale, step) + step / 2
    lost = sum(1.0 - hood.emergencies.service_left(shock, day) for day in days) * step
    assert lost == pytest.approx(initial * scale, rel=1e-4)
    assert lost_service(initial, scale, 40 * scale) == pytest.approx(initial * scale)
    assert lost_service(initial, scale, 1e-3 * scale) == pytest.approx(
        initial * 1e-3 * scale * (1 - 0.5e-3), rel=1e-6
    )  # within a short time the loss falls in a straight line
