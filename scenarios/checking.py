"""Checking: a patch becomes a scenario, or all that is wrong with it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from model.interventions import PLANS
from model.risks import RISK_PLANS
from model.shocks import ShockPlan
from scenarios.errors import Problem
from scenarios.feasibility import infeasible
from scenarios.patch import MEASURES, RISKS, WHOLE, Patch
from scenarios.rules import block_at, dotted, rule_of
from scenarios.schema import Scenario
from scenarios.yamlfile import Keys

__all__ = ["LIKE_ALL", "scenario_of"]

# Lists whose entries are told by their ``use``.
_BY_USE: Final[dict[str, Mapping[str, type[BaseModel]]]] = {MEASURES: PLANS, RISKS: RISK_PLANS}
LIKE_ALL = 36  # months, where no file says how many


def scenario_of(patch: Patch, *, months: int | None = None, **told: Any) -> Scenario | None:
    """Make the scenario, or note in the patch what is wrong with it and give nothing.

    ``told`` is what the files cannot know, such as the name. A run may be made shorter than the
    files say, and what begins later then does not happen; ``months`` is that length.
    """
    data = dict(patch.data)
    lasting = data.get("months", LIKE_ALL) if months is None else months
    uses = {
        key: [use for use in plans if use in data.get(key, {})] for key, plans in _BY_USE.items()
    }
    patch.problems += _months_out_of_order(patch, data, months)
    data |= told | {
        "months": lasting,
        **{key: [data[key][use] for use in found] for key, found in uses.items()},
        "phases": _within(data.get("phases", ()), lasting),
    }
    data.pop("extends", None)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        patch.problems += _explained(patch, uses, error)
        return None
    patch.problems += _votes_of_nobody(patch, scenario)
    patch.problems += infeasible(patch, scenario)
    return scenario


def _explained(
    patch: Patch, uses: dict[str, list[str]], error: ValidationError
) -> Iterator[Problem]:
    noted = {problem.key for problem in patch.problems}
    for found in error.errors(include_url=False):
        keys, block = _located(tuple(found["loc"]), uses)
        if found["type"] == "value_error" and any(key.startswith(dotted(keys)) for key in noted):
            continue  # the block refuses what has been said of one of its keys
        rule, fields, meant = rule_of(dict(found), block)
        shows = found["type"] not in {"missing", "value_error"}
        key = dotted(keys)
        if keys[0] in WHOLE:  # in its file, the title of an estate is just a title
            key = key.removeprefix("estate_")
        yield Problem(rule, patch.place(*keys), key, found["input"], shows, meant, fields)


def _located(loc: Keys, uses: dict[str, list[str]]) -> tuple[Keys, type[BaseModel] | None]:
    """Turn pydantic's path into the keys of the file, and find the block of the last one."""
    name = str(loc[0])
    if len(loc) > 1 and name in uses and isinstance(loc[1], int):
        use = uses[name][loc[1]]
        inner = tuple(key for key in loc[2:] if key != use)  # the union adds its tag
        return (name, use, *inner), block_at(_BY_USE[name][use], inner) if inner else None
    return loc, block_at(Scenario, loc)


def _months_out_of_order(patch: Patch, data: dict[str, Any], months: int | None) -> list[Problem]:
    planned = data.get("months", LIKE_ALL)
    last: int = max(number for number in (planned, months or 0, 0) if _is_month(number))
    if last < 1:
        return []
    found = []
    for name, plans in _BY_USE.items():
        for use, entry in data.get(name, {}).items():
            start = entry.get("start", plans[use].model_fields["start"].default)
            found += _span(patch, (name, use), start, entry.get("end"), last=last)
    phases = data.get("phases", ())
    for number, phase in enumerate(phases if isinstance(phases, list) else ()):
        if isinstance(phase, dict):
            here: Keys = ("phases", number)
            # Phases that a file takes over are cut to its months; its own have to lie within.
            own = patch.place(*here).path == patch.home.path
            ends = last if own else None
            found += _span(patch, here, phase.get("start"), phase.get("end"), last=ends)
    return found + _shocks_after_end(patch, data, last)


def _shocks_after_end(patch: Patch, data: dict[str, Any], last: int) -> list[Problem]:
    """Find shocks that begin or end after the last month: they would not happen, or not wholly."""
    estate = data.get("estate")
    shocks = estate.get("shocks") if isinstance(estate, dict) else None
    found = []
    for number, data_of in enumerate(shocks if isinstance(shocks, list) else ()):
        try:
            shock = ShockPlan.model_validate(data_of)
        except ValidationError:
            continue  # said when the whole scenario is checked
        if shock.last_month <= last:
            continue
        name = "start_month" if shock.start_month > last else "days"
        here: Keys = ("estate", "shocks", number, name)
        value, fields = getattr(shock, name), {"months": last}
        rule = "after_end" if name == "start_month" else "lasts_after_end"
        found.append(Problem(rule, patch.place(*here), dotted(here), value, fields=fields))
    return found


def _votes_of_nobody(patch: Patch, scenario: Scenario) -> Iterator[Problem]:
    """Find votes of the owners where nobody lives in a flat of their own."""
    votes = scenario.estate.organisation.governance.votes_a_year
    if not votes:
        return
    fields, rows = {"votes": f"{votes:g}"}, scenario.roster.rows if scenario.roster else ()
    if rows and all(row.tenure == "renter" for row in rows):
        yield Problem(
            "votes_of_nobody", patch.place("roster"), "roster", fields=fields, shows=False
        )
    elif not rows and scenario.estate.people.renters == 1.0:
        here: Keys = ("estate", "people", "renters")
        yield Problem("votes_of_nobody", patch.place(*here), dotted(here), 1.0, fields=fields)


def _span(patch: Patch, keys: Keys, start: Any, end: Any, *, last: int | None) -> list[Problem]:
    """Find out whether a stretch of months ends before it starts, or lies beyond the last one."""
    starts = start if _is_month(start) else 0
    months = {"start": start, "end": end}
    rule, fields, name = "after_end", {"months": last}, "start"
    if last is None or starts <= last:
        name = "end"
        if not _is_month(end):
            return []
        if end < starts:
            rule, fields = "end_before_start", {"start": starts}
        elif last is None or end <= last:
            return []
    here = (*keys, name)
    return [Problem(rule, patch.place(*here), dotted(here), months[name], fields=fields)]


def _within(phases: Any, last: Any) -> Any:
    """Leave out the stretches that a shorter run does not reach, and cut the one it ends in."""
    if not isinstance(phases, list) or not _is_month(last):
        return phases
    kept = []
    for phase in phases:
        ends = isinstance(phase, dict) and _is_month(phase.get("start")) and phase.get("end")
        if not _is_month(ends):
            kept.append(phase)
        elif phase["start"] <= last:
            kept.append({**phase, "end": min(ends, last)})
    return kept


def _is_month(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
