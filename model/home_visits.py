"""Home visits: officers of the company get to know households, and hear what they need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.home_visits import HomeVisitParameters
from model.estate import HOUSEHOLDS_PER_QUARTER
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams


class HomeVisits:
    """Long talks at home, so many a month, with households drawn by lot.

    A visit speaks for the company to the head of the household; what people need comes out in part.

    References: Peyton, Sierra-Arevalo & Rand (2019), A field experiment on community policing and
    police legitimacy.
    """

    def __init__(
        self,
        population: Population,
        outlook: Outlook,
        recorder: Recorder,
        parameters: HomeVisitParameters,
        streams: Streams,
    ) -> None:
        self.population, self.outlook = population, outlook
        self.recorder, self.parameters = recorder, parameters
        self.streams = streams
        self.a_month = 0.0

    def call_on(self, households_a_month: float) -> None:
        """Set the households that are visited in a month, per 500."""
        self.a_month = households_a_month

    def call(self, day: int) -> NDArray[np.intp]:
        """Pay the visits of a month; return the residents whose needs came out."""
        if self.a_month <= 0.0:
            return np.empty(0, np.intp)
        households = self.population.households
        lot = self.streams.draws(Question.HOME_VISIT, day, households.identity)
        visited = households.present & (lot < self.a_month / HOUSEHOLDS_PER_QUARTER)
        rows = np.flatnonzero(visited).astype(np.int32)
        self.outlook.hear(households.first[rows], Stock.COMPANY, good=self.parameters.signal)
        people = self.population.residents
        at_home = people.present & visited[people.household]
        self.recorder.tally("home_visits", count=rows.size)
        heard = np.flatnonzero(at_home)
        luck = self.streams.draws(Question.LISTENING, day, people.identity[heard])
        return np.asarray(heard[luck < self.parameters.told])
