"""A stress test names two options for each risk."""

import re
from pathlib import Path

import pytest

from experiments.stress_test import stressed
from model.risks import RISKS
from scenarios.errors import InputError
from scenarios.loader import load
from scenarios.portfolio import load_portfolio


def test_each_risk_strikes_with_and_without_what_stands_against_it():
    names = stressed(load("old_estate/all_four"))
    assert len(names) == len(set(names)) == 2 * len(RISKS)
    assert [name for name in names if name.count("+") == 1 and "-" not in name] == [
        f"old_estate/all_four+{risk}" for risk in RISKS
    ]
    # What the package holds is left out; where it holds nothing, the first is added.
    assert "old_estate/all_four+unskilled_mediators-mediation_tiers" in names
    assert "old_estate/all_four+recruits_without_dispatch-time_bank" in names
    assert "old_estate/all_four+policy_freeze+policy_watch" in names
    assert "old_estate/all_four+public_crisis+public_answers" in names


@pytest.mark.parametrize("base", ["old_estate/plan", "old_estate/status_quo"])
def test_every_option_can_be_read_and_differs_by_its_guards_alone(base):
    held = {plan.use for plan in load(base).interventions}
    names = stressed(load(base))
    for struck, other in zip(names[::2], names[1::2], strict=True):
        one, two = load(struck), load(other)
        assert [plan.use for plan in one.risks] == [plan.use for plan in two.risks]
        assert {plan.use for plan in one.interventions} == held
        differ = {plan.use for plan in two.interventions} ^ held
        assert differ
        assert differ <= set(RISKS[one.risks[0].use].mitigations)


def test_a_risk_that_the_base_runs_already_is_not_added_again():
    names = stressed(load("old_estate/points+lockdown"))
    assert len(names) == 2 * (len(RISKS) - 1)


def test_a_portfolio_can_be_tested_too():
    names = stressed(load_portfolio("portfolio/all_four"))
    assert names[0] == "portfolio/all_four+policy_freeze"
    assert load_portfolio(names[0]).risks[0].use == "policy_freeze"


def test_a_base_without_a_package_is_refused():
    with pytest.raises(InputError, match="must name estate and package"):
        stressed(load("old_estate"))


def test_the_table_for_readers_names_what_stands_against_each_risk():
    readme = Path(__file__).parents[3] / "scenarios" / "README.md"
    section = readme.read_text(encoding="utf-8").split("## Risks\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("| `")]
    told = {risk.strip(" `"): tuple(re.findall(r"`(\w+)`", last)) for risk, _, last in rows}
    assert told == {risk: kind.mitigations for risk, kind in RISKS.items()}
