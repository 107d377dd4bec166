"""Estate: buildings, stairs, floors and dwellings, and who is beside, above and below."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from model.columns import Column, Table
from model.organisation import OrganisationPlan
from model.parameters import Block, known
from model.shocks import LIFTS_FROM, ShockPlan

HOUSEHOLDS_PER_QUARTER = 500
Rows = NDArray[np.int32]
EstateKind = Literal["commodity", "old_estate", "affordable"]


class BuildingPlan(Block):
    """Buildings of one shape."""

    count: Annotated[int, Field(description="how many such buildings", ge=1, le=50_000)] = 1
    stairs: Annotated[int, Field(description="stairs (units) in each", ge=1, le=20)] = 2
    floors: Annotated[int, Field(description="floors", ge=1, le=60)] = 6
    doors: Annotated[int, Field(description="dwellings on each landing", ge=0, le=12)] = 2


class SpacePlan(Block):
    """What the residents share; places are counted for the whole estate."""

    parking: Annotated[int, Field(description="parking spaces", ge=0)] = 400
    playground: Annotated[int, Field(description="places on the playground", ge=0)] = 40
    green: Annotated[int, Field(description="places to sit and walk in the green", ge=0)] = 60
    activity_room: Annotated[int, Field(description="places in the activity room", ge=0)] = 30
    room_hours: Annotated[
        float,
        known(
            "hours a day that the activity room is open",
            unit="h/day",
            source="assumed",
            low=4,
            high=14,
            least=0,
            most=24,
        ),
    ] = 10.0
    room_share_children: Annotated[
        float,
        known(
            "share of the room's hours that children's classes take",
            unit="share",
            source="E070",
            low=0.2,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.5
    insulation: Annotated[
        float,
        known(
            "airborne sound insulation between dwellings",
            unit="dB",
            source="assumed from building age",
            low=40,
            high=58,
            least=20,
            most=80,
        ),
    ] = 50.0


class HouseholdMix(Block):
    """Shares of household kinds; they are scaled to sum to one."""

    young_single: Annotated[float, Field(ge=0, le=1)] = 0.12
    young_couple: Annotated[float, Field(ge=0, le=1)] = 0.16
    family: Annotated[float, Field(ge=0, le=1)] = 0.34
    three_generations: Annotated[float, Field(ge=0, le=1)] = 0.14
    middle_aged: Annotated[float, Field(ge=0, le=1)] = 0.12
    older_couple: Annotated[float, Field(ge=0, le=1)] = 0.08
    older_alone: Annotated[float, Field(ge=0, le=1)] = 0.04

    @model_validator(mode="after")
    def _some(self) -> HouseholdMix:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("every share is 0: give at least one kind of household a share")
        return self


class PeoplePlan(Block):
    """Who lives here: margins from which households are drawn."""

    mix: HouseholdMix = HouseholdMix()
    vacant: Annotated[
        float,
        known(
            "share of dwellings that stand empty",
            unit="share",
            source="assumed",
            low=0.01,
            high=0.15,
            least=0,
            most=0.9,
        ),
    ] = 0.04
    renters: Annotated[
        float,
        known(
            "share of households that rent",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.25
    owner_leaves: Annotated[
        float,
        known(
            "owners who move out in a year",
            unit="1/year",
            source="assumed: 3 to 7 % a year",
            low=0.03,
            high=0.07,
            least=0,
            most=5,
        ),
    ] = 0.05
    renter_leaves: Annotated[
        float,
        known(
            "renters who move out in a year",
            unit="1/year",
            source="assumed: 20 to 40 % a year",
            low=0.2,
            high=0.4,
            least=0,
            most=5,
        ),
    ] = 0.3
    cars: Annotated[
        float,
        known(
            "cars per household",
            unit="cars",
            source="E061 for the old estate",
            low=0.3,
            high=1.3,
            least=0,
            most=3,
        ),
    ] = 0.8
    dogs: Annotated[
        float,
        known(
            "share of households with a dog",
            unit="share",
            source="assumed",
            low=0.05,
            high=0.25,
            least=0,
            most=1,
        ),
    ] = 0.14
    late: Annotated[
        float,
        known(
            "share of adults under 40 who are up late",
            unit="share",
            source="assumed",
            low=0.15,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.35
    outsiders: Annotated[
        float,
        known(
            "share of households that come from elsewhere",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.3


class TrendPlan(Block):
    """What grows from outside, year after year, whatever the estate does."""

    exposure_per_year: Annotated[
        float,
        known(
            "yearly growth of occasions for trouble: loud hours, litter, things stored, cars",
            unit="1/year",
            source="E008 as a scenario; assumed none",
            low=0,
            high=0.18,
            least=-0.5,
            most=1,
        ),
    ] = 0.0


class EstatePlan(Block):
    """An estate as a file describes it."""

    kind: EstateKind = "commodity"
    built: Annotated[int, Field(description="year of construction", ge=1900, le=2100)] = 2012
    buildings: tuple[BuildingPlan, ...] = (BuildingPlan(count=4, stairs=2, floors=16, doors=4),)
    spaces: SpacePlan = SpacePlan()
    people: PeoplePlan = PeoplePlan()
    organisation: OrganisationPlan = OrganisationPlan()
    shocks: tuple[ShockPlan, ...] = ()
    trend: TrendPlan = TrendPlan()
    stewards: Annotated[
        float,
        known(
            "service-desk staff at work per 500 households",
            unit="people",
            source="assumed; E166 counts two part-time officers",
            low=2,
            high=6,
            least=0.1,
            most=50,
        ),
    ] = 3.0
    lift_advertising: Annotated[
        float,
        known(
            "public income a year",
            unit="yuan/year",
            source="E066",
            low=20_000,
            high=400_000,
            least=0,
        ),
    ] = 120_000.0

    @model_validator(mode="after")
    def _homes(self) -> EstatePlan:
        if self.dwellings() == 0:
            raise ValueError("the estate has no dwellings: give a building floors and doors")
        if self.dwellings() > 1 << 20:
            raise ValueError(f"{self.dwellings()} dwellings: at most {1 << 20} can be numbered")
        return self

    @model_validator(mode="after")
    def _shocks(self) -> EstatePlan:
        buildings = sum(plan.count for plan in self.buildings)
        for number, shock in enumerate(self.shocks):
            if shock.building > buildings:
                raise ValueError(f"a shock hits building {shock.building}, one of {buildings}")
            if any(shock.overlaps(other) for other in self.shocks[:number]):
                raise ValueError(
                    f"two shocks of one kind ({shock.kind}) hit the same homes at the same time"
                )
            if shock.kind == "lift" and all(plan.floors < LIFTS_FROM for plan in self.buildings):
                raise ValueError(f"a lift fails where no building has {LIFTS_FROM} floors")
        return self

    def dwellings(self) -> int:
        """Count the dwellings."""
        return sum(plan.count * plan.stairs * plan.floors * plan.doors for plan in self.buildings)


class Dwellings(Table):
    """One row a dwelling; a stair, a building and a quarter are runs of rows."""

    quarter = Column[int](0, np.int32, "part of the estate that shares desk, parking and rooms")
    building = Column[int](0, np.int32, "building, counted over the estate")
    stair = Column[int](0, np.int32, "stair, counted over the estate")
    floor = Column[int](0, np.int16, "floor, 0 is the ground floor")
    door = Column[int](0, np.int16, "door on the landing")
    left = Column[int](-1, np.int32, "dwelling beyond the left wall, -1 for none")
    right = Column[int](-1, np.int32, "dwelling beyond the right wall, -1 for none")
    above = Column[int](-1, np.int32, "dwelling above, -1 for none")
    below = Column[int](-1, np.int32, "dwelling below, -1 for none")
    landing_start = Column[int](0, np.int32, "first dwelling of the landing")
    landing_size = Column[int](0, np.int32, "dwellings on the landing")
    stair_start = Column[int](0, np.int32, "first dwelling of the stair")
    stair_size = Column[int](0, np.int32, "dwellings on the stair")
    building_start = Column[int](0, np.int32, "first dwelling of the building")
    building_size = Column[int](0, np.int32, "dwellings in the building")
    quarter_start = Column[int](0, np.int32, "first dwelling of the quarter")
    quarter_size = Column[int](0, np.int32, "dwellings in the quarter")
    household = Column[int](-1, np.int32, "household that lives here now, -1 for none")
    tenancy = Column[int](0, np.int32, "how many households have lived here since the start")
    rented = Column[bool](False, np.bool_, "let to tenants rather than lived in by its owner")
    empty_left = Column[float](0.0, np.float64, "days until somebody moves in", unit="day")


class Estate:
    """The built estate: a table of dwellings and the quarters that pool what is shared."""

    def __init__(self, plan: EstatePlan) -> None:
        self.plan = plan
        self.dwellings = Dwellings(plan.dwellings())
        self._build()
        self._pool()

    @property
    def size(self) -> int:
        """Return the number of dwellings."""
        return self.dwellings.rows

    def stair_heads(self) -> NDArray[np.int64]:
        """Return the first dwelling of each stair."""
        return np.flatnonzero(self.dwellings.stair_start == np.arange(self.size))

    def quarter_share(self) -> NDArray[np.float64]:
        """Return each quarter's share of the dwellings."""
        counts = np.bincount(self.dwellings.quarter, minlength=self.quarters)
        return np.asarray(counts / self.size)

    def places(self, total: float) -> NDArray[np.int32]:
        """Share places among quarters by size; the whole estate gets the total, rounded."""
        edges = np.rint(np.cumsum(self.quarter_share()) * total).astype(np.int32)
        return np.diff(edges, prepend=0).astype(np.int32)

    def _build(self) -> None:
        homes = self.dwellings
        row = building = stair = 0
        for plan in self.plan.buildings:
            per_stair = plan.floors * plan.doors
            for _ in range(plan.count):
                start = row
                for number in range(plan.stairs):
                    here = np.arange(row, row + per_stair)
                    floor, door = np.divmod(np.arange(per_stair), max(plan.doors, 1))
                    self._place(here, plan, floor, door, building=building, stair=stair)
                    self._walls(here, plan, floor, door, number=number)
                    row += per_stair
                    stair += 1
                homes.building_start[start:row] = start
                homes.building_size[start:row] = row - start
                building += 1
        self.buildings, self.stairs = building, stair

    def _place(
        self,
        here: NDArray[np.int64],
        plan: BuildingPlan,
        floor: NDArray[np.int64],
        door: NDArray[np.int64],
        *,
        building: int,
        stair: int,
    ) -> None:
        homes = self.dwellings
        homes.building[here] = building
        homes.stair[here] = stair
        homes.floor[here] = floor
        homes.door[here] = door
        homes.landing_start[here] = here - door
        homes.landing_size[here] = plan.doors
        if here.size:
            homes.stair_start[here] = here[0]
        homes.stair_size[here] = here.size

    def _walls(
        self,
        here: NDArray[np.int64],
        plan: BuildingPlan,
        floor: NDArray[np.int64],
        door: NDArray[np.int64],
        *,
        number: int,
    ) -> None:
        homes = self.dwellings
        homes.above[here] = np.where(floor + 1 < plan.floors, here + plan.doors, -1)
        homes.below[here] = np.where(floor > 0, here - plan.doors, -1)
        across = plan.floors * plan.doors - plan.doors + 1  # same floor, next stair
        to_left = here - across if number > 0 else np.full_like(here, -1)
        to_right = here + across if number + 1 < plan.stairs else np.full_like(here, -1)
        homes.left[here] = np.where(door > 0, here - 1, to_left)
        homes.right[here] = np.where(door + 1 < plan.doors, here + 1, to_right)

    def _pool(self) -> None:
        """Group whole buildings, in order, into quarters of about 500 dwellings."""
        homes = self.dwellings
        starts = np.unique(homes.building_start)
        quarter, first = 0, 0
        for start in starts:
            if start - first >= HOUSEHOLDS_PER_QUARTER:
                quarter, first = quarter + 1, int(start)
            size = int(homes.building_size[start])
            homes.quarter[start : start + size] = quarter
            homes.quarter_start[start : start + size] = first
        self.quarters = quarter + 1
        homes.quarter_size[:] = np.bincount(homes.quarter)[homes.quarter]
