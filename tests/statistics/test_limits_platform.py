"""The platform in the limit: Bass (1969), on the real platform with everybody alike."""

from __future__ import annotations

import numpy as np
import pytest
from small_world import estate_plan, world

from model.behaviour.platform import PlatformParameters
from model.organisation import OrganisationPlan, PlatformPlan
from model.outlook import Outlook
from model.platform import Platform, bass_chance
from model.recorder import Recorder

SHAPE = {"count": 1, "stairs": 20, "floors": 30, "doors": 8}  # one building is one quarter
YEARS = 30.0 / 365.0


def adoption(p: float, q: float, months: int) -> tuple[np.ndarray, int]:
    """Return the share who have begun after each month, and how many could."""
    plan = estate_plan(**SHAPE, owner_leaves=0.0, renter_leaves=0.0)
    today = PlatformPlan(years=0.0, forced=0.0)
    town = world(
        plan.model_copy(update={"organisation": OrganisationPlan(platform=today)}), seed=11
    )
    assert town.estate.quarters == 1
    parameters = PlatformParameters.model_validate(
        {"adoption": {"innovation": p, "imitation": q, "needed": 0.0}}
    )
    outlook = Outlook(town.residents, town.ties, town.parameters.outlook, town.streams)
    outlook.welcome()
    platform = Platform(
        town.estate,
        town.population,
        town.accounts,
        town.ties,
        outlook,
        Recorder(1),
        parameters,
        town.streams,
    )
    adults = town.residents.present & (town.residents.group > 0)
    share = []
    for month in range(months):
        platform.log_in(30 * month)
        share.append(town.accounts.table.adopted[adults].mean())
    return np.array(share), int(adults.sum())


def curve(p: float, q: float, t: np.ndarray) -> np.ndarray:
    gone = np.exp(-(p + q) * t)
    return (1.0 - gone) / (1.0 + q / p * gone)


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.0), (0.1, 1.0), (0.03, 0.38), (0.02, 2.0)])
def test_the_share_of_users_follows_the_curve_of_bass(p: float, q: float):
    months = 120
    share, people = adoption(p, q, months)
    t = YEARS * np.arange(1, months + 1)
    expected = curve(p, q, t)
    # early luck is carried along by imitation: the spread of the time shift is about
    # 1 / sqrt(N p (p + q)) / (p + q), and moves the curve by its slope
    slope = (p + q * expected) * (1.0 - expected)
    early = 1.0 / np.sqrt(people * p * (p + q)) if q > 0 else 0.0
    spread = np.sqrt(expected * (1.0 - expected) / people) + slope * early
    assert (np.abs(share - expected) < 4.5 * spread).all()


def test_most_begin_when_the_curve_says():
    p, q = 0.02, 2.0
    share, _ = adoption(p, q, 72)
    fresh = np.diff(share, prepend=0.0)
    smooth = np.convolve(fresh, np.ones(5) / 5, mode="same")
    peak = np.log(q / p) / (p + q)
    assert abs(YEARS * (np.argmax(smooth) + 0.5) - peak) < 0.25


@pytest.mark.parametrize("share", [0.0, 0.2, 0.9])
def test_two_steps_are_one_step_of_twice_the_time(share: float):
    def later(today: float, years: float) -> float:
        return today + (1.0 - today) * float(bass_chance(today, 0.03, 0.38, years))

    assert later(later(share, 0.4), 0.4) == pytest.approx(later(share, 0.8), abs=1e-12)
