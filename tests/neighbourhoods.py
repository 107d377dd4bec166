"""Neighbourhoods: small estates for tests, and parameters under which much happens in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.behaviour import Parameters
from model.cases import Channel
from model.disputes import Actions
from model.estate import BuildingPlan, EstatePlan, HouseholdMix, PeoplePlan, SpacePlan
from model.exposures import Trigger
from model.interventions import Plan
from model.neighbourhood import Neighbourhood
from model.organisation import ActivitiesPlan, FundingPlan, OrganisationPlan
from model.results import Results
from model.roles import Role

# 48 dwellings: two buildings of two stairs, four floors, three doors a landing.
SMALL = EstatePlan(
    built=1990,
    buildings=(BuildingPlan(count=2, stairs=2, floors=4, doors=3),),
    spaces=SpacePlan(parking=25, playground=6, green=8, activity_room=6, room_hours=6.0),
    stewards=20.0,  # two people for so few homes
    organisation=OrganisationPlan(activities=ActivitiesPlan(per_month=4.0)),
)
SETTLED_PEOPLE = PeoplePlan(vacant=0.0, owner_leaves=0.0, renter_leaves=0.0)
# The same, where nobody moves and no flat is empty.
STILL = SMALL.model_copy(update={"people": SETTLED_PEOPLE})

# The same with many older people living alone and many families with children.
FRAIL = SMALL.model_copy(
    update={"people": PeoplePlan(mix=HouseholdMix(older_alone=0.5, family=0.5), vacant=0.0)}
)

# The same with little public income, out of which all activities are paid.
POOR = SMALL.model_copy(
    update={
        "lift_advertising": 4_000.0,
        "organisation": SMALL.organisation.model_copy(
            update={
                "funding": FundingPlan(activities_from_fees=0.0, public_fund=0.0, stall_rent=0.0)
            }
        ),
    }
)

# Thin skins and much to get excited about: dozens of disputes within months, even of 48 homes.
HEATED = {
    "population": {"tolerance_median": 1.2},
    "disputes": {"channel": {"act": 0.0}},
    "triggers": {
        "noise": {"loud_nights": 0.05, "loud_children": 0.05, "loud_others": 0.02},
        "space": {"confrontation": 0.01, "room_wish": 0.5, "group_meets": 0.1},
    },
    "encounters": {"visit": 0.2},
    "help": {"needs": 60.0},
}

# A service where nothing matters but what a test turns on.
PLAIN = {
    "staff": {"tickets": 0.0, "practice_gain": 0.0, "leaving": 0.0, "background": 0.0},
    "mediation": {
        "court": 0.0,
        "referred": 1.0,
        "consent": {"base": 20.0, "trust": 0.0, "tie": 0.0, "severity": 0.0, "skill": 0.0},
        "settlement": {
            "base": 0.0,
            "skill": 0.0,
            "tie": 0.0,
            "trust": 0.0,
            "severity": 0.0,
            "wait": 0.0,
            "repeat": 0.0,
            "expert": 0.0,
            "transform": 0.0,
        },
    },
}


def merged(base: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one nested mapping over another."""
    out = dict(base)
    for name, value in patch.items():
        inner = isinstance(value, Mapping) and isinstance(out.get(name), Mapping)
        out[name] = merged(out[name], value) if inner else value
    return out


def nested(name: str, value: Any) -> dict[str, Any]:
    """Return a dotted name and its value as nested mappings."""
    for part in reversed(name.split(".")):
        value = {part: value}
    return dict(value)


def parameters(*patches: Mapping[str, Any]) -> Parameters:
    """Return the default parameters with patches laid over them, checked as from a file."""
    values: dict[str, Any] = {}
    for patch in patches:
        values = merged(values, patch)
    return Parameters.model_validate(values)


@cache
def _heated(seed: int, replicate: int) -> Neighbourhood:
    return Neighbourhood(SMALL, parameters(HEATED), seed=seed, replicate=replicate, months=1)


def heated(
    plans: Sequence[Plan] = (), *, months: int, seed: int = 7, replicate: int = 0
) -> Neighbourhood:
    """Fork a heated small neighbourhood, started once a test process, at day 0."""
    return _heated(seed, replicate).fork(plans, months=months)


def staffed(plans: Sequence[Plan] = (), *, months: int) -> Neighbourhood:
    """Fork a heated small neighbourhood in which two social workers serve, at day 0."""
    hood = heated(plans, months=months)
    hood.staff.employ(Role.SOCIAL, 20.0, by="the estate", skill=0.8, share=0.6)
    return hood


@cache
def _frail() -> Neighbourhood:
    return Neighbourhood(FRAIL, parameters(HEATED), seed=7, months=1)


@cache
def _poor() -> Neighbourhood:
    return Neighbourhood(POOR, parameters(HEATED), seed=7, months=1)


def frail(plans: Sequence[Plan] = (), *, months: int) -> Neighbourhood:
    """Fork a heated small neighbourhood of people who need care, at day 0."""
    return _frail().fork(plans, months=months)


def poor(plans: Sequence[Plan] = (), *, months: int) -> Neighbourhood:
    """Fork a heated small neighbourhood that cannot pay for its activities, at day 0."""
    return _poor().fork(plans, months=months)


def tables(results: Results) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield every array of a run's results with its name."""
    for table in (
        "kpis",
        "kpis_by_group",
        "counts",
        "disputes",
        "exchanges",
        "ledger",
        "dwellings",
        "acquaintance",
        "emergencies",
    ):
        for name, values in getattr(results, table).items():
            yield f"{table}.{name}", values


def differences(one: Results, other: Results) -> list[str]:
    """Name what differs between two results, bit for bit; NaN equals NaN."""
    different = [
        name
        for (name, left), (_, right) in zip(tables(one), tables(other), strict=True)
        if not same(left, right)
    ]
    return different + [
        f"checks.{name}"
        for name in one.checks
        if not same(np.array([one.checks[name]]), np.array([other.checks[name]]))
    ]


# Where only the spending of two lives differs.
SPENDING = ["kpis.programme_cost_yuan", "checks.money_residual", "checks.overdrawn_yuan"]


def same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether two arrays are equal to the last bit."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    return bool(np.array_equal(one, other, equal_nan=one.dtype.kind == "f"))


def counts(results: Results, what: str, group: str = "all") -> NDArray[np.float64]:
    """Return one monthly count, empty when nothing of the kind was counted."""
    table = results.counts
    rows = (table["what"] == what) & (table["group"] == group)
    return np.asarray(table["count"][rows])


def quarrels(
    complainant: Sequence[int],
    accused: Sequence[int],
    *,
    severity: float | Sequence[float] = 0.5,
    trigger: Trigger = Trigger.NOISE,
    channel: Channel = Channel.COMPANY,
) -> Actions:
    """Make a day's actions by hand: rows of residents against rows of households."""
    size = len(complainant)
    return Actions(
        np.asarray(complainant, np.int32),
        np.asarray(accused, np.int32),
        np.full(size, trigger, np.int8),
        np.broadcast_to(np.asarray(severity, np.float64), (size,)).copy(),
        np.full(size, channel, np.int8),
        np.zeros(size, np.bool_),
    )


NOBODY = quarrels([], [])


def feed(hood: Neighbourhood, by_day: Mapping[int, Actions], *, grievance: float = 50.0) -> None:
    """Let nothing boil over but what is given for each day, by people who stay angry."""

    def quarrel(day: int, _expected_wait: NDArray[np.float64]) -> Actions:
        actions = by_day.get(day, NOBODY)
        for who, whom in zip(actions.complainant, actions.accused, strict=True):
            hood.grievances.add(int(who), int(whom), grievance, day)
        return actions

    hood.disputes.quarrel = quarrel  # type: ignore[method-assign]
