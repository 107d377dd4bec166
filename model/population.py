"""Population: households drawn from margins or a roster; moves in and out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.behaviour.population import PopulationParameters
from model.calendar import DAYS_PER_YEAR
from model.estate import Estate
from model.households import Households
from model.kernels import kernel
from model.residents import ADULT_AGE, OLDER_AGE, YOUNG_AGE, Residents
from model.roster import Roster
from model.streams import Question, Streams, four, identity, normal, uniform

SKILLS = ("errand", "repair", "childcare", "tutoring", "digital", "transport", "company", "tools")
LARGEST_HOUSEHOLD = 6


class Margins(NamedTuple):
    """Numbers that the drawing kernel needs."""

    cars: float
    dogs: float
    late: float
    outsiders: float
    sociability_spread: float
    tolerance_median: float
    tolerance_spread: float
    civic_mean: float
    civic_spread: float
    loudness_mean: float
    loudness_spread: float
    liveliness_spread: float
    skill_share: float
    disabled_child: float
    disabled_adult: float
    disabled_older: float


class Moves(NamedTuple):
    """Who left and who came on a day: rows of households."""

    left: NDArray[np.int32]
    came: NDArray[np.int32]


class Population:
    """Draws households, lets them stay for a while, and fills empty flats again."""

    def __init__(
        self,
        estate: Estate,
        parameters: PopulationParameters,
        streams: Streams,
        *,
        roster: Roster | None = None,
        day: int = 0,
    ) -> None:
        self.estate = estate
        self.roster = roster
        self.residents = Residents(room=4 * estate.size)
        self.households = Households(room=2 * estate.size)
        people = estate.plan.people
        mix = np.array([getattr(people.mix, name) for name in type(people.mix).model_fields])
        self.mix = np.cumsum(mix / mix.sum())
        self.margins = Margins(
            people.cars / (mix / mix.sum() @ CARS_BY_KIND),
            people.dogs,
            people.late,
            people.outsiders,
            *(getattr(parameters, name) for name in Margins._fields[4:]),
        )
        self.parameters = parameters
        self.leaves = np.array([people.owner_leaves, people.renter_leaves]) / DAYS_PER_YEAR
        self.vacant = people.vacant
        self.keys = streams.keys(
            [
                Question.HOUSEHOLD,
                Question.MEMBER,
                Question.ABILITY,
                Question.LENGTH_OF_STAY,
                Question.VACANCY,
                Question.HEALTH,
            ]
        )
        self._fill(streams, day)

    def move(self, day: int) -> Moves:
        """Let time run for every stay and every vacancy; return who left and who came."""
        homes = self.estate.dwellings
        left, empty = _pass_day(
            homes.household,
            homes.rented,
            homes.empty_left,
            self.households.stay,
            self.households.restless,
            self.leaves,
        )
        for household in left:
            self._leave(int(household))
        homes.tenancy[empty] += 1
        came = self._settle(empty, day) if empty.size else np.empty(0, np.int32)
        return Moves(left, came)

    def weigh(self, conflicts: NDArray[np.float64]) -> None:
        """Say how many open conflicts weigh on each household: some would rather go than fight.

        The hazard of moving out is multiplied by exp(b conflicts), up to a bound; where b is
        zero stays end on the very same day as without.

        References: Hirschman (1970), Exit, Voice, and Loyalty.
        """
        p, h = self.parameters, self.households
        most = np.log(p.anger_leaves_most)
        h.restless[:] = np.exp(np.minimum(p.anger_leaves * conflicts, most))

    def members(self, household: int) -> slice:
        """Return the resident rows of a household."""
        first = int(self.households.first[household])
        return slice(first, first + int(self.households.size[household]))

    def _fill(self, streams: Streams, day: int) -> None:
        homes = self.estate.dwellings
        numbers = np.arange(self.estate.size)
        chance = streams.draws(Question.VACANCY, -1, numbers)
        homes.rented[:] = (
            streams.draws(Question.HOUSEHOLD, -1, numbers) < self.estate.plan.people.renters
        )
        occupied = chance >= self.vacant
        if self.roster is not None:
            occupied = self.roster.lived_in(self.estate)
            homes.rented[:] = self.roster.rented(self.estate)
        homes.tenancy[:] = np.where(occupied, 0, -1)
        for dwelling in np.flatnonzero(~occupied):
            homes.empty_left[dwelling] = self._empty_days(int(dwelling), 0)
        came = self._settle(np.flatnonzero(occupied).astype(np.int32), day, roster=self.roster)
        flats = self.households.dwelling[came]
        age = streams.draws(Question.AGE_OF_STAY, 0, flats)
        rate = self.leaves[homes.rented[flats].astype(np.intp)]
        with np.errstate(divide="ignore"):
            years = np.minimum(-np.log1p(-age) / rate, 40.0 * DAYS_PER_YEAR)
        self.households.since[came] = day - years.astype(np.int32)

    def _empty_days(self, dwelling: int, tenancy: int) -> float:
        homes = self.estate.dwellings
        rate = self.leaves[int(homes.rented[dwelling])]
        if rate <= 0 or self.vacant <= 0:
            return np.inf if self.vacant > 0 else 1.0
        mean = self.vacant / max(1 - self.vacant, 1e-9) / rate
        key = self.keys[4]
        return float(
            -np.log1p(-uniform(key[0], key[1], 0, identity(dwelling, tenancy), 0, 0)) * mean
        )

    def _leave(self, household: int) -> None:
        homes, households = self.estate.dwellings, self.households
        dwelling = int(households.dwelling[household])
        households.present[household] = False
        self.residents.present[self.members(household)] = False
        homes.household[dwelling] = -1
        homes.empty_left[dwelling] = self._empty_days(dwelling, int(homes.tenancy[dwelling]) + 1)

    def _settle(
        self, dwellings: NDArray[np.int32], day: int, *, roster: Roster | None = None
    ) -> NDArray[np.int32]:
        homes = self.estate.dwellings
        kinds, sizes = _kinds(dwellings, homes.tenancy, self.mix, self.keys)
        if roster is not None:
            roster.override(self.estate, dwellings, kinds, sizes)
        rows = self.households.add(dwellings.size)
        people = self.residents.add(int(sizes.sum()))
        came = np.arange(rows.start, rows.stop, dtype=np.int32)
        homes.household[dwellings] = came
        self._fill_households(came, dwellings, kinds, sizes, people.start, day)
        self._fill_members(came)
        if roster is not None:
            roster.correct(self.estate, self.households, came)
        return came

    def _fill_households(
        self,
        came: NDArray[np.int32],
        dwellings: NDArray[np.int32],
        kinds: NDArray[np.int8],
        sizes: NDArray[np.int8],
        first_member: int,
        day: int,
    ) -> None:
        h, homes = self.households, self.estate.dwellings
        _draw_households(
            came,
            dwellings,
            kinds,
            sizes,
            first_member,
            day,
            homes.tenancy,
            homes.rented,
            self.margins,
            self.keys,
            CARS_BY_KIND,
            h.identity,
            h.dwelling,
            h.present,
            h.kind,
            h.first,
            h.size,
            h.owner,
            h.outsider,
            h.cars,
            h.dog,
            h.loudness,
            h.liveliness,
            h.since,
            h.stay,
        )

    def _fill_members(self, came: NDArray[np.int32]) -> None:
        h, r = self.households, self.residents
        _draw_members(
            came,
            self.margins,
            self.keys,
            h.identity,
            h.dwelling,
            h.kind,
            h.first,
            h.size,
            h.owner,
            h.outsider,
            h.children,
            h.late,
            h.older,
            h.civic,
            r.identity,
            r.household,
            r.dwelling,
            r.present,
            r.age,
            r.group,
            r.rhythm,
            r.sociability,
            r.tolerance,
            r.sensitivity,
            r.civic,
            r.digital,
            r.taste,
            r.interest,
            r.skills,
            r.disabled,
            r.longing,
            r.outsider,
            r.owner,
        )


CARS_BY_KIND = np.array([0.6, 0.9, 1.4, 1.3, 1.1, 0.4, 0.15])


@kernel
def _pass_day(household, rented, empty_left, stay, restless, leaves):  # type: ignore[no-untyped-def]
    left = np.empty(household.size, np.int32)
    empty = np.empty(household.size, np.int32)
    leaving = filling = 0
    for dwelling in range(household.size):
        row = household[dwelling]
        if row >= 0:
            rate = leaves[1] if rented[dwelling] else leaves[0]
            stay[row] -= rate * restless[row]
            if stay[row] <= 0.0:
                left[leaving] = row
                leaving += 1
        else:
            empty_left[dwelling] -= 1.0
            if empty_left[dwelling] <= 0.0:
                empty[filling] = dwelling
                filling += 1
    return left[:leaving], empty[:filling]


@kernel
def _who(dwelling, tenancy, member):  # type: ignore[no-untyped-def]
    return (np.int64(dwelling) << 12) | ((np.int64(tenancy) & 0xFF) << 4) | np.int64(member)


@kernel
def _kinds(dwellings, tenancy, mix, keys):  # type: ignore[no-untyped-def]
    kinds = np.empty(dwellings.size, np.int8)
    sizes = np.empty(dwellings.size, np.int8)
    for n in range(dwellings.size):
        who = _who(dwellings[n], tenancy[dwellings[n]], 15)
        u, v, w, _ = four(keys[0, 0], keys[0, 1], 0, who, 0, 0)
        kind = 0
        while kind < mix.size - 1 and u >= mix[kind]:
            kind += 1
        kinds[n] = kind
        children = 1 + (v < 0.35)
        grandparents = 1 + (w < 0.5)
        if kind in (0, 6):
            sizes[n] = 1
        elif kind == 2:
            sizes[n] = 2 + children
        elif kind == 3:
            sizes[n] = 3 + grandparents
        else:
            sizes[n] = 2
    return kinds, sizes


@kernel
def _draw_households(
    came,
    dwellings,
    kinds,
    sizes,
    first_member,
    day,
    tenancy,
    rented,
    margins,
    keys,
    cars_by_kind,
    identity,
    dwelling,
    present,
    kind,
    first,
    size,
    owner,
    outsider,
    cars,
    dog,
    loudness,
    liveliness,
    since,
    stay,
):  # type: ignore[no-untyped-def]
    place = first_member
    for n in range(came.size):
        row, home = came[n], dwellings[n]
        who = _who(home, tenancy[home], 15)
        u, v, w, x = four(keys[0, 0], keys[0, 1], 0, who, 0, 1)
        identity[row] = who
        dwelling[row] = home
        present[row] = True
        kind[row] = kinds[n]
        first[row] = place
        size[row] = sizes[n]
        place += sizes[n]
        owner[row] = not rented[home]
        outsider[row] = u < margins.outsiders
        mean_cars = margins.cars * cars_by_kind[kinds[n]]
        second = max(mean_cars - 0.85, 0.0) + 0.1 * min(mean_cars, 0.85)
        cars[row] = (v < mean_cars - second) + (v < second)
        dog[row] = w < margins.dogs
        a, _, _, _ = four(keys[0, 0], keys[0, 1], 0, who, 0, 2)
        spread = margins.liveliness_spread
        liveliness[row] = np.exp(spread * normal(a) - 0.5 * spread * spread)
        loudness[row] = margins.loudness_mean + margins.loudness_spread * normal(x)
        since[row] = day
        stay[row] = -np.log1p(-uniform(keys[3, 0], keys[3, 1], 0, who, 0, 0))


@kernel
def _age(kind, member, size, u):  # type: ignore[no-untyped-def]
    if kind == 0:
        low, high = 22, 34
    elif kind == 1:
        low, high = 23, 36
    elif kind == 2:
        low, high = (28, 48) if member < 2 else (0, 17)
    elif kind == 3:
        if member < 2:
            low, high = 28, 48
        elif member == 2:
            low, high = 0, 17
        else:
            low, high = 58, 78
    elif kind == 4:
        low, high = 45, 59
    elif kind == 5:
        low, high = 60, 84
    else:
        low, high = 65, 90
    return low + int(u * (high - low + 1))


@kernel
def _rhythm(age, late, u):  # type: ignore[no-untyped-def]
    if age < 18:
        return 3
    if age >= 60 or u > 0.88:
        return 2
    if age < 40 and u < late:
        return 1
    return 0


@kernel
def _draw_members(
    came,
    margins,
    keys,
    household_identity,
    household_dwelling,
    kind,
    first,
    size,
    household_owner,
    household_outsider,
    children,
    late,
    older,
    household_civic,
    identity,
    household,
    dwelling,
    present,
    age,
    group,
    rhythm,
    sociability,
    tolerance,
    sensitivity,
    civic,
    digital,
    taste,
    interest,
    skills,
    disabled,
    longing,
    outsider,
    owner,
):  # type: ignore[no-untyped-def]
    for n in range(came.size):
        home = came[n]
        total = 0.0
        adults = 0
        for member in range(size[home]):
            row = first[home] + member
            who = (household_identity[home] & ~np.int64(15)) | member
            u, v, w, x = four(keys[1, 0], keys[1, 1], 0, who, 0, 0)
            years = _age(kind[home], member, size[home], u)
            identity[row] = who
            household[row] = home
            dwelling[row] = household_dwelling[home]
            present[row] = True
            age[row] = years
            group[row] = _group(years)
            rhythm[row] = _rhythm(years, margins.late, v)
            spread = margins.sociability_spread
            sociability[row] = np.exp(spread * normal(w) - 0.5 * spread * spread)
            tolerance[row] = margins.tolerance_median * np.exp(margins.tolerance_spread * normal(x))
            u, v, w, x = four(keys[1, 0], keys[1, 1], 0, who, 0, 1)
            sensitivity[row] = normal(u)
            middle = np.log(margins.civic_mean / (1.0 - margins.civic_mean))
            civic[row] = 1.0 / (1.0 + np.exp(-middle - margins.civic_spread * normal(v)))
            digital[row] = _digital(years, w)
            taste[row] = normal(x)
            u, v, w, x = four(keys[1, 0], keys[1, 1], 0, who, 0, 2)
            interest[row] = int(u * 5)
            outsider[row] = household_outsider[home]
            owner[row] = household_owner[home]
            skills[row] = _abilities(keys, who, years, margins.skill_share)
            u, v, _, _ = four(keys[5, 0], keys[5, 1], 0, who, 0, 0)
            disabled[row] = u < _frailty(years, margins)
            longing[row] = normal(v)
            if years < ADULT_AGE:
                children[home] += 1
            else:
                total += civic[row]
                adults += 1
                late[home] += rhythm[row] == 1
                older[home] += years >= OLDER_AGE
        household_civic[home] = total / max(adults, 1)


@kernel
def _group(years):  # type: ignore[no-untyped-def]
    if years < ADULT_AGE:
        return 0
    if years < YOUNG_AGE:
        return 1
    return 2 if years < OLDER_AGE else 3


@kernel
def _digital(years, u):  # type: ignore[no-untyped-def]
    """Skill falls with age: about 28 % of people over 60 come out above one half (E036)."""
    middle = 1.6 - 0.06 * max(years - 30.0, 0.0)
    return 1.0 / (1.0 + np.exp(-middle - 1.0 * normal(u)))


@kernel
def _frailty(years, margins):  # type: ignore[no-untyped-def]
    """Return the chance of a disability at an age."""
    if years < ADULT_AGE:
        return margins.disabled_child
    return margins.disabled_adult if years < OLDER_AGE else margins.disabled_older


@kernel
def _abilities(keys, who, years, share):  # type: ignore[no-untyped-def]
    """Draw which of the eight skills an adult offers; nobody under 16 is asked."""
    offered = 0
    if years >= 16:
        for half in range(2):
            u = four(keys[2, 0], keys[2, 1], 0, who, 0, half)
            for n in range(4):
                if u[n] < share:
                    offered |= 1 << (4 * half + n)
        if years < 75:
            offered |= 1  # errands need no more than legs
    return offered
