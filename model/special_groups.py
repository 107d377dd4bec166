"""Special groups: who belongs to the four groups that need particular care."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from model.calendar import DAYS_PER_YEAR
from model.households import HouseholdKind
from model.kernels import kernel
from model.population import Population
from model.residents import OLDER_AGE, AgeGroup

SCHOOL_AGE = 6


class SpecialGroup(IntEnum):
    """The four groups; somebody may belong to several (E081)."""

    ALONE = 0
    CHILD = 1
    DISABLED = 2
    NEWCOMER = 3


def members(population: Population, day: int) -> NDArray[np.bool_]:
    """Tell who belongs to which group on a day: a row a resident, a column a group.

    Older people living alone, children of school age, disabled people, and people of 14 and
    over who moved in less than a year ago (E081).
    """
    r, h = population.residents, population.households
    belongs = _members(
        day,
        r.present,
        r.age,
        r.group,
        r.disabled,
        r.household,
        h.kind,
        h.size,
        h.since,
    )
    return np.asarray(belongs)


@kernel
def _members(day, present, age, group, disabled, household, kind, size, since):  # type: ignore[no-untyped-def]
    belongs = np.zeros((present.size, 4), np.bool_)
    for who in range(present.size):
        if not present[who]:
            continue
        home = household[who]
        alone = kind[home] == HouseholdKind.OLDER_ALONE or size[home] == 1
        belongs[who, 0] = alone and age[who] >= OLDER_AGE
        belongs[who, 1] = group[who] == AgeGroup.CHILD and age[who] >= SCHOOL_AGE
        belongs[who, 2] = disabled[who]
        belongs[who, 3] = group[who] != AgeGroup.CHILD and day - since[home] < DAYS_PER_YEAR
    return belongs
