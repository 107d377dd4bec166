"""Roster: real households laid over the estate, and drawn ones after them."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError
from small_world import TINY, world

from model.estate import Estate
from model.households import HouseholdKind
from model.roster import Roster, RosterRow, dwelling_of

ROWS = (
    RosterRow(building=1, stair=1, floor=1, door=1, kind="family", residents=4, tenure="owner"),
    RosterRow(
        building=1, stair=2, floor=4, door=3, kind="older_alone", residents=1, tenure="renter",
        cars=1, dogs=2,
    ),
    RosterRow(
        building=2, stair=2, floor=1, door=2, kind="young_couple", residents=5, tenure="owner",
        cars=2,
    ),
)  # fmt: skip
FLATS = (0, 12 + 9 + 2, 24 + 12 + 1)


def test_a_door_plate_names_its_dwelling():
    estate = Estate(TINY)
    assert tuple(dwelling_of(estate, row) for row in ROWS) == FLATS


def test_every_door_plate_names_another_dwelling():
    estate = Estate(TINY)
    plates = [
        dwelling_of(
            estate,
            ROWS[0].model_copy(update={"building": b, "stair": s, "floor": f, "door": d}),
        )
        for b in (1, 2) for s in (1, 2) for f in range(1, 5) for d in range(1, 4)
    ]  # fmt: skip
    assert plates == list(range(48))


@pytest.mark.parametrize("wrong", ["building", "stair", "floor", "door"])
def test_a_door_plate_that_is_not_there_is_refused_by_name(wrong: str):
    row = ROWS[0].model_copy(update={wrong: 9})
    with pytest.raises(ValueError, match=rf"{wrong} 9.*no such dwelling; correct"):
        dwelling_of(Estate(TINY), row)


def test_the_households_of_the_roster_live_where_it_says_and_nobody_else():
    town = world(TINY, roster=Roster(ROWS, TINY))
    homes, h = town.estate.dwellings, town.population.households
    assert tuple(np.flatnonzero(homes.household >= 0)) == FLATS
    rows = homes.household[list(FLATS)]
    assert h.kind[rows].tolist() == [HouseholdKind[row.kind.upper()] for row in ROWS]
    assert h.cars[rows].tolist() == [0, 1, 2]
    assert h.dog[rows].tolist() == [False, True, False]
    assert h.owner[rows].tolist() == [True, False, True]
    assert homes.rented[list(FLATS)].tolist() == [False, True, False]


def test_a_size_that_its_kind_cannot_have_is_brought_to_the_nearest():
    town = world(TINY, roster=Roster(ROWS, TINY))
    assert town.population.households.size.tolist() == [4, 1, 2]


def test_what_the_roster_does_not_say_is_drawn_as_without_it():
    plain, listed = world(TINY), world(TINY, roster=Roster(ROWS, TINY))
    for flat in FLATS:
        mine = listed.estate.dwellings.household[flat]
        theirs = plain.estate.dwellings.household[flat]
        if theirs >= 0:
            one, other = listed.population.households, plain.population.households
            assert one.identity[mine] == other.identity[theirs]
            assert one.stay[mine] == other.stay[theirs]
            assert one.loudness[mine] == other.loudness[theirs]


def test_whoever_comes_after_a_household_of_the_roster_is_drawn():
    town = world(TINY, roster=Roster(ROWS, TINY))
    town.population.households.stay[:] = 0.0
    assert town.population.move(0).left.size == len(ROWS)
    town.estate.dwellings.empty_left[list(FLATS)] = 0.0
    came = town.population.move(1).came
    h = town.population.households
    assert came.size >= len(ROWS)
    assert h.kind[came].tolist() == world_after(1)


def world_after(tenancy: int) -> list[int]:
    """Return the kinds of the drawn households in the roster's flats."""
    town = world(TINY.model_copy(update={"people": TINY.people.model_copy(update={"vacant": 0.0})}))
    kinds = []
    for flat in FLATS:
        for day in range(tenancy):
            town.population.households.stay[town.estate.dwellings.household[flat]] = 0.0
            town.population.move(2 * day)
            town.estate.dwellings.empty_left[flat] = 0.0
            town.population.move(2 * day + 1)
        kinds.append(int(town.population.households.kind[town.estate.dwellings.household[flat]]))
    return kinds


def test_a_roster_without_rows_is_an_empty_estate_that_fills_by_its_margins():
    town = world(TINY, roster=Roster((), TINY))
    assert town.residents.rows == 0
    town.estate.dwellings.empty_left[:] = 0.0
    assert town.population.move(-5).came.size == town.estate.size


@pytest.mark.parametrize(
    "wrong",
    [{"residents": 0}, {"residents": 7}, {"tenure": "squatter"}, {"door": 0}, {"name": "Li"}],
)
def test_a_row_that_makes_no_sense_or_names_somebody_is_refused(wrong):
    with pytest.raises(ValidationError):
        RosterRow.model_validate({**ROWS[0].model_dump(), **wrong})
