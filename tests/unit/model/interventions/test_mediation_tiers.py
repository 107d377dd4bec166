"""Tiered mediation works by people and skill, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.mediation_tiers import MediationTiersPlan
from model.results import Results
from model.roles import Role

MONTHS = 6


def tiers(**settings: Any) -> MediationTiersPlan:
    return MediationTiersPlan(**({"start": 1, "social_workers": 5.0, "case_share": 1.0} | settings))


def run(*plans: MediationTiersPlan) -> Results:
    return heated(plans, months=MONTHS).run()


def test_without_people_or_rules_nothing_is_left_of_it():
    empty = tiers(social_workers=0.0, council=False, handover=0.0)
    assert set(differences(run(empty), run())) <= set(SPENDING)


def test_people_without_skill_settle_less_than_people_with_skill():
    def won(skill: float) -> float:
        results = run(tiers(social_skill=skill, council_skill=skill))
        return float(
            counts(results, "mediations_won").sum() / counts(results, "mediations_held").sum()
        )

    assert won(0.0) < won(1.0)


def test_a_skilled_second_visit_raises_consent():
    def consented(skill: float) -> float:
        results = run(tiers(social_skill=skill, council=False))
        asked = counts(results, "mediation_asked").sum()
        return float(counts(results, "mediation_consented").sum() / asked)

    assert consented(0.0) < consented(1.0)


def test_the_case_goes_no_higher_than_there_are_people():
    desk_only = run(tiers(social_workers=0.0, council=False))
    assert set(desk_only.disputes["tier"].tolist()) <= {0, 1, 4}
    everybody = run(tiers())
    assert {2, 3} & set(everybody.disputes["tier"].tolist())


def test_while_it_runs_people_adviser_and_rules_are_there_by_its_coverage():
    hood = heated([tiers(coverage=0.5, handover=0.9, social_workers=1.0)], months=1)
    hood.step()
    assert hood.staff.time[Role.SOCIAL, 0, 0] == pytest.approx(0.5 * 48 / 500)
    assert hood.mediation.parties.adviser == 0.5
    assert hood.governance.roles_clear == pytest.approx(0.5 * (0.7 + 0.9))


def test_rules_never_make_it_less_clear_than_it_was():
    hood = heated([tiers(handover=0.1)], months=1)
    hood.step()
    assert hood.governance.roles_clear == pytest.approx(0.7)


def test_after_the_end_the_desk_is_alone():
    hood = heated([tiers(end=2)], months=3)
    hood.run()
    assert not hood.staff.has(Role.SOCIAL, 0)
    assert not hood.staff.has(Role.COUNCIL, 0)
    assert hood.mediation.parties.adviser == 0.0
    assert hood.governance.roles_clear == hood.estate.plan.organisation.governance.roles_clear


def test_a_case_whose_social_worker_is_dismissed_goes_back_to_the_desk():
    # Once a session was booked with a pool of nobody, and the run broke off.
    hood = heated([tiers(end=2, social_workers=0.5, case_share=0.2)], months=8)
    results = hood.run()
    late = results.disputes["opened_hour"] < 24.0 * 60
    done = results.disputes["outcome"] != "open"
    assert (late & done).sum() > 0


def test_only_the_time_for_cases_is_paid_by_the_size_of_the_estate_and_the_days_of_the_year():
    hood = heated([tiers(start=1, end=1, case_share=0.4)], months=2)
    spending = hood.run().spending
    wages = spending["yuan"][spending["what"] == "salaries"].sum()
    expected = 5.0 * 0.4 * tiers().salary * (hood.estate.size / 500.0) * 30.0 / 365.0
    assert wages == pytest.approx(expected)
    hours = spending["staff_hours"][spending["what"] == "salaries"].sum()
    assert hours == pytest.approx(5.0 * 0.4 * 2080.0 * (hood.estate.size / 500.0) * 30.0 / 365.0)
