"""What every risk keeps, whatever it does."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml
from busy_estates import BUSY, OPEN
from doors import Doorkeeper, Gate, outcomes, unchanged
from neighbourhoods import HEATED, differences, merged, parameters, tables
from pydantic import TypeAdapter

from model.dials import Dials
from model.estate import EstatePlan
from model.interventions import PLANS
from model.neighbourhood import Neighbourhood
from model.results import Results
from model.risks import RISK_PLANS, RISKS, AnyRisk, Risk, RiskPlan
from scenarios.texts import LANGUAGES, has

MONTHS = 6
# Much is posted, people change jobs, and what fees leave over is little: each risk finds its prey.
PREY = {
    "news": {"post": 0.0, "repost": 0.02, "chat": 0.2},
    "staff": {"leaving": 1.0},
    "clearing": {"suit": 0.1, "wary": 0.5},
    "mediation": {"court": 0.0, "settlement": {"base": -3.0}},
    "platform": {"upkeep": {"leaks": 8.0}},
}
PLACE = merged(
    OPEN,
    {
        "shocks": [],
        "lift_advertising": 20_000,
        "stewards": 30.0,
        "organisation": {
            "platform": {"upkeep": 0.9, "watch": False},
            "funding": {"activities_from_fees": 0.3, "fee": 300.0},
            "activities": {"per_month": 30.0, "fitted": 0.1, "variety": 1.0},
            "governance": {"votes_a_year": 12.0, "roles_clear": 0.8},
            "service": {"instructed": 0.2},
            "volunteers": {"awareness": 0.3},
        },
    },
)
# Where the settings of a risk would have nothing to work on in that place.
PLACES: dict[str, dict[str, Any]] = {
    "policy_freeze": {"lift_advertising": 5_000, "organisation": {"funding": {"public_fund": 0.0}}},
    "fee_dependence": {"organisation": {"funding": {"fee": 110.0}}},
    "unclear_powers": {
        "organisation": {"service": {"clears": 1.0, "refers": 0.0, "instructed": 0.0}}
    },
}
each_risk = pytest.mark.parametrize("use", list(RISKS))


def risk(use: str, **settings: Any) -> RiskPlan:
    return RISK_PLANS[use].model_validate({"use": use, **settings})


@cache
def _warm(use: str = "") -> Neighbourhood:
    place = EstatePlan.model_validate(merged(PLACE, PLACES.get(use, {})))
    return Neighbourhood(place, parameters(HEATED, BUSY, PREY), months=1, seed=7)


def life(*risks: RiskPlan, months: int = MONTHS) -> Neighbourhood:
    return _warm().fork(months=months, risks=risks)


def run(*risks: RiskPlan) -> Results:
    return life(*risks).run()


@pytest.fixture(scope="module")
def baseline() -> Results:
    return run()


# -- the declaration ---------------------------------------------------------------------------


def test_the_risks_and_their_plans_have_the_same_names():
    assert list(RISKS) == list(RISK_PLANS)
    assert all(kind.name == use for use, kind in RISKS.items())
    assert all(kind(use=use).use == use for use, kind in RISK_PLANS.items())
    assert not set(RISKS) & set(PLANS)


@each_risk
def test_a_risk_survives_yaml_json_and_pickling(use: str):
    reader: TypeAdapter[RiskPlan] = TypeAdapter(AnyRisk)
    original = risk(use, start=3, end=9, chance=0.5)
    through_yaml = yaml.safe_load(yaml.safe_dump(original.model_dump(mode="json")))
    assert reader.validate_python(through_yaml) == original
    assert reader.validate_json(json.dumps(original.model_dump(mode="json"))) == original
    assert pickle.loads(pickle.dumps(original)) == original


@each_risk
def test_an_end_before_the_start_is_refused(use: str):
    with pytest.raises(ValueError, match="comes before start"):
        risk(use, start=5, end=4)


@each_risk
def test_every_own_setting_is_known_by_meaning_unit_source_and_range(use: str):
    own = [name for name in RISK_PLANS[use].model_fields if name not in RiskPlan.model_fields]
    assert own
    for name in own:
        field = RISK_PLANS[use].model_fields[name]
        extra = field.json_schema_extra
        assert field.description, name
        assert isinstance(extra, dict), f"{use}.{name} is not declared with known()"
        assert extra["unit"] and extra["source"], name
        assert extra["low"] <= field.default <= extra["high"], name


@each_risk
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_risk_has_its_texts(use: str, lang: str):
    settings = [name for name in RISK_PLANS[use].model_fields if name != "use"]
    for key in ("title", "about", "path", *settings):
        assert has(f"risk.{use}.{key}", lang) or has(f"risk.common.{key}", lang), key


@each_risk
def test_something_stands_against_a_risk(use: str):
    assert set(RISKS[use].mitigations) & set(PLANS)
    assert RISKS[use].__doc__ and RISK_PLANS[use].__doc__


# -- nothing, not yet, no longer ---------------------------------------------------------------


def test_risks_of_no_chance_are_the_baseline_to_the_last_bit(baseline: Results):
    risks = [risk(use, start=1, chance=0.0) for use in RISKS]
    assert differences(run(*risks), baseline) == []


@each_risk
def test_a_risk_is_not_the_baseline_and_nothing_differs_before_it(use: str, baseline: Results):
    later = run(risk(use, start=3))
    assert differences(later, baseline) != []
    for name, values in tables(later):
        if name.startswith("kpis."):
            other = dict(tables(baseline))[name]
            assert np.array_equal(values[:2], other[:2], equal_nan=True), name


def test_whether_a_risk_strikes_is_drawn_by_its_chance():
    struck = 0
    for replicate in range(40):
        hood = life(months=1)
        hood.streams.replicate = replicate
        hood.streams._known.clear()
        struck += RISKS["apathy"](risk("apathy", chance=0.5), hood).strikes
    assert 10 <= struck <= 30


def inputs(hood: Neighbourhood) -> dict[str, Any]:
    """Return the plain values of the parts that risks move, and that no process writes."""
    parts = ("governance", "clearing", "staff", "volunteers", "platform", "news", "treasury")
    moved = {
        "governance": ("roles_clear", "blurred", "rules_pace"),
        "clearing": ("exposed", "precedents"),
        "staff": ("drawn", "green"),
        "volunteers": ("awareness", "stranded", "strain", "distrusted"),
        "platform": ("neglected", "distrusted"),
        "news": ("outcry", "shared"),
        "treasury": ("from_fees", "dearer", "share_set_aside", "market"),
    }
    found = {
        f"{part}.{name}": getattr(getattr(hood, part), name)
        for part in parts
        for name in moved[part]
    }
    found["electorate.apathy"] = hood.governance.electorate.apathy
    found["programme.unasked"] = hood.activities.programme.unasked
    return {name: dict(held) if isinstance(held, dict) else held for name, held in found.items()}


@each_risk
def test_after_its_end_the_inputs_are_what_they_were(use: str):
    hood = life(risk(use, start=1, end=2), months=5)
    before = inputs(hood)
    changed = False
    while hood.day < 106:  # after a lockdown, events rest for some weeks
        hood.step()
        turned = any(np.any(getattr(hood.dials, each.name) != 1.0) for each in fields(Dials))
        changed = changed or turned or inputs(hood) != before
    assert changed, "moved no input"
    hood.morning()
    assert inputs(hood) == before
    for item in fields(Dials):
        assert np.all(np.asarray(getattr(hood.dials, item.name)) == 1.0), item.name


def test_two_lives_with_all_risks_are_one():
    risks = [risk(use, start=2) for use in RISKS]
    assert differences(run(*risks), run(*reversed(risks))) == []


# -- every setting matters ---------------------------------------------------------------------


def settings() -> list[tuple[str, str, Any, Any]]:
    found = [(use, *given) for use in RISKS for given in (("chance", 0, 1), ("start", 1, 3))]
    found += [(use, "end", 1, None) for use in RISKS]
    for use, kind in RISK_PLANS.items():
        for name, field in kind.model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict):
                found.append((use, name, extra["low"], extra["high"]))
    return found


@cache
def lived(use: str, name: str, value: Any) -> Results:
    strike = risk(use, **{"start": 1, name: value})
    return _warm(use if use in PLACES else "").fork(months=MONTHS, risks=[strike]).run()


@pytest.mark.slow
@pytest.mark.parametrize(("use", "name", "low", "high"), settings())
def test_a_setting_moved_across_its_range_moves_a_kpi_or_a_count(
    use: str, name: str, low: Any, high: Any
):
    moved = differences(lived(use, name, low), lived(use, name, high))
    assert any(item.startswith(("kpis", "counts")) for item in moved), f"{use}.{name}"


# -- through doors only ------------------------------------------------------------------------


def guarded(strike: Risk, hood: Neighbourhood, used: set[str]) -> None:
    strike.hood = Gate(hood, used)  # type: ignore[assignment]
    morning = strike.morning

    def watched(day: int, dials: Dials) -> None:
        before = {item.name: np.copy(getattr(dials, item.name)) for item in fields(Dials)}
        held = dict(outcomes(hood))
        morning(day, dials)
        used.update(
            item.name
            for item in fields(Dials)
            if not np.array_equal(before[item.name], getattr(dials, item.name))
        )
        unchanged(held, hood)

    strike.morning = watched  # type: ignore[method-assign]


@each_risk
def test_a_risk_uses_the_dials_and_verbs_it_declares_and_writes_no_outcome(use: str):
    hood = life(risk(use, start=1, end=2), months=3)
    used: set[str] = set()
    guarded(hood.risks[0], hood, used)
    while hood.day < 66:
        hood.step()
    assert used == set(RISKS[use].touches)
    assert isinstance(Gate(hood, used).governance, Doorkeeper)
