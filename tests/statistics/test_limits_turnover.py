"""Turnover in the limit: who is gone takes ties along, so density settles below one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from small_world import estate_plan, only, world

from model.behaviour import Parameters
from model.ties import GREETING

ALARM = 4.5
DAYS = 6000


@pytest.mark.parametrize(("meeting", "yearly"), [(0.02, 3.65), (0.05, 1.2), (0.01, 4.9)])
def test_density_of_ties_balances_meeting_and_moving(meeting: float, yearly: float):
    """Density f/(1 - g(1 - f)), g = (1 - q)^2 the chance that both ends stay the day.

    Every pair that is here meets with chance f a day and takes to each other at once; nothing is
    forgotten; a household leaves with chance q a day and its flat is let again on the next. What
    is counted stands at the end of the day, after moves and meetings.
    """
    town = world(
        estate_plan(
            stairs=1, floors=5, doors=4, renters=0.0, owner_leaves=yearly,
            mix=only(young_single=1.0),
        ),
        Parameters.model_validate({"ties": {"acceptance": 20.0}}),
    )  # fmt: skip
    ties, luck = town.ties, np.random.default_rng(5)
    ties.rules = ties.rules._replace(decay=0.0)
    shares = []
    for day in range(DAYS):
        moves = town.population.move(day)
        left = town.population.households.first[moves.left]
        ties.part(left.astype(np.int32))
        ties.welcome()
        here = np.flatnonzero(town.residents.present).astype(np.int32)
        first, second = np.triu_indices(here.size, k=1)
        met = luck.random(first.size) < meeting
        kind = np.full(np.count_nonzero(met), GREETING, np.int8)
        ties.meet(here[first[met]], here[second[met]], kind, day)
        if day > 500:
            known = (ties.slots.partner[here] >= 0).sum() / 2.0
            shares.append(known / first.size)
    q = 1.0 - math.exp(-yearly / 365.0)
    stay = (1.0 - q) ** 2
    expected = meeting / (1.0 - stay * (1.0 - meeting))
    batches = [batch.mean() for batch in np.array_split(np.array(shares), 20)]
    error = np.std(batches, ddof=1) / math.sqrt(len(batches))
    assert abs(np.mean(batches) - expected) < ALARM * error, (np.mean(batches), expected)
