"""Emergencies: what befalls an estate, who needs help, who comes, and what it leaves behind."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import STILL, parameters

from model.dials import Dials
from model.emergencies import lost_service
from model.estate import BuildingPlan, EstatePlan
from model.neighbourhood import Neighbourhood
from model.preparedness import DRILL_DAY, NEVER
from model.responses import Response
from model.shocks import Shock, ShockKind, ShockPlan

QUIET = {
    "emergencies": {
        "rates": {"medical": 0.0, "lift": 0.0, "fire": 0.0, "storm": 0.0, "lockdown": 0.0}
    }
}
ALL_NEED = {"emergencies": {"needs": {"storm": 1.0, "lockdown": 1.0, "fire": 1.0, "lift": 1.0}}}
EVERYBODY_COMES = {"emergencies": {"base": 25.0, "available": 1.0, "capacity": 1000}}
NOBODY_COMES = {"emergencies": {"base": -30.0, "tie": 0.0, "leader": 0.0, "grouped": 0.0}}


def stated(*shocks: dict[str, Any], **ready: float) -> EstatePlan:
    organisation = STILL.organisation.model_copy(
        update={"emergency": STILL.organisation.emergency.model_copy(update=ready)}
    )
    plans = tuple(ShockPlan(**shock) for shock in shocks)
    return STILL.model_copy(update={"shocks": plans, "organisation": organisation})


def hood(*patches: Any, plan: EstatePlan | None = None, months: int = 3) -> Neighbourhood:
    return Neighbourhood(plan or stated(), parameters(QUIET, *patches), months=months, seed=3)


@cache
def _without_leaders(patch: str) -> Neighbourhood:
    return hood(ALL_NEED, json.loads(patch), plan=stated(leaders=0.0), months=1)


def hood_without_leaders(patch: Any) -> Neighbourhood:
    return _without_leaders(json.dumps(patch))


def respond(h: Neighbourhood, kind: ShockKind, *, days: int = 1, place: int = -1) -> Response:
    h.emergencies.agenda.under_way[:] = [Shock(kind, h.day, days, place)]
    (response,) = h.emergencies.respond(h.day)
    return response


# -- what happens -------------------------------------------------------------------------------


def test_nothing_happens_where_nothing_may_and_nothing_is_stated():
    h = hood()
    results = h.run()
    assert h.emergencies.log == []
    assert np.isnan(results.kpis["emergency_response_rate"]).all()
    assert np.isnan(results.kpis["needs_met_72h"]).all()


def test_medical_calls_come_at_their_rate_and_more_often_from_the_old():
    h = hood({"emergencies": {"rates": {"medical": 0.4, "medical_older": 3.0}}}, months=1)
    e, r = h.emergencies, h.residents
    calls = np.zeros(r.rows)
    months = 240
    for month in range(months):
        e.agenda.coming.clear()
        e.agenda.look_ahead(30 * month)
        for shocks in e.agenda.coming.values():
            for shock in shocks:
                calls[shock.place] += 1
    older = r.group == 3
    expected = 0.4 * np.where(older, 3.0, 1.0) * months * 30 / 365
    for rows in (older, ~older):
        gap = calls[rows].sum() - expected[rows].sum()
        assert abs(gap) < 4.5 * np.sqrt(expected[rows].sum())


def test_a_house_without_lifts_has_no_lift_failures():
    plan = stated()
    assert Neighbourhood(plan, months=1).emergencies.agenda.lifts.size == 0
    tall = plan.model_copy(update={"buildings": (BuildingPlan(stairs=2, floors=7, doors=2),)})
    assert Neighbourhood(tall, months=1).emergencies.agenda.lifts.tolist() == [0, 1]


def test_a_stated_lockdown_brings_needs_every_week_of_it_and_then_no_more():
    h = hood(ALL_NEED, plan=stated({"kind": "lockdown", "start_month": 2, "days": 20}))
    results = h.run()
    assert [response.day for response in h.emergencies.log] == [30, 37, 44]
    assert results.emergencies["month"].tolist() == [2]
    assert results.emergencies["needs"].tolist() == [3 * int(h.households.present.sum())]


def test_a_storm_leaves_other_buildings_alone_if_it_hits_one():
    h = hood(ALL_NEED, plan=stated({"kind": "storm", "start_month": 1, "building": 2}))
    h.run()
    (response,) = h.emergencies.log
    flats = h.residents.dwelling[response.needy]
    assert set(h.estate.dwellings.building[flats].tolist()) == {1}


def test_a_fire_threatens_its_stair_above_it():
    h = hood(ALL_NEED, months=1)
    homes = h.estate.dwellings
    flat = int(homes.stair_start[-1]) + 3  # the first floor of the last stair
    flats = h.residents.dwelling[respond(h, ShockKind.FIRE, place=flat).needy]
    assert set(homes.stair[flats].tolist()) == {int(homes.stair[flat])}
    assert homes.floor[flats].min() == homes.floor[flat]
    assert flats.size == 9


def test_a_lift_is_missed_from_the_fourth_storey_on():
    tall = stated().model_copy(update={"buildings": (BuildingPlan(stairs=1, floors=7, doors=2),)})
    h = hood(ALL_NEED, plan=tall, months=1)
    flats = h.residents.dwelling[respond(h, ShockKind.LIFT, place=0).needy]
    assert set(h.estate.dwellings.floor[flats].tolist()) == {3, 4, 5, 6}


def test_a_child_who_falls_ill_has_a_parent_call():
    h = hood(months=1)
    child = int(np.flatnonzero(h.residents.present & (h.residents.group == 0))[0])
    (caller,) = respond(h, ShockKind.MEDICAL, place=child).needy
    assert h.residents.household[caller] == h.residents.household[child]
    assert h.residents.group[caller] > 0


def test_a_stated_medical_call_comes_from_somebody_who_lives_there_then():
    h = hood(plan=stated({"kind": "medical", "start_month": 2, "building": 2}), months=2)
    h.run()
    (response,) = h.emergencies.log
    assert response.day == 30
    assert h.residents.present[response.needy].all()
    assert h.estate.dwellings.building[h.residents.dwelling[response.needy]].tolist() == [1]


def test_who_has_moved_away_does_not_call():
    h = hood(months=1)
    h.residents.present[5] = False
    h.emergencies.agenda.under_way[:] = [Shock(ShockKind.MEDICAL, h.day, 1, 5)]
    assert h.emergencies.respond(h.day) == []


# -- who comes ----------------------------------------------------------------------------------


def test_where_everybody_would_come_every_need_is_met():
    response = respond(hood(ALL_NEED, EVERYBODY_COMES, months=1), ShockKind.MEDICAL, place=0)
    assert (response.helper >= 0).all()


def test_nobody_comes_where_nobody_would():
    h = hood(ALL_NEED, NOBODY_COMES, plan=stated(stock_days=0.0), months=1)
    response = respond(h, ShockKind.STORM)
    assert (response.helper < 0).all()
    assert np.isinf(response.hours).all()
    assert np.isfinite(response.served).all()  # the company does


def test_nobody_helps_from_their_own_home_nor_a_child():
    h = hood(ALL_NEED, EVERYBODY_COMES, months=1)
    r = h.residents
    for person in range(0, r.rows, 7):
        response = respond(h, ShockKind.MEDICAL, place=person)
        assert r.household[response.helper[0]] != r.household[person]
        assert r.group[response.helper[0]] > 0


def test_who_is_hit_helps_nobody():
    h = hood({"emergencies": {"needs": {"storm": 0.5}}}, EVERYBODY_COMES, months=1)
    response = respond(h, ShockKind.STORM)
    hit = set(h.residents.household[response.needy].tolist())
    helping = set(h.residents.household[response.helper[response.helper >= 0]].tolist())
    assert helping
    assert not hit & helping


def test_nobody_is_in_more_places_than_they_can_be():
    h = hood(
        {"emergencies": {"needs": {"storm": 0.4}}},
        EVERYBODY_COMES,
        {"emergencies": {"capacity": 1}},
        plan=stated(stock_days=0.0),
        months=1,
    )
    helpers = respond(h, ShockKind.STORM).helper
    _, times = np.unique(helpers[helpers >= 0], return_counts=True)
    assert times.max() == 1


def frail(h: Neighbourhood, needy: np.ndarray) -> np.ndarray:
    homes = h.residents.household[needy]
    disabled = np.unique(h.residents.household[h.residents.present & h.residents.disabled])
    return (h.households.kind[homes] == 6) | np.isin(homes, disabled)


def test_leaders_send_help_to_older_people_alone_and_to_the_disabled_first():
    many = {"population": {"disabled_adult": 0.2, "disabled_older": 0.3}}
    h = hood(ALL_NEED, many, plan=stated(leaders=1.0), months=1)
    found = frail(h, respond(h, ShockKind.STORM).needy)
    assert 3 < found.sum() < found.size - 3
    assert found[: found.sum()].all()


def test_without_leaders_the_lot_decides_who_is_helped_first():
    many = {"population": {"disabled_adult": 0.2, "disabled_older": 0.3}}
    places = []
    for day in range(40):
        h = hood_without_leaders(many)
        h.emergencies.agenda.under_way[:] = [Shock(ShockKind.STORM, day, 1, -1)]
        (response,) = h.emergencies.respond(day)
        found = frail(h, response.needy)
        places.append(np.flatnonzero(found).mean() / (found.size - 1))
    assert abs(np.mean(places) - 0.5) < 4.5 * np.std(places) / np.sqrt(len(places))


@pytest.mark.parametrize(("kind", "apart"), [(ShockKind.LOCKDOWN, False), (ShockKind.STORM, True)])
def test_a_lockdown_keeps_helpers_of_other_buildings_out(kind: ShockKind, apart: bool):
    few = {"emergencies": {"needs": {"storm": 0.4, "lockdown": 0.4, "supplies": 0.0}}}
    h = hood(few, EVERYBODY_COMES, {"help": {"needs": 60.0}}, months=1)
    building, r = h.estate.dwellings.building, h.residents
    pairs = set()
    for _ in range(20):
        response = respond(h, kind, days=7)
        met = response.helper >= 0
        assert met.any()
        here, there = (
            building[r.dwelling[rows[met]]] for rows in (response.needy, response.helper)
        )
        pairs |= set((here != there).tolist())
        h.live()
    assert pairs == {False, apart}


def test_with_a_button_professional_help_takes_its_part_of_the_usual_time():
    h = hood(NOBODY_COMES, {"emergencies": {"service": {"button": 0.2}}})
    usual = respond(h, ShockKind.MEDICAL, place=3)
    h.emergencies.preparedness.give_buttons(np.arange(h.residents.rows) == 3)
    quick = respond(h, ShockKind.MEDICAL, place=3)
    assert quick.served == pytest.approx(0.2 * usual.served)
    other = respond(h, ShockKind.MEDICAL, place=4)
    h.emergencies.preparedness.give_buttons(np.zeros(h.residents.rows, np.bool_))
    assert np.array_equal(other.served, respond(h, ShockKind.MEDICAL, place=4).served)


def test_buttons_that_care_gives_are_known_when_somebody_calls():
    plan = stated()
    care = plan.organisation.care.model_copy(update={"buttons": 1.0})
    organisation = plan.organisation.model_copy(update={"care": care})
    h = hood(plan=plan.model_copy(update={"organisation": organisation}))
    assert h.care.with_button().any()
    button = h.emergencies.preparedness.readiness.button
    assert np.array_equal(button, h.care.with_button())


def test_the_stock_meets_what_it_lasts_for():
    for days, met in ((0.0, 0.0), (7.0, 1.0)):
        supplies = {"emergencies": {"needs": {"supplies": 1.0}}}
        h = hood(ALL_NEED, supplies, plan=stated(stock_days=days), months=1)
        response = respond(h, ShockKind.STORM)
        assert response.covered.mean() == met
        assert (response.served[response.covered] <= 3.0).all()


@pytest.mark.parametrize("what", ["leaders", "groups"])
def test_organisation_brings_more_help(what: str):
    rates = []
    for share in (0.0, 1.0):
        h = hood(plan=stated(**{"leaders": 0.0, "groups": 0.0, what: share}), months=1)
        e = h.emergencies
        rates.append(h.resilience.by_resident(h.day)[0])
        assert (e.preparedness.leader_of >= 0).all() == (what == "leaders" and share == 1.0)
        assert e.preparedness.readiness.grouped.any() == (what == "groups" and share == 1.0)
    assert rates[1] > rates[0] + 0.05


def test_verbs_change_what_is_ready_from_today_on():
    h = hood(plan=stated(leaders=0.0), months=1)
    h.emergencies.organise(leaders=1.0, groups=1.0)
    h.emergencies.lay_in(days=7.0)
    h.emergencies.clear(lanes=1.0)
    parts = h.resilience.parts(h.day)
    assert (h.emergencies.preparedness.leader_of >= 0).all()
    assert parts["supplies"] == 1.0


def test_a_leader_stays_until_moving_away_and_then_somebody_else_leads():
    h = hood(plan=stated(leaders=1.0), months=1)
    e = h.emergencies
    e.preparedness.organise_stairs(h.day)
    before = e.preparedness.leader_of.copy()
    h.residents.present[before[0]] = False
    e.preparedness.organised = NEVER
    e.preparedness.organise_stairs(h.day)
    assert e.preparedness.leader_of[0] not in (-1, before[0])
    assert (e.preparedness.leader_of[1:] == before[1:]).all()


# -- drills -------------------------------------------------------------------------------------


def test_a_drill_reaches_its_share_and_is_forgotten():
    h = hood(plan=stated(drills=0), months=1)
    e = h.emergencies
    assert not e.preparedness.trained(0).any()
    e.train(drills=1, reach=1.0)
    e.preparedness.drill(DRILL_DAY)
    adult = h.residents.present & (h.residents.group > 0)
    assert (e.preparedness.trained(DRILL_DAY + 539) == adult).all()
    assert not e.preparedness.trained(DRILL_DAY + 541).any()


@pytest.mark.parametrize("drills", [0, 1, 2, 4, 12])
def test_so_many_drills_are_held_in_a_year(drills: int):
    h = hood(plan=stated(drills=drills), months=1)
    days = [day for day in range(365) if h.emergencies.preparedness.is_drill(day)]
    assert len(days) == drills
    assert not drills or DRILL_DAY in days


# -- what it leaves behind ----------------------------------------------------------------------


def test_help_in_an_emergency_is_remembered_trusted_and_binds():
    h = hood(ALL_NEED, EVERYBODY_COMES, plan=stated(stock_days=0.0), months=1)
    person = int(np.flatnonzero(h.residents.present & (h.residents.group == 2))[0])
    good = h.outlook.evidence.good[person, 0]
    response = respond(h, ShockKind.MEDICAL, place=person)
    helper = int(response.helper[0])
    assert h.outlook.evidence.good[person, 0] == good + 2.0
    h.help.remember(response.needy, response.helper, h.day)
    assert h.help.membership.helped[[person, helper]].tolist() == [h.day] * 2


def test_life_outside_stands_still_in_a_lockdown_and_events_for_longer():
    h = hood(plan=stated({"kind": "lockdown", "start_month": 2, "days": 20}))
    seen = {}
    while h.day < 90:
        h.live()
        seen[h.day - 1] = (h.dials.passing, h.dials.visiting, h.dials.events)
    assert seen[29] == (1.0, 1.0, 1.0)
    assert seen[30] == seen[49] == (0.2, 0.0, 0.0)
    assert seen[50] == seen[79] == (1.0, 1.0, 0.0)
    assert seen[80] == (1.0, 1.0, 1.0)


def test_a_shock_in_one_building_turns_no_dial_of_the_estate():
    dials = Dials()
    h = hood(plan=stated({"kind": "lockdown", "start_month": 1, "days": 20, "building": 1}))
    assert not h.emergencies.turns(0)
    h.emergencies.morning(0, dials)
    assert dials.passing == dials.events == 1.0


def test_the_table_adds_up_to_the_monthly_counts():
    h = hood(ALL_NEED, plan=stated({"kind": "storm", "start_month": 2, "days": 2}))
    results = h.run()
    table = results.emergencies
    rate = results.kpis["emergency_response_rate"]
    assert rate[1] == table["met_by_neighbours"][0] / table["calls"][0]
    assert results.kpis["needs_met_72h"][1] == table["met_within_72h"][0] / table["needs"][0]
    assert np.isnan(rate[[0, 2]]).all()


def test_a_table_without_rows_keeps_its_columns():
    table = hood(months=1).run().emergencies
    assert {name: column.size for name, column in table.items()} == dict.fromkeys(table, 0)
    assert "median_hours" in table


def test_service_is_lost_less_where_more_is_ready():
    poor, rich = (
        hood(plan=stated(leaders=share, stock_days=7 * share), months=1).emergencies
        for share in (0.0, 1.0)
    )
    shock = Shock(ShockKind.LOCKDOWN, 0, 30, -1)
    p = poor.parameters.service
    assert poor.service_left(shock, 0) == pytest.approx(1.0 - p.interruption)
    assert rich.service_left(shock, 0) > 0.9  # E132: less than a tenth is lost
    assert poor.service_left(shock, 60) > 0.99
    assert poor.service_left(Shock(ShockKind.LIFT, 0, 1, 0), 0) == 1.0


def test_the_area_of_lost_service_in_its_limits():
    assert lost_service(0.4, 5.0, 1e9) == pytest.approx(0.4 * 5.0)
    assert lost_service(0.4, 1e9, 3.0) == pytest.approx(0.4 * 3.0)


def test_volunteers_on_call_come_like_people_who_were_trained():
    calls = {"emergencies": {"trained": 20.0, "available": 1.0, "capacity": 1000}}
    some = {"emergencies": {"needs": {"storm": 0.3}}}
    alone, called = hood(some, calls), hood(some, calls)
    called.emergencies.call_out(np.arange(called.residents.rows, dtype=np.int32))
    kinds = respond(alone, ShockKind.STORM), respond(called, ShockKind.STORM)
    assert np.isfinite(kinds[1].hours).sum() > np.isfinite(kinds[0].hours).sum()
    called.emergencies.call_out(np.empty(0, np.int32))
    assert not called.emergencies.preparedness.readiness.on_call.any()
