"""Home visits: whom they reach, what they leave, and that nobody is called on at none a month."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import heated

from model.neighbourhood import Neighbourhood
from model.outlook import Stock


def visited_hood(per_month: float) -> Neighbourhood:
    hood = heated(months=1)
    hood.home_visits.call_on(per_month)
    return hood


def test_none_a_month_is_nobody():
    hood = visited_hood(0.0)
    before = hood.outlook.evidence.good.copy()
    assert hood.home_visits.call(29).size == 0
    assert np.array_equal(hood.outlook.evidence.good, before)


def test_at_every_home_a_month_all_heads_hear_one_signal_and_a_share_of_people_tell():
    hood = visited_hood(500.0)
    p, homes = hood.parameters.home_visits, hood.households
    before = hood.outlook.evidence.good[:, Stock.COMPANY].copy()
    heard = hood.home_visits.call(29)
    gained = hood.outlook.evidence.good[:, Stock.COMPANY] - before
    heads = homes.first[np.flatnonzero(homes.present)]
    assert gained[heads] == pytest.approx(p.signal, abs=1e-5)
    assert gained.sum() == pytest.approx(p.signal * heads.size, rel=1e-4)
    people = int(np.count_nonzero(hood.residents.present))
    assert hood.residents.present[heard].all()
    assert abs(heard.size - p.told * people) < 4.5 * np.sqrt(p.told * (1 - p.told) * people)


def test_what_people_tell_comes_onto_the_list_and_nothing_else_does():
    hood = visited_hood(500.0)
    w, member = hood.wellbeing, hood.care.member
    w.recognised[:] = False
    rows = np.flatnonzero((member & w.need).any(axis=1))[:3]
    assert rows.size
    hood.care.note_needs(rows)
    assert np.array_equal(w.recognised[rows], member[rows] & w.need[rows])
    assert w.recognised.sum() == (member[rows] & w.need[rows]).sum()


def test_more_visits_reach_the_same_homes_and_more():
    few, many = (set(visited_hood(n).home_visits.call(29).tolist()) for n in (100.0, 300.0))
    assert few < many
