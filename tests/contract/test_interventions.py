"""What every intervention of the catalogue keeps, whatever it does."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
import yaml
from doors import Gate, outcomes, unchanged
from neighbourhoods import differences, staffed, tables
from pydantic import TypeAdapter

from model.budget import Budget, BudgetPlan
from model.dials import Dials
from model.interventions import CATALOGUE, PLANS, AnyPlan, Intervention, Plan
from model.needs import Need
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 4
# What provides a need, where the small estate of these tests, social workers and all, has it not.
PROVIDERS: dict[Need, str] = {}
FREE_VERBS = {
    "money.spend",
    "shortfalls.note",
    "streams.draws",
    "estate.quarter_share",
    "help.members",
    "platform.has",
    "activities.welcome",
    "care.with_button",
}
each_plan = pytest.mark.parametrize("use", list(CATALOGUE))


def plan(use: str, **settings: Any) -> Plan:
    return PLANS[use](**settings)


def providers(use: str) -> list[Plan]:
    """Return the measures that provide what one needs, from the first month on."""
    return [plan(PROVIDERS[need], start=1) for need in PLANS[use].needs if need in PROVIDERS]


def run(*plans: Plan, months: int = MONTHS) -> Results:
    return staffed(plans, months=months).run()


@pytest.fixture(scope="module")
def baseline() -> Results:
    return run()


# -- the declaration ---------------------------------------------------------------------------


def test_the_catalogue_and_the_plans_have_the_same_names():
    assert list(CATALOGUE) == list(PLANS)
    assert all(kind.name == use for use, kind in CATALOGUE.items())
    assert all(kind().use == use for use, kind in PLANS.items())


@each_plan
def test_a_plan_survives_yaml_and_json(use: str):
    reader: TypeAdapter[Plan] = TypeAdapter(AnyPlan)
    original = plan(use, start=3, end=9, ramp=2, coverage=0.5)
    through_yaml = yaml.safe_load(yaml.safe_dump(original.model_dump(mode="json")))
    assert reader.validate_python(through_yaml) == original
    assert reader.validate_json(json.dumps(original.model_dump(mode="json"))) == original


@each_plan
def test_a_plan_can_be_pickled(use: str):
    original = plan(use, coverage=0.3)
    assert pickle.loads(pickle.dumps(original)) == original


@each_plan
def test_an_unknown_setting_is_refused(use: str):
    with pytest.raises(ValueError, match="cheer"):
        plan(use, cheer=1)


@each_plan
def test_an_end_before_the_start_is_refused(use: str):
    with pytest.raises(ValueError, match="comes before start"):
        plan(use, start=5, end=4)


@each_plan
def test_plan_and_intervention_say_what_they_are(use: str):
    assert CATALOGUE[use].__doc__
    assert PLANS[use].__doc__
    assert CATALOGUE[use].touches


@each_plan
def test_every_own_setting_is_known_by_meaning_unit_source_and_range(use: str):
    for name, field in PLANS[use].model_fields.items():
        if name == "use" or (name in Plan.model_fields and not field.json_schema_extra):
            continue
        extra = field.json_schema_extra
        assert field.description, name
        assert isinstance(extra, dict), f"{use}.{name} is not declared with known()"
        assert extra["unit"] and extra["source"], name
        bounds = {type(item).__name__: item for item in field.metadata}
        assert extra["low"] <= field.default <= extra["high"], name
        if "Ge" in bounds:
            assert bounds["Ge"].ge <= extra["low"], name
        if "Le" in bounds:
            assert bounds["Le"].le >= extra["high"], name


@each_plan
def test_only_what_reaches_homes_or_people_can_be_kept_to_buildings(use: str):
    if PLANS[use].reaches == "estate":
        with pytest.raises(ValueError, match="leave buildings out"):
            plan(use, buildings=(1,))
    else:
        measure = staffed([plan(use, start=1, buildings=(2,))], months=1).interventions[0]
        assert 0 < measure.homes() < measure.hood.estate.size
        assert (measure.hood.estate.dwellings.building[measure.dwellings()] == 1).all()


@each_plan
def test_what_a_measure_needs_is_there_in_the_estate_of_these_tests(use: str):
    # Else the tests below would see it wait, and prove nothing.
    hood = staffed([*providers(use), plan(use, start=1)], months=1)
    hood.step()
    assert hood.interventions[-1].met() == 1.0 or hood.interventions[-1].share > 0


@each_plan
def test_without_money_a_measure_waits_changes_nothing_and_says_so(use: str, baseline: Results):
    hood = staffed([plan(use, start=1, ramp=0)], months=MONTHS)
    measure = hood.interventions[0]
    if not measure.bill(0, since=0):
        pytest.skip("costs nothing that is known beforehand")
    hood.budget = Budget(BudgetPlan(yearly=(0.0,)), hood.money)
    results = hood.run()
    assert differences(results, baseline) == []
    assert results.spending["yuan"].sum() == baseline.spending["yuan"].sum()
    assert set(results.shortfalls["measure"]) == {use}
    assert "budget" in set(results.shortfalls["reason"])


# -- nothing, not yet, no longer ---------------------------------------------------------------


@each_plan
def test_at_coverage_0_a_measure_is_the_baseline_to_the_last_bit(use: str, baseline: Results):
    # The measure runs, from the first day, through all its doors, at dose zero.
    hood = staffed([plan(use, start=1, coverage=0.0)], months=MONTHS)
    dosed = hood.run()
    assert hood.interventions[0].begun
    assert differences(dosed, baseline) == []
    assert dosed.spending["yuan"].sum() == baseline.spending["yuan"].sum()


def test_all_measures_at_coverage_0_together_are_the_baseline_to_the_last_bit(baseline: Results):
    assert differences(run(*(plan(use, start=1, coverage=0.0) for use in PLANS)), baseline) == []


@each_plan
def test_a_measure_at_full_coverage_is_not_the_baseline(use: str, baseline: Results):
    # Without this the tests above could not fail.
    assert differences(run(plan(use, start=1, ramp=0)), baseline) != []


@each_plan
def test_nothing_changes_before_the_start(use: str, baseline: Results):
    later = run(plan(use, start=3))
    for name, values in tables(later):
        other = dict(tables(baseline))[name]
        if name.startswith("kpis."):
            assert np.array_equal(values[:2], other[:2], equal_nan=True), name
    early = later.counts["month"] < 3
    reference = {
        (what, group, month): count
        for what, group, month, count in zip(
            baseline.counts["what"],
            baseline.counts["group"],
            baseline.counts["month"],
            baseline.counts["count"],
            strict=True,
        )
    }
    for what, group, month, count in zip(
        *(later.counts[name][early] for name in ("what", "group", "month", "count")), strict=True
    ):
        if what.startswith("closings"):
            continue  # counted by the month in which a case was closed, and looked up at the end
        assert reference.get((what, group, month), 0.0) == count, (what, group, month)


@each_plan
def test_a_start_after_the_last_month_is_the_baseline(use: str, baseline: Results):
    assert differences(run(plan(use, start=MONTHS + 1)), baseline) == []


@each_plan
def test_after_the_end_the_dials_are_at_rest_and_no_more_is_spent(use: str):
    hood = staffed([plan(use, start=1, end=2, ramp=0)], months=MONTHS)
    results = hood.run()
    hood.morning()
    for item in fields(Dials):
        assert np.all(np.asarray(getattr(hood.dials, item.name)) == 1.0), item.name
    months = results.spending["month"][results.spending["measure"] == use]
    assert set(months) <= {1, 2}


@each_plan
def test_a_measure_with_full_hands_can_end_on_any_day(use: str):
    # Cases on their way to people who are dismissed still find their way out.
    settings: dict[str, Any] = {"start": 1, "ramp": 0, "end": 1}
    if use == "mediation_tiers":
        settings |= {"social_workers": 5.0, "case_share": 1.0}
    hood = staffed([plan(use, **settings)], months=3)
    hood.run()
    assert hood.day == 90


@each_plan
def test_a_measure_comes_on_by_its_ramp(use: str):
    hood = staffed([plan(use, start=2, ramp=2, end=6, coverage=0.5)], months=7)
    measure = hood.interventions[0]
    assert measure.reach(29) == 0.0
    assert 0 < measure.reach(30) < 0.02
    assert measure.reach(59) == pytest.approx(0.25)
    assert measure.reach(89) == pytest.approx(0.5)
    assert measure.reach(179) == pytest.approx(0.5)
    assert measure.reach(180) == 0.0


# -- money -------------------------------------------------------------------------------------


@each_plan
def test_a_measure_costs_something_and_never_less_than_nothing(use: str):
    results = run(plan(use, start=2))
    own = results.spending["measure"] == use
    assert (results.spending["yuan"] >= 0).all()
    assert (results.spending["staff_hours"] >= 0).all()
    assert results.spending["yuan"][own].sum() > 0
    assert (results.spending["month"][own] >= 2).all()


@each_plan
def test_half_the_coverage_costs_less(use: str):
    def cost(coverage: float) -> float:
        spending = run(plan(use, start=1, coverage=coverage)).spending
        return float(spending["yuan"][spending["measure"] == use].sum())

    assert cost(0.0) == 0.0
    assert 0.0 < cost(0.5) < cost(1.0)


# -- three doors and no other ------------------------------------------------------------------


def guarded(measure: Intervention, hood: Neighbourhood, used: set[str]) -> None:
    """Hold a measure's two doors a day to what it declares."""
    measure.hood = Gate(hood, used)  # type: ignore[assignment]
    morning, afternoon = measure.morning, measure.afternoon

    def watched_morning(day: int, dials: Dials) -> None:
        before = {item.name: np.copy(getattr(dials, item.name)) for item in fields(Dials)}
        held = dict(outcomes(hood))
        morning(day, dials)
        for item in fields(Dials):
            if not np.array_equal(before[item.name], getattr(dials, item.name)):
                used.add(item.name)
        unchanged(held, hood)

    def watched_afternoon(day: int) -> None:
        held = dict(outcomes(hood))
        afternoon(day)
        unchanged(held, hood)

    measure.morning = watched_morning  # type: ignore[method-assign]
    measure.afternoon = watched_afternoon  # type: ignore[method-assign]


@each_plan
def test_a_measure_uses_the_dials_and_verbs_it_declares_and_writes_no_outcome(use: str):
    certain = {"subsidy_chance": 1.0} if use == "partner_network" else {}  # else a grant is luck
    hood = staffed([plan(use, start=1, end=3, ramp=0, **certain)], months=4)
    used: set[str] = set()
    guarded(hood.interventions[0], hood, used)
    while hood.month <= 4:
        hood.step()
    declared = set(CATALOGUE[use].touches)
    assert used - FREE_VERBS <= declared, "used, and not declared in touches"
    assert declared <= used, "declared in touches, and not used"


def test_the_doorkeeper_notices_what_is_written():
    hood = staffed(months=1)
    used: set[str] = set()
    gate: Any = Gate(hood, used)
    gate.mediation.follow_up = 1.0
    gate.staff.train(0, 0.1)
    assert used == {"mediation.follow_up", "staff.train"}
    before = dict(outcomes(hood))
    hood.residents.trust[0] += 0.1
    with pytest.raises(AssertionError, match=r"residents\.trust was written"):
        unchanged(before, hood)
