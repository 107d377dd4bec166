"""The start is fitted by causes, to baselines, inside plausible ranges."""

from __future__ import annotations

import csv
import math
import re

import pytest

from experiments import fit_start
from experiments.declared import declared
from experiments.evidence_ladder import EVIDENCE_FILE
from experiments.fit_start import LEVERS, Round, advice, fit, main, off, table
from experiments.start_bands import BANDS, ESTATES, TOLD, judge
from model.behaviour import Parameters

DECLARED = {leaf.name: leaf for leaf in declared(Parameters)}
DEFAULTS = {name: float(DECLARED[name].default) for lever in LEVERS for name in lever.parameters}
OUTPUTS_OF_OTHERS = {
    # follow from their siblings: shares of one whole, and visits an event times events
    "tie_share_nodding",
    "channel_share_property",
    "participations_per_resident_year",
    "activities_per_month",  # the programme is an input
}


def levels_of(values):
    return {
        estate: dict(values, disputes_per_1000_hh_year=1.0, latent_conflicts_per_1000_hh_year=10.0)
        for estate in ESTATES
    }


def straight(values, *, pull=0.6, start=1.5):
    """A world in which each band answers its own lever, and a little its neighbour's."""
    places = []
    for lever in LEVERS:
        low, high = lever.span(DEFAULTS)
        name = lever.parameters[0]
        at = values[name]
        if len(lever.parameters) > 1:
            at = math.log(at / DEFAULTS[name])
        share = (at - low) / (high - low)
        places.append(math.log(share / (1 - share)) - lever.place(DEFAULTS))
    found = {band.kpi: band.figure for band in BANDS}
    for n, lever in enumerate(LEVERS):
        sign = math.copysign(1.0, lever.slope)
        moved = 1.7 * sign * places[n] + pull * places[n - 1]
        found[lever.kpi] = lever.band.figure + lever.band.within * (start + moved)
    return levels_of(found)


def test_every_band_has_a_lever_or_follows_from_the_others():
    assert {lever.kpi for lever in LEVERS} | OUTPUTS_OF_OTHERS == {band.kpi for band in BANDS}
    assert len({lever.kpi for lever in LEVERS}) == len(LEVERS)


def test_no_parameter_is_pulled_two_ways():
    names = [name for lever in LEVERS for name in lever.parameters]
    assert len(names) == len(set(names))


def test_what_is_told_and_the_ratio_of_felt_to_recorded_are_no_targets():
    kpis = {band.kpi for band in BANDS}
    assert kpis.isdisjoint(TOLD)
    assert not any("latent" in kpi for kpi in kpis)


def test_a_fitted_parameter_names_a_baseline_and_nothing_said_of_afterwards():
    with EVIDENCE_FILE.open(encoding="utf-8", newline="") as file:
        kinds = {row["id"]: row["kind"] for row in csv.DictReader(file)}
    for name in DEFAULTS:
        source = DECLARED[name].source
        assert "fitted to" in source, name
        for fact in re.findall(r"E\d{3}", source.split("fitted to")[1]):
            assert kinds[fact] in ("baseline", "before"), name


def test_a_lever_stays_inside_the_plausible_range_however_far_it_is_pushed():
    for lever in LEVERS:
        for place in (-50.0, 0.0, 50.0):
            for name, value in lever.values(place, DEFAULTS).items():
                row = DECLARED[name]
                assert row.low - 1e-9 <= value <= row.high + 1e-9, name


def test_a_lever_at_its_first_place_is_the_default():
    for lever in LEVERS:
        values = lever.values(lever.place(DEFAULTS), DEFAULTS)
        assert values == pytest.approx({name: DEFAULTS[name] for name in lever.parameters})


def test_parameters_of_one_lever_keep_their_proportions():
    (lever,) = [lever for lever in LEVERS if len(lever.parameters) > 1]
    values = lever.values(lever.place(DEFAULTS) + 0.5, DEFAULTS)
    factors = [values[name] / DEFAULTS[name] for name in lever.parameters]
    assert factors[0] > 1.0
    assert factors == pytest.approx([factors[0]] * len(factors))


def test_the_fit_brings_every_level_near_the_middle_of_its_band():
    seen = []
    best = fit(straight, rounds=25, near=0.3, watch=lambda number, found: seen.append(found))
    assert seen[0].distance > 1.0
    assert best.distance <= 0.3
    assert not best.missed
    assert best is seen[-1]


def test_a_band_out_of_reach_is_reported_and_not_forced():
    def stubborn(values):
        levels = straight(values, start=0.0)
        for level in levels.values():
            level["trust_index"] = 90.0
        return levels

    best = fit(stubborn, rounds=6)
    assert [finding.band.kpi for finding in best.missed] == ["trust_index"]
    assert "Not reached: trust_index." in advice(best)
    row = DECLARED["outlook.neighbours_disposition"]
    assert row.low <= best.values["outlook.neighbours_disposition"] <= row.high


def test_the_fit_ends_as_soon_as_all_is_well():
    calls = []
    fit(lambda values: calls.append(values) or straight(values, start=0.0), rounds=9)
    assert len(calls) == 1
    assert calls[0] == pytest.approx(DEFAULTS)


def test_the_table_shows_what_lies_outside():
    levels = levels_of({band.kpi: band.figure for band in BANDS} | {"trust_index": 60.0})
    found = Round({}, judge(levels), 10.0)
    lines = {line.split()[0]: line for line in table(found).splitlines()[1:]}
    assert lines["trust_index"].endswith("+2.00  outside")
    assert "outside" not in lines["attendance_rate"]
    assert off(found.missed[0]) == pytest.approx(2.0)


def test_the_command_prints_rounds_and_values_and_fails_where_a_band_is_missed(monkeypatch, capsys):
    monkeypatch.setattr(fit_start, "living", lambda **settings: straight)
    assert main(["--rounds", "1"]) == 1
    assert main(["--rounds", "30", "--near", "0.4"]) == 0
    said = capsys.readouterr().out
    assert "Round 2" in said
    assert "All bands hold." in said
    assert "encounters.passing" in said


@pytest.mark.parametrize("option", ["--rounds", "--replicates", "--months", "--jobs"])
def test_nothing_is_fitted_in_no_rounds_with_no_runs_or_no_hands(option, capsys):
    with pytest.raises(SystemExit) as ended:
        main([option, "0"])
    assert ended.value.code == 2
    assert "give 1 or more" in capsys.readouterr().err


def test_a_level_that_is_not_known_moves_nothing_and_counts_as_missed():
    levels = levels_of({band.kpi: band.figure for band in BANDS} | {"trust_index": math.nan})
    seen = []
    best = fit(lambda values: seen.append(values) or levels, rounds=3)
    assert len(seen) == 3
    assert seen[2] == pytest.approx(seen[0])
    assert [finding.band.kpi for finding in best.missed] == ["trust_index"]
