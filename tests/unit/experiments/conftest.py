import pytest
from unit.experiments.fake_model import FakeStart

import experiments.compilation
import experiments.engine
import experiments.replicate
from scenarios.loader import load


@pytest.fixture
def fake(monkeypatch):
    """Put a model that answers at once in place of the real one, in this process."""
    monkeypatch.setattr(FakeStart, "made", 0)
    monkeypatch.setattr(experiments.replicate, "start_of", FakeStart)
    monkeypatch.setattr(experiments.engine, "ensure_compiled", lambda watcher: None)
    return FakeStart


@pytest.fixture(scope="session")
def scenarios():
    """The old estate without measures, with points, and with all four measures."""
    return {name: load(f"old_estate/{name}") for name in ("status_quo", "points", "all_four")}
