"""Results are plain data: tables of equal columns, and what was counted is what happened."""

from __future__ import annotations

import dataclasses
import pickle

import numpy as np
import pytest
from neighbourhoods import SMALL, heated, tables

from model.interventions import PLANS
from model.kpis import KPIS
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 5


@pytest.fixture(scope="module")
def results() -> Results:
    return heated([kind(start=1, ramp=0) for kind in PLANS.values()], months=MONTHS).run()


TABLES = [field.name for field in dataclasses.fields(Results) if field.name != "checks"]
COLUMNS = {
    "counts": "month what group count",
    "disputes": "dispute month opened_hour responded_hour closed_hour trigger severity channel "
    "recorded complainant accused complainant_dwelling accused_dwelling consent tier outcome "
    "recurrence",
    "exchanges": "day asker helper skill hours paid through",
    "kpis_by_group": "month kpi group value",
    "ledger": "day account_from account_to unit amount why",
    "spending": "month measure channel what yuan staff_hours",
    "dwellings": "dwelling building stair floor door occupied trust conflicts disputes ties",
    "acquaintance": "first second strength level",
}


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_a_table_are_equally_long(results: Results, table: str):
    assert len({values.shape for values in getattr(results, table).values()}) == 1


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_the_columns_that_were_promised(results: Results, table: str):
    assert set(getattr(results, table)) == set(COLUMNS[table].split())


@pytest.mark.parametrize("table", COLUMNS)
def test_in_a_lively_run_no_table_is_empty(results: Results, table: str):
    assert next(iter(getattr(results, table).values())).size > 0


@pytest.mark.parametrize("months", [1, 2, 3, 4, 5])
def test_any_number_of_months_works(months: int):
    results = heated([kind(start=1) for kind in PLANS.values()], months=months).run()
    assert list(results.kpis) == list(KPIS)
    assert {values.shape for values in results.kpis.values()} == {(months,)}
    assert results.counts["month"].max() == months


@pytest.mark.parametrize("months", [12, 15, 19])
def test_windows_that_fill_up_do_not_disturb_a_run(months: int):
    results = heated(months=months).run()
    full = np.isfinite(results.kpis["latent_conflicts_per_1000_hh_year"])
    assert full.sum() == months - 11


def test_a_place_where_nothing_happens_has_results_as_well():
    quiet = SMALL.model_copy(
        update={"people": SMALL.people.model_copy(update={"vacant": 0.9, "dogs": 0.0})}
    )
    found = Neighbourhood(quiet, months=1, seed=5).run()
    for name, values in tables(found):
        assert values.ndim == 1, name


def test_results_can_be_pickled_and_hold_no_model(results: Results):
    copy = pickle.loads(pickle.dumps(results))
    assert dict(tables(copy)).keys() == dict(tables(results)).keys()
    assert b"Neighbourhood" not in pickle.dumps(results)


def test_words_are_of_the_known_kinds(results: Results):
    disputes = results.disputes
    assert set(disputes["channel"]) <= {"private", "company", "formal"}
    outcomes = {"open", "settled", "transformed", "imposed", "withdrawn", "failed", "outside"}
    assert set(disputes["outcome"]) <= outcomes
    assert set(results.ledger["unit"]) <= {"hours", "points"}
    assert set(results.acquaintance["level"]) <= {"nodding", "transactional", "emotional"}


def test_a_dispute_is_recorded_unless_it_was_private(results: Results):
    private = results.disputes["channel"] == "private"
    assert np.array_equal(results.disputes["recorded"], ~private)


def test_an_open_case_has_no_closing_hour_and_a_closed_one_has(results: Results):
    still_open = results.disputes["outcome"] == "open"
    assert np.array_equal(still_open, np.isnan(results.disputes["closed_hour"]))


def test_months_of_disputes_match_their_hours(results: Results):
    hours = results.disputes["opened_hour"]
    assert (hours >= 0).all()
    assert np.array_equal(results.disputes["month"], hours // 720 + 1)


def test_each_tie_is_listed_once_and_between_two_homes(results: Results):
    ties = results.acquaintance
    assert (ties["first"] != ties["second"]).all()
    assert (ties["strength"] > 0).all()


def test_the_map_counts_conflicts_disputes_and_ties(results: Results):
    flats = results.dwellings
    assert flats["dwelling"].tolist() == list(range(SMALL.dwellings()))
    assert np.array_equal(np.isnan(flats["trust"]), ~flats["occupied"])
    assert flats["ties"].sum() == 2 * results.acquaintance["first"].size
    assert flats["disputes"].sum() >= results.disputes["recorded"].sum()
    rows = (results.counts["what"] == "latent_conflicts") & (results.counts["group"] == "all")
    assert flats["conflicts"].sum() == results.counts["count"][rows].sum()


def test_costs_add_up_to_the_programme(results: Results):
    spent = results.spending["yuan"].sum()
    assert results.kpis["programme_cost_yuan"][-1] == pytest.approx(spent)
    assert (np.diff(results.kpis["programme_cost_yuan"]) >= 0).all()


def test_checks_report_residuals_and_load(results: Results):
    assert abs(results.checks["hours_residual"]) < 1e-8
    assert abs(results.checks["points_residual"]) < 1e-8
    assert 0 < results.checks["desk_utilisation"] < 1
    assert results.checks["ticket_wait_hours"] >= 0
