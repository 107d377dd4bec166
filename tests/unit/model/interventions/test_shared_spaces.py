"""Shared spaces work by places, room and bins, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.shared_spaces import SharedSpacesPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 5
NOTHING: dict[str, Any] = {
    "workshop": 0.0,
    "garden": 0.0,
    "lockers": 0.0,
    "bins": 0.0,
    "parking_gain": 0.0,
    "room_for_older": 0.0,
}


def spaces(**settings: Any) -> SharedSpacesPlan:
    return SharedSpacesPlan(**({"start": 1, "build_months": 1} | settings))


def hood_with(*plans: SharedSpacesPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: SharedSpacesPlan) -> Results:
    return hood_with(*plans).run()


def test_a_redesign_that_builds_nothing_changes_only_how_plots_are_taken():
    # What keeps people from fencing off the green is the design itself, not a setting of it;
    # where nobody takes plots, an empty design is the baseline to the last bit.
    hood, bare = hood_with(spaces(**NOTHING)), hood_with()
    for each in (hood, bare):
        each.space.parameters = each.space.parameters.model_copy(update={"plot_start": 0.0})
    assert set(differences(hood.run(), bare.run())) <= set(SPENDING)


@pytest.mark.parametrize(
    "setting",
    [{"workshop": 300.0}, {"lockers": 0.7}, {"bins": 0.5}, {"parking_gain": 0.25}],
    ids=lambda setting: next(iter(setting)),
)
def test_each_thing_that_is_built_does_something(setting: dict[str, float]):
    assert differences(run(spaces(**(NOTHING | setting))), run(spaces(**NOTHING))) != []


def test_new_places_bring_more_encounters():
    quiet = {"lockers": 0.0, "bins": 0.0, "parking_gain": 0.0, "room_for_older": 0.0, "sound": 0.0}
    many = run(spaces(workshop=500.0, garden=1000.0, **quiet))
    assert counts(many, "encounters").sum() > counts(run(), "encounters").sum()


def test_new_places_bring_noise_to_the_homes_beside_them():
    def annoyed(sound: float) -> float:
        hood = hood_with(spaces(**(NOTHING | {"garden": 1.0, "workshop": 50.0, "sound": sound})))
        hood.noise.parameters = hood.noise.parameters.model_copy(
            update={"place_loud": 1.0, "place_reach": 1.0}
        )
        return float(counts(hood.run(), "annoyances").sum())

    assert annoyed(85.0) > annoyed(0.0)


def test_more_parking_leaves_fewer_cars_without_a_space():
    marked = run(spaces(**(NOTHING | {"parking_gain": 0.5, "participation": 1.0})))
    bare = run(spaces(**NOTHING))
    blocked = counts(marked, "parking_blocked"), counts(bare, "parking_blocked")
    assert blocked[0][0] == blocked[1][0]  # still building
    assert (blocked[0][1:] < blocked[1][1:]).all()


def test_a_design_without_a_say_fits_half_as_well():
    hood = hood_with(spaces(participation=0.0))
    assert hood.interventions[0].fit() == pytest.approx(0.5)  # type: ignore[attr-defined]


def test_nothing_opens_before_it_is_built():
    hood = hood_with(spaces(build_months=2))
    places = hood.places.table
    before = places.rows
    while hood.day < 60:
        hood.step()
    assert places.rows == before
    hood.step()
    assert places.rows > before


def test_at_the_end_places_close_and_the_room_is_given_back():
    hood = hood_with(spaces(end=2))
    share, open_before = hood.places.room_share_children, hood.places.table.open.copy()
    hours = hood.places.table.hours.copy()
    hood.run()
    assert hood.places.room_share_children == share
    n = open_before.size
    assert np.array_equal(hood.places.table.open[:n], open_before)
    assert np.array_equal(hood.places.table.hours[:n], hours)
    assert not hood.places.table.open[n:].any()


@pytest.mark.parametrize("months", [0, 1, 3])
def test_building_costs_the_same_however_long_it_takes(months: int):
    # Once a redesign that took no time was built for nothing.
    hood = hood_with(spaces(build_months=months))
    spending = hood.run().spending
    built = spending["yuan"][spending["what"] == "building"].sum()
    assert built == pytest.approx(spaces().build * hood.estate.size / 500.0)
