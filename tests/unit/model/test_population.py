"""Population: who is drawn, who moves, and who stays the same whatever else happens."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import TINY, World, estate_plan, only, world

from model.behaviour import Parameters
from model.behaviour.population import PopulationParameters
from model.columns import columns_of
from model.households import HouseholdKind, Households
from model.population import SKILLS
from model.residents import AgeGroup, Residents, Rhythm
from model.roster import SIZES

NEVER = {"owner_leaves": 0.0, "renter_leaves": 0.0}


def empty(town: World, dwelling: int, day: int) -> None:
    """Let whoever lives in a dwelling move out on a day."""
    town.population.households.stay[town.estate.dwellings.household[dwelling]] = 0.0
    assert town.population.move(day).left.size == 1


def refill(town: World, dwelling: int, day: int) -> int:
    """Let the next household move into an empty dwelling on a day."""
    town.estate.dwellings.empty_left[dwelling] = 0.0
    came = town.population.move(day).came
    assert came.size == 1
    return int(came[0])


def described(town: World, household: int) -> dict[str, list]:
    """Return all that a household and its members are, but for rows and days."""
    h, r = town.population.households, town.residents
    told = {
        name: [getattr(h, name)[household].item()]
        for name in columns_of(Households)
        if name not in {"first", "since"}
    }
    members = town.population.members(household)
    for name in columns_of(Residents):
        if name not in {"household", "trust", "trust_company", "trust_rules"}:
            told[f"member {name}"] = getattr(r, name)[members].tolist()
    return told


def test_the_third_family_in_a_flat_is_the_same_family_whenever_it_moves_in():
    told = []
    for first_day, second_day in ((0, 1), (30, 200)):
        town = world(TINY)
        dwelling = int(np.flatnonzero(town.estate.dwellings.household >= 0)[7])
        for day in (first_day, second_day):
            empty(town, dwelling, 2 * day)
            household = refill(town, dwelling, 2 * day + 1)
        assert town.population.households.since[household] == 2 * second_day + 1
        told.append(described(town, household))
    assert told[0] == told[1]


def test_a_family_is_the_same_whoever_else_has_moved_before():
    towns = [world(TINY), world(TINY)]
    lived_in = np.flatnonzero(towns[0].estate.dwellings.household >= 0)
    target, others = int(lived_in[7]), lived_in[[1, 4, 20]]
    for other in others:
        empty(towns[0], int(other), 3)
        refill(towns[0], int(other), 4)
    told = []
    for town in towns:
        empty(town, target, 10)
        told.append(described(town, refill(town, target, 11)))
    assert told[0] == told[1]


def test_two_families_in_one_flat_are_two_families():
    town = world(TINY)
    dwelling = int(np.flatnonzero(town.estate.dwellings.household >= 0)[0])
    first = described(town, int(town.estate.dwellings.household[dwelling]))
    empty(town, dwelling, 1)
    second = described(town, refill(town, dwelling, 2))
    assert first["identity"] != second["identity"]
    assert first["stay"] != second["stay"]


def test_whoever_leaves_is_gone_and_the_rows_stay():
    town = world(TINY)
    homes, households = town.estate.dwellings, town.population.households
    dwelling = int(np.flatnonzero(homes.household >= 0)[0])
    gone = int(homes.household[dwelling])
    rows = households.rows
    empty(town, dwelling, 1)
    assert homes.household[dwelling] == -1
    assert not households.present[gone]
    assert not town.residents.present[town.population.members(gone)].any()
    came = refill(town, dwelling, 2)
    assert came == rows
    assert homes.tenancy[dwelling] == 1


def test_homes_households_and_residents_point_at_each_other_through_years_of_moves():
    town = world(estate_plan(floors=10, doors=6, vacant=0.1, owner_leaves=2, renter_leaves=4))
    for day in range(400):
        town.population.move(day)
    homes, h, r = town.estate.dwellings, town.population.households, town.residents
    assert h.rows > 2 * town.estate.size
    lived = np.flatnonzero(homes.household >= 0)
    assert h.dwelling[homes.household[lived]].tolist() == lived.tolist()
    assert np.count_nonzero(h.present) == lived.size
    assert h.present[homes.household[lived]].all()
    for household in range(h.rows):
        rows = town.population.members(household)
        assert set(r.household[rows].tolist()) == {household}
        assert set(r.present[rows].tolist()) == {bool(h.present[household])}
    assert h.size.sum() == r.rows
    assert np.unique(r.identity).size == r.rows
    assert np.unique(h.identity).size == h.rows


@pytest.mark.parametrize("kind", list(HouseholdKind), ids=lambda kind: kind.name.lower())
def test_a_kind_of_household_has_its_size_and_its_ages(kind: HouseholdKind):
    town = world(estate_plan(floors=20, doors=10, mix=only(**{kind.name.lower(): 1.0})))
    h, r = town.population.households, town.residents
    least, most = SIZES[kind]
    assert set(h.kind.tolist()) == {kind}
    assert set(h.size.tolist()) == set(range(least, most + 1))
    head = r.age[h.first]
    older = kind in (HouseholdKind.OLDER_COUPLE, HouseholdKind.OLDER_ALONE)
    assert (head >= 60).all() if older else ((head >= 22) & (head < 60)).all()
    has_young = kind in (HouseholdKind.FAMILY, HouseholdKind.THREE_GENERATIONS)
    assert bool((r.age < 18).any()) == has_young


def test_what_a_household_counts_is_what_its_members_are():
    town = world(estate_plan(floors=20, doors=10))
    h, r = town.population.households, town.residents
    for household in range(h.rows):
        rows = town.population.members(household)
        adult = r.group[rows] != AgeGroup.CHILD
        assert h.children[household] == np.count_nonzero(~adult)
        assert h.older[household] == np.count_nonzero(r.group[rows] == AgeGroup.OLDER)
        late = adult & (r.rhythm[rows] == Rhythm.LATE)
        assert h.late[household] == np.count_nonzero(late)
        assert h.civic[household] == pytest.approx(r.civic[rows][adult].mean(), abs=1e-6)
        assert adult.any()


def test_traits_without_spread_are_the_same_for_everybody():
    parameters = Parameters(
        population=PopulationParameters(
            sociability_spread=0,
            tolerance_spread=0,
            civic_spread=0,
            loudness_spread=0,
            liveliness_spread=0,
        )
    )
    town = world(estate_plan(floors=10, doors=4), parameters)
    p, h, r = parameters.population, town.population.households, town.residents
    for column, value in (
        (r.sociability, 1.0),
        (r.tolerance, p.tolerance_median),
        (r.civic, p.civic_mean),
        (h.loudness, p.loudness_mean),
        (h.liveliness, 1.0),
    ):
        assert column == pytest.approx(np.full(column.size, value), rel=1e-6)


def test_nobody_moves_where_nobody_leaves():
    town = world(estate_plan(floors=10, doors=4, vacant=0.2, **NEVER))
    moves = [town.population.move(day) for day in range(800)]
    assert sum(move.left.size + move.came.size for move in moves) == 0


def test_a_full_estate_fills_a_flat_the_day_after():
    town = world(estate_plan(floors=5, doors=2, vacant=0.0))
    empty(town, 3, 0)
    assert town.population.move(1).came.size == 1


def test_an_estate_that_begins_empty_fills():
    town = world(
        estate_plan(floors=1, doors=1, vacant=0.9, owner_leaves=5, renter_leaves=5), seed=5
    )
    for seed in range(40):
        town = world(
            estate_plan(floors=1, doors=1, vacant=0.9, owner_leaves=5, renter_leaves=5), seed=seed
        )
        if town.residents.rows == 0:
            break
    assert town.residents.rows == 0
    came = [move.came for move in map(town.population.move, range(20_000)) if move.came.size]
    assert came and town.population.households.identity[0] & 0xFF0 == 0


def test_skills_fit_their_bits_and_children_offer_none():
    town = world(estate_plan(floors=20, doors=10))
    r = town.residents
    assert r.skills.max() < 1 << len(SKILLS)
    assert (r.skills[r.age < 16] == 0).all()


def test_another_seed_gives_other_people():
    assert world(seed=1).residents.age.tolist() != world(seed=2).residents.age.tolist()
    assert world(seed=1).residents.age.tolist() == world(seed=1).residents.age.tolist()


def angry(b: float, conflicts: float):
    town = world(
        estate_plan(count=4, stairs=5, floors=10, doors=5, renters=0.0, owner_leaves=1.0),
        Parameters.model_validate({"population": {"anger_leaves": b}}),
    )
    rows = town.population.households.rows
    town.population.weigh(np.where(np.arange(rows) % 2 == 0, conflicts, 0.0))
    return town


def test_who_has_open_conflicts_leaves_sooner():
    town = angry(0.5, 2.0)
    left = np.concatenate([town.population.move(day).left for day in range(200)])
    left = left[left < 1000]  # newcomers have no quarrels yet
    even = np.count_nonzero(left % 2 == 0)
    odd = left.size - even
    expected = 1.0 - np.exp(-np.exp(1.0) * 200 / 365)
    assert odd < even
    assert abs(even - 500 * expected) < 4.5 * np.sqrt(500 * expected * (1 - expected))


def test_without_the_weight_of_anger_stays_end_on_the_same_day():
    def gone(b: float, conflicts: float) -> list[list[int]]:
        town = angry(b, conflicts)
        return [town.population.move(day).left.tolist() for day in range(200)]

    assert gone(0.0, 50.0) == gone(0.5, 0.0)


def test_anger_drives_nobody_out_more_than_so_many_times_faster():
    town = angry(5.0, 1e9)
    assert town.population.households.restless.max() == pytest.approx(
        town.parameters.population.anger_leaves_most
    )


def test_who_moves_in_is_the_same_whenever_that_happens():
    calm, upset = angry(0.0, 0.0), angry(1.0, 3.0)
    for town in (calm, upset):
        for day in range(400):
            town.population.move(day)
    families = [
        {int(who): (int(k), int(s)) for who, k, s in zip(h.identity, h.kind, h.size, strict=True)}
        for h in (calm.population.households, upset.population.households)
    ]
    both = families[0].keys() & families[1].keys()
    assert len(both) > 1000
    assert len(families[1]) > len(families[0])
    assert all(families[0][who] == families[1][who] for who in both)
