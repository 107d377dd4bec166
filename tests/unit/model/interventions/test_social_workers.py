"""Social workers and courses work by people, visits and skill, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.mediation_tiers import MediationTiersPlan
from model.interventions.social_workers import SocialWorkersPlan
from model.results import Results
from model.roles import Role

MONTHS = 6


def workers(**settings: Any) -> SocialWorkersPlan:
    return SocialWorkersPlan(**({"start": 1, "ramp": 0} | settings))


def run(*plans: SocialWorkersPlan) -> Results:
    return heated(plans, months=MONTHS).run()


def test_without_people_courses_or_retention_nothing_is_left_of_it():
    empty = workers(social_workers=0.0, officers=0.0, steward_skill=0.0, retention=0.0)
    assert set(differences(run(empty), run())) <= set(SPENDING)


def test_courses_alone_raise_consent():
    def consented(skill: float) -> float:
        results = run(workers(social_workers=0.0, officers=0.0, steward_skill=skill))
        asked = counts(results, "mediation_asked").sum()
        return float(counts(results, "mediation_consented").sum() / asked)

    assert consented(0.0) < consented(1.0)


def test_courses_lift_stewards_by_the_share_that_they_have_reached():
    hood = heated([workers(ramp=2, steward_skill=0.9, officers=0.0)], months=3)
    there = (Role.DESK, 0, slice(2))
    untaught = hood.staff.taught[there].copy()
    lifted = []
    for day in (29, 89):
        while hood.day <= day:
            hood.step()
        lifted.append(hood.staff.taught[there].copy())
    assert lifted[0] == pytest.approx(np.maximum(untaught, 0.1 + 0.5 * 0.8), abs=0.01)
    assert lifted[1] == pytest.approx(0.9)


def test_visits_take_the_officers_hours_and_the_desk_has_the_rest():
    plan = workers(officers=2.0, officer_share=0.5, interviews=10.0, interview_hours=2.0)
    month = 40.0 * 52.0 * 30.0 / 365.0
    assert plan.visits() == 20.0
    assert plan.desk_share() == pytest.approx(0.5 - 20.0 / month)
    busy = workers(officers=2.0, officer_share=0.1, interviews=100.0, interview_hours=2.0)
    assert busy.visits() == pytest.approx(2.0 * 0.1 * month / 2.0)
    assert busy.desk_share() == 0.0


def test_every_visit_is_paid_and_counted():
    results = run(workers(officers=10.0))
    homes = heated(months=1).households
    expected = MONTHS * 100.0 / 500.0 * np.count_nonzero(homes.present)
    visits = counts(results, "home_visits").sum()
    assert abs(visits - expected) < 4.5 * np.sqrt(expected)
    assert counts(run(workers(officers=0.0)), "home_visits").sum() == 0


def test_visits_in_which_nobody_is_pleased_or_tells_anything_leave_only_their_count():
    def lived(interviews: float, told: float) -> Results:
        plan = workers(
            social_workers=0.0,
            steward_skill=0.0,
            retention=0.0,
            interviews=interviews,
            officers=9.0,
        )
        hood = heated([plan], months=2)
        mute = {"signal": told, "told": told}
        hood.home_visits.parameters = hood.parameters.home_visits.model_copy(update=mute)
        hood.staff.employ = lambda *_, **__: None  # type: ignore[method-assign]  # not their hours
        return hood.run()

    nobody = lived(0.0, 0.5)
    found = set(differences(lived(10.0, 0.0), nobody))
    assert {name.split(".")[0] for name in found} == {"counts"}
    assert differences(lived(10.0, 0.5), nobody) != sorted(found)


def test_two_measures_employ_social_workers_side_by_side_and_each_takes_its_own_along():
    tiers = MediationTiersPlan(start=1, end=2)
    hood = heated([workers(end=3), tiers], months=4)
    held = []
    for month in range(4):
        hood.step()
        held.append(
            (int(hood.staff.servers[Role.SOCIAL, 0]), int(hood.staff.servers[Role.DESK, 0]))
        )
        while hood.day < 30 * (month + 1):
            hood.step()
    assert held == [(2, 3), (2, 3), (1, 3), (0, 2)]


def test_after_the_end_people_are_gone_and_the_skill_stays():
    hood = heated([workers(end=2, steward_skill=0.6, retention=0.5)], months=3)
    hood.run()
    assert not hood.staff.has(Role.SOCIAL, 0)
    assert hood.staff.servers[Role.DESK, 0] == 2
    assert hood.staff.retained == 1.0
    assert hood.home_visits.a_month == 0.0
    assert (hood.staff.taught[Role.DESK, 0, :2] >= 0.6 - 1e-9).all()


def test_the_price_list_is_salaries_of_whole_posts_and_courses():
    plan = workers(social_workers=2.0, officers=3.0, officer_share=0.5)
    salaries, training = plan.prices(households=250)
    month = 30.0 / 365.0
    assert salaries.yuan == pytest.approx(0.5 * month * (2 * 110_000 + 1.5 * 60_000))
    assert salaries.hours == pytest.approx(0.5 * month * 3.5 * 2080)
    assert training.yuan == pytest.approx(0.5 * month * 40 * 375)
    assert training.hours == pytest.approx(0.5 * month * 40 * 4)
