import numpy as np

import experiments.replicate
from experiments.compare import Comparison, make_comparison_runs, same_place
from experiments.store import Store
from scenarios.loader import load


def comparison(scenarios, **more):
    base, *options = scenarios.values()
    return Comparison(base=base, options=tuple(options), **{"months": 4, "replicates": 3, **more})


def test_the_rows_are_complete_and_sorted(fake, scenarios, tmp_path):
    made = make_comparison_runs(comparison(scenarios), store=Store(tmp_path), jobs=1)
    frame = made.frame()
    keys = ["option", "replicate", "month", "kpi"]
    assert len(frame) == 3 * 3 * 4 * 3
    assert frame[keys].equals(frame.sort_values(keys)[keys].reset_index(drop=True))
    assert set(made.dwellings["replicate"].tolist()) == {0}
    assert set(made.disputes["replicate"].tolist()) == {0, 1, 2}


def test_every_option_is_proven_at_dose_zero(fake, scenarios, tmp_path):
    made = make_comparison_runs(comparison(scenarios), store=Store(tmp_path), jobs=1)
    assert [proof["option"] for proof in made.zero_dose] == [
        "old_estate/points",
        "old_estate/all_four",
    ]
    assert all(proof["equal"] and proof["months"] == 3 for proof in made.zero_dose)


def test_a_measure_that_acts_at_dose_zero_is_found(fake, scenarios, tmp_path, monkeypatch):
    live = experiments.replicate._live

    def leaky(start, request):
        results = live(start, request)
        if request.zero_dose and request.scenario.name == "old_estate/points":
            results.kpis["trust_index"] = np.nextafter(results.kpis["trust_index"], 100)
        return results

    monkeypatch.setattr(experiments.replicate, "_live", leaky)
    made = make_comparison_runs(comparison(scenarios), store=Store(tmp_path), jobs=1)
    first, second = made.zero_dose
    assert not first["equal"]
    assert first["differing"] == 3
    assert second["equal"]


def test_more_replicates_are_of_the_same_family(scenarios):
    few, many = comparison(scenarios), comparison(scenarios, replicates=9)
    assert few.id != many.id
    assert few.family == many.family
    assert comparison(scenarios, seed=2).family != few.family


def test_packages_stand_on_one_estate(scenarios):
    assert same_place(scenarios["status_quo"], scenarios["all_four"])
    assert not same_place(scenarios["status_quo"], load("commodity/all_four"))
