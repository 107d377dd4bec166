import pytest

from experiments.patch import names, patched
from experiments.study import Study
from experiments.study_plan import StudyPlan
from scenarios.errors import InputError

POINTS = "interventions.points.coverage"
PARKING = "estate.spaces.parking"


def study(**plan):
    chosen = {"name": "s", "scenarios": ("old_estate/status_quo", "old_estate/points"), **plan}
    return Study(StudyPlan(**{"months": 2, "replicates": 2, **chosen}))


def test_a_grid_crosses_every_value_with_every_other():
    made = study(vary={POINTS: (0.5, 1.0), PARKING: (100, 120, 140)})
    assert len(made.points) == 3 + 6
    assert [point.number for point in made.points] == list(range(9))
    assert made.points[4].values == {POINTS: 0.5, PARKING: 120}


def test_without_anything_varied_every_scenario_is_one_point():
    assert [point.scenario.name for point in study().points] == [
        "old_estate/status_quo",
        "old_estate/points",
    ]


def test_replicates_run_in_rounds():
    assert [request.replicate for request in study().requests()] == [0, 0, 1, 1]


def test_a_value_reaches_the_scenario():
    made = study(vary={POINTS: (0.25,)})
    assert made.points[1].scenario.interventions[0].coverage == 0.25


def test_ids_follow_content_and_replicates_only_extend():
    first, more, other = study(), study(replicates=5), study(seed=2)
    assert first.family == more.family != other.family
    assert len({first.id, more.id, other.id}) == 3


def test_every_number_of_a_scenario_has_a_name(scenarios):
    known = names(scenarios["all_four"])
    assert POINTS in known
    assert PARKING in known
    assert sum(name.startswith("parameters.") for name in known) > 20
    assert not [name for name in known if name.endswith(".use")]
    assert len(known) == len(set(known))


def test_a_measure_that_is_not_there_stays_away(scenarios):
    same, reached = patched(scenarios["status_quo"], {POINTS: 0.5})
    assert same == scenarios["status_quo"]
    assert reached == {}


def test_a_name_that_nothing_has_is_refused():
    with pytest.raises(InputError, match=r"did you mean 'estate.spaces.parking'"):
        study(vary={"estate.spaces.parkin": (1,)})


def test_a_value_out_of_bounds_is_refused():
    made = study(vary={POINTS: (0.5, 1.5)})
    with pytest.raises(InputError, match=r"interventions.points.coverage = 1.5"):
        _ = made.points
