"""Schema: what editors know is what the code knows."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from model.estate import EstatePlan
from model.interventions import PLANS
from model.interventions.base import Plan
from model.shocks import ShockPlan
from scenarios.schema import SCHEMA_FILE, Phase, Scenario, ScenarioFile, Words, json_schema
from scenarios.texts import has


def leaves(block: Any, key: str) -> list[str]:
    found = []
    for name, value in block.items():
        if isinstance(value, dict):
            found += [f"{key}.{name}.title", *leaves(value, f"{key}.{name}")]
        elif isinstance(value, list):
            found += [f"{key}.{name}.title", *leaves(value[0], f"{key}.{name}")]
        else:
            found.append(f"{key}.{name}")
    return found


def test_the_file_for_editors_is_up_to_date():
    stored = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(json_schema())), "run: python -m scenarios.schema"


def test_editors_learn_of_every_key_and_measure():
    schema = json_schema()
    assert set(schema["properties"]) == set(ScenarioFile.model_fields)
    assert schema["additionalProperties"] is False
    for use, plan in PLANS.items():
        definition = schema["$defs"][plan.__name__]
        assert definition["properties"]["use"]["const"] == use
        assert definition["required"] == ["use"]
    assert schema["$defs"]["PointsPlan"]["properties"]["coverage"]["maximum"] == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_key_of_an_estate_has_its_words(lang: str):
    stormy = EstatePlan(shocks=(ShockPlan(kind="storm", start_month=1),))
    keys = leaves(stormy.model_dump(mode="json"), "estate")
    assert [key for key in keys if not has(key, lang)] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("use", PLANS)
def test_every_setting_of_a_measure_has_its_words(use: str, lang: str):
    told = ("title", "about", "path", "evidence", "side_effects")
    keys = [f"measure.{use}.{part}" for part in told]
    keys += [f"measure.need.{need}" for need in PLANS[use].needs]
    for name in PLANS[use].model_fields:
        if name != "use":
            keys.append(f"measure.{'common' if name in Plan.model_fields else use}.{name}")
    assert [key for key in keys if not has(key, lang)] == []


def test_words_and_phases():
    assert Words(en="a", zh="b").of("zh") == "b"
    assert Words(en="a", zh="b").of("en") == "a"
    assert Phase.model_validate({"name": "Pilot", "start": 4, "end": 9}).name.zh == "Pilot"
    with pytest.raises(ValidationError):
        Phase.model_validate({"name": "", "start": 4, "end": 9})


def test_a_scenario_cannot_be_changed():
    fields = {"name": "a", "place": "a", "title": "a", "story": "a", "package_name": "a"}
    scenario = Scenario.model_validate(
        fields | {"estate_name": "a", "estate_title": "a", "estate_story": "a"}
    )
    with pytest.raises(ValidationError):
        scenario.months = 3  # type: ignore[misc]


def test_no_fitted_number_stands_in_the_schema_as_a_default():
    blocks = json_schema()["$defs"]
    assert "default" not in blocks["AnnoyanceParameters"]["properties"]["corridor"]
    assert "default" not in blocks["TieParameters"]["properties"]["emotional_from"]
