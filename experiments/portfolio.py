"""Portfolio runs: what one of them depends on, what it is called, and how it is made."""

from __future__ import annotations

import shlex
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from experiments import digest
from experiments.request import ID_LENGTH, Request
from experiments.tables import Table, Tables, at_the_end, labelled, long_kpis, of_results, stacked
from model.parameters import Block
from model.rollout import Rollout
from scenarios.portfolio import TOTAL, Portfolio

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood
    from model.portfolio import PortfolioResults

Start = dict[str, "Neighbourhood"]


class PortfolioRequest(Block):
    """Everything that one run of a portfolio depends on."""

    scenario: Portfolio
    seed: int = Field(default=1, ge=0)
    replicate: int = Field(default=0, ge=0)
    months: int = Field(default=36, ge=1)
    zero_dose: bool = False  # every measure from the first month on, reaching nobody

    @cached_property
    def members(self) -> dict[str, Request]:
        """Give the run that each estate would be by itself, with luck of its own."""
        from model.portfolio import seed_of

        return {
            member.name: Request(
                scenario=member.scenario,
                seed=seed_of(self.seed, member.name),
                replicate=self.replicate,
                months=self.months,
                zero_dose=self.zero_dose,
            )
            for member in self.scenario.members
        }

    @property
    def rollout(self) -> Rollout | None:
        """Give what passes between the estates: nothing where there are no measures."""
        idle = self.zero_dose or not self.scenario.interventions
        return None if idle else self.scenario.rollout

    @cached_property
    def id(self) -> str:
        """Name the run by what it depends on: equal requests share an id under any name."""
        rollout = self.rollout
        return digest.of(
            {
                "model": digest.of_model(),
                "estates": {name: request.id for name, request in self.members.items()},
                "rollout": None if rollout is None else rollout.model_dump(mode="json"),
            }
        )[:ID_LENGTH]

    @cached_property
    def start_id(self) -> str:
        """Name the start-up state: runs that share it may be forked from one."""
        return digest.of({name: one.start_id for name, one in self.members.items()})[:ID_LENGTH]

    @property
    def command(self) -> str:
        """Write the command that repeats this run."""
        words = ["linli", "run", self.scenario.name, "--seed", str(self.seed)]
        words += ["--replicate", str(self.replicate), "--months", str(self.months)]
        return shlex.join([*words, "--zero-dose"] if self.zero_dose else words)


def start_of(request: PortfolioRequest) -> Start:
    """Live through the time before day 0 in every estate, without measures."""
    from experiments.replicate import start_of as start_of_one

    return {name: start_of_one(one) for name, one in request.members.items()}


def live(start: Start, request: PortfolioRequest) -> PortfolioResults:
    """Let the estates live from their start-up states."""
    from experiments.replicate import equipped
    from model.portfolio import Portfolio as Estates

    hoods = {name: equipped(start[name], one) for name, one in request.members.items()}
    return Estates(hoods, request.rollout).run()


def tables_of(results: PortfolioResults, *, everything: bool) -> Tables:
    """Turn the results of a portfolio into tables, with the estate in front of each row.

    ``kpis`` and ``by_group`` are those of all estates together.
    """
    parts = {name: of_results(one, everything=everything) for name, one in results.estates.items()}
    names = sorted(results.kpis)
    kept: Tables = {
        "kpis": {
            "kpi": np.array(names, dtype=str),
            "values": np.array([np.asarray(results.kpis[name], float) for name in names]),
        },
        "by_group": at_the_end(results.kpis_by_group),
        "total_by_group": {
            name: column.astype(str) if column.dtype == object else column
            for name, column in results.kpis_by_group.items()
        },
        "passed_on": {
            name: column.astype(str) if column.dtype == object else column
            for name, column in results.passed_on.items()
        },
    }
    if not everything:
        del kept["total_by_group"]
    first = next(iter(parts.values()))
    for name in first:
        label = "estate_kpis" if name == "kpis" else "estate_groups" if name == "by_group" else name
        kept[label] = stacked(labelled(part[name], estate=key) for key, part in parts.items())
    return kept


def tables_with_evaluation(request: PortfolioRequest) -> Tables:
    """Make one run; at the month of evaluation, hold it against the estates without measures."""
    start = start_of(request)
    tables = tables_of(live(start, request), everything=True)
    month = request.scenario.evaluation
    if month is None or month > request.months or not request.scenario.interventions:
        return tables
    bare = PortfolioRequest(
        scenario=request.scenario.without_measures,
        seed=request.seed,
        replicate=request.replicate,
        months=month,
    )
    without = tables_of(live(start, bare), everything=False)
    tables["evaluation"] = _evaluation(tables, without, request.scenario, month)
    return tables


def _evaluation(tables: Tables, without: Tables, scenario: Portfolio, month: int) -> Table:
    """Put each estate's KPIs of a month beside those it would have had without measures."""
    rows = [all_estates(one["kpis"], one["estate_kpis"]) for one in (tables, without)]
    now, then = (
        {name: column[one["month"] == month] for name, column in one.items()} for one in rows
    )
    batches = {member.name: member.batch for member in scenario.members}
    return {
        "estate": now["estate"],
        "batch": np.array([batches.get(name, "") for name in now["estate"].tolist()]),
        "month": now["month"],
        "kpi": now["kpi"],
        "without": then["value"],
        "with": now["value"],
        "difference": now["value"] - then["value"],
    }


def all_estates(total: Table, by_estate: Table) -> Table:
    """Give the KPIs of each estate, then of all together: estate, month, kpi, value."""
    return with_total(long_kpis(total), long_by_estate(by_estate))


def long_by_estate(kpis: Table) -> Table:
    """Give the KPIs of every estate one row an estate, month and KPI."""
    rows, months = kpis["values"].shape
    return {
        "estate": np.repeat(kpis["estate"], months),
        "month": np.tile(np.arange(1, months + 1, dtype=np.int64), rows),
        "kpi": np.repeat(kpis["kpi"], months),
        "value": kpis["values"].ravel(),
    }


def with_total(total: Table, by_estate: Table) -> Table:
    """Put the rows of all estates together under those of each."""
    whole = labelled(total, estate=TOTAL)
    return stacked([by_estate, {name: whole[name] for name in by_estate}])
