"""Groupings: who belongs to which group that figures are told apart by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.cases import Cases
from model.households import HouseholdKind
from model.population import Population
from model.residents import AgeGroup

RECENT = 360  # days: newcomers, and parties to a dispute
# In the order of the rows of ``Groupings.masks``; each family of groups but the last two parts
# the adults, or says who among them needs watching.
GROUPS = (
    "young",
    "middle",
    "older",
    "owner",
    "renter",
    "app_able",
    "app_unable",
    "older_alone",
    "disabled",
    "newcomer",
    "complainant",
    "accused",
)


class Groupings:
    """Tells for every adult which groups they are in: age, tenure, digital skill and more.

    People of 14 and over are in one group by age, by tenure (of the household) and by digital
    skill (above or below one half). Older people living alone, disabled people and newcomers
    (moved in within twelve months) may overlap, as may those who complained of somebody, or were
    complained of, in a dispute of the last twelve months.
    """

    def __init__(self, population: Population, cases: Cases) -> None:
        self.population, self.cases = population, cases

    def masks(self, day: int) -> NDArray[np.bool_]:
        """Return who is in which group at the end of a day: a row a group, a column a resident."""
        r, h = self.population.residents, self.population.households
        adult = r.present & (r.group > 0)
        home = r.household
        found = np.zeros((len(GROUPS), r.rows), np.bool_)
        place = dict(zip(GROUPS, found, strict=True))
        for age in (AgeGroup.YOUNG, AgeGroup.MIDDLE, AgeGroup.OLDER):
            place[age.name.lower()][:] = r.group == age
        place["owner"][:] = r.owner
        place["renter"][:] = ~r.owner
        place["app_able"][:] = r.digital > 0.5
        place["app_unable"][:] = r.digital <= 0.5
        place["older_alone"][:] = h.kind[home] == HouseholdKind.OLDER_ALONE
        place["newcomer"][:] = h.since[home] > day - RECENT
        place["disabled"][:] = r.disabled
        c = self.cases
        recent = c.opened > 24.0 * (day - RECENT)
        place["complainant"][c.complainant[recent]] = True
        accused = np.zeros(h.rows, np.bool_)
        accused[c.accused[recent]] = True
        place["accused"][:] = accused[home]
        found &= adult
        return found
