"""Governance in the limit: thresholds, conditional cooperation, binomial turnout, cash."""

from __future__ import annotations

import numpy as np
import pytest
from civic_world import civic
from small_world import estate_plan

from model.beliefs import Belief
from model.money import Purse
from model.protest import rally

TOWERS = estate_plan(count=4, stairs=2, floors=20, doors=6, renters=0.0)  # 960 homes


def test_a_hundred_thresholds_in_a_row_bring_a_hundred_and_one_gap_brings_one():
    thresholds = np.arange(100.0)
    assert rally(thresholds) == 100
    thresholds[1] = 2.0
    assert rally(thresholds) == 1


@pytest.mark.parametrize(("free", "s"), [(0.0, 0.8), (0.3, 0.8), (0.5, 0.9)])
def test_conditional_cooperation_falls_by_its_ratio_a_round(free: float, s: float):
    # nobody pays of their own accord: c = s E among those who go by others, 0 among the rest
    fees = {"base": -60.0, "reciprocity": s, "unconditional": free, "yearly": 0.0}
    total = expected = variance = 0.0
    for seed in range(8):
        parts = civic(TOWERS, {"fees": fees}, seed=seed)
        accounts, homes = parts.treasury.accounts, parts.world.estate.dwellings
        building = homes.building[parts.world.population.households.dwelling]
        accounts.paid[:] = 1
        for round_ in range(3):
            before = accounts.paid.astype(float)
            parts.treasury.bill(90 * round_ + 89, yearly=False)
            for number in range(parts.world.estate.buildings):
                here = building == number
                # whoever goes by others is as many as the law of the share says
                chance = (1.0 - free) * s * before[here].mean()
                total += accounts.paid[here].sum()
                expected += chance * here.sum()
                variance += chance * (1.0 - chance) * here.sum()
    assert abs(total - expected) < 4.5 * np.sqrt(variance)


def test_alone_with_their_own_lights_payers_are_binomial():
    fees = {"base": 0.5, "spread": 0.0, "company": 0.0, "service": 0.0, "reciprocity": 0.0}
    parts = civic(TOWERS, {"fees": {**fees, "yearly": 0.0}})
    n = parts.world.population.households.rows
    p = 1.0 / (1.0 + np.exp(-0.5))
    rounds = 10
    for number in range(rounds):
        parts.treasury.bill(90 * number + 89, yearly=False)
        parts.recorder.day = 90 * number + 89
    paid = parts.treasury.accounts.owed.sum() / parts.treasury.fee / 3.0
    assert abs(paid - n * rounds * (1 - p)) < 4.5 * np.sqrt(n * rounds * p * (1 - p))


def test_turnout_of_people_who_differ_in_nothing_is_binomial():
    votes = dict.fromkeys(("spread", "company", "neighbours", "books", "mobilised"), 0.0)
    parts = civic(TOWERS, {"votes": {**votes, "base": -0.5}}, {"governance": {"notice_reach": 0.6}})
    p = 0.6 / (1.0 + np.exp(0.5))
    ballots = [ballot for day in range(10) for ballot in parts.governance.vote(day)]
    eligible, cast = sum(b.eligible for b in ballots), sum(b.cast for b in ballots)
    assert abs(cast - p * eligible) < 4.5 * np.sqrt(p * (1 - p) * eligible)


def test_belief_settles_at_good_over_good_and_weighed_bad():
    beliefs = civic(
        TOWERS, {"beliefs": {"weight": 0.1, "negativity": 3.0, "half_life": 300.0}}
    ).beliefs
    rows = np.arange(beliefs.residents.rows)
    for _ in range(200):
        beliefs.fade()
        beliefs.hear(rows, Belief.SERVICE, good=0.8, bad=0.2)
    assert beliefs.held(Belief.SERVICE).mean() == pytest.approx(0.8 / (0.8 + 0.6), abs=0.01)


def test_opening_and_in_and_out_make_closing_in_every_purse():
    parts = civic(TOWERS)
    for month in range(24):
        parts.recorder.day = 30 * month
        parts.treasury.open_month(30 * month, unaccounted=0.3)
        parts.treasury.pay_activities(30 * month + 3, 5_000.0)
        parts.money.spend(30 * month + 5, "garden", Purse.SUBSIDY, "beds", yuan=7_000.0)
        parts.treasury.close_month(30 * month + 29, 12.5)
        assert parts.money.residual() < 1e-6
    assert parts.money.overdrawn == pytest.approx(24 * 7_000.0)
