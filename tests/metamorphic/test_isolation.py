"""A building far away changes nothing here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import parameters

from model.estate import BuildingPlan, EstatePlan, SpacePlan
from model.neighbourhood import Neighbourhood

MONTHS = 3
BLOCK = BuildingPlan(count=3, stairs=2, floors=21, doors=4)  # 504 dwellings: a quarter
HOMES = 504
# Much is to happen in little time; how long a desk takes to answer, and how many hours a room
# gives, everybody knows of their own quarter alone.
HASTY = {"disputes": {"channel": {"act": 0.0}}, "population": {"tolerance_median": 2.0}}


def estate(quarters: int) -> EstatePlan:
    return EstatePlan(
        buildings=(BLOCK,) * quarters,
        spaces=SpacePlan(
            parking=200 * quarters,
            playground=40 * quarters,
            green=60 * quarters,
            activity_room=30 * quarters,
        ),
    )


def people(hood: Neighbourhood) -> dict[str, Any]:
    """Return the columns of those who live in the first quarter, in order of identity."""
    r, m, g = hood.residents, hood.activities.memory, hood.grievances.slots
    here = np.flatnonzero(r.present & (r.dwelling < HOMES))
    here = here[np.argsort(r.identity[here])]
    found: dict[str, Any] = {
        name: r.whole(name)[here] for name in r.columns if name not in {"household"}
    }
    found["last visit"] = m.last[here]
    found["grievances"] = np.sort(g.level[here], axis=1)
    found["ties"] = np.sort(hood.ties.slots.strength[here], axis=1)
    partner = hood.ties.slots.partner[here]
    group = hood.groups.belonging.group[here]
    found["group"] = np.where(group >= 0, hood.groups.table.whole("founder")[group], -1)
    found["friends"] = np.sort(np.where(partner >= 0, r.identity[partner], -1), axis=1)
    return found


@pytest.mark.slow
def test_adding_a_quarter_changes_nothing_in_the_first():
    alone, beside = (
        Neighbourhood(estate(quarters), parameters(HASTY), months=MONTHS) for quarters in (1, 2)
    )
    assert (alone.estate.quarters, beside.estate.quarters) == (1, 2)
    one, other = alone.run(), beside.run()
    there = people(beside)
    assert [
        name for name, values in people(alone).items() if not np.array_equal(values, there[name])
    ] == []

    near = other.disputes["complainant_dwelling"] < HOMES
    assert one.disputes["dispute"].size > 20
    for name, values in one.disputes.items():
        if name != "dispute":  # counted through the whole estate
            nan = values.dtype.kind == "f"
            assert np.array_equal(values, other.disputes[name][near], equal_nan=nan), name
    helped = np.isin(other.exchanges["asker"] >> 12, np.arange(HOMES))
    for name, values in one.exchanges.items():
        assert np.array_equal(values, other.exchanges[name][helped]), name
    assert near.sum() < near.size  # the second quarter has a life of its own


@pytest.mark.slow
def test_ties_do_not_reach_from_quarter_to_quarter():
    hood = Neighbourhood(estate(2), months=1)
    quarter = hood.estate.dwellings.quarter[hood.residents.dwelling]
    who, slot = np.nonzero(hood.ties.slots.partner >= 0)
    other = hood.ties.slots.partner[who, slot]
    assert who.size > 100
    assert (quarter[who] == quarter[other]).all()


@pytest.mark.slow
def test_a_time_bank_serves_each_quarter_with_hours_and_things_of_its_own():
    """Twice the quarters, twice the dispatcher and the shelf: the first quarter sees none of it."""
    helped = []
    for quarters in (1, 2):
        hood = Neighbourhood(estate(quarters), parameters(HASTY), months=1)
        hood.help.open_bank(1.0 * quarters)
        hood.help.lend(4 * quarters)
        r = hood.residents
        hood.help.enrol(np.flatnonzero(r.present & (r.group > 0) & (r.sociability > 1.0)))
        for day in range(40):
            hood.help.exchange(day)
        done = [
            (day, int(r.identity[a]), int(r.identity[b]), float(waits), int(through))
            for day, each in hood.help.log
            for a, b, waits, through in zip(
                each.asker, each.helper, each.waited, each.through, strict=True
            )
            if r.dwelling[a] < HOMES
        ]
        helped.append(done)
    assert helped[0] == helped[1]
    assert {through for *_, through in helped[0]} & {3, 4}  # by the register, called or not
