"""Replicate: the runs that share their luck, from one start-up state."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.compilation import use_cache_folder
from experiments.request import Request
from experiments.tables import Tables, of_results

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood
    from model.results import Results


@dataclass(frozen=True)
class Success:
    """A run that came to its end."""

    id: str
    tables: Tables
    seconds: float


@dataclass(frozen=True)
class Failure:
    """A run that did not, and how to repeat it."""

    id: str
    error: str
    command: str
    details: str = ""


Outcome = Success | Failure


def run(request: Request) -> Results:
    """Simulate one request."""
    (results,) = _lives([request])
    return results


def run_replicate(requests: Sequence[Request]) -> Iterator[Outcome]:
    """Simulate requests, those that agree on the start from one start-up state.

    One that fails gives a `Failure` and leaves the others alone.
    """
    for group in grouped(requests):
        start: Neighbourhood | None = None
        for request in group:
            began = time.perf_counter()
            try:
                start = start or start_of(request)
                results = _live(start, request)
                tables = of_results(results, everything=request.replicate == 0)
            except Exception as error:  # noqa: BLE001  whatever goes wrong belongs to this run alone
                yield failure(request, error)
            else:
                yield Success(request.id, tables, time.perf_counter() - began)


def grouped(requests: Iterable[Request]) -> list[list[Request]]:
    """Put requests that share a start-up state together, in the order of their first."""
    groups: dict[str, list[Request]] = {}
    for request in requests:
        groups.setdefault(request.start_id, []).append(request)
    return list(groups.values())


def failure(request: Request, error: BaseException) -> Failure:
    """Say what went wrong in a run, and how to see it again."""
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    details = "".join(traceback.format_exception(error))
    return Failure(request.id, " ".join(said.split()), request.command, details)


def _lives(requests: Sequence[Request]) -> Iterator[Results]:
    for group in grouped(requests):
        start = start_of(group[0])
        for request in group:
            yield _live(start, request)


def start_of(request: Request) -> Neighbourhood:
    """Live through the time before day 0, as a request's estate does without measures."""
    use_cache_folder()
    from model.neighbourhood import Neighbourhood

    scenario = request.scenario
    return Neighbourhood(
        scenario.estate,
        scenario.parameters,
        months=request.months,
        seed=request.seed,
        replicate=request.replicate,
        roster=scenario.households(),
    )


def _live(start: Neighbourhood, request: Request) -> Results:
    scenario = request.scenario
    hood = start.fork(
        request.measures, months=request.months, budget=scenario.budget, risks=scenario.risks
    )
    hood.run()
    return hood.results()
