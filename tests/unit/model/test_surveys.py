"""Surveys: who says yes, and why."""

from __future__ import annotations

import numpy as np
import pytest
from civic_world import Civic, civic
from small_world import estate_plan

from model.beliefs import Belief
from model.groupings import GROUPS
from model.surveys import ANSWERS

BLOCK = estate_plan(count=4, stairs=2, floors=20, doors=6)
SERVICE, LIFE = ANSWERS.index("content_with_service"), ANSWERS.index("content_with_life")


def adults(parts: Civic) -> np.ndarray:
    r = parts.world.residents
    return np.flatnonzero(r.present & (r.group > 0))


def everybody(parts: Civic) -> np.ndarray:
    """All adults, then every group of the model; here half of them are young, and nobody else."""
    rows = np.zeros((1 + len(GROUPS), parts.world.residents.rows), np.bool_)
    rows[0, adults(parts)] = True
    rows[1 + GROUPS.index("young"), adults(parts)[::2]] = True
    return rows


def test_only_people_of_fourteen_and_over_are_asked():
    parts = civic(BLOCK)
    children = np.flatnonzero(parts.world.residents.group == 0)
    assert children.size
    assert not parts.surveys.ask(29)[children].any()


def test_answers_are_counted_for_all_and_for_each_group_with_somebody_in_it():
    parts = civic(BLOCK)
    parts.surveys.take(29, everybody(parts))
    answers = parts.surveys.ask(29)
    for number, name in enumerate(ANSWERS):
        count = parts.recorder.series
        assert count(name)[0] == answers[:, number].sum()
        assert count(name, "young")[0] == answers[adults(parts)[::2], number].sum()
        assert (name, "older") not in parts.recorder.counts


@pytest.mark.parametrize(("belief", "answer"), [(Belief.BOOKS, 0), (Belief.FAIRNESS, 1)])
def test_shares_follow_the_stock_that_is_asked_about(belief: Belief, answer: int):
    parts = civic(BLOCK)
    rows = adults(parts)
    chance = parts.beliefs.held(belief)[rows]
    yes = np.array([parts.surveys.ask(day)[rows, answer].sum() for day in range(20)])
    mean, spread = chance.sum(), np.sqrt((chance * (1 - chance)).sum() / 20)
    assert abs(yes.mean() - mean) < 4.5 * spread


def test_the_same_people_are_of_the_same_mind_on_the_same_day():
    parts = civic(BLOCK)
    assert (parts.surveys.ask(59) == parts.surveys.ask(59)).all()
    assert (parts.surveys.ask(59) != parts.surveys.ask(89)).any()


def test_better_service_makes_more_content_and_loses_nobody():
    parts = civic(BLOCK)
    before = parts.surveys.ask(29)[:, SERVICE]
    parts.beliefs.hear(parts.everybody, Belief.SERVICE, good=10.0)
    after = parts.surveys.ask(29)[:, SERVICE]
    assert after.sum() > 1.1 * before.sum()
    assert not (before & ~after).any()


def test_trust_in_the_company_counts_for_service_and_trust_in_neighbours_for_life():
    parts = civic(BLOCK)
    before = parts.surveys.ask(29)
    parts.world.residents.trust_company[:] = 0.9
    company = parts.surveys.ask(29)
    assert company[:, SERVICE].sum() > before[:, SERVICE].sum()
    assert (company[:, LIFE] == before[:, LIFE]).all()
    parts.world.residents.trust[:] = 0.95
    assert parts.surveys.ask(29)[:, LIFE].sum() > before[:, LIFE].sum()


def test_grievances_and_loneliness_spoil_life_among_neighbours():
    parts = civic(BLOCK)
    before = parts.surveys.ask(29)[:, LIFE]
    lonely = np.where(np.arange(parts.world.residents.rows) % 2 == 0, 1.0, np.nan)
    alone = parts.surveys.ask(29, loneliness=lonely)[:, LIFE]
    assert alone[::2].sum() < before[::2].sum()
    assert (alone[1::2] == before[1::2]).all()
    for resident in range(200):
        parts.surveys.grievances.add(resident, 300, 3.0, 29)
    borne = parts.surveys.ask(29)[:, LIFE]
    assert borne[:200].sum() < before[:200].sum()
    assert (borne[200:] == before[200:]).all()


def test_fair_sharing_makes_life_among_neighbours_better():
    parts = civic(BLOCK)
    before = parts.surveys.ask(29)[:, LIFE]
    parts.beliefs.hear(parts.everybody, Belief.FAIRNESS, good=10.0)
    assert parts.surveys.ask(29)[:, LIFE].sum() > before.sum()
