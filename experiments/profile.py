"""Profile: how long each phase of a day takes in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from experiments.replicate import start_of
from experiments.request import Request
from experiments.tables import Tables, of_results
from model.calendar import DAYS_PER_MONTH


@dataclass(frozen=True)
class Share:
    """What one phase took: seconds over the run, share of all days, microseconds a day."""

    name: str
    seconds: float
    share: float
    each: float


@dataclass(frozen=True)
class Profile:
    """Where the time of a run went, in seconds: the start-up, each phase, the results."""

    days: int
    start: float
    phases: dict[str, float]
    results: float

    @property
    def seconds(self) -> float:
        """Return the seconds of all phases together."""
        return sum(self.phases.values())

    def dearest(self) -> list[Share]:
        """Return what each phase took, the dearest first."""
        whole = self.seconds or 1.0
        order = sorted(self.phases.items(), key=lambda phase: -phase[1])
        return [
            Share(name, seconds, seconds / whole, 1e6 * seconds / self.days)
            for name, seconds in order
        ]


def profiled(request: Request) -> tuple[Tables, Profile]:
    """Simulate one request; return its tables and where the time went.

    The phases are called as in any other run, with a clock read between them, so no number of
    the run changes. The start-up holds the year before day 0 and the loading of the kernels.
    """
    began = time.perf_counter()
    hood = start_of(request).fork(request.measures, months=request.months)
    born = time.perf_counter()
    spent: dict[str, float] = {}
    while hood.day < request.months * DAYS_PER_MONTH:
        add_day(hood.phases, spent)
    lived = time.perf_counter()
    tables = of_results(hood.results(), everything=True)
    results = time.perf_counter() - lived
    return tables, Profile(request.months * DAYS_PER_MONTH, born - began, spent, results)


def add_day(phases: Iterable[Callable[[], None]], spent: dict[str, float]) -> None:
    """Go through the phases of one day, and add what each took, in seconds."""
    before = time.perf_counter()
    for phase in phases:
        phase()
        now = time.perf_counter()
        spent[phase.__name__] = spent.get(phase.__name__, 0.0) + now - before
        before = now
