"""Going, tiring and meeting in the limit: shares that a formula gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_world import World, estate_plan, only, world

from model.activities import Activities
from model.behaviour import Parameters
from model.behaviour.activities import ActivityParameters
from model.behaviour.groups import GroupParameters
from model.behaviour.ties import TieParameters
from model.groups import Groups, _founders
from model.ledger import Ledger
from model.meetings import BuildingMeetings
from model.organisation import ActivitiesPlan, KindsPlan, OrganisationPlan
from model.recorder import Recorder

SINGLES = estate_plan(count=8, stairs=2, floors=10, doors=4, mix=only(young_single=1.0))
NOTHING = {
    "reach": 1.0,
    "word": 0.0,
    "go": 0.0,
    "taste": 0.0,
    "match": 0.0,
    "audience": 0.0,
    "clash": 0.0,
    "company": 0.0,
    "liking_last": 0.0,
    "fatigue": 0.0,
    "sameness": 0.0,
    "capacity": 100_000,
    "least": 0,
    "festival_events": 1.0,  # the same number every month
}
SPORT = KindsPlan(festival=0, culture=0, welfare=0, family=0, sport=1, learning=0)
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(80)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def logistic(odds: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-odds))


def town(per_month: float = 30.0, *, seed: int = 1, **rules: float) -> tuple[World, Activities]:
    """Make an estate of people who live alone and never take to each other."""
    plan = ActivitiesPlan(per_month=per_month, kinds=SPORT, variety=0.0)
    estate = SINGLES.model_copy(update={"organisation": OrganisationPlan(activities=plan)})
    values = Parameters(
        activities=ActivityParameters(**{**NOTHING, **rules}),
        ties=TieParameters(acceptance=-20.0),
    )
    here = world(estate, values, seed=seed)
    made = Activities(
        here.estate,
        here.population,
        here.ties,
        here.accounts,
        Ledger(here.residents),
        here.dials,
        Recorder(60),
        values.activities,
        here.streams,
    )
    made.welcome()
    return here, made


def visits(here: World, made: Activities, days: int) -> np.ndarray:
    """Return who went on each day: rows days, columns residents."""
    found = np.zeros((days, here.residents.rows), bool)
    for day in range(days):
        here.ties.new_day()
        made.hold(day)
        found[day] = made.memory.last == day
    return found


def close(found: float, expected: float, number: float) -> bool:
    error = np.sqrt(expected * (1.0 - expected) / number)
    return bool(abs(found - expected) < 4.5 * error)


# -- the choice to go --------------------------------------------------------------------------


@pytest.mark.parametrize("go", [-3.0, -1.0, 0.5])
@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_shares_of_a_logit_are_logistic_in_its_terms(go: float, scale: float):
    """Going has the share of a logit, and the odds of two kinds of people keep their ratio.

    Whatever else changes for both, the ratio is that of their own terms (no third option, so
    independence of irrelevant alternatives is this).
    """
    here, made = town(go=go, match=scale)
    went = visits(here, made, 60)
    own = here.residents.interest == 3  # sport
    for who, odds in ((own, go + scale), (~own, go)):
        assert close(went[:, who].mean(), logistic(odds), went[:, who].size)


def test_channels_of_news_miss_people_independently():
    here, made = town(reach=0.3, go=20.0)
    here.accounts.table.notice[:] = 0.25
    made.access = np.full(here.residents.rows, 0.8)
    went = visits(here, made, 60)
    assert close(went.mean(), 0.8 * (1.0 - 0.7 * 0.75), went.size)


def test_no_channel_no_visit():
    here, made = town(reach=0.0, go=20.0, word=10.0)
    assert not visits(here, made, 60).any()


@pytest.mark.parametrize(("taste", "go"), [(0.0, -2.0), (2.0, -1.5), (6.0, -4.0)])
def test_who_ever_goes_is_the_mean_over_tastes(taste: float, go: float):
    """Mean rate and share who ever go: E[p] and E[1 - (1 - p)^n] over a normal liking."""
    events, reach = 12, 0.5
    rates = reach * logistic(go + taste * NODES)
    mean, ever = WEIGHTS @ rates, WEIGHTS @ (1.0 - (1.0 - rates) ** events)
    means, evers = [], []
    for seed in range(1, 5):
        here, made = town(reach=reach, taste=taste, go=go, seed=seed)
        went = visits(here, made, events)
        means.append(went.mean(axis=0))
        evers.append(went.any(axis=0))
    per_person = np.concatenate(means)
    error = per_person.std(ddof=1) / np.sqrt(per_person.size)
    assert abs(per_person.mean() - mean) < 4.5 * error
    assert close(np.concatenate(evers).mean(), ever, per_person.size)


def test_the_plan_s_two_figures_cannot_both_be():
    """At 12.5 % an event and notices that reach half, at least a quarter go in a year.

    The plan's 17 % who took part would need everybody who goes at all to go to three events in
    four, and so to hear of more than half.
    """
    reach, mean = 0.5, 0.125
    events = 14
    fewest = (mean / reach) * (1.0 - (1.0 - reach) ** events)
    assert fewest > 0.24
    # A spread of tastes beyond reason comes close to it, and not below.
    here, made = town(reach=reach, taste=10.0, go=-6.7)
    went = visits(here, made, events)
    assert went.mean() == pytest.approx(mean, abs=0.03)
    assert went.any(axis=0).mean() > went.mean() / reach * 0.95


# -- supply and staleness ----------------------------------------------------------------------


def test_without_fatigue_visits_are_in_proportion_to_supply():
    rates = []
    for per_month in (10.0, 30.0):
        here, made = town(per_month, go=-1.0)
        held = made.recorder
        visits(here, made, 90)
        rates.append(held.series("attendances").sum() / held.series("invitations").sum())
        number = held.series("invitations").sum()
        assert close(rates[-1], logistic(-1.0), number)


def test_staleness_is_a_sum_of_halvings():
    here, made = town(30.0 / 7.0, go=20.0, habit_half_life=28.0)
    visits(here, made, 7 * 12)
    events = made.recorder.series("activities").sum()
    keep = 0.5 ** (7.0 / 28.0)
    assert events > 10
    assert made.memory.tired.max() == pytest.approx((1 - keep**events) / (1 - keep), rel=1e-4)
    assert np.count_nonzero(made.memory.tired.sum(axis=0)) == 1  # of one kind alone


def test_a_series_that_tires_settles_where_going_and_resting_balance():
    """Mean field: v = logistic(go - sameness * v / (1 - keep)), v the visits an event."""
    go, sameness, half_life = 0.0, 0.15, 60.0
    here, made = town(go=go, sameness=sameness, habit_half_life=half_life)
    went = visits(here, made, 400)
    keep = 0.5 ** (1.0 / half_life)
    share = 0.5
    for _ in range(200):
        share = 0.9 * share + 0.1 * logistic(go - sameness * share / (1.0 - keep))
    assert went[250:].mean() == pytest.approx(share, rel=0.1)


# -- a building's evening ----------------------------------------------------------------------


@pytest.mark.parametrize(("reach", "go"), [(1.0, -1.0), (0.5, 0.5)])
def test_a_small_meeting_draws_the_share_of_its_logit(reach: float, go: float):
    values = Parameters(
        activities=ActivityParameters(
            meeting_reach=reach,
            meeting_go=go,
            meeting_taste=0.0,
            meeting_room=10_000,
            company=0.0,
            fatigue=0.0,
        )
    )
    here = world(SINGLES, values)
    made = BuildingMeetings(
        here.estate,
        here.population,
        here.ties,
        here.dials,
        Recorder(60),
        values.activities,
        here.streams,
    )
    made.welcome()
    made.hold_building_meetings(1.0, 30.0 / 7.0)
    shares = []
    for day in range(140):
        here.ties.new_day()
        if made.hold(day):
            shares.append(np.mean(made.memory.last == day))
    assert close(np.mean(shares), reach * logistic(go), len(shares) * here.residents.rows)


# -- groups ------------------------------------------------------------------------------------


def circle(size: int, seed: int, **rules: float) -> tuple[World, Groups]:
    """Make an estate of strangers with one group, the first so many people of it."""
    values = Parameters(groups=GroupParameters(**rules), ties=TieParameters(acceptance=-20.0))
    here = world(SINGLES, values, seed=seed)
    made = Groups(
        here.estate,
        here.population,
        here.places,
        here.ties,
        here.dials,
        Recorder(60),
        values.groups,
        here.streams,
    )
    made.welcome()
    row = made._open(0, 0)
    made.belonging.group[:size] = row
    return here, made


def months(made: Groups, number: int) -> list[int]:
    """Return the members, or none where the group has ended, at the end of each month."""
    found = []
    for month in range(number):
        made.live(30 * month + 29)
        found.append(int(made.sizes().sum()) if made.alive() else 0)
    return found


def test_members_without_ties_leave_at_a_steady_hazard():
    left = []
    for seed in range(1, 9):
        _, made = circle(500, seed, leave=0.2, tire=0.0, succeed=1.0)
        left.append(months(made, 5))
    expected = np.exp(-0.2 * np.arange(1, 6))
    for found, share in zip(np.mean(left, axis=0) / 500, expected, strict=True):
        assert close(found, share, 8 * 500)


def test_a_group_that_nobody_else_would_lead_lives_a_geometric_life():
    tire, number = 0.1, 400
    lives = []
    for seed in range(1, number + 1):
        _, made = circle(6, seed, leave=0.0, tire=tire, succeed=0.0)
        lives.append(np.count_nonzero(months(made, 12)))
    survived = [np.mean(np.array(lives) >= month) for month in (1, 6, 12)]
    for share, month in zip(survived, (1, 6, 12), strict=True):
        assert close(float(share), (1.0 - tire) ** month, number)


def test_founders_come_at_the_hazard_of_the_company_they_kept():
    here, made = circle(3, 1, found=0.02, asked=20.0)
    here.residents.sociability[:] = 1.5
    sociable = np.full(here.residents.rows, 4.0)
    wished = []
    r, b = here.residents, made.belonging
    for month in range(40):
        rows = _founders(
            month,
            0.02,
            made.keys,
            b.group,
            r.identity,
            r.present,
            r.group,
            r.sociability,
            sociable,
        )
        wished.append(rows.size)
    free = here.residents.rows - 3
    expected = 1.0 - np.exp(-0.02 * 1.5 * 4.0)
    assert close(np.sum(wished) / (40 * free), expected, 40 * free)
