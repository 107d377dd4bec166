"""Start: ties that an estate has before the run."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import TINY, World, estate_plan, mirrored, people, world

from model.behaviour import Parameters
from model.behaviour.encounters import EncounterParameters
from model.behaviour.ties import TieParameters
from model.start import draw_ties, stationary_strength
from model.streams import Streams
from model.ties import Ties


def started(town: World, day: int = 0) -> World:
    draw_ties(
        town.estate,
        town.population,
        town.places,
        town.ties,
        town.encounters,
        None,
        town.streams,
        day=day,
    )
    return town


def rules(**values: float):
    return Ties(people(1), TieParameters(**values), Streams(1)).rules


def one(shape: float, kick: float, luck: float, part: float = 0.99, **values: float) -> float:
    numbers = (np.array([value]) for value in (shape, kick, luck, part))
    return float(stationary_strength(*numbers, rules=rules(**values))[0])


def test_ties_at_the_start_stand_at_both_ends():
    town = started(world(TINY))
    assert mirrored(town.ties)
    assert np.count_nonzero(town.ties.slots.partner >= 0) > 0


def test_nobody_is_tied_to_a_child_or_to_the_own_household_at_the_start():
    town = started(world(TINY))
    r = town.residents
    who, slot = np.nonzero(town.ties.slots.partner >= 0)
    other = town.ties.slots.partner[who, slot]
    assert (r.group[who] > 0).all() and (r.group[other] > 0).all()
    assert (r.household[who] != r.household[other]).all()


def test_nobody_knows_anybody_where_nobody_ever_meets():
    town = started(world(TINY, Parameters(encounters=EncounterParameters(passing=0, visit=0))))
    assert not (town.ties.slots.partner >= 0).any()


def test_nobody_knows_anybody_where_nobody_takes_to_anybody():
    town = started(world(TINY, Parameters(ties=TieParameters(acceptance=-20))))
    assert not (town.ties.slots.partner >= 0).any()


def test_whoever_has_just_moved_in_knows_nobody():
    town = world(TINY)
    households = town.population.households
    households.since[:10] = 0
    started(town)
    fresh = town.residents.household < 10
    assert not (town.ties.slots.partner[fresh] >= 0).any()
    assert (town.ties.slots.partner[~fresh] >= 0).any()


def test_ties_reach_no_further_than_the_quarter():
    town = started(world(estate_plan(count=3, stairs=1, floors=50, doors=10)))
    quarter = town.estate.dwellings.quarter[town.residents.dwelling]
    who, slot = np.nonzero(town.ties.slots.partner >= 0)
    assert (quarter[who] == quarter[town.ties.slots.partner[who, slot]]).all()


def test_ties_at_the_start_are_no_weaker_than_what_is_forgotten():
    town = started(world(TINY))
    s = town.ties.slots
    assert s.strength[s.partner >= 0].min() >= town.ties.rules.forgotten_below


def test_strength_grows_with_luck_with_meetings_and_with_kicks():
    assert one(0.5, 0.1, 0.2) < one(0.5, 0.1, 0.8)
    assert one(0.5, 0.1, 0.8) < one(1.5, 0.1, 0.8)
    assert one(0.5, 0.1, 0.8) < one(0.5, 0.3, 0.8)


def test_strength_is_at_most_saturation():
    assert one(50.0, 1.0, 0.999) == pytest.approx(rules().saturation)


def test_slower_decay_of_strong_ties_makes_strong_ties_stronger():
    assert one(1.0, 0.2, 0.9, part=0.5, slowing=1.0) > one(1.0, 0.2, 0.9, part=0.5, slowing=1e9)
