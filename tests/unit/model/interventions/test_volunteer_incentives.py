"""Incentives work by who knows how, who is sent, and who is kept, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, counts, differences, heated, parameters

from model.interventions.volunteer_incentives import VolunteerIncentivesPlan
from model.neighbourhood import Neighbourhood

NAME = "volunteer_incentives"


def incentives(**settings: Any) -> VolunteerIncentivesPlan:
    return VolunteerIncentivesPlan(**({"start": 1} | settings))


def test_it_raises_every_level_by_its_dose():
    hood = heated([incentives(coverage=0.5)], months=1)
    usual = heated(months=1).volunteers.awareness
    hood.step()
    held, plan = hood.volunteers, incentives()
    assert held.awareness == pytest.approx(usual + (1.0 - usual) * 0.5 * plan.publicity)
    assert held.dispatch_hours == pytest.approx(0.5 * plan.dispatcher_hours)
    assert held.recognition == pytest.approx(0.5 * plan.honours)
    assert held.insured == pytest.approx(0.5)
    assert held.trained == pytest.approx(0.5 * plan.trained)
    assert held.patrols == pytest.approx(0.5 * plan.patrols)


def test_where_nobody_is_willing_only_money_is_spent():
    patch = {"volunteers": {"joining": {"willing": 0.0}}}
    lone = Neighbourhood(SMALL, parameters(HEATED, patch), seed=7, months=1)
    full, bare = (lone.fork(plans, months=4).run() for plans in ([incentives()], []))
    assert set(differences(full, bare)) <= set(SPENDING)


def test_more_people_sign_up_and_more_is_done():
    full, bare = heated([incentives()], months=24).run(), heated(months=24).run()
    for what in ("volunteers_joined", "volunteer_services"):
        assert counts(full, what).sum() > counts(bare, what).sum()


def test_at_the_end_the_estate_does_what_it_did():
    hood = heated([incentives(end=1)], months=2)
    before = dict(vars(heated(months=1).volunteers))
    hood.run()
    for level in ("awareness", "dispatch_hours", "recognition", "insured", "trained", "patrols"):
        assert getattr(hood.volunteers, level) == before[level], level


def test_several_who_support_volunteers_combine_in_any_order():
    ends = []
    for order in (("a", "b"), ("b", "a")):
        made = heated(months=1).volunteers
        usual = made.awareness
        for by in order:
            made.dispatch({"a": 3.0, "b": 5.0}[by], by=by)
            made.recognise({"a": 0.4, "b": 0.6}[by], by=by)
            made.publicise(0.5, by=by)
        ends.append((made.dispatch_hours, made.recognition, made.awareness))
        assert ends[-1] == (8.0, 0.6, pytest.approx(usual + (1.0 - usual) * 0.75))
        made.dispatch(0.0, by="a")
        made.recognise(0.0, by="b")
        assert (made.dispatch_hours, made.recognition) == (5.0, 0.4)
    assert ends[0] == ends[1]


def test_what_volunteers_cost_goes_by_their_number():
    hood = heated([incentives(publicity=1.0)], months=12)
    spending = hood.run().spending

    def yuan(what: str) -> float:
        own = (spending["measure"] == NAME) & (spending["what"] == what)
        return float(spending["yuan"][own].sum())

    plan = incentives()
    assert yuan("honours") > 0
    worth = plan.honours * plan.honours_price
    assert yuan("insurance") / yuan("honours") == pytest.approx(plan.insurance / worth)
    assert yuan("training") / yuan("honours") == pytest.approx(
        plan.trained * plan.training_price / worth
    )


def test_the_price_list_is_publicity_and_the_dispatcher():
    plan = incentives(publicity=0.5, publicity_price=7300.0, dispatcher_hours=7.0, wage=30.0)
    publicity, dispatcher = plan.prices(households=1000)
    assert publicity.yuan == pytest.approx(2 * 0.5 * 7300.0 * 30 / 365)
    assert dispatcher.hours == pytest.approx(2 * 30.0)
    assert dispatcher.yuan == pytest.approx(2 * 900.0)
