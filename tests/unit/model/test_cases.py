"""A fresh case: open, unanswered, at nobody's table."""

from __future__ import annotations

import numpy as np

from model.cases import Cases, Channel, Outcome


def test_a_fresh_case_is_open_and_nobody_has_answered():
    cases = Cases(0, room=1)
    row = cases.add(1).start
    assert cases.outcome[row] == Outcome.OPEN
    assert np.isnan(cases.responded[row])
    assert np.isnan(cases.closed[row])
    assert cases.tier[row] == 0
    assert not cases.consent[row]


def test_the_table_grows_and_keeps_what_it_holds():
    cases = Cases(0, room=2)
    for n in range(9):
        row = cases.add(1).start  # first: growing gives every column a new array
        cases.severity[row] = n
    assert cases.severity.tolist() == list(range(9))


def test_codes_of_channels_and_outcomes_stay_what_files_hold():
    assert [channel.name for channel in Channel] == ["PRIVATE", "COMPANY", "FORMAL"]
    names = ["OPEN", "SETTLED", "TRANSFORMED", "IMPOSED", "WITHDRAWN", "FAILED", "OUTSIDE"]
    assert [outcome.name for outcome in Outcome] == names
