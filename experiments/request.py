"""A run: one estate, one package, one seed, one replicate."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import Field

from experiments import digest
from experiments.compilation import use_cache_folder
from experiments.tables import Tables, of_results
from model.parameters import Block
from scenarios.schema import Scenario

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood
    from model.results import Results

ID_LENGTH = 12


class Request(Block):
    """Everything that one run depends on."""

    scenario: Scenario
    seed: int = Field(default=1, ge=0)
    replicate: int = Field(default=0, ge=0)
    months: int = Field(default=36, ge=1)
    zero_dose: bool = False  # every measure from the first month on, reaching nobody

    @cached_property
    def id(self) -> str:
        """Name the run by what it depends on: equal requests share an id under any name."""
        return digest.of(
            {
                "model": digest.of_model(),
                "start": self._start,
                "interventions": [plan.model_dump(mode="json") for plan in self.measures],
                "months": self.months,
            }
        )[:ID_LENGTH]

    @cached_property
    def start_id(self) -> str:
        """Name the start-up state: runs that share it may be forked from one."""
        return digest.of(self._start)[:ID_LENGTH]

    @property
    def measures(self) -> tuple[Any, ...]:
        """Give the interventions as they are carried out."""
        plans = self.scenario.interventions
        if not self.zero_dose:
            return tuple(plans)
        return tuple(plan.model_copy(update={"coverage": 0.0, "start": 1}) for plan in plans)

    @property
    def command(self) -> str:
        """Write the command that repeats this run."""
        import shlex

        words = ["linli", "run", self.scenario.name, "--seed", str(self.seed)]
        words += ["--replicate", str(self.replicate), "--months", str(self.months)]
        return shlex.join([*words, "--zero-dose"] if self.zero_dose else words)

    @property
    def _start(self) -> dict[str, Any]:
        return {
            "place": place_of(self.scenario),
            "seed": self.seed,
            "replicate": self.replicate,
        }


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


def place_of(scenario: Scenario) -> dict[str, Any]:
    """Describe an estate and how people behave there, without any measure."""
    return {
        "estate": scenario.estate.model_dump(mode="json"),
        "parameters": scenario.parameters.model_dump(mode="json"),
        "roster": None if scenario.roster is None else scenario.roster.model_dump(mode="json"),
    }


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
                start = start or _start(request)
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
        start = _start(group[0])
        for request in group:
            yield _live(start, request)


def _start(request: Request) -> Neighbourhood:
    use_cache_folder()
    from model.neighbourhood import Neighbourhood

    scenario = request.scenario
    return Neighbourhood(
        scenario.estate,
        scenario.parameters,
        months=request.months,
        seed=request.seed,
        replicate=request.replicate,
        households=scenario.households(),
    )


def _live(start: Neighbourhood, request: Request) -> Results:
    hood = start.fork(request.measures, months=request.months)
    hood.run()
    return hood.results()
