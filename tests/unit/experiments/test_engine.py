from experiments.engine import perform
from experiments.request import Request
from experiments.store import Store


class Notes:
    """A watcher that writes down what it hears."""

    def __init__(self):
        self.heard = []

    def compiling(self):
        self.heard.append("compiling")

    def compiled(self):
        self.heard.append("compiled")

    def planned(self, *, runs, kept, jobs):
        self.heard.append(("planned", runs, kept, jobs))

    def finished(self, *, done, seconds_left):
        assert seconds_left >= 0
        self.heard.append(("finished", done))

    def closed(self):
        self.heard.append("closed")


def ask(scenarios, replicates):
    return [
        Request(scenario=scenario, replicate=replicate, months=2)
        for replicate in range(replicates)
        for scenario in scenarios.values()
    ]


def test_only_what_is_missing_is_made(fake, scenarios, tmp_path):
    store, notes = Store(tmp_path), Notes()
    assert perform(ask(scenarios, 2), store=store, jobs=1).made == 6
    assert perform(ask(scenarios, 3), store=store, jobs=1, watcher=notes).made == 3
    assert notes.heard[0] == ("planned", 3, 6, 1)
    assert notes.heard[1:-1] == [("finished", 1), ("finished", 2), ("finished", 3)]
    assert notes.heard[-1] == "closed"


def test_nothing_is_loaded_where_everything_is_there(fake, scenarios, tmp_path):
    store, notes = Store(tmp_path), Notes()
    perform(ask(scenarios, 1), store=store, jobs=1)
    assert perform(ask(scenarios, 1), store=store, jobs=1, watcher=notes).made == 0
    assert notes.heard == []


def test_the_same_request_twice_is_one_run(fake, scenarios, tmp_path):
    requests = ask(scenarios, 1)
    assert perform(requests + requests, store=Store(tmp_path), jobs=1).made == 3


def test_a_damaged_part_is_made_again(fake, scenarios, tmp_path):
    store, requests = Store(tmp_path), ask(scenarios, 1)
    perform(requests, store=store, jobs=1)
    before = store.path(requests[0].id).read_bytes()
    store.path(requests[0].id).write_bytes(before[:50])
    assert perform(requests, store=store, jobs=1).made == 1
    assert store.path(requests[0].id).read_bytes() == before
