"""A model as Mesa's batch runner wants it: importable, with a DataCollector."""

from __future__ import annotations

import mesa
from small_world import TINY

from model.neighbourhood import Neighbourhood


class Collected(Neighbourhood):
    """A tiny neighbourhood that notes each day's people and their trust."""

    def __init__(self, *, seed: int | None = 1, replicate: int = 0) -> None:
        super().__init__(TINY, months=1, seed=seed, replicate=replicate)
        self.datacollector = mesa.DataCollector(
            model_reporters={"people": lambda hood: len(hood.agents), "day": "day"},
            agent_reporters={"trust": "trust", "home": "dwelling"},
        )

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)
