"""One start of a tiny neighbourhood, forked for every test that needs one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_world import TINY

from model.neighbourhood import Neighbourhood


@pytest.fixture(scope="session")
def start() -> Neighbourhood:
    """Return a neighbourhood on day 0; tests fork it and never step it."""
    return Neighbourhood(estate=TINY, months=2, seed=5)


@pytest.fixture
def hood(start: Neighbourhood) -> Neighbourhood:
    return start.fork()


@pytest.fixture
def lively(start: Neighbourhood) -> Callable[[], Neighbourhood]:
    """Return a maker of neighbourhoods where somebody moves almost daily."""

    def make() -> Neighbourhood:
        hood = start.fork()
        hood.population.leaves[:] = 5.0 / 365
        hood.population.vacant = 0.1
        return hood

    return make
