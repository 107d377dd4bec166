"""A tiny estate, and the parts of a neighbourhood without the neighbourhood around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from model.accounts import Accounts
from model.agreements import Agreements
from model.behaviour import Parameters
from model.dials import Dials
from model.encounters import Encounters
from model.estate import BuildingPlan, Estate, EstatePlan, HouseholdMix, PeoplePlan
from model.exposures import Exposures
from model.population import Population
from model.residents import Residents
from model.roster import Roster
from model.spaces import SharedPlaces
from model.streams import Streams
from model.ties import Ties

TINY = EstatePlan(buildings=(BuildingPlan(count=2, stairs=2, floors=4, doors=3),))
NOBODY = dict.fromkeys(HouseholdMix.model_fields, 0.0)


def only(**shares: float) -> HouseholdMix:
    """Mix households of the named kinds alone."""
    return HouseholdMix(**{**NOBODY, **shares})


def estate_plan(
    *, count: int = 1, stairs: int = 1, floors: int = 1, doors: int = 1, **people: Any
) -> EstatePlan:
    """Describe buildings of one shape, all flats lived in unless told otherwise."""
    return EstatePlan(
        buildings=(BuildingPlan(count=count, stairs=stairs, floors=floors, doors=doors),),
        people=PeoplePlan(**{"vacant": 0.0, **people}),
    )


@dataclass
class World:
    """The given of a neighbourhood: places, people, ties, and nothing that happens."""

    estate: Estate
    population: Population
    places: SharedPlaces
    ties: Ties
    agreements: Agreements
    accounts: Accounts
    dials: Dials
    exposures: Exposures
    encounters: Encounters
    parameters: Parameters
    streams: Streams

    @property
    def residents(self) -> Residents:
        return self.population.residents

    def listed(self) -> list[tuple[int, int, int, float]]:
        """Return the day's exposures as (source, victim, trigger, level)."""
        e = self.exposures
        columns = (e.source, e.victim, e.trigger, e.level)
        return list(zip(*(column.tolist() for column in columns), strict=True))


def world(
    plan: EstatePlan = TINY,
    parameters: Parameters | None = None,
    *,
    seed: int = 1,
    roster: Roster | None = None,
) -> World:
    """Build an estate with its people on their first day, without any past."""
    p = parameters or Parameters()
    streams = Streams(seed)
    estate = Estate(plan)
    population = Population(estate, p.population, streams, roster=roster)
    places, dials = SharedPlaces(estate), Dials()
    dials.rest(estate.size)
    ties = Ties(population.residents, p.ties, streams)
    agreements = Agreements(population.households)
    ties.welcome()
    agreements.welcome()
    accounts = Accounts(population.residents)
    encounters = Encounters(
        estate, population, places, ties, accounts, dials, p.encounters, streams
    )
    return World(
        estate,
        population,
        places,
        ties,
        agreements,
        accounts,
        dials,
        Exposures(0, room=64),
        encounters,
        p,
        streams,
    )


def people(count: int) -> Residents:
    """Make residents who differ in nothing but their names, each a household of one."""
    residents = Residents(count)
    residents.identity[:] = np.arange(count) << 12
    residents.household[:] = np.arange(count)
    residents.dwelling[:] = np.arange(count)
    residents.present[:] = True
    residents.age[:] = 45
    residents.group[:] = 2
    return residents


def mirrored(ties: Ties) -> bool:
    """Tell whether every tie stands at both ends alike, once, and nobody knows themselves."""
    s = ties.slots
    who, slot = np.nonzero(s.partner >= 0)
    ends = {
        (int(a), int(s.partner[a, n])): (
            float(s.strength[a, n]),
            int(s.touched[a, n]),
            float(s.liking[a, n]),
        )
        for a, n in zip(who, slot, strict=True)
    }
    return len(ends) == who.size and all(
        a != b and ends.get((b, a)) == value for (a, b), value in ends.items()
    )
