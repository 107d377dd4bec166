"""A miniature of the estate in plain Mesa, one object a resident, to measure Linli against.

It is written the way Mesa's own tutorials teach it: agents with attributes, ``shuffle_do``,
``self.random``. It knows far less than the real model: people go out, meet, grow and lose ties,
make noise, are annoyed, and quarrel. Both do the same kind of work per resident and day, which
is what the comparison needs; nobody should read results off this one.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import mesa

HOMES_ON_A_STAIR = 12
PEOPLE_IN_A_HOME = 3
FORGOTTEN = 0.05
"""A tie weaker than this is as good as none."""


@dataclass(slots=True)
class Dispute:
    """Remember one quarrel from the day it opens to the day it is settled."""

    complainant: Neighbour
    accused: Neighbour
    opened: int
    closed: int | None = None


class Neighbour(mesa.Agent):
    """A resident with a home, ties, and a temper."""

    def __init__(self, model: Miniature, home: int) -> None:
        super().__init__(model)
        self.home = home
        self.stair = home // HOMES_ON_A_STAIR
        self.sociability = self.random.betavariate(2, 3)
        self.tolerance = self.random.uniform(3.0, 8.0)
        self.loudness = self.random.betavariate(1, 80)
        self.out = False
        self.ties: dict[Neighbour, float] = {}
        self.irritation: dict[Neighbour, float] = {}

    def go_out(self) -> None:
        """Decide whether to leave the flat today."""
        self.out = self.random.random() < self.sociability

    def meet(self) -> None:
        """Meet up to two others who are out, mostly on one's own stair, and warm to them."""
        if not self.out:
            return
        for _ in range(2):
            nearby = self.random.random() < 0.8
            others = self.model.stairs[self.stair] if nearby else self.model.everybody
            other = self.random.choice(others)
            if other is not self and other.out:
                self.warm_to(other)
                other.warm_to(self)
                self.model.meetings += 1

    def warm_to(self, other: Neighbour) -> None:
        """Strengthen the tie to somebody: the stronger it is, the less a meeting adds."""
        strength = self.ties.get(other, 0.0)
        self.ties[other] = strength + 0.1 * (1.0 - strength)

    def forget(self) -> None:
        """Let every tie fade a little, and drop those that are gone."""
        faded = {other: strength * 0.985 for other, strength in self.ties.items()}
        self.ties = {other: strength for other, strength in faded.items() if strength > FORGOTTEN}

    def make_noise(self) -> None:
        """Disturb the homes beside, above and below, if today is a loud day."""
        if self.random.random() >= self.loudness:
            return
        for home in self.model.homes_around[self.home]:
            for other in self.model.homes[home]:
                other.suffer(self)

    def suffer(self, other: Neighbour) -> None:
        """Be annoyed by somebody, less so with a good tie, and quarrel when it is too much."""
        annoyed = self.irritation.get(other, 0.0) + 1.0 - self.ties.get(other, 0.0)
        if annoyed > self.tolerance:
            self.model.disputes.append(Dispute(self, other, self.model.steps))
            self.ties[other] = 0.5 * self.ties.get(other, 0.0)
            annoyed = 0.0
        self.irritation[other] = annoyed

    def calm_down(self) -> None:
        """Let irritation wear off."""
        for other in list(self.irritation):
            self.irritation[other] *= 0.97
            if self.irritation[other] < FORGOTTEN:
                del self.irritation[other]


class Miniature(mesa.Model):
    """A small estate that lives one day a step."""

    def __init__(self, residents: int = 1_500, *, seed: int = 1) -> None:
        with warnings.catch_warnings():
            # Mesa 3.5 prefers another name for the seed; Mesa 3.3 knows only this one for both
            # of a model's generators.
            warnings.simplefilter("ignore", FutureWarning)
            super().__init__(seed=seed)
        number = max(1, residents // PEOPLE_IN_A_HOME)
        self.homes: list[list[Neighbour]] = [[] for _ in range(number)]
        self.homes_around = [
            [near for near in (home - 2, home - 1, home + 1, home + 2) if 0 <= near < number]
            for home in range(number)
        ]
        for row in range(residents):
            home = row % number
            self.homes[home].append(Neighbour(self, home))
        self.everybody: list[Neighbour] = list(self.agents)
        self.stairs: list[list[Neighbour]] = [[] for _ in range(number // HOMES_ON_A_STAIR + 1)]
        for neighbour in self.everybody:
            self.stairs[neighbour.stair].append(neighbour)
        self.meetings = 0
        self.disputes: list[Dispute] = []
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "meetings": "meetings",
                "disputes": lambda model: len(model.disputes),
                "open": lambda model: sum(case.closed is None for case in model.disputes[-50:]),
            }
        )

    def step(self) -> None:
        """Live one day."""
        self.agents.shuffle_do("go_out")
        self.agents.shuffle_do("meet")
        self.agents.shuffle_do("make_noise")
        self.agents.shuffle_do("forget")
        self.agents.shuffle_do("calm_down")
        self.settle()
        self.datacollector.collect(self)

    def settle(self, per_day: int = 3) -> None:
        """Let the clerk settle the oldest quarrels, a few a day, and mend half of each tie."""
        waiting = [case for case in self.disputes[-200:] if case.closed is None]
        for case in waiting[:per_day]:
            case.closed = self.steps
            case.complainant.warm_to(case.accused)
