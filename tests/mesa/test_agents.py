"""Residents as Mesa agents: windows on rows, with all that Mesa does with agents."""

from __future__ import annotations

from collections.abc import Callable

import mesa
import numpy as np
import pytest

from model.neighbourhood import Neighbourhood
from model.residents import Resident

Maker = Callable[[], Neighbourhood]


def present(hood: Neighbourhood) -> list[int]:
    return np.flatnonzero(hood.residents.present).tolist()


def test_the_agents_are_the_residents_who_live_here(hood: Neighbourhood):
    assert sorted(agent.row for agent in hood.agents) == present(hood)
    assert all(isinstance(agent, mesa.Agent) for agent in hood.agents)
    assert len({agent.unique_id for agent in hood.agents}) == len(hood.agents)


def test_agents_and_columns_are_two_views_of_one_cell(hood: Neighbourhood):
    somebody = next(iter(hood.agents))
    somebody.trust = 0.125
    assert hood.residents.trust[somebody.row] == 0.125
    hood.residents.trust[:] = 0.75
    assert {agent.trust for agent in hood.agents} == {0.75}


def test_an_agent_is_found_by_its_number_and_knows_its_model(hood: Neighbourhood):
    for agent in hood.agents:
        assert agent.model is hood
        assert hood._agent_of[agent.row] is agent
        assert agent.identity == hood.residents.identity[agent.row]


def test_agents_are_the_same_objects_each_time(hood: Neighbourhood):
    assert list(hood.agents) == list(hood.agents)


def test_agents_can_be_selected_sorted_and_asked(hood: Neighbourhood):
    older = hood.agents.select(lambda agent: agent.group == 3)
    assert len(older) == np.count_nonzero(hood.residents.present & (hood.residents.group == 3))
    ages = hood.agents.sort("age", ascending=True).get("age")
    assert ages == sorted(ages)
    assert len(hood.agents.select(at_most=5)) == 5
    both = hood.agents.get(["age", "dwelling"])
    assert len(both) == len(hood.agents) and len(both[0]) == 2


def test_agents_can_be_grouped_and_summed_up(hood: Neighbourhood):
    r, here = hood.residents, hood.residents.present
    groups = hood.agents.groupby("group")
    counted = groups.count()
    assert counted == {
        int(group): int(np.count_nonzero(here & (r.group == group))) for group in set(r.group[here])
    }
    trust = groups.agg("trust", np.mean)
    for group, mean in trust.items():
        assert mean == pytest.approx(r.trust[here & (r.group == group)].mean(), rel=1e-5)
    assert hood.agents.agg("age", max) == r.age[here].max()


def test_agents_can_be_set_and_told_to_do_things(hood: Neighbourhood):
    hood.agents.set("trust", 0.5)
    assert set(hood.residents.trust[hood.residents.present].tolist()) == {0.5}

    def gain(agent: Resident, by: float) -> None:
        agent.trust += by

    hood.agents.do(gain, 0.25)
    hood.agents.shuffle_do(gain, 0.125)
    assert set(hood.residents.trust[hood.residents.present].tolist()) == {0.875}


def test_shuffling_keeps_everybody(hood: Neighbourhood):
    shuffled = hood.agents.shuffle()
    assert sorted(agent.row for agent in shuffled) == present(hood)


def test_agents_go_by_their_type(hood: Neighbourhood):
    assert hood.agent_types == [Resident]
    assert set(hood.agents_by_type) == {Resident}
    assert len(hood.agents_by_type[Resident]) == len(hood.agents)


def test_the_set_of_agents_cannot_be_replaced(hood: Neighbourhood):
    with pytest.raises(AttributeError, match=r"model\.residents"):
        hood.agents = []


def test_agents_of_a_users_own_class_live_beside_the_residents(hood: Neighbourhood):
    class Visitor(mesa.Agent):
        pass

    visitor = Visitor(hood)
    assert visitor in hood.agents
    assert set(hood.agent_types) == {Resident, Visitor}
    assert len(hood.agents) == len(present(hood)) + 1
    hood.step()
    visitor.remove()
    assert len(hood.agents) == len(present(hood))


def test_agents_follow_moves(lively: Maker):
    hood = lively()
    before = {agent.row for agent in hood.agents}
    for _ in range(40):
        hood.step()
        assert sorted(agent.row for agent in hood.agents) == present(hood)
        assert len(hood.agents_by_type[Resident]) == len(hood.agents)
    after = {agent.row for agent in hood.agents}
    assert before - after and after - before
    assert all(agent.present for agent in hood.agents)


def test_numbers_are_never_given_twice(lively: Maker):
    hood = lively()
    seen: dict[int, Resident] = {}
    for _ in range(40):
        for agent in hood.agents:
            assert seen.setdefault(agent.unique_id, agent) is agent
        hood.step()
    assert len(seen) > len(hood.agents)


def test_whoever_was_kept_after_leaving_is_still_read_and_not_here(lively: Maker):
    hood = lively()
    everybody = list(hood.agents)
    for _ in range(60):
        hood.step()
    gone = [agent for agent in everybody if not agent.present]
    assert gone and not any(agent in hood.agents for agent in gone)
    assert all(agent.age >= 0 for agent in gone)


def test_looking_at_the_agents_changes_nobodys_life(lively: Maker):
    seen, unseen = lively(), lively()
    for _ in range(30):
        len(seen.agents)
        seen.step()
        unseen.step()
    assert seen.residents.trust.tolist() == unseen.residents.trust.tolist()
    assert np.array_equal(seen.ties.slots.strength, unseen.ties.slots.strength)


def test_asking_late_and_asking_early_find_the_same_agents(lively: Maker):
    early, late = lively(), lively()
    len(early.agents)
    for _ in range(30):
        early.step()
        late.step()

    def numbers(hood: Neighbourhood) -> list[tuple[int, int]]:
        return sorted((agent.row, agent.unique_id) for agent in hood.agents)

    assert numbers(early) == numbers(late)
