"""What the profile of a run makes of the seconds of its phases."""

from __future__ import annotations

import pytest

from experiments.profile import Profile, add_day


def test_the_dearest_phase_comes_first_with_its_share_and_its_time_a_day():
    profile = Profile(days=100, start=1.0, phases={"meet": 0.1, "move": 0.3}, results=0.2)
    first, second = profile.dearest()
    assert (first.name, second.name) == ("move", "meet")
    assert first.share == pytest.approx(0.75)
    assert first.each == pytest.approx(3000.0)
    assert profile.seconds == pytest.approx(0.4)


def test_a_run_that_took_no_time_has_shares_of_nothing():
    (only,) = Profile(days=30, start=0.0, phases={"meet": 0.0}, results=0.0).dearest()
    assert only.share == 0.0


def test_every_phase_of_a_day_is_called_once_in_order_and_its_time_adds_up():
    called: list[str] = []

    def first() -> None:
        called.append("first")

    def second() -> None:
        called.append("second")

    spent: dict[str, float] = {}
    add_day((first, second), spent)
    once = dict(spent)
    add_day((first, second), spent)
    assert called == ["first", "second"] * 2
    assert list(spent) == ["first", "second"]
    assert all(spent[name] > once[name] > 0.0 for name in once)
