"""Shocks change what comes after them and where they strike, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, differences, parameters, same, tables

from model.estate import EstatePlan
from model.neighbourhood import Neighbourhood
from model.shocks import ShockPlan

NOTHING = {"medical": 0.0, "lift": 0.0, "fire": 0.0, "storm": 0.0, "lockdown": 0.0}
MONTHS = 6


def stated(*shocks: dict[str, Any]) -> EstatePlan:
    return SMALL.model_copy(update={"shocks": tuple(ShockPlan(**shock) for shock in shocks)})


def run(plan: EstatePlan, *patches: Any) -> tuple[Neighbourhood, Any]:
    hood = Neighbourhood(plan, parameters(HEATED, *patches), months=MONTHS, seed=11)
    return hood, hood.run()


@pytest.mark.parametrize("kind", ["lockdown", "storm", "fire", "medical"])
def test_a_shock_leaves_everything_before_it_as_it_was(kind: str):
    start = 4
    _, bare = run(SMALL)
    _, hit = run(stated({"kind": kind, "start_month": start, "days": 20}))
    before = 30 * (start - 1)
    for (name, left), (_, right) in zip(tables(bare), tables(hit), strict=True):
        table, column = name.split(".", 1)
        if table == "kpis":
            assert same(left[: start - 1], right[: start - 1]), name
        elif table in ("disputes", "exchanges", "emergencies"):
            when = {"disputes": "opened_hour", "exchanges": "day", "emergencies": "day"}[table]
            limit = before * (24 if table == "disputes" else 1)
            rows = [getattr(each, table)[when] < limit for each in (bare, hit)]
            if column not in ("responded_hour", "closed_hour", "consent", "tier", "outcome"):
                assert same(left[rows[0]], right[rows[1]]), name
    assert differences(bare, hit) != []


def test_a_lockdown_stops_encounters_and_events_while_it_lasts():
    _, bare = run(SMALL)
    _, hit = run(stated({"kind": "lockdown", "start_month": 3, "days": 30}))

    def monthly(results: Any, what: str) -> np.ndarray:
        rows = (results.counts["what"] == what) & (results.counts["group"] == "all")
        return np.asarray(results.counts["count"][rows])

    encounters = monthly(hit, "encounters") / monthly(bare, "encounters")
    assert (encounters[:2] == 1.0).all()
    assert encounters[2] < 0.35
    assert encounters[3:].min() > 0.9
    assert monthly(hit, "activities")[2:4].sum() == 0.0 < monthly(hit, "activities")[4]


@pytest.mark.parametrize("kind", ["storm", "lockdown"])
def test_a_shock_in_one_building_leaves_one_without_ties_to_it_alone(kind: str):
    """Nobody meets anybody of the other building, and nothing else is shared but the desk."""
    apart = {
        "encounters": {"same_quarter": 0.0, "visit": 0.0},
        "help": {"needs": 0.0},
        "disputes": {"channel": {"act": -20.0}},
        "staff": {"tickets": 0.0},
        "triggers": {"space": {"group_meets": 0.0}},
    }
    quiet = {"emergencies": {"rates": NOTHING, "needs": {"storm": 1.0, "lockdown": 1.0}}}

    def there(*shocks: dict[str, Any]) -> tuple[dict[str, np.ndarray], int]:
        hood = Neighbourhood(stated(*shocks), parameters(HEATED, apart, quiet), months=3, seed=4)
        r = hood.residents
        hood.ties.part(np.arange(r.rows, dtype=np.int32))  # the start knows of whole quarters
        hood.run()
        here = np.flatnonzero(hood.estate.dwellings.building[r.dwelling] == 1)
        found = {name: r.whole(name)[here] for name in ("trust", "trust_company", "present")}
        found["ties"] = np.sort(hood.ties.slots.strength[here], axis=1)
        return found, len(hood.emergencies.log)

    bare, none = there()
    hit, some = there({"kind": kind, "start_month": 2, "days": 7, "building": 1})
    assert (none, some) == (0, 1)
    assert [name for name in bare if not same(bare[name], hit[name])] == []


def test_rules_about_shocks_change_nothing_where_none_happens():
    other = {
        "emergencies": {
            "base": -1.0,
            "tie": 1.2,
            "needs": {"storm": 1.0},
            "fear": {"storm": 5.0},
            "service": {"interruption": 1.0},
            "training_lasts": 30.0,
        }
    }
    quiet = {"emergencies": {"rates": NOTHING}}
    _, one = run(SMALL, quiet)
    _, two = run(SMALL, quiet, other)
    moved = {name.split(".", 1)[1] for name in differences(one, two)}
    assert moved <= {"resilience_index", "neighbour_collaboration", "count"}
    assert one.emergencies["kind"].size == two.emergencies["kind"].size == 0


def test_shocks_on_the_same_day_do_not_depend_on_the_order_of_the_file():
    storm = {"kind": "storm", "start_month": 2}
    fire = {"kind": "fire", "start_month": 5}
    _, one = run(stated(storm, fire))
    _, two = run(stated(fire, storm))
    assert differences(one, two) == []
