"""Who belongs to which group."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import SMALL, heated

from model.groupings import GROUPS, RECENT, Groupings
from model.households import HouseholdKind
from model.neighbourhood import Neighbourhood


@pytest.fixture(scope="module")
def hood() -> Neighbourhood:
    return heated(months=6)


def masks(hood: Neighbourhood) -> dict[str, np.ndarray]:
    found = Groupings(hood.population, hood.mediation.cases).masks(hood.day)
    assert found.shape == (len(GROUPS), hood.residents.rows)
    return dict(zip(GROUPS, found, strict=True))


@pytest.mark.parametrize(
    "family", [("young", "middle", "older"), ("owner", "renter"), ("app_able", "app_unable")]
)
def test_every_adult_is_in_one_group_of_a_family(hood: Neighbourhood, family: tuple[str, ...]):
    by_group = masks(hood)
    adult = hood.residents.present & (hood.residents.group > 0)
    total = np.sum([by_group[name] for name in family], axis=0)
    assert np.array_equal(total, adult.astype(int))


def test_children_and_those_who_have_left_answer_for_nobody(hood: Neighbourhood):
    r = hood.residents
    silent = ~r.present | (r.group == 0)
    assert silent.any()
    assert not any(mask[silent].any() for mask in masks(hood).values())


def test_older_people_alone_live_alone_and_newcomers_have_just_come(hood: Neighbourhood):
    by_group, h = masks(hood), hood.households
    homes = hood.residents.household
    alone = np.unique(homes[by_group["older_alone"]])
    assert (h.kind[alone] == HouseholdKind.OLDER_ALONE).all()
    assert (h.since[homes[by_group["newcomer"]]] > hood.day - RECENT).all()


def test_parties_are_who_complained_and_who_lives_where_the_complaint_went():
    hood = heated(months=3)
    hood.run()
    by_group, c = masks(hood), hood.mediation.cases
    recent = c.opened > 24.0 * (hood.day - RECENT)
    assert recent.any()
    here = hood.residents.present[c.complainant[recent]]
    assert set(np.flatnonzero(by_group["complainant"])) == set(c.complainant[recent][here].tolist())
    accused = np.unique(hood.residents.household[by_group["accused"]])
    assert set(accused.tolist()) <= set(c.accused[recent].tolist())
    assert by_group["accused"].any()


def test_a_dispute_is_forgotten_after_a_year():
    hood = heated(months=1)
    cases = hood.mediation.cases
    assert cases.rows
    cases.opened[:] = 24.0 * (hood.day - RECENT)
    assert not masks(hood)["complainant"].any()
    assert not masks(hood)["accused"].any()


def test_groups_need_no_cases():
    hood = Neighbourhood(SMALL, months=1, seed=2)
    hood.mediation.cases.rows = 0
    by_group = masks(hood)
    assert not by_group["complainant"].any()
    assert not by_group["accused"].any()


def test_disabled_people_answer_when_they_are_of_age(hood: Neighbourhood):
    r = hood.residents
    adult = r.present & (r.group > 0)
    assert np.array_equal(masks(hood)["disabled"], adult & r.disabled)
