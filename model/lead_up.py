"""Lead-up: the years before the first day, in which friends did each other favours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.asking import Request, ask_friends
from model.help import Help
from model.kernels import kernel
from model.streams import Question, Streams, four, normal, poisson
from model.ties import LEAST_LIKING, SLOTS, Ties, faded, find, grown

YEARS = 9  # strong ties halve in three to eight years
STEP = 180  # days; a step fades by halves on either side of its contacts
STEPS = YEARS * 365 // STEP
ENOUGH = 0.125  # contacts in the time in which a weak tie fades: below it few ever grow close

Numbers = NDArray[np.float64]


class LeadUp:
    """Lets close ties go through nine years in coarse steps, for favours have no simple law.

    Who is asked for a favour depends on who is close, and a favour brings closer. So the law in
    which only meetings count is where ties begin, and then meetings, fading and requests among
    friends take turns, the requests by the very rules of the days to come.
    """

    def __init__(self, ties: Ties, help_: Help, streams: Streams) -> None:
        self.ties, self.help = ties, help_
        rows = ties.slots.rows
        self.rate = np.zeros((rows, SLOTS), np.float32)  # meetings a day
        self.kick = np.zeros((rows, SLOTS), np.float32)  # mean strength that one adds
        self.keys = streams.keys([Question.LEAD_UP, Question.ASKING])

    def note(
        self,
        first: NDArray[np.int32],
        second: NDArray[np.int32],
        rate: Numbers,
        kick: Numbers,
    ) -> None:
        """Note how often pairs meet, a day, and what a meeting adds to their tie."""
        _note(first, second, rate, kick, self.ties.slots.partner, self.rate, self.kick)

    def live(self, day: int) -> None:
        """Go through the years that end on a day, then forget ties that have faded."""
        population, s = self.help.population, self.ties.slots
        homes, people = self.help.columns()
        residents, rates, kinds = population.residents, self.help.rates, self.help.kinds
        for step in range(STEPS):
            begin = day - (STEPS - step) * STEP
            _go_on(
                begin,
                self.ties.rules,
                self.keys,
                self.rate,
                self.kick,
                residents.identity,
                residents.household,
                population.households.since,
                s.partner,
                s.strength,
            )
            _do_favours(
                begin,
                rates,
                kinds,
                self.help.rules,
                self.ties.rules,
                self.keys,
                homes,
                people,
                population.households.since,
                residents.household,
                s.liking,
            )
        s.touched[:] = day
        self.ties.tidy(day)


@kernel
def _note(first, second, rate, kick, partner, rates, kicks):  # type: ignore[no-untyped-def]
    for n in range(first.size):
        a, b = first[n], second[n]
        at_a, at_b = find(a, b, partner), find(b, a, partner)
        if at_a >= 0 and at_b >= 0:
            rates[a, at_a] = rates[b, at_b] = rate[n]
            kicks[a, at_a] = kicks[b, at_b] = kick[n]


@kernel
def _sum_of_kicks(count, v, w, x):  # type: ignore[no-untyped-def]
    """Return the sum of some exponentials of mean one: by their product, or as a Gamma quantile.

    References: Wilson & Hilferty (1931), The distribution of chi-square.
    """
    if count == 1:
        return -np.log1p(-v)
    if count == 2:
        return -np.log1p(-v) - np.log1p(-w)
    if count == 3:
        return -np.log1p(-v) - np.log1p(-w) - np.log1p(-x)
    root = 1.0 - 1.0 / (9.0 * count) + normal(v) / (3.0 * np.sqrt(count))
    return count * max(root, 0.0) ** 3


@kernel
def _go_on(  # one step of all ties that meetings keep up
    begin, rules, keys, rate, kick, identity, household, since, partner, strength
):  # type: ignore[no-untyped-def]
    half = STEP // 2
    for a in range(identity.size):
        for slot in range(partner.shape[1]):
            b = partner[a, slot]
            if b <= a or rate[a, slot] <= 0.0:
                continue
            if begin < max(since[household[a]], since[household[b]]):
                continue
            now = faded(strength[a, slot], half, rules.decay, rules.slowing)
            u, v, w, x = four(keys[0, 0], keys[0, 1], begin, identity[a], identity[b], 0)
            count = poisson(u, min(rate[a, slot] * STEP, 30.0))
            if count > 0:
                added = kick[a, slot] * _sum_of_kicks(count, v, w, x)
                now += grown(added, now, rules.saturation)
            now = faded(now, STEP - half, rules.decay, rules.slowing)
            strength[a, slot] = strength[b, find(b, a, partner)] = now


@kernel
def _do_favours(
    begin, rates, kinds, rules, tie_rules, keys, homes, people, since, household, liking
):  # type: ignore[no-untyped-def]
    spent = np.zeros(people.present.size)
    people.touched[:] = begin
    for home in range(homes.first.size):
        if since[home] > begin:
            continue
        sort = (homes.children[home] > 0) + 2 * (homes.older[home] > 0)
        u, _, _, _ = four(keys[0, 0], keys[0, 1], begin, homes.identity[home], 0, 1)
        for n in range(poisson(u, min(rates[sort] * STEP, 30.0))):
            u, v, w, x = four(keys[0, 0], keys[0, 1], begin, homes.identity[home], 0, 2 + n)
            who = homes.first[home] + int(u * homes.size[home])
            if people.group[who] == 0:
                who = homes.first[home]
            kind = 0
            while kind < kinds.shape[1] - 1 and v >= kinds[sort, kind]:
                kind += 1
            request = Request(who, begin + n, 0, kind, rules.hours, w < rules.daytime, False)
            answer = ask_friends(request, x < 5.0 / 7.0, rules, keys, people, spent)
            friend = answer.helper
            if friend < 0 or since[household[friend]] > begin:
                continue
            slot, mirror = find(who, friend, people.partner), find(friend, who, people.partner)
            now = people.strength[who, slot]
            u, _, _, _ = four(
                keys[0, 0], keys[0, 1], begin, people.identity[who], people.identity[friend], 3 + n
            )
            kick = -np.log1p(-u) * tie_rules.favour * max(liking[who, slot], LEAST_LIKING)
            now += grown(kick, now, tie_rules.saturation)
            people.strength[who, slot] = people.strength[friend, mirror] = now
