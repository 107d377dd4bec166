"""Functions of the platform: which there are, who opened them, and for which homes."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

COMPANY: Final = "company"  # who opens what no measure opens


class Module(IntEnum):
    """The functions that a platform can have."""

    SERVICE = 0
    CIRCLE = 1
    HELP_BOARD = 2
    TRACKING = 3
    COUNCIL = 4
    BOOKS = 5


class Functions:
    """What each opener offers to each home; a home has what anybody offers it.

    Once the data of users have leaked, everything but service stays shut, whoever opens it (E200).
    """

    def __init__(self, homes: int, opened: NDArray[np.bool_]) -> None:
        self.homes = homes
        self.suspended = False
        self.offered: NDArray[np.bool_]
        self.open_somewhere: NDArray[np.bool_]
        self.offers = {COMPANY: np.repeat(opened[:, None], homes, axis=1)}
        self._weigh()

    def open(self, *modules: Module, by: str, homes: NDArray[np.bool_] | None) -> None:
        """Offer functions to homes, all where none are named, and to nobody else by that hand."""
        offer = self.offers.setdefault(by, np.zeros((len(Module), self.homes), np.bool_))
        offer[list(modules)] = True if homes is None else homes
        self._weigh()

    def close(self, *modules: Module, by: str) -> None:
        """Take back what one opener offers; what others offer stays."""
        if by in self.offers:
            self.offers[by][list(modules)] = False
        self._weigh()

    def suspend(self) -> None:
        """Shut everything but service for good."""
        self.suspended = True
        self._weigh()

    def _weigh(self) -> None:
        self.offered = np.logical_or.reduce(list(self.offers.values()))
        if self.suspended:
            self.offered[Module.CIRCLE :] = False
        self.open_somewhere = np.asarray(self.offered.any(axis=1))
