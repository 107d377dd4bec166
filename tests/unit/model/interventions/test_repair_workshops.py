"""Repair workshops: both must come, a social worker must be there, and only inputs move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from neighbourhoods import SPENDING, counts, differences, heated, staffed

from model.cases import Outcome
from model.interventions.repair_workshops import RepairWorkshopsPlan
from model.neighbourhood import Neighbourhood
from model.results import Results
from model.roles import Role
from model.workshops import NO_OFFER, REPAIRABLE, Offer

MONTHS = 6
EVERYBODY = Offer(1.0, 7.0, 20.0, 0.0, 0.0, 0.0, 1.0)


def workshops(**settings: Any) -> RepairWorkshopsPlan:
    return RepairWorkshopsPlan(**({"start": 1, "ramp": 0, "come": 20.0} | settings))


def run(*plans: RepairWorkshopsPlan) -> Results:
    return staffed(plans, months=MONTHS).run()


def closed_case(hood: Neighbourhood) -> int:
    """Live until the company has closed a case whose parties are still there."""
    while True:
        hood.step()
        for case in hood.mediation.closed_today:
            c = hood.mediation.cases
            if c.handled[case] and c.outcome[case] in REPAIRABLE:
                return int(case)


def repaired(offer: Offer) -> tuple[Neighbourhood, int, np.ndarray]:
    """Hold the workshop of one case by hand; return who is asked to join."""
    hood = staffed(months=MONTHS)
    case = closed_case(hood)
    hood.workshops.offer(**offer._asdict())
    assert hood.workshops.hold(hood.day, [case]).size == 0  # nobody on the day of the closing
    hood.agreements.restraint[:] = 0.0
    hood.staff.practice[:] = hood.staff.lessons[:] = 0.0  # the leader has what was taught
    for day in range(hood.day + 1, hood.day + 30):
        asked = hood.workshops.hold(day, [])
        if hood.workshops.held_today:
            return hood, case, asked
    return hood, case, asked


def test_where_nobody_comes_only_invitations_and_spending_differ():
    found = differences(run(workshops(come=-20.0)), run())
    assert {name for name in found if not name.startswith("counts")} <= set(SPENDING)
    assert counts(run(workshops(come=-20.0)), "workshop_invitations").sum() > 0
    assert counts(run(workshops(come=-20.0)), "repair_workshops").sum() == 0
    assert counts(run(workshops()), "repair_workshops").sum() > 0


def test_a_workshop_leaves_the_pledge_of_a_settlement_led_by_the_same_social_worker():
    hood, case, asked = repaired(EVERYBODY)
    cases, a = hood.mediation.cases, hood.parameters.mediation.aftermath
    accused, trigger = int(cases.accused[case]), int(cases.trigger[case])
    civic = float(hood.households.civic[accused])
    base = a.promise_settled + a.promise_skill * (1.0 - a.promise_settled) * 0.8
    pledged = hood.agreements.restraint[accused, trigger]
    assert pledged == pytest.approx(min(base * (0.3 + civic), 0.98), rel=1e-5)
    assert np.count_nonzero(hood.agreements.restraint) == 1
    assert sorted(asked) == sorted(hood.mediation.parties.of(case))


def test_both_must_come():
    # Civic mind decides alone here: the complainant comes, the accused does not, and no workshop.
    offer = EVERYBODY._replace(come=0.0, civic=1000.0)
    for both in (False, True):
        hood = staffed(months=MONTHS)
        case = closed_case(hood)
        complainant, accused = hood.mediation.parties.of(case)
        hood.residents.civic[complainant] = 1.0
        hood.residents.civic[accused] = 1.0 if both else 0.0
        hood.workshops.offer(**offer._asdict())
        hood.workshops.hold(hood.day, [case])
        held = 0
        for day in range(hood.day + 1, hood.day + 20):
            hood.workshops.hold(day, [])
            held += hood.workshops.held_today
        assert held == int(both)


def test_a_failed_case_and_one_that_the_company_never_saw_are_not_invited():
    hood = staffed(months=MONTHS)
    case = closed_case(hood)
    cases = hood.mediation.cases
    hood.workshops.offer(**EVERYBODY._asdict())
    handled, outcome = bool(cases.handled[case]), int(cases.outcome[case])
    for seen, end in ((False, outcome), (True, Outcome.FAILED), (True, Outcome.OUTSIDE)):
        cases.handled[case], cases.outcome[case] = seen, end
        hood.workshops.hold(hood.day, [case])
        assert hood.workshops.due == []
    cases.handled[case], cases.outcome[case] = handled, outcome
    hood.workshops.hold(hood.day, [case])
    assert [invited for _, invited in hood.workshops.due] == [case]


def test_who_has_moved_away_or_has_no_leader_is_let_go():
    for spoil in ("moved", "dismissed"):
        hood = staffed(months=MONTHS)
        case = closed_case(hood)
        hood.workshops.offer(**EVERYBODY._asdict())
        hood.workshops.hold(hood.day, [case])
        if spoil == "moved":
            hood.residents.present[hood.mediation.parties.of(case)[1]] = False
        else:
            hood.staff.employ(Role.SOCIAL, 0.0, by="the estate", skill=0.8)
        for day in range(hood.day + 1, hood.day + 15):
            assert hood.workshops.hold(day, []).size == 0
            assert hood.workshops.held_today == 0
        assert hood.workshops.due == []


def test_one_evening_serves_one_workshop_and_no_session_besides():
    hood = staffed(months=MONTHS)
    case = closed_case(hood)
    leaders = int(hood.staff.servers[Role.SOCIAL, 0])
    hood.staff.evening_held[Role.SOCIAL] = -1000
    hood.workshops.offer(**EVERYBODY._asdict())
    hood.workshops.hold(hood.day, [case] * (leaders + 1))
    held = []
    for day in range(hood.day + 1, hood.day + 15):
        hood.workshops.hold(day, [])
        held.append(hood.workshops.held_today)
    assert sum(held) == leaders + 1
    assert max(held) == leaders


def test_who_is_asked_into_a_team_knows_how_to_join_and_joins_only_if_willing():
    hood = staffed(months=MONTHS)
    hood.volunteers.publicise(0.0)
    everybody = np.flatnonzero(hood.residents.present & (hood.residents.age >= 18)).astype(np.int32)
    free = everybody[hood.volunteers.roll.spell[everybody] < 0]
    hood.volunteers.roll.waiting[free] = 1e-9

    def joined(hood: Neighbourhood) -> set[int]:
        hood.volunteers._sign_up(hood.day)
        return set(free[hood.volunteers.roll.spell[free] >= 0].tolist())

    assert joined(hood) == set()
    hood.volunteers.ask(free[:20])
    willing = hood.volunteers.roll.willing < hood.parameters.volunteers.joining.willing
    assert joined(hood) == set(free[:20][willing[free[:20]]].tolist()) != set()


def test_without_a_social_worker_nothing_happens_and_it_is_noted():
    results = heated([workshops()], months=2).run()
    assert differences(results, heated(months=2).run()) == []
    assert set(results.shortfalls["measure"]) == {"repair_workshops"}
    assert set(results.shortfalls["reason"]) == {"needs"}


def test_after_the_end_nobody_is_invited_and_open_invitations_lapse():
    hood = staffed([workshops(end=3)], months=MONTHS)
    held = counts(hood.run(), "repair_workshops")
    assert held[:3].sum() > 0
    assert held[3:].sum() == 0
    assert hood.workshops.terms == NO_OFFER
    assert hood.workshops.due == []


def test_it_comes_on_by_its_ramp():
    hood = staffed([workshops(ramp=2, invited=0.6)], months=3)
    shares = []
    while hood.day < 61:
        hood.step()
        shares.append(hood.workshops.terms.share)
    assert shares[0] == pytest.approx(0.6 / 60)
    assert shares[30] == pytest.approx(0.6 * 31 / 60)
    assert shares[60] == 0.6


def test_the_bill_is_the_organiser_by_size_and_each_workshop_by_number():
    (organiser,) = workshops(organiser_hours=4.0, wage=50.0).prices(households=250)
    assert (organiser.yuan, organiser.hours) == (100.0, 2.0)
    results = run(workshops(leader_hours=5.0, wage=50.0, supplies=70.0))
    held = counts(results, "repair_workshops").sum()
    spent = {
        what: float(results.spending["yuan"][results.spending["what"] == what].sum())
        for what in ("workshop leaders", "materials")
    }
    assert spent["workshop leaders"] == pytest.approx(held * 250.0)
    assert spent["materials"] == pytest.approx(held * 70.0)
