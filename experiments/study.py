"""A study: scenarios, what is varied in them, and how often the luck is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from experiments import digest
from experiments.patch import check_reach, patched
from experiments.request import ID_LENGTH, Request
from experiments.store import Store
from experiments.study_plan import StudyPlan, Value
from experiments.tables import Table, Tables, by_rows, labelled, long_kpis, stacked
from model.parameters import Block
from scenarios.loader import load
from scenarios.schema import Scenario


class Point(Block):
    """One scenario with one value of everything that is varied."""

    number: int
    scenario: Scenario
    values: dict[str, Value]


class Study:
    """A plan whose scenarios have been read, ready to be run."""

    def __init__(self, plan: StudyPlan, *, source: Path | None = None) -> None:
        self.plan = plan
        self.source = source
        self._scenarios = [load(name, months=plan.months) for name in plan.scenarios]
        check_reach(self._scenarios, plan.vary, source=source)

    @classmethod
    def read(cls, path: Path) -> Study:
        """Read a study from a YAML file; its scenarios may be files beside it."""
        from experiments.study_file import read_plan

        return cls(read_plan(path), source=path)

    @cached_property
    def id(self) -> str:
        """Name the study by all that its results depend on."""
        return self._digest(self.plan.replicates)

    @cached_property
    def family(self) -> str:
        """Name it together with those that differ in the number of replicates alone."""
        return self._digest(0)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Give every scenario with every combination of values, leaving out repetitions.

        A value of a measure that a scenario does not have changes nothing there, so such a
        scenario has fewer points than others.
        """
        found: list[Point] = []
        for scenario in self._scenarios:
            seen: set[str] = set()
            for values in product(*self.plan.vary.values()):
                chosen = dict(zip(self.plan.vary, values, strict=True))
                changed, reached = patched(scenario, chosen, source=self.source)
                key = digest.of(reached)
                if key not in seen:
                    seen.add(key)
                    found.append(Point(number=len(found), scenario=changed, values=reached))
        return tuple(found)

    def requests(self) -> Iterator[Request]:
        """Give every run, replicate by replicate, so that a stopped study is balanced."""
        for replicate in range(self.plan.replicates):
            for point in self.points:
                yield self.request(point, replicate)

    def request(self, point: Point, replicate: int) -> Request:
        """Give one run of the study."""
        plan = self.plan
        return Request(
            scenario=point.scenario, seed=plan.seed, replicate=replicate, months=plan.months
        )

    def _digest(self, replicates: int) -> str:
        plan = self.plan.model_dump(mode="json") | {"replicates": replicates}
        first = [self.request(point, 0).id for point in self.points]
        return digest.of({"plan": plan, "runs": first})[:ID_LENGTH]

    def design(self) -> Table:
        """Give one row a point: its scenario and what was varied, empty where it does not apply."""
        columns: dict[str, list[Any]] = {"point": [], "scenario": []}
        columns |= {name: [] for name in self.plan.vary}
        for point in self.points:
            columns["point"].append(point.number)
            columns["scenario"].append(point.scenario.name)
            for name in self.plan.vary:
                columns[name].append(point.values.get(name))
        return {name: _column(values) for name, values in columns.items()}

    def runs(self, failures: Mapping[str, str]) -> Table:
        """Give one row a run: where it belongs, what it was made from, what went wrong."""
        columns: dict[str, list[Any]] = {
            name: []
            for name in ("point", "scenario", "seed", "replicate", "months", "run", "error")
        }
        for point in self.points:
            for replicate in range(self.plan.replicates):
                request = self.request(point, replicate)
                row = (
                    point.number,
                    point.scenario.name,
                    request.seed,
                    replicate,
                    request.months,
                    request.id,
                    failures.get(request.id, ""),
                )
                for column, value in zip(columns.values(), row, strict=True):
                    column.append(value)
        return {name: np.array(values) for name, values in columns.items()}

    def kpis(self, store: Store) -> Table:
        """Put the KPIs of all finished runs together: point, replicate, month, kpi, value."""
        parts = [
            labelled(long_kpis(tables["kpis"]), **label) for label, tables in self._finished(store)
        ]
        return by_rows(stacked(parts), ("point", "replicate", "month", "kpi"))

    def by_group(self, store: Store) -> Table:
        """Put their last month by group together: point, replicate, kpi, group, value."""
        parts = [labelled(tables["by_group"], **label) for label, tables in self._finished(store)]
        return by_rows(stacked(parts), ("point", "replicate", "kpi", "group"))

    def _finished(self, store: Store) -> Iterator[tuple[dict[str, int], Tables]]:
        for point in self.points:
            for replicate in range(self.plan.replicates):
                tables = store.read(self.request(point, replicate).id)
                if tables is not None:
                    yield {"point": point.number, "replicate": replicate}, tables


def _column(values: list[Any]) -> np.ndarray:
    kinds = {type(value) for value in values}
    if kinds <= {int, float, bool, type(None)} and kinds & {float, type(None)}:
        return np.array([np.nan if value is None else float(value) for value in values])
    if len(kinds) > 1:
        return np.array(["" if value is None else str(value) for value in values])
    return np.array(values)
