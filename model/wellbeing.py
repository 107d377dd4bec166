"""Wellbeing: loneliness, needs that were found, and whether somebody can get out."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.columns import Column, Table

GROUPS = 4  # as many as there are special groups
LONG_AGO = -100_000


class Wellbeing(Table):
    """What care knows of each resident; one slot a special group where there are four."""

    loneliness = Column[float](
        np.nan, np.float32, "loneliness of an older person living alone", unit="0-100"
    )
    access = Column[float](1.0, np.float32, "share of occasions one can get to", unit="share")
    need = Column[bool](False, np.bool_, "has the need of the group", width=GROUPS)
    recognised = Column[bool](False, np.bool_, "the need is known", width=GROUPS)
    served = Column[int](LONG_AGO, np.int32, "day of the last service", unit="day", width=GROUPS)
    visits = Column[int](0, np.int16, "services received this month")


class Task(IntEnum):
    """What volunteers do; the first four answer the needs of the four special groups."""

    VISIT = 0
    LESSON = 1
    WALK = 2
    WELCOME = 3
    TEACHING = 4
    PATROL = 5


class Tasks(NamedTuple):
    """Work that waits this week: for whom, what, whether it is on a list, and last service."""

    receiver: NDArray[np.int32]
    kind: NDArray[np.int8]
    known: NDArray[np.bool_]
    last: NDArray[np.int32]


class Served(NamedTuple):
    """Work done this week: by whom, for whom (-1 for everybody), what, and how long."""

    volunteer: NDArray[np.int32]
    receiver: NDArray[np.int32]
    kind: NDArray[np.int8]
    hours: NDArray[np.float64]
