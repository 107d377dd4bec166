"""Doors: what a measure or a risk uses of a neighbourhood, and whether it writes more than that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from model.columns import Table
from model.neighbourhood import Neighbourhood

# What a verb counts when it is used: who gave, and what came in. It is money, and no outcome.
GIVEN = {"crowdfunding_givers", "crowdfunding_yuan", "grants"}


class Doorkeeper:
    """Stands before a part of the neighbourhood and notes the verbs that are used."""

    def __init__(self, part: Any, name: str, used: set[str]) -> None:
        object.__setattr__(self, "_held", (part, name, used))

    def __getattr__(self, attribute: str) -> Any:
        part, name, used = object.__getattribute__(self, "_held")
        value = getattr(part, attribute)
        if callable(value):
            used.add(f"{name}.{attribute}")
        return value

    def __setattr__(self, attribute: str, value: Any) -> None:
        part, name, used = object.__getattribute__(self, "_held")
        used.add(f"{name}.{attribute}")
        setattr(part, attribute, value)


class Gate:
    """Stands before the neighbourhood itself; ``self.hood`` of a guarded measure."""

    def __init__(self, hood: Neighbourhood, used: set[str]) -> None:
        object.__setattr__(self, "_held", (hood, used))

    def __getattr__(self, attribute: str) -> Any:
        hood, used = object.__getattribute__(self, "_held")
        value = getattr(hood, attribute)
        if isinstance(value, Table) or attribute == "dials":
            return value
        return Doorkeeper(value, attribute, used) if hasattr(value, "__dict__") else value

    def __setattr__(self, attribute: str, value: Any) -> None:
        object.__getattribute__(self, "_held")[1].add(attribute)


def outcomes(hood: Neighbourhood) -> Iterator[tuple[str, np.ndarray]]:
    """Yield copies of everything that only processes may write."""
    held = {
        "residents": hood.residents,
        "households": hood.households,
        "ties": hood.ties.slots,
        "grievances": hood.grievances.slots,
        "evidence": hood.outlook.evidence,
        "agreements": hood.agreements.table,
        "attendance": hood.activities.memory,
        "cases": hood.mediation.cases,
        "exposures": hood.exposures,
        "occupation": hood.space.occupation,
        "dwellings": hood.estate.dwellings,
        "membership": hood.help.membership,
    }
    for name, table in held.items():
        for column in table.columns:
            if f"{name}.{column}" != "membership.enrolled":  # help.enrol is a verb
                yield f"{name}.{column}", table.whole(column).copy()
    for (what, group), series in hood.recorder.counts.items():
        if what not in GIVEN:
            yield f"counts.{what}.{group}", series.copy()


def unchanged(before: dict[str, np.ndarray], hood: Neighbourhood) -> None:
    for name, values in outcomes(hood):
        kind = values.dtype.kind
        assert np.array_equal(before[name], values, equal_nan=kind == "f"), f"{name} was written"
