"""Protest: news of missing money goes round a building, and enough of it stand up, or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.behaviour.governance import ProtestParameters
from model.beliefs import NEVER, Belief, Beliefs
from model.calendar import DAYS_PER_YEAR, MONTHS_PER_YEAR
from model.estate import Estate
from model.kernels import kernel
from model.outlook import Outlook, Stock
from model.population import Population
from model.recorder import Recorder
from model.streams import Question, Streams, four, normal


class Protest:
    """Thresholds to join, building by building, among those who think that income is hidden."""

    def __init__(
        self,
        estate: Estate,
        population: Population,
        outlook: Outlook,
        beliefs: Beliefs,
        recorder: Recorder,
        parameters: ProtestParameters,
        streams: Streams,
    ) -> None:
        self.estate, self.population = estate, population
        self.outlook, self.beliefs = outlook, beliefs
        self.recorder, self.parameters, self.streams = recorder, parameters, streams
        self.key = streams.keys([Question.PROTEST])[0]
        self.calm_until = np.full(estate.buildings, NEVER)  # day until which a protest lasts

    def grumble(self, day: int, *, shown: bool, unaccounted: float) -> None:
        """Let news of missing money go round a building, and see how many stand up.

        News comes with books that show a gap, or as a rumour. Those who think that income is
        hidden join once enough of the building stand there already (Granovetter 1978). Who has
        protested waits for what comes of it.
        """
        p, r = self.parameters, self.population.residents
        buildings = np.arange(self.estate.buildings)
        chance = 1.0 - np.exp(-p.rumours * unaccounted / MONTHS_PER_YEAR)
        luck = self.streams.draws(Question.PROTEST, day, -1 - buildings)
        news = luck < chance
        if shown and unaccounted > 0.0:
            news[:] = True
        news &= self.calm_until <= day
        if not news.any():
            return
        adult = np.flatnonzero(r.present & (r.group > 0))
        home = self.estate.dwellings.building[r.dwelling[adult]]
        size = np.bincount(home, minlength=buildings.size)
        suspects, thresholds = _provoked(
            day // DAYS_PER_YEAR,
            p.suspects,
            p.threshold - p.outrage * unaccounted,
            p.threshold_spread,
            self.key,
            adult,
            r.identity,
            self.beliefs.held(Belief.BOOKS),
        )
        for building in np.flatnonzero(news):
            there = (home == building) & suspects
            joined = rally(thresholds[there] * size[building])
            if joined >= p.least:
                self.calm_until[building] = day + p.rest
                order = np.argsort(thresholds[there], kind="stable")
                self._protest(adult[there][order[:joined]])

    def _protest(self, rows: NDArray[np.int64]) -> None:
        signal = self.parameters.signal
        self.outlook.hear(rows.astype(np.int32), Stock.COMPANY, bad=signal)
        self.beliefs.hear(rows, Belief.BOOKS, bad=signal)
        self.recorder.tally("protests")
        self.recorder.tally("protesters", count=rows.size)


@kernel
def _provoked(year, share, threshold, spread, key, rows, identity, books):  # type: ignore[no-untyped-def]
    """Tell who thinks that income is hidden this year, and how many they wait for."""
    suspects = np.zeros(rows.size, np.bool_)
    waits = np.empty(rows.size)
    for n in range(rows.size):
        who = rows[n]
        u, _, _, _ = four(key[0], key[1], year, identity[who], 0, 0)
        v, _, _, _ = four(key[0], key[1], 0, identity[who], 1, 0)
        suspects[n] = u < share * (1.0 - books[who])
        waits[n] = threshold + spread * normal(v)
    return suspects, waits


def rally(thresholds: NDArray[np.float64]) -> int:
    """Return how many join when each waits for so many others to have joined.

    References: Granovetter (1978), Threshold models of collective behavior.
    """
    ordered = np.sort(thresholds)
    stays = np.flatnonzero(ordered > np.arange(ordered.size))
    return int(stays[0]) if stays.size else int(ordered.size)
