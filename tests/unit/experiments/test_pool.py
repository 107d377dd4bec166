import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from unit.experiments.fake_work import Ask, work

from experiments.pool import Pool
from experiments.replicate import Failure, Success

TESTS = Path(__file__).parents[2]


def perform(tasks, *, jobs):
    with Pool(jobs=jobs, work=work) as pool:
        return {outcome.id: outcome for outcome in pool.perform(tasks)}


def test_one_job_stays_in_this_process():
    outcomes = perform([[Ask("a"), Ask("b")], [Ask("c")]], jobs=1)
    assert sorted(outcomes) == ["a", "b", "c"]
    assert outcomes["a"].tables["process"]["id"][0] == os.getpid()


def test_workers_are_kept_alive_for_many_tasks():
    outcomes = perform([[Ask(str(number))] for number in range(20)], jobs=2)
    processes = {int(outcome.tables["process"]["id"][0]) for outcome in outcomes.values()}
    assert len(outcomes) == 20
    assert os.getpid() not in processes
    assert len(processes) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failing_run_loses_only_itself(jobs):
    outcomes = perform([[Ask("a"), Ask("b", "fail"), Ask("c")]], jobs=jobs)
    assert isinstance(outcomes["a"], Success)
    assert isinstance(outcomes["c"], Success)
    assert outcomes["b"] == Failure("b", "ValueError: no", "linli run b")


def test_a_killed_worker_loses_nothing(tmp_path):
    mark = str(tmp_path / "died")
    outcomes = perform([[Ask("a"), Ask("b", "die once", mark), Ask("c")], [Ask("d")]], jobs=2)
    assert all(isinstance(outcome, Success) for outcome in outcomes.values())
    assert sorted(outcomes) == ["a", "b", "c", "d"]


def test_a_run_that_kills_its_worker_twice_is_told_with_its_command():
    outcomes = perform([[Ask("a"), Ask("b", "die"), Ask("c")]], jobs=2)
    assert isinstance(outcomes["a"], Success)
    assert isinstance(outcomes["c"], Success)
    assert "exit code -9" in outcomes["b"].error
    assert outcomes["b"].command == "linli run b"


def test_leaving_early_ends_the_workers(tmp_path):
    mark = tmp_path / "worker"
    with pytest.raises(KeyboardInterrupt), Pool(jobs=2, work=work) as pool:
        for _ in pool.perform([[Ask("a", "sleep", str(mark))], [Ask("b")]]):
            while not mark.exists():
                time.sleep(0.05)
            raise KeyboardInterrupt
    assert not alive(int(mark.read_text()))


@pytest.mark.slow
def test_workers_end_with_a_killed_parent(tmp_path):
    mark = tmp_path / "worker"
    script = (
        "from unit.experiments.fake_work import Ask, work\n"
        "from experiments.pool import Pool\n"
        "if __name__ == '__main__':\n"
        "    with Pool(jobs=2, work=work) as pool:\n"
        f"        list(pool.perform([[Ask('a', 'sleep', {str(mark)!r})], [Ask('b')]]))\n"
    )
    file = tmp_path / "parent.py"
    file.write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    parent = subprocess.Popen([sys.executable, str(file)], env=environment)
    wait_for(lambda: mark.exists() and mark.read_text())
    worker = int(mark.read_text())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_for(lambda: not alive(worker))


def alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(what, *, seconds=30.0):
    began = time.perf_counter()
    while not what():
        assert time.perf_counter() - began < seconds, "waited too long"
        time.sleep(0.05)
