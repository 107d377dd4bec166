"""A budget binds: who comes first is paid first, and nobody starts what the year cannot carry."""

from __future__ import annotations

import pytest
from neighbourhoods import heated

from model.budget import BudgetPlan
from model.interventions import PLANS, Plan
from model.neighbourhood import Neighbourhood


def plan(use: str, **settings: object) -> Plan:
    return PLANS[use].model_validate({"use": use, "start": 1, **settings})


def hood_with(*plans: Plan, months: int = 3, **budget: object) -> Neighbourhood:
    hood = heated(months=months)
    hood.equip(plans, months=months, budget=BudgetPlan.model_validate(budget))
    return hood


def shares(hood: Neighbourhood) -> dict[str, float]:
    hood.step()
    return {measure.name: measure.share for measure in hood.interventions}


def year_of(use: str) -> float:
    """Return what the price list of a measure asks for in its first twelve months."""
    measure = heated([plan(use)], months=1).interventions[0]
    return sum(cost.yuan for month in range(12) for cost in measure.bill(30 * month, since=0))


def test_enough_money_pays_for_everything():
    hood = hood_with(plan("points"), plan("time_bank"), yearly=[1e9])
    assert set(shares(hood).values()) == {1.0}
    hood.run()
    assert hood.shortfalls.noted == []


def test_who_comes_first_is_paid_first():
    enough = year_of("time_bank")
    uses = plan("points"), plan("time_bank")
    first = shares(hood_with(*uses, yearly=[enough], priority=["time_bank", "points"]))
    assert first == {"points": 0.0, "time_bank": pytest.approx(1.0)}
    second = shares(hood_with(*uses, yearly=[enough], priority=["points"]))
    assert second["points"] == 1.0 and second["time_bank"] < 1.0


def test_what_fits_in_part_works_at_that_share():
    got = shares(hood_with(plan("time_bank"), yearly=[year_of("time_bank") / 2.0]))
    assert got["time_bank"] == pytest.approx(0.5)


def test_a_share_of_what_is_asked_for_pays_that_share():
    hood = hood_with(plan("time_bank"), yearly=None, share=0.5)
    assert shares(hood)["time_bank"] == pytest.approx(0.5)
    assert hood.budget is not None
    assert hood.budget.given(0) == pytest.approx(0.5 * year_of("time_bank"))


@pytest.mark.parametrize("given", [{}, {"yearly": (1.0,), "share": 0.5}])
def test_a_budget_is_given_in_one_way(given: dict[str, object]):
    with pytest.raises(ValueError, match="by one of them"):
        BudgetPlan.model_validate(given)


def test_a_channel_of_its_own_binds_too():
    hood = hood_with(plan("time_bank"), yearly=[1e9], channels={"subsidy": 0.0})
    assert shares(hood) == {"time_bank": 0.0}


def test_what_a_year_leaves_over_goes_on_only_where_it_may():
    hood = hood_with(plan("points"), months=13, yearly=[5000.0, 100.0])
    assert hood.budget is not None
    assert hood.budget.left(0) == 5000.0
    assert hood.budget.left(360) == 5100.0
    kept = hood_with(plan("points"), months=13, yearly=[5000.0, 100.0], carry_over=False)
    assert kept.budget is not None
    assert kept.budget.left(360) == 100.0


def test_prices_known_beforehand_are_never_overspent():
    yearly = year_of("mediation_tiers") * 0.4
    hood = hood_with(plan("mediation_tiers"), months=14, yearly=[yearly])
    results = hood.run()
    spent = results.spending["measure"] == "mediation_tiers"
    for year in (0, 1):
        months = (results.spending["month"] - 1) // 12 <= year
        assert results.spending["yuan"][spent & months].sum() <= yearly * (year + 1) * (1 + 1e-9)
    assert set(results.shortfalls["reason"]) == {"budget"}


def test_a_measure_twice_in_the_priority_is_refused():
    with pytest.raises(ValueError, match="names points twice"):
        BudgetPlan(yearly=(1.0,), priority=("points", "points"))
