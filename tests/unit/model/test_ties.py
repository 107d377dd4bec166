"""Ties: how they begin, grow, fade, make room and end, the same at both ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import lambertw, wrightomega
from small_world import mirrored, people

from model.behaviour.ties import TieParameters
from model.streams import Streams
from model.ties import FAVOUR, GREETING, SLOTS, TALK, Ties, faded

EAGER = {"acceptance": 20.0}  # everybody takes to everybody
ALOOF = {"acceptance": -20.0}


def make(count: int, **rules: float) -> Ties:
    return Ties(people(count), TieParameters(**rules), Streams(1))


def meet(ties: Ties, pairs, kind: int, day: int, *, question: int = 0) -> None:
    first, second = (np.array(end, np.int32) for end in zip(*pairs, strict=True))
    ties.meet(first, second, np.full(first.size, kind, np.int8), day, question=question)


def acquaint(ties: Ties, pairs, strength: float, day: int, *, liking: float = 1.0) -> None:
    first, second = (np.array(end, np.int32) for end in zip(*pairs, strict=True))
    size = first.size
    ties.acquaint(first, second, np.full(size, strength), np.full(size, liking), day)


@given(
    st.floats(1e-3, 20),
    st.integers(1, 5000),
    st.floats(1e-4, 0.7),
    st.floats(0.01, 20),
)
def test_strength_fades_exactly_as_lamberts_function_says(strength, days, decay, slowing):
    y = strength / slowing
    exact = slowing * float(wrightomega(np.log(y) + y - decay * days).real)
    assert faded(strength, days, decay, slowing) == pytest.approx(exact, rel=2e-7, abs=1e-300)


def test_wrights_omega_is_lamberts_function_of_the_starting_point():
    y, passed = 2.0, 0.8
    assert lambertw(y * np.exp(y - passed)).real == pytest.approx(
        wrightomega(np.log(y) + y - passed).real
    )


def test_a_weak_tie_halves_in_its_half_life_and_a_strong_one_takes_longer():
    decay = np.log(2) / 100
    assert faded(1e-4, 100, decay, 1.5) == pytest.approx(0.5e-4, rel=1e-3)
    assert faded(6.0, 100, decay, 1.5) > 0.8 * 6.0


@given(st.floats(0.01, 20), st.integers(0, 400), st.integers(0, 400))
def test_fading_twice_is_fading_once_for_both_times(strength, first, second):
    twice = faded(faded(strength, first, 0.005, 1.5), second, 0.005, 1.5)
    assert twice == pytest.approx(faded(strength, first + second, 0.005, 1.5), rel=1e-6)


def test_no_time_and_no_tie_fade_to_themselves():
    assert faded(0.7, 0, 0.1, 1.5) == 0.7
    assert faded(0.7, -3, 0.1, 1.5) == 0.7
    assert faded(0.0, 50, 0.1, 1.5) == 0.0


def test_strangers_who_take_to_each_other_become_acquaintances():
    ties = make(2, **EAGER)
    meet(ties, [(0, 1)], TALK, 0)
    assert ties.between(0, 1, 0) == ties.between(1, 0, 0) > 0
    assert ties.neighbours_of(0).tolist() == [1] and ties.neighbours_of(1).tolist() == [0]


def test_strangers_who_do_not_take_to_each_other_stay_strangers_however_often_they_meet():
    ties = make(2, **ALOOF)
    for day in range(200):
        meet(ties, [(0, 1)], FAVOUR, day)
    assert ties.between(0, 1, 200) == 0.0
    assert ties.slots.contacts.sum() == 0


def test_who_takes_to_whom_is_settled_for_life():
    ties = make(400, acceptance=0.0, age_gap=0, same_stage=0, same_tenure=0, same_origin=0)
    pairs = [(n, n + 200) for n in range(200)]
    meet(ties, pairs, GREETING, 0)
    known = {pair for pair in pairs if ties.between(*pair, 0) > 0}
    for day in range(1, 6):
        meet(ties, pairs, GREETING, day)
    assert {pair for pair in pairs if ties.between(*pair, 6) > 0} == known
    assert 60 < len(known) < 140  # even odds


@pytest.mark.parametrize("alike", ["group", "owner", "outsider"])
def test_people_alike_take_to_each_other_more_often(alike: str):
    counts = []
    for value in (0, 1):
        ties = make(2000, acceptance=-1.0)
        getattr(ties.residents, alike)[1000:] = value
        getattr(ties.residents, alike)[:1000] = 1
        meet(ties, [(n, n + 1000) for n in range(1000)], GREETING, 0)
        counts.append(np.count_nonzero(ties.slots.partner >= 0))
    assert counts[0] < counts[1]


def test_people_of_one_age_take_to_each_other_more_often_and_whoever_did_still_does():
    known = []
    for gap in (0, 40):
        ties = make(2000, acceptance=-0.5, age_gap=-0.4)
        ties.residents.age[1000:] += gap
        meet(ties, [(n, n + 1000) for n in range(1000)], GREETING, 0)
        known.append(set(np.flatnonzero((ties.slots.partner >= 0).any(axis=1)).tolist()))
    assert known[1] < known[0]


def test_a_shared_interest_counts_when_people_meet_over_it_and_not_at_a_greeting():
    known = {}
    for kind in (GREETING, TALK):
        for interest in (0, 1):
            ties = make(2000, acceptance=-1.0, shared_interest=1.2)
            ties.residents.interest[1000:] = interest
            meet(ties, [(n, n + 1000) for n in range(1000)], kind, 0)
            known[kind, interest] = np.count_nonzero(ties.slots.partner >= 0)
    assert known[GREETING, 0] == known[GREETING, 1] == known[TALK, 1] < known[TALK, 0]


def test_a_favour_binds_more_than_a_talk_and_a_talk_more_than_a_greeting():
    means = []
    for kind in (GREETING, TALK, FAVOUR):
        ties = make(4000, **EAGER, greeting=0.05, talk=0.2, favour=0.6)
        pairs = [(n, n + 2000) for n in range(2000)]
        acquaint(ties, pairs, 1.0, 0)
        meet(ties, pairs, kind, 0)
        means.append(np.mean([ties.between(*pair, 0) for pair in pairs]) - 1.0)
    assert means == pytest.approx([0.05 * 0.9, 0.2 * 0.9, 0.6 * 0.9], rel=0.1)


def test_contact_adds_less_the_stronger_a_tie_and_nothing_at_saturation():
    grown = []
    for strength in (0.5, 1.5, 2.0, 2.5):
        ties = make(2, **EAGER, favour=0.2, saturation=2.0)
        acquaint(ties, [(0, 1)], strength, 0)
        meet(ties, [(0, 1)], FAVOUR, 0)
        grown.append(ties.between(0, 1, 0) - strength)
    assert grown[0] == pytest.approx(3 * grown[1], rel=1e-4) and grown[1] > 0
    assert grown[2:] == [0, 0]


def test_two_meetings_of_a_pair_on_one_day_add_up():
    once, twice = make(2, **EAGER), make(2, **EAGER)
    for ties in (once, twice):
        acquaint(ties, [(0, 1)], 0.5, 0)
        meet(ties, [(0, 1)], TALK, 1)
    meet(twice, [(0, 1)], TALK, 1, question=1)
    assert twice.between(0, 1, 1) > once.between(0, 1, 1)


def test_two_meetings_of_a_pair_on_one_day_are_two_draws():
    pairs = [(n, n + 2000) for n in range(2000)]
    grown = []
    for meetings in (1, 2):
        ties = make(4000, **EAGER, saturation=1e9, greeting=0.05)
        acquaint(ties, pairs, 0.5, 0)
        meet(ties, pairs * meetings, GREETING, 1)
        before = faded(np.float32(0.5), 1, ties.rules.decay, ties.rules.slowing)
        grown.append(np.array([ties.between(*pair, 1) for pair in pairs]) - before)
    first, second = grown[0], grown[1] - grown[0]
    assert abs(np.corrcoef(first, second)[0, 1]) < 4.5 / np.sqrt(2000)
    assert second.mean() == pytest.approx(0.05, rel=0.1)


def test_a_days_talks_fit_into_the_days_minutes():
    ties = make(31, **EAGER, day_minutes=45, talk_minutes=15, talk=2.0, greeting=0.001)
    acquaint(ties, [(0, other) for other in range(1, 25)], 0.1, 0)
    ties.residents.sociability[1:] = 10
    ties.new_day()
    meet(ties, [(0, other) for other in range(1, 25)], TALK, 1)
    talked = [other for other in range(1, 25) if ties.slots.minutes[other] > 0]
    assert talked == [1, 2, 3]
    assert ties.slots.minutes[0] == 45
    assert ties.slots.contacts[0] == 24  # for the rest a greeting had to do
    grown = [ties.between(0, other, 1) for other in range(4, 25)]
    assert max(grown) < 0.15
    ties.new_day()
    assert ties.slots.minutes[0] == 0 and ties.slots.contacts[0] == 0


def test_sociable_people_have_more_time_and_the_busier_of_two_decides():
    ties = make(11, **EAGER, day_minutes=30, talk_minutes=15)
    ties.residents.sociability[0] = 2.0
    meet(ties, [(0, other) for other in range(1, 11)], TALK, 0)
    assert ties.slots.minutes[0] == 60
    ties.residents.sociability[1] = 0.1
    ties.new_day()
    meet(ties, [(0, 1)], TALK, 1)
    assert ties.slots.minutes[0] == 0


def test_a_full_circle_makes_room_for_a_stronger_tie_at_both_ends():
    ties = make(SLOTS + 2)
    for other in range(1, SLOTS + 1):
        acquaint(ties, [(0, other)], 0.1 * other, 0)
    assert (ties.slots.partner[0] >= 0).all()
    acquaint(ties, [(0, SLOTS + 1)], 0.05, 0)
    assert ties.between(0, SLOTS + 1, 0) == 0.0  # weaker than all: no room
    acquaint(ties, [(0, SLOTS + 1)], 0.5, 0)
    assert ties.between(0, SLOTS + 1, 0) == 0.5
    assert ties.between(0, 1, 0) == ties.between(1, 0, 0) == 0.0
    assert mirrored(ties)


def test_the_weakest_tie_is_the_weakest_today_not_the_weakest_when_last_touched():
    ties = make(SLOTS + 2, **EAGER, weak_half_life=30, slowing=1e9, favour=10.0)
    acquaint(ties, [(0, 1)], 0.5, 0)  # a sixteenth of it is left after four months
    acquaint(ties, [(0, other) for other in range(2, SLOTS + 1)], 0.3, 120)
    meet(ties, [(0, SLOTS + 1)], FAVOUR, 120)
    assert ties.between(0, SLOTS + 1, 120) > 0
    assert ties.between(0, 1, 120) == 0.0


def test_a_quarrel_leaves_a_share_of_a_tie_and_of_no_other():
    ties = make(3)
    acquaint(ties, [(0, 1), (0, 2)], 0.8, 0)
    ties.hurt(1, 0, 0, keep=0.25)
    assert ties.between(0, 1, 0) == pytest.approx(0.2)
    assert ties.between(0, 2, 0) == pytest.approx(0.8)
    ties.hurt(1, 2, 0, keep=0.25)  # strangers: nothing to lose
    assert ties.between(1, 2, 0) == 0.0
    assert mirrored(ties)


def test_a_quarrel_on_a_later_day_counts_what_has_faded_till_then():
    ties = make(2, weak_half_life=50, slowing=1e9)
    acquaint(ties, [(0, 1)], 0.8, 0)
    ties.hurt(0, 1, 50, keep=0.5)
    assert ties.between(0, 1, 50) == pytest.approx(0.2)


def test_whoever_leaves_is_forgotten_by_all():
    ties = make(5)
    acquaint(ties, [(0, other) for other in range(1, 5)], 1.0, 0)
    acquaint(ties, [(1, 2)], 1.0, 0)
    ties.part(np.array([0], np.int32))
    assert ties.neighbours_of(0).size == 0
    assert [ties.neighbours_of(other).tolist() for other in range(1, 5)] == [[2], [1], [], []]
    assert mirrored(ties)


def test_the_tie_to_a_household_is_the_closest_one_with_its_people():
    ties = make(4)
    ties.residents.household[:] = [0, 1, 1, 2]
    acquaint(ties, [(0, 1)], 0.3, 0)
    acquaint(ties, [(0, 2)], 0.9, 0)
    assert ties.to_household(0, 1, 0) == pytest.approx(0.9)
    assert ties.to_household(0, 2, 0) == 0.0


def test_tidying_brings_strengths_up_to_date_and_forgets_what_has_faded():
    ties = make(3, weak_half_life=30, slowing=1e9, forgotten_below=0.05)
    acquaint(ties, [(0, 1)], 0.5, 0)
    acquaint(ties, [(0, 2)], 0.09, 0)
    ties.tidy(30)
    assert ties.between(0, 1, 30) == pytest.approx(0.25)
    assert ties.slots.strength[0].max() == pytest.approx(0.25)
    assert ties.neighbours_of(0).tolist() == [1] and ties.neighbours_of(2).size == 0
    before = ties.between(0, 1, 60)
    ties.tidy(30)
    assert ties.between(0, 1, 60) == before


def test_reading_a_tie_changes_nothing():
    ties = make(2)
    acquaint(ties, [(0, 1)], 0.5, 0)
    before = ties.slots.strength.copy()
    ties.between(0, 1, 100)
    ties.to_household(0, 1, 100)
    assert (ties.slots.strength == before).all()


def test_newcomers_get_room_and_know_nobody():
    ties = make(2)
    acquaint(ties, [(0, 1)], 0.5, 0)
    ties.residents.add(40)
    ties.welcome()
    assert ties.slots.rows == 42
    assert ties.neighbours_of(30).size == 0
    assert ties.between(0, 1, 0) == pytest.approx(0.5)
