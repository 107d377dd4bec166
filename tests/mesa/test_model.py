"""A Neighbourhood as a Mesa model: made by seed and keywords, stepped, stopped, freed."""

from __future__ import annotations

import gc
import inspect
import subprocess
import sys
import warnings
import weakref

import mesa
import numpy as np
import pytest
from small_world import TINY

from model import mesa_ports
from model.behaviour import Parameters
from model.neighbourhood import Neighbourhood


def trusts(hood: Neighbourhood) -> list[float]:
    return hood.residents.trust.tolist()


def test_a_neighbourhood_is_a_mesa_model_made_by_seed_and_keywords():
    hood = Neighbourhood(seed=3, estate=TINY, parameters=Parameters(), months=1)
    assert isinstance(hood, mesa.Model)
    assert (hood.running, hood.steps, hood.day) == (True, 0, 0)
    hood.step()
    assert (hood.steps, hood.day) == (1, 1)


def test_rng_is_another_word_for_seed():
    assert trusts(Neighbourhood(TINY, rng=3)) == trusts(Neighbourhood(TINY, seed=3))


def test_every_parameter_of_the_constructor_has_a_default():
    # Mesa's browser asks this of a model before it makes one.
    asked = inspect.signature(Neighbourhood.__init__).parameters
    assert "seed" in asked
    assert all(
        one.default is not inspect.Parameter.empty for name, one in asked.items() if name != "self"
    )


def test_mesas_browser_accepts_the_model():
    solara_viz = pytest.importorskip("mesa.visualization.solara_viz")
    solara_viz._check_model_params(Neighbourhood.__init__, {"seed": 1, "months": 2})


def test_the_model_stops_running_after_its_last_month(hood: Neighbourhood):
    days = 0
    while hood.running:
        hood.step()
        days += 1
    assert days == 60 == hood.steps


def test_mesas_run_model_lives_through_all_months(hood: Neighbourhood):
    hood.run_model()
    assert (hood.day, hood.running) == (60, False)


def test_step_and_run_live_the_same_days(start: Neighbourhood):
    stepped, run = start.fork(), start.fork()
    while stepped.running:
        stepped.step()
    run.run()
    assert trusts(stepped) == trusts(run)
    assert np.array_equal(stepped.ties.slots.strength, run.ties.slots.strength)


def test_making_a_model_warns_about_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hood = Neighbourhood(TINY, seed=4, months=1)
        hood.step()
        hood.fork() if hood.day == 0 else hood.agents.select(lambda one: one.age > 60)


def test_mesas_own_generators_stay_untouched(hood: Neighbourhood):
    numpy_state, python_state = hood.rng.bit_generator.state, hood.random.getstate()
    agents = hood.agents
    hood.run()
    assert len(agents) > 0
    assert hood.rng.bit_generator.state == numpy_state
    assert hood.random.getstate() == python_state


def test_drawing_from_mesas_generators_changes_nobodys_life(start: Neighbourhood):
    left_alone, drawn_from = start.fork(), start.fork()
    for _ in range(30):
        drawn_from.random.random()
        drawn_from.rng.random(100)
        np.random.random(7)  # noqa: NPY002  nor from the global one
        left_alone.step()
        drawn_from.step()
    assert trusts(left_alone) == trusts(drawn_from)


def test_a_seed_says_everything_zero_included():
    runs = {seed: trusts(Neighbourhood(TINY, seed=seed)) for seed in (0, 1)}
    assert runs[0] != runs[1]
    assert trusts(Neighbourhood(TINY, seed=0)) == runs[0]
    assert trusts(Neighbourhood(TINY, seed=np.int64(1))) == runs[1]
    assert trusts(Neighbourhood(TINY, seed=1, replicate=1)) != runs[1]


def test_no_seed_is_any_seed_and_can_be_read_afterwards():
    one, other = (Neighbourhood(TINY, seed=None) for _ in range(2))
    assert one.seed != other.seed
    assert trusts(one) != trusts(other)
    assert trusts(Neighbourhood(TINY, seed=one.seed)) == trusts(one)


def test_a_finished_model_is_freed():
    hood = Neighbourhood(TINY, months=1, seed=6)
    assert len(hood.agents) > 0
    hood.run()
    gone = weakref.ref(hood)
    somebody = weakref.ref(next(iter(hood.agents)))
    del hood
    gc.collect()
    assert gone() is None and somebody() is None


def test_a_fork_is_freed_and_does_not_hold_its_origin(start: Neighbourhood):
    origin = start.fork()
    twin = origin.fork()
    gone = weakref.ref(origin)
    del origin
    gc.collect()
    assert gone() is None
    twin.step()
    gone = weakref.ref(twin)
    del twin
    gc.collect()
    assert gone() is None


def test_a_hundred_models_do_not_pile_up(start: Neighbourhood):
    kept = [weakref.ref(start.fork()) for _ in range(20)]
    gc.collect()
    assert sum(one() is not None for one in kept) == 0


@pytest.mark.parametrize("chosen", ["fork", "spawn", "forkserver", None])
def test_a_host_programs_start_method_survives_the_import(chosen: str | None):
    script = f"""
import multiprocessing
if {chosen!r}:
    multiprocessing.set_start_method({chosen!r})
import model.neighbourhood
print(multiprocessing.get_start_method(allow_none=True))
"""
    if sys.platform == "win32" and chosen not in ("spawn", None):
        pytest.skip("Windows only spawns")
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert told == str(chosen)


def test_the_ports_know_which_mesa_this_is():
    major, minor = (int(part) for part in mesa.__version__.split(".")[:2])
    assert (major, minor) >= (3, 3)
    assert ((major, minor) >= (3, 4)) == mesa_ports.SEEDS_BY_RNG
