"""Governance: books, votes, councils, roles and protest."""

from __future__ import annotations

import numpy as np
import pytest
from civic_world import Civic, civic
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import estate_plan

from model.beliefs import Belief
from model.exposures import Trigger
from model.governance import MIDDLE_OF_MONTH
from model.protest import rally

BLOCK = estate_plan(count=2, stairs=2, floors=10, doors=4)
OWNERS = estate_plan(count=2, stairs=2, floors=10, doors=4, renters=0.0)
EVERYBODY_VOTES = {"votes": {"base": 40.0, "approve": 40.0}}


def open_votes(**patch: object) -> Civic:
    return civic(OWNERS, patch, {"governance": {"notice_reach": 1.0}})


# -- votes ---------------------------------------------------------------------------------------


def test_one_vote_a_household_that_lives_in_its_own_flat():
    parts = civic(BLOCK)
    households = parts.world.population.households
    owners = np.flatnonzero(households.present & households.owner)
    assert 0 < owners.size < households.rows
    voting = parts.world.residents.household[parts.voters]
    assert sorted(voting) == owners.tolist()
    assert (parts.world.residents.age[parts.voters] >= 18).all()


def test_nobody_votes_twice():
    parts = open_votes(**EVERYBODY_VOTES)
    (ballot,) = parts.governance.vote(0)
    assert ballot.cast == ballot.eligible == parts.voters.size
    assert np.count_nonzero(parts.governance.electorate.civics.voted) == ballot.cast


def test_whom_the_notice_does_not_reach_does_not_vote():
    parts = civic(OWNERS, EVERYBODY_VOTES, {"governance": {"notice_reach": 0.0}})
    assert parts.governance.vote(0)[0].cast == 0


def test_the_platform_reaches_whom_notices_miss():
    parts = civic(OWNERS, EVERYBODY_VOTES, {"governance": {"notice_reach": 0.0}})
    voters, nobody = parts.voters, np.zeros(parts.world.residents.rows, np.bool_)
    reached = nobody.copy()
    reached[voters[:7]] = True
    parts.governance.reach_online(votes=nobody, books=reached)
    assert parts.governance.vote(0)[0].cast == 0
    parts.governance.reach_online(votes=reached, books=nobody)
    assert parts.governance.vote(30)[0].cast == 7


def test_an_easier_vote_brings_more_and_loses_nobody():
    voted = []
    for online in (False, True):
        parts = open_votes()
        reached = np.full(parts.world.residents.rows, online)
        parts.governance.reach_online(votes=reached, books=~reached)
        parts.governance.vote(0)
        voted.append(parts.governance.electorate.civics.voted.copy())
    assert voted[1].sum() > voted[0].sum()
    assert not (voted[0] & ~voted[1]).any()


@pytest.mark.parametrize(("quorum", "passed"), [(1.0, True), (0.5, True), (0.0, True)])
def test_a_decision_of_all_stands_whatever_the_quorum(quorum: float, passed: bool):
    parts = civic(OWNERS, EVERYBODY_VOTES, {"governance": {"notice_reach": 1.0, "quorum": quorum}})
    assert parts.governance.vote(0)[0].passed is passed


def test_too_few_votes_decide_nothing():
    parts = civic(OWNERS, {"votes": {"base": -1.0}}, {"governance": {"quorum": 0.9}})
    (ballot,) = parts.governance.vote(0)
    assert 0 < ballot.cast < 0.9 * ballot.eligible
    assert not ballot.passed
    assert (parts.governance.electorate.civics.efficacy == 0).all()


def test_a_majority_against_decides_nothing():
    parts = open_votes(votes={"base": 40.0, "approve": -40.0})
    (ballot,) = parts.governance.vote(0)
    assert (ballot.yes, ballot.passed) == (0, False)


def test_a_decision_that_stands_teaches_that_voting_counts():
    parts = open_votes(**EVERYBODY_VOTES)
    before = parts.beliefs.held(Belief.FAIRNESS)[parts.voters]
    parts.governance.vote(0)
    assert (parts.governance.electorate.civics.efficacy[parts.voters] == 0.5).all()
    assert (parts.beliefs.held(Belief.FAIRNESS)[parts.voters] > before).all()


def test_neighbours_who_voted_bring_their_friends():
    cast = []
    for friends in (False, True):
        parts = open_votes(votes={"base": -1.0, "spread": 0.0, "mobilised": 3.0})
        voters = parts.voters.astype(np.int32)
        if friends:
            half = voters.size // 2
            first, second = voters[:half], voters[half : 2 * half]
            ties = parts.world.ties
            ties.acquaint(first, second, np.full(half, 3.0), np.ones(half), 0)
        parts.governance.electorate.civics.voted[voters] = True
        cast.append(parts.governance.vote(0)[0].cast)
    assert cast[1] > 1.5 * cast[0]


def test_where_nobody_owns_there_is_nobody_to_ask():
    parts = civic(estate_plan(floors=10, doors=4, renters=1.0))
    (ballot,) = parts.governance.vote(0)
    assert (ballot.eligible, ballot.cast, ballot.passed) == (0, 0, False)
    assert parts.governance.electorate.votes_without_owners == 1
    assert parts.recorder.series("votes_eligible").sum() == 0


def test_votes_fall_due_as_often_as_called():
    parts = civic(OWNERS)
    parts.governance.call_votes(a_year=4)
    eligible = []
    for month in range(12):
        parts.recorder.day = 30 * month + MIDDLE_OF_MONTH
        parts.governance.govern(parts.recorder.day, displaced=0.0)
        eligible.append(parts.recorder.series("votes_eligible")[month])
    assert np.count_nonzero(eligible) == 4


# -- books ---------------------------------------------------------------------------------------


def test_open_books_raise_belief_and_trust_by_how_far_they_convince():
    risen = []
    for credibility in (0.0, 0.3, 0.9):
        parts = civic(OWNERS, None, {"governance": {"unaccounted": 0.0}})
        parts.governance.disclose(every_months=1, credibility=credibility)
        before = parts.beliefs.held(Belief.BOOKS).mean(), parts.world.residents.trust_company.mean()
        parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
        parts.outlook.feel()
        after = parts.beliefs.held(Belief.BOOKS).mean(), parts.world.residents.trust_company.mean()
        risen.append((after[0] - before[0], after[1] - before[1]))
    assert risen[0] == pytest.approx((0.0, 0.0), abs=1e-6)
    assert risen[0] < risen[1] < risen[2]
    assert risen[1][1] < risen[2][1]


def test_books_that_show_a_gap_lower_trust_in_the_company():
    parts = civic(OWNERS)
    parts.governance.disclose(every_months=1, credibility=0.9)
    parts.governance.account(unaccounted=0.75)
    before = parts.world.residents.trust_company.mean()
    parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
    parts.outlook.feel()
    assert parts.world.residents.trust_company.mean() < before


def test_silence_breeds_doubt():
    parts = civic(OWNERS, None, {"governance": {"books_every": 0}})
    before = parts.beliefs.held(Belief.BOOKS)
    for month in range(6):
        parts.governance.govern(30 * month + 29, displaced=0.0)
    assert (parts.beliefs.held(Belief.BOOKS) < before).all()


def test_books_online_are_there_every_month_for_whom_the_platform_reaches():
    parts = civic(OWNERS, None, {"governance": {"books_every": 0, "unaccounted": 0.0}})
    reached = np.zeros(parts.world.residents.rows, np.bool_)
    reached[:20] = True
    parts.governance.reach_online(votes=~reached, books=reached)
    before = parts.beliefs.held(Belief.BOOKS)
    parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
    after = parts.beliefs.held(Belief.BOOKS)
    assert ((after > before) == reached).all()


def test_books_are_shown_as_often_as_promised():
    parts = civic(OWNERS)
    parts.governance.disclose(every_months=3, credibility=0.5)
    for month in range(12):
        parts.recorder.day = 30 * month + MIDDLE_OF_MONTH
        parts.governance.govern(parts.recorder.day, displaced=0.0)
    assert parts.recorder.series("books_shown").sum() == 4
    parts.governance.disclose(every_months=0, credibility=0.5)
    parts.governance.govern(30 * 13 + MIDDLE_OF_MONTH, displaced=0.0)
    assert parts.recorder.series("books_shown").sum() == 4


@pytest.mark.parametrize(("months", "credibility"), [(-1, 0.5), (3, 1.5), (3, -0.1)])
def test_books_cannot_be_shown_never_less_or_more_than_convincingly(months, credibility):
    with pytest.raises(ValueError, match="credibility"):
        civic(OWNERS).governance.disclose(every_months=months, credibility=credibility)


def test_no_more_than_all_the_money_can_be_missing():
    with pytest.raises(ValueError, match="give 0 to 1"):
        civic(OWNERS).governance.account(unaccounted=1.2)


# -- council and fairness ------------------------------------------------------------------------


def test_a_council_settles_one_thing_after_another():
    parts = civic(OWNERS)
    parts.governance.meet_as_council(a_year=12)
    for month in range(3):
        parts.governance.govern(30 * month + MIDDLE_OF_MONTH, displaced=0.0)
    agreed = parts.governance.agreed[0]
    assert (agreed == pytest.approx([0.34] * 3)) and (agreed < 1).all()


def test_a_settled_rule_is_kept_the_more_the_more_legitimate_it_is():
    held = []
    for trust in (0.1, 0.8):
        parts = civic(OWNERS)
        parts.world.residents.trust_rules[:] = trust
        parts.governance.meet_as_council(a_year=12)
        for month in range(2):
            parts.governance.govern(30 * month + MIDDLE_OF_MONTH, displaced=0.0)
        held.append(parts.world.agreements.restraint.copy())
    here = parts.world.population.households.present
    for trigger in (Trigger.PARKING, Trigger.GREEN):
        assert (held[1][here, trigger] > held[0][here, trigger]).all()
    assert (held[1][:, Trigger.NOISE] == 0).all()


def test_rooms_go_by_how_many_want_them():
    parts = civic(OWNERS)
    places, groups = parts.world.places, parts.world.residents.group
    fair = np.sum(groups == 0) / (np.sum(groups == 0) + np.sum(groups == 3))
    places.give_room_to_older(0.95)
    parts.governance.meet_as_council(a_year=12)
    shares = []
    for month in range(30):
        parts.governance.govern(30 * month + MIDDLE_OF_MONTH, displaced=0.0)
        shares.append(places.room_share_children)
    assert shares == sorted(shares, reverse=True)
    assert places.room_share_children == pytest.approx(fair, abs=0.02)


def test_a_settlement_that_nobody_renews_is_forgotten():
    parts = civic(OWNERS)
    parts.governance.agreed[:] = 1.0
    for month in range(18):
        parts.governance.govern(30 * month + 29, displaced=0.0)
    assert parts.governance.agreed == pytest.approx(np.full((1, 3), 0.5), rel=1e-6)


def test_going_short_of_a_space_is_unfair_less_so_under_a_settled_rule():
    fair = []
    for spaces, agreed in ((500, 0.0), (10, 1.0), (10, 0.0)):
        parts = civic(OWNERS)
        parts.world.places.parking[:] = spaces
        parts.governance.agreed[:] = agreed
        parts.governance.govern(29, displaced=0.0)
        drives = parts.world.population.households.cars[parts.world.residents.household] > 0
        fair.append(parts.beliefs.held(Belief.FAIRNESS)[drives].mean())
    assert fair[0] > fair[1] > fair[2]


def test_older_people_without_a_room_find_the_sharing_less_fair():
    held = []
    for displaced in (0.0, 0.8):
        parts = civic(OWNERS)
        parts.governance.govern(29, displaced=displaced)
        held.append(parts.beliefs.held(Belief.FAIRNESS))
    older = parts.world.residents.group == 3
    assert (held[1][older] < held[0][older]).all()
    assert (held[1][~older] == held[0][~older]).all()


def test_whoever_speaks_at_a_meeting_has_had_a_say():
    parts = open_votes(votes={"base": 40.0})
    parts.governance.meet_as_council(a_year=12)
    parts.governance.call_votes(a_year=0)
    parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
    assert (parts.governance.electorate.civics.last[parts.voters] == MIDDLE_OF_MONTH).all()


# -- protest -------------------------------------------------------------------------------------


def test_hidden_money_brings_people_out_and_costs_trust():
    parts = civic(
        OWNERS,
        {"protest": {"threshold": -1.0, "rumours": 50.0, "suspects": 1.0}},
        {"governance": {"unaccounted": 0.75}},
    )
    parts.beliefs.convictions.bad[:, Belief.BOOKS] = 20.0
    before = parts.world.residents.trust_company.mean()
    parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
    parts.outlook.feel()
    assert parts.recorder.series("protests").sum() == 2  # one a building
    assert parts.recorder.series("protesters").sum() > 0.5 * parts.everybody.size
    assert parts.world.residents.trust_company.mean() < before


def test_a_building_that_has_protested_waits_for_what_comes_of_it():
    parts = civic(
        OWNERS,
        {"protest": {"threshold": -1.0, "rumours": 50.0, "rest": 360}},
        {"governance": {"unaccounted": 0.75}},
    )
    for month in range(13):
        parts.recorder.day = 30 * month + MIDDLE_OF_MONTH
        parts.governance.govern(parts.recorder.day, displaced=0.0)
    assert parts.recorder.series("protests")[:12].sum() == 2
    assert parts.recorder.series("protests")[12] == 2


def test_where_all_money_is_accounted_for_nobody_protests():
    parts = civic(
        OWNERS,
        {"protest": {"threshold": -1.0, "rumours": 50.0}},
        {"governance": {"unaccounted": 0.0}},
    )
    parts.governance.disclose(every_months=1, credibility=1.0)
    parts.governance.govern(MIDDLE_OF_MONTH, displaced=0.0)
    assert parts.recorder.series("protests").sum() == 0


@settings(deadline=None)
@given(st.lists(st.floats(0, 30), max_size=40), st.floats(0, 5))
def test_lower_thresholds_never_bring_fewer(thresholds, less):
    waits = np.array(thresholds)
    assert rally(waits) <= rally(waits - less) <= waits.size
