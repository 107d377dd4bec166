"""What is shipped: estates, packages and facts hold what they say."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from model.behaviour import Parameters
from model.estate import Estate, EstatePlan
from model.interventions import PLANS
from model.population import Population
from model.risks import RISK_PLANS
from model.rollout import Mentoring, Pool, Supervision
from model.streams import Streams
from scenarios.loader import estates, load, names, packages
from scenarios.yamlfile import read_yaml

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "scenarios" / "estates").glob("*.yaml")) + sorted(
    (ROOT / "scenarios" / "packages").glob("*.yaml")
)
KINDS = {"baseline", "structure", "resource", "schedule", "risk", "before"}


def evidence() -> list[dict[str, str]]:
    with (ROOT / "scenarios" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def population(estate: str, replicate: int) -> Population:
    scenario = load(f"{estate}/status_quo")
    return Population(
        Estate(scenario.estate), scenario.parameters.population, Streams(1, replicate)
    )


@pytest.mark.parametrize("name", names())
def test_every_scenario_loads(name: str):
    scenario = load(name)
    assert scenario.name == name
    assert 450 <= scenario.estate.dwellings() <= 550


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_file_points_editors_to_the_schema_and_has_its_own_words(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema.json"
    data = read_yaml(path).data
    assert set(data["title"]) == set(data["story"]) == {"en", "zh"}
    assert re.search(r"[\u4e00-\u9fff]", data["title"]["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", data["title"]["en"] + data["story"]["en"])


def test_titles_tell_scenarios_apart():
    for lang in ("en", "zh"):
        titles = [load(f"old_estate/{package}").title.of(lang) for package in packages()]
        titles += [load(estate).estate_title.of(lang) for estate in estates()]
        assert len(set(titles)) == len(titles)


def test_packages_hold_what_their_names_say():
    for package in ("mediation_tiers", "shared_spaces", "points", "time_bank"):
        assert [plan.use for plan in load(f"commodity/{package}").interventions] == [package]
    assert load("commodity/status_quo").interventions == ()
    everything = load("commodity/all_four").interventions
    assert [plan.start for plan in everything] == [4, 4, 4, 4]
    half = load("commodity/all_four_half_staff").interventions
    assert half[0].social_workers == everything[0].social_workers / 2
    assert half[3].dispatcher_hours == everything[3].dispatcher_hours / 2
    assert half[1:3] == everything[1:3]


def test_packages_change_measures_and_nothing_else():
    for estate in estates():
        bare = load(f"{estate}/status_quo")
        for package in packages():
            scenario = load(f"{estate}/{package}")
            assert scenario.estate == bare.estate
            assert scenario.parameters == bare.parameters
            assert scenario.phases == bare.phases
            assert scenario.months == 36


def test_estates_share_their_behaviour():
    assert len({load(estate).parameters.model_dump_json() for estate in estates()}) == 1


def test_the_old_estate_is_the_one_with_too_few_spaces():
    plan = load("old_estate").estate
    assert (plan.built, plan.spaces.parking, plan.kind) == (1990, 120, "old_estate")
    cars = [
        int(people.households.cars[people.households.present].sum())
        for people in (population("old_estate", replicate) for replicate in range(12))
    ]
    assert 265 <= np.mean(cars) <= 295


def test_estates_differ_in_who_lives_there():
    def older(estate: str) -> float:
        residents = population(estate, 0).residents
        return float((residents.age[residents.present] >= 60).mean())

    assert older("old_estate") > 0.33 > 0.2 > older("commodity")
    people = {estate: load(estate).estate.people for estate in estates()}
    assert people["affordable"].renters > people["commodity"].renters
    assert people["affordable"].outsiders > people["old_estate"].outsiders
    assert people["commodity"].late > people["old_estate"].late


# ------------------------------------------------------------ facts


def test_facts_are_whole():
    rows = evidence()
    assert len(rows) > 200
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    for row in rows:
        assert re.fullmatch(r"E\d{3}", row["id"])
        assert row["statement"].endswith(".")
        assert row["unit"]
        assert row["kind"] in KINDS
        float(row["value"])


def test_facts_hold_no_outcome_of_a_measure():
    held = {row["id"] for row in evidence() if row["kind"] != "before"}
    # Effects and goals of the plan, which the model is judged by and never fitted to.
    judged = {
        "E098",
        "E099",
        "E100",
        "E106",
        "E113",
        "E127",
        "E149",
        "E154",
        "E182",
        "E228",
        "E270",
    }
    assert not held & judged


def test_every_fact_that_a_shipped_file_cites_is_there():
    known = {row["id"] for row in evidence()}
    cited = {
        claim for path in SHIPPED for claim in re.findall(r"\bE\d{3}\b", path.read_text("utf-8"))
    }
    assert cited
    assert cited <= known


# How a measure was carried out somewhere, taken as its setting and not as a fact of the start.
SETTINGS_OF_MEASURES = {"E137", "E154"}


def test_every_fact_that_a_parameter_cites_is_there():
    known = {row["id"] for row in evidence()} | SETTINGS_OF_MEASURES
    cited: dict[str, list[str]] = {}
    shared = (Mentoring, Pool, Supervision)
    for root in (Parameters, EstatePlan, *PLANS.values(), *RISK_PLANS.values(), *shared):
        for name, source in sources(root, root.__name__):
            for claim in re.findall(r"\bE\d{3}\b", source):
                cited.setdefault(claim, []).append(name)
    assert cited
    assert {claim: names for claim, names in cited.items() if claim not in known} == {}


def sources(block: type[BaseModel], path: str) -> Iterator[tuple[str, str]]:
    for name, field in block.model_fields.items():
        here = f"{path}.{name}"
        extra = field.json_schema_extra
        if isinstance(extra, dict):
            yield here, str(extra.get("source", ""))
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from sources(field.annotation, here)
