"""What becomes known of a case, to whom, and how much that can do in a month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_world import World, estate_plan, world

from model.behaviour.news import NewsParameters
from model.cases import Cases, Outcome
from model.news import News
from model.outlook import Outlook, Stock
from model.recorder import Recorder

ALWAYS = {"post": 20.0, "praise": 20.0}


class Town:
    """A quarter of 600 flats, a list of cases, and nothing else that happens."""

    def __init__(self, *, seed: int = 1, quarters: int = 1, **values: float) -> None:
        plan = estate_plan(
            count=quarters, stairs=15, floors=10, doors=4, owner_leaves=0.0, renter_leaves=0.0
        )
        self.world: World = world(plan, seed=seed)
        w = self.world
        self.outlook = Outlook(w.residents, w.ties, w.parameters.outlook, w.streams)
        self.outlook.welcome()
        w.residents.trust_company[:] = 0.3
        self.recorder = Recorder(12)
        self.news = News(
            w.estate,
            w.population,
            w.accounts,
            self.outlook,
            self.recorder,
            NewsParameters.model_validate({**ALWAYS, **values}),
            w.streams,
        )
        self.news.welcome()
        self.cases = Cases(0, room=256)

    @property
    def adults(self) -> np.ndarray:
        r = self.world.residents
        return r.present & (r.group > 0)

    def close(
        self,
        *,
        fair: int,
        day: int = 1,
        flat: int = 0,
        severity: float = 1.0,
        outcome: Outcome = Outcome.SETTLED,
        handled: bool = True,
        circle: bool = False,
    ) -> int:
        """Close a case between neighbours today; return how many read of it."""
        c, w = self.cases, self.world
        row = c.add(1).start
        homes = w.estate.dwellings.household
        c.complainant[row] = w.population.households.first[homes[flat]]
        c.accused[row] = homes[flat + 1]
        c.fair[row], c.severity[row], c.outcome[row], c.handled[row] = (
            fair,
            severity,
            outcome,
            handled,
        )
        before = self.readers()
        self.news.publish(day, c, [row], circle=circle)
        return self.readers() - before

    def readers(self) -> int:
        return int(sum(self.recorder.series("readers", g).sum() for g in ("bad", "good")))

    def heard(self, which: str) -> Any:
        return getattr(self.outlook.evidence, which)[:, Stock.COMPANY]


def test_an_unfair_handling_reaches_people_who_had_no_part_in_it():
    town = Town(chat=0.2)
    assert town.close(fair=0, outcome=Outcome.FAILED) > 100
    assert town.heard("bad").sum() > 0
    assert town.heard("good").sum() == 0


def test_a_fair_settlement_is_good_news():
    town = Town(chat=0.2)
    assert town.close(fair=2) > 100
    assert town.heard("good").sum() > 0
    assert town.heard("bad").sum() == 0


@pytest.mark.parametrize(
    "case",
    [{"handled": False}, {"outcome": Outcome.WITHDRAWN}, {"fair": 2, "outcome": Outcome.IMPOSED}],
    ids=["not handled", "withdrawn", "fair but imposed"],
)
def test_what_nobody_judged_is_no_news(case: dict[str, Any]):
    assert Town(chat=1.0).close(**{"fair": 0, **case}) == 0


def test_the_parties_know_already():
    town = Town(chat=1.0)
    town.close(fair=0)
    r = town.world.residents
    parties = np.isin(r.dwelling, [0, 1])
    assert (town.heard("bad")[parties] == 0).all()
    assert (town.heard("bad")[town.adults & ~parties] > 0).all()


def test_children_read_nothing():
    town = Town(chat=1.0)
    town.close(fair=0)
    assert (town.heard("bad")[~town.adults] == 0).all()


def test_news_stays_in_its_quarter():
    town = Town(chat=1.0, quarters=2)
    assert town.world.estate.quarters == 2
    town.close(fair=0)
    away = town.world.estate.dwellings.quarter[town.world.residents.dwelling] == 1
    assert (town.heard("bad")[away] == 0).all()


def test_without_reposts_readers_are_a_binomial_share():
    town = Town(chat=0.1, repost=0.0)
    readers = town.close(fair=1)
    able = town.adults.sum()
    assert abs(readers - 0.1 * able) < 4.5 * np.sqrt(able * 0.09) + 5


def test_a_circle_adds_readers_among_those_who_are_active_there():
    shut, still, open_ = (Town(repost=0.0, circle=0.5) for _ in range(3))
    for town in (shut, open_):
        town.world.accounts.table.circle[:] = True
    few, none, many = (
        shut.close(fair=1),
        still.close(fair=1, circle=True),
        open_.close(fair=1, circle=True),
    )
    assert few == none
    assert many > 4 * few


def test_a_graver_case_is_passed_on_further():
    light, grave = (
        sum(Town(seed=seed).close(fair=0, severity=severity) for seed in range(10))
        for severity in (0.1, 3.0)
    )
    assert grave > light


def test_trust_keeps_a_rumour_small():
    def readers(trust: float) -> int:
        total = 0
        for seed in range(10):
            town = Town(seed=seed)
            town.world.residents.trust_company[:] = trust
            total += town.close(fair=0, severity=2.0)
        return total

    assert readers(1.0) < readers(0.0)


def test_an_answer_within_hours_stops_most_reposts():
    def readers(answers: bool) -> int:
        total = 0
        for seed in range(10):
            town = Town(seed=seed, repost=0.03)
            town.news.watch(float(answers))
            total += town.close(fair=0, severity=1.5)
        return total

    assert readers(True) < 0.6 * readers(False)


def test_an_answer_that_comes_late_is_worth_less():
    def readers(hours: float) -> int:
        total = 0
        for seed in range(10):
            town = Town(seed=seed, repost=0.03, answer_hours=hours)
            town.news.watch(1.0)
            total += town.close(fair=0, severity=1.5)
        return total

    assert readers(2.0) < readers(13.0) <= readers(100.0)


def test_a_month_of_bad_news_is_bounded_for_each_reader():
    town = Town(chat=1.0, limit=0.5, signal=0.4)
    for flat in range(10, 60, 2):
        town.close(fair=0, flat=flat, severity=3.0)
    heard = town.heard("bad")
    assert heard.max() <= 0.5 + 1e-5
    assert heard.max() > 0.49
    town.close(fair=0, day=30, flat=100)  # a new month, a new limit
    assert town.heard("bad").max() > 0.6


def test_two_posts_are_worth_what_one_of_both_signals_is():
    twice, once = Town(chat=1.0, signal=0.2), Town(chat=1.0, signal=0.4)
    for flat in (10, 20):
        twice.close(fair=0, flat=flat)
    once.close(fair=0, flat=10)
    assert twice.heard("bad").max() == pytest.approx(once.heard("bad").max(), abs=1e-6)


def test_a_crisis_is_possible_and_rare():
    crises = 0.0
    for seed in range(40):
        town = Town(seed=seed)
        town.close(fair=0, severity=1.0)
        crises += town.recorder.series("opinion_crises").sum()
    assert crises <= 3
    wild = Town(repost=0.2)
    wild.close(fair=0, severity=3.0)
    assert wild.recorder.series("opinion_crises").sum() == 1


def test_the_worse_the_handling_the_likelier_it_is_told():
    def told(fair: int, severity: float) -> float:
        town = Town(post=-1.0)
        for flat in range(0, 400, 2):
            town.close(fair=fair, severity=severity, flat=flat)
        return float(town.recorder.series("posts", "bad").sum())

    assert told(0, 2.0) > told(0, 0.1)
    assert told(0, 1.0) > told(1, 1.0)
