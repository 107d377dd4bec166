"""Dials scale inputs that somebody could change with hands, money or hours; never an outcome."""

from __future__ import annotations

import re
from dataclasses import fields

import numpy as np
import pytest

from model.dials import Dials

# Every dial there is, with its unit. A new one is written down here on purpose: is it a thing
# that a manager can turn, or is it what the model is there to find out?
UNITS = {
    "loud_hours": "h/day",
    "litter_hours": "h/day",
    "things_stored": "m3",
    "parked_outside_marks": "h/day",
    "parking_spaces": "spaces",
    "corridor_hours": "h/day",
    "green_plots": "m2",
    "passing": "1/day",
    "visiting": "h/day",
    "events": "1/month",
    "reach": "share",
}
OUTCOMES = re.compile(
    r"incident|annoy|grievance|complain|dispute|conflict|settle|consent|resol|success|trust"
    r"|attendance|participat|who (go|come|attend)|friend|tie\b|ties\b|help given|lonel|satisf",
    re.IGNORECASE,
)


def about(name: str) -> tuple[str, str]:
    item = next(item for item in fields(Dials) if item.name == name)
    return item.metadata["about"], item.metadata["unit"]


def test_the_dials_are_the_ones_written_down_here_with_their_units():
    assert {item.name: item.metadata["unit"] for item in fields(Dials)} == UNITS


@pytest.mark.parametrize("name", UNITS)
def test_no_dial_speaks_of_an_outcome(name: str):
    for text in (name.replace("_", " "), *about(name)):
        assert not OUTCOMES.search(text), text


@pytest.mark.parametrize("word", ["incidents a day", "settled cases", "trust in the company"])
def test_a_dial_that_spoke_of_an_outcome_would_be_noticed(word: str):
    assert OUTCOMES.search(word)


def test_at_rest_every_dial_is_1():
    dials = Dials()
    dials.rest(5)
    for item in fields(Dials):
        value = getattr(dials, item.name)
        assert np.all(np.asarray(value) == 1.0), item.name
        if isinstance(value, np.ndarray):
            assert value.size == 5


def test_turned_dials_come_to_rest_again():
    dials = Dials()
    dials.rest(3)
    dials.loud_hours *= 0.5
    dials.reach *= 2.0
    dials.rest(3)
    assert (dials.loud_hours == 1.0).all()
    assert dials.reach == 1.0
