"""Disputes that breed disputes: the corner where theory has the answer, and below one elsewhere.

Statistical: |z| < 4.5 on fixed seeds.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from neighbourhoods import PLAIN, STILL, merged, parameters, quarrels
from numpy.typing import NDArray

from model.behaviour.disputes import SeverityParameters
from model.cases import Channel
from model.disputes import Actions
from model.estate import BuildingPlan
from model.exposures import Trigger
from model.grievances import State
from model.neighbourhood import Neighbourhood

pytestmark = pytest.mark.slow
ALARM = 4.5
MARGIN = 0.4  # the branching ratio stays so far from one
MANY = STILL.model_copy(
    update={"buildings": (BuildingPlan(count=5, stairs=2, floors=16, doors=4),)}
)

# Nothing weighs but retaliation; whoever is hit by it acts at the next occasion, in private and
# in vain, and is done with it.
PING_PONG = merged(
    PLAIN,
    {
        "disputes": {
            "annoyance": {"sensitivity": 0.0, "tie": 0.0},
            "severity": dict.fromkeys(SeverityParameters.model_fields, 0.0),
            "channel": {"act": 20.0, "private": 20.0, "severity": 0.0, "history": 0.0, "tie": 0.0},
            "talk_success": -20.0,
            "talk_tie": 0.0,
            "unaware": 0.0,
        },
        "mediation": {"aftermath": {"relief_failed": 1.0}},
    },
)


def with_more(hood: Neighbourhood, more: dict[int, Actions]) -> None:
    """Let people quarrel as they do, and some besides on given days."""
    usual = hood.disputes.quarrel

    def quarrel(day: int, expected_wait: NDArray[np.float64]) -> Actions:
        found = usual(day, expected_wait)
        if day not in more:
            return found
        return Actions(*(np.concatenate(pair) for pair in zip(found, more[day], strict=True)))

    hood.disputes.quarrel = quarrel  # type: ignore[method-assign]


# -- where the law is known --------------------------------------------------------------------


@pytest.mark.parametrize(("chance", "blow"), [(0.02, 4.0), (0.05, 2.0), (0.05, 3.0), (0.1, 2.5)])
def test_with_retaliation_alone_each_quarrel_brings_1_over_1_minus_n(chance: float, blow: float):
    """A cluster has 1/(1 - n) cases in the mean, and k of them with chance (1 - n) n^(k - 1).

    A blow of b tolerances is above one for D days, m ln b rounded up less one; with an occasion
    a day with chance q it is returned with n = 1 - (1 - q)^D, once at most. That is Hawkes' mean
    for a law of offspring that is Bernoulli and not Poisson; so the sizes are geometric.

    References: Hawkes & Oakes (1974), A cluster process representation of a self-exciting process.
    """
    memory, gap, rounds = 10.0, 240, 3
    odds = {"leak": math.log(chance / (1.0 - chance))}
    patch = {"disputes": {"annoyance": odds, "memory": memory, "retaliation": blow}}
    hood = Neighbourhood(MANY, parameters(PING_PONG, patch), months=24, seed=5)
    hood.residents.tolerance[:] = 1.0
    one = np.arange(0, hood.households.rows - 1, 2, dtype=np.int32)
    first = hood.households.first
    assert hood.mediation.cases.rows == 0

    def occasions() -> None:
        """Put up, each day, with the household next to one's own."""
        e = hood.exposures
        e.clear()
        rows = e.add(2 * one.size)
        e.source[rows] = np.concatenate([one, one + 1])
        e.victim[rows] = first[np.concatenate([one + 1, one])]
        e.trigger[rows] = Trigger.LEAK

    vars(hood)["provoke"] = occasions
    new = quarrels(first[one], one + 1, trigger=Trigger.LEAK, channel=Channel.PRIVATE)
    with_more(hood, {gap * n: new for n in range(rounds)})
    hood.run()
    cases = hood.mediation.cases
    clusters = np.zeros((rounds, one.size))
    when = np.minimum(cases.opened // (24.0 * gap), rounds - 1).astype(int)
    household = hood.residents.household[cases.complainant]
    np.add.at(clusters, (when, household // 2), 1)
    assert (clusters >= 1).all()

    days = math.ceil(memory * math.log(blow) - 1e-9) - 1
    n = 1.0 - (1.0 - chance) ** days
    size, total = clusters.size, clusters.sum()
    assert 0.1 < n < 0.9
    error = math.sqrt(n / size) / (1.0 - n)
    assert abs(total / size - 1.0 / (1.0 - n)) < ALARM * error, (total / size, 1.0 / (1.0 - n))
    for k in (1, 2, 3):
        share, law = np.mean(clusters == k), (1.0 - n) * n ** (k - 1)
        assert abs(share - law) < ALARM * math.sqrt(law * (1.0 - law) / size), (k, share, law)


# -- everywhere else ---------------------------------------------------------------------------


def with_pressed(hood: Neighbourhood, *, days: int) -> list[int]:
    """Let one more of those who bear a conflict act, each day; return the list of these cases."""
    usual, pressed = hood.disputes.quarrel, []

    def quarrel(day: int, expected_wait: NDArray[np.float64]) -> Actions:
        found, g = usual(day, expected_wait), hood.grievances.slots
        who, slot = np.nonzero((g.state == State.CONFLICT) & hood.residents.present[:, None])
        if day >= days or not who.size:
            return found
        luck = np.random.default_rng([hood.seed, day])
        n = luck.integers(who.size)
        accused = int(g.against[who[n], slot[n]])
        if not hood.households.present[accused]:
            return found
        g.state[who[n], slot[n]] = State.CASE
        pressed.append(day)
        channel = Channel(luck.choice(3, p=[0.2, 0.35, 0.45]))
        more = quarrels([who[n]], [accused], severity=0.6, channel=channel)
        return Actions(*(np.concatenate(pair) for pair in zip(found, more, strict=True)))

    hood.disputes.quarrel = quarrel  # type: ignore[method-assign]
    return pressed


BREEDING = {"retaliation": 1.5, "memory": 60.0, "channel": {"act_again": 2.5}}  # all at their ends


@pytest.mark.parametrize("patch", [{}, {"disputes": BREEDING}], ids=["default", "at the ends"])
def test_a_case_brings_less_than_one_other(patch: dict[str, Any]):
    """With the same luck, m cases more for each pressed one make n = 1 - 1/m, all told.

    Pressed are those who bear a conflict, against those who cause it; whatever comes of it
    counts: blows returned, complaints repeated, and quarrels that do not come as it was settled.
    """
    more = []
    for seed in range(6):
        base = Neighbourhood(MANY, parameters(patch), months=14, seed=seed)
        usual, other = base.fork(), base.fork()
        pressed = with_pressed(other, days=180)
        totals = []
        for hood in (usual, other):
            hood.run()
            totals.append(int((hood.mediation.cases.opened >= 0).sum()))
        assert len(pressed) > 100
        more.append((totals[1] - totals[0]) / len(pressed))
    error = np.std(more, ddof=1) / math.sqrt(len(more))
    assert np.mean(more) > 0.5  # a pressed case is one itself
    assert 1.0 - 1.0 / (np.mean(more) + ALARM * error) < 1.0 - MARGIN, more
