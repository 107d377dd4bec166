"""Disputes: from annoyance to grievance to conflict to action."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_world import World, estate_plan, only, world

from model.behaviour import Parameters
from model.behaviour.disputes import (
    AnnoyanceParameters,
    ChannelParameters,
    DisputeParameters,
    SeverityParameters,
)
from model.behaviour.outlook import OutlookParameters
from model.cases import Channel
from model.disputes import Disputes, choose_channel
from model.exposures import Trigger
from model.grievances import Grievances, State
from model.outlook import Outlook, Stock

FINE = (np.arange(200_000) + 0.5) / 200_000
SINGLES = only(middle_aged=1.0)  # two adults each
SURE = {trigger.name.lower(): 20.0 for trigger in Trigger}


class Quarrels:
    """An estate in which the test says who has to put up with what."""

    def __init__(
        self,
        *,
        flats: int = 40,
        annoyance: dict[str, float] | None = None,
        severity: dict[str, float] | None = None,
        channel: dict[str, float] | None = None,
        memory: float = 30.0,
    ) -> None:
        parameters = Parameters(
            disputes=DisputeParameters(
                annoyance=AnnoyanceParameters(**{"sensitivity": 0.0} | (annoyance or {})),
                severity=SeverityParameters(**(severity or {})),
                channel=ChannelParameters(**(channel or {})),
                memory=memory,
            ),
            outlook=OutlookParameters(disposition_spread=0.0),
        )
        self.town: World = world(
            estate_plan(stairs=flats // 40, floors=10, doors=4, mix=SINGLES), parameters
        )
        residents, streams = self.town.residents, self.town.streams
        self.grievances = Grievances(residents, parameters.disputes)
        self.outlook = Outlook(residents, self.town.ties, parameters.outlook, streams)
        for part in (self.grievances, self.outlook):
            part.welcome()
        self.disputes = Disputes(
            self.town.population,
            self.town.ties,
            self.grievances,
            self.outlook,
            self.town.exposures,
            self.town.accounts,
            parameters.disputes,
            self.town.encounters.home,
            streams,
        )

    def suffer(
        self,
        day: int,
        pairs: list[tuple[int, int]],
        trigger: Trigger = Trigger.LEAK,
        *,
        level: float = 0.0,
        night: bool = False,
    ) -> Any:
        """Live a day on which (household, resident) pairs are listed."""
        e = self.town.exposures
        e.clear()
        e.room_for(len(pairs))
        e.rows = len(pairs)
        e.source[:], e.victim[:] = np.array(pairs).T
        e.trigger[:], e.level[:], e.night[:] = trigger, level, night
        return self.disputes.quarrel(day, np.full(1, 24.0))

    def strangers(self) -> list[tuple[int, int]]:
        """Pair every resident with the next household."""
        r, size = self.town.residents, self.town.population.households.rows
        return [((int(r.household[who]) + 1) % size, who) for who in range(r.rows)]


def annoyed_share(quarrels: Quarrels, days: int, **how: Any) -> tuple[float, float]:
    """Return the share annoyed, and the standard error of a share."""
    pairs = quarrels.strangers()
    annoyed = 0
    for day in range(days):
        quarrels.suffer(day, pairs, **how)
        annoyed += int(quarrels.disputes.annoyed.sum())
    size = days * len(pairs)
    share = annoyed / size
    return share, np.sqrt(share * (1 - share) / size)


def logistic(x: float) -> float:
    return 1 / (1 + np.exp(-x))


@pytest.mark.parametrize("level", [-5.0, 0.0, 8.0])
def test_annoyance_is_a_logit_in_the_level(level: float):
    quarrels = Quarrels(annoyance={"leak": -0.4, "per_decibel": 0.2})
    share, error = annoyed_share(quarrels, 60, level=level)
    assert share == pytest.approx(logistic(-0.4 + 0.2 * level), abs=4.5 * error)


@pytest.mark.parametrize("strength", [0.5, 2.0])
def test_annoyance_falls_with_the_tie_to_whoever_causes_it(strength: float):
    quarrels = Quarrels(annoyance={"leak": 0.5, "tie": 0.6})
    t = quarrels.town
    firsts = t.population.households.first
    pairs = [(int(firsts[by]), who) for by, who in quarrels.strangers()]
    first, second = np.array(pairs, np.int32).T
    for day in range(60):
        t.ties.part(np.arange(t.residents.rows, dtype=np.int32))
        t.ties.acquaint(first, second, np.full(first.size, strength), np.ones(first.size), day)
        quarrels.suffer(day, quarrels.strangers())
        quarrels.total = getattr(quarrels, "total", 0) + int(quarrels.disputes.annoyed.sum())
    share = quarrels.total / (60 * first.size)
    error = np.sqrt(share * (1 - share) / (60 * first.size))
    assert share == pytest.approx(logistic(0.5 - 0.6 * strength), abs=4.5 * error)


def test_sensitive_people_and_nights_are_more_annoying():
    plain = annoyed_share(Quarrels(annoyance={"leak": -1.0}), 20)[0]
    night = Quarrels(annoyance={"leak": -1.0, "night": 1.0})
    assert annoyed_share(night, 20, night=True)[0] > plain
    sensitive = Quarrels(annoyance={"leak": -1.0, "sensitivity": 1.0})
    sensitive.town.residents.sensitivity[:] = 2.0
    assert annoyed_share(sensitive, 20)[0] > plain


def test_nobody_is_annoyed_by_their_own_household_by_the_departed_or_as_a_child():
    quarrels = Quarrels(annoyance=SURE)
    r, h = quarrels.town.residents, quarrels.town.population.households
    quarrels.suffer(0, [(int(r.household[0]), 0)])
    assert quarrels.disputes.annoyed.sum() == 0
    h.present[5] = False
    quarrels.suffer(0, [(5, 0)])
    assert quarrels.disputes.annoyed.sum() == 0
    r.group[0] = 0
    quarrels.suffer(0, [(6, 0)])
    assert quarrels.disputes.annoyed.sum() == 0
    r.present[1] = False
    quarrels.suffer(0, [(6, 1)])
    assert quarrels.disputes.annoyed.sum() == 0
    assert not (quarrels.grievances.slots.against >= 0).any()


def test_building_work_annoys_whoever_is_at_home_and_a_leak_waits_for_everybody():
    leak = annoyed_share(Quarrels(annoyance=SURE), 20, trigger=Trigger.LEAK)[0]
    work = annoyed_share(Quarrels(annoyance=SURE), 20, trigger=Trigger.RENOVATION)[0]
    assert leak == pytest.approx(1.0)
    home = Quarrels().town.encounters.home
    assert home.min() < work < home.max()


def test_an_annoyance_adds_as_much_grievance_as_its_kind_on_average():
    quarrels = Quarrels(flats=800, annoyance=SURE, severity={"leak": 5.0}, channel={"act": -20})
    pairs = quarrels.strangers()
    quarrels.suffer(0, pairs)
    held = [quarrels.grievances.level(who, by, 0) for by, who in pairs]
    assert np.mean(held) == pytest.approx(5.0, abs=4.5 * 5.0 / np.sqrt(len(held)))
    assert np.std(held) == pytest.approx(5.0, rel=0.15)


def boil(quarrels: Quarrels, day: int, *, times: float) -> int:
    """Set one grievance to so many tolerances and add a trifle; return latent conflicts."""
    slots, r = quarrels.grievances.slots, quarrels.town.residents
    by = int(r.household[0]) + 1
    if not (slots.against[0] == by).any():
        quarrels.grievances.add(0, by, 0.0, day)
    slot = int(np.flatnonzero(slots.against[0] == by)[0])
    slots.level[0, slot] = times * r.tolerance[0]
    slots.touched[0, slot] = day
    quarrels.suffer(day, [(by, 0)])
    return int(quarrels.disputes.latent.sum())


def test_a_grievance_boils_over_once_and_again_only_after_cooling_to_half():
    quarrels = Quarrels(annoyance=SURE, severity={"leak": 1e-6}, channel={"act": -20})
    assert boil(quarrels, 0, times=0.9) == 0
    assert boil(quarrels, 1, times=1.1) == 1
    assert quarrels.disputes.boiled.tolist() == [0]
    assert boil(quarrels, 2, times=1.5) == 0  # still the same conflict
    assert boil(quarrels, 3, times=0.6) == 0
    assert boil(quarrels, 4, times=1.1) == 0  # it had not cooled down
    assert boil(quarrels, 5, times=0.4) == 0
    assert boil(quarrels, 6, times=1.1) == 1


def test_conflicts_cost_trust_in_neighbours_and_in_rules_and_none_in_the_company():
    quarrels = Quarrels(annoyance=SURE, severity={"leak": 1e-6}, channel={"act": -20})
    boil(quarrels, 0, times=2.0)
    bad = quarrels.outlook.evidence.bad
    assert bad[0, Stock.NEIGHBOURS] > 0 and bad[0, Stock.RULES] > 0
    assert bad[0, Stock.COMPANY] == 0
    assert not bad[1:].any()


def test_whoever_acts_has_a_case_and_does_not_act_on_it_again():
    quarrels = Quarrels(annoyance=SURE, severity={"leak": 100.0}, channel={"act": 20})
    pairs = quarrels.strangers()
    actions = quarrels.suffer(0, pairs)
    assert actions.complainant.size == pytest.approx(len(pairs), abs=0.25 * len(pairs))
    against = dict(zip(actions.complainant.tolist(), actions.accused.tolist(), strict=True))
    assert all(against[who] == by for by, who in pairs if who in against)
    slots = quarrels.grievances.slots
    assert (slots.state[actions.complainant, 0] == State.CASE).all()
    again = quarrels.suffer(1, pairs)
    assert not set(again.complainant.tolist()) & set(against)


def test_nobody_acts_on_what_they_still_bear():
    quarrels = Quarrels(annoyance=SURE, severity={"leak": 1e-6}, channel={"act": 20})
    assert quarrels.suffer(0, quarrels.strangers()).complainant.size == 0
    assert quarrels.disputes.latent.sum() == 0


def shares(*utilities: float) -> np.ndarray:
    chosen = [choose_channel(u, *utilities) for u in FINE]
    return np.bincount(chosen, minlength=3) / FINE.size


@pytest.mark.parametrize(
    "utilities", [(0.0, 0.0, 0.0), (1.0, 0.2, -0.7), (-3.0, 2.0, 0.0), (500.0, 499.0, 0.0)]
)
def test_shares_of_the_channels_are_a_softmax(utilities):
    weights = np.exp(np.array(utilities) - max(utilities))
    assert shares(*utilities) == pytest.approx(weights / weights.sum(), abs=2e-5)


def test_only_differences_of_utility_matter():
    assert shares(1.0, 0.2, -0.7).tolist() == shares(11.0, 10.2, 9.3).tolist()


@pytest.mark.parametrize("formal", [-1e9, -1.0, 2.0])
def test_the_odds_of_two_channels_do_not_depend_on_the_third(formal: float):
    private, company, _ = shares(0.8, 0.1, formal)
    assert private / company == pytest.approx(np.exp(0.7), rel=1e-3)


def test_a_choice_moves_to_a_channel_only_when_that_channel_gains():
    before = [choose_channel(u, 0.3, 0.0, -0.2) for u in FINE[::100]]
    after = [choose_channel(u, 0.3, 0.0, 0.4) for u in FINE[::100]]
    assert all(new in (old, Channel.FORMAL) for old, new in zip(before, after, strict=True)
               if old == Channel.COMPANY)  # fmt: skip
    assert after.count(Channel.FORMAL) > before.count(Channel.FORMAL)


def channels(**channel: float) -> np.ndarray:
    """Return the shares of the three channels when all strangers act on one day."""
    quarrels = Quarrels(
        flats=800, annoyance=SURE, severity={"leak": 100.0}, channel={"act": 20, **channel}
    )
    actions = quarrels.suffer(0, quarrels.strangers())
    return np.bincount(actions.channel, minlength=3) / actions.channel.size


def test_the_channels_chosen_in_the_model_have_the_logits_shares():
    flat = {"tie": 0.0, "trust": 0.0, "wait": 0.0, "severity": 0.0, "history": 0.0}
    found = channels(private=0.5, company=0.0, formal=-0.5, **flat)
    weights = np.exp([0.5, 0.0, -0.5])
    expected = weights / weights.sum()
    assert np.abs(found - expected).max() < 4.5 * 0.5 / np.sqrt(1500)


def test_trust_draws_people_to_the_company_and_severity_to_the_formal_line():
    plain = channels(trust=0.0, severity=0.0)
    assert channels(trust=5.0, severity=0.0)[Channel.COMPANY] > plain[Channel.COMPANY] + 0.1
    severe = channels(trust=0.0, severity=2.0)
    assert severe[Channel.FORMAL] > plain[Channel.FORMAL] + 0.1
    assert severe[Channel.PRIVATE] < plain[Channel.PRIVATE]
