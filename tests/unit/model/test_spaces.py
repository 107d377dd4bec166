"""Spaces: places in every quarter, their draw, and the activity room's hours."""

from __future__ import annotations

import numpy as np
import pytest

from model.estate import BuildingPlan, Estate, EstatePlan, SpacePlan
from model.spaces import SharedPlaces

TWO_QUARTERS = (BuildingPlan(count=3, stairs=1, floors=50, doors=10),)


def places(**spaces) -> SharedPlaces:
    plan = EstatePlan(buildings=TWO_QUARTERS, spaces=SpacePlan(**spaces))
    return SharedPlaces(Estate(plan))


def test_every_quarter_has_a_place_of_each_kind_and_places_add_up():
    shared = places(playground=41, green=60, activity_room=30)
    assert shared.estate.quarters == 3
    table = shared.table
    assert table.quarter.tolist() == [0, 1, 2] * 3
    assert [table.places[n : n + 3].sum() for n in (0, 3, 6)] == [41, 60, 30]
    assert shared.parking.sum() == 400


def test_a_place_without_room_for_anybody_stays_shut():
    shared = places(playground=0)
    assert not shared.table.open[:3].any()
    assert (shared.draw_by_group()[:3] == 0).all()


def test_children_take_their_share_of_the_rooms_hours_and_may_give_it_back():
    shared = places(room_hours=10, room_share_children=0.7)
    assert shared.table.hours[shared.activity_rooms] == pytest.approx([3.0] * 3)
    before = shared.draw_by_group()
    shared.give_room_to_older(0.0)
    assert shared.table.hours[shared.activity_rooms] == pytest.approx([10.0] * 3)
    after = shared.draw_by_group()
    assert (after[shared.activity_rooms, 3] > before[shared.activity_rooms, 3]).all()
    assert (after[:6] == before[:6]).all()


def test_a_place_that_closes_draws_nobody_and_keeps_its_row():
    shared = places()
    rows = shared.open_place(24, hours=12, appeal=(1, 1, 1), sound=40)
    assert (shared.draw_by_group()[rows, 1:] > 0).all()
    shared.close_place(rows)
    assert (shared.draw_by_group()[rows] == 0).all()
    assert shared.table.rows == 12


def test_draw_grows_with_hours_room_and_appeal_and_children_are_not_counted():
    shared = places()
    small = shared.open_place(60, hours=6, appeal=(1, 2, 3))
    large = shared.open_place(120, hours=12, appeal=(1, 2, 3))
    draw = shared.draw_by_group()
    assert draw[large] == pytest.approx(4 * draw[small])
    assert draw[small][:, 1:] == pytest.approx(draw[small][:, [1]] * np.array([1, 2, 3]))
    assert (draw[:, 0] == 0).all()


def test_every_place_has_at_least_one_table():
    shared = places(playground=6)
    assert (shared.table.tables >= 1).all()


def test_a_place_that_is_fitted_out_anew_has_its_new_size_and_draw():
    shared = places()
    rows = shared.open_place(0, hours=12, appeal=(0, 0, 0))
    assert not shared.table.open[rows].any()
    shared.fit_out(rows, 120, appeal=(1, 2, 3))
    assert shared.table.places[rows].sum() == 120
    assert shared.table.tables[rows].sum() == 30
    assert shared.draw_by_group()[rows][:, 1:] == pytest.approx(np.array([[1, 2, 3]] * 3))
    shared.fit_out(rows, 120, appeal=(1, 2, 3), worn=0.5)
    assert shared.table.places[rows].sum() == 60
    shared.fit_out(rows, 120, appeal=(1, 2, 3), worn=1.0)
    assert not shared.table.open[rows].any()


def test_hours_by_need_lie_over_what_is_given_and_leave_it_as_it_was():
    shared = places(room_hours=10, room_share_children=0.8)
    shared.allocate_room(0.5, children=0.2)
    assert shared.class_share() == pytest.approx(0.5)
    assert shared.classes_lost() == pytest.approx(1.0 - 0.5 / 0.8)
    shared.give_room_to_older(0.6)
    assert shared.class_share() == pytest.approx(0.4)
    assert shared.table.hours[shared.activity_rooms] == pytest.approx([6.0] * 3)
    shared.allocate_room(0.0, children=0.2)
    assert shared.class_share() == 0.6
    shared.give_room_to_older(0.9)
    assert shared.classes_lost() == 0.0  # they have more than before


@pytest.mark.parametrize(("share", "children"), [(-0.1, 0.5), (1.1, 0.5), (0.5, 1.1)])
def test_hours_by_need_are_shares(share: float, children: float):
    with pytest.raises(ValueError, match="give 0 to 1"):
        places().allocate_room(share, children=children)
