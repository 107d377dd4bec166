"""Mesa's DataCollector and batch runner, in this process and in two others."""

from __future__ import annotations

import multiprocessing
import sys
import warnings
from collections.abc import Iterator

import mesa
import numpy as np
import pandas as pd
import pytest
from batch_model import Collected

from model.neighbourhood import Neighbourhood


@pytest.fixture(autouse=True)
def start_method() -> Iterator[None]:
    """Put back the start method that Mesa's batch runner changes."""
    chosen = multiprocessing.get_start_method(allow_none=True)
    yield
    multiprocessing.set_start_method(chosen, force=True)


def test_a_data_collector_reads_the_model_and_the_agents(hood: Neighbourhood):
    collector = mesa.DataCollector(
        model_reporters={
            "people": lambda model: len(model.agents),
            "trust": lambda model: float(model.residents.trust[model.residents.present].mean()),
            "day": "day",
        },
        agent_reporters={"trust": "trust", "age": lambda agent: agent.age},
    )
    for _ in range(3):
        hood.step()
        collector.collect(hood)
    by_day = collector.get_model_vars_dataframe()
    assert by_day["day"].tolist() == [1, 2, 3]
    by_agent = collector.get_agent_vars_dataframe()
    assert len(by_agent) == by_day["people"].sum()
    last = by_agent.xs(3, level="Step")
    assert by_day["trust"].iloc[-1] == pytest.approx(last["trust"].mean(), rel=1e-5)
    rows = last.index.to_numpy() - 1
    assert np.array_equal(last["age"], hood.residents.age[rows])


def batch(processes: int) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        rows = mesa.batch_run(
            Collected,
            {"replicate": [0, 1], "seed": [3]} if SEEDS_AS_PARAMETER else {"replicate": [0, 1]},
            number_processes=processes,
            data_collection_period=15,
            max_steps=30,
            display_progress=False,
            **({} if SEEDS_AS_PARAMETER else {"rng": [3]}),
        )
    table = pd.DataFrame(rows).drop(columns="RunId").dropna()  # Mesa 3.3 asks for a step 0 too
    return table.sort_values(["replicate", "Step", "AgentID"])


SEEDS_AS_PARAMETER = tuple(map(int, mesa.__version__.split(".")[:2])) < (3, 4)


def test_a_batch_runs_in_this_process():
    table = batch(1)
    assert set(table["replicate"]) == {0, 1}
    assert table["people"].gt(0).all() and table["trust"].between(0, 1).all()
    assert table.groupby("replicate")["day"].max().nunique() == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="one platform is enough")
def test_two_processes_give_the_table_that_one_gives():
    one, two = batch(1), batch(2)
    pd.testing.assert_frame_equal(one.reset_index(drop=True), two.reset_index(drop=True))
