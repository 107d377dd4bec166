"""Mesa ports: the one door to Mesa, and every difference between 3.3 and 3.5."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

# Mesa 3.3.1 sets the start method of multiprocessing for the whole process when imported;
# ours is put back, so that a host program keeps the choice it made.
_chosen = multiprocessing.get_start_method(allow_none=True)

import mesa  # noqa: E402
from mesa.agent import AgentSet  # noqa: E402

if multiprocessing.get_start_method(allow_none=True) != _chosen:
    multiprocessing.set_start_method(_chosen, force=True)

if TYPE_CHECKING:
    from mesa.agent import Agent

__all__ = ["SEEDS_BY_RNG", "all_agents", "by_type", "mesa", "seed_model"]

SEEDS_BY_RNG = tuple(int(part) for part in mesa.__version__.split(".")[:2]) >= (3, 4)


def seed_model(model: mesa.Model, seed: int) -> None:
    """Run Mesa's own constructor with a seed, in the words of the Mesa at hand."""
    if SEEDS_BY_RNG:
        mesa.Model.__init__(model, rng=int(seed))
    else:
        mesa.Model.__init__(model, seed=int(seed))


def all_agents(model: mesa.Model) -> AgentSet:
    """Return the set in which Mesa keeps a model's agents."""
    found: AgentSet = model._all_agents
    return found


def by_type(model: mesa.Model) -> dict[type[Agent], AgentSet]:
    """Return Mesa's agents grouped by class."""
    found: dict[type[Agent], AgentSet] = model._agents_by_type
    return found
