"""Needs, who finds them, who serves them, and how lonely people are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_world import World, estate_plan, only, world

from model.behaviour.care import CareParameters
from model.calendar import DAYS_PER_MONTH
from model.care import Care
from model.organisation import CareOrganisation
from model.recorder import Recorder
from model.special_groups import SpecialGroup
from model.wellbeing import LONG_AGO, Served, Task, Tasks, Wellbeing

HOMES = {"count": 10, "stairs": 1, "floors": 10, "doors": 2}
NONE = Served(
    np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int8), np.empty(0, np.float64)
)
CALM = {"loneliness": {"mood": 0.0, "spread": 0.0, "kin_near": 0.0}}


def care_for(
    town: World, patch: dict[str, Any] | None = None, *, day: int = 0, **plan: Any
) -> Care:
    parameters = CareParameters.model_validate(patch or {})
    organisation = CareOrganisation(**plan)
    room = town.residents.room
    care = Care(
        town.estate,
        town.population,
        town.ties,
        Wellbeing(0, room=room),
        Recorder(36),
        parameters,
        organisation,
        town.streams,
    )
    care.welcome(day)
    return care


def alone(**people: Any) -> World:
    return world(estate_plan(**HOMES, **people, mix=only(older_alone=1.0)))


def families() -> World:
    return world(estate_plan(**HOMES, mix=only(family=1.0)))


def quiet(care: Care) -> np.ndarray:
    return np.zeros(care.estate.quarters, np.int64)


def months(care: Care, count: int, *, first: int = 0) -> None:
    for month in range(first, first + count):
        care.tend((month + 1) * DAYS_PER_MONTH - 1, quiet(care))


def test_needs_are_found_at_the_rate_of_the_survey():
    care = care_for(alone(), {"alone_need": 1.0, "list_lasts": 1e9}, survey=0.0)
    w, group = care.wellbeing, SpecialGroup.ALONE
    assert w.need[:, group].all() and not w.recognised[:, group].any()
    care.survey(1.0)
    months(care, 1)
    assert w.recognised[:, group].all()


def test_without_a_survey_lists_run_out():
    care = care_for(alone(), {"list_lasts": 2.0}, survey=1.0)
    care.survey(0.0)
    months(care, 40)
    assert not care.wellbeing.recognised.any()


def test_a_better_survey_only_ever_finds_more():
    found = []
    for share in (0.02, 0.2, 0.6):
        care = care_for(alone(), survey=share)
        months(care, 3)
        found.append(care.wellbeing.recognised[:, SpecialGroup.ALONE].copy())
    assert not (found[0] & ~found[1]).any() and not (found[1] & ~found[2]).any()
    assert found[0].sum() < found[2].sum()


def test_the_first_lists_are_as_long_as_they_stay():
    care = care_for(alone(), {"alone_need": 1.0, "list_lasts": 20.0}, survey=0.05)
    first = care.wellbeing.recognised[:, SpecialGroup.ALONE].mean()
    months(care, 60)
    later = care.wellbeing.recognised[:, SpecialGroup.ALONE].mean()
    assert abs(first - later) < 4.5 * np.sqrt(2 * 0.25 / 200)


def test_carers_go_first_to_whoever_waited_longest():
    care = care_for(alone(), {"alone_need": 1.0}, survey=1.0)
    w = care.wellbeing
    w.need[:, 1:] = False
    w.recognised[:, 0] = True
    w.served[:, 0] = 50
    waiting = np.arange(5, 25)
    w.served[waiting, 0] = 10
    care.send_carers(100.0)
    care.visits_due[:] = 0.0
    tasks = care.tasks(60)
    care.receive(60, NONE, tasks)
    seen = np.flatnonzero(w.served[:, 0] == 60)
    assert 0 < seen.size <= waiting.size
    assert np.isin(seen, waiting).all()


def test_nobody_visits_a_need_that_nobody_knows():
    care = care_for(alone(), {"alone_need": 1.0}, survey=0.0, visits=1000.0)
    care.receive(5, NONE, care.tasks(5))
    assert (care.wellbeing.served[:, 0] == LONG_AGO).all()


def test_partners_send_carers_too():
    care = care_for(alone(), {"alone_need": 1.0}, survey=1.0, visits=0.0)
    care.wellbeing.recognised[:, 0] = care.wellbeing.need[:, 0]
    care.receive(5, NONE, care.tasks(5))
    assert not (care.wellbeing.served == 5).any()
    care.join_partner(1000.0)
    care.receive(12, NONE, care.tasks(12))
    assert (care.wellbeing.served == 12).any()


def test_the_class_takes_as_many_children_as_it_has_places_and_the_same_each_week():
    care = care_for(families(), {"child_need": 1.0}, survey=1.0)
    care.wellbeing.recognised[:, 1] = care.member[:, 1]
    care.open_class(50.0)  # for 500 households; this is 200
    care.tasks(5)
    taken = care.wellbeing.served[:, 1] == 5
    assert taken.sum() == 20
    tasks = care.tasks(12)
    assert np.array_equal(care.wellbeing.served[:, 1] == 12, taken)
    assert not np.isin(tasks.receiver[tasks.kind == Task.LESSON], np.flatnonzero(taken)).any()


def test_children_who_need_the_class_are_brothers_and_sisters():
    care = care_for(families())
    r = care.population.residents
    need = care.wellbeing.need[:, 1]
    for home in range(10):
        rows = np.flatnonzero(r.household == home)
        assert np.unique(need[rows]).size == 1


def test_newcomers_are_shown_round_once():
    care = care_for(alone(), {"newcomer_need": 1.0, "alone_need": 0.0, "disabled_need": 0.0})
    care.population.households.since[:] = 0
    care.tend(29, quiet(care))
    tasks = care.tasks(33)
    welcome = tasks.receiver[tasks.kind == Task.WELCOME]
    assert welcome.size == care.member[:, 3].sum() > 0
    one = Served(
        np.array([1], np.int32),
        welcome[:1],
        np.array([Task.WELCOME], np.int8),
        np.array([1.0]),
    )
    care.send_carers(0.0)
    care.receive(33, one, tasks)
    assert welcome[0] not in care.tasks(40).receiver


def test_more_buttons_reach_more_older_people_and_nobody_loses_one():
    care = care_for(alone())
    assert not care.with_button().any()
    care.give_buttons(0.4)
    some = care.with_button()
    care.give_buttons(0.8)
    assert not (some & ~care.with_button()).any()
    assert abs(some.mean() - 0.4) < 4.5 * np.sqrt(0.24 / some.size)


def test_barrier_free_ways_let_disabled_people_out_and_cars_shut_them_in():
    care = care_for(alone(), {"hindered": 0.1, "venture": 0.5}, barrier_free=0.0)
    r, w = care.population.residents, care.wellbeing
    disabled = r.disabled
    months(care, 1)
    assert disabled.any()
    assert np.allclose(w.access[disabled], 0.05) and np.allclose(w.access[~disabled], 1.0)
    care.clear_paths(1.0)
    months(care, 1, first=1)
    assert np.allclose(w.access[disabled], 0.5)
    care.tend(89, quiet(care) + 6000)  # two hundred cars a day without a space
    assert (w.access[disabled] < 0.1).all()


def test_ways_that_several_clear_add_up_in_any_order_and_end_apart():
    one, other = (care_for(alone(), {}, barrier_free=0.2) for _ in range(2))
    one.clear_paths(0.5, by="ramps")
    one.clear_paths(0.25, by="guards")
    other.clear_paths(0.25, by="guards")
    other.clear_paths(0.5, by="ramps")
    assert one.barrier_free == other.barrier_free
    assert one.barrier_free == pytest.approx(1.0 - 0.8 * 0.5 * 0.75)
    one.clear_paths(0.0, by="ramps")
    assert one.barrier_free == pytest.approx(1.0 - 0.8 * 0.75)
    one.clear_paths(0.0, by="guards")
    assert one.barrier_free == 0.2
    with pytest.raises(ValueError, match="give 0 to 1"):
        one.clear_paths(1.5)


def test_company_gets_a_disabled_resident_out():
    care = care_for(alone(), {"hindered": 0.1, "accompanied": 0.8}, barrier_free=0.0)
    who = int(np.flatnonzero(care.population.residents.disabled)[0])
    months(care, 1)
    before = float(care.wellbeing.access[who])
    care.wellbeing.served[who, SpecialGroup.DISABLED] = 55
    months(care, 1, first=1)
    assert care.wellbeing.access[who] > 4 * before


def test_a_close_neighbour_makes_less_lonely_and_so_does_a_weekly_visit():
    town = alone()
    care = care_for(town, CALM)
    two = np.array([0], np.int32), np.array([1], np.int32)
    town.ties.acquaint(*two, np.array([6.0]), np.array([1.0]), 0)
    care.wellbeing.visits[2] = 4
    months(care, 1)
    lonely = care.wellbeing.loneliness
    assert lonely[0] < lonely[3] and lonely[1] < lonely[3] and lonely[2] < lonely[3]
    assert np.allclose(lonely[3:], CareParameters().loneliness.longing)


def test_only_older_people_alone_have_a_loneliness():
    care = care_for(world(estate_plan(**HOMES)))
    months(care, 2)
    known = ~np.isnan(care.wellbeing.loneliness)
    assert np.array_equal(known, care.member[:, 0])
    assert (care.wellbeing.loneliness[known] >= 0).all()


def test_coverage_counts_services_of_the_last_quarter():
    care = care_for(alone(), {"alone_need": 1.0, "list_lasts": 1e9}, survey=1.0)
    w = care.wellbeing
    w.need[:, 1:] = False
    w.served[:4, 0] = 0
    care.recorder.day = 59
    care.tend(59, quiet(care))
    assert care.recorder.series("covered_needs", "alone")[1] == 4
    assert care.recorder.series("elderly_served")[1] == 0
    care.recorder.day = 119
    care.tend(119, quiet(care))
    assert care.recorder.series("covered_needs", "alone")[3] == 0
    assert care.recorder.series("recognised_needs", "alone")[3] == w.rows


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_an_impossible_share_is_refused(share: float):
    with pytest.raises(ValueError, match="survey"):
        CareOrganisation(survey=share)


def test_tasks_name_what_each_group_needs():
    care = care_for(alone(), {"alone_need": 1.0, "disabled_need": 1.0, "learning": 1.0})
    tasks: Tasks = care.tasks(5)
    r = care.population.residents
    assert (tasks.kind == Task.VISIT).sum() == r.rows
    assert (tasks.kind == Task.WALK).sum() == r.disabled.sum()
    assert (r.digital[tasks.receiver[tasks.kind == Task.TEACHING]] < 0.5).all()
