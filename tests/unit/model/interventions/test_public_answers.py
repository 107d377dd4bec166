"""Public answers reach fewer readers with bad news, where readers would pass it on."""

from __future__ import annotations

from typing import Any

import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, counts, differences, heated, parameters

from model.interventions.public_answers import PublicAnswersPlan
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 6
# Whatever goes wrong is posted, and most cases go wrong.
TOLD = {"news": {"post": 5.0, "chat": 0.3}, "mediation": {"settlement": {"base": -3.0}}}


def answers(**settings: Any) -> PublicAnswersPlan:
    return PublicAnswersPlan(**({"start": 1, "ramp": 0} | settings))


def pair(*, repost: float) -> tuple[Results, Results]:
    """Live once with full answers and once without, where so many pass bad news on."""
    told = parameters(HEATED, TOLD, {"news": {"repost": repost}})
    start = Neighbourhood(SMALL, told, seed=7, months=1)
    with_it = start.fork([answers(answered=1.0)], months=MONTHS)
    return with_it.run(), start.fork(months=MONTHS).run()


def test_it_moves_how_much_is_answered_towards_its_setting_and_back():
    hood = heated([answers(end=1, coverage=0.5)], months=2)
    before = hood.news.watched
    assert before < answers().answered
    hood.step()
    assert hood.news.watched == pytest.approx(0.5 * (before + answers().answered))
    while hood.day <= 30:
        hood.step()
    assert hood.news.watched == before


def test_an_estate_that_answers_more_answers_no_less():
    hood = heated([answers(answered=0.0)], months=1)
    hood.news.watch(0.6)
    hood.step()
    assert hood.news.watched == pytest.approx(0.6)


def test_fewer_read_bad_news_that_readers_would_pass_on():
    with_it, without = pair(repost=0.2)
    assert counts(without, "posts", "bad").sum() > 10
    assert counts(with_it, "readers", "bad").sum() < counts(without, "readers", "bad").sum()


def test_where_nobody_passes_anything_on_only_its_cost_is_left():
    with_it, without = pair(repost=0.0)
    assert counts(without, "posts", "bad").sum() > 10
    assert set(differences(with_it, without)) <= set(SPENDING)


def test_the_price_list_is_hours_and_an_allowance_by_size():
    plan = answers(watch_hours=30.0, wage=40.0, allowance=500.0)
    answering, supervision = plan.prices(households=1000)
    assert (answering.yuan, answering.hours) == (2400.0, 60.0)
    assert (supervision.yuan, supervision.hours) == (1000.0, 0.0)
