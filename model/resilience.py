"""Resilience: how well an estate would bear a shock, were one to come today."""

from __future__ import annotations

import numpy as np

from model.activities import Activities
from model.circles import WIDEST, circle, strangers
from model.emergencies import Emergencies, lost_service
from model.estate import Estate
from model.kernels import kernel
from model.population import Population
from model.recorder import Recorder
from model.shocks import WEEK, ShockKind
from model.ties import Ties

PARTS = ("collaboration", "organisation", "supplies", "information", "continuity")
MONTH = 30.0  # days over which service is looked at


class Resilience:
    """A composite of five parts between 0 and 1, each worked out from state, nothing drawn.

    *Collaboration* is the mean chance that a resident's need in a storm would be met by a
    neighbour, by the same chances as in a real one; *organisation* the mean of stairs with a
    leader and adults who remember a drill; *supplies* the mean of a week's stock and clear fire
    lanes; *information* whom a warning reaches by notice or through acquaintances;
    *continuity* the service kept over a month. References: Cutter, Burton & Emrich (2010),
    Disaster resilience indicators for benchmarking baseline conditions: parts of equal weight.
    """

    def __init__(
        self,
        estate: Estate,
        population: Population,
        ties: Ties,
        activities: Activities,
        emergencies: Emergencies,
        recorder: Recorder,
    ) -> None:
        self.estate, self.population, self.ties = estate, population, ties
        self.activities, self.emergencies, self.recorder = activities, emergencies, recorder
        weights = emergencies.parameters.weights
        self.weights = np.array([getattr(weights, name) for name in PARTS])

    def take(self, day: int) -> None:
        """Note the parts at the end of a month, and the index."""
        parts = self.parts(day)
        for name, value in parts.items():
            self.recorder.set("resilience", value, group=name)
        total = float(self.weights.sum())
        index = float(self.weights @ np.array(list(parts.values()))) / total if total else np.nan
        self.recorder.set("resilience", index)

    def parts(self, day: int) -> dict[str, float]:
        """Return the five parts today."""
        e = self.emergencies
        ready = e.preparedness
        helped, reached, trained = self.by_resident(day)
        leaders = float(np.mean(ready.leader_of >= 0))
        lost = lost_service(e.first_loss(), e.recovery_days(), MONTH) / MONTH
        return {
            "collaboration": helped,
            "organisation": 0.5 * (leaders + trained),
            "supplies": 0.5 * (min(ready.stock_days / WEEK, 1.0) + ready.clear_lanes),
            "information": reached,
            "continuity": 1.0 - lost,
        }

    def by_resident(self, day: int) -> tuple[float, float, float]:
        """Return mean chances that an adult would be helped in a storm, be warned, is trained."""
        r, h, homes = self.population.residents, self.population.households, self.estate.dwellings
        s, e, a = self.ties.slots, self.emergencies, self.activities
        prepared = e.preparedness
        prepared.organise_stairs(day)
        helped, reached, ready = _expect(
            day,
            e.fears[ShockKind.STORM],
            min(a.parameters.reach * a.dials.reach, 1.0),
            e.parameters.tells,
            e.parameters.available,
            e.rules,
            r.household,
            r.dwelling,
            r.present,
            r.group,
            s.partner,
            s.strength,
            s.touched,
            homes.household,
            h.first,
            h.size,
            homes.stair,
            homes.building,
            homes.above,
            homes.below,
            homes.landing_start,
            homes.landing_size,
            prepared.leader_of,
            prepared.member_start,
            prepared.member_rows,
            prepared.readiness.grouped,
            prepared.trained(day),
        )
        return float(helped), float(reached), float(ready)


@kernel
def _expect(
    day,
    fear,
    notice,
    tells,
    available,
    rules,
    household,
    dwelling,
    present,
    group,
    partner,
    strength,
    touched,
    home_at,
    first,
    size,
    stair,
    building,
    above,
    below,
    landing_start,
    landing_size,
    leader_of,
    member_start,
    member_rows,
    grouped,
    trained,
):  # type: ignore[no-untyped-def]
    stamp = np.full(present.size, -1, np.int32)
    near_ones = np.empty(WIDEST, np.int32)
    chances = np.empty(WIDEST)
    of_stranger = strangers(fear, rules)
    helped = reached = ready = 0.0
    people = 0
    for who in range(present.size):
        if not present[who] or group[who] == 0:
            continue
        count, known = circle(
            who,
            day,
            fear,
            False,
            rules,
            of_stranger,
            household,
            dwelling,
            present,
            group,
            partner,
            strength,
            touched,
            home_at,
            first,
            size,
            stair,
            building,
            above,
            below,
            landing_start,
            landing_size,
            leader_of,
            member_start,
            member_rows,
            grouped,
            trained,
            stamp,
            near_ones,
            chances,
        )
        nobody = 1.0
        for c in range(count):
            nobody *= 1.0 - available * chances[c]
        tellers = known + (leader_of[stair[dwelling[who]]] >= 0)
        helped += 1.0 - nobody
        reached += 1.0 - (1.0 - notice) * (1.0 - tells) ** tellers
        ready += trained[who]
        people += 1
    if people == 0:
        return np.nan, np.nan, np.nan
    return helped / people, reached / people, ready / people
