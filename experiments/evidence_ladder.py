"""Evidence ladder: on what each parameter rests, as its own source says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import scenarios
from experiments.declared import Declared

EVIDENCE_FILE: Final = Path(scenarios.__file__).with_name("evidence.csv")
GIVEN: Final = "given with the scenario"
_FACT: Final = re.compile(r"\bE\d{3}\b")
_NAMED: Final = re.compile(r"\b(1[89]|20)\d\d\b|Singapore|Dunbar|procedural|procedure")
_GUESSED: Final = re.compile(r"\bassumed\b")


@dataclass(frozen=True)
class Rung:
    """A step of the ladder, from the firmest down."""

    title: str
    meaning: str


MEASURED: Final = Rung(
    "Measured elsewhere",
    "Surveys and cases of other estates, by number in `scenarios/evidence.csv`. Transported to "
    "these estates without proof that it can be.",
)
LITERATURE: Final = Rung(
    "Literature",
    "Published findings or forms; the size may come from another country or another kind of home.",
)
FITTED: Final = Rung(
    "Fitted to the start",
    "Moved inside the plausible range until estates without measures look like the survey that "
    "the source names. Fitted to a level, so no evidence for how strongly it answers a measure.",
)
REASONED: Final = Rung(
    "Assumed, with a reason",
    "A guess with something to lean on: a mechanism, a range in the literature, a size in a case.",
)
GUESSED: Final = Rung(
    "Assumed",
    "No evidence. Only the plausible range bounds it: whatever hangs on one of these has to be "
    "tried over that range before anybody relies on it.",
)
UNITS: Final = Rung(
    "By definition", "Sets a unit or a reference point, so there is nothing to know."
)
LADDER: Final = (MEASURED, LITERATURE, FITTED, REASONED, GUESSED, UNITS)


def rung_of(source: str) -> Rung:
    """Tell on which rung a parameter with this source stands; the weaker word decides."""
    if source.startswith("the "):
        return UNITS
    if source == "assumed":
        return GUESSED
    if "fitted" in source:
        return FITTED
    if _GUESSED.search(source) or source.startswith("prior"):
        return REASONED
    if _FACT.search(source):
        return MEASURED
    return LITERATURE if _NAMED.search(source) else REASONED


def ladder(leaves: Iterable[Declared]) -> dict[Rung, list[Declared]]:
    """Sort parameters onto the rungs, in the order of the ladder."""
    sorted_: dict[Rung, list[Declared]] = {rung: [] for rung in LADDER}
    for leaf in leaves:
        sorted_[rung_of(leaf.source)].append(leaf)
    return sorted_


def counts(leaves: Iterable[Declared]) -> tuple[list[str], list[list[object]]]:
    """Count parameters by block and rung: a head, a row a block, and the sums."""
    blocks: dict[str, dict[Rung, int]] = {}
    for leaf in leaves:
        row = blocks.setdefault(_block(leaf.name), dict.fromkeys(LADDER, 0))
        row[rung_of(leaf.source)] += 1
    rows: list[list[object]] = [
        [f"`{name}`", *row.values(), sum(row.values())] for name, row in blocks.items()
    ]
    sums = [sum(row[rung] for row in blocks.values()) for rung in LADDER]
    rows.append(["all", *sums, sum(sums)])
    return ["block", *(rung.title for rung in LADDER), "all"], rows


def facts_named(leaves: Iterable[Declared]) -> list[tuple[str, str, str]]:
    """Give each evidence number that a source names, with its statement and kind."""
    named = {fact for leaf in leaves for fact in _FACT.findall(leaf.source)}
    with EVIDENCE_FILE.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    return [
        (fact, rows[fact]["statement"], rows[fact]["kind"]) for fact in sorted(named & set(rows))
    ]


def _block(name: str) -> str:
    root, part = name.split(".")[:2]
    return root if root == "estate" else f"{root}.{part}"
