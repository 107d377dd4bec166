"""The audit of the start: lives through the estates without measures and takes their levels."""

from __future__ import annotations

import warnings

import numpy as np

from experiments.engine import Made, Watcher, perform
from experiments.request import Request
from experiments.start_bands import ESTATES, WITHOUT_MEASURES
from experiments.store import Store
from scenarios.loader import load


def start_requests(*, seed: int, replicates: int, months: int) -> list[Request]:
    """Give the runs that the audit of the start looks at."""
    scenarios = [load(f"{estate}/{WITHOUT_MEASURES}", months=months) for estate in ESTATES]
    return [
        Request(scenario=scenario, seed=seed, replicate=replicate, months=months)
        for scenario in scenarios
        for replicate in range(replicates)
    ]


def start_levels(
    requests: list[Request],
    *,
    store: Store,
    jobs: int | None = None,
    watcher: Watcher | None = None,
) -> tuple[dict[str, dict[str, float]], Made]:
    """Give each estate's mean of every KPI over replicates and months that have a value."""
    made = perform(requests, store=store, jobs=jobs, watcher=watcher)
    values: dict[str, list[np.ndarray]] = {}
    names: list[str] = []
    for request in requests:
        tables = store.read(request.id)
        if tables is not None:
            names = tables["kpis"]["kpi"].tolist()
            estate = request.scenario.name.split("/", 1)[0]
            values.setdefault(estate, []).append(tables["kpis"]["values"])
    levels = {
        estate: dict(zip(names, _means(found), strict=True)) for estate, found in values.items()
    }
    return levels, made


def _means(found: list[np.ndarray]) -> list[float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a KPI that is not known yet has no mean
        return [float(value) for value in np.nanmean(np.array(found), axis=(0, 2))]
