"""Councils move how often owners meet and vote and whom that reaches, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, SPENDING, counts, differences, heated, parameters

from model.functions import Module
from model.interventions.councils import CouncilsPlan
from model.neighbourhood import Neighbourhood
from model.organisation import PlatformPlan

MONTHS = 6
OFF = {"meetings": 0.0, "votes": 0.0, "notices": 0.0, "online": 0.0}


def councils(**settings: Any) -> CouncilsPlan:
    return CouncilsPlan(**({"start": 1} | settings))


def test_it_raises_meetings_votes_and_notices_and_leaves_what_it_found():
    hood = heated([councils(end=1, coverage=0.5)], months=2)
    g, s = hood.governance, councils()
    before = g.meetings_a_year, g.votes_a_year, g.notice_reach
    hood.step()
    full = s.meetings, s.votes, s.notices
    assert (g.meetings_a_year, g.votes_a_year, g.notice_reach) == pytest.approx(
        tuple(0.5 * (one + other) for one, other in zip(before, full, strict=True))
    )
    while hood.month < 2:
        hood.step()
    hood.step()
    assert (g.meetings_a_year, g.votes_a_year, g.notice_reach) == before
    assert not hood.platform.is_open(Module.COUNCIL)


def test_a_council_meets_and_settles_and_owners_vote_more_often():
    hood, other = heated([councils()], months=MONTHS), heated(months=MONTHS)
    with_it, without = hood.run(), other.run()
    assert counts(with_it, "council_meetings").sum() == MONTHS
    assert counts(without, "council_meetings").sum() == 0
    assert counts(with_it, "votes_eligible").sum() > counts(without, "votes_eligible").sum()
    assert hood.governance.agreed.max() > other.governance.agreed.max() == 0.0


def test_online_votes_reach_the_users_of_the_platform_and_more_of_them_at_more_coverage():
    def reached(online: float) -> np.ndarray:
        hood = heated([councils(**OFF | {"online": online})], months=1)
        hood.step()
        return hood.platform.has(Module.COUNCIL)

    none, half, full = reached(0.0), reached(0.5), reached(1.0)
    assert not none.any()
    assert 0 < half.sum() < full.sum()
    assert not (half & ~full).any()


def test_where_there_is_no_platform_nobody_votes_online_and_the_record_says_so():
    run = SMALL.organisation.model_copy(update={"platform": PlatformPlan(service=False)})
    estate = SMALL.model_copy(update={"organisation": run})
    hood = Neighbourhood(estate, interventions=[councils()], seed=7, months=1)
    hood.step()
    assert not hood.platform.modules.any()
    assert hood.governance.meetings_a_year == councils().meetings
    (short,) = hood.shortfalls.noted
    assert (short.measure, short.reason, short.share) == ("councils", "needs", 0.0)


def test_the_price_list_adds_up():
    plan = councils(meetings=12.0, votes=6.0, meeting_hours=5.0, vote_hours=20.0, wage=50.0)
    meetings, votes, online = plan.prices(households=1000)
    year = 2 * 30.0 / 365.0
    assert meetings.hours == pytest.approx(60.0 * year, rel=0.01)
    assert votes.yuan == pytest.approx(120.0 * 50.0 * year, rel=0.01)
    assert online.yuan == pytest.approx(plan.operation * year, rel=0.01)


def test_with_nothing_beyond_what_there_is_it_only_costs():
    with_it, without = heated([councils(**OFF)], months=MONTHS).run(), heated(months=MONTHS).run()
    assert set(differences(with_it, without)) <= set(SPENDING)


def test_where_meetings_settle_nothing_and_nobody_comes_nothing_changes_between_neighbours():
    # The causal path is cut: nobody votes or speaks, and a meeting settles no rule.
    cut = {"governance": {"votes": {"base": -40.0}, "council": {"settles": 0.0}}}
    start = Neighbourhood(SMALL, parameters(HEATED, cut), seed=7, months=1)
    with_it = start.fork([councils()], months=MONTHS).run()
    without = start.fork(months=MONTHS).run()
    for name in ("trust_index", "latent_conflicts_per_1000_hh_year", "attendance_rate"):
        assert np.array_equal(with_it.kpis[name], without.kpis[name], equal_nan=True), name
