"""The engine: makes the runs that are asked for, and only those that are not there yet."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from experiments.compilation import compile_kernels, use_cache_folder
from experiments.pool import Pool
from experiments.replicate import AnyRequest, Failure, Success, grouped
from experiments.store import Store

_SETTLED = 10.0  # seconds after which the pace so far tells the time that is left


class Watcher(Protocol):
    """Whoever wants to see how the work goes on."""

    def compiling(self) -> None:
        """Hear that the kernels are compiled now, once for this installation."""

    def compiled(self) -> None:
        """Hear that this is done."""

    def planned(self, *, runs: int, kept: int, jobs: int) -> None:
        """Hear how many runs are to be made, and how many are there already."""

    def finished(self, *, done: int, seconds_left: float) -> None:
        """Hear how many runs are made, and for how long the rest will probably take."""

    def closed(self) -> None:
        """Hear that no more will come."""


class Nobody:
    """A watcher who is not interested."""

    def compiling(self) -> None:
        """Ignore that the kernels are compiled."""

    def compiled(self) -> None:
        """Ignore that they have been."""

    def planned(self, *, runs: int, kept: int, jobs: int) -> None:
        """Ignore the plan."""

    def finished(self, *, done: int, seconds_left: float) -> None:
        """Ignore the progress."""

    def closed(self) -> None:
        """Ignore the end."""


@dataclass(frozen=True)
class Made:
    """What came of a number of requests: what failed, and how many runs were really made."""

    failures: tuple[Failure, ...]
    made: int
    seconds: float  # of all the runs together, without their start-up

    def failed(self, request: AnyRequest) -> bool:
        """Tell whether a run is missing."""
        return any(failure.id == request.id for failure in self.failures)


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def perform(
    requests: Iterable[AnyRequest],
    *,
    store: Store,
    jobs: int | None = None,
    watcher: Watcher | None = None,
) -> Made:
    """Make every run that the store does not hold yet.

    Runs that share a start-up state are one task. Each result is stored as soon as it is there,
    so that an interrupted study goes on where it stopped. One failing run loses only itself.
    """
    watcher = watcher or Nobody()
    asked = {request.id: request for request in requests}
    store.sweep()
    kept = store.finished(asked.keys())
    tasks = grouped(request for key, request in asked.items() if key not in kept)
    workers = max(1, min(jobs or cores(), len(tasks)))
    left = len(asked) - len(kept)
    if not left:
        return Made((), made=0, seconds=0.0)
    try:
        ensure_compiled(watcher)
        watcher.planned(runs=left, kept=len(kept), jobs=workers)
        return _perform(tasks, store=store, jobs=workers, watcher=watcher)
    finally:
        watcher.closed()


def ensure_compiled(watcher: Watcher) -> None:
    """Compile the kernels here, before any worker starts, unless this installation has them."""
    if not use_cache_folder().compiled:
        watcher.compiling()
        compile_kernels()
        watcher.compiled()


def _perform(tasks: list[list[AnyRequest]], *, store: Store, jobs: int, watcher: Watcher) -> Made:
    failures: list[Failure] = []
    total, done, seconds, began = sum(map(len, tasks)), 0, 0.0, time.perf_counter()
    with Pool(jobs=jobs) as pool:
        for outcome in pool.perform(tasks):
            done += 1
            if isinstance(outcome, Success):
                store.keep(outcome.id, outcome.tables)
                seconds += outcome.seconds
            else:
                failures.append(outcome)
            passed = time.perf_counter() - began
            # Early on the start of the workers weighs too much in the time that has passed.
            each = passed / done if passed > _SETTLED else seconds / done / jobs
            watcher.finished(done=done, seconds_left=each * (total - done))
    failures.sort(key=lambda failure: failure.command)
    return Made(tuple(failures), made=done - len(failures), seconds=seconds)
