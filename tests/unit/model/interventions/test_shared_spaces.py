"""Shared spaces work by places, room and bins, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.shared_spaces import KINDS, SharedSpaces, SharedSpacesPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 5
NOTHING: dict[str, Any] = {
    "workshop": 0.0,
    "garden": 0.0,
    "canteen": 0.0,
    "living_room": 0.0,
    "playground": 0.0,
    "paths": 0.0,
    "station": 0.0,
    "lockers": 0.0,
    "bins": 0.0,
    "beds": 0.0,
    "parking_gain": 0.0,
}


def spaces(**settings: Any) -> SharedSpacesPlan:
    return SharedSpacesPlan(**({"start": 1, "build_months": 1} | settings))


def hood_with(*plans: SharedSpacesPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: SharedSpacesPlan) -> Results:
    return hood_with(*plans).run()


def measure(hood: Neighbourhood) -> SharedSpaces:
    found = hood.interventions[0]
    assert isinstance(found, SharedSpaces)
    return found


def opened(hood: Neighbourhood, days: int = 61) -> Neighbourhood:
    while hood.day < days:
        hood.step()
    return hood


def test_a_redesign_that_builds_nothing_changes_only_what_is_spent():
    assert set(differences(run(spaces(**NOTHING)), run())) <= set(SPENDING)


@pytest.mark.parametrize(
    "setting",
    [
        {"workshop": 300.0},
        {"garden": 300.0},
        {"canteen": 300.0},
        {"living_room": 300.0},
        {"playground": 300.0, "playground_price": 100.0},
        {"paths": 1.0},
        {"station": 300.0},
        {"lockers": 0.7},
        {"bins": 0.5},
        {"beds": 1.0},
        {"parking_gain": 0.25},
    ],
    ids=lambda setting: next(iter(setting)),
)
def test_each_thing_that_is_built_does_something(setting: dict[str, float]):
    assert differences(run(spaces(**(NOTHING | setting))), run(spaces(**NOTHING))) != []


def test_new_places_bring_more_encounters():
    many = run(spaces(**(NOTHING | {"workshop": 500.0, "garden": 1000.0, "sound": 0.0})))
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


def test_a_design_without_a_say_fits_half_as_well_and_evaluations_mend_it_year_by_year():
    here = measure(opened(hood_with(spaces(participation=0.0, review=0.3)), 1))
    assert here.fit(0) == pytest.approx(0.5)
    assert here.fit(30 + 364) == pytest.approx(0.5)
    assert here.fit(30 + 365) == pytest.approx(1.0 - 0.5 * 0.7)
    assert here.fit(30 + 3 * 365) == pytest.approx(1.0 - 0.5 * 0.7**3)


def test_a_place_draws_by_its_kind_and_by_how_well_it_fits():
    hood = opened(hood_with(spaces(canteen=200.0, participation=0.4)))
    rows = measure(hood).rows["canteen"]
    table, kind = hood.places.table, KINDS["canteen"]
    fit = measure(hood).fit(60)
    assert table.appeal_older[rows] == pytest.approx([kind.appeal[2] * fit] * hood.estate.quarters)
    assert table.places[rows].sum() == round(200.0 * hood.estate.size / 500.0)
    assert (table.appeal_older[rows] > 4 * table.appeal_young[rows]).all()


def test_the_playground_is_as_large_as_the_gifts():
    asked = {"playground": 100.0, "playground_price": 5000.0}
    hood = opened(hood_with(spaces(**asked, gift=400.0)))
    givers = counts(hood.run(), "crowdfunding_givers").sum()
    assert 0 < givers < hood.estate.size
    assert measure(hood).playground == pytest.approx(givers * 400.0 / 5000.0)
    assert measure(opened(hood_with(spaces(**asked, gift=0.0)))).playground == 0.0
    rich = measure(opened(hood_with(spaces(**asked, gift=1e6))))
    assert rich.playground == pytest.approx(100.0 * hood.estate.size / 500.0)


def test_who_fears_misuse_gives_no_playground():
    hood = hood_with(spaces())
    hood.treasury.giving = hood.treasury.giving.model_copy(update={"base": -40.0})
    assert measure(opened(hood)).playground == 0.0
    assert not hood.places.table.open[measure(hood).rows["playground"]].any()


def test_places_without_upkeep_wear_out():
    hood = hood_with(spaces(**(NOTHING | {"workshop": 300.0, "upkeep": 0.0, "wear": 0.5})))
    here = measure(opened(hood, 32))
    rows = here.rows["workshop"]
    fresh = int(hood.places.table.places[rows].sum())
    here.sustain(30 + 2 * 365)
    assert hood.places.table.places[rows].sum() == pytest.approx(fresh * 0.25, abs=1)


def test_what_was_built_for_half_the_money_stays_half_when_there_is_more():
    hood = hood_with(spaces(**(NOTHING | {"workshop": 500.0, "lockers": 0.5})))
    measure(hood).fund(0.5)
    opened(hood, 30)
    measure(hood).fund(1.0)
    opened(hood, 61)
    assert hood.places.table.places[measure(hood).rows["workshop"]].sum() == 24
    assert hood.dials.things_stored == pytest.approx(1.0 - 0.5 * 0.5 * measure(hood).fit(60))


def test_ramps_reach_a_share_of_the_stairs_that_have_none():
    hood = opened(hood_with(spaces(paths=0.5)))
    before = hood.estate.plan.organisation.care.barrier_free
    assert hood.care.barrier_free == pytest.approx(before + 0.5 * (1.0 - before))


def test_ramps_let_more_disabled_residents_out():
    def access(paths: float) -> float:
        hood = hood_with(spaces(**(NOTHING | {"paths": paths})))
        hood.care.obstacle[:] = 0.9  # no stair is clear as it is
        hood.run()
        disabled = hood.residents.present & hood.residents.disabled
        assert disabled.any()
        return float(hood.care.wellbeing.access[disabled].sum())

    assert access(1.0) > access(0.0)


def test_the_station_lends_beside_what_others_lend():
    hood = opened(hood_with(spaces(station=500.0, end=3)), 32)
    assert hood.help.items.sum() == 48  # 500 for 500 households, and none before
    hood.help.lend(int(hood.help.items.sum()) + 10)
    assert opened(hood, 91).help.items.sum() == 10


def test_prices_are_those_of_what_is_built():
    free = {name: 0.0 for name in SharedSpacesPlan.model_fields if name.endswith("_price")}
    places = SharedSpacesPlan(**(NOTHING | free | {"workshop": 20.0, "room_price": 2500.0}))
    prices = {cost.what: cost for cost in places.prices(households=1000)}
    assert prices["building"].yuan == pytest.approx(2 * 20.0 * 2500.0)
    assert prices["upkeep"].yuan == pytest.approx(2 * 50_000.0 * 0.08 * 30 / 365)
    assert prices["meals"].yuan == prices["design"].yuan == 0.0
    assert SharedSpacesPlan(**NOTHING).building() == 0.0
    order = SharedSpacesPlan(**(NOTHING | {"lockers": 0.5, "paths": 1.0, "station": 10.0}))
    assert order.building() == pytest.approx(0.5 * 40_000.0 + 120_000.0 + 10 * 250.0)


def test_nothing_opens_before_it_is_built():
    hood = hood_with(spaces(build_months=2))
    table = hood.places.table
    before = table.rows
    while hood.day < 60:
        hood.step()
    assert not table.open[before:].any()
    assert hood.care.barrier_free == hood.estate.plan.organisation.care.barrier_free
    hood.step()
    assert table.open[before:].any()


def test_at_the_end_places_close_and_ramps_and_things_go():
    hood = hood_with(spaces(end=2))
    open_before = hood.places.table.open.copy()
    barrier_free = hood.care.barrier_free
    hood.run()
    n = open_before.size
    assert np.array_equal(hood.places.table.open[:n], open_before)
    assert not hood.places.table.open[n:].any()
    assert hood.care.barrier_free == barrier_free
    assert hood.help.items.sum() == 0


@pytest.mark.parametrize("months", [0, 1, 3])
def test_building_costs_the_same_however_long_it_takes(months: int):
    # Once a redesign that took no time was built for nothing.
    hood = hood_with(spaces(build_months=months))
    spending = hood.run().spending
    built = spending["what"] == "building"
    gifts = spending["channel"] == "crowdfunding"
    size = hood.estate.size / 500.0
    assert spending["yuan"][built & ~gifts].sum() == pytest.approx(spaces().building() * size)
    paid = measure(hood).playground * spaces().playground_price
    assert spending["yuan"][built & gifts].sum() == pytest.approx(paid)
