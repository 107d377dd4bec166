"""Portfolio: several estates under one company, in batches, and which measures they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field, ValidationError

from model.parameters import Block
from model.rollout import Mentoring, Pool, Rollout, Span, Supervision
from scenarios.errors import InputError, Problem, did_you_mean
from scenarios.library import NO_MEASURES, PORTFOLIOS, find_portfolio, split_portfolio
from scenarios.rules import block_at, dotted, rule_of
from scenarios.schema import LONGEST, AnyWords, Scenario
from scenarios.yamlfile import Keys, YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TOTAL", "Member", "Portfolio", "is_portfolio", "json_schema", "load_portfolio"]

TOTAL: Final = "total"  # what the estates together are called in tables
SCHEMA_FILE: Final = PORTFOLIOS.parent / "portfolio.schema.json"
_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9_]*$"
_SHARING: Final = {
    "mentoring": ("mentors", "learners"),
    "pool": ("givers", "takers"),
}


class Batch(Span):
    """Estates in which the measures begin in the same month."""

    title: Annotated[AnyWords | None, Field(description="a name for people")] = None


class EstateEntry(Block):
    """One estate of the company: where it is like, and what is different there."""

    name: Annotated[
        str,
        Field(description="one word, which fixes its luck too", pattern=_NAME, max_length=40),
    ]
    title: Annotated[AnyWords | None, Field(description="a name for people")] = None
    estate: Annotated[str, Field(description="a shipped estate, or the path of a file from here")]
    batch: Annotated[str, Field(description="the batch that it belongs to")]
    change: Annotated[
        dict[str, Any], Field(description="what differs from that estate, as under `estate:` there")
    ] = Field(default={})
    parameters: Annotated[
        dict[str, Any], Field(description="behaviour that differs, as under `parameters:` there")
    ] = Field(default={})


class PortfolioFile(Block):
    """A portfolio file: estates, batches, and what passes between them."""

    title: Annotated[AnyWords | None, Field(description="a name for people")] = None
    story: Annotated[AnyWords | None, Field(description="what happens, in a sentence")] = None
    package: Annotated[
        str, Field(description="the measures, where the reference names no package")
    ] = NO_MEASURES
    months: Annotated[int, Field(description="length of the run in months", ge=1, le=LONGEST)] = 36
    batches: Annotated[dict[str, Batch], Field(description="batches by name", min_length=1)]
    estates: Annotated[tuple[EstateEntry, ...], Field(description="the estates", min_length=1)]
    mentoring: Annotated[
        Mentoring | None, Field(description="who teaches whom when a batch begins")
    ] = None
    pool: Annotated[Pool | None, Field(description="who passes left-over money and hours on")] = (
        None
    )
    supervision: Annotated[Supervision | None, Field(description="monthly visits")] = None
    evaluation: Annotated[
        int | None, Field(description="month of the mid-term evaluation", ge=1, le=LONGEST)
    ] = None


class Member(Block):
    """One estate of a portfolio with its own scenario, measures at their time in its batch."""

    name: str
    title: AnyWords
    batch: str
    batch_title: AnyWords
    scenario: Scenario


class Portfolio(Block):
    """Estates with their measures: all that a run of the company needs but luck.

    Its names are those of a scenario, so that both can stand in a comparison.
    """

    name: str
    place: str
    title: AnyWords
    story: AnyWords
    estate_name: str
    estate_title: AnyWords
    estate_story: AnyWords
    package_name: str
    months: int
    members: tuple[Member, ...]
    rollout: Rollout
    evaluation: int | None = None
    package: Scenario  # the package on the first estate, before its months are moved

    @property
    def interventions(self) -> tuple[Any, ...]:
        """Give the measures with the months of the package; each batch moves them."""
        return self.package.interventions

    @property
    def budget(self) -> Any:
        """Give the budget that each estate has."""
        return self.package.budget

    @property
    def risks(self) -> tuple[Any, ...]:
        """Give the risks that each estate runs."""
        return self.package.risks

    @property
    def size(self) -> int:
        """Count the estates."""
        return len(self.members)

    @property
    def phases(self) -> tuple[Any, ...]:
        """Give the phases of the package."""
        return self.package.phases

    @cached_property
    def without_measures(self) -> Portfolio:
        """Give the same estates without any measure."""
        members = tuple(
            member.model_copy(
                update={"scenario": member.scenario.model_copy(update={"interventions": ()})}
            )
            for member in self.members
        )
        package = self.package.model_copy(update={"interventions": ()})
        return self.model_copy(update={"members": members, "package": package})


def is_portfolio(reference: str) -> bool:
    """Tell whether a reference names a portfolio rather than a scenario."""
    return split_portfolio(reference) is not None


def load_portfolio(reference: str, *, months: int | None = None) -> Portfolio:
    """Read ``<portfolio>/<package>``, or a portfolio with the package that its file names."""
    found = split_portfolio(reference)
    if found is None:
        raise InputError(Problem("no_such_name", key=reference, shows=False))
    path = find_portfolio(found.first)
    file = read_yaml(path)
    told = _validated(file)
    problems = [*file.problems, *_mismatches(file, told)]
    if problems:
        raise InputError(sorted(problems, key=lambda problem: problem.place or file.place()))
    reader = _Reader(file, told, found.package or told.package, months or told.months)
    return reader.portfolio(reference.strip(), place=found.first)


def _validated(file: YamlFile) -> PortfolioFile:
    try:
        return PortfolioFile.model_validate(file.data)
    except ValidationError as error:
        found = list(_explained(file, error, PortfolioFile))
        raise InputError([*file.problems, *found]) from None


def _explained(
    file: YamlFile, error: ValidationError, block: type[Block], before: Keys = ()
) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        keys = tuple(key for key in found["loc"] if isinstance(key, (str, int)))
        rule, fields, meant = rule_of(dict(found), _block_of(block, keys))
        here: Keys = (*before, *keys)
        shows = found["type"] not in {"missing", "value_error"}
        if found["type"] == "value_error" and "end" in found["input"]:
            here, shows = (*here, "end"), True
            start = found["input"].get("start")
            rule, fields, found["input"] = (
                "end_before_start",
                {"start": start},
                found["input"]["end"],
            )
        yield Problem(rule, file.place(*here), dotted(here), found["input"], shows, meant, fields)


def _block_of(block: type[Block], keys: Keys) -> Any:
    """Find the block of a key; a batch has a name of its own in between."""
    if keys[:1] == ("batches",) and len(keys) > 2:
        return block_at(Batch, keys[2:])
    return block_at(block, keys)


def _mismatches(file: YamlFile, told: PortfolioFile) -> Iterator[Problem]:
    """Find names that do not fit together: of estates, of batches, of who gives what to whom."""
    yield from _estates(file, told)
    yield from _after_end(file, told)
    used = {entry.batch for entry in told.estates}
    misspelt = used - told.batches.keys()  # it is told already, and leaves its batch empty
    for name in told.batches:
        if name not in used and not misspelt:
            yield _problem(file, "empty_batch", ("batches", name), name)
    for block, sides in _SHARING.items():
        plan = getattr(told, block)
        for side in sides if plan else ():
            for name in getattr(plan, side):
                if name not in told.batches:
                    yield _unknown_batch(file, (block, side), name, told)
    if told.pool and set(told.pool.givers) <= set(told.pool.takers):
        yield _problem(file, "pool_of_nobody", ("pool", "givers"), list(told.pool.givers))


def _after_end(file: YamlFile, told: PortfolioFile) -> Iterator[Problem]:
    """Find what would begin after the last month, and so change nothing."""
    starts: dict[Keys, int] = {
        ("batches", name, "start"): batch.start for name, batch in told.batches.items()
    }
    for name in ("pool", "supervision"):
        span: Span | None = getattr(told, name)
        if span:
            starts[name, "start"] = span.start
    if told.evaluation:
        starts["evaluation",] = told.evaluation
    for keys, month in starts.items():
        if month > told.months:
            yield _problem(file, "after_end", keys, month, months=told.months)


def _estates(file: YamlFile, told: PortfolioFile) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, entry in enumerate(told.estates):
        here: Keys = ("estates", number)
        if entry.name == TOTAL:
            yield _problem(file, "reserved_name", (*here, "name"), entry.name)
        if entry.name in seen:
            first = file.place("estates", seen[entry.name], "name").line
            yield _problem(file, "twice_estate", (*here, "name"), entry.name, first=first)
        seen.setdefault(entry.name, number)
        if entry.batch not in told.batches:
            yield _unknown_batch(file, (*here, "batch"), entry.batch, told)


def _unknown_batch(file: YamlFile, keys: Keys, name: str, told: PortfolioFile) -> Problem:
    known = list(told.batches)
    problem = _problem(file, "no_such_batch", keys, name, known=", ".join(known))
    return replace(problem, meant=did_you_mean(name, known))


def _problem(file: YamlFile, rule: str, keys: Keys, value: Any, **fields: Any) -> Problem:
    return Problem(rule, file.place(*keys), dotted(keys), value, fields=fields)


class _Reader:
    """Reads the estates that a portfolio names and moves their measures to their batch."""

    def __init__(self, file: YamlFile, told: PortfolioFile, package: str, months: int) -> None:
        self.file, self.told, self.package, self.months = file, told, package, months
        self._read: dict[str, Scenario] = {}

    def portfolio(self, name: str, *, place: str) -> Portfolio:
        told = self.told
        members = tuple(self._member(number) for number in range(len(told.estates)))
        package = self._scenario(0)
        stem = Path(place).stem
        title = told.title or stem
        return Portfolio(
            name=name,
            place=place,
            title=package.title,
            story=package.story,
            estate_name=stem,
            estate_title=title,
            estate_story=told.story or title,
            package_name=package.package_name,
            months=self.months,
            members=members,
            rollout=Rollout(
                batches={
                    name: Span(start=batch.start, end=batch.end)
                    for name, batch in told.batches.items()
                },
                batch_of={entry.name: entry.batch for entry in told.estates},
                mentoring=told.mentoring,
                pool=told.pool,
                supervision=told.supervision,
            ),
            evaluation=told.evaluation,
            package=package,
        )

    def _member(self, number: int) -> Member:
        entry = self.told.estates[number]
        batch = self.told.batches[entry.batch]
        scenario = self._changed(self._scenario(number), number)
        moved = _moved(scenario.interventions, batch)
        return Member(
            name=entry.name,
            title=entry.title or scenario.estate_title,
            batch=entry.batch,
            batch_title=batch.title or entry.batch,
            scenario=scenario.model_copy(update={"interventions": moved}),
        )

    def _scenario(self, number: int) -> Scenario:
        """Read the estate of an entry with the package, once each."""
        from scenarios.loader import load

        estate = self.told.estates[number].estate
        if estate not in self._read:
            beside = self.file.path.parent / estate
            named = str(beside) if beside.is_file() else estate
            try:
                self._read[estate] = load(f"{named}/{self.package}", months=self.months)
            except InputError as error:
                raise InputError(self._placed(error, number)) from None
        return self._read[estate]

    def _placed(self, error: InputError, number: int) -> Iterator[Problem]:
        """Say where in this file an estate is named that cannot be found."""
        keys: Keys = ("estates", number, "estate")
        named = self.told.estates[number].estate
        for problem in error.problems:
            if problem.place or problem.key == self.package:
                yield problem
            else:
                place = self.file.place(*keys)
                yield replace(problem, place=place, key=dotted(keys), value=named, shows=True)

    def _changed(self, scenario: Scenario, number: int) -> Scenario:
        """Lay what differs over the estate and its people's behaviour."""
        entry = self.told.estates[number]
        update: dict[str, Any] = {}
        for key, name in (("change", "estate"), ("parameters", "parameters")):
            changes = getattr(entry, key)
            if changes:
                before: Block = getattr(scenario, name)
                try:
                    update[name] = type(before).model_validate(_laid(before.model_dump(), changes))
                except ValidationError as error:
                    here: Keys = ("estates", number, key)
                    found = _explained(self.file, error, type(before), here)
                    raise InputError(list(found)) from None
        return scenario.model_copy(update=update)


def _moved(plans: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
    """Move measures so that the first one begins with the batch; all end with it at the latest."""
    if not plans:
        return ()
    later = batch.start - min(plan.start for plan in plans)
    moved = []
    for plan in plans:
        ends = [end for end in (plan.end and plan.end + later, batch.end) if end is not None]
        start, end = plan.start + later, min(ends, default=None)
        if end is None or start <= end:
            moved.append(plan.model_copy(update={"start": start, "end": end}))
    return tuple(moved)


def _laid(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    laid = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(laid.get(key), dict)
        laid[key] = _laid(laid[key], value) if both else value
    return laid


def json_schema() -> dict[str, Any]:
    """Describe portfolio files for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by `python -m scenarios.schema`; a test compares it with the code.",
        **PortfolioFile.model_json_schema(mode="validation"),
    }
