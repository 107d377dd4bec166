"""Needs, asking and helping, with and without a bank of hours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import STILL, feed, merged, parameters

from model.ledger import Unit
from model.neighbourhood import Neighbourhood
from model.population import SKILLS

# Everybody asks at once for a quarter of an hour or so, and everybody asked says yes.
EAGER = {"help": {"needs": 365.0, "needs_older": 1.0, "will": 20.0, "ask": 20.0}}
STRANGERS = {"help": {"ask": -20.0}}  # nobody asks a friend
BACK_AND_FORTH = 60


@cache
def _started(patch: str) -> Neighbourhood:
    hood = Neighbourhood(STILL, parameters(EAGER, json.loads(patch)), months=1, seed=4)
    feed(hood, {})
    return hood


def hood_with(*patches: Mapping[str, Any], bank: bool = True) -> Neighbourhood:
    """Fork an eager neighbourhood where all adults, if there is a bank, are members of it."""
    patch: dict[str, Any] = {}
    for each in patches:
        patch = merged(patch, each)
    hood = _started(json.dumps(patch, sort_keys=True)).fork(months=12)
    hood.ledger.journal.clear()
    if bank:
        hood.help.open_bank(0.0)
        hood.help.enrol(np.flatnonzero(hood.residents.group > 0))
    return hood


def live(hood: Neighbourhood, days: int = BACK_AND_FORTH) -> Neighbourhood:
    for day in range(days):
        hood.help.exchange(day)
    return hood


def paid(hood: Neighbourhood) -> int:
    return int(sum(done.paid.sum() for _, done in hood.help.log))


def exchanges(hood: Neighbourhood) -> int:
    return int(sum(done.asker.size for _, done in hood.help.log))


def test_without_needs_there_is_no_help():
    hood = hood_with({"help": {"needs": 0.0}})
    assert sum(hood.help.exchange(day) for day in range(30)) == 0
    assert exchanges(hood) == 0


def test_without_a_bank_all_help_is_a_gift_among_friends():
    hood = live(hood_with(bank=False))
    assert exchanges(hood) > 20
    assert paid(hood) == 0
    assert not hood.ledger.balances.held[:, Unit.HOURS].any()


def test_without_friends_and_without_a_bank_nobody_is_asked():
    hood = hood_with(STRANGERS, bank=False)
    assert sum(hood.help.exchange(day) for day in range(30)) == 0


def test_strangers_help_through_the_bank_and_are_paid():
    hood = live(hood_with(STRANGERS))
    assert paid(hood) == exchanges(hood) > 100


def test_with_no_money_and_no_credit_nobody_can_pay():
    # The scrip economy with endowment zero: no trade at all.
    assert paid(live(hood_with(STRANGERS, {"help": {"overdraft": 0.0}}))) == 0


def test_where_nobody_wants_more_hours_nobody_works_for_hours():
    # The cap at the endowment: everybody has enough from the start, so nobody accepts.
    assert paid(live(hood_with(STRANGERS, {"help": {"cap": 0.0}}))) == 0


@pytest.mark.parametrize(("overdraft", "cap"), [(1.0, 5.0), (10.0, 30.0), (0.5, 0.5)])
def test_nobody_owes_more_than_the_overdraft_nor_works_at_the_cap(overdraft: float, cap: float):
    hood = hood_with(STRANGERS, {"help": {"overdraft": overdraft, "cap": cap}})
    for day in range(BACK_AND_FORTH):
        before = hood.ledger.balances.held[:, Unit.HOURS].copy()
        hood.help.exchange(day)
        held = hood.ledger.balances.held[:, Unit.HOURS]
        assert held.min() >= -overdraft - 1e-9
        gained = held > before
        assert (held[gained] < cap + 8.0 + 1e-9).all()
        assert hood.ledger.residual(Unit.HOURS) == pytest.approx(0.0, abs=1e-9)
    assert paid(hood) > 0


def test_more_credit_lets_more_requests_be_paid_for():
    numbers = [
        paid(live(hood_with(STRANGERS, {"help": {"overdraft": overdraft, "cap": 1000.0}})))
        for overdraft in (0.0, 1.0, 10.0, 1000.0)
    ]
    assert numbers == sorted(numbers)
    assert numbers[0] == 0 < numbers[1] < numbers[-1]


def test_help_brings_people_closer():
    hood = hood_with(STRANGERS)
    hood.help.exchange(0)
    done = hood.help.log[0][1]
    strengths = [
        hood.ties.between(int(a), int(b), 0) for a, b in zip(done.asker, done.helper, strict=True)
    ]
    assert 0 < np.mean(np.array(strengths) > 0) < 1  # not everybody takes to everybody
    twin = hood_with(STRANGERS)
    before = [
        twin.ties.between(int(a), int(b), 0) for a, b in zip(done.asker, done.helper, strict=True)
    ]
    assert all(now >= then for now, then in zip(strengths, before, strict=True))
    assert sum(strengths) > sum(before)


def test_who_was_helped_trusts_neighbours_more():
    hood = hood_with(STRANGERS)
    hood.help.exchange(0)
    askers = np.unique(hood.help.log[0][1].asker)
    before = hood.residents.trust[askers].copy()
    hood.ties.new_day()
    hood.outlook.feel()
    twin = hood_with(STRANGERS)
    twin.ties.new_day()
    twin.outlook.feel()
    assert (hood.residents.trust[askers] > twin.residents.trust[askers]).all()
    assert before.size


def test_nobody_helps_at_home_and_children_neither_ask_nor_help_for_hours():
    hood = live(hood_with(STRANGERS))
    r = hood.residents
    for _, done in hood.help.log:
        assert (r.household[done.asker] != r.household[done.helper]).all()
        assert (r.group[done.asker] > 0).all()
        assert (r.group[done.helper] > 0).all()


def test_helpers_from_the_register_have_the_skill():
    hood = live(hood_with(STRANGERS))
    skills = hood.residents.skills
    for _, done in hood.help.log:
        assert ((skills[done.helper] >> done.skill) & 1 == 1).all()
        assert (done.skill < len(SKILLS)).all()


def test_hours_come_in_quarters_between_a_quarter_and_eight():
    hood = live(hood_with(STRANGERS, {"help": {"hours": 10.0}}), days=10)
    hours = np.concatenate([done.hours for _, done in hood.help.log])
    assert (hours % 0.25 == 0).all()
    assert hours.min() >= 0.25
    assert hours.max() == 8.0


def test_a_dispatcher_finds_help_that_a_notice_board_does_not():
    def found(dispatch: float) -> int:
        hood = hood_with(STRANGERS, {"help": {"asked_at_once": 1, "will": 0.0}})
        hood.help.open_bank(dispatch)
        return paid(live(hood))

    assert found(0.0) < found(24.0)


def test_a_closed_bank_pays_nobody():
    hood = hood_with(STRANGERS)
    hood.help.close_bank()
    assert hood.help.members() == 0
    assert paid(live(hood)) == 0


def test_requests_are_counted_when_voiced_and_when_met():
    hood = hood_with(STRANGERS)
    hood.recorder.day = 0
    voiced = hood.help.exchange(0)
    assert hood.recorder.series("help_requests")[0] == voiced
    assert hood.recorder.series("help_matched")[0] == hood.help.log[0][1].asker.size <= voiced


def test_the_answer_takes_as_long_as_those_asked_take():
    hood = live(hood_with(STRANGERS, {"help": {"answer_hours": 5.0}}), days=100)
    waits = np.concatenate([done.waited for _, done in hood.help.log])
    error = 5.0 / np.sqrt(waits.size)
    assert abs(waits.mean() - 5.0) < 4.5 * error
