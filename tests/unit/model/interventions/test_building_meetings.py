"""Tea talks work by evenings in chosen buildings, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, counts, differences, heated, parameters

from model.interventions.building_meetings import BuildingMeetingsPlan
from model.neighbourhood import Neighbourhood

NAME = "building_meetings"


def talks(**settings: Any) -> BuildingMeetingsPlan:
    return BuildingMeetingsPlan(**({"start": 1} | settings))


def test_every_building_meets_once_a_week():
    held = counts(heated([talks()], months=6).run(), "building_meetings")
    assert held.sum() == pytest.approx(2 * 6 * 4.3, abs=2)


def test_only_the_chosen_building_meets():
    hood = heated([talks(buildings=(2,))], months=1)
    hood.step()
    assert hood.meetings.meets.tolist() == [False, True]


def test_where_nobody_comes_down_only_money_is_spent():
    lone = Neighbourhood(
        SMALL, parameters(HEATED, {"activities": {"meeting_reach": 0.0}}), seed=7, months=1
    )
    full, bare = (lone.fork(plans, months=3).run() for plans in ([talks()], []))
    moved = {name for name in differences(full, bare) if not name.startswith("counts.")}
    assert moved <= set(SPENDING)
    assert counts(full, "building_meeting_visits").sum() == 0


def test_neighbours_get_to_know_each_other():
    def ties(*plans: BuildingMeetingsPlan) -> float:
        hood = heated(plans, months=4)
        hood.run()
        return float(hood.ties.slots.strength[hood.ties.slots.partner >= 0].sum())

    assert ties(talks()) > ties()


def test_what_residents_hold_themselves_goes_on_beside_it_and_after():
    hood = heated([talks(end=1, per_month=2.0)], months=2)
    hood.meetings.hold_building_meetings(1.0, 1.0)
    hood.step()
    assert hood.meetings.pace.tolist() == [2.0, 2.0]  # the more frequent, not the sum
    hood.run()
    assert hood.meetings.pace.tolist() == [1.0, 1.0]


def test_buildings_begin_one_after_the_other():
    made = heated([talks(ramp=8)], months=6)
    seen = []
    while made.day < 180:
        made.step()
        seen.append(int(made.meetings.meets.sum()))
    assert (np.diff(seen) >= 0).all()
    assert seen[0] == 0 or seen[0] < 2


def test_tea_and_hosts_cost_by_the_meeting():
    plan = talks(end=1, per_month=4.0, tea=50.0, host_hours=2.0, wage=30.0, coordinator_hours=10.0)
    spending = heated([plan], months=1).run().spending

    def cost(what: str) -> tuple[float, float]:
        own = (spending["measure"] == NAME) & (spending["what"] == what)
        return float(spending["yuan"][own].sum()), float(spending["staff_hours"][own].sum())

    assert cost("tea") == (pytest.approx(2 * 4 * 50.0), 0.0)
    assert cost("hosts") == (pytest.approx(2 * 4 * 60.0), pytest.approx(2 * 4 * 2.0))
    hours = 10.0 * SMALL.dwellings() / 500.0
    assert cost("coordinator") == (pytest.approx(hours * 30.0), pytest.approx(hours))
