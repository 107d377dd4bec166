"""Clocks: CPU seconds of a call, and seconds and memory of a process of its own."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

Answer = TypeVar("Answer")
ROOT = Path(__file__).resolve().parents[2]
MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """Hold what a process of its own used from its start to its end, and what it said."""

    cpu: float
    wall: float
    peak_mebibytes: float
    said: str = ""


def timed(call: Callable[[], Answer]) -> tuple[float, Answer]:
    """Return the CPU seconds of a call and its answer; rubbish of earlier calls is swept first."""
    gc.collect()
    before = time.process_time()
    answer = call()
    return time.process_time() - before, answer


def process(arguments: Sequence[str], *, extra: Mapping[str, str] | None = None) -> Spent:
    """Run a command in the repository's root and return what it used; a failure is shown."""
    environment = {**os.environ, **(extra or {})}
    started = time.perf_counter()
    with TemporaryFile() as said:
        child = subprocess.Popen(
            list(arguments), cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
        if child.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)} ended with {child.returncode}:\n{text}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / MEBI, text)
