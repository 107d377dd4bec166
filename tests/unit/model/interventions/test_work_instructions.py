"""Work instructions cover cases of clearing and say whose turn it is, and do nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, differences, heated, parameters

from model.interventions.work_instructions import WorkInstructionsPlan
from model.neighbourhood import Neighbourhood


def instructions(**settings: Any) -> WorkInstructionsPlan:
    return WorkInstructionsPlan(**({"start": 1, "ramp": 0} | settings))


def test_it_moves_what_is_covered_and_clear_towards_its_settings_and_back():
    plan = instructions(end=1, coverage=0.5, covered=0.9, roles=0.9)
    hood = heated([plan], months=2)
    covered, clear = hood.clearing.instructed, hood.governance.roles_clear
    assert covered < plan.covered
    assert clear < plan.roles
    hood.step()
    assert hood.clearing.instructed == pytest.approx(0.5 * (covered + plan.covered))
    assert hood.governance.roles_clear == pytest.approx(0.5 * (clear + plan.roles))
    while hood.day <= 30:
        hood.step()
    assert (hood.clearing.instructed, hood.governance.roles_clear) == (covered, clear)


def test_an_estate_that_has_more_loses_nothing():
    hood = heated([instructions(covered=0.0, roles=0.0)], months=1)
    before = hood.clearing.instructed, hood.governance.roles_clear
    hood.step()
    assert (hood.clearing.instructed, hood.governance.roles_clear) == before


def started(*, clear: float, clears: float) -> Neighbourhood:
    run = SMALL.organisation
    governance = run.governance.model_copy(update={"roles_clear": clear})
    service = run.service.model_copy(update={"clears": clears, "refers": 0.0})
    organised = run.model_copy(update={"governance": governance, "service": service})
    estate = SMALL.model_copy(update={"organisation": organised})
    return Neighbourhood(estate, parameters(HEATED), seed=7, months=1)


def test_where_nothing_is_cleared_and_roles_are_clear_only_its_cost_is_left():
    start = started(clear=1.0, clears=0.0)
    with_it, without = start.fork([instructions()], months=4), start.fork(months=4)
    assert set(differences(with_it.run(), without.run())) <= set(SPENDING)


def test_where_roles_are_unclear_life_differs():
    start = started(clear=0.0, clears=0.0)
    with_it, without = start.fork([instructions()], months=4), start.fork(months=4)
    assert set(differences(with_it.run(), without.run())) - set(SPENDING)


def test_the_price_list_is_a_draft_once_and_hours_by_size():
    plan = instructions(drafting=30_000.0, training_hours=6.0, wage=50.0)
    draft, training = plan.prices(households=250)
    assert (draft.yuan, draft.hours, draft.over) == (15_000.0, 0.0, 1)
    assert (training.yuan, training.hours) == (150.0, 3.0)
