"""Trend: what grows from outside, whatever the estate does."""

from __future__ import annotations

from model.calendar import DAYS_PER_YEAR
from model.dials import Dials


class Trend:
    """Scales occasions for trouble by a yearly growth; an assumption of a scenario, not a finding.

    More loud hours, litter and things in corridors, and more cars on the same spaces: inputs of
    the triggers. What follows for disputes is up to the people.
    """

    def __init__(self, exposure_per_year: float) -> None:
        self.exposure_per_year = exposure_per_year

    def turns(self, day: int) -> bool:
        """Tell whether there is anything to scale today; nothing grows before day 0."""
        return self.exposure_per_year != 0.0 and day > 0

    def factor(self, day: int) -> float:
        """Return occasions today relative to those on day 0."""
        return float((1.0 + self.exposure_per_year) ** (max(day, 0) / DAYS_PER_YEAR))

    def morning(self, day: int, dials: Dials) -> None:
        """Turn the dials of what grows."""
        factor = self.factor(day)
        dials.loud_hours *= factor
        dials.litter_hours *= factor
        dials.things_stored *= factor
        dials.parking_spaces /= factor
