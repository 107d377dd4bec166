"""Grievances: what somebody holds against a household, and how it fades."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import people

from model.behaviour.disputes import DisputeParameters
from model.grievances import GRUDGES, Grievances, State


def make(count: int = 3, *, memory: float = 30.0) -> Grievances:
    grievances = Grievances(people(count), DisputeParameters(memory=memory))
    grievances.welcome()
    return grievances


@pytest.mark.parametrize("days", [0, 1, 10, 30, 200])
def test_a_grievance_fades_with_memory(days: int):
    grievances = make(memory=30.0)
    grievances.add(0, 7, 2.0, 5)
    assert grievances.level(0, 7, 5 + days) == pytest.approx(2 * np.exp(-days / 30), rel=1e-6)


def test_a_new_annoyance_adds_to_what_is_left_of_the_old_ones():
    grievances = make(memory=30.0)
    for day in (0, 10, 40):
        grievances.add(0, 7, 1.0, day)
    exact = sum(np.exp(-(50 - day) / 30) for day in (0, 10, 40))
    assert grievances.level(0, 7, 50) == pytest.approx(exact, rel=1e-6)


def test_a_steady_nuisance_settles_where_growth_and_memory_balance():
    grievances = make(memory=20.0)
    for day in range(400):
        grievances.add(0, 7, 0.5, day)
    assert grievances.level(0, 7, 399) == pytest.approx(0.5 / (1 - np.exp(-1 / 20)), rel=1e-5)


def test_grievances_are_one_sided_and_against_one_household():
    grievances = make()
    grievances.add(0, 1, 2.0, 0)
    assert grievances.level(1, 0, 0) == 0.0
    assert grievances.level(0, 2, 0) == 0.0
    assert grievances.level(2, 1, 0) == 0.0


def test_the_weakest_makes_room_and_what_it_was_is_forgotten():
    grievances = make(memory=1000.0)
    for household in range(GRUDGES):
        grievances.add(0, household, 1.0 + household, 0)
    grievances.slots.tries[0, 0] = 3
    grievances.slots.state[0, 0] = State.CONFLICT
    grievances.add(0, 99, 0.5, 0)
    assert grievances.level(0, 0, 0) == 0.0
    assert grievances.level(0, 99, 0) == 0.5
    slot = int(np.flatnonzero(grievances.slots.against[0] == 99)[0])
    assert grievances.slots.state[0, slot] == State.BORNE
    assert grievances.slots.tries[0, slot] == 0


def test_the_weakest_is_the_weakest_today():
    grievances = make(memory=10.0)
    grievances.add(0, 1, 5.0, 0)
    for household in range(2, GRUDGES + 1):
        grievances.add(0, household, 0.5, 100)
    grievances.add(0, 99, 0.1, 100)
    assert grievances.level(0, 1, 100) == 0.0
    assert grievances.level(0, 2, 100) == 0.5


def test_a_case_is_never_pushed_out():
    grievances = make()
    for household in range(GRUDGES):
        grievances.add(0, household, 0.01, 0)
    grievances.slots.state[0] = State.CASE
    grievances.add(0, 99, 50.0, 0)
    assert grievances.level(0, 99, 0) == 0.0
    assert sorted(grievances.slots.against[0].tolist()) == list(range(GRUDGES))


def test_closing_a_case_takes_off_a_share_and_counts_the_try():
    grievances = make()
    grievances.residents.tolerance[:] = 3.0
    grievances.add(0, 1, 10.0, 0)
    grievances.slots.state[0, 0] = State.CASE
    grievances.close(0, 1, 0, relief=0.8)
    assert grievances.level(0, 1, 0) == pytest.approx(2.0)
    assert grievances.slots.state[0, 0] == State.BORNE
    assert grievances.slots.tries[0, 0] == 1


def test_what_is_left_beyond_tolerance_stays_a_conflict():
    grievances = make()
    grievances.residents.tolerance[:] = 3.0
    grievances.add(0, 1, 10.0, 0)
    grievances.slots.state[0, 0] = State.CASE
    grievances.close(0, 1, 0, relief=0.5)
    assert grievances.slots.state[0, 0] == State.CONFLICT


def test_closing_what_is_not_held_changes_nothing():
    grievances = make()
    grievances.close(0, 1, 0, relief=0.5)
    assert (grievances.slots.against == -1).all()


def test_newcomers_hold_nothing_against_anybody():
    grievances = make()
    grievances.add(0, 1, 1.0, 0)
    grievances.residents.add(30)
    grievances.welcome()
    assert grievances.slots.rows == 33
    assert (grievances.slots.against[3:] == -1).all()
    assert grievances.level(0, 1, 0) == 1.0


EVENTS = st.lists(st.tuples(st.integers(0, 9), st.floats(0.01, 5), st.integers(0, 20)), max_size=60)


@settings(deadline=None)
@given(EVENTS)
def test_nobody_holds_two_grievances_against_one_household_and_none_below_zero(events):
    grievances, day = make(), 0
    for household, amount, later in events:
        day += later
        grievances.add(0, household, amount, day)
        held = grievances.slots.against[0]
        held = held[held >= 0].tolist()
        assert len(held) == len(set(held))
        assert (grievances.slots.level >= 0).all()


def test_only_what_is_felt_or_on_record_is_open_and_counts_by_what_is_borne():
    residents = people(3)
    residents.household[:] = [0, 0, 1]
    residents.tolerance[:] = [2.0, 4.0, 1.0]
    grievances = Grievances(residents, DisputeParameters())
    grievances.welcome()
    for who, whom, amount in ((0, 1, 4.0), (1, 1, 8.0), (2, 0, 9.0)):
        grievances.add(who, whom, amount, 0)
    grievances.slots.state[0, 0] = State.CONFLICT
    grievances.slots.state[1, 0] = State.CASE
    assert grievances.open_by_household(2, 0).tolist() == [4.0, 0.0]
    half = round(np.log(2) / grievances.fading)
    assert grievances.open_by_household(2, half)[0] == pytest.approx(2.0, rel=0.05)
    residents.present[1] = False
    assert grievances.open_by_household(2, 0).tolist() == [2.0, 0.0]
