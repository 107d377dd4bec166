"""Grievances: what each resident holds against which household, and for how long."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from model.behaviour.disputes import DisputeParameters
from model.columns import Column, Table
from model.kernels import kernel
from model.residents import Residents

GRUDGES = 6


class State(IntEnum):
    """How far a grievance has gone."""

    BORNE = 0
    CONFLICT = 1
    CASE = 2


class GrievanceSlots(Table):
    """Each resident's grievances, a row of slots a resident; the weakest makes room."""

    against = Column[int](-1, np.int32, "household that causes it, -1 for none", width=GRUDGES)
    level = Column[float](
        0.0, np.float32, "grievance when last touched", unit="grievance", width=GRUDGES
    )
    touched = Column[int](0, np.int32, "day of the last touch", unit="day", width=GRUDGES)
    state = Column[int](0, np.int8, "borne, conflict or case", width=GRUDGES)
    tries = Column[int](0, np.int8, "times that the resident has acted on it", width=GRUDGES)


class Grievances:
    """A leaky stock a pair: grows with each annoyance, fades with memory."""

    def __init__(self, residents: Residents, parameters: DisputeParameters) -> None:
        self.residents = residents
        self.slots = GrievanceSlots(0, room=residents.room)
        self.fading = 1.0 / parameters.memory

    def welcome(self) -> None:
        """Make room for residents who have just come; they hold nothing against anybody."""
        self.slots.add(self.residents.rows - self.slots.rows)

    def level(self, resident: int, household: int, day: int) -> float:
        """Return what a resident holds against a household today."""
        slot = self._slot(resident, household)
        if slot < 0:
            return 0.0
        s = self.slots
        days = day - int(s.touched[resident, slot])
        return float(s.level[resident, slot] * np.exp(-self.fading * days))

    def add(self, resident: int, household: int, amount: float, day: int) -> None:
        """Add to what a resident holds against a household."""
        s = self.slots
        add_grievance(
            resident,
            household,
            amount,
            day,
            self.fading,
            s.against,
            s.level,
            s.touched,
            s.state,
            s.tries,
        )

    def close(self, resident: int, household: int, day: int, *, relief: float) -> None:
        """Take a share off a grievance when its case closes; what is left may boil again."""
        slot = self._slot(resident, household)
        if slot < 0:
            return
        s = self.slots
        left = self.level(resident, household, day) * (1.0 - relief)
        s.level[resident, slot] = left
        s.touched[resident, slot] = day
        boiling = left > float(self.residents.tolerance[resident])
        s.state[resident, slot] = State.CONFLICT if boiling else State.BORNE
        s.tries[resident, slot] = min(int(s.tries[resident, slot]) + 1, 100)

    def relieve(self, resident: int, household: int, day: int, *, share: float) -> None:
        """Take a share off a grievance whose cause has gone; its case goes on or is over."""
        slot = self._slot(resident, household)
        if slot >= 0:
            left = self.level(resident, household, day) * (1.0 - share)
            self.slots.level[resident, slot] = left
            self.slots.touched[resident, slot] = day

    def open_by_household(self, households: int, day: int) -> NDArray[np.float64]:
        """Return what is unresolved in each household: grievances felt as conflicts or on record.

        Each counts by its level in units of what its holder can bear, so that one that has just
        boiled over counts one.
        """
        r, s = self.residents, self.slots
        return np.asarray(
            _unresolved(
                households,
                day,
                self.fading,
                r.present,
                r.household,
                r.tolerance,
                s.level,
                s.touched,
                s.state,
            )
        )

    def _slot(self, resident: int, household: int) -> int:
        found = np.flatnonzero(self.slots.against[resident] == household)
        return int(found[0]) if found.size else -1


@kernel
def add_grievance(resident, household, amount, day, fading, against, level, touched, state, tries):  # type: ignore[no-untyped-def]
    """Add to a grievance, in its own slot or in the weakest that is not a case; return the slot."""
    weakest, where = 1e30, -1
    for slot in range(against.shape[1]):
        if against[resident, slot] == household:
            now = level[resident, slot] * np.exp(-fading * (day - touched[resident, slot]))
            level[resident, slot] = now + amount
            touched[resident, slot] = day
            return slot
        now = 0.0
        if against[resident, slot] >= 0:
            now = level[resident, slot] * np.exp(-fading * (day - touched[resident, slot]))
        if state[resident, slot] != 2 and now < weakest:
            weakest, where = now, slot
    if where >= 0:
        against[resident, where] = household
        level[resident, where] = amount
        touched[resident, where] = day
        state[resident, where] = 0
        tries[resident, where] = 0
    return where


@kernel
def _unresolved(households, day, fading, present, household, tolerance, level, touched, state):  # type: ignore[no-untyped-def]
    total = np.zeros(households)
    for who in range(present.size):
        if not present[who]:
            continue
        for slot in range(state.shape[1]):
            if state[who, slot] > 0:
                now = level[who, slot] * np.exp(-fading * (day - touched[who, slot]))
                total[household[who]] += now / tolerance[who]
    return total
