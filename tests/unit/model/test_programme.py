"""What is put on, of what kind and when."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from pydantic import ValidationError

from model.behaviour.activities import CHARACTERS, Kind, Slot
from model.organisation import ActivitiesPlan, KindsPlan
from model.programme import Event, Programme
from model.streams import Streams


def nobody_asks(u: float) -> tuple[Kind, Slot]:
    raise AssertionError("nothing is to be fitted")


def year(plan: ActivitiesPlan, *, seed: int = 1, days: int = 360) -> list[Event]:
    programme = Programme(plan, Streams(seed))
    return [event for day in range(days) for event in programme.due(day, 1.0, nobody_asks)]


def test_supply_is_what_the_plan_says_whatever_the_pace():
    assert len(year(ActivitiesPlan(per_month=1.2), days=1500)) in (59, 60)
    assert len(year(ActivitiesPlan(per_month=45.0))) in (539, 540)
    assert year(ActivitiesPlan(per_month=0.0)) == []


def test_the_dial_for_events_multiplies_supply():
    programme = Programme(ActivitiesPlan(per_month=1.5), Streams(1))
    held = sum(len(programme.due(day, 2.0, nobody_asks)) for day in range(600))
    assert held in (59, 60)


def test_without_variety_a_programme_repeats_itself():
    events = year(ActivitiesPlan(per_month=10.0, variety=0.0))
    assert len({event.kind for event in events}) == 1


@pytest.mark.parametrize("variety", [0.3, 1.0])
def test_kinds_come_by_their_weights_at_any_variety(variety: float):
    events = year(ActivitiesPlan(per_month=60.0, variety=variety), days=3000)
    counts = Counter(event.kind for event in events)
    weights = KindsPlan()
    for kind in Kind:
        expected = getattr(weights, kind.name.lower())
        # A repeated kind says nothing new: only about variety / (2 - variety) of the events count.
        effective = len(events) * variety / (2.0 - variety)
        error = np.sqrt(expected * (1 - expected) / effective)
        assert abs(counts[kind] / len(events) - expected) < 4.5 * error


def test_more_variety_changes_the_kind_at_least_as_often():
    few, many = (year(ActivitiesPlan(per_month=30.0, variety=variety)) for variety in (0.2, 0.8))

    def changes(events: list[Event]) -> int:
        return sum(one.kind != other.kind for one, other in itertools.pairwise(events))

    assert changes(many) > 2 * changes(few)


def test_what_nobody_was_asked_about_comes_at_its_usual_hour():
    assert all(event.slot == CHARACTERS[event.kind].usual for event in year(ActivitiesPlan()))


def test_what_is_fitted_follows_the_survey_and_leaves_the_rest_as_it_was():
    plan = ActivitiesPlan(per_month=30.0, fitted=0.3)
    programme = Programme(plan, Streams(1))
    answer = Kind.LEARNING, Slot.AFTERNOON
    asked = [event for day in range(720) for event in programme.due(day, 1.0, lambda u: answer)]
    plain = year(plan.model_copy(update={"fitted": 0.0}), days=720)
    differs = [one != other for one, other in zip(asked, plain, strict=True)]
    assert 0.2 < np.mean(differs) < 0.4
    assert all(
        (one.kind, one.slot) == answer
        for one, other in zip(asked, plain, strict=True)
        if one != other
    )


def test_a_programme_of_nothing_is_refused():
    with pytest.raises(ValidationError, match="give at least one kind of activity a weight"):
        KindsPlan(festival=0, culture=0, welfare=0, family=0, sport=0, learning=0)


def test_every_kind_has_a_character():
    assert set(CHARACTERS) == set(Kind)
    assert all(0.0 < each.quality <= 2.0 for each in CHARACTERS.values())
