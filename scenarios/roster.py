"""Roster: the households of a real estate, one row each, read from CSV or Excel."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import ValidationError

from model.estate import EstatePlan, HouseholdMix
from model.parameters import Block
from model.roster import RosterRow
from scenarios.errors import InputError, Place, Problem, TextKey, did_you_mean
from scenarios.privacy import names_a_person, what_it_looks_like
from scenarios.rules import rule_of
from scenarios.sheet import Sheet, is_sheet, read_sheet
from scenarios.texts import LANGUAGES, t

if TYPE_CHECKING:
    from model.roster import Roster
    from scenarios.patch import Patch

__all__ = [
    "COLUMNS",
    "HouseholdRows",
    "RosterFile",
    "is_roster",
    "read_into",
    "read_roster",
]

COLUMNS: Final = tuple(RosterRow.model_fields)
NEEDED: Final = tuple(name for name, field in RosterRow.model_fields.items() if field.is_required())
FLAT: Final = ("building", "stair", "floor", "door")
CHOICES: Final = {"kind": tuple(HouseholdMix.model_fields), "tenure": ("owner", "renter")}
ALONE: Final = frozenset({"young_single", "older_alone"})
MOST_VACANT: Final = 0.9  # share; what the estate's plan can bear
MOST_CARS: Final = 3.0  # cars per household; likewise
MOST_PROBLEMS: Final = 20  # more of them say nothing new

is_roster = is_sheet


class HouseholdRows(Block):
    """The households of an estate as a survey found them."""

    rows: tuple[RosterRow, ...]

    def over(self, plan: EstatePlan) -> Roster:
        """Lay the households over an estate, for the model."""
        from model.roster import Roster

        return Roster(self.rows, plan)


class RosterFile(NamedTuple):
    """Households, and where each of them stands in its file."""

    rows: tuple[RosterRow, ...]
    places: tuple[Place, ...]

    def buildings(self) -> list[dict[str, int]]:
        """Describe the smallest buildings in which all of these households find a flat."""
        shapes = [[1, 1, 0] for _ in range(max(row.building for row in self.rows))]
        for row in self.rows:
            shape = shapes[row.building - 1]
            needed = (row.stair, row.floor, row.door)
            shape[:] = [max(pair) for pair in zip(shape, needed, strict=True)]
        return [{"stairs": shape[0], "floors": shape[1], "doors": shape[2]} for shape in shapes]

    def people(self, dwellings: int) -> dict[str, Any]:
        """Describe these households by their margins, so that whoever moves in later is alike."""
        total = len(self.rows)
        kinds = Counter(row.kind for row in self.rows)
        return {
            "mix": {kind: kinds[kind] / total for kind in CHOICES["kind"]},
            "vacant": min(max(1 - total / dwellings, 0.0), MOST_VACANT),
            "renters": sum(row.tenure == "renter" for row in self.rows) / total,
            "cars": min(sum(row.cars for row in self.rows) / total, MOST_CARS),
            "dogs": sum(row.dogs > 0 for row in self.rows) / total,
        }

    def misfits(self, plan: EstatePlan) -> Iterator[Problem]:
        """Find households whose flat the estate does not have."""
        buildings = [building for building in plan.buildings for _ in range(building.count)]
        for row, place in zip(self.rows, self.places, strict=True):
            if row.building > len(buildings):
                fields = {"buildings": len(buildings)}
                yield Problem("roster_no_building", place, "building", row.building, fields=fields)
                continue
            building = buildings[row.building - 1]
            shape = {"stairs": building.stairs, "floors": building.floors, "doors": building.doors}
            for name, most in zip(FLAT[1:], shape.values(), strict=True):
                if getattr(row, name) > most:
                    fields = {"building": row.building, **shape}
                    number = getattr(row, name)
                    yield Problem("roster_no_flat", place, name, number, fields=fields)
                    break


def read_roster(path: Path) -> RosterFile:
    """Read a roster; raise ``InputError`` with every mistake found, personal data first."""
    sheet = read_sheet(path)
    private = list(_private(sheet))
    if private:  # nothing else is said, so that nothing personal is repeated
        raise InputError(_few(private))
    where = _columns(sheet)
    rows, places, problems = [], [], []
    seen: dict[tuple[int, ...], int] = {}
    for line, cells in sheet.rows:
        found = _row(cells, where, sheet.place(line), seen)
        if isinstance(found, RosterRow):
            rows.append(found)
            places.append(sheet.place(line))
        else:
            problems += found
    if problems:
        raise InputError(_few(problems))
    return RosterFile(tuple(rows), tuple(places))


def read_into(patch: Patch) -> HouseholdRows | None:
    """Read the roster that a patch names; take from it what the same file does not give itself."""
    path = patch.data.pop("roster", None)
    if path is None:
        return None
    if not isinstance(path, str):
        patch.problems.append(Problem("text", patch.place("roster"), "roster", path))
        return None
    try:
        roster = read_roster(Path(path))
    except InputError as error:
        patch.problems += error.problems
        return None
    try:
        _lay(patch, {"buildings": roster.buildings()}, ("estate",))
        plan = EstatePlan.model_validate(patch.data["estate"])
        _lay(patch, roster.people(plan.dwellings()), ("estate", "people"))
    except ValidationError:
        return None  # said when the whole scenario is checked
    patch.problems += _few(list(roster.misfits(plan)))
    return HouseholdRows(rows=roster.rows)


def _lay(patch: Patch, found: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    """Put what a roster shows in place of what any file but its own says."""
    file = patch.place("roster").path
    block = patch.data
    for key in keys:
        block[key] = dict(block.get(key) or {})
        block = block[key]
    for key, value in found.items():
        if key not in block or patch.place(*keys, key).path != file:
            block[key] = value


def _private(sheet: Sheet) -> Iterator[Problem]:
    known = _names()
    for column in sheet.header:
        if _folded(column) not in known and names_a_person(column):
            fields = {"column": column}
            yield Problem("roster_private_column", sheet.place(1), fields=fields)
    for line, cells in sheet.rows:
        for number, cell in enumerate(cells):
            what = what_it_looks_like(cell)
            if what:
                column = sheet.header[number] if number < len(sheet.header) else str(number + 1)
                fields = {"column": column, "what": TextKey(what)}
                yield Problem("roster_private_cell", sheet.place(line), fields=fields)


def _columns(sheet: Sheet) -> dict[str, int]:
    """Find which column holds what."""
    known = _names()
    where: dict[str, int] = {}
    strange: list[str] = []
    problems = []
    for number, column in enumerate(sheet.header):
        name = known.get(_folded(column), "")
        if name in where:
            fields = {"column": repr(column)}
            problems.append(Problem("roster_twice_column", sheet.place(1), fields=fields))
        elif name:
            where[name] = number
        elif column or any(len(cells) > number and cells[number] for _, cells in sheet.rows):
            strange.append(column)
    for name in NEEDED:
        if name not in where:
            meant = next(filter(None, (did_you_mean(n, strange) for n in _names_of(name))), "")
            strange = [column for column in strange if column != meant]
            fields = {"column": " / ".join(t(f"roster.column.{name}", lang) for lang in LANGUAGES)}
            problems.append(
                Problem("roster_missing_column", sheet.place(1), meant=meant, fields=fields)
            )
    for column in strange:
        fields = {"column": column, "known": ", ".join(COLUMNS)}
        meant = did_you_mean(_folded(column), known)
        problems.append(
            Problem("roster_unknown_column", sheet.place(1), meant=meant, fields=fields)
        )
    if problems:
        raise InputError(problems)
    return where


def _row(
    cells: list[str], where: Mapping[str, int], place: Place, seen: dict[tuple[int, ...], int]
) -> RosterRow | list[Problem]:
    """Read one household, or say what is wrong with it."""
    data: dict[str, Any] = {}
    problems = []
    for name, number in where.items():
        cell = cells[number] if number < len(cells) else ""
        if cell:
            data[name] = _choice(name, cell) if name in CHOICES else _number(cell)
        elif name in NEEDED:
            problems.append(Problem("roster_blank", place, name, shows=False))
    try:
        row = RosterRow.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            rule, fields, meant = rule_of(dict(found), RosterRow)
            name = str(found["loc"][0])
            if rule != "missing":
                value = found["input"]
                problems.append(Problem(rule, place, name, value, meant=meant, fields=fields))
        return problems
    problems += _contradictions(row, place, seen)
    return problems or row


def _contradictions(
    row: RosterRow, place: Place, seen: dict[tuple[int, ...], int]
) -> Iterator[Problem]:
    if row.kind not in CHOICES["kind"]:
        known = CHOICES["kind"]
        meant = did_you_mean(row.kind, known)
        fields: dict[str, Any] = {"known": ", ".join(known)}
        yield Problem("one_of", place, "kind", row.kind, meant=meant, fields=fields)
    if row.kind in ALONE and row.residents > 1:
        fields = {"kind": row.kind}
        yield Problem("roster_kind_size", place, "residents", row.residents, fields=fields)
    flat = tuple(getattr(row, name) for name in FLAT)
    if flat in seen:
        fields = dict(zip(FLAT, flat, strict=True)) | {"first": seen[flat]}
        yield Problem("roster_twice", place, fields=fields)
    seen.setdefault(flat, place.line)


def _few(problems: list[Problem]) -> list[Problem]:
    return problems[:MOST_PROBLEMS]


def _number(cell: str) -> int | str:
    """Read a whole number, as in 3 or with a word behind that says what is counted."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = re.fullmatch(rf"([-+]?\d{{1,9}})\s*(?:{_suffixes()})?", text, re.IGNORECASE)
    return int(found[1]) if found else cell


def _choice(name: str, cell: str) -> str:
    return _choices(name).get(_folded(cell), cell)


def _folded(text: str) -> str:
    """Write a name so that spelling, width of letters and a unit in brackets do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_-]+", "_", re.sub(r"\(.*?\)", "", plain).strip())


def _names_of(name: str) -> list[str]:
    texts = [t(f"roster.column.{name}", lang) for lang in LANGUAGES]
    texts += [part for lang in LANGUAGES for part in t(f"roster.also.{name}", lang).split(",")]
    return list(dict.fromkeys(_folded(text) for text in (name, *texts)))


@cache
def _names() -> dict[str, str]:
    return {written: name for name in COLUMNS for written in _names_of(name)}


@cache
def _choices(name: str) -> dict[str, str]:
    return {
        _folded(written): value
        for value in CHOICES[name]
        for written in (value, *(t(f"roster.{name}.{value}", lang) for lang in LANGUAGES))
    }


@cache
def _suffixes() -> str:
    words = (word.strip() for lang in LANGUAGES for word in t("roster.suffixes", lang).split(","))
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
