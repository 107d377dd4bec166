"""What two parties answer, asked once and asked again."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import PLAIN, STILL, parameters

from model.cases import Cases
from model.exposures import Trigger
from model.neighbourhood import Neighbourhood
from model.parties import Parties
from model.roles import Role

CASES = 4000


def parties_of(
    *, stubborn: float = 0.5, firm: float = 0.5, base: float = 0.0, expert: float = 0.0
) -> Parties:
    """Return the parties of many cases, a new pair and a new day each, all alike but for luck."""
    settlement = {"base": base, "stubborn": stubborn, "expert": expert}
    patch = {"mediation": {"settlement": settlement, "consent": {"base": base, "firm": firm}}}
    hood = Neighbourhood(STILL, parameters(PLAIN, patch), months=1, seed=4)
    cases = Cases(0, room=CASES)
    rows = np.arange(cases.add(CASES).stop)
    homes = hood.households.rows
    cases.opened[:] = 24.0 * (rows // homes)
    cases.complainant[:] = hood.households.first[rows % homes]
    cases.accused[:] = (rows % homes + 1 + rows // homes % (homes - 1)) % homes
    ties, grievances = hood.ties, hood.grievances
    return Parties(
        cases, hood.population, ties, grievances, hood.parameters.mediation, hood.streams
    )


def settled(parties: Parties, role: Role) -> np.ndarray:
    hours = parties.cases.opened
    return np.array([parties.settle(n, float(hours[n]), role, 0.0) for n in range(CASES)])


def agreed(parties: Parties, role: Role) -> np.ndarray:
    return np.array([parties.consent(n, role, 0.0) for n in range(CASES)])


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("base", [-1.0, 0.7])
def test_whatever_stays_with_a_case_one_session_settles_as_often(share: float, base: float):
    expected = 1.0 / (1.0 + np.exp(-base))
    found = settled(parties_of(stubborn=share, base=base), Role.SOCIAL).mean()
    assert abs(found - expected) < 4.5 * np.sqrt(expected * (1 - expected) / CASES)


def test_the_more_stays_with_a_case_the_harder_is_the_next_tier_for_what_failed():
    next_tier = []
    for share in (0.0, 0.5, 0.9, 1.0):
        parties = parties_of(stubborn=share)
        failed = ~settled(parties, Role.DESK)
        next_tier.append(settled(parties, Role.SOCIAL)[failed].mean())
    assert abs(next_tier[0] - 0.5) < 4.5 * np.sqrt(0.25 / (0.5 * CASES))
    # a bivariate normal of correlation r: P(second | first failed) = 1/2 - arcsin(r)/pi
    assert next_tier[1] == pytest.approx(0.5 - np.arcsin(0.5) / np.pi, abs=0.05)
    assert next_tier == sorted(next_tier, reverse=True)
    assert next_tier[-1] == 0.0


def test_who_is_firm_answers_as_before_when_asked_again():
    firm, fickle = parties_of(firm=1.0), parties_of(firm=0.0)
    assert np.array_equal(agreed(firm, Role.DESK), agreed(firm, Role.SOCIAL))
    assert (agreed(fickle, Role.DESK) != agreed(fickle, Role.SOCIAL)).mean() > 0.2


def test_the_two_sides_of_a_case_decide_apart():
    parties = parties_of(firm=1.0)
    assert abs(agreed(parties, Role.DESK).mean() - 0.25) < 4.5 * np.sqrt(0.25 * 0.75 / CASES)


def test_a_legal_adviser_helps_above_the_desk_where_liability_is_at_stake():
    parties = parties_of(expert=10.0, base=-5.0)
    parties.cases.trigger[:] = Trigger.LEAK
    assert settled(parties, Role.SOCIAL).mean() < 0.02
    parties.adviser = 0.5
    share = settled(parties, Role.SOCIAL).mean()
    assert abs(share - 0.5) < 4.5 * np.sqrt(0.25 / CASES)
    assert settled(parties, Role.DESK).mean() < 0.02
    parties.cases.trigger[:] = Trigger.NOISE
    assert settled(parties, Role.COUNCIL).mean() < 0.02
