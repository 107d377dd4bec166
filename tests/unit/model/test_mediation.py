"""A dispute's way from the first complaint to what it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from neighbourhoods import HEATED, PLAIN, SMALL, STILL, counts, feed, merged, parameters, quarrels

from model.cases import Channel, Outcome
from model.disputes import Actions
from model.exposures import Trigger
from model.interventions.mediation_tiers import MediationTiersPlan
from model.neighbourhood import Neighbourhood
from model.results import Results
from model.roles import Role

MANNED = STILL.model_copy(update={"stewards": 100.0})  # ten people: enough for any evening
REFUSED = {"mediation": {"consent": {"base": -20.0}}}
SETTLES = {"mediation": {"settlement": {"base": 20.0}}}
FAILS = {"mediation": {"settlement": {"base": -20.0}}}


@cache
def _started(patch: str) -> Neighbourhood:
    return Neighbourhood(MANNED, parameters(PLAIN, json.loads(patch)), months=1, seed=2)


def hood_with(
    *patches: Mapping[str, Any], months: int = 2, plans: tuple[MediationTiersPlan, ...] = ()
) -> Neighbourhood:
    """Fork a plain neighbourhood, with an empty book of cases and a quiet life."""
    patch: dict[str, Any] = {}
    for each in patches:
        patch = merged(patch, each)
    hood = _started(json.dumps(patch, sort_keys=True)).fork(plans, months=months)
    hood.mediation.due.clear()
    feed(hood, {})
    return hood


def pair(hood: Neighbourhood, n: int = 0) -> tuple[int, int]:
    """Return an adult and another household."""
    first = int(hood.households.first[n])
    return first, n + 1


def one_case(
    *patches: Mapping[str, Any],
    months: int = 2,
    plans: tuple[MediationTiersPlan, ...] = (),
    day: int = 1,
    **quarrel: Any,
) -> tuple[Neighbourhood, dict[str, Any]]:
    """Live with one case and return what became of it."""
    hood = hood_with(*patches, months=months, plans=plans)
    complainant, accused = pair(hood)
    feed(hood, {day: quarrels([complainant], [accused], **quarrel)})
    table = hood.run().disputes
    row = table["dispute"].size - 1
    return hood, {name: values[row] for name, values in table.items()}


def many(
    *patches: Mapping[str, Any],
    plans: tuple[MediationTiersPlan, ...] = (),
    months: int = 3,
    **quarrel: Any,
) -> Results:
    """Live with 240 cases in 40 days: each home five times, each time against another."""
    hood = hood_with(*patches, plans=plans, months=months)
    if plans:
        hood.staff.employ(Role.SOCIAL, 100.0, by="test", skill=plans[0].social_skill)
    homes = hood.households.rows
    feed(
        hood,
        {
            day: quarrels(
                hood.households.first[np.arange(day % 8, homes, 8)],
                (np.arange(day % 8, homes, 8) + 1 + day) % homes,
                **quarrel,
            )
            for day in range(40)
        },
    )
    return hood.run()


# -- where a case goes -------------------------------------------------------------------------


def test_a_talk_is_over_the_same_day_and_on_nobodys_record():
    _, case = one_case({"disputes": {"talk_success": 20.0}}, channel=Channel.PRIVATE)
    assert case["outcome"] == "settled"
    assert case["closed_hour"] - case["opened_hour"] == pytest.approx(4.0)
    assert not case["recorded"]
    assert case["tier"] == 0


def test_a_talk_in_vain_makes_the_accused_angry_as_well():
    hood, case = one_case({"disputes": {"talk_success": -20.0}}, channel=Channel.PRIVATE)
    assert case["outcome"] == "failed"
    complainant, accused = pair(hood)
    other = int(hood.households.first[accused])
    against = int(hood.residents.household[complainant])
    assert hood.grievances.level(other, against, 2) > 0


def test_a_complaint_is_answered_in_office_hours():
    for day in range(1, 8):
        _, case = one_case(day=day)
        assert 9.0 <= case["responded_hour"] % 24.0 <= 18.0
        assert case["responded_hour"] > case["opened_hour"]


def test_a_case_on_common_ground_goes_round_where_nobody_knows_whose_task_it_is():
    days = {}
    for trigger in (Trigger.PARKING, Trigger.NOISE):
        for clear in (0.0, 0.5, 1.0):
            hood = hood_with({"mediation": {"patience": 300.0}}, months=4)
            hood.governance.clear_roles(share=clear)
            hood.mediation.clear_roles(clear)
            homes = np.arange(hood.households.rows)
            accused = (homes + 1) % homes.size
            feed(hood, {1: quarrels(hood.households.first[homes], accused, trigger=trigger)})
            table = hood.run().disputes
            waited = table["responded_hour"] - table["opened_hour"]
            days[trigger.name, clear] = waited[-homes.size :] / 24.0
    for clear in (0.0, 0.5):
        assert np.array_equal(days["NOISE", clear], days["NOISE", 1.0])
        assert (days["PARKING", clear] >= days["PARKING", 1.0] - 1.0).all()
    unclear, half, clear_ = (days["PARKING", share].mean() for share in (0.0, 0.5, 1.0))
    assert unclear > half + 1.0 > clear_ + 2.0


def test_who_agrees_and_settles_at_the_desk_never_sees_a_higher_tier():
    tiers = (MediationTiersPlan(start=1, social_workers=5.0),)
    _, case = one_case(SETTLES, plans=tiers)
    assert (case["outcome"], case["tier"], case["consent"]) == ("settled", 1, True)


def test_without_consent_and_without_a_social_worker_the_company_decides():
    _, case = one_case(REFUSED)
    assert (case["outcome"], case["tier"], case["consent"]) == ("imposed", 1, False)


def test_without_consent_a_social_worker_asks_again():
    tiers = (MediationTiersPlan(start=1, social_workers=5.0),)
    hood, case = one_case(REFUSED, plans=tiers)
    assert (case["outcome"], case["tier"]) == ("imposed", 2)
    assert hood.staff.booked[Role.SOCIAL] == hood.staff.parameters.talk_hours


def test_what_nobody_settles_goes_up_tier_by_tier_and_fails():
    tiers = (MediationTiersPlan(start=1, social_workers=5.0, case_share=1.0),)
    hood, case = one_case(FAILS, plans=tiers, months=4)
    assert (case["outcome"], case["tier"]) == ("failed", 3)
    p = hood.staff.parameters
    assert hood.staff.booked[Role.DESK] == p.talk_hours + p.session_hours
    assert hood.staff.booked[Role.SOCIAL] == p.expert_hours
    assert hood.staff.booked[Role.COUNCIL] == p.council_hours


def test_who_will_not_try_again_ends_it_where_it_failed():
    tiers = (MediationTiersPlan(start=1, social_workers=5.0, case_share=1.0),)
    hood = hood_with(FAILS, plans=tiers, months=4)
    asked: list[Role] = []

    def consent(_case: int, role: Role, _skill: float) -> bool:
        asked.append(role)
        return role == Role.DESK

    hood.mediation.parties.consent = consent  # type: ignore[method-assign]
    complainant, accused = pair(hood)
    feed(hood, {1: quarrels([complainant], [accused])})
    table = hood.run().disputes
    assert (table["outcome"][-1], table["tier"][-1]) == ("failed", 1)
    assert asked == [Role.DESK, Role.SOCIAL]


def test_what_leaves_the_estate_comes_back_as_a_ruling_after_the_days_a_court_takes():
    court = {"mediation": {"court": 1.0, "court_days": 20.0}}
    hood, case = one_case(FAILS, court, severity=1.0)
    assert (case["outcome"], case["tier"]) == ("outside", 4)
    assert case["closed_hour"] - case["responded_hour"] > 20 * 24.0
    assert counts(hood.results(), "petitions").sum() == 1


def test_a_formal_complaint_sours_the_tie_and_comes_back_to_the_company():
    hood = hood_with()
    complainant, accused = pair(hood)
    other = int(hood.households.first[accused])
    ends = np.array([complainant]), np.array([other])
    hood.ties.part(np.array([complainant, other], np.int32))
    hood.ties.acquaint(*ends, np.array([2.0]), np.array([1.0]), 0)
    feed(hood, {1: quarrels([complainant], [accused], channel=Channel.FORMAL)})
    while hood.day < 2:
        hood.step()
    assert hood.ties.between(complainant, other, 2) < 2.0 * 0.9
    hood.run()
    assert hood.mediation.cases.handled[-1]


def test_a_formal_complaint_that_stays_with_the_police_is_imposed():
    _, case = one_case({"mediation": {"referred": 0.0}}, channel=Channel.FORMAL)
    assert (case["outcome"], case["tier"]) == ("imposed", 0)
    assert np.isnan(case["responded_hour"])


def test_who_moves_away_takes_the_case_along():
    hood = hood_with({"mediation": {"intake": 200.0}})
    complainant, accused = pair(hood)
    feed(hood, {1: quarrels([complainant], [accused])})
    while hood.day < 2:
        hood.step()
    c = hood.mediation.cases
    assert c.outcome[-1] == Outcome.OPEN
    hood.mediation.drop(np.zeros(0, np.int32), np.array([accused], np.int32), 2)
    assert c.outcome[-1] == Outcome.WITHDRAWN
    closed = float(c.closed[-1])
    hood.run()
    assert c.outcome[-1] == Outcome.WITHDRAWN
    assert c.closed[-1] == closed


def test_every_case_that_was_opened_is_closed_one_way_or_open():
    tiers = (MediationTiersPlan(start=1, social_workers=5.0, case_share=1.0),)
    court = {"mediation": {"court": 0.3, "consent": {"base": 0.0}}}
    results = many(court, plans=tiers, months=2)
    opened = results.disputes["dispute"].size
    assert opened == 240
    closed = sum(
        counts(results, "closed", outcome.name.lower()).sum()
        for outcome in Outcome
        if outcome != Outcome.OPEN
    )
    assert closed + (results.disputes["outcome"] == "open").sum() == opened


# -- what decides ------------------------------------------------------------------------------


def test_with_the_same_luck_more_skill_settles_what_less_skill_settled_and_more():
    def settled(skill: float) -> set[int]:
        odds = {"mediation": {"settlement": {"base": -1.0, "skill": 3.0}}}
        results = many(odds, {"staff": {"desk_skill": skill}})
        return set(np.flatnonzero(results.disputes["outcome"] == "settled").tolist())

    low, middle, high = settled(0.0), settled(0.4), settled(1.0)
    assert set() < low < middle < high


def test_with_the_same_luck_a_graver_case_settles_only_if_the_lighter_one_did():
    def settled(severity: float) -> set[int]:
        odds = {"mediation": {"settlement": {"base": 0.5, "severity": 1.0}}}
        results = many(odds, severity=severity)
        return set(np.flatnonzero(results.disputes["outcome"] == "settled").tolist())

    light, middle, grave = settled(0.0), settled(1.0), settled(3.0)
    assert light > middle > grave > set()


def test_with_the_same_luck_more_skill_finds_the_consents_of_less_skill_and_more():
    def agreed(skill: float) -> set[int]:
        odds = {"mediation": {"consent": {"base": -1.0, "skill": 2.0}}}
        results = many(odds, {"staff": {"desk_skill": skill}})
        return set(np.flatnonzero(results.disputes["consent"]).tolist())

    assert set() < agreed(0.0) < agreed(0.5) < agreed(1.0)


def test_an_expert_helps_where_liability_is_at_stake_and_not_at_the_desk():
    def won(trigger: Trigger) -> float:
        tiers = (MediationTiersPlan(start=1, social_workers=20.0, case_share=1.0, council=False),)
        odds = {"mediation": {"settlement": {"base": -2.0, "expert": 6.0}}}
        results = many(odds, plans=tiers, months=4, trigger=trigger)
        tier = results.disputes["tier"]
        settled = results.disputes["outcome"] == "settled"
        at_desk = settled & (tier == 1)
        assert 0.05 < at_desk.sum() / tier.size < 0.25
        return float(settled[tier == 2].sum() / tier.size)

    assert won(Trigger.LEAK) > won(Trigger.NOISE) + 0.2


def test_more_hands_answer_no_later():
    def mean_response(stewards: float) -> float:
        plan = STILL.model_copy(update={"stewards": stewards})
        slow = {"staff": {"talk_hours": 8.0}, "mediation": {"patience": 1000.0}}
        hood = Neighbourhood(plan, parameters(PLAIN, slow), months=6)
        homes = np.arange(0, 40, 2)
        first = hood.households.first[homes]
        feed(hood, {day: quarrels(first, homes + 1) for day in range(1, 20, 5)})
        table = hood.run().disputes
        return float((table["responded_hour"] - table["opened_hour"]).mean())

    waits = [mean_response(stewards) for stewards in (10.0, 20.0, 50.0)]
    assert waits[0] > waits[1] > waits[2]


# -- coming back -------------------------------------------------------------------------------


def test_the_same_pair_and_cause_within_180_days_is_a_recurrence():
    hood = hood_with({"disputes": {"talk_success": 20.0}}, months=20)
    complainant, accused = pair(hood)
    other_way = int(hood.households.first[accused]), int(hood.residents.household[complainant])

    def talk(who: int, whom: int, trigger: Trigger = Trigger.NOISE) -> Any:
        return quarrels([who], [whom], channel=Channel.PRIVATE, trigger=trigger)

    feed(
        hood,
        {
            1: talk(complainant, accused),
            100: talk(complainant, accused),  # 99 days later
            150: talk(complainant, accused, Trigger.PETS),  # about something else
            270: talk(*other_way),  # 170 days later, the other way round
            460: talk(complainant, accused),  # 190 days later
        },
    )
    table = hood.run().disputes
    assert table["recurrence"].tolist() == [False, True, False, True, False]
    assert hood.mediation.cases.reopened[-5:].tolist() == [True, True, False, False, False]


def test_recurrences_are_counted_where_the_earlier_case_was_closed():
    hood = hood_with({"disputes": {"talk_success": 20.0}}, months=6)
    complainant, accused = pair(hood)
    talk = quarrels([complainant], [accused], channel=Channel.PRIVATE)
    feed(hood, {5: talk, 70: talk})
    results = hood.run()
    assert counts(results, "closings").tolist() == [1, 0, 1, 0, 0, 0]
    assert counts(results, "closings_reopened").tolist() == [1, 0, 0, 0, 0, 0]


def test_recurrences_are_told_apart_by_cause_and_add_up():
    hood = hood_with({"disputes": {"talk_success": 20.0}}, months=6)
    complainant, accused = pair(hood)

    def talk(trigger: Trigger) -> Actions:
        return quarrels([complainant], [accused], channel=Channel.PRIVATE, trigger=trigger)

    feed(
        hood,
        {
            5: talk(Trigger.NOISE),
            20: talk(Trigger.PARKING),
            40: talk(Trigger.CORRIDOR),  # another matter
            70: talk(Trigger.PARKING),
            100: talk(Trigger.PETS),
            130: talk(Trigger.LEAK),
        },
    )
    results = hood.run()
    groups = ("noise", "space", "pets", "other")
    closed = {group: counts(results, "closings", group) for group in groups}
    back = {group: counts(results, "closings_reopened", group) for group in groups}
    assert {group: found.sum() for group, found in closed.items()} == {
        "noise": 1,
        "space": 3,
        "pets": 1,
        "other": 1,
    }
    assert back["space"].tolist() == [1, 0, 0, 0, 0, 0]
    assert sum(back.values()).tolist() == counts(results, "closings_reopened").tolist()
    assert sum(closed.values()).tolist() == counts(results, "closings").tolist()


# -- what it leaves ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patch", "left"), [(SETTLES, "relief_settled"), (REFUSED, "relief_imposed")]
)
def test_a_closed_case_takes_its_share_off_the_grievance(patch: dict[str, Any], left: str):
    never = {"disputes": {"memory": 1000.0}}
    hood = hood_with(patch, never, months=2)
    hood.mediation.call_back(0.0)
    complainant, accused = pair(hood)
    hood.grievances.slots.against[complainant] = -1
    hood.residents.tolerance[complainant] = 1.0
    feed(hood, {1: quarrels([complainant], [accused])}, grievance=10.0)
    hood.run()
    relief = getattr(hood.parameters.mediation.aftermath, left)
    assert hood.grievances.level(complainant, accused, 2) == pytest.approx(
        10.0 * (1 - relief), rel=0.05
    )


def test_a_promise_holds_the_accused_back_and_wears_off():
    hood = hood_with(SETTLES, months=12)
    complainant, accused = pair(hood)
    feed(hood, {1: quarrels([complainant], [accused], trigger=Trigger.PETS)})
    while hood.day < 30:
        hood.step()
    early = float(hood.agreements.restraint[accused, Trigger.PETS])
    assert early > 0.1
    assert hood.agreements.restraint[accused, Trigger.NOISE] == 0.0
    half_life = hood.parameters.mediation.aftermath.promise_half_life
    day = hood.day
    while hood.day < day + round(half_life):
        hood.step()
    later = float(hood.agreements.restraint[accused, Trigger.PETS])
    assert later <= early
    assert later == pytest.approx(early / 2, rel=0.02)


def test_parties_judge_a_skilled_hearing_as_fairer():
    def fair(skill: float) -> float:
        results = many(SETTLES, {"staff": {"desk_skill": skill}})
        judging = counts(results, "judging_parties").sum()
        return float(counts(results, "fair_parties").sum() / judging)

    assert fair(0.0) < fair(1.0)


# -- nothing hangs -----------------------------------------------------------------------------


def test_no_case_stays_open_for_ever_even_where_far_too_few_people_serve():
    most = 300  # intake, three lists of patience, a sitting and a court, in days
    flood = {"staff": {"tickets": 150.0, "ticket_hours": 3.0}}
    lonely = MediationTiersPlan(start=1, social_workers=0.1, case_share=0.05)
    plan = SMALL.model_copy(update={"stewards": 10.0})
    hood = Neighbourhood(plan, parameters(HEATED, flood), months=1, seed=4)
    results = hood.fork((lonely,), months=20).run()
    table = results.disputes
    ages = 20 * 30.0 - table["opened_hour"] / 24.0
    assert counts(results, "lapsed").sum() > 5
    assert (table["outcome"] != "open")[ages > most].all()
    assert (ages > most).sum() > 20
