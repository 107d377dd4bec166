"""What must not change a run, to the last bit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from neighbourhoods import HEATED, SMALL, differences, heated, parameters, same, tables

from model.interventions import PLANS, Plan
from model.neighbourhood import Neighbourhood

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = [kind(start=2, ramp=0) for kind in PLANS.values()]

DIGEST = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from neighbourhoods import heated, tables
from model.interventions import PLANS
total = hashlib.sha256()
results = heated([kind(start=2) for kind in PLANS.values()], months=3).run()
for name, values in tables(results):
    total.update(name.encode())
    plain = values.dtype.kind != "O"
    total.update(values.tobytes() if plain else "/".join(values).encode())
print(total.hexdigest())
"""


def test_the_same_request_gives_the_same_bits():
    def fresh() -> Neighbourhood:
        return Neighbourhood(SMALL, parameters(HEATED), EVERYTHING, months=3, seed=3)

    assert differences(fresh().run(), fresh().run()) == []


def test_another_replicate_is_another_life():
    assert differences(heated(months=2).run(), heated(months=2, replicate=1).run()) != []


def test_another_seed_is_another_life():
    assert differences(heated(months=2).run(), heated(months=2, seed=8).run()) != []


@pytest.mark.parametrize("plans", [[], EVERYTHING], ids=["bare", "everything"])
def test_a_fork_lives_as_a_fresh_run_with_the_same_measures(plans: list[Plan]):
    fresh = Neighbourhood(SMALL, parameters(HEATED), plans, months=3, seed=7)
    assert differences(heated(plans, months=3).run(), fresh.run()) == []


def test_forks_do_not_know_of_each_other():
    first = heated(months=2)
    bare = heated(months=2).run()
    heated(EVERYTHING, months=2).run()
    assert differences(first.run(), bare) == []


def test_a_fork_in_the_middle_goes_on_as_the_original_does():
    hood = heated(EVERYTHING, months=3)
    while hood.day < 50:
        hood.step()
    twin = hood.fork()
    assert differences(twin.run(), hood.run()) == []
    assert twin.residents is not hood.residents


def test_a_fork_in_the_middle_takes_no_new_measures():
    # Once they were dropped without a word.
    hood = heated(months=2)
    hood.step()
    with pytest.raises(ValueError, match="on day 0, and this is day 1"):
        hood.fork(EVERYTHING)


def test_the_order_of_measures_in_the_list_does_not_matter():
    there = heated(EVERYTHING, months=4).run()
    back = heated(EVERYTHING[::-1], months=4).run()
    assert differences(there, back) == []


def test_a_longer_run_begins_as_the_shorter_one():
    short, long = heated(EVERYTHING, months=2).run(), heated(EVERYTHING, months=5).run()
    ends = dict(tables(long))
    for name, values in tables(short):
        if name.startswith("kpis.") and name != "kpis.recurrence_rate_180d":
            assert np.array_equal(values, ends[name][:2], equal_nan=True), name
    early = long.exchanges["day"] < 60
    for name, values in short.exchanges.items():
        assert same(values, long.exchanges[name][early]), name


def test_steps_one_by_one_and_a_run_in_one_go_are_the_same_life():
    hood = heated(EVERYTHING, months=2)
    while hood.running:
        hood.step()
    assert differences(hood.results(), heated(EVERYTHING, months=2).run()) == []


def test_looking_at_results_changes_nothing():
    hood = heated(EVERYTHING, months=3)
    while hood.day < 45:
        hood.step()
    hood.results()
    assert differences(hood.run(), heated(EVERYTHING, months=3).run()) == []


def test_more_looking_through_agents_changes_nothing():
    hood = heated(months=2)
    assert hood.agents.agg("trust", np.mean) > 0
    assert differences(hood.run(), heated(months=2).run()) == []


@pytest.mark.slow
def test_two_hash_seeds_of_python_give_the_same_life():
    def digest(hash_seed: str) -> str:
        program = DIGEST.format(tests=str(ROOT / "tests"))
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    one = digest("1")
    assert len(one) == 64
    assert one == digest("4711")
