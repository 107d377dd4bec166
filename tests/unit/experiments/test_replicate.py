import pytest

import experiments.replicate
import experiments.request
from experiments.replicate import Failure, Success, grouped, run_replicate
from experiments.request import Request
from scenarios.loader import load


def ask(scenario, **more):
    return Request(**{"scenario": scenario, "months": 3, **more})


def test_equal_requests_share_an_id_whatever_they_are_called(scenarios):
    points = scenarios["points"]
    renamed = points.model_copy(update={"name": "mine", "package_name": "mine", "phases": ()})
    assert ask(points).id == ask(renamed).id
    assert len(ask(points).id) == 12


def test_everything_that_matters_changes_the_id(scenarios):
    points = scenarios["points"]
    (plan,) = points.interventions
    changed = points.model_copy(
        update={"interventions": (plan.model_copy(update={"coverage": 0.5}),)}
    )
    estate = points.estate.spaces.model_copy(update={"parking": 121})
    moved = points.model_copy(
        update={"estate": points.estate.model_copy(update={"spaces": estate})}
    )
    requests = [
        ask(points),
        ask(changed),
        ask(moved),
        ask(scenarios["status_quo"]),
        ask(points, seed=2),
        ask(points, replicate=1),
        ask(points, months=4),
        ask(points, zero_dose=True),
    ]
    assert len({request.id for request in requests}) == len(requests)


def test_the_version_of_the_model_changes_the_id(scenarios, monkeypatch):
    before = ask(scenarios["points"]).id
    monkeypatch.setattr(experiments.request.digest, "of_model", lambda: "another")
    assert ask(scenarios["points"]).id != before


def test_options_of_one_replicate_share_a_start_and_replicates_do_not(scenarios):
    requests = [ask(s, replicate=n) for n in (0, 1) for s in scenarios.values()]
    assert [len(group) for group in grouped(requests)] == [3, 3]
    assert len({request.start_id for request in requests}) == 2


def test_a_start_is_lived_through_once_for_all_options(fake, scenarios):
    outcomes = list(run_replicate([ask(scenario) for scenario in scenarios.values()]))
    assert all(isinstance(outcome, Success) for outcome in outcomes)
    assert fake.made == 1


def test_dose_zero_takes_all_measures_from_the_first_month_to_nobody(scenarios):
    measures = ask(scenarios["all_four"], zero_dose=True).measures
    assert len(measures) == 4
    assert {(plan.coverage, plan.start) for plan in measures} == {(0.0, 1)}


def test_the_command_repeats_the_run(scenarios):
    request = ask(scenarios["points"], seed=7, replicate=3, zero_dose=True)
    assert request.command == (
        "linli run old_estate/points --seed 7 --replicate 3 --months 3 --zero-dose"
    )
    odd = scenarios["points"].model_copy(update={"name": "my plans/a b.yaml"})
    assert "'my plans/a b.yaml'" in ask(odd).command


def test_one_failing_run_leaves_the_others_alone(fake, scenarios, monkeypatch):
    live = experiments.replicate._live

    def sometimes(start, request):
        if request.scenario.name == "old_estate/points":
            raise ValueError("two\nlines")
        return live(start, request)

    monkeypatch.setattr(experiments.replicate, "_live", sometimes)
    first, second, third = run_replicate([ask(scenario) for scenario in scenarios.values()])
    assert isinstance(first, Success)
    assert isinstance(third, Success)
    assert isinstance(second, Failure)
    assert second.error == "ValueError: two lines"
    assert second.command.startswith("linli run old_estate/points ")
    assert "sometimes" in second.details


def test_a_failing_start_fails_each_run_that_needs_it(scenarios, monkeypatch):
    def broken(request):
        raise ValueError("no start")

    monkeypatch.setattr(experiments.replicate, "start_of", broken)
    outcomes = list(run_replicate([ask(scenario) for scenario in scenarios.values()]))
    assert all(isinstance(outcome, Failure) for outcome in outcomes)


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"replicate": -1}, {"months": 0}])
def test_a_request_out_of_range_is_refused(scenarios, wrong):
    with pytest.raises(ValueError, match="greater than or equal"):
        ask(scenarios["points"], **wrong)


def test_a_request_can_be_sent_to_a_worker():
    import pickle

    request = ask(load("commodity/all_four"))
    assert pickle.loads(pickle.dumps(request)).id == request.id
