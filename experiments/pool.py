"""The pool: worker processes that are kept alive, fed with tasks, and end with their parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from experiments.replicate import AnyRequest, Failure, Outcome, run_replicate

Work = Callable[[Sequence[AnyRequest]], Iterator[Outcome]]


class WorkerDiedError(RuntimeError):
    """A worker process that ended in the middle of a run."""


@dataclass
class _Worker:
    process: BaseProcess
    link: Connection
    open: dict[str, AnyRequest] = field(default_factory=dict)  # begun, and no answer yet
    attempt: int = 1

    @property
    def idle(self) -> bool:
        return not self.open


@dataclass(frozen=True)
class _Task:
    requests: tuple[AnyRequest, ...]
    attempt: int = 1


class Pool:
    """Workers for runs; with one job the runs are made in this process.

    A task is a sequence of requests that are worked off together. Outcomes come in the order
    in which they are finished, so whoever needs an order sorts. A worker that dies takes
    nothing with it: what it had not answered is tried once more, each run by itself.
    """

    def __init__(self, *, jobs: int, work: Work = run_replicate) -> None:
        self.jobs = jobs
        self._work = work
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            self._dismiss(worker, gently=kind is None)
        self._workers.clear()

    def perform(self, tasks: Iterable[Sequence[AnyRequest]]) -> Iterator[Outcome]:
        """Work off all tasks and give each run's outcome as soon as it is there."""
        waiting = deque(_Task(tuple(task)) for task in tasks if task)
        if self.jobs == 1:
            for task in waiting:
                yield from self._work(task.requests)
            return
        while waiting or any(not worker.idle for worker in self._workers):
            self._feed(waiting)
            yield from self._answers(waiting)

    def _feed(self, waiting: deque[_Task]) -> None:
        idle = [worker for worker in self._workers if worker.idle]
        while waiting and (idle or len(self._workers) < self.jobs):
            worker = idle.pop() if idle else self._hire()
            task = waiting.popleft()
            worker.open = {request.id: request for request in task.requests}
            worker.attempt = task.attempt
            with suppress(OSError):  # a worker that is gone is noticed when it is waited for
                worker.link.send(task.requests)

    def _answers(self, waiting: deque[_Task]) -> Iterator[Outcome]:
        busy = {worker.link: worker for worker in self._workers if not worker.idle}
        for link in wait(list(busy)):
            worker = busy[link]  # type: ignore[index]
            try:
                outcome: Outcome = worker.link.recv()
            except (EOFError, OSError):
                yield from self._bury(worker, waiting)
            else:
                worker.open.pop(outcome.id, None)
                yield outcome

    def _bury(self, worker: _Worker, waiting: deque[_Task]) -> Iterator[Outcome]:
        worker.process.join()
        self._workers.remove(worker)
        worker.link.close()
        for request in worker.open.values():
            if worker.attempt == 1:
                waiting.append(_Task((request,), attempt=2))
            else:
                yield _died(request, worker.process.exitcode)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker, *, gently: bool) -> None:
        if gently:
            with suppress(OSError):
                worker.link.send(None)
        else:
            worker.process.kill()
        worker.link.close()
        worker.process.join()


def _died(request: AnyRequest, code: int | None) -> Failure:
    error = f"{WorkerDiedError.__name__}: the worker process ended (exit code {code})"
    return Failure(request.id, error, request.command)


def _serve(link: Connection, work: Work) -> None:
    _end_with_parent()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while (requests := link.recv()) is not None:
            for outcome in work(requests):
                link.send(outcome)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    threading.Thread(target=watch, daemon=True, name="end with parent").start()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process that is started here never hear Ctrl-C: the parent stops it."""
    mask: Any = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # Windows: the worker swallows the interrupt instead
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
