"""Replicate: the runs that share their luck, from one start-up state."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from experiments.compilation import use_cache_folder
from experiments.portfolio import PortfolioRequest
from experiments.portfolio import live as live_portfolio
from experiments.portfolio import start_of as start_of_portfolio
from experiments.portfolio import tables_of as tables_of_portfolio
from experiments.request import Request
from experiments.tables import Tables, of_results

if TYPE_CHECKING:
    from experiments.portfolio import Start
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
AnyRequest = Request | PortfolioRequest
AnyOne = TypeVar("AnyOne", Request, PortfolioRequest, AnyRequest)


def run(request: Request) -> Results:
    """Simulate one request."""
    (results,) = _lives([request])
    return results


def run_replicate(requests: Sequence[AnyRequest]) -> Iterator[Outcome]:
    """Simulate requests, those that agree on the start from one start-up state.

    One that fails gives a `Failure` and leaves the others alone.
    """
    for group in grouped(requests):
        start: Neighbourhood | Start | None = None
        for request in group:
            began = time.perf_counter()
            try:
                start, tables = _made(request, start)
            except Exception as error:  # noqa: BLE001  whatever goes wrong belongs to this run alone
                yield failure(request, error)
            else:
                yield Success(request.id, tables, time.perf_counter() - began)


def grouped(requests: Iterable[AnyOne]) -> list[list[AnyOne]]:
    """Put requests that share a start-up state together, in the order of their first."""
    groups: dict[str, list[AnyOne]] = {}
    for request in requests:
        groups.setdefault(request.start_id, []).append(request)
    return list(groups.values())


def failure(request: AnyRequest, error: BaseException) -> Failure:
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


def _made(request: AnyRequest, start: Any) -> tuple[Any, Tables]:
    """Make one run; give the start-up state back, for the others that share it."""
    everything = request.replicate == 0
    if isinstance(request, PortfolioRequest):
        start = start or start_of_portfolio(request)
        found = live_portfolio(start, request)
        return start, tables_of_portfolio(found, everything=everything)
    start = start or start_of(request)
    return start, of_results(_live(start, request), everything=everything)


def equipped(start: Neighbourhood, request: Request) -> Neighbourhood:
    """Copy a start-up state and give it what a request asks for."""
    scenario = request.scenario
    return start.fork(
        request.measures, months=request.months, budget=scenario.budget, risks=scenario.risks
    )


def _live(start: Neighbourhood, request: Request) -> Results:
    hood = equipped(start, request)
    hood.run()
    return hood.results()
