"""Agenda: which shocks are to come, which are under way, and how long life stands still."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.emergencies import EmergencyParameters
from model.calendar import DAYS_PER_MONTH, DAYS_PER_YEAR, first_day
from model.estate import Estate
from model.kernels import kernel
from model.population import Population
from model.preparedness import NEVER
from model.shocks import ESTATE_WIDE, LIFTS_FROM, SHOCK_KINDS, Shock, ShockKind, ShockPlan, when
from model.streams import Question, Streams, four


class Agenda:
    """Draws shocks a month ahead, each at its own rate, beside those that a file states."""

    def __init__(
        self,
        estate: Estate,
        population: Population,
        parameters: EmergencyParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.parameters = estate, population, parameters
        self.key = streams.keys([Question.SHOCK])[0]
        self.stairs = estate.stair_heads()
        self.lifts = self._with_lifts()
        self.coming: dict[int, list[Shock]] = {}  # by the first day
        self.under_way: list[Shock] = []
        self.still_until = self.events_from = NEVER
        self._state(estate.plan.shocks)

    def look_ahead(self, day: int) -> None:
        """Draw what will happen of itself in the thirty days from today."""
        r, homes, rate = self.population.residents, self.estate.dwellings, self.parameters.rates
        days = DAYS_PER_MONTH / DAYS_PER_YEAR  # of a year
        yearly = np.where(r.group == 3, rate.medical * rate.medical_older, rate.medical)
        self._draw(day, ShockKind.MEDICAL, r.dwelling, r.identity, r.present * yearly * days)
        flats = np.arange(self.estate.size)
        lived_in = homes.household >= 0
        self._draw(day, ShockKind.FIRE, flats, flats << 12, lived_in * rate.fire * days)
        if self.lifts.size:
            chance = np.full(self.lifts.size, rate.lift * days)
            self._draw(day, ShockKind.LIFT, self.lifts, self.stairs[self.lifts] << 12, chance)
        everywhere, nobody = np.array([-1]), np.array([0])
        for kind in ESTATE_WIDE:
            if yearly_rate := getattr(rate, SHOCK_KINDS[kind]):
                self._draw(day, kind, everywhere, nobody, np.array([yearly_rate * days]))

    def lock_down(self, day: int, days: int) -> None:
        """Put a lockdown of the whole estate on the agenda, unless there is one."""
        shock = Shock(ShockKind.LOCKDOWN, day, days, -1)
        if not self._is_expected(shock):
            self._expect(shock)

    def begin(self, day: int) -> None:
        """Begin the day's shocks."""
        for planned in sorted(self.coming.pop(day, ()), key=when):
            shock = self._with_person(planned)
            self.under_way.append(shock)
            if shock.kind in ESTATE_WIDE and shock.place < 0:
                self.still_until = max(self.still_until, shock.end)
                rest = self.parameters.lengths.restart if shock.kind == ShockKind.LOCKDOWN else 0
                self.events_from = max(self.events_from, shock.end + int(rest))

    def is_still(self, day: int) -> bool:
        """Tell whether life outside stands still, or public events rest, on a day."""
        return day < max(self.still_until, self.events_from)

    def let_pass(self, day: int) -> None:
        """Strike off what is over by tomorrow."""
        self.under_way = [shock for shock in self.under_way if shock.end > day + 1]

    def _with_lifts(self) -> NDArray[np.int64]:
        """Return the stairs that have a lift."""
        homes = self.estate.dwellings
        top = np.zeros(self.stairs.size, np.int64)
        np.maximum.at(top, homes.stair, homes.floor.astype(np.int64))
        return np.flatnonzero(top + 1 >= LIFTS_FROM)

    def _state(self, plans: tuple[ShockPlan, ...]) -> None:
        """Put the shocks that a file states on the agenda."""
        for plan in plans:
            kind, day = ShockKind[plan.kind.upper()], first_day(plan.start_month)
            place = self._place(kind, day, plan.building - 1)
            if place is not None:
                self._expect(Shock(kind, day, plan.days, place))

    def _place(self, kind: ShockKind, day: int, building: int) -> int | None:
        """Choose where a stated shock strikes: the same place in every scenario."""
        if kind in ESTATE_WIDE:
            return building
        homes = self.estate.dwellings
        here = np.flatnonzero((homes.building == building) | (building < 0))
        if kind == ShockKind.LIFT:
            here = self.lifts[np.isin(self.lifts, homes.stair[here])]
        if not here.size:
            return None
        luck = four(self.key[0], self.key[1], day, building + 1, int(kind), 7)[0]
        place = int(here[int(luck * here.size)])
        # Who lives there on the day is not known yet: the flat stands below zero until then.
        return -1 - place if kind == ShockKind.MEDICAL else place

    def _with_person(self, shock: Shock) -> Shock:
        """Turn the flat of a stated medical call into who lives there, or in the next one."""
        if shock.kind != ShockKind.MEDICAL or shock.place >= 0:
            return shock
        homes, flat = self.estate.dwellings, -1 - shock.place
        start, size = int(homes.building_start[flat]), int(homes.building_size[flat])
        lived_in = np.roll(homes.household[start : start + size], start - flat)
        found = lived_in[lived_in >= 0]
        who = int(self.population.households.first[found[0]]) if found.size else -1
        return shock._replace(place=who)

    def _expect(self, shock: Shock) -> None:
        self.coming.setdefault(shock.start, []).append(shock)

    def _draw(
        self,
        day: int,
        kind: ShockKind,
        places: NDArray[np.integer],
        identities: NDArray[np.integer],
        chance: NDArray[np.floating],
    ) -> None:
        hit, later = _strikes(day, int(kind), self.key, identities, chance)
        lengths = self.parameters.lengths
        days = int(getattr(lengths, SHOCK_KINDS[kind])) if kind in ESTATE_WIDE else 1
        for row, wait in zip(hit.tolist(), later.tolist(), strict=True):
            place = row if kind == ShockKind.MEDICAL else int(places[row])
            shock = Shock(kind, day + wait, days, place)
            if kind not in ESTATE_WIDE or not self._is_expected(shock):
                self._expect(shock)

    def _is_expected(self, shock: Shock) -> bool:
        """Tell whether another shock of the kind hits everybody at the same time."""
        coming = (other for shocks in self.coming.values() for other in shocks)
        return any(
            other.kind == shock.kind and other.start < shock.end and shock.start < other.end
            for other in (*self.under_way, *coming)
        )


@kernel
def _strikes(day, kind, key, identities, chance):  # type: ignore[no-untyped-def]
    """Return whom something befalls in the thirty days from today, and after how many days."""
    hit = np.empty(identities.size, np.int32)
    later = np.empty(identities.size, np.int32)
    count = 0
    for n in range(identities.size):
        if chance[n] <= 0.0:
            continue
        u, v, _, _ = four(key[0], key[1], day, identities[n], 0, kind)
        if u < chance[n]:
            hit[count], later[count] = n, int(v * 30.0)
            count += 1
    return hit[:count], later[:count]
