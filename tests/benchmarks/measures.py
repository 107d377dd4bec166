"""Measures: what `make bench` asks of the model, each with the limit it should keep."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.clocks import process, timed
from benchmarks.mesa_miniature import Miniature

if TYPE_CHECKING:
    from model.estate import EstatePlan
    from model.neighbourhood import Neighbourhood
    from scenarios.schema import Scenario

QUIET = "old_estate/status_quo"
BUSY = "old_estate/all_four"
MONTH = 30
MICRO = 1e6
NANO = 1e9


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold one measured number; a limit or goal says what it should stay under (or reach)."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    goal: float | None = None
    least: bool = False
    note: str = ""

    def verdict(self) -> str:
        """Say how the value stands to its limit and goal."""
        if self.limit is None:
            return ""
        sign = -1 if self.least else 1
        if sign * self.value > sign * self.limit:
            return "OVER" if not self.least else "UNDER"
        if self.goal is not None and sign * self.value <= sign * self.goal:
            return "goal"
        return "ok"


def one_run(repeats: int) -> Iterator[Measure]:
    """Measure one old-estate run of 36 months, and the miniature beside it in turns."""
    from scenarios.loader import load

    quiet, busy = load(QUIET), load(BUSY)
    miniature = Miniature(1_500)
    for _ in range(60):  # ties have to reach their lasting number first
        miniature.step()
    settle(build(busy))
    starts: list[float] = []
    seconds: dict[str, list[float]] = {QUIET: [], BUSY: []}
    ours: list[float] = []
    theirs: list[float] = []
    for replicate in range(repeats):
        for name, scenario in ((QUIET, quiet), (BUSY, busy)):
            start, hood = timed(partial(build, scenario, replicate=replicate))
            spent, _ = timed(partial(settle, hood))
            starts.append(start)
            seconds[name].append(spent)
            ours.append(spent / (residents_in(hood) * scenario.months * MONTH))
            del hood
        spent, _ = timed(partial(live, miniature, days=15))
        theirs.append(spent / (len(miniature.agents) * 15))
    yield Measure("one run, 36 months, no measures", median(seconds[QUIET]), "s", 0.8, 0.4)
    yield Measure("one run, 36 months, all four measures", median(seconds[BUSY]), "s", 0.8, 0.4)
    yield Measure("start-up state of a replicate", median(starts), "s", 0.3, 0.1)
    yield Measure("a resident's day in Linli", NANO * median(ours), "ns")
    yield Measure("a resident's day in the Mesa miniature", NANO * median(theirs), "ns")
    yield Measure("Linli is faster by", median(theirs) / median(ours), "times", 20, 80, least=True)


def phases() -> Iterator[Measure]:
    """Measure where a day's time goes: each phase over one run with all four measures."""
    from scenarios.loader import load

    scenario = load(BUSY)
    hood = build(scenario)
    spent: dict[str, float] = {}
    days = scenario.months * MONTH
    for _ in range(days):
        for phase in hood.phases:
            before = time.perf_counter()
            phase()
            name = phase.__name__
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - before
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        yield Measure(f"phase {name}", MICRO * seconds / days, "us a day")


def memory() -> Iterator[Measure]:
    """Measure the highest memory of a process that makes one run and nothing else."""
    process([sys.executable, "-c", RUN_ONCE])  # compiles, if that has not been done yet
    spent = process([sys.executable, "-c", RUN_ONCE])
    yield Measure("peak memory of one run", spent.peak_mebibytes, "MiB", 500)
    yield Measure("a process with one run, from start to end", spent.wall, "s (wall)")


def scaling(*, largest: int) -> Iterator[Measure]:
    """Measure the cost of a resident's day in ever larger estates, without measures."""
    from scenarios.loader import load

    base = load(QUIET)
    costs: list[float] = []
    for factor, months in ((1, 36), (10, 12), (100, 3)):
        if factor > largest:
            break
        plan = enlarged(base.estate, factor)
        start, hood = timed(partial(build, base, estate=plan, months=months))
        people = residents_in(hood)
        spent, _ = timed(partial(live, hood, days=months * MONTH))
        costs.append(NANO * spent / (people * months * MONTH))
        yield Measure(f"a resident's day, {people:,} residents", costs[-1], "ns")
        yield Measure(f"start-up state, {people:,} residents", start, "s")
        del hood
    # Many people share the fixed cost of a day, so a larger estate may well be cheaper.
    yield Measure(
        "dearest resident's day over that of the smallest", max(costs) / costs[0], "times", 1.5, 1.2
    )


def million() -> Iterator[Measure]:
    """Measure thirty days of a million residents, in a process of their own."""
    spent = process([sys.executable, "-c", RUN_A_MILLION])
    people, start, month = (float(part) for part in spent.said.split()[-3:])
    yield Measure("residents of the largest estate", people, "")
    yield Measure("its start-up state", start, "s")
    yield Measure("thirty days of it", month, "s")
    yield Measure("its peak memory", spent.peak_mebibytes / 1024, "GiB", 4)


def compilation() -> Iterator[Measure]:
    """Measure what the first use costs more than the second: the kernels' compilation."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        empty = {"NUMBA_CACHE_DIR": folder}
        first = process([sys.executable, "-c", RUN_ONCE], extra=empty)
        second = process([sys.executable, "-c", RUN_ONCE], extra=empty)
    extra = first.cpu - second.cpu
    yield Measure("compilation at first use", extra, "s", 60, 20)


def commands(repeats: int) -> Iterator[Measure]:
    """Measure the CPU seconds of what must feel instant."""
    linli = str(Path(sys.executable).parent / "linli")
    for arguments in (["--help"], ["list"], ["check", BUSY]):
        spent = [process([linli, *arguments]).cpu for _ in range(repeats + 1)][1:]
        yield Measure(f"linli {' '.join(arguments)}", median(spent), "s", 0.5, 0.2)


def build(
    scenario: Scenario,
    *,
    estate: EstatePlan | None = None,
    months: int | None = None,
    replicate: int = 0,
) -> Neighbourhood:
    """Return a neighbourhood that has lived through its start-up days."""
    from model.neighbourhood import Neighbourhood

    return Neighbourhood(
        estate or scenario.estate,
        scenario.parameters,
        scenario.interventions,
        months=months or scenario.months,
        seed=1,
        replicate=replicate,
    )


def settle(hood: Neighbourhood) -> None:
    """Run to the end and ask for the results, as every run does."""
    hood.run()
    hood.results()


def live(hood: Neighbourhood | Miniature, *, days: int) -> None:
    """Step some days."""
    for _ in range(days):
        hood.step()


def residents_in(hood: Neighbourhood) -> int:
    """Count those who live here now."""
    return int(hood.residents.present.sum())


def enlarged(plan: EstatePlan, factor: int) -> EstatePlan:
    """Return the same estate with so many times its buildings, and shared places to match."""
    description = json.loads(plan.model_dump_json())
    for building in description["buildings"]:
        building["count"] *= factor
    description["lift_advertising"] *= factor
    for place in ("parking", "playground", "green", "activity_room"):
        description["spaces"][place] *= factor
    return type(plan).model_validate(description)


RUN_A_MILLION = f"""
import time
from benchmarks.measures import MONTH, build, enlarged, live, residents_in
from scenarios.loader import load
base = load({QUIET!r})
before = time.process_time()
hood = build(base, estate=enlarged(base.estate, 880), months=1)
ready = time.process_time()
live(hood, days=MONTH)
print(residents_in(hood), ready - before, time.process_time() - ready)
"""

RUN_ONCE = f"""
from model.neighbourhood import Neighbourhood
from scenarios.loader import load
scenario = load({BUSY!r})
hood = Neighbourhood(scenario.estate, scenario.parameters, scenario.interventions,
                     months=scenario.months, seed=1, replicate=0)
hood.run()
hood.results()
"""
