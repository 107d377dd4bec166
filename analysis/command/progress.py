"""Progress: how far the runs are, and how long the rest will take here."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from scenarios.texts import t

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_COMPILING_SECONDS = (
    40  # on a machine of 2024 with two cores; told so that nobody waits in the dark
)
_WORTH_TELLING = 5.0
_STEPS = 10  # lines in a log that is not a terminal


class Progress:
    """A watcher that writes to stderr: a bar on a terminal, a few lines in a log."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._runs = 0
        self._told = False
        self._began = 0.0
        self._step = 0

    def compiling(self) -> None:
        """Announce the compilation, with a bar that moves while it goes on."""
        self._began = time.perf_counter()
        self._say(t("command.progress.compiling", self.lang, seconds=_COMPILING_SECONDS))
        self._start(t("command.progress.compiling_short", self.lang), total=None)

    def compiled(self) -> None:
        """Tell that the compilation is done."""
        self.closed()
        seconds = round(time.perf_counter() - self._began)
        self._say(t("command.progress.compiled", self.lang, seconds=seconds))

    def planned(self, *, runs: int, kept: int, jobs: int) -> None:
        """Announce the runs."""
        self._runs = runs
        key = "planned_kept" if kept else "planned"
        self._say(t(f"command.progress.{key}", self.lang, runs=runs, kept=kept, jobs=jobs))
        self._start(t("command.progress.runs", self.lang), total=runs)

    def finished(self, *, done: int, seconds_left: float) -> None:
        """Move the bar; the first time, tell how long it will take."""
        if not self._told and seconds_left > _WORTH_TELLING:
            self._say(
                t("command.progress.estimate", self.lang, time=duration(seconds_left, self.lang))
            )
        self._told = True
        left = duration(seconds_left, self.lang) if done < self._runs else ""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, left=left)
        elif done * _STEPS // self._runs > self._step:
            self._step = done * _STEPS // self._runs
            self._say(t("command.progress.step", self.lang, done=done, runs=self._runs))

    def closed(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None

    def _start(self, about: str, *, total: int | None) -> None:
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

        columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn()]
        if total is not None:
            columns += [MofNCompleteColumn(), TextColumn("{task.fields[left]}")]
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(about, total=total, left="")
        self._bar.start()

    def _say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(line, highlight=False)
        else:
            print(line, file=sys.stderr, flush=True)


def duration(seconds: float, lang: str) -> str:
    """Say a duration as a person would: seconds, then minutes, then hours."""
    if seconds < 90:
        return t("command.time.seconds", lang, number=max(1, round(seconds)))
    if seconds < 90 * 60:
        return t("command.time.minutes", lang, number=round(seconds / 60))
    return t("command.time.hours", lang, number=round(seconds / 3600, 1))
