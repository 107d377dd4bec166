"""Treasury: fees, public income, and a programme that is cut when the purses are short."""

from __future__ import annotations

import numpy as np
import pytest
from civic_world import Civic, civic
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import estate_plan

from model.beliefs import Belief
from model.money import Purse
from model.treasury import CHARITY_DAY

BLOCK = estate_plan(count=2, stairs=2, floors=10, doors=4)
ALL_PAY, NOBODY_PAYS = {"base": 60.0, "reciprocity": 0.0}, {"base": -60.0, "reciprocity": 0.0}


def billed(fees: dict[str, float], *, quarters: int = 4) -> Civic:
    parts = civic(BLOCK, {"fees": fees})
    for number in range(1, quarters + 1):
        parts.recorder.day = 90 * number - 1
        parts.treasury.bill(90 * number - 1, yearly=number % 4 == 0)
    return parts


def rate(parts: Civic) -> float:
    paid, due = (parts.recorder.series(name).sum() for name in ("fees_paid", "fees_due"))
    return float(paid / due)


# -- fees ----------------------------------------------------------------------------------------


def test_a_year_of_bills_is_a_year_of_fees_whoever_is_billed_when():
    parts = billed(ALL_PAY)
    homes = np.count_nonzero(parts.world.population.households.present)
    assert parts.recorder.series("fees_due").sum() == pytest.approx(homes * 180.0 * 12)
    assert rate(parts) == 1.0
    assert parts.treasury.accounts.owed.sum() == 0


def test_what_is_not_paid_is_owed():
    parts = billed({"base": 0.0})
    due, paid = (parts.recorder.series(name).sum() for name in ("fees_due", "fees_paid"))
    assert 0 < paid < due
    assert parts.treasury.accounts.owed.sum() == pytest.approx(due - paid)
    assert parts.money.income[3, "fees", "company"][0] > 0


def test_who_came_lately_pays_from_then_on():
    parts = civic(BLOCK, {"fees": {**ALL_PAY, "yearly": 0.0}})
    parts.world.population.households.since[:] = 60
    due, _ = parts.treasury.bill(89, yearly=False)
    assert due == pytest.approx(parts.world.population.households.rows * 180.0)


def test_arrears_are_written_off_when_a_household_moves():
    parts = billed(NOBODY_PAYS)
    owed = parts.treasury.accounts.owed.copy()
    assert parts.treasury.close(np.array([0, 3], np.int32)) == pytest.approx(owed[0] + owed[3])
    assert parts.treasury.accounts.owed.sum() == pytest.approx(owed.sum() - owed[0] - owed[3])


@pytest.mark.parametrize("cause", ["trust", "service"])
def test_trust_and_service_bring_fees_in_and_lose_no_payer(cause: str):
    paid = []
    for better in (False, True):
        parts = civic(BLOCK, {"fees": {"base": 0.0, "reciprocity": 0.0}})
        if cause == "trust":
            parts.world.residents.trust_company[:] = 0.8 if better else 0.2
        elif better:
            parts.beliefs.hear(parts.everybody, Belief.SERVICE, good=20.0)
        parts.treasury.bill(359, yearly=True)
        paid.append(parts.treasury.accounts.paid == 1)
    assert paid[1].sum() > 1.05 * paid[0].sum()
    assert not (paid[0] & ~paid[1]).any()


def test_a_building_of_payers_pulls_its_neighbours_along():
    rates = []
    for before in (0, 1):
        parts = civic(BLOCK, {"fees": {"base": 0.0, "reciprocity": 0.8, "unconditional": 0.0}})
        parts.treasury.accounts.paid[:] = before
        due, paid = parts.treasury.bill(359, yearly=True)
        rates.append(paid / due)
    assert rates[1] > rates[0] + 0.5


def test_before_the_first_bill_nobody_can_go_by_the_neighbours():
    one = civic(BLOCK, {"fees": {"reciprocity": 0.0}}).treasury
    other = civic(BLOCK, {"fees": {"reciprocity": 0.9}}).treasury
    assert one.bill(359, yearly=True) == other.bill(359, yearly=True)


def test_bills_go_out_at_the_end_of_a_quarter_and_yearly_ones_at_the_end_of_a_year():
    parts = civic(BLOCK, {"fees": ALL_PAY})
    for month in range(12):
        parts.recorder.day = 30 * month + 29
        parts.treasury.close_month(30 * month + 29, 0.0)
    due = parts.recorder.series("fees_due")[:12]
    assert np.flatnonzero(due).tolist() == [2, 5, 8, 11]
    assert due[11] > 1.5 * due[2]


# -- public income -------------------------------------------------------------------------------


def test_public_income_comes_by_source_and_a_twelfth_a_month():
    parts = civic(BLOCK)
    income = parts.treasury.income()
    assert income["lift_advertising"] == 10_000.0
    assert income["stall_rent"] == pytest.approx(10_000.0 / 12)
    cars = parts.world.population.households.cars.sum()
    spaces = parts.world.places.parking.sum()
    assert income["parking_fees"] == 5.0 * min(cars, spaces)


def test_a_slump_takes_its_share_of_one_source():
    parts = civic(BLOCK)
    before = parts.treasury.income()
    parts.treasury.scale_income("lift_advertising", 0.75)
    after = parts.treasury.income()
    assert after["lift_advertising"] == 0.75 * before["lift_advertising"]
    assert after["parking_fees"] == before["parking_fees"]
    with pytest.raises(ValueError, match="no income from 'lottery'"):
        parts.treasury.scale_income("lottery", 2.0)


def test_new_sources_and_higher_parking_fees_add_to_public_income():
    parts = civic(BLOCK)
    before = sum(parts.treasury.income().values())
    parts.treasury.add_income("shared_parking", 12_000.0)
    parts.treasury.charge_parking(0.0)
    after = parts.treasury.income()
    assert after["shared_parking"] == 1000.0
    assert after["parking_fees"] == 0.0
    parts.treasury.charge_parking(5.0)
    assert sum(parts.treasury.income().values()) == pytest.approx(before + 1000.0)


def test_what_nobody_accounts_for_ends_with_the_company():
    parts = civic(BLOCK)
    before = parts.money.balance(Purse.COMPANY)
    parts.treasury.open_month(0, unaccounted=0.5)
    came = parts.recorder.series("public_income")[0]
    assert parts.money.income[1, "unaccounted", "company"] == [pytest.approx(0.5 * came)]
    service = parts.money.costs[1, "service", "company"][0]
    assert parts.money.balance(Purse.COMPANY) == pytest.approx(before + 0.5 * came - service)


def test_what_is_neither_repairs_nor_set_aside_goes_to_the_reserve():
    parts = civic(BLOCK, None, {"funding": {"repairs": 0.25, "public_fund": 0.0}})
    parts.treasury.set_aside(0.2)
    parts.treasury.open_month(0, unaccounted=0.1)
    came = parts.recorder.series("public_income")[0]
    assert parts.money.costs[1, "reserve", "public_income"][0] == pytest.approx(0.45 * came)
    assert parts.money.balance(Purse.PUBLIC_INCOME) == pytest.approx(0.2 * came)


def test_a_grant_fills_its_purse():
    parts = civic(BLOCK)
    parts.treasury.grant(0, "civil affairs", Purse.SUBSIDY, 500_000.0)
    assert parts.money.balance(Purse.SUBSIDY) == 500_000.0
    assert parts.recorder.series("grants", "subsidy").sum() == 500_000.0


def test_who_fears_misuse_does_not_give():
    givers = []
    for good in (0.0, 30.0):
        parts = civic(BLOCK)
        parts.beliefs.hear(parts.everybody, Belief.BOOKS, good=good)
        givers.append(parts.treasury.crowdfund(0, "playground", yuan_each=400.0))
        assert parts.money.balance(Purse.CROWDFUNDING) == 400.0 * givers[-1]
    homes = parts.world.population.households.rows
    assert 0.1 * homes < givers[0] < 0.35 * homes
    assert givers[1] > 1.5 * givers[0]


# -- donation drives -----------------------------------------------------------------------------


def test_a_drive_is_held_on_its_days_and_on_no_others():
    parts = civic(BLOCK, {"giving": {"base": 40.0}})
    parts.treasury.hold_drives(2)
    days = [day for day in range(365) if parts.treasury.drive(day)]
    assert days == [(CHARITY_DAY + 182) % 365, CHARITY_DAY]
    parts.treasury.hold_drives(0)
    assert not any(parts.treasury.drive(day) for day in range(365))


def test_a_drive_brings_gifts_into_their_purse_and_loses_none():
    parts = civic(BLOCK)
    givers = parts.treasury.drive(CHARITY_DAY)
    assert givers > 0
    assert parts.money.balance(Purse.DONATION) == givers * parts.treasury.giving.gift
    assert parts.recorder.series("drive_yuan").sum() == parts.money.balance(Purse.DONATION)
    assert parts.recorder.series("drive_asked").sum() == parts.world.population.households.rows
    assert parts.money.residual() == pytest.approx(0.0)


def test_a_drive_without_anybody_who_trusts_the_books_brings_little():
    shares = []
    for bad, good in ((200.0, 0.0), (0.0, 0.0), (0.0, 200.0)):
        parts = civic(estate_plan(count=8, stairs=2, floors=12, doors=4), {"giving": {"books": 5}})
        parts.beliefs.hear(parts.everybody, Belief.BOOKS, bad=bad, good=good)
        parts.world.residents.trust_company[:] = 0.0 if bad else 0.3
        givers = parts.treasury.drive(CHARITY_DAY)
        shares.append(givers / parts.world.population.households.rows)
    assert shares[0] < 0.1 < shares[1] < shares[2]


def test_at_the_mean_a_fifth_joins_a_drive():
    parts = civic(estate_plan(count=8, stairs=2, floors=12, doors=4))
    parts.world.residents.trust_company[:] = 0.3
    parts.world.residents.trust[:] = 0.5
    joined = np.mean([parts.treasury.drive(CHARITY_DAY + 365 * year) for year in range(20)])
    assert joined / parts.world.population.households.rows == pytest.approx(0.2, abs=0.03)  # E126


# -- the programme -------------------------------------------------------------------------------


def test_a_full_purse_holds_the_whole_programme():
    parts = civic(BLOCK)
    assert parts.treasury.programme(0, 3600.0) == 1.0
    assert parts.money.cuts == []


def test_short_public_income_cuts_the_programme_and_says_so():
    parts = civic(BLOCK, None, {"funding": {"activities_from_fees": 0.0, "public_fund": 1200.0}})
    assert parts.treasury.programme(0, 3600.0) == pytest.approx(1 / 3)
    cuts = [(cut.month, cut.what, cut.purse, cut.yuan) for cut in parts.money.cuts]
    assert cuts == [(1, "activities", "public_income", pytest.approx(2400.0))]


@pytest.mark.parametrize(
    ("subsidy", "donations", "share"), [(600.0, 0.0, 0.5), (0.0, 600.0, 0.5), (6000.0, 9.0, 1.0)]
)
def test_gifts_pay_for_the_programme_that_income_cannot_bear(
    subsidy: float, donations: float, share: float
):
    funding = {"activities_from_fees": 0.0, "public_fund": 1200.0, "subsidy": subsidy}
    parts = civic(BLOCK, None, {"funding": funding})
    parts.money.receive(0, "donations", Purse.DONATION, donations)
    assert parts.treasury.programme(0, 3600.0) == pytest.approx(share)
    parts.treasury.pay_activities(3, 3600.0 * share)
    assert parts.money.balance(Purse.PUBLIC_INCOME) == pytest.approx(0.0)
    gifts = parts.money.balance(Purse.SUBSIDY) + parts.money.balance(Purse.DONATION)
    assert gifts == pytest.approx(subsidy + donations - 3600.0 * share + 1200.0)
    assert parts.money.residual() == pytest.approx(0.0)
    assert sum(cut.yuan for cut in parts.money.cuts) == pytest.approx(3600.0 * (1.0 - share))


def test_a_full_purse_leaves_gifts_alone():
    parts = civic(BLOCK, None, {"funding": {"subsidy": 5000.0}})
    parts.treasury.programme(0, 3600.0)
    parts.treasury.pay_activities(3, 3600.0)
    assert parts.money.balance(Purse.SUBSIDY) == 5000.0


def test_fees_that_stay_away_stop_the_activities():
    parts = civic(BLOCK, {"fees": NOBODY_PAYS})
    shares = []
    for month in range(12):
        parts.treasury.open_month(30 * month, unaccounted=0.0)
        shares.append(parts.treasury.programme(30 * month, 3600.0))
        parts.treasury.pay_activities(30 * month, 3600.0 * shares[-1])
        parts.treasury.close_month(30 * month + 29, 0.0)
    assert shares[0] == 1.0
    assert shares[-1] == 0.0
    assert shares == sorted(shares, reverse=True)


def test_activities_are_paid_by_fees_and_public_income():
    parts = civic(BLOCK)
    parts.treasury.pay_activities(3, 1000.0)
    assert parts.money.spent == {
        (1, "activities", "company", "events"): [800.0, 0.0],
        (1, "activities", "public_income", "events"): [pytest.approx(200.0), 0.0],
    }


def test_measures_starve_the_programme_only_where_they_share_its_purses():
    shares = []
    for together in (False, True):
        parts = civic(BLOCK, None, {"funding": {"measures_share": together}})
        parts.money.spend(0, "tiers", Purse.COMPANY, "salaries", yuan=1e7)
        shares.append(parts.treasury.programme(0, 3600.0))
    assert shares == [1.0, 0.0]


def test_hours_on_disputes_cost_wages():
    parts = civic(BLOCK)
    parts.treasury.close_month(29, 10.0)
    assert parts.money.costs[1, "disputes", "company"] == [400.0, 10.0]
    assert parts.recorder.series("management_cost").sum() == 400.0


@settings(deadline=None, max_examples=20)
@given(st.floats(-3, 5), st.integers(1, 5), st.floats(0, 1))
def test_no_yuan_is_lost_or_made(base: float, quarters: int, unaccounted: float):
    parts = civic(BLOCK, {"fees": {"base": base}})
    for number in range(1, quarters + 1):
        parts.treasury.open_month(90 * (number - 1), unaccounted=unaccounted)
        parts.recorder.day = 90 * number - 1
        parts.treasury.close_month(90 * number - 1, 1.0)
    due, paid = (parts.recorder.series(name).sum() for name in ("fees_due", "fees_paid"))
    assert due == pytest.approx(paid + parts.treasury.accounts.owed.sum())
    assert parts.money.residual() < 1e-6
