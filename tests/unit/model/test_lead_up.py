"""Lead-up: nine years of favours among friends, before the first day."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import SMALL, parameters
from small_world import mirrored

from model.estate import BuildingPlan
from model.lead_up import LeadUp, _sum_of_kicks
from model.neighbourhood import Neighbourhood

TOWN = SMALL.model_copy(update={"buildings": (BuildingPlan(count=6, stairs=3, floors=6, doors=3),)})


class Unlived(Neighbourhood):
    """A neighbourhood that stops on its first day."""

    def live(self) -> None:
        self.day = 0


def town(needs: float) -> Neighbourhood:
    return Unlived(TOWN, parameters({"help": {"needs": needs}}), seed=5)


def close(hood: Neighbourhood) -> float:
    """Return the share of ties that are emotional."""
    strength = hood.ties.slots.strength
    known = strength >= hood.parameters.ties.known_from
    return float((strength >= hood.parameters.ties.emotional_from).sum() / known.sum())


@pytest.fixture(scope="module")
def without() -> Neighbourhood:
    return town(0.0)


@pytest.fixture(scope="module")
def with_favours() -> Neighbourhood:
    return town(20.0)


def test_ties_stand_at_both_ends_and_none_is_faded(with_favours: Neighbourhood):
    s = with_favours.ties.slots
    assert mirrored(with_favours.ties)
    assert (s.strength[s.partner >= 0] >= with_favours.ties.rules.forgotten_below).all()


def test_favours_bring_friends_closer(without: Neighbourhood, with_favours: Neighbourhood):
    assert close(with_favours) > 1.5 * close(without)


def test_years_without_favours_leave_the_law_of_ties_as_it_was(without: Neighbourhood):
    before = np.sort(without.ties.slots.strength[without.ties.slots.partner >= 0])
    again = LeadUp(without.ties, without.help, without.streams)
    again.live(0)  # no meeting is noted, so that nothing but the favours could act
    after = np.sort(without.ties.slots.strength[without.ties.slots.partner >= 0])
    assert np.array_equal(before, after)


def test_whoever_has_just_come_has_had_no_favours():
    hood = town(20.0)
    fresh = np.flatnonzero(hood.households.since[hood.residents.household] > hood.day - 180)
    hood.ties.part(fresh.astype(np.int32))
    LeadUp(hood.ties, hood.help, hood.streams).live(hood.day)
    assert not (hood.ties.slots.partner[fresh] >= 0).any()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 10])
def test_kicks_add_up_to_their_number_on_average(count: int):
    u = np.random.default_rng(1).random((20_000, 3))
    sums = np.array([_sum_of_kicks(count, *row) for row in u])
    assert sums.mean() == pytest.approx(count, abs=4.5 * np.sqrt(count / 20_000) + 0.005 * count)
    assert sums.var() == pytest.approx(count, rel=0.12)
