"""Time-shared parking moves spaces and income, as far as cars are away and drivers consent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import counts, differences, heated

from model.interventions.time_shared_parking import (
    WORKDAYS,
    TimeSharedParking,
    TimeSharedParkingPlan,
)
from model.neighbourhood import Neighbourhood

MONTHS = 3
SURE: dict[str, Any] = {"consent": 20.0, "guests": 5000.0}


def shared(**settings: Any) -> TimeSharedParkingPlan:
    return TimeSharedParkingPlan(**({"start": 1} | settings))


def hood_with(*plans: Any, spaces: int = 60) -> Neighbourhood:
    hood = heated(plans, months=MONTHS)
    hood.places.parking[:] = spaces
    return hood


def measure(hood: Neighbourhood) -> TimeSharedParking:
    found = hood.interventions[0]
    assert isinstance(found, TimeSharedParking)
    return found


def begun(hood: Neighbourhood) -> TimeSharedParking:
    hood.step()
    return measure(hood)


def cars(hood: Neighbourhood) -> float:
    return float((hood.households.cars * hood.households.present).sum())


def test_what_is_let_stands_idle_and_is_not_kept_in_reserve():
    hood = hood_with(shared(**SURE, away=0.5, reserve=0.2))
    idle = 60 - 0.5 * cars(hood)
    assert begun(hood).let.sum() == pytest.approx(0.8 * idle, rel=1e-6)


def test_no_more_is_let_than_guests_want():
    hood = hood_with(shared(consent=20.0, guests=20.0))
    assert begun(hood).let.sum() == pytest.approx(20.0 * hood.estate.size / 500.0)


def test_where_cars_stay_by_day_nothing_can_be_let_and_no_income_comes():
    hood = hood_with(shared(**SURE, away=0.4), spaces=10)
    assert 0.6 * cars(hood) > 10
    assert begun(hood).let.sum() == 0.0
    assert "shared_parking" not in hood.treasury.yearly_income


def test_income_is_spaces_times_hours_times_price_times_use():
    hood = hood_with(shared(consent=20.0, guests=20.0, hours=8.0, used=0.5, price=3.0))
    let = float(begun(hood).let.sum())
    income = hood.treasury.income()["shared_parking"]
    assert income == pytest.approx(let * 8.0 * 0.5 * 3.0 * WORKDAYS * 30 / 365)


def test_drivers_consent_more_with_trust_and_more_under_a_settled_rule():
    hood = hood_with(shared(consent=-1.0, consent_trust=4.0, consent_council=2.5))
    here = begun(hood)
    hood.residents.trust_company[:] = 0.1
    doubting = here.consenting()
    hood.residents.trust_company[:] = 0.9
    trusting = here.consenting()
    hood.governance.agreed[:, 0] = 1.0
    ruled = here.consenting()
    assert (doubting < trusting).all() and (trusting < ruled).all()
    assert trusting == pytest.approx(1.0 / (1.0 + np.exp(1.0 - 4.0 * 0.6)), rel=1e-5)


def test_without_a_council_it_does_less_and_the_run_record_says_so():
    alone, ruled = hood_with(shared(guests=5000.0)), hood_with(shared(guests=5000.0))
    ruled.governance.meet_as_council(a_year=12.0)
    ruled.governance.agreed[:, 0] = 0.8
    first, second = begun(alone), begun(ruled)
    assert first.let.sum() < second.let.sum()
    assert [noted.reason for noted in alone.shortfalls.noted] == ["needs"]
    assert alone.shortfalls.noted[0].share == pytest.approx(first.consenting().mean(), rel=0.05)
    assert ruled.shortfalls.noted == []


def test_spaces_next_door_leave_fewer_cars_without_one():
    nearby = hood_with(shared(guests=0.0, nearby=300.0, walk=1.0), spaces=20)
    bare = hood_with(spaces=20)
    blocked = [counts(hood.run(), "parking_blocked").sum() for hood in (nearby, bare)]
    assert blocked[0] < blocked[1]


def test_guests_who_stay_late_cost_residents_spaces_on_workdays_alone():
    hood = hood_with(shared(consent=20.0, guests=200.0, late=0.5, early=0.0, nearby=0.0))
    while hood.day < 5:  # from Tuesday to Friday, 1 January being a Monday and a holiday
        hood.step()
    here = measure(hood)
    hood.step()
    assert hood.dials.parking_spaces == 1.0  # a Saturday
    while hood.day < 8:
        hood.step()
    assert hood.dials.parking_spaces == pytest.approx(1.0 - 0.5 * here.let.sum() / 60)


def test_residents_who_come_home_early_miss_what_was_let_beyond_the_reserve():
    kept = begun(hood_with(shared(**SURE, reserve=1.0, early=0.9, late=0.0)))
    none = begun(hood_with(shared(**SURE, reserve=0.0, early=0.9, late=0.0)))
    assert kept.short.sum() == pytest.approx(0.0, abs=1e-9)
    assert none.short.sum() > 0.0


def test_with_nobody_who_consents_and_nothing_next_door_only_the_spending_differs():
    no = hood_with(shared(consent=-20.0, consent_trust=0.0, consent_council=0.0, nearby=0.0))
    no.interventions[0].settings = no.interventions[0].settings.model_copy(update={"guests": 0.0})
    spending = {"kpis.programme_cost_yuan", "checks.money_residual", "checks.overdrawn_yuan"}
    assert set(differences(no.run(), hood_with().run())) <= spending


def test_at_the_end_guests_and_their_money_stay_away():
    hood = hood_with(shared(**SURE, end=1))
    hood.run()
    assert hood.treasury.income()["shared_parking"] == 0.0


def test_the_price_list_is_gate_warden_and_rent():
    gate, warden, rent = TimeSharedParkingPlan().prices(households=250)
    assert (gate.yuan, gate.over) == (20_000.0, 1)
    assert (warden.hours, warden.yuan) == (20.0, 600.0)
    assert rent.yuan == 10.0 * 120.0
