"""Who belongs to the groups that need particular care."""

from __future__ import annotations

import numpy as np
from small_world import estate_plan, only, world

from model.behaviour import Parameters
from model.residents import OLDER_AGE
from model.special_groups import SCHOOL_AGE, SpecialGroup, members

HUNDRED = {"count": 10, "stairs": 1, "floors": 10, "doors": 1}


def test_older_people_are_alone_when_nobody_lives_with_them():
    town = world(estate_plan(**HUNDRED, mix=only(older_alone=0.5, older_couple=0.5)))
    alone = members(town.population, 0)[:, SpecialGroup.ALONE]
    sizes = town.population.households.size[town.residents.household]
    assert 0 < alone.sum() < alone.size
    assert np.array_equal(alone, (sizes == 1) & (town.residents.age >= OLDER_AGE))


def test_children_of_school_age_are_counted_and_toddlers_are_not():
    town = world(estate_plan(**HUNDRED, mix=only(family=1.0)))
    child = members(town.population, 0)[:, SpecialGroup.CHILD]
    age = town.residents.age
    assert np.array_equal(child, (age >= SCHOOL_AGE) & (age < 14))
    assert child.any()


def test_newcomers_are_newcomers_for_a_year():
    town = world(estate_plan(**HUNDRED))
    town.population.households.since[:] = 100
    adults = town.residents.group > 0
    assert np.array_equal(members(town.population, 464)[:, SpecialGroup.NEWCOMER], adults)
    assert not members(town.population, 465)[:, SpecialGroup.NEWCOMER].any()


def test_who_moved_away_belongs_to_no_group():
    town = world(estate_plan(**HUNDRED))
    town.residents.present[:] = False
    assert not members(town.population, 0).any()


def test_disability_rises_with_age_as_surveyed():
    town = world(estate_plan(count=50, stairs=2, floors=20, doors=2))
    r, p = town.residents, Parameters().population
    shares = {0: p.disabled_child, 1: p.disabled_adult, 2: p.disabled_adult, 3: p.disabled_older}
    for group, share in shares.items():
        here = r.group == group
        error = np.sqrt(share * (1 - share) / here.sum())
        assert abs(r.disabled[here].mean() - share) < 4.5 * error
    assert abs(float(r.longing.mean())) < 4.5 / np.sqrt(r.rows)
