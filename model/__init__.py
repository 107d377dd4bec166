"""The neighbourhood itself: residents, ties, disputes, help, and what can be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.behaviour import Parameters
    from model.estate import EstatePlan
    from model.neighbourhood import Neighbourhood
    from model.residents import Resident, Residents
    from model.results import Results

__all__ = ["EstatePlan", "Neighbourhood", "Parameters", "Resident", "Residents", "Results"]

_HOMES = {
    "EstatePlan": "model.estate",
    "Neighbourhood": "model.neighbourhood",
    "Parameters": "model.behaviour",
    "Resident": "model.residents",
    "Residents": "model.residents",
    "Results": "model.results",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that help and checks stay instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'model' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
