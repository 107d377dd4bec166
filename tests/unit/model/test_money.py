"""What is spent, by month, measure, purse and purpose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_purse_holds_what_it_was_opened_with_and_got_less_what_it_paid():
    money = Money()
    money.open(Purse.SUBSIDY, 500.0)
    money.receive(3, "civil affairs", Purse.SUBSIDY, 200.0)
    money.spend(4, "garden", Purse.SUBSIDY, "beds", yuan=150.0)
    money.pay(5, "audit", Purse.SUBSIDY, yuan=50.0)
    assert money.balance(Purse.SUBSIDY) == 500.0
    assert money.residual() == 0.0


def test_moving_money_between_purses_makes_none():
    money = Money()
    money.open(Purse.PUBLIC_INCOME, 100.0)
    money.transfer(0, "unaccounted", Purse.PUBLIC_INCOME, Purse.COMPANY, 30.0)
    assert (money.balance(Purse.PUBLIC_INCOME), money.balance(Purse.COMPANY)) == (70.0, 30.0)
    assert money.residual() == 0.0


def test_a_purse_below_zero_says_so():
    money = Money()
    money.spend(0, "garden", Purse.DONATION, "beds", yuan=80.0)
    money.receive(40, "bank", Purse.DONATION, 30.0)
    assert money.overdrawn == 50.0


def test_a_new_beginning_keeps_what_purses_were_opened_with():
    money = Money()
    money.open(Purse.SUBSIDY, 500.0)
    money.spend(0, "garden", Purse.SUBSIDY, "beds", yuan=150.0)
    money.cut(0, "activities", Purse.SUBSIDY, 20.0)
    money.restart()
    assert (money.spent, money.cuts, money.balance(Purse.SUBSIDY)) == ({}, [], 500.0)


@pytest.mark.parametrize(
    ("held", "spared", "share"), [(900, 0, 1.0), (450, 0, 0.5), (450, 300, 1 / 6), (0, 0, 0.0)]
)
def test_a_purse_bears_what_it_holds_beyond_what_it_must_spare(held, spared, share):
    money = Money()
    money.open(Purse.COMPANY, held)
    assert money.affords("activities", Purse.COMPANY, 900.0, spared=spared) == pytest.approx(share)
    assert money.affords("activities", Purse.COMPANY, 0.0) == 1.0


def test_the_programme_draws_on_its_purse_and_measures_do_not_unless_they_share_it():
    money = Money()
    money.open(Purse.COMPANY, 1000.0)
    money.spend(0, "activities", Purse.COMPANY, "events", yuan=400.0)
    money.spend(0, "tiers", Purse.COMPANY, "salaries", yuan=600.0)
    assert money.affords("activities", Purse.COMPANY, 600.0) == 1.0
    money.measures_share = True
    assert money.affords("activities", Purse.COMPANY, 600.0) == 0.0


@pytest.mark.parametrize("amount", [{"yuan": -1.0}, {"hours": -1.0}])
def test_no_cost_and_no_income_is_below_zero(amount: dict[str, float]):
    with pytest.raises(ValueError, match="below zero"):
        Money().pay(0, "repairs", Purse.COMPANY, **amount)
    with pytest.raises(ValueError, match="below zero"):
        Money().receive(0, "fees", Purse.COMPANY, -1.0)


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["spend", "receive", "pay"]),
        st.integers(0, 400),
        st.sampled_from(Purse),
        st.floats(0, 1e6),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(ENTRIES)
def test_opening_and_in_less_out_is_closing_whatever_happens(entries):
    money = Money()
    money.open(Purse.COMPANY, 1e4)
    for kind, day, purse, yuan in entries:
        if kind == "spend":
            money.spend(day, "garden", purse, "beds", yuan=yuan)
        elif kind == "receive":
            money.receive(day, "fees", purse, yuan)
        else:
            money.pay(day, "service", purse, yuan=yuan)
        assert money.residual() < 1e-6
