"""Copies of a Neighbourhood: pickled and forked, whole and independent."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from model.neighbourhood import Neighbourhood


def same(one: Neighbourhood, other: Neighbourhood) -> bool:
    return (
        one.day == other.day
        and one.residents.trust.tolist() == other.residents.trust.tolist()
        and np.array_equal(one.ties.slots.strength, other.ties.slots.strength)
        and np.array_equal(one.grievances.slots.level, other.grievances.slots.level)
    )


def copied(hood: Neighbourhood) -> Neighbourhood:
    copy: Neighbourhood = pickle.loads(pickle.dumps(hood))
    return copy


@pytest.mark.parametrize("seen", [False, True])
def test_a_pickled_model_goes_on_as_the_original_does(hood: Neighbourhood, seen: bool):
    if seen:
        len(hood.agents)
    for _ in range(10):
        hood.step()
    copy = copied(hood)
    for model in (hood, copy):
        for _ in range(10):
            model.step()
    assert same(hood, copy)
    assert copy.steps == hood.steps == 20
    assert copy.running


def test_a_copys_agents_look_at_the_copys_columns(hood: Neighbourhood):
    original = {agent.unique_id: agent for agent in hood.agents}
    copy = copied(hood)
    assert {agent.unique_id for agent in copy.agents} == set(original)
    for agent in copy.agents:
        assert agent.model is copy and agent.table is copy.residents
        agent.trust = 0.0625
    assert set(copy.residents.trust[copy.residents.present].tolist()) == {0.0625}
    assert 0.0625 not in {agent.trust for agent in original.values()}


def test_parts_of_a_copy_belong_together(hood: Neighbourhood):
    copy = copied(hood)
    assert copy.ties.residents is copy.residents
    assert copy.disputes.grievances is copy.grievances
    assert copy.noise.estate is copy.estate
    assert copy.mediation.parties.ties is copy.ties


def test_a_copy_lives_a_life_of_its_own(hood: Neighbourhood):
    copy = copied(hood)
    before = hood.residents.trust.tolist()
    for _ in range(20):
        copy.step()
    assert hood.residents.trust.tolist() == before and hood.day == 0


@pytest.mark.parametrize("seen", [False, True])
def test_a_fork_goes_on_as_its_origin_does(start: Neighbourhood, seen: bool):
    origin = start.fork()
    if seen:
        len(origin.agents)
    twin = origin.fork()
    assert twin.residents is not origin.residents
    for _ in range(20):
        origin.step()
        twin.step()
    assert same(origin, twin)
    assert twin.steps == 20


def test_a_forks_agents_are_its_own(start: Neighbourhood):
    origin = start.fork()
    len(origin.agents)
    twin = origin.fork()
    assert len(twin.agents) == len(origin.agents)
    assert not set(map(id, twin.agents)) & set(map(id, origin.agents))
    for agent in twin.agents:
        assert agent.model is twin and agent.table is twin.residents


def test_a_fork_in_the_middle_goes_on_with_what_its_origin_has(hood: Neighbourhood):
    for _ in range(15):
        hood.step()
    twin = hood.fork()
    assert (twin.day, twin.months) == (15, hood.months)
    for _ in range(15):
        hood.step()
        twin.step()
    assert same(hood, twin)


def test_a_fork_can_have_a_horizon_of_its_own(start: Neighbourhood):
    twin = start.fork(months=1)
    assert len(twin.run().kpis["trust_index"]) == 1
    assert start.months == 2 and start.day == 0
