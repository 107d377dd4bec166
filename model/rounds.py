"""Rounds: who looks in on older people living alone while a lockdown lasts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.behaviour.rounds import RoundParameters
from model.estate import Estate
from model.households import HouseholdKind
from model.kernels import kernel
from model.population import Population
from model.preparedness import Preparedness, lots
from model.recorder import Recorder
from model.shocks import Shock, ShockKind
from model.streams import Question, Streams
from model.ties import Ties, faded

BY_WHOM = ("leader", "group", "volunteer", "neighbour")
Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Rounds:
    """Has older people living alone visited or called, day by day, as long as they are locked in.

    The leader of a stair makes a round where asked to, and now and then without; members of its
    mutual-aid group do; a dispatcher has volunteers on call phone whoever is left. Where none of
    them is, acquaintances in the building look in, with ``1 - exp(-neighbourly * sum of ties)``.
    For daily visits by a mutual-aid grid see E120 and E121; no number here comes from them.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        preparedness: Preparedness,
        recorder: Recorder,
        parameters: RoundParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.preparedness, self.recorder, self.parameters = preparedness, recorder, parameters
        self.key = streams.keys([Question.ROUNDS])[0]

    def go(self, day: int, under_way: Sequence[Shock]) -> Rows:
        """Make the day's rounds where people are locked in; return who was visited or called."""
        places = [shock.place for shock in under_way if shock.kind == ShockKind.LOCKDOWN]
        alone = self._alone(places)
        if not alone.size:
            return alone
        self.preparedness.organise_stairs(day)
        seen = np.zeros(alone.size, np.bool_)
        for name, look_in in zip(
            BY_WHOM, (self._leaders, self._groups, self._volunteers, self._neighbours), strict=True
        ):
            new = look_in(day, alone, ~seen) & ~seen
            self.recorder.tally("lockdown_visits", group=name, count=int(new.sum()))
            seen |= new
        self.recorder.tally("lockdown_visits_needed", count=alone.size)
        self.recorder.tally("lockdown_visits", count=int(seen.sum()))
        return np.asarray(alone[seen])

    def _alone(self, places: Sequence[int]) -> Rows:
        """Return the older people living alone who are locked in."""
        h, homes = self.population.households, self.estate.dwellings
        if not places:
            return np.empty(0, np.int32)
        rows = np.flatnonzero(h.present & (h.kind == HouseholdKind.OLDER_ALONE))
        if min(places) >= 0:
            rows = rows[np.isin(homes.building[h.dwelling[rows]], places)]
        return np.asarray(h.first[rows])

    def _stairs(self, rows: Rows) -> NDArray[np.int64]:
        homes, r = self.estate.dwellings, self.population.residents
        return np.asarray(homes.stair[r.dwelling[rows]], np.int64)

    def _leaders(self, day: int, alone: Rows, _left: Flags) -> Flags:
        leader = self.preparedness.leader_of[self._stairs(alone)]
        unasked = self.parameters.unasked
        chance = unasked + (1.0 - unasked) * self.preparedness.rounds
        luck = self._luck(day, 0, np.maximum(leader, 0))
        there = (leader >= 0) & self.population.residents.present[leader]
        return np.asarray(there & (leader != alone) & (luck < chance))

    def _groups(self, day: int, alone: Rows, _left: Flags) -> Flags:
        ready = self.preparedness
        members = ready.member_rows[self.population.residents.present[ready.member_rows]]
        out = members[self._luck(day, 1, members) < self.parameters.member]
        on_round = np.bincount(self._stairs(out), minlength=ready.stairs.size)
        oneself = np.isin(alone, out)
        return np.asarray(on_round[self._stairs(alone)] - oneself > 0)

    def _volunteers(self, day: int, alone: Rows, left: Flags) -> Flags:
        """Call whoever is left, by lot, as long as there is somebody to call."""
        on_call = self.preparedness.readiness.on_call & self.population.residents.present
        calls = int(self.parameters.calls * np.count_nonzero(on_call))
        luck = np.where(left, self._luck(day, 2, alone), np.inf)
        called = np.zeros(alone.size, np.bool_)
        called[np.argsort(luck, kind="stable")[:calls]] = True
        return called & left

    def _neighbours(self, day: int, alone: Rows, _left: Flags) -> Flags:
        r, s, rules = self.population.residents, self.ties.slots, self.ties.rules
        known = _known(
            alone,
            day,
            rules.decay,
            rules.slowing,
            self.estate.dwellings.building,
            r.dwelling,
            r.present,
            r.household,
            s.partner,
            s.strength,
            s.touched,
        )
        chance = -np.expm1(-self.parameters.neighbourly * known)
        return np.asarray(self._luck(day, 3, alone) < chance)

    def _luck(self, day: int, attempt: int, rows: Rows) -> NDArray[np.float64]:
        return np.asarray(lots(day, attempt, self.key, self.population.residents.identity[rows]))


@kernel
def _known(
    rows,
    day,
    decay,
    slowing,
    building,
    dwelling,
    present,
    household,
    partner,
    strength,
    touched,
):  # type: ignore[no-untyped-def]
    """Return, for each row, the strength of ties to others in the building, added up."""
    out = np.zeros(rows.size)
    for n in range(rows.size):
        who = rows[n]
        for slot in range(partner.shape[1]):
            other = partner[who, slot]
            if other < 0 or not present[other] or household[other] == household[who]:
                continue
            if building[dwelling[other]] == building[dwelling[who]]:
                days = day - touched[who, slot]
                out[n] += faded(strength[who, slot], days, decay, slowing)
    return out
