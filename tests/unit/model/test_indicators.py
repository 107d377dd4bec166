"""KPIs worked out by hand from counts made by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.indicators import Indicators, ratio, summed
from model.kpis import KPIS
from model.recorder import Recorder

YEARS = 360.0 / 365.0  # twelve plan months


def of(months: int, series: dict[Any, Any], **extra: Any) -> dict[str, np.ndarray]:
    recorder = Recorder(months)
    for key, values in series.items():
        what, group = key if isinstance(key, tuple) else (key, "all")
        recorder.series(what, group)[:] = values
    for name, values in extra.items():
        getattr(recorder, name).update(values)
    return Indicators(recorder, {}).all()


def test_a_window_is_empty_until_it_is_full():
    assert np.isnan(summed(np.ones(5), 12)).all()
    sums = summed(np.arange(1.0, 15.0), 12)
    assert np.isnan(sums[:11]).all()
    assert sums[11:].tolist() == [78.0, 90.0, 102.0]


def test_a_share_of_nothing_is_unknown():
    found = ratio(np.array([1.0, 0.0, 2.0]), np.array([2.0, 0.0, np.nan]))
    assert found[0] == 0.5
    assert np.isnan(found[1:]).all()


def test_every_kpi_of_the_catalogue_has_a_value_for_each_month():
    found = of(5, {})
    assert list(found) == list(KPIS)
    assert all(values.shape == (5,) and values.dtype == np.float64 for values in found.values())


@pytest.mark.parametrize("name", [name for name, kpi in KPIS.items() if kpi.window == "12 months"])
def test_a_yearly_kpi_is_unknown_until_a_year_has_passed(name: str):
    full = {
        what: np.ones(24)
        for what in ("households", "adults", "disputes", "took_part_12m", "mutual_aid_12m")
    }
    assert np.isnan(of(24, full)[name][:11]).all()


def test_rates_are_per_1000_households_and_years_of_365_days():
    found = of(24, {"households": 500.0, "latent_conflicts": 5.0, "disputes": 1.5})
    assert found["latent_conflicts_per_1000_hh_year"][11] == pytest.approx(60 / YEARS / 0.5)
    assert found["disputes_per_1000_hh_year"][23] == pytest.approx(18 / YEARS / 0.5)
    assert found["disputes_per_estate_year"][11] == pytest.approx(18 / YEARS)


def test_dispute_shares_add_up_to_one():
    shares = {"noise": 4, "space": 3, "pets": 2, "other": 1}
    groups = {("disputes", group): count for group, count in shares.items()}
    found = of(12, {**groups, "disputes": 10.0})
    found_shares = [found[f"dispute_share_{group}"][11] for group in shares]
    assert found_shares == pytest.approx([0.4, 0.3, 0.2, 0.1])


def test_channel_shares_are_of_those_who_acted():
    found = of(12, {("acting", "private"): 2, ("acting", "company"): 3, ("acting", "formal"): 5})
    shares = [found[f"channel_share_{c}"][11] for c in ("private", "property", "formal")]
    assert shares == pytest.approx([0.2, 0.3, 0.5])


def test_mediation_rates_keep_consent_and_success_apart():
    found = of(
        12,
        {
            "mediation_asked": 10,
            "mediation_consented": 4,
            "mediations_held": 4,
            "mediations_won": 3,
            "complex_held": 2,
            "complex_won": 1,
            "handled": 5,
            "handling_hours": 360,
            "judging_parties": 10,
            "satisfied_parties": 6,
            "fair_parties": 7,
            "staff_hours_booked": 50,
            "staff_hours_available": 200,
        },
    )
    expected = {
        "mediation_consent_rate": 0.4,
        "mediation_success_rate": 0.75,
        "complex_mediation_success_rate": 0.5,
        "handling_time_hours": 72.0,
        "mediation_satisfaction": 0.6,
        "perceived_fairness": 0.7,
        "staff_utilisation": 0.25,
    }
    assert {name: found[name][11] for name in expected} == pytest.approx(expected)


def test_a_year_without_a_mediation_has_no_success_rate():
    assert np.isnan(of(12, {})["mediation_success_rate"]).all()


def test_response_time_is_the_median_over_the_last_year():
    hours = {1: [1000.0], 2: [10.0, 20.0], 13: [40.0]}
    found = of(13, {}, response_hours=hours)["response_time_hours"]
    assert np.isnan(found[:11]).all()
    assert found[11] == 20.0  # of 1000, 10 and 20
    assert found[12] == 20.0  # of 10, 20 and 40


def test_recurrence_waits_180_days_for_what_may_still_come_back():
    closings = np.zeros(20)
    closings[0], closings[12] = 4.0, 6.0
    back = np.zeros(20)
    back[0] = 1.0
    found = of(20, {"closings": closings, "closings_reopened": back})["recurrence_rate_180d"]
    assert np.isnan(found[:17]).all()
    assert found[17] == 0.25  # months 1 to 12
    assert found[18] == 0.0  # months 2 to 13


def test_tie_shares_are_of_all_ties_at_the_end_of_the_month():
    found = of(
        2, {("ties", "nodding"): 70, ("ties", "transactional"): 20, ("ties", "emotional"): 10}
    )
    assert found["tie_share_nodding"].tolist() == [0.7, 0.7]
    assert found["tie_share_emotional"][0] == pytest.approx(0.1)


def test_indices_run_from_0_to_100_and_survey_shares_from_0_to_1():
    found = of(1, {"adults": 200, "trust": 0.48, "trusting_company": 62, "would_ask": 46})
    assert found["trust_index"][0] == pytest.approx(48.0)
    assert found["share_trusting_manager"][0] == pytest.approx(0.31)
    assert found["share_willing_to_ask_neighbour"][0] == pytest.approx(0.23)


def test_participations_a_head_are_events_times_attendance():
    # 1.2 events a month, 12.5 % of residents at each: 1.8 visits a head and plan year.
    adults, events = 1000.0, 1.2
    found = of(
        12,
        {
            "adults": adults,
            "activities": events,
            "attendances": 0.125 * events * adults,
            "invitations": events * adults,
        },
    )
    assert found["activities_per_month"][0] == 1.2
    assert found["attendance_rate"][11] == pytest.approx(0.125)
    assert found["participations_per_resident_year"][11] == pytest.approx(1.8 / YEARS)


def test_taking_part_is_known_after_its_window():
    found = of(13, {"adults": 100, "took_part_12m": 17, "took_part_3m": 9})
    assert np.isnan(found["participation_rate_12m"][:11]).all()
    assert found["participation_rate_12m"][11] == pytest.approx(0.17)
    assert np.isnan(found["participation_rate_3m"][:2]).all()
    assert found["participation_rate_3m"][2] == pytest.approx(0.09)


def test_those_who_came_back_are_looked_for_from_month_15_on():
    found = of(16, {"first_timers": 10, "first_timers_back": 2})["attendee_return_rate"]
    assert np.isnan(found[:14]).all()
    assert found[14:].tolist() == [0.2, 0.2]


def test_help_is_counted_by_request_and_by_exchange():
    found = of(
        12,
        {
            "adults": 1000,
            "help_requests": 50,
            "help_matched": 40,
            ("exchanges", "paid"): 10,
            ("exchanges", "gift"): 30,
        },
    )
    assert found["help_requests_per_1000_residents_year"][11] == pytest.approx(600 / YEARS)
    assert found["help_match_rate"][11] == pytest.approx(0.8)
    assert found["exchanges_per_estate_year"][11] == pytest.approx(480 / YEARS)


def test_what_has_no_mechanism_yet_is_unknown():
    assert np.isnan(of(24, {"households": 500.0})["loneliness_elderly_alone"]).all()


def test_what_is_summed_over_the_run_is_handed_through():
    recorder = Recorder(2)
    found = Indicators(recorder, {"programme_cost_yuan": np.array([5.0, 9.0])}).all()
    assert found["programme_cost_yuan"].tolist() == [5.0, 9.0]
