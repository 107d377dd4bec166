"""The platform opens functions for homes, and keeps them clean and up; nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.functions import Module
from model.interventions.platform import DigitalPlatformPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 4
SHUT: dict[str, Any] = dict.fromkeys(["circle", "help_board", "council", "books"], False)


def platform(**settings: Any) -> DigitalPlatformPlan:
    return DigitalPlatformPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: DigitalPlatformPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: DigitalPlatformPlan) -> Results:
    return hood_with(*plans).run()


def test_it_opens_what_it_is_told_to_and_closes_that_at_the_end():
    hood = hood_with(platform(books=True, council=False, end=2))
    hood.step()
    chosen = {Module.SERVICE, Module.CIRCLE, Module.HELP_BOARD, Module.BOOKS}
    assert set(np.flatnonzero(hood.platform.modules)) == chosen
    hood.run()
    assert set(np.flatnonzero(hood.platform.modules)) == {Module.SERVICE}


def test_a_platform_without_functions_and_honours_is_the_baseline():
    hollow = run(platform(**SHUT, honours=0.0))
    assert set(differences(hollow, run())) <= set(SPENDING)


def test_more_use_it_when_there_is_more_on_it_and_honours():
    def active(*plans: DigitalPlatformPlan) -> float:
        return float(counts(run(*plans), "platform_active").sum())

    assert active() < active(platform(honours=0.0)) < active(platform(honours=3.0))


def test_only_who_is_active_in_a_home_with_the_offer_is_in_the_circle():
    hood = hood_with(platform(coverage=0.5))
    hood.step()
    offered = hood.interventions[0].homes_offered  # type: ignore[attr-defined]
    assert 0 < offered.sum() < offered.size
    accounts, r = hood.accounts.table, hood.residents
    inside = offered[r.dwelling]
    assert accounts.circle[inside].any()
    assert (accounts.circle == (accounts.active & inside)).all()
    assert (accounts.offline[~inside] == 1.0).all()


def test_a_moderator_takes_out_half_of_the_advertising_in_the_hours_that_takes():
    hood = hood_with(platform(moderator_hours=3.0, half_clean=3.0))
    hood.step()
    assert hood.platform.moderation == pytest.approx(0.5)
    idle = hood_with(platform(moderator_hours=0.0))
    idle.step()
    assert idle.platform.moderation == 0.0


def test_a_platform_whose_upkeep_is_not_paid_is_shut_and_stays_shut():
    lives = []
    for seed in range(8):
        hood = heated([platform(upkeep=0.0)], months=240, seed=seed)
        measure = hood.interventions[0]
        while not hood.platform.suspended:
            measure.morning(hood.day, hood.dials)
            hood.platform.log_in(hood.day)  # the risk alone, month by month
            hood.day += 30
        lives.append(hood.day / 360)
        measure.morning(hood.day, hood.dials)  # would open everything again
        assert set(np.flatnonzero(hood.platform.modules)) == {Module.SERVICE}
    assert abs(np.mean(lives) - 1.0) < 4.5 / np.sqrt(8)


def test_when_money_falls_short_later_upkeep_and_moderation_fall_and_offers_stand():
    hood = hood_with(platform())
    hood.step()
    measure = hood.interventions[0]
    before = measure.homes_offered.copy()  # type: ignore[attr-defined]
    measure.share = 0.5
    measure.sustain(30)
    assert hood.platform.upkeep == pytest.approx(0.5)
    assert hood.platform.moderation == pytest.approx(3.0 / 5.0)
    assert (measure.homes_offered == before).all()  # type: ignore[attr-defined]


def test_the_price_list_adds_up():
    plan = platform(
        build=60_000.0,
        operation=12_000.0,
        moderator_hours=7.0,
        wage=40.0,
        upkeep=0.5,
        upkeep_fund=24_000.0,
        honours=0.5,
        prizes=20_000.0,
    )
    year = 365.0 / 30.0
    by_name = {cost.what: cost for cost in plan.prices(households=1000)}
    assert by_name["building"].yuan == 120_000.0
    assert by_name["building"].over == 1
    assert by_name["operation"].yuan * year == pytest.approx(24_000.0)
    assert by_name["moderation"].hours == pytest.approx(60.0)
    assert by_name["moderation"].yuan == pytest.approx(2400.0)
    assert by_name["upkeep"].yuan * year == pytest.approx(24_000.0)
    assert by_name["honours"].yuan * year == pytest.approx(20_000.0)
