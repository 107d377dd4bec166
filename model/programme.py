"""Programme: which public activities are due, of what kind and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model.behaviour.activities import CHARACTERS, Kind, Slot
from model.calendar import DAYS_PER_MONTH
from model.organisation import ActivitiesPlan
from model.streams import Question, Streams

LARGEST_SERIES = 1000  # numbers of events of one series; keeps two series apart in draws


class Event(NamedTuple):
    """One public activity."""

    day: int
    number: int
    kind: Kind
    slot: Slot


class Series:
    """One kind of activity put on at a steady pace, beside the ordinary programme."""

    def __init__(self, per_month: float, slot: Slot) -> None:
        self.per_month, self.slot = per_month, slot
        self.supply = 0.0


class Programme:
    """Supply of activities a month, and the choice of kind and hour for each.

    A programme without variety repeats its last kind for ever; with variety one it draws each
    kind anew from the weights. What a survey fits goes by the wishes of an age group instead.
    """

    def __init__(self, plan: ActivitiesPlan, streams: Streams) -> None:
        self.streams = streams
        self.per_month = plan.per_month
        self.variety, self.fitted = plan.variety, plan.fitted
        weights = np.array([getattr(plan.kinds, kind.name.lower()) for kind in Kind], float)
        self.weights = weights / weights.sum()
        self.series: dict[Kind, Series] = {}
        self.supply = 0.0
        self.last: Kind | None = None

    def due(
        self, day: int, events: float, wished: Callable[[float], tuple[Kind, Slot]]
    ) -> list[Event]:
        """Return the activities of a day.

        ``events`` multiplies supply; ``wished`` turns a uniform draw into the kind and hour that
        a survey would choose, and is asked only for what is to be fitted.
        """
        found: list[Event] = []
        self.supply += self.per_month * events / DAYS_PER_MONTH
        while self.supply >= 1.0:
            self.supply -= 1.0
            found.append(self._ordinary(day, len(found), wished))
        for kind, series in self.series.items():
            series.supply += series.per_month * events / DAYS_PER_MONTH
            number = LARGEST_SERIES * (1 + kind)
            while series.supply >= 1.0:
                series.supply -= 1.0
                found.append(Event(day, number, kind, series.slot))
                number += 1
        return found

    def _ordinary(
        self, day: int, number: int, wished: Callable[[float], tuple[Kind, Slot]]
    ) -> Event:
        change = self.streams.draw(Question.EVENT, day, number)
        which = self.streams.draw(Question.EVENT, day, number, 1)
        fit = self.streams.draw(Question.EVENT, day, number, 2)
        if self.last is None or change < self.variety:
            edges = np.cumsum(self.weights)
            self.last = Kind(int(np.searchsorted(edges, which * edges[-1], side="right")))
        if fit < self.fitted:
            kind, slot = wished(self.streams.draw(Question.EVENT, day, number, 3))
            return Event(day, number, kind, slot)
        return Event(day, number, self.last, CHARACTERS[self.last].usual)
