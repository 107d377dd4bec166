"""The time bank works by members, their hours and a dispatcher, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.interventions.time_bank import TimeBankPlan
from model.ledger import Unit
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 6


def bank(**settings: Any) -> TimeBankPlan:
    return TimeBankPlan(**({"start": 1, "ramp": 0} | settings))


def hood_with(*plans: TimeBankPlan) -> Neighbourhood:
    return heated(plans, months=MONTHS)


def run(*plans: TimeBankPlan) -> Results:
    return hood_with(*plans).run()


def test_a_bank_that_nobody_joins_is_the_baseline():
    empty = run(bank(join=-20.0))
    assert set(differences(empty, run())) <= set(SPENDING)
    assert not empty.exchanges["paid"].any()


def test_only_members_are_paid_and_pay():
    hood = hood_with(bank(join=0.0))
    results = hood.run()
    paid = results.exchanges["paid"]
    assert paid.any()
    members = set(hood.residents.identity[hood.help.membership.enrolled].tolist())
    assert set(results.exchanges["asker"][paid].tolist()) <= members
    assert set(results.exchanges["helper"][paid].tolist()) <= members


def test_a_bank_lets_more_requests_be_met():
    with_bank, without = run(bank(join=2.0)), run()
    assert counts(with_bank, "help_matched").sum() > counts(without, "help_matched").sum()


def test_whoever_has_joined_at_half_the_reach_has_joined_at_the_full():
    def members(coverage: float) -> set[int]:
        hood = hood_with(bank(join=0.0, coverage=coverage))
        hood.step()
        return set(np.flatnonzero(hood.help.membership.enrolled).tolist())

    assert set() < members(0.5) < members(1.0)


def test_counters_reach_people_without_digital_skill():
    def mean_skill(counters: float) -> float:
        hood = hood_with(bank(join=20.0, counters=counters))
        hood.step()
        return float(hood.residents.digital[hood.help.membership.enrolled].mean())

    assert mean_skill(1.0) < mean_skill(0.0)


def test_at_the_end_memberships_end_and_balances_stand():
    hood = hood_with(bank(join=2.0, end=2))
    results = hood.run()
    assert hood.help.members() == 0
    assert not hood.help.bank_open
    assert np.abs(hood.ledger.balances.held[:, Unit.HOURS]).sum() > 0
    assert (results.exchanges["day"][results.exchanges["paid"]] < 60).all()


def test_the_dispatcher_is_paid_by_the_hour():
    plan = bank(join=-20.0, end=1, wage=40.0, dispatcher_hours=2.0)
    hood = hood_with(plan)
    spending = hood.run().spending
    own = spending["what"] == "dispatcher"
    hours = plan.dispatcher_hours * hood.estate.size / 500.0 * 30.0
    assert spending["staff_hours"][own].sum() == pytest.approx(hours)
    assert spending["yuan"][own].sum() == pytest.approx(40.0 * hours)


def test_new_members_are_given_hours_once_and_the_books_still_balance():
    hood = hood_with(bank(join=20.0, counters=1.0, grant=3.0))
    hood.step()
    members = hood.help.membership.enrolled
    assert members.any()
    assert hood.ledger.outstanding(Unit.HOURS) == pytest.approx(3.0 * members.sum())
    while hood.day < 31:
        hood.step()
    joined = hood.help.membership.enrolled.sum()
    assert -hood.ledger.books[Unit.HOURS, 0] == pytest.approx(3.0 * joined)
    assert hood.ledger.residual(Unit.HOURS) == pytest.approx(0.0, abs=1e-9)


def test_the_bank_credits_no_more_than_its_cap():
    # Below the cap a member may still be paid for one piece of help, of eight hours at most.
    hood = hood_with(bank(join=20.0, counters=1.0, cap=2.0))
    results = hood.run()
    assert hood.ledger.balances.held[:, Unit.HOURS].max() < 2.0 + 8.0
    free = run(bank(join=20.0, counters=1.0, cap=60.0))
    full = counts(results, "bank_members_full").sum()
    assert full > counts(free, "bank_members_full").sum()


def test_a_cap_that_lets_nobody_earn_stops_all_exchange_in_the_bank():
    assert not run(bank(join=20.0, counters=1.0, cap=0.0, grant=1.0)).exchanges["paid"].any()


def test_a_dispatcher_without_a_register_reaches_fewer_who_can():
    def reached(register: float) -> float:
        hood = hood_with(bank(join=20.0, counters=1.0, registered=register, dispatcher_hours=24.0))
        hood.help.rules = hood.help.rules._replace(calls=6.0, board_read=0.0)
        return float(counts(hood.run(), "help_through", "dispatcher").sum())

    assert reached(0.0) < reached(1.0)


def test_a_help_board_matches_members_by_itself_and_only_where_there_is_one():
    def paid(automatic: float, *, board: bool) -> int:
        hood = hood_with(bank(join=20.0, counters=1.0, automatic=automatic, dispatcher_hours=0.0))
        if board:
            hood.log_in = lambda: hood.help.show_board(  # type: ignore[method-assign]
                np.ones(hood.residents.rows, np.bool_)
            )
        hood.help.rules = hood.help.rules._replace(board_read=0.05)
        return int(hood.run().exchanges["paid"].sum())

    assert paid(0.9, board=True) > paid(0.0, board=True)
    assert paid(0.9, board=False) == paid(0.0, board=False)
