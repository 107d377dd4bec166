"""One number a month for each thing counted."""

from __future__ import annotations

import numpy as np
import pytest

from model.cases import Cases, Channel, Outcome
from model.exposures import Trigger
from model.recorder import Recorder


def recorder_on(day: int, *, months: int = 3) -> Recorder:
    recorder = Recorder(months)
    recorder.day = day
    return recorder


def case(**cells: float) -> Cases:
    cases = Cases(1)
    for name, value in cells.items():
        cases.whole(name)[0] = value
    return cases


@pytest.mark.parametrize(("day", "month"), [(0, 1), (29, 1), (30, 2), (89, 3)])
def test_what_happens_on_a_day_counts_in_its_month(day: int, month: int):
    recorder = recorder_on(day)
    recorder.tally("activities", count=2.0)
    assert recorder.series("activities")[month - 1] == 2.0
    assert recorder.series("activities").sum() == 2.0


@pytest.mark.parametrize("day", [-1, 90])
def test_warm_days_and_days_after_the_last_month_count_nothing(day: int):
    recorder = recorder_on(day)
    recorder.tally("activities")
    assert not recorder.series("activities").any()


def test_what_never_happened_has_a_series_of_zeros():
    assert recorder_on(0).series("fireworks").tolist() == [0.0, 0.0, 0.0]


def test_a_state_replaces_and_an_event_adds():
    recorder = recorder_on(5)
    for _ in range(2):
        recorder.tally("activities")
        recorder.set("adults", 7.0)
    assert recorder.series("activities")[0] == 2.0
    assert recorder.series("adults")[0] == 7.0


def test_a_restart_forgets_everything():
    recorder = recorder_on(5)
    recorder.tally("activities")
    recorder.response_hours[1] = [3.0]
    recorder.restart(2)
    assert recorder.counts == {}
    assert recorder.response_hours == {}
    assert recorder.series("activities").size == 2


def test_a_private_talk_is_acting_but_not_on_record():
    recorder = recorder_on(0)
    recorder.open_case(0, case(channel=Channel.PRIVATE, recorded=False))
    assert recorder.series("acting", "private")[0] == 1
    assert not recorder.series("disputes").any()


def test_a_recorded_dispute_counts_once_in_all_and_once_by_its_cause():
    recorder = recorder_on(0)
    for trigger in Trigger:
        recorder.open_case(0, case(channel=Channel.COMPANY, recorded=True, trigger=trigger))
    groups = {"noise": 1, "space": 3, "pets": 1, "other": 3}
    assert {g: recorder.series("disputes", g)[0] for g in groups} == groups
    assert recorder.series("disputes")[0] == len(Trigger)
    assert recorder.series("noise_complaints")[0] == 1
    assert not recorder.series("night_noise_complaints").any()


def test_a_noisy_night_is_a_night_noise_complaint():
    recorder = recorder_on(0)
    recorder.open_case(0, case(channel=Channel.FORMAL, recorded=True, night=True))
    assert recorder.series("night_noise_complaints")[0] == 1


def test_a_settled_mediation_counts_in_asked_consented_held_and_won():
    recorder = recorder_on(40)
    recorder.close_case(
        0,
        case(
            opened=700.0,
            responded=748.0,
            closed=800.0,
            outcome=Outcome.SETTLED,
            handled=True,
            asked=True,
            consent=True,
            complicated=True,
            fair=1,
            satisfied=2,
        ),
    )
    expected = {
        "mediation_asked": 1,
        "mediation_consented": 1,
        "mediations_held": 1,
        "mediations_won": 1,
        "complex_held": 1,
        "complex_won": 1,
        "handled": 1,
        "handling_hours": 100,
        "judging_parties": 2,
        "fair_parties": 1,
        "satisfied_parties": 2,
    }
    assert {name: recorder.series(name)[1] for name in expected} == expected
    assert recorder.series("closed", "settled")[1] == 1
    assert recorder.response_hours == {2: [48.0]}


@pytest.mark.parametrize(
    ("outcome", "won"),
    [(Outcome.SETTLED, 1), (Outcome.TRANSFORMED, 1), (Outcome.FAILED, 0), (Outcome.OUTSIDE, 0)],
)
def test_a_mediation_is_won_when_it_is_settled_or_more(outcome: Outcome, won: int):
    recorder = recorder_on(0)
    recorder.close_case(0, case(outcome=outcome, asked=True, consent=True, complicated=True))
    assert recorder.series("mediations_held")[0] == 1
    assert recorder.series("mediations_won")[0] == won
    assert recorder.series("complex_won")[0] == won


def test_a_refused_mediation_is_asked_and_not_held():
    recorder = recorder_on(0)
    recorder.close_case(0, case(outcome=Outcome.IMPOSED, asked=True, consent=False))
    assert recorder.series("mediation_asked")[0] == 1
    assert not recorder.series("mediation_consented").any()
    assert not recorder.series("mediations_held").any()


def test_a_case_that_went_to_court_is_not_in_the_mean_of_handling():
    recorder = recorder_on(40)
    cells = {"opened": 0.0, "responded": 10.0, "closed": 2000.0, "handled": True}
    recorder.close_case(0, case(outcome=Outcome.OUTSIDE, **cells))
    assert not recorder.series("handled").any()
    assert recorder.response_hours == {2: [10.0]}


def test_nobody_judges_a_case_that_was_withdrawn():
    recorder = recorder_on(40)
    cells = {"opened": 0.0, "responded": 10.0, "closed": 20.0, "handled": True}
    recorder.close_case(0, case(outcome=Outcome.WITHDRAWN, **cells))
    assert not recorder.series("judging_parties").any()
    assert np.isnan(case().responded[0])
