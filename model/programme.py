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
    """One public activity; ``by`` names the measure that pays for it, none for the estate."""

    day: int
    number: int
    kind: Kind
    slot: Slot
    by: str = ""


class Contribution(NamedTuple):
    """What a measure adds to the programme: events of its own, and care for all events.

    ``variety`` and ``fitted`` are what they would be at full ``share``, and ``quality`` what the
    chance of a good experience would be multiplied by; a share closes as much of the gap.
    """

    events: float = 0.0  # a month, at full share
    variety: float = 0.0
    fitted: float = 0.0
    quality: float = 1.0
    share: float = 1.0


class Series:
    """One kind of activity put on at a steady pace, beside the ordinary programme."""

    def __init__(self, per_month: float, slot: Slot) -> None:
        self.per_month, self.slot = per_month, slot
        self.supply = 0.0


class Programme:
    """Supply of activities a month, and the choice of kind and hour for each.

    A programme without variety repeats its last kind for ever; with variety one it draws each
    kind anew from the weights. What a survey fits goes by the wishes of an age group instead;
    some of the rest may be a club that nobody asked for.
    """

    def __init__(self, plan: ActivitiesPlan, streams: Streams) -> None:
        self.streams = streams
        self.per_month = plan.per_month
        self.variety, self.fitted = plan.variety, plan.fitted
        weights = np.array([getattr(plan.kinds, kind.name.lower()) for kind in Kind], float)
        self.weights = weights / weights.sum()
        self.unasked = 0.0  # share of what nobody asked for, among what no survey fits
        self.series: dict[tuple[str, Kind], Series] = {}  # by who pays, and kind
        self.contributions: dict[str, Contribution] = {}  # by measure
        self.supply: dict[str, float] = {"": 0.0}  # by who pays
        self.last: Kind | None = None

    def raised(self, level: str, usual: float) -> float:
        """Return a level of the programme under the measure that raises it most."""
        raised = usual
        for each in self.contributions.values():
            raised = max(raised, usual + each.share * (getattr(each, level) - usual))
        return raised

    def due(
        self,
        day: int,
        events: float,
        wished: Callable[[float], tuple[Kind, Slot]],
        *,
        funded: float = 1.0,
    ) -> list[Event]:
        """Return the activities of a day.

        ``events`` multiplies supply, and ``funded`` that part of it which the estate pays for
        itself; ``wished`` turns a uniform draw into the kind and hour that a survey would choose,
        and is asked only for what is to be fitted.
        """
        found: list[Event] = []
        own = events * funded
        paces = {"": self.per_month * own}
        for by, each in self.contributions.items():
            paces[by] = each.events * each.share * events
        for by, pace in paces.items():
            self.supply[by] = self.supply.get(by, 0.0) + pace / DAYS_PER_MONTH
            while self.supply[by] >= 1.0:
                self.supply[by] -= 1.0
                found.append(self._ordinary(day, len(found), wished, by))
        numbers = [LARGEST_SERIES * (1 + kind) for kind in Kind]
        for (by, kind), series in self.series.items():
            series.supply += series.per_month * (events if by else own) / DAYS_PER_MONTH
            while series.supply >= 1.0:
                series.supply -= 1.0
                found.append(Event(day, numbers[kind], kind, series.slot, by))
                numbers[kind] += 1
        return found

    def _ordinary(
        self, day: int, number: int, wished: Callable[[float], tuple[Kind, Slot]], by: str
    ) -> Event:
        change = self.streams.draw(Question.EVENT, day, number)
        which = self.streams.draw(Question.EVENT, day, number, 1)
        fit = self.streams.draw(Question.EVENT, day, number, 2)
        if self.last is None or change < self.raised("variety", self.variety):
            edges = np.cumsum(self.weights)
            self.last = Kind(int(np.searchsorted(edges, which * edges[-1], side="right")))
        if fit < self.raised("fitted", self.fitted):
            kind, slot = wished(self.streams.draw(Question.EVENT, day, number, 3))
            return Event(day, number, kind, slot, by)
        if self.streams.draw(Question.EVENT, day, number, 4) < self.unasked:
            return Event(day, number, Kind.CULTURE, Slot.EVENING, by)  # a reading club (E191)
        return Event(day, number, self.last, CHARACTERS[self.last].usual, by)
