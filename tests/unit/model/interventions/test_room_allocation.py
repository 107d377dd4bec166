"""Room by need divides the room's hours by who lives here, and does nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated

from model.beliefs import Belief
from model.interventions.room_allocation import RoomAllocationPlan
from model.interventions.shared_spaces import SharedSpacesPlan
from model.needs import Need
from model.neighbourhood import Neighbourhood

MONTHS = 3


def by_need(**settings: Any) -> RoomAllocationPlan:
    return RoomAllocationPlan(
        **({"start": 1, "by_need": 1.0, "coordinator_hours": 200.0} | settings)
    )


def hood_with(*plans: Any, classes: float = 1.0, months: int = MONTHS) -> Neighbourhood:
    """Return an estate where classes take all of the room, unless told otherwise."""
    hood = heated(plans, months=months)
    hood.places.give_room_to_older(classes)
    return hood


def fair(hood: Neighbourhood) -> float:
    r = hood.residents
    children = np.count_nonzero(r.present & (r.group == 0))
    older = np.count_nonzero(r.present & (r.group == 3))
    return float(children / (children + older))


def hours(hood: Neighbourhood) -> float:
    return float(hood.places.table.hours[hood.places.activity_rooms][0])


def test_hours_go_by_how_many_children_and_older_people_there_are():
    hood = hood_with(by_need())
    share = fair(hood)
    hood.step()
    assert 0.0 < share < 1.0
    assert hood.places.class_share() == pytest.approx(share)
    assert hours(hood) == pytest.approx(hood.places.room_hours * (1.0 - share))


@pytest.mark.parametrize("coverage", [0.0, 0.25, 1.0])
def test_the_part_that_goes_by_need_is_what_the_dose_covers(coverage: float):
    hood = hood_with(by_need(coverage=coverage, by_need=0.8))
    share = fair(hood)
    hood.step()
    assert hood.places.class_share() == pytest.approx(1.0 + 0.8 * coverage * (share - 1.0))


def test_a_coordinator_without_time_covers_a_part():
    hood = hood_with(by_need(coordinator_hours=2.1, slot_time=0.1))
    share = fair(hood)
    hood.step()  # 6 hours a day, 42 a week, of which the coordinator's time covers half
    assert hood.places.class_share() == pytest.approx(1.0 + 0.5 * (share - 1.0))


def test_older_people_with_a_room_do_not_meet_in_corridors():
    with_room, without = hood_with(by_need()), hood_with()
    for hood in (with_room, without):
        hood.step()
    assert (with_room.space.displaced() < without.space.displaced()).all()


def test_where_classes_have_what_is_theirs_by_need_they_keep_it():
    hood = hood_with(by_need())
    share = fair(hood)
    hood.places.give_room_to_older(share)
    before = hours(hood)
    hood.step()
    assert hours(hood) == pytest.approx(before)


def test_without_groups_encounters_and_judgements_of_rooms_only_the_spending_differs():
    # Cut every way from the room into life, and the measure is a bill.
    results = []
    for plans in ((by_need(),), ()):
        hood = hood_with(*plans)
        hood.places.table.appeal_young[hood.places.activity_rooms] = 0.0
        hood.places.table.appeal_middle[hood.places.activity_rooms] = 0.0
        hood.places.table.appeal_older[hood.places.activity_rooms] = 0.0
        hood.space.parameters = hood.space.parameters.model_copy(update={"room_wish": 0.0})
        hood.groups.parameters = hood.groups.parameters.model_copy(update={"room_share": 0.0})
        hood.beliefs.parameters = hood.beliefs.parameters.model_copy(update={"space": 0.0})
        results.append(hood.run())
    assert set(differences(*results)) <= set(SPENDING)


def test_families_find_it_unfair_when_classes_lose_hours():
    hood, bare = hood_with(by_need()), hood_with()
    for each in (hood, bare):
        each.run()
    assert hood.places.classes_lost() > 0.0
    assert bare.places.classes_lost() == 0.0
    r, h = hood.residents, hood.households
    family = r.present & (h.children[r.household] > 0) & (r.group != 3)
    against, before = (each.beliefs.convictions.bad[:, 1] for each in (hood, bare))
    stayed = family[: min(against.size, before.size)]
    rows = np.flatnonzero(stayed & bare.residents.present[: stayed.size])
    assert rows.size
    assert against[rows].mean() > before[rows].mean()


def test_a_council_and_the_measure_do_not_undo_each_other():
    hood = hood_with(by_need(by_need=0.5, end=2))
    share = fair(hood)
    hood.step()
    hood.places.give_room_to_older(0.6)  # as a council would
    assert hood.places.class_share() == pytest.approx(0.6 + 0.5 * (share - 0.6))
    hood.run()
    assert hood.places.class_share() == pytest.approx(0.6)


def test_together_with_shared_spaces_each_does_its_part():
    spaces = SharedSpacesPlan(start=1, build_months=1)
    both = heated([spaces, by_need()], months=MONTHS)
    alone = heated([by_need()], months=MONTHS)
    while both.day < 61:
        both.step()
        alone.step()
    assert both.places.class_share() == pytest.approx(alone.places.class_share(), abs=0.05)
    assert both.places.table.open.sum() > alone.places.table.open.sum()
    assert counts(both.run(), "encounters").sum() > 0


def test_without_a_room_it_waits_and_says_so():
    hood = hood_with(by_need())
    spaces = hood.estate.plan.spaces.model_copy(update={"activity_room": 0})
    hood.estate.plan = hood.estate.plan.model_copy(update={"spaces": spaces})
    results = hood.run()
    assert by_need().needs == (Need.ACTIVITY_ROOM,)
    assert hood.places.class_share() == 1.0
    assert set(results.shortfalls["reason"]) == {"needs"}
    assert "room_allocation" not in set(results.spending["measure"])


def test_the_price_list_is_the_board_and_the_coordinator():
    board, work = RoomAllocationPlan().prices(households=1000)
    assert (board.yuan, board.over) == (10_000.0, 1)
    assert (work.hours, work.yuan) == (24.0, 24.0 * 40.0)
    assert Belief.FAIRNESS == 1  # the column that the test on families reads
