"""Care for special groups moves who is found and who comes, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import FRAIL, HEATED, SPENDING, counts, differences, frail, heated, parameters

from model.estate import EstatePlan, SpacePlan
from model.interventions.special_care import SpecialCarePlan
from model.money import Purse
from model.neighbourhood import Neighbourhood
from model.special_groups import SpecialGroup

MONTHS = 6
NOBODY_NEEDS = {
    "care": dict.fromkeys(("alone_need", "child_need", "disabled_need", "newcomer_need"), 0.0)
}


def care(**settings: Any) -> SpecialCarePlan:
    return SpecialCarePlan(**({"start": 1} | settings))


def hood_with(*plans: SpecialCarePlan, plan: EstatePlan = FRAIL, **patch: Any) -> Neighbourhood:
    found = Neighbourhood(plan, parameters(HEATED, patch), seed=7, months=1)
    return found.fork(plans, months=MONTHS)


def test_it_adds_to_what_the_estate_does_already_and_takes_only_its_own_away():
    hood = heated([care(end=2, coverage=0.5)], months=MONTHS)
    before = (hood.care.visits_a_month, hood.care.partner_visits, hood.care.found_a_month)
    hood.step()
    plan = care()
    assert hood.care.visits_a_month == before[0] + 0.5 * plan.visits
    assert hood.care.partner_visits == before[1] + 0.5 * plan.partner_visits
    assert hood.care.found_a_month == before[2] + (1 - before[2]) * 0.5 * plan.survey
    assert hood.care.class_places == 0.5 * plan.class_places
    assert hood.care.buttons == 0.5 * plan.buttons
    while hood.month <= 3:
        hood.step()
    after = (hood.care.visits_a_month, hood.care.partner_visits, hood.care.found_a_month)
    assert after == before
    assert hood.care.class_places == hood.care.buttons == 0.0


def test_another_who_sends_carers_goes_on_when_it_ends():
    hood = heated([care(end=1)], months=2)
    hood.step()
    hood.care.send_carers(7.0, by="somebody else")
    hood.care.give_buttons(0.2, by="somebody else")
    before = hood.care.carers["estate"]
    while hood.month <= 2:
        hood.step()
    assert hood.care.visits_a_month == before + 7.0
    assert hood.care.buttons == 0.2


def test_more_known_needs_are_found_and_served():
    with_it, without = frail([care()], months=MONTHS).run(), frail(months=MONTHS).run()
    assert counts(with_it, "carer_visits").sum() > counts(without, "carer_visits").sum()
    for group in ("child", "alone"):
        known = counts(with_it, "recognised_needs", group)[-1]
        assert known > counts(without, "recognised_needs", group)[-1]
        covered = counts(with_it, "covered_needs", group)[-1]
        assert covered > counts(without, "covered_needs", group)[-1]


def test_where_nobody_needs_care_it_only_costs():
    # The causal path is cut: nothing to find, nobody to visit, no child for the class.
    no_calls = {"emergencies": {"rates": {"medical": 0.0}}}
    with_it = hood_with(care(), **NOBODY_NEEDS, **no_calls).run()
    without = hood_with(**NOBODY_NEEDS, **no_calls).run()
    assert set(differences(with_it, without)) <= set(SPENDING)
    assert with_it.spending["yuan"].sum() > without.spending["yuan"].sum()


def test_the_class_takes_no_more_children_than_the_room_holds_and_says_so():
    for seats, share in ((2, 0.8), (0, 0.8), (2, 0.0)):
        space = SpacePlan(
            playground=6,
            green=8,
            activity_room=seats,
            room_hours=4.0,
            room_share_children=share,
        )
        plan = FRAIL.model_copy(update={"spaces": space})
        hood = hood_with(care(class_places=60.0, class_hours=2.0), plan=plan)
        hood.step()
        places = hood.care.class_places * hood.estate.size / 500.0
        assert places == pytest.approx(seats if share else 0.0)
        (short,) = hood.shortfalls.noted
        assert (short.measure, short.reason) == ("special_care", "needs")
        assert short.share == pytest.approx(hood.care.class_places / 60.0)


def test_buttons_are_paid_for_by_those_who_have_one():
    hood = frail([care(buttons=1.0, button_rent=30.0, end=1)], months=1)
    results = hood.run()
    older = int(hood.care.member[:, SpecialGroup.ALONE].sum())
    own = results.spending["what"] == "buttons"
    assert older > 0
    # Somebody may have moved in or out since the first of the month.
    assert abs(results.spending["yuan"][own].sum() / 30.0 - older) <= 1


def test_the_price_list_adds_up():
    plan = care(visits=40.0, visit_hours=1.5, survey_hours=10.0, wage=30.0, class_places=30.0)
    carers, lessons, partner = plan.prices(households=1000)
    assert carers.hours == pytest.approx(2 * (10.0 + 60.0))
    assert carers.yuan == pytest.approx(30.0 * carers.hours)
    assert lessons.hours == pytest.approx(2 * 2.0 * 21.0 * 2.0)  # two teachers for each 500
    assert partner.yuan == pytest.approx(2 * plan.partner_visits * plan.partner_price)
    assert [cost.purse for cost in (carers, lessons, partner)] == [
        Purse.COMPANY,
        Purse.PUBLIC_INCOME,
        Purse.SUBSIDY,
    ]


def test_whoever_takes_a_button_at_half_the_reach_takes_it_at_the_full():
    def holders(coverage: float) -> np.ndarray:
        hood = frail([care(coverage=coverage)], months=1)
        hood.step()
        return hood.care.with_button()

    half, full = holders(0.5), holders(1.0)
    assert not (half & ~full).any()
    assert 0 < half.sum() < full.sum()
