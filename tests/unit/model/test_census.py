"""The monthly census: for all, by group, and of the cohort of day 0."""

from __future__ import annotations

import numpy as np
import pytest
from neighbourhoods import counts, heated

from model.groupings import GROUPS
from model.indicators import COUNTED_APART
from model.neighbourhood import Neighbourhood
from model.results import Results

MONTHS = 14


@pytest.fixture(scope="module")
def hood() -> Neighbourhood:
    hood = heated(months=MONTHS)
    hood.run()
    return hood


@pytest.fixture(scope="module")
def results(hood: Neighbourhood) -> Results:
    return hood.results()


def by_group(results: Results, kpi: str, group: str) -> np.ndarray:
    t = results.kpis_by_group
    return t["value"][(t["kpi"] == kpi) & (t["group"] == group)]


@pytest.mark.parametrize("what", ["adults", "would_ask", "took_part_12m", "mutual_aid_12m"])
@pytest.mark.parametrize(
    "family", [("young", "middle", "older"), ("owner", "renter"), ("app_able", "app_unable")]
)
def test_counts_of_a_family_of_groups_sum_to_the_whole(
    results: Results, what: str, family: tuple[str, ...]
):
    total = np.sum([counts(results, what, group) for group in family], axis=0)
    assert np.array_equal(total, counts(results, what))


def test_felt_conflicts_by_group_sum_to_those_of_the_estate(results: Results):
    total = counts(results, "felt_conflicts", "owner") + counts(results, "felt_conflicts", "renter")
    assert np.array_equal(total, counts(results, "felt_conflicts"))
    latent = counts(results, "latent_conflicts")
    assert (total <= latent).all()  # who moves out before the month is counted is in no group
    assert total.sum() > 0.97 * latent.sum()


def test_indices_of_groups_average_to_the_index(results: Results):
    weights = [counts(results, "adults", group) for group in ("young", "middle", "older")]
    values = [by_group(results, "trust_index", group) for group in ("young", "middle", "older")]
    mean = np.average(np.nan_to_num(values), weights=weights, axis=0)
    assert mean == pytest.approx(results.kpis["trust_index"])


def test_rates_of_groups_average_to_the_rate(results: Results):
    kpi = "latent_conflicts_per_1000_hh_year"
    weights = [counts(results, "adults", group).sum() for group in ("owner", "renter")]
    values = [by_group(results, kpi, group)[-1] for group in ("owner", "renter")]
    assert np.average(values, weights=weights) == pytest.approx(results.kpis[kpi][-1], rel=0.05)


def test_every_group_has_a_row_for_each_month_and_kpi(results: Results):
    t = results.kpis_by_group
    kpis = np.unique(t["kpi"].astype(str))
    assert set(kpis.tolist()) <= set(results.kpis)
    some = {kpi: groups for kpi, (_, _, groups) in COUNTED_APART.items()}
    assert t["value"].size == MONTHS * sum(len(some.get(str(kpi), GROUPS)) for kpi in kpis)
    assert set(some) <= set(kpis.tolist())
    assert (by_group(results, "participation_rate_12m", "older")[:11] != 0).all()
    assert np.isnan(by_group(results, "participation_rate_12m", "older")[:11]).all()


def test_the_parties_to_a_case_are_told_apart_by_side(results: Results):
    for what in ("judging_parties", "satisfied_parties", "fair_parties"):
        sides = [counts(results, what, side) for side in ("complainant", "accused")]
        assert np.array_equal(counts(results, what), sides[0] + sides[1])
    shares = [by_group(results, "perceived_fairness", side) for side in ("complainant", "accused")]
    assert np.mean(shares, axis=0)[-1] == pytest.approx(results.kpis["perceived_fairness"][-1])
    assert shares[0][-1] != shares[1][-1]


def test_fees_of_owners_and_renters_are_told_apart(results: Results):
    due = [counts(results, "fees_due", group)[-12:].sum() for group in ("owner", "renter")]
    rates = [by_group(results, "fee_collection_rate", group)[-1] for group in ("owner", "renter")]
    whole = results.kpis["fee_collection_rate"][-1]
    assert np.average(rates, weights=due) == pytest.approx(whole)


def test_visits_are_counted_for_the_group_of_who_went(hood: Neighbourhood, results: Results):
    visits = counts(results, "visits").sum()
    assert visits > 0
    # somebody who goes to two events on a day, or moves out within the month, is counted less
    assert visits <= counts(results, "attendances").sum()
    assert visits > 0.9 * counts(results, "attendances").sum()
    assert not hood.census.visits


def test_nobody_enters_the_cohort_and_who_moves_leaves_it(hood: Neighbourhood, results: Results):
    size, left = counts(results, "cohort_size"), counts(results, "cohort_left")
    assert (np.diff(size) <= 0).all()
    assert (size + left == hood.census.cohort.size).all()
    assert size[-1] < counts(results, "adults")[-1]  # newcomers are not in it


def test_the_cohorts_trust_is_the_mean_of_those_who_stayed(hood: Neighbourhood, results: Results):
    r = hood.residents
    here = hood.census.cohort[r.present[hood.census.cohort]]
    assert counts(results, "cohort_trust")[-1] == pytest.approx(r.trust[here].mean())
    known = hood.ties.slots.strength[here] >= hood.census.known_from
    assert counts(results, "cohort_acquaintances")[-1] == pytest.approx(known.sum(axis=1).mean())


def test_the_cohort_is_taken_afresh_by_every_fork():
    hood = heated(months=2)
    adults = hood.residents.present & (hood.residents.group > 0)
    assert np.array_equal(hood.census.cohort, np.flatnonzero(adults))
    assert not hood.census.boiled


def test_a_group_with_nobody_in_it_has_no_figures(results: Results):
    nobody = [group for group in GROUPS if counts(results, "adults", group).sum() == 0]
    for group in nobody:
        for kpi in ("trust_index", "share_willing_to_ask_neighbour"):
            assert np.isnan(by_group(results, kpi, group)).all()
    for values in results.counts["count"][results.counts["what"] == "trust"]:
        assert np.isfinite(values)
