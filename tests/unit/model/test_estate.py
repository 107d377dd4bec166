"""Estate: geometry that holds for any buildings, and plans that are refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from model.estate import (
    HOUSEHOLDS_PER_QUARTER,
    BuildingPlan,
    Dwellings,
    Estate,
    EstatePlan,
    HouseholdMix,
)

BUILDINGS = st.builds(
    BuildingPlan,
    count=st.integers(1, 3),
    stairs=st.integers(1, 4),
    floors=st.integers(1, 7),
    doors=st.integers(0, 5),
)


@st.composite
def estates(draw: st.DrawFn) -> Estate:
    buildings = tuple(draw(st.lists(BUILDINGS, min_size=1, max_size=4)))
    assume(any(plan.doors for plan in buildings))
    return Estate(EstatePlan(buildings=buildings))


def runs_of(homes: Dwellings, name: str) -> None:
    """Check that what ``name`` counts is a run of rows, and start and size say which."""
    numbers = getattr(homes, name)
    start, size = getattr(homes, f"{name}_start"), getattr(homes, f"{name}_size")
    for number in np.unique(numbers):
        rows = np.flatnonzero(numbers == number)
        assert rows.tolist() == list(range(rows[0], rows[-1] + 1))
        assert set(start[rows].tolist()) == {rows[0]}
        assert set(size[rows].tolist()) == {rows.size}


@settings(max_examples=60, deadline=None)
@given(estates())
def test_stairs_buildings_and_quarters_are_runs_of_dwellings(estate: Estate):
    for name in ("stair", "building", "quarter"):
        runs_of(estate.dwellings, name)


@settings(max_examples=60, deadline=None)
@given(estates())
def test_a_landing_is_the_doors_of_one_floor_on_one_stair(estate: Estate):
    homes = estate.dwellings
    for row in range(estate.size):
        first, size = homes.landing_start[row], homes.landing_size[row]
        here = (homes.stair == homes.stair[row]) & (homes.floor == homes.floor[row])
        assert np.flatnonzero(here).tolist() == list(range(first, first + size))
        assert homes.door[first : first + size].tolist() == list(range(size))


@settings(max_examples=60, deadline=None)
@given(estates())
def test_walls_have_two_sides(estate: Estate):
    homes = estate.dwellings
    for near, far in (("left", "right"), ("right", "left")):
        there, back = getattr(homes, near), getattr(homes, far)
        rows = np.flatnonzero(there >= 0)
        assert back[there[rows]].tolist() == rows.tolist()
        for same in ("building", "floor"):
            column = getattr(homes, same)
            assert column[rows].tolist() == column[there[rows]].tolist()


@settings(max_examples=60, deadline=None)
@given(estates())
def test_whoever_is_above_has_me_below_on_the_same_stair_behind_the_same_door(estate: Estate):
    homes = estate.dwellings
    rows = np.flatnonzero(homes.above >= 0)
    up = homes.above[rows]
    assert homes.below[up].tolist() == rows.tolist()
    assert (homes.floor[up] == homes.floor[rows] + 1).all()
    assert (homes.stair[up] == homes.stair[rows]).all()
    assert (homes.door[up] == homes.door[rows]).all()
    assert np.count_nonzero(homes.below >= 0) == rows.size


@settings(max_examples=60, deadline=None)
@given(estates())
def test_only_the_ground_floor_has_nobody_below_and_only_the_top_nobody_above(estate: Estate):
    homes = estate.dwellings
    assert ((homes.below < 0) == (homes.floor == 0)).all()
    for number in np.unique(homes.stair):
        stair = homes.stair == number
        top = homes.floor[stair].max()
        assert ((homes.above[stair] < 0) == (homes.floor[stair] == top)).all()


@settings(max_examples=60, deadline=None)
@given(estates())
def test_an_end_wall_stands_at_each_end_of_each_floor_of_a_building(estate: Estate):
    homes = estate.dwellings
    floors = len({(int(b), int(f)) for b, f in zip(homes.building, homes.floor, strict=True)})
    assert np.count_nonzero(homes.left < 0) == np.count_nonzero(homes.right < 0) == floors


@settings(max_examples=60, deadline=None)
@given(estates(), st.floats(0, 5000))
def test_places_shared_among_quarters_add_up(estate: Estate, total: float):
    shared = estate.places(total)
    assert shared.sum() == np.rint(total)
    assert shared.min() >= 0


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 12))
def test_a_quarter_is_whole_buildings_and_full_before_the_next_begins(count, doors):
    plan = BuildingPlan(count=count, stairs=1, floors=20, doors=doors)
    estate = Estate(EstatePlan(buildings=(plan,)))
    sizes = np.bincount(estate.dwellings.quarter)
    assert estate.quarters == sizes.size
    assert (sizes[:-1] >= HOUSEHOLDS_PER_QUARTER).all()
    assert (sizes < HOUSEHOLDS_PER_QUARTER + 20 * doors).all()
    assert (sizes % (20 * doors) == 0).all()
    assert estate.quarter_share().sum() == pytest.approx(1)
    assert estate.places(100).sum() == 100


def test_the_plan_counts_what_the_estate_builds():
    plan = EstatePlan(
        buildings=(
            BuildingPlan(count=2, stairs=3, floors=4, doors=2),
            BuildingPlan(count=1, stairs=1, floors=9, doors=5),
        )
    )
    estate = Estate(plan)
    assert plan.dwellings() == estate.size == 2 * 3 * 4 * 2 + 9 * 5
    assert (estate.buildings, estate.stairs) == (3, 7)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"buildings": []}, "no dwellings"),
        ({"buildings": [{"doors": 0}]}, "no dwellings"),
        ({"buildings": [{"count": 10_000, "floors": 60, "doors": 12}]}, "at most 1048576"),
        ({"buildings": [{"floors": 0}]}, "greater than or equal to 1"),
        ({"kind": "castle"}, "commodity"),
        ({"bulidings": []}, "Extra inputs"),
        ({"spaces": {"parking": -1}}, "greater than or equal to 0"),
        ({"spaces": {"room_share_children": 1.2}}, "less than or equal to 1"),
        ({"people": {"vacant": 1.0}}, "less than or equal to 0.9"),
        ({"people": {"mix": dict.fromkeys(HouseholdMix.model_fields, 0)}}, "every share is 0"),
        ({"stewards": 0}, "greater than or equal to 0.1"),
        ({"lift_advertising": float("inf")}, "finite"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else None,
)
def test_a_plan_that_cannot_stand_is_refused_with_the_rule(plan, said):
    with pytest.raises(ValidationError, match=said):
        EstatePlan.model_validate(plan)
