"""Cause: what every cause of trouble between neighbours reads, and the list it writes to."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from model.agreements import Agreements
from model.dials import Dials
from model.estate import Estate
from model.exposures import Exposures
from model.population import Population
from model.spaces import SharedPlaces
from model.streams import Question, Streams

Rules = TypeVar("Rules")


class Cause(Generic[Rules]):
    """One cause of trouble: it lists, day by day, who is exposed to what and from whom."""

    questions: ClassVar[tuple[Question, ...]]  # what it draws, in the order of ``keys``

    def __init__(
        self,
        estate: Estate,
        population: Population,
        places: SharedPlaces,
        agreements: Agreements,
        dials: Dials,
        exposures: Exposures,
        parameters: Rules,
        streams: Streams,
    ) -> None:
        self.estate, self.population, self.places = estate, population, places
        self.agreements, self.dials = agreements, dials
        self.exposures, self.parameters = exposures, parameters
        self.keys = streams.keys(list(self.questions))
        self._prepare()

    def _prepare(self) -> None:
        """Make what only this cause keeps from day to day; most keep nothing."""
