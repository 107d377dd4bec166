"""Who volunteers, whom they find, and who leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SMALL, counts, parameters
from small_world import World, estate_plan, only, world

from model.behaviour.volunteers import VolunteerParameters
from model.neighbourhood import Neighbourhood
from model.organisation import VolunteerOrganisation
from model.recorder import Recorder
from model.volunteers import Volunteers
from model.wellbeing import Served, Task, Tasks

HOMES = {"count": 10, "stairs": 1, "floors": 10, "doors": 4}
NOTHING = Tasks(
    np.empty(0, np.int32), np.empty(0, np.int8), np.empty(0, np.bool_), np.empty(0, np.int32)
)
STAY = {"lasts": 1e9}
EAGER = {"joining": {"rate": 1.0}, "staying": STAY, "available": 1.0}


def town_of(**people: Any) -> World:
    return world(estate_plan(**HOMES, **people))


def volunteers_of(
    town: World, patch: dict[str, Any] | None = None, *, day: int = 0, **plan: Any
) -> Volunteers:
    volunteers = Volunteers(
        town.estate,
        town.population,
        town.ties,
        Recorder(36),
        VolunteerParameters.model_validate(patch or {}),
        VolunteerOrganisation(**plan),
        town.streams,
    )
    volunteers.welcome(day)
    return volunteers


def tasks_for(
    rows: np.ndarray, kind: Task = Task.VISIT, *, known: bool = True, last: int = -50
) -> Tasks:
    size = len(rows)
    return Tasks(
        np.asarray(rows, np.int32),
        np.full(size, kind, np.int8),
        np.full(size, known, np.bool_),
        np.full(size, last, np.int32),
    )


def weeks(
    volunteers: Volunteers, count: int, tasks: Tasks = NOTHING, *, first: int = 5
) -> list[Served]:
    return [volunteers.serve(first + 7 * week, tasks) for week in range(count)]


def test_nobody_signs_up_who_will_not_or_knows_not_how():
    for patch, plan in (({"joining": {"willing": 0.0}}, {}), ({}, {"awareness": 0.0})):
        volunteers = volunteers_of(town_of(), patch, **plan)
        weeks(volunteers, 20)
        assert volunteers.spells.rows == 0


def test_children_do_not_sign_up():
    town = world(estate_plan(**HOMES, mix=only(family=1.0)))
    volunteers = volunteers_of(town, EAGER, awareness=1.0)
    weeks(volunteers, 30)
    assert (town.residents.group[volunteers.spells.resident] > 0).all()


def test_publicity_only_adds_volunteers():
    joined = []
    for awareness in (0.2, 0.5):
        volunteers = volunteers_of(town_of(), {"staying": STAY}, awareness=0.2)
        volunteers.publicise(awareness)
        weeks(volunteers, 20)
        joined.append(set(volunteers.helpers_at_hand().tolist()))
    assert joined[0] < joined[1]


def test_who_trusts_the_company_signs_up_sooner():
    counts = []
    for trust in (0.2, 0.8):
        town = town_of()
        town.residents.trust_company[:] = trust
        counts.append(volunteers_of(town, {"joining": {"trust": 2.0}}).spells.rows)
    assert counts[0] < counts[1]


def test_nobody_serves_themselves_nor_their_own_home():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=1.0, dispatch_hours=1000.0)
    everybody = tasks_for(np.flatnonzero(town.residents.group > 0))
    for served in weeks(volunteers, 6, everybody):
        assert served.volunteer.size > 0
        homes = town.residents.dwelling
        assert (homes[served.volunteer] != homes[served.receiver]).all()


def test_a_task_is_done_once_a_week():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=1.0, dispatch_hours=1000.0)
    for served in weeks(volunteers, 4, tasks_for(np.arange(0, 40, 2))):
        assert np.unique(served.receiver).size == served.receiver.size


def test_hours_given_are_the_hours_served():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=0.5, dispatch_hours=20.0, patrols=3.0)
    done = weeks(volunteers, 10, tasks_for(np.arange(60)))
    assert volunteers.spells.hours.sum() == pytest.approx(sum(s.hours.sum() for s in done))
    assert sum(s.volunteer.size for s in done) == volunteers.spells.services.sum()


def test_without_a_dispatcher_nobody_finds_a_stranger_whom_they_do_not_hear_of():
    town = town_of()
    volunteers = volunteers_of(town, {**EAGER, "hears": 0.0}, awareness=1.0)
    assert all(s.volunteer.size == 0 for s in weeks(volunteers, 5, tasks_for(np.arange(50))))


def test_volunteers_look_in_on_needy_acquaintances_even_when_on_no_list():
    town = town_of()
    volunteers = volunteers_of(
        town, {**EAGER, "hears": 0.0, "own": 1.0, "offer": 20.0}, awareness=1.0
    )
    weeks(volunteers, 2)
    who = int(volunteers.helpers_at_hand()[0])
    whom = next(
        row
        for row in np.flatnonzero(town.residents.group > 0)
        if town.residents.dwelling[row] != town.residents.dwelling[who]
    )
    town.ties.acquaint(
        np.array([who], np.int32), np.array([whom], np.int32), np.array([1.0]), np.array([1.0]), 0
    )
    served = volunteers.serve(26, tasks_for(np.array([whom]), known=False))
    assert served.volunteer.tolist() == [who] and served.receiver.tolist() == [whom]
    assert town.ties.between(who, int(whom), 26) > 0.9


def test_a_dispatcher_sends_people_only_to_known_needs():
    town = town_of()
    patch = {**EAGER, "hears": 0.0, "own": 0.0}
    volunteers = volunteers_of(town, patch, awareness=1.0, dispatch_hours=50.0)
    assert weeks(volunteers, 2, tasks_for(np.arange(40), known=False))[1].volunteer.size == 0
    assert weeks(volunteers, 1, tasks_for(np.arange(40)), first=19)[0].volunteer.size > 10


def test_the_dispatcher_has_only_so_many_hours():
    town = town_of()
    volunteers = volunteers_of(
        town, {**EAGER, "hears": 0.0, "own": 0.0, "accepts": 1.0}, awareness=1.0
    )
    volunteers.dispatch(2.5)  # for 500 households, of which there are 400: eight matches
    assert weeks(volunteers, 2, tasks_for(np.arange(100)))[1].volunteer.size == 8


def test_older_people_let_in_few_young_strangers_and_training_helps():
    town = world(estate_plan(**HOMES, mix=only(older_alone=0.5, young_single=0.5)))
    older = np.flatnonzero(town.residents.group == 3)
    shares = []
    for trained in (0.0, 1.0):
        patch = {**EAGER, "hears": 0.0, "own": 0.0, "accepts_young": 0.0, "trained": 1.0}
        volunteers = volunteers_of(town, patch, awareness=1.0, dispatch_hours=1000.0)
        volunteers.train(trained)
        done = weeks(volunteers, 1, tasks_for(older), first=12)[0]
        young = town.residents.group[done.volunteer] <= 1
        shares.append(int(young.sum()))
    assert shares[0] == 0 < shares[1]


def test_teaching_needs_the_skill():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=1.0, dispatch_hours=1000.0)
    for served in weeks(volunteers, 3, tasks_for(np.arange(80), Task.TEACHING)):
        assert ((town.residents.skills[served.volunteer] >> 4) & 1).all()


def test_patrols_are_for_everybody():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=1.0, dispatch_hours=10.0)
    assert weeks(volunteers, 1)[0].volunteer.size == 0
    volunteers.patrol(5.0)
    served = weeks(volunteers, 1, first=12)[0]
    assert served.kind.tolist() == [Task.PATROL] * 4
    assert served.receiver.tolist() == [-1] * 4


def stayers(volunteers: Volunteers, count: int = 26) -> int:
    weeks(volunteers, count)
    return int(np.count_nonzero(volunteers.spells.ended < volunteers.spells.began))


def test_thanks_and_insurance_keep_volunteers():
    plain = volunteers_of(town_of(), {"joining": {"rate": 0.05}})
    kept = volunteers_of(town_of(), {"joining": {"rate": 0.05}})
    kept.recognise(1.0)
    kept.insure()
    assert stayers(plain) < stayers(kept)


def test_idleness_drives_volunteers_away():
    left = []
    for idle in (0.0, 2.0):
        patch = {"staying": {"idle": idle}, "joining": {"rate": 0.05}}
        volunteers = volunteers_of(town_of(), patch)
        weeks(volunteers, 40)
        s = volunteers.spells
        left.append(np.count_nonzero(s.ended >= s.began) / s.rows)
    assert left[0] < left[1]


def test_who_moves_away_serves_no_longer():
    town = town_of()
    volunteers = volunteers_of(town, EAGER, awareness=1.0)
    weeks(volunteers, 3)
    before = volunteers.helpers_at_hand()
    volunteers.part(before[:5], 30)
    after = volunteers.helpers_at_hand()
    assert after.size == before.size - 5
    assert not np.isin(before[:5], after).any()


def test_attrition_and_idleness_count_only_volunteers_whose_half_year_is_over():
    town = town_of()
    volunteers = volunteers_of(town, {"joining": {"rate": 0.0}})
    rows = np.arange(4, dtype=np.int32)
    volunteers._enrol(rows, np.array([0, 0, 0, 100], np.int32))
    s = volunteers.spells
    s.ended[0], s.ended[3] = 90, 120
    s.services[1], s.last[1] = 2, 150
    volunteers.recorder.day = 209
    volunteers.count(209)
    of = volunteers.recorder.series
    month = 6
    assert of("volunteers_due_6m")[month] == 3
    assert of("volunteers_left_6m")[month] == 1
    assert of("volunteers_idle_6m")[month] == 2
    assert of("volunteers_active")[month] == 1


def test_in_a_living_estate_hours_given_are_hours_received():
    hood = Neighbourhood(
        SMALL, parameters({"volunteers": {"joining": {"rate": 0.1}}}), months=3, seed=4
    )
    given = hood.volunteers.spells.hours.sum()
    hood.run()
    assert hood.volunteers.spells.hours.sum() > given > 0
    assert hood.care.hours == pytest.approx(hood.volunteers.spells.hours.sum())
    assert counts(hood.results(), "volunteer_hours").sum() == pytest.approx(
        hood.volunteers.spells.hours.sum() - given
    )
    open_ = hood.volunteers.open
    assert np.array_equal(hood.volunteers.roll.spell[hood.volunteers.spells.resident[open_]], open_)
