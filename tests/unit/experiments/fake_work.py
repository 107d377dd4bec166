"""Work for a pool without a model: requests that say themselves what becomes of them."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.replicate import Failure, Outcome, Success


@dataclass(frozen=True)
class Ask:
    """A request that finishes, fails, dies, dies the first time, or sleeps."""

    id: str
    do: str = "finish"
    mark: str = ""

    @property
    def command(self) -> str:
        return f"linli run {self.id}"


def work(requests: Sequence[Ask]) -> Iterator[Outcome]:
    for request in requests:
        if request.do == "fail":
            yield Failure(request.id, "ValueError: no", request.command)
            continue
        if request.do == "die" or (request.do == "die once" and not Path(request.mark).exists()):
            Path(request.mark or os.devnull).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if request.do == "sleep":
            Path(request.mark).write_text(str(os.getpid()))
            time.sleep(60)
        yield Success(request.id, {"process": {"id": np.array([os.getpid()])}}, 0.01)
