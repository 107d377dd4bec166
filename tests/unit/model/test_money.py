"""What is spent, by month, measure, purse and purpose."""

from __future__ import annotations

import pytest

from model.money import Money, Purse


def test_spending_adds_up_by_month_measure_purse_and_purpose():
    money = Money()
    money.spend(0, "points", Purse.COMPANY, "office", yuan=10.0, hours=1.0)
    money.spend(29, "points", Purse.COMPANY, "office", yuan=5.0, hours=0.5)
    money.spend(30, "points", Purse.COMPANY, "office", yuan=7.0)
    money.spend(30, "points", Purse.SUBSIDY, "office", yuan=1.0)
    assert money.spent == {
        (1, "points", "company", "office"): [15.0, 1.5],
        (2, "points", "company", "office"): [7.0, 0.0],
        (2, "points", "subsidy", "office"): [1.0, 0.0],
    }


def test_the_total_is_what_was_spent_up_to_a_month():
    money = Money()
    for day in (0, 30, 60):
        money.spend(day, "events", Purse.DONATION, "cakes", yuan=100.0)
    assert [money.total(month) for month in (0, 1, 2, 3, 9)] == [0, 100, 200, 300, 300]


@pytest.mark.parametrize("amount", [{"yuan": -1.0}, {"hours": -0.1}])
def test_nothing_costs_less_than_nothing(amount: dict[str, float]):
    with pytest.raises(ValueError, match=r"points: office costs .* below zero"):
        Money().spend(0, "points", Purse.COMPANY, "office", **amount)


def test_what_costs_nothing_leaves_no_entry():
    money = Money()
    money.spend(0, "points", Purse.COMPANY, "office")
    assert money.spent == {}


def test_hours_alone_are_an_entry():
    money = Money()
    money.spend(0, "points", Purse.COMPANY, "office", hours=2.0)
    assert money.spent == {(1, "points", "company", "office"): [0.0, 2.0]}
