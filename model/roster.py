"""Roster: the real households of an estate, one row each, instead of drawn ones."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from model.estate import Estate, EstatePlan
from model.households import HouseholdKind, Households
from model.parameters import Block

SIZES = {
    HouseholdKind.YOUNG_SINGLE: (1, 1),
    HouseholdKind.YOUNG_COUPLE: (2, 2),
    HouseholdKind.FAMILY: (3, 4),
    HouseholdKind.THREE_GENERATIONS: (4, 5),
    HouseholdKind.MIDDLE_AGED: (2, 2),
    HouseholdKind.OLDER_COUPLE: (2, 2),
    HouseholdKind.OLDER_ALONE: (1, 1),
}


class RosterRow(Block):
    """One household; numbers count from 1 as on a door plate, and no names are kept."""

    building: Annotated[int, Field(description="number of the building", ge=1)]
    stair: Annotated[int, Field(description="number of the stair in the building", ge=1)]
    floor: Annotated[int, Field(description="floor, 1 is the ground floor", ge=1)]
    door: Annotated[int, Field(description="door on the landing", ge=1)]
    kind: Annotated[str, Field(description="kind of household, as in the estate's mix")]
    residents: Annotated[int, Field(description="people in the household", ge=1, le=6)]
    tenure: Annotated[str, Field(description="owner or renter", pattern="^(owner|renter)$")]
    cars: Annotated[int, Field(description="cars", ge=0, le=5)] = 0
    dogs: Annotated[int, Field(description="dogs", ge=0, le=5)] = 0


class Roster:
    """Households as a survey found them, laid over the built estate."""

    def __init__(self, rows: tuple[RosterRow, ...], plan: EstatePlan) -> None:
        self.rows = rows
        estate = Estate(plan)
        self.of_dwelling = {dwelling_of(estate, row): row for row in rows}

    def lived_in(self, estate: Estate) -> NDArray[np.bool_]:
        """Tell which dwellings have a household."""
        lived = np.zeros(estate.size, np.bool_)
        lived[list(self.of_dwelling)] = True
        return lived

    def rented(self, estate: Estate) -> NDArray[np.bool_]:
        """Tell which dwellings are let; empty ones count as owned."""
        rented = np.zeros(estate.size, np.bool_)
        for dwelling, row in self.of_dwelling.items():
            rented[dwelling] = row.tenure == "renter"
        return rented

    def override(
        self,
        estate: Estate,
        dwellings: NDArray[np.int32],
        kinds: NDArray[np.int8],
        sizes: NDArray[np.int8],
    ) -> None:
        """Put the kinds and sizes of the roster in place of drawn ones."""
        for n, dwelling in enumerate(dwellings):
            row = self.of_dwelling[int(dwelling)]
            kind = HouseholdKind[row.kind.upper()]
            least, most = SIZES[kind]
            kinds[n] = kind
            sizes[n] = min(max(row.residents, least), most)

    def correct(self, estate: Estate, households: Households, came: NDArray[np.int32]) -> None:
        """Put the cars and dogs of the roster in place of drawn ones."""
        for household in came:
            row = self.of_dwelling[int(households.dwelling[household])]
            households.cars[household] = row.cars
            households.dog[household] = row.dogs > 0


def dwelling_of(estate: Estate, row: RosterRow) -> int:
    """Return the dwelling that a roster row names, or raise ValueError when there is none."""
    homes = estate.dwellings
    in_building = np.flatnonzero(homes.building == row.building - 1)
    if in_building.size:
        stair = homes.stair[in_building[0]] + row.stair - 1
        found = in_building[
            (homes.stair[in_building] == stair)
            & (homes.floor[in_building] == row.floor - 1)
            & (homes.door[in_building] == row.door - 1)
        ]
        if found.size:
            return int(found[0])
    raise ValueError(
        f"building {row.building}, stair {row.stair}, floor {row.floor}, door {row.door}: "
        f"the estate has no such dwelling; correct the row or the estate's buildings"
    )
