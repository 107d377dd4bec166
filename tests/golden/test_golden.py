"""A small run's exact numbers, which change only on purpose.

When a change of the model is meant to move them: ``pytest tests/golden --update-golden``, look at
what moved in the diff of ``numbers.json``, and say in the commit why.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from neighbourhoods import heated

from model.interventions import PLANS
from model.results import Results

NUMBERS = Path(__file__).with_name("numbers.json")
MONTHS = 14  # long enough for windows of a year
MARKS = (1, 6, 12, 14)  # months whose KPIs are kept
ALL_FOUR = ("mediation_tiers", "shared_spaces", "points", "time_bank")
PACKAGES = {
    "bare": [],
    "all_four": [PLANS[use](use=use, start=2) for use in ALL_FOUR],
    "every_measure": [kind(use=use, start=2) for use, kind in PLANS.items() if not kind.against],
}
TOLERANCE = 1e-9  # relative: machines differ in the last bit of a sum


def summary(results: Results) -> dict[str, Any]:
    """Return the KPIs of some months, each count's total, and the size and sum of each table."""
    table = results.counts
    return {
        "kpis": {
            name: [plain(values[month - 1]) for month in MARKS]
            for name, values in results.kpis.items()
        },
        "counts": {
            f"{what}/{group}": plain(
                table["count"][(table["what"] == what) & (table["group"] == group)].sum()
            )
            for what, group in sorted({*zip(table["what"], table["group"], strict=True)})
        },
        "tables": {
            f"{name}.{column}": plain(np.nansum(values.astype(np.float64)))
            for name in ("disputes", "exchanges", "ledger", "spending", "dwellings", "acquaintance")
            for column, values in getattr(results, name).items()
            if values.dtype.kind in "iufb"
        },
        "checks": {name: plain(value) for name, value in results.checks.items()},
    }


def plain(value: float) -> float | None:
    """Return a number that JSON can hold; None for NaN."""
    return None if math.isnan(value) else float(value)


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-9)


def moved(stored: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Name what is not as stored, with both numbers."""
    lines = []
    for part in sorted({*stored, *found}):
        before, now = stored.get(part, {}), found.get(part, {})
        for name in sorted({*before, *now}):
            old, new = before.get(name, "missing"), now.get(name, "missing")
            pairs = zip(old, new, strict=True) if isinstance(old, list) else [(old, new)]
            if "missing" in (old, new) or not all(close(a, b) for a, b in pairs):
                lines.append(f"{part}.{name}: {old} became {new}")
    return lines


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_small_run_gives_the_numbers_it_gave(
    package: str, stored: dict[str, Any], request: pytest.FixtureRequest
):
    found = summary(heated(PACKAGES[package], months=MONTHS).run())
    if request.config.getoption("--update-golden", default=False):
        stored[package] = found
        draft = NUMBERS.with_suffix(".new")
        draft.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(draft, NUMBERS)
        pytest.skip("numbers written")
    changed = moved(stored.get(package, {}), found)
    assert not changed, "\n".join(changed[:20])


def test_a_number_that_moves_is_named_with_both_its_values():
    before = {"counts": {"a": 1.0, "b": 2.0}, "kpis": {"k": [None, 1.0]}}
    same = {"counts": {"a": 1.0 + 1e-12, "b": 2.0}, "kpis": {"k": [None, 1.0]}}
    assert moved(before, same) == []
    after = {"counts": {"a": 1.1, "c": 2.0}, "kpis": {"k": [0.5, 1.0]}}
    assert moved(before, after) == [
        "counts.a: 1.0 became 1.1",
        "counts.b: 2.0 became missing",
        "counts.c: missing became 2.0",
        "kpis.k: [None, 1.0] became [0.5, 1.0]",
    ]
