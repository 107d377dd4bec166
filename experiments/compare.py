"""A comparison: one estate without and with packages of measures, the same luck in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import Field

from experiments import digest
from experiments.engine import Made, Watcher, perform
from experiments.portfolio import PortfolioRequest, long_by_estate
from experiments.request import ID_LENGTH, Request, place_of
from experiments.store import Store
from experiments.tables import (
    Table,
    Tables,
    by_rows,
    differing_cells,
    labelled,
    length,
    long_kpis,
    stacked,
)
from model.parameters import Block
from scenarios.portfolio import Portfolio
from scenarios.schema import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.replicate import AnyRequest
    from experiments.write import Batch

PROOF_MONTHS = 3
AnyScenario = Scenario | Portfolio


class Comparison(Block):
    """What is compared: a base, its options, and how often the luck is drawn."""

    base: AnyScenario
    options: tuple[AnyScenario, ...] = Field(min_length=1)
    seed: int = Field(default=1, ge=0)
    replicates: int = Field(default=20, ge=1)
    months: int = Field(default=36, ge=1)

    @property
    def scenarios(self) -> tuple[AnyScenario, ...]:
        """Give the base and after it the options."""
        return (self.base, *self.options)

    @cached_property
    def id(self) -> str:
        """Name the comparison by all that its files depend on."""
        return self._digest(replicates=self.replicates)

    @cached_property
    def family(self) -> str:
        """Name it together with those that differ in the number of replicates alone."""
        return self._digest(replicates=None)

    def requests(self) -> Iterator[AnyRequest]:
        """Give every run, the scenarios of one replicate together."""
        for replicate in range(self.replicates):
            for scenario in self.scenarios:
                yield self.request(scenario, replicate)

    def request(self, scenario: AnyScenario, replicate: int) -> AnyRequest:
        """Give one run of the comparison."""
        return request_of(scenario, seed=self.seed, replicate=replicate, months=self.months)

    def proofs(self) -> Iterator[tuple[AnyScenario, AnyRequest, AnyRequest]]:
        """Give for each option a run without its measures and one with all of them at dose zero."""
        months = min(PROOF_MONTHS, self.months)
        for option in self.options:
            without = request_of(_bare(option), seed=self.seed, months=months)
            zero = request_of(option, seed=self.seed, months=months, zero_dose=True)
            yield option, without, zero

    def _digest(self, *, replicates: int | None) -> str:
        content = {
            "model": digest.of_model(),
            "scenarios": [scenario.model_dump(mode="json") for scenario in self.scenarios],
            "seed": self.seed,
            "replicates": replicates,
            "months": self.months,
        }
        return digest.of(content)[:ID_LENGTH]


def request_of(scenario: AnyScenario, **settings: Any) -> AnyRequest:
    """Ask for one run of an estate or of a portfolio."""
    if isinstance(scenario, Portfolio):
        return PortfolioRequest(scenario=scenario, **settings)
    return Request(scenario=scenario, **settings)


def _bare(scenario: AnyScenario) -> AnyScenario:
    if isinstance(scenario, Portfolio):
        return scenario.without_measures
    return scenario.model_copy(update={"interventions": ()})


@dataclass(frozen=True)
class ComparisonRuns:
    """The runs of a comparison as tables, and what they prove about the model."""

    comparison: Comparison
    runs: Table  # option, replicate, month, kpi, value
    by_group: Table  # option, replicate, kpi, group, value of the last month
    disputes: Table
    spending: Table
    shortfalls: Table  # of measures that lacked money or what they need
    dwellings: Table  # of the first replicate, as is the next
    acquaintance: Table
    zero_dose: list[dict[str, Any]]
    made: Made
    by_estate: Table  # option, replicate, estate, month, kpi, value; of a portfolio alone

    def frame(self) -> DataFrame:
        """Give the runs as a data frame."""
        import pandas as pd

        return pd.DataFrame(self.runs)

    def write(self, batch: Batch) -> None:
        """Add the tables to the files of a folder."""
        names = ("runs", "by_group", "disputes", "spending", "shortfalls")
        maps = ("by_estate",) if self.by_estate else ("dwellings", "acquaintance")
        for name in (*names, *maps):
            batch.parquet(f"{name}.parquet", getattr(self, name))


def make_comparison_runs(
    comparison: Comparison,
    *,
    store: Store,
    jobs: int | None = None,
    watcher: Watcher | None = None,
) -> ComparisonRuns:
    """Make the runs of a comparison that are missing, and put all of them together."""
    proofs = [run for _, *pair in comparison.proofs() for run in pair]
    made = perform([*proofs, *comparison.requests()], store=store, jobs=jobs, watcher=watcher)
    parts = _read(comparison, store)
    runs = stacked(labelled(long_kpis(part["kpis"]), **label) for label, part in parts)
    first = [(label, part) for label, part in parts if label["replicate"] == 0]
    return ComparisonRuns(
        comparison,
        runs=by_rows(runs, ("option", "replicate", "month", "kpi")),
        by_group=_gathered("by_group", parts),
        disputes=_gathered("disputes", parts),
        spending=_gathered("spending", parts),
        shortfalls=_gathered("shortfalls", parts),
        dwellings=_gathered("dwellings", first),
        acquaintance=_gathered("acquaintance", first),
        zero_dose=[_prove(store, *proof) for proof in comparison.proofs()],
        made=made,
        by_estate=stacked(
            labelled(long_by_estate(part["estate_kpis"]), **label)
            for label, part in parts
            if "estate_kpis" in part
        ),
    )


def _read(comparison: Comparison, store: Store) -> list[tuple[dict[str, Any], Tables]]:
    parts = []
    for scenario in sorted(comparison.scenarios, key=lambda scenario: scenario.name):
        for replicate in range(comparison.replicates):
            tables = store.read(comparison.request(scenario, replicate).id)
            if tables is not None:
                parts.append(({"option": scenario.name, "replicate": replicate}, tables))
    return parts


def _gathered(name: str, parts: list[tuple[dict[str, Any], Tables]]) -> Table:
    return stacked(labelled(part[name], **label) for label, part in parts if name in part)


def _prove(
    store: Store, option: AnyScenario, without: AnyRequest, zero: AnyRequest
) -> dict[str, Any]:
    base, dosed = store.read(without.id), store.read(zero.id)
    proof: dict[str, Any] = {
        "option": option.name,
        "months": zero.months,
        "measures": [plan.use for plan in option.interventions],
    }
    if base is None or dosed is None:
        return {**proof, "compared": 0, "differing": None, "equal": False}
    names = ("kpis", "counts")
    compared = base["kpis"]["values"].size + length(base["counts"])
    differing = sum(differing_cells(base[name], dosed[name]) for name in names)
    return {**proof, "compared": int(compared), "differing": differing, "equal": not differing}


def same_place(first: AnyScenario, second: AnyScenario) -> bool:
    """Tell whether two scenarios start from the same estate with the same people in it."""
    if isinstance(first, Portfolio) and isinstance(second, Portfolio):
        places = (
            [(member.name, place_of(member.scenario)) for member in one.members]
            for one in (first, second)
        )
        return next(places) == next(places)
    if isinstance(first, Portfolio) or isinstance(second, Portfolio):
        return False
    return first.estate == second.estate and first.roster == second.roster
