"""Making runs: requests, workers, what is kept, comparisons and studies."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.replicate import run
    from experiments.request import Request
    from experiments.study import Study

__all__ = ["Request", "Study", "run"]

# No module may bear the name of one of these: importing it would put it in the name's place.
_HOMES = {
    "Request": "experiments.request",
    "Study": "experiments.study",
    "run": "experiments.replicate",
}


def _insist_on_our_model() -> None:
    """Refuse to work with somebody else's module that happens to be called 'model'."""
    found = find_spec("model")
    place = Path(found.origin) if found and found.origin else None
    if place is None or place.parent.parent != Path(__file__).parent.parent:
        raise ImportError(
            f"'import model' found {place or 'nothing'}, which is not this project's model. "
            "Rename that file, or run with 'python -P', or use the 'linli' command."
        )


_insist_on_our_model()


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that help and checks stay instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
