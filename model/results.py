"""Results: what a run leaves behind, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.asking import THROUGH
from model.calendar import MONTHS_PER_YEAR
from model.cases import Channel, Outcome
from model.census import LEVELS
from model.exposures import TRIGGER_GROUPS, Trigger
from model.indicators import Indicators, ratio, summed
from model.ledger import Book, Unit
from model.population import SKILLS

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood

Table = dict[str, NDArray[Any]]
YEAR_DAYS = 360


@dataclass(frozen=True)
class Results:
    """Tables are dictionaries of equally long arrays; months count from 1, hours from day 0."""

    kpis: dict[str, NDArray[np.float64]]
    kpis_by_group: Table
    counts: Table
    disputes: Table
    exchanges: Table
    ledger: Table
    spending: Table
    dwellings: Table
    acquaintance: Table
    emergencies: Table
    shortfalls: Table
    checks: dict[str, float]


def collect(hood: Neighbourhood) -> Results:
    """Gather the results of a run as it stands."""
    _mature(hood)
    indicators = Indicators(hood.recorder, _cumulative(hood))
    return Results(
        kpis=indicators.all(),
        kpis_by_group=by_rows(indicators.by_group(), hood.months),
        counts=_counts(hood),
        disputes=_disputes(hood),
        exchanges=_exchanges(hood),
        ledger=_ledger(hood),
        spending=_spending(hood),
        dwellings=_dwellings(hood),
        acquaintance=_acquaintance(hood),
        emergencies=hood.emergencies.table(),
        shortfalls=hood.shortfalls.table(),
        checks={
            "hours_residual": hood.ledger.residual(Unit.HOURS),
            "points_residual": hood.ledger.residual(Unit.POINTS),
            "desk_utilisation": float(hood.staff.booked[0] / max(hood.staff.available[0], 1e-9)),
            "ticket_wait_hours": float(hood.staff.waits[0] / max(hood.staff.waits[1], 1.0)),
            "latent_to_recorded": _latent_to_recorded(hood),
            "money_residual": hood.money.residual(),
            "overdrawn_yuan": hood.money.overdrawn,
            "cut_yuan": float(sum(cut.yuan for cut in hood.money.cuts)),
            "votes_without_owners": float(hood.governance.electorate.votes_without_owners),
        },
    )


def _latent_to_recorded(hood: Neighbourhood) -> float:
    recorded = hood.recorder.series("disputes").sum()
    return float(hood.recorder.series("latent_conflicts").sum() / recorded) if recorded else np.nan


def _mature(hood: Neighbourhood) -> None:
    """Count closings by month and cause, and those that came back within 180 days."""
    cases = hood.mediation.cases
    closed = cases.closed
    month = np.floor(np.nan_to_num(closed, nan=-1.0) / 24.0 / 30.0).astype(int)
    inside = (cases.outcome != Outcome.OPEN) & (closed >= 0) & (month < hood.months)
    causes = {"all": tuple(Trigger), **TRIGGER_GROUPS}
    for group, triggers in causes.items():
        here = inside & np.isin(cases.trigger, triggers)
        for name, rows in (("closings", here), ("closings_reopened", here & cases.reopened)):
            counted = np.bincount(month[rows], minlength=hood.months)
            hood.recorder.series(name, group)[:] = counted[: hood.months]


def _cumulative(hood: Neighbourhood) -> dict[str, NDArray[np.float64]]:
    months = hood.months
    cost, issued, gone = np.zeros(months), np.zeros(months), np.zeros(months)
    redeemed = np.zeros(months)
    for (month, *_), (yuan, _hours) in hood.money.spent.items():
        if 1 <= month <= months:
            cost[month - 1] += yuan
    for entry in hood.ledger.journal:
        if entry.unit != Unit.POINTS or entry.day < 0 or entry.day // 30 >= months:
            continue
        total = float(entry.amount.sum())
        if entry.source.size and entry.source[0] == -1 - Book.ISSUER:
            issued[entry.day // 30] += total
        elif entry.target.size and entry.target[0] < 0:
            gone[entry.day // 30] += total
            if entry.target[0] == -1 - Book.REDEEMED:
                redeemed[entry.day // 30] += total
    total_issued = np.cumsum(issued)
    share = ratio(summed(redeemed, MONTHS_PER_YEAR), summed(issued, MONTHS_PER_YEAR))
    return {
        "programme_cost_yuan": np.cumsum(cost),
        "points_issued": total_issued,
        "points_outstanding": total_issued - np.cumsum(gone),
        "points_redeemed_share": share,
    }


def by_rows(found: dict[tuple[str, str], NDArray[np.float64]], months: int) -> Table:
    """Lay what is told apart by group out in rows: month, kpi, group, value."""
    keys = sorted(found)
    return {
        "month": np.repeat(np.arange(1, months + 1), len(keys)),
        "kpi": np.tile(np.array([kpi for kpi, _ in keys], dtype=object), months),
        "group": np.tile(np.array([group for _, group in keys], dtype=object), months),
        "value": np.array([found[key] for key in keys]).T.ravel(),
    }


def _counts(hood: Neighbourhood) -> Table:
    months = np.arange(1, hood.months + 1)
    keys = sorted(hood.recorder.counts)
    return {
        "month": np.tile(months, len(keys)),
        "what": np.repeat(np.array([what for what, _ in keys], dtype=object), months.size),
        "group": np.repeat(np.array([group for _, group in keys], dtype=object), months.size),
        "count": np.concatenate([hood.recorder.counts[key] for key in keys])
        if keys
        else np.zeros(0),
    }


def _names(kind: Any, values: NDArray[Any]) -> NDArray[Any]:
    words = np.array([member.name.lower() for member in kind], dtype=object)
    return words[values] if values.size else np.zeros(0, dtype=object)


def _disputes(hood: Neighbourhood) -> Table:
    c, r, h = hood.mediation.cases, hood.residents, hood.households
    keep = np.flatnonzero(c.opened >= 0)
    complainant, accused = c.complainant[keep], c.accused[keep]
    return {
        "dispute": np.arange(1, keep.size + 1),
        "month": np.floor(c.opened[keep] / 720.0).astype(np.int64) + 1,
        "opened_hour": c.opened[keep],
        "responded_hour": c.responded[keep],
        "closed_hour": c.closed[keep],
        "trigger": _names(Trigger, c.trigger[keep]),
        "severity": c.severity[keep].astype(np.float64),
        "channel": _names(Channel, c.channel[keep]),
        "recorded": c.recorded[keep].copy(),
        "complainant": r.identity[complainant],
        "accused": h.identity[accused],
        "complainant_dwelling": r.dwelling[complainant],
        "accused_dwelling": h.dwelling[accused],
        "consent": c.consent[keep].copy(),
        "tier": c.tier[keep].astype(np.int64),
        "outcome": _names(Outcome, c.outcome[keep]),
        "recurrence": c.repeat[keep].copy(),
    }


def _exchanges(hood: Neighbourhood) -> Table:
    log = hood.help.log
    identity = hood.residents.identity
    skills = np.array(SKILLS, dtype=object)
    through = np.array(THROUGH, dtype=object)

    def joined(parts: list[NDArray[Any]], dtype: Any) -> NDArray[Any]:
        return np.concatenate(parts) if parts else np.zeros(0, dtype)

    return {
        "day": joined([np.full(done.asker.size, day) for day, done in log], np.int64),
        "asker": joined([identity[done.asker] for _, done in log], np.int64),
        "helper": joined([identity[done.helper] for _, done in log], np.int64),
        "skill": joined([skills[done.skill] for _, done in log], object),
        "hours": joined([done.hours for _, done in log], np.float64),
        "paid": joined([done.paid for _, done in log], np.bool_),
        "through": joined([through[done.through] for _, done in log], object),
    }


def _ledger(hood: Neighbourhood) -> Table:
    identity = hood.residents.identity
    columns: dict[str, list[NDArray[Any]]] = {
        name: [] for name in ("day", "account_from", "account_to", "unit", "amount", "why")
    }
    for entry in hood.ledger.journal:
        size = entry.amount.size
        columns["day"].append(np.full(size, entry.day))
        for name, side in (("account_from", entry.source), ("account_to", entry.target)):
            columns[name].append(np.where(side < 0, side, identity[np.maximum(side, 0)]))
        columns["unit"].append(np.full(size, entry.unit.name.lower(), dtype=object))
        columns["amount"].append(entry.amount)
        columns["why"].append(np.full(size, entry.why, dtype=object))
    kinds = {"unit": object, "why": object, "amount": np.float64}
    return {
        name: np.concatenate(parts) if parts else np.zeros(0, kinds.get(name, np.int64))
        for name, parts in columns.items()
    }


def _spending(hood: Neighbourhood) -> Table:
    entries = sorted(hood.money.spent.items())
    return {
        "month": np.array([key[0] for key, _ in entries], dtype=np.int64),
        "measure": np.array([key[1] for key, _ in entries], dtype=object),
        "channel": np.array([key[2] for key, _ in entries], dtype=object),
        "what": np.array([key[3] for key, _ in entries], dtype=object),
        "yuan": np.array([value[0] for _, value in entries], dtype=np.float64),
        "staff_hours": np.array([value[1] for _, value in entries], dtype=np.float64),
    }


def _dwellings(hood: Neighbourhood) -> Table:
    homes, r, c = hood.estate.dwellings, hood.residents, hood.mediation.cases
    size = hood.estate.size
    adult = r.present & (r.group > 0)
    flats = r.dwelling[adult]
    people = np.bincount(flats, minlength=size).astype(np.float64)
    trust = np.bincount(flats, weights=r.trust[adult].astype(np.float64), minlength=size)
    known = hood.ties.slots.strength[adult] >= hood.census.known_from
    ties = np.bincount(flats, weights=known.sum(axis=1), minlength=size)
    recent = c.recorded & (c.opened >= 24.0 * (hood.day - YEAR_DAYS))
    disputes = np.bincount(hood.households.dwelling[c.accused[recent]], minlength=size)
    mean = np.full(size, np.nan)
    np.divide(trust, people, out=mean, where=people > 0)
    return {
        "dwelling": np.arange(size),
        "building": homes.building.copy(),
        "stair": homes.stair.copy(),
        "floor": homes.floor.astype(np.int64),
        "door": homes.door.astype(np.int64),
        "occupied": homes.household >= 0,
        "trust": mean,
        "conflicts": hood.boiled_at(hood.day - YEAR_DAYS),
        "disputes": disputes,
        "ties": ties.astype(np.int64),
    }


def _acquaintance(hood: Neighbourhood) -> Table:
    s, r = hood.ties.slots, hood.residents
    who, slot = np.nonzero(s.strength >= hood.census.known_from)
    other = s.partner[who, slot]
    once = who < other
    who, slot, other = who[once], slot[once], other[once]
    strength = s.strength[who, slot].astype(np.float64)
    level = np.searchsorted(hood.census.bounds, strength, side="right")
    return {
        "first": r.dwelling[who],
        "second": r.dwelling[other],
        "strength": strength,
        "level": np.array(LEVELS, dtype=object)[level] if level.size else np.zeros(0, dtype=object),
    }
