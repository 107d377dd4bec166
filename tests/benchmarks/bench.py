"""Run by `make bench`: measure speed and memory, print a table, keep the numbers as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.measures import (
    Measure,
    commands,
    compilation,
    memory,
    million,
    one_run,
    phases,
    scaling,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all, or the parts that are named, and return 0: numbers judge, not this command."""
    asked = parser().parse_args(arguments)
    parts = {
        "run": lambda: one_run(asked.repeats),
        "phases": phases,
        "memory": memory,
        "scaling": lambda: scaling(largest=asked.largest),
        "million": million,
        "compilation": compilation,
        "commands": lambda: commands(asked.repeats),
    }
    found: list[Measure] = []
    print_header()
    for name in asked.part or parts:
        for measure in parts[name]():
            found.append(measure)
            print_row(measure)
    keep(found, asked.out)
    print(f"\nWritten: {asked.out}")
    return 0


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    made.add_argument("--out", type=Path, default=Path("results/bench.json"))
    made.add_argument("--repeats", type=int, default=5, help="medians are of so many (5)")
    made.add_argument("--largest", type=int, default=100, help="largest estate: 1, 10 or 100 times")
    made.add_argument(
        "--part",
        action="append",
        choices=["run", "phases", "memory", "scaling", "million", "compilation", "commands"],
        help="only this part; may be given several times",
    )
    return made


def machine() -> dict[str, str | int | None]:
    """Say what the numbers were measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": processor(),
        "cores": os.cpu_count(),
        **{name: version(name) for name in ("linli", "mesa", "numba", "numpy")},
    }


def processor() -> str:
    """Name the processor, where the system tells."""
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def print_header() -> None:
    """Print the table's head and what the machine is."""
    facts = machine()
    print(f"{facts['processor']}, {facts['cores']} cores, Python {facts['python']}, ", end="")
    print(f"Mesa {facts['mesa']}, Numba {facts['numba']}; CPU seconds unless marked\n")
    print(f"{'measure':<48}{'value':>10} {'unit':<10}{'limit':>8}{'goal':>8}  verdict")


def print_row(measure: Measure) -> None:
    """Print one measure as soon as it is known."""
    limit = "" if measure.limit is None else f"{measure.limit:g}"
    goal = "" if measure.goal is None else f"{measure.goal:g}"
    value = f"{measure.value:,.3f}" if abs(measure.value) < 10 else f"{measure.value:,.0f}"
    row = f"{measure.name:<48}{value:>10} {measure.unit:<10}{limit:>8}{goal:>8}  "
    print((row + measure.verdict()).rstrip(), flush=True)


def keep(found: Sequence[Measure], path: Path) -> None:
    """Write the numbers beside the machine's facts; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(measure), "verdict": measure.verdict()} for measure in found]
    text = json.dumps({"machine": machine(), "measures": rows}, ensure_ascii=False, indent=1)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(path)


if __name__ == "__main__":
    raise SystemExit(main())
