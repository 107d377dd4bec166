"""The emergency network moves what is ready, and only shows when something happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from neighbourhoods import SPENDING, STILL, differences, parameters

from model.calendar import MONTH_IN_YEARS
from model.estate import EstatePlan
from model.interventions.emergency_network import EmergencyNetworkPlan
from model.money import Purse
from model.neighbourhood import Neighbourhood
from model.preparedness import Preparedness
from model.shocks import ShockPlan

MONTHS = 3
QUIET = {"rates": {"medical": 0.0, "lift": 0.0, "fire": 0.0, "storm": 0.0, "lockdown": 0.0}}
LOCKED = (ShockPlan(kind="lockdown", start_month=2, days=20),)


def network(**settings: Any) -> EmergencyNetworkPlan:
    return EmergencyNetworkPlan(**({"start": 1} | settings))


def hood_with(
    *plans: EmergencyNetworkPlan,
    months: int = MONTHS,
    shocks: tuple[ShockPlan, ...] = (),
    rounds: Mapping[str, float] | None = None,
    **patch: Any,
) -> Neighbourhood:
    estate: EstatePlan = STILL.model_copy(update={"shocks": shocks})
    values = parameters({"emergencies": QUIET | patch, "rounds": rounds or {}})
    return Neighbourhood(estate, values, plans, months=months, seed=3)


def levels(ready: Preparedness) -> tuple[float, ...]:
    return (
        ready.leaders,
        ready.groups,
        float(len(ready.drill_days)),
        ready.drill_reach,
        ready.stock_days,
        ready.clear_lanes,
        ready.rounds,
    )


def test_it_raises_what_is_ready_and_leaves_what_it_found():
    hood = hood_with(network(end=1), months=2)
    ready, s = hood.emergencies.preparedness, network()
    before = levels(ready)
    hood.step()
    assert levels(ready) == pytest.approx(
        (s.leaders, s.groups, s.drills, s.drill_reach, s.stock_days, s.clear_lanes, s.rounds)
    )
    while hood.month < 2:
        hood.step()
    hood.step()
    assert levels(ready) == before


def test_half_the_coverage_closes_half_of_each_gap():
    hood = hood_with(network(coverage=0.5, drills=3), months=1)
    ready, s = hood.emergencies.preparedness, network(drills=3)
    before = levels(ready)
    hood.step()
    full = (s.leaders, s.groups, s.drills, s.drill_reach, s.stock_days, s.clear_lanes, s.rounds)
    assert levels(ready) == pytest.approx(
        tuple(0.5 * (one + other) for one, other in zip(before, full, strict=True))
    )


def test_what_an_estate_does_better_already_stays():
    hood = hood_with(network(leaders=0.1, stock_days=0.1, clear_lanes=0.1, drills=0), months=1)
    ready = hood.emergencies.preparedness
    before = levels(ready)
    hood.step()
    after = levels(ready)
    assert (after[0], after[2], after[4], after[5]) == (before[0], before[2], before[4], before[5])


def test_where_somebody_else_provides_too_the_higher_level_holds_whatever_the_order():
    for first, second in (("one", "two"), ("two", "one")):
        ready = hood_with(months=1).emergencies.preparedness
        for name in (first, second):
            days = {"one": 3.0, "two": 6.0}[name]
            ready.lay_in(days=days, by=name)
            ready.organise(leaders=days / 10.0, by=name)
        assert (ready.stock_days, ready.leaders) == (6.0, 0.6)
        ready.lay_in(days=0.0, by="two")
        assert ready.stock_days == 3.0


def test_leaders_groups_and_drills_bring_more_neighbours_in_a_lockdown():
    with_it = hood_with(network(), shocks=LOCKED).run()
    without = hood_with(shocks=LOCKED).run()
    rate = "emergency_response_rate"
    assert with_it.kpis[rate][1] > without.kpis[rate][1]
    assert with_it.kpis["needs_met_72h"][1] >= without.kpis["needs_met_72h"][1]


def test_where_organisation_and_stocks_do_nothing_a_lockdown_is_the_same():
    # The causal path is cut: office, group and training move nobody, nobody wants for supplies,
    # stocks buffer nothing, and no leader makes rounds. The index counts leaders and stocks by
    # definition.
    cut = {
        "leader": 0.0,
        "grouped": 0.0,
        "trained": 0.0,
        "members": 0.0,
        "needs": {"supplies": 0.0},
        "service": {"buffered": 0.0},
        "base": -30.0,
        "tie": 0.0,
    }
    nobody = {"unasked": 0.0}
    with_it = hood_with(network(rounds=0.0), shocks=LOCKED, rounds=nobody, **cut).run()
    without = hood_with(shocks=LOCKED, rounds=nobody, **cut).run()
    changed = set(differences(with_it, without)) - set(SPENDING)
    assert changed <= {"kpis.resilience_index", "kpis.neighbour_collaboration", "counts.count"}
    both = [results.kpis["neighbour_collaboration"] for results in (with_it, without)]
    assert both[0] == pytest.approx(both[1], abs=1e-9)
    assert len(with_it.emergencies["day"]) > 0


def test_where_nothing_happens_only_the_index_and_the_bill_change():
    with_it, without = hood_with(network()).run(), hood_with().run()
    changed = set(differences(with_it, without)) - set(SPENDING)
    assert changed == {"kpis.resilience_index", "kpis.neighbour_collaboration", "counts.count"}


def test_the_price_list_adds_up_and_supplies_are_kept_up():
    plan = network(stock_days=4.0, supplies=10.0, perishing=0.5, drills=2, wage=30.0)
    first, renewal, training, drills, lanes = plan.prices(households=1000)
    assert (first.purse, first.yuan, first.over) == (Purse.SUBSIDY, 40_000.0, 1)
    assert renewal.in_month(0).yuan == 0.0
    assert renewal.in_month(1).yuan == pytest.approx(0.5 * 40_000.0 * MONTH_IN_YEARS)
    assert training.yuan == pytest.approx(2 * plan.leader_training * plan.leaders * MONTH_IN_YEARS)
    assert drills.hours == pytest.approx(2 * 2 * plan.drill_hours * MONTH_IN_YEARS)
    assert drills.yuan == pytest.approx(
        2 * 2 * plan.drill_cost * MONTH_IN_YEARS + 30.0 * drills.hours
    )
    assert lanes.yuan == pytest.approx(2 * plan.lane_hours * 30.0)
