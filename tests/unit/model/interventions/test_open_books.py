"""Open books move how often and how credibly money is shown; what they show does the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, counts, heated, parameters

from model.beliefs import Belief
from model.interventions.open_books import OpenBooksPlan
from model.neighbourhood import Neighbourhood

MONTHS = 8


def books(**settings: Any) -> OpenBooksPlan:
    return OpenBooksPlan(**({"start": 1} | settings))


def after(*plans: OpenBooksPlan, unaccounted: float, **patch: Any) -> Neighbourhood:
    run = SMALL.organisation
    kept = run.governance.model_copy(update={"unaccounted": unaccounted})
    estate = SMALL.model_copy(update={"organisation": run.model_copy(update={"governance": kept})})
    start = Neighbourhood(estate, parameters(HEATED, patch), seed=7, months=1)
    hood = start.fork(plans, months=MONTHS)
    hood.run()
    return hood


def belief(hood: Neighbourhood) -> float:
    return float(np.mean(hood.beliefs.held(Belief.BOOKS)[hood.residents.present]))


def trust(hood: Neighbourhood) -> float:
    return float(hood.residents.trust_company[hood.residents.present].mean())


def test_it_moves_books_towards_its_settings_and_back():
    hood = heated([books(end=1, coverage=0.5)], months=2)
    g, s = hood.governance, books()
    every, credibility, unaccounted = g.books_every, g.credibility, g.unaccounted
    hood.step()
    assert g.books_every == round(12.0 / (0.5 * (12.0 / every + 12.0 / s.every_months)))
    assert g.credibility == pytest.approx(0.5 * (credibility + s.credibility))
    assert g.unaccounted == pytest.approx(unaccounted * (1.0 - 0.5 * s.committee))
    while hood.month < 2:
        hood.step()
    hood.step()
    assert (g.books_every, g.credibility, g.unaccounted) == (every, credibility, unaccounted)


def test_an_estate_that_shows_more_already_shows_no_less():
    hood = heated([books(every_months=60, credibility=0.01)], months=1)
    g = hood.governance
    before = g.books_every, g.credibility
    hood.step()
    assert (g.books_every, g.credibility) == before


def test_books_in_order_win_belief_and_trust():
    with_it, without = after(books(), unaccounted=0.0), after(unaccounted=0.0)
    assert counts(with_it.results(), "books_shown").sum() > 1
    assert belief(with_it) > belief(without)
    assert trust(with_it) > trust(without)


def test_bad_news_costs_trust_and_the_more_credible_it_is_the_more():
    # Nothing is put right here: the books only tell what is missing.
    bad = {"committee": 0.0, "every_months": 1}
    without = after(unaccounted=0.75)
    told = after(books(credibility=0.3, **bad), unaccounted=0.75)
    proven = after(books(credibility=0.95, **bad), unaccounted=0.75)
    assert trust(proven) < trust(told) < trust(without)


def test_where_books_convince_nobody_trust_stays():
    cut = {"governance": {"beliefs": {"shown": 0.0, "shown_company": 0.0}}}
    with_it = after(books(committee=0.0), unaccounted=0.2, **cut)
    without = after(unaccounted=0.2, **cut)
    assert trust(with_it) == pytest.approx(trust(without), abs=1e-3)


def test_the_price_list_adds_up():
    plan = books(every_months=3, credibility=0.8, audit=20_000.0, disclosure_hours=30.0, wage=50.0)
    audit, disclosure = plan.prices(households=1000)
    assert audit.yuan == pytest.approx(2 * 16_000.0 * 30.0 / 365.0, rel=0.01)
    assert (disclosure.hours, disclosure.yuan) == pytest.approx((20.0, 1000.0))
