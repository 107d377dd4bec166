"""Disputes: annoyance becomes grievance, grievance boils over, somebody acts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.accounts import Accounts
from model.behaviour.disputes import DisputeParameters
from model.calendar import day_kind
from model.exposures import Exposures, Trigger
from model.grievances import Grievances, add_grievance
from model.kernels import kernel
from model.outlook import Outlook, Stock
from model.population import Population
from model.streams import Question, Streams, four
from model.ties import Ties, closest


class Rules(NamedTuple):
    """Numbers that the kernel needs."""

    per_decibel: float
    night: float
    sensitivity: float
    tie: float
    fading: float
    act: float
    act_anger: float
    act_again: float
    private: float
    company: float
    formal: float
    channel_tie: float
    trust: float
    wait: float
    severity: float
    history: float


class Actions(NamedTuple):
    """Who acted today: one row a case to open."""

    complainant: NDArray[np.int32]
    accused: NDArray[np.int32]
    trigger: NDArray[np.int8]
    severity: NDArray[np.float64]
    channel: NDArray[np.int8]
    night: NDArray[np.bool_]


class Disputes:
    """Turns the day's exposures into grievances, conflicts and actions.

    Annoyance is a logit in level, sensitivity and the tie with whoever causes it (Benz et al.
    2021); a grievance is a leaky stock that boils over at the person's tolerance (a latent
    conflict); acting and the channel are a nested choice (Felstiner, Abel & Sarat 1980).
    """

    def __init__(
        self,
        population: Population,
        ties: Ties,
        grievances: Grievances,
        outlook: Outlook,
        exposures: Exposures,
        accounts: Accounts,
        parameters: DisputeParameters,
        home: NDArray[np.float64],
        streams: Streams,
    ) -> None:
        self.population, self.ties, self.grievances = population, ties, grievances
        self.outlook, self.exposures, self.parameters = outlook, exposures, parameters
        self.accounts, self.home = accounts, home
        a, c = parameters.annoyance, parameters.channel
        names = [trigger.name.lower() for trigger in Trigger]
        self.odds = np.array([getattr(a, name) for name in names])
        self.stakes = np.array([getattr(parameters.severity, name) for name in names])
        self.rules = Rules(
            a.per_decibel,
            a.night,
            a.sensitivity,
            a.tie,
            grievances.fading,
            c.act,
            c.act_anger,
            c.act_again,
            c.private,
            c.company,
            c.formal,
            c.tie,
            c.trust,
            c.wait,
            c.severity,
            c.history,
        )
        self.keys = streams.keys([Question.ANNOYANCE, Question.ACTION])
        self.annoyed = np.zeros(len(Trigger), np.int64)
        self.latent = np.zeros(len(Trigger), np.int64)
        self.boiled = np.zeros(0, np.int32)  # residents whose grievance boiled over today

    def quarrel(self, day: int, expected_wait: NDArray[np.float64]) -> Actions:
        """Let people be annoyed, boil over and act.

        ``expected_wait`` is how long each quarter is used to wait for its company, in hours.
        """
        e, r, g, t = self.exposures, self.population.residents, self.grievances.slots, self.ties
        s = t.slots
        self.annoyed[:] = 0
        self.latent[:] = 0
        hurt, boiled, actions = _quarrel(
            day,
            self.home[day_kind(day)],
            np.log2(np.maximum(expected_wait, 1.0) / 24.0),
            self.rules,
            self.odds,
            self.stakes,
            self.keys,
            e.source,
            e.victim,
            e.trigger,
            e.level,
            e.night,
            self.population.households.identity,
            self.population.households.present,
            self.population.estate.dwellings.quarter,
            r.dwelling,
            r.identity,
            r.household,
            r.present,
            r.group,
            r.rhythm,
            r.sensitivity,
            r.tolerance,
            r.trust_company,
            self.accounts.table.easier,
            t.rules.decay,
            t.rules.slowing,
            s.partner,
            s.strength,
            s.touched,
            g.against,
            g.level,
            g.touched,
            g.state,
            g.tries,
            self.annoyed,
            self.latent,
        )
        self.boiled = boiled
        p = self.outlook.parameters
        if hurt.size:
            self.outlook.hear(hurt, Stock.NEIGHBOURS, bad=p.annoyance_signal)
        if boiled.size:
            self.outlook.hear(boiled, Stock.NEIGHBOURS, bad=p.conflict_signal)
            self.outlook.hear(boiled, Stock.RULES, bad=p.conflict_signal)
        return Actions(*actions)


@kernel
def choose_channel(u, private, company, formal):  # type: ignore[no-untyped-def]
    """Turn one number into a channel by a logit: 0 private, 1 company, 2 formal."""
    top = max(private, company, formal)
    a, b, c = np.exp(private - top), np.exp(company - top), np.exp(formal - top)
    x = u * (a + b + c)
    if x < a:
        return 0
    return 1 if x < a + b else 2


@kernel
def _at_home(trigger, night, share):  # type: ignore[no-untyped-def]
    if night:
        return 0.9
    if trigger in (0, 4):  # evenings
        return max(share, 0.6)
    return share if trigger == 6 else 1.0


@kernel
def _quarrel(  # noqa: C901, PLR0915  one pass over the exposures
    day,
    home,
    log_wait,
    rules,
    odds,
    stakes,
    keys,
    source,
    victim,
    trigger,
    level,
    night,
    source_identity,
    source_present,
    quarter,
    dwelling,
    identity,
    household,
    present,
    group,
    rhythm,
    sensitivity,
    tolerance,
    trust_company,
    easier,
    decay,
    slowing,
    partner,
    strength,
    touched_tie,
    against,
    grievance,
    touched,
    state,
    tries,
    annoyed,
    latent,
):  # type: ignore[no-untyped-def]
    room = source.size
    hurt = np.empty(room, np.int32)
    boiled = np.empty(room, np.int32)
    acting = np.empty(room, np.int32)
    accused = np.empty(room, np.int32)
    kinds = np.empty(room, np.int8)
    severities = np.empty(room, np.float64)
    channels = np.empty(room, np.int8)
    nights = np.empty(room, np.bool_)
    hurts = boils = acts = 0
    for n in range(room):
        who, by, kind = victim[n], source[n], trigger[n]
        if not present[who] or group[who] == 0 or household[who] == by or not source_present[by]:
            continue
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, identity[who], source_identity[by], kind)
        if v >= _at_home(kind, night[n], home[rhythm[who]]):
            continue
        score = odds[kind] + rules.sensitivity * sensitivity[who] + rules.per_decibel * level[n]
        if night[n]:
            score += rules.night
        chance = 1.0 / (1.0 + np.exp(-score))
        if u >= chance:  # a tie only lowers the chance, so it need not be looked up
            continue
        near = closest(who, by, day, decay, slowing, household, partner, strength, touched_tie)
        if u >= 1.0 / (1.0 + np.exp(-(score - rules.tie * near))):
            continue
        annoyed[kind] += 1
        hurt[hurts] = who
        hurts += 1
        # how bad it was: exponential about the mean of its kind, so that one bad time can do
        bad, _, _, _ = four(
            keys[0, 0], keys[0, 1], day, identity[who], source_identity[by], 16 + kind
        )
        amount = -np.log1p(-bad) * stakes[kind] * (1.5 if night[n] else 1.0)
        slot = add_grievance(
            who, by, amount, day, rules.fading, against, grievance, touched, state, tries
        )
        if slot < 0:
            continue
        ratio = grievance[who, slot] / tolerance[who]
        if state[who, slot] == 1 and ratio - amount / tolerance[who] < 0.5:  # it had cooled down
            state[who, slot] = 0
        if state[who, slot] == 0 and ratio > 1.0:
            state[who, slot] = 1
            latent[kind] += 1
            boiled[boils] = who
            boils += 1
        if state[who, slot] != 1:
            continue
        anger = np.log2(max(ratio, 1.0))
        again = rules.act_again if tries[who, slot] > 0 else 0.0
        if w >= 1.0 / (1.0 + np.exp(-rules.act - rules.act_anger * anger - again)):
            continue
        severity = min(anger + 0.1 * stakes[kind], 3.0)
        channel = choose_channel(
            x,
            rules.private + rules.channel_tie * near - rules.severity * severity,
            rules.company
            + easier[who]
            + rules.trust * trust_company[who]
            - rules.wait * log_wait[quarter[dwelling[who]]],
            rules.formal + rules.severity * severity + rules.history * min(tries[who, slot], 3),
        )
        state[who, slot] = 2
        acting[acts], accused[acts], kinds[acts] = who, by, kind
        severities[acts], channels[acts], nights[acts] = severity, channel, night[n]
        acts += 1
    done = slice(0, acts)
    filed = (acting[done], accused[done], kinds[done], severities[done], channels[done])
    return hurt[:hurts], boiled[:boils], (*filed, nights[done])
