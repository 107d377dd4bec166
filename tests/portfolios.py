"""Portfolios: small companies for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from neighbourhoods import HEATED, SMALL

from model.behaviour import Parameters
from model.budget import BudgetPlan
from model.interventions import Plan
from model.neighbourhood import Neighbourhood
from model.portfolio import Portfolio, seed_of
from model.rollout import Mentoring, Pool, Rollout, Span, Supervision

BATCHES = {"pilot": Span(start=1), "late": Span(start=4)}
MENTORING = Mentoring(mentors=("pilot",), learners=("late",), months=2)
POOL = Pool(givers=("pilot",), takers=("late",), start=2)
VISITS = Supervision(start=3)


def rollout(estates: dict[str, str], **sharing: Any) -> Rollout:
    """Put estates into batches, given by name."""
    return Rollout(batches=BATCHES, batch_of=estates, **sharing)


def hood(
    name: str,
    *,
    interventions: Sequence[Plan] = (),
    months: int = 6,
    budget: BudgetPlan | None = None,
    seed: int = 1,
) -> Neighbourhood:
    """Make one small estate with the luck of its name."""
    return Neighbourhood(
        SMALL,
        Parameters.model_validate(HEATED),
        interventions,
        months=months,
        seed=seed_of(seed, name),
        budget=budget,
    )


def company(estates: dict[str, str], *, months: int = 6, **sharing: Any) -> Portfolio:
    """Make small estates without measures under one company."""
    hoods = {name: hood(name, months=months) for name in estates}
    return Portfolio(hoods, rollout(estates, **sharing))
