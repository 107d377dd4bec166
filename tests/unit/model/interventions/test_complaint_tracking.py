"""Complaint tracking shortens the way into the file; its assistant takes enquiries off the desk."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, differences, heated

from model.functions import Module
from model.interventions.complaint_tracking import ComplaintTrackingPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 4


def tracking(**settings: Any) -> ComplaintTrackingPlan:
    return ComplaintTrackingPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: ComplaintTrackingPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def test_whoever_is_online_is_in_the_file_sooner_and_nobody_else():
    hood = hood_with(tracking())
    hood.step()
    accounts, faster = hood.accounts.table, hood.parameters.platform.reach.intake
    assert accounts.active.any()
    assert np.allclose(accounts.intake, np.where(accounts.active, faster, 1.0))


def test_the_assistant_comes_in_its_month_and_saves_its_share():
    hood = hood_with(tracking(assistant_from=2, saved=0.4))
    hood.step()
    assert hood.platform.drafted == 0.0
    assert not hood.staff.assistant.any()
    while hood.day <= 30:
        hood.step()
    faster = 0.6 * hood.parameters.platform.reach.intake
    active = hood.accounts.table.active
    assert np.allclose(hood.accounts.table.intake[active], faster)


def test_the_assistant_takes_enquiries_off_the_desk_only_where_somebody_is_online():
    hood = hood_with(tracking(assistant_from=1, answered=1.0))
    hood.step()
    r = hood.residents
    online = np.zeros(hood.estate.size, np.bool_)
    online[r.dwelling[r.present & hood.accounts.table.active]] = True
    assert 0 < online.sum() < online.size
    assert (hood.staff.assistant == online).all()

    def booked(answered: float) -> float:
        hood = hood_with(tracking(assistant_from=1, answered=answered))
        hood.run()
        return float(hood.staff.booked.sum())

    assert booked(1.0) < booked(0.0)


def test_an_assistant_that_does_nothing_changes_nothing():
    def life(month: int) -> Results:
        return hood_with(tracking(assistant_from=month, answered=0.0, saved=0.0)).run()

    assert set(differences(life(1), life(40))) <= set(SPENDING)


def test_what_the_platform_opens_as_well_stays_open():
    hood = hood_with(tracking(end=1))
    hood.platform.open(Module.TRACKING, by="another")
    while hood.day <= 31:
        hood.step()
    assert hood.platform.is_open(Module.TRACKING)
    assert not hood.staff.assistant.any()


def test_where_there_is_no_platform_it_waits_and_says_so():
    hood = hood_with(tracking())
    hood.platform.close(*Module)
    results = hood.run()
    assert not hood.interventions[0].begun
    assert set(results.shortfalls["reason"]) == {"needs"}


def test_the_assistant_is_paid_from_its_month_on():
    plan = tracking(start=4, assistant_from=7, assistant=36_500.0, set_up=10_000.0)
    set_up, _, assistant = plan.prices(households=500)
    assert set_up.in_month(0).yuan == 10_000.0
    assert set_up.in_month(1).yuan == 0.0
    assert assistant.in_month(2).yuan == 0.0
    assert assistant.in_month(3).yuan == pytest.approx(3000.0)
