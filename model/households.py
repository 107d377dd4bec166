"""Households: who lives together in a dwelling, and what they own."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from model.columns import Column, Table


class HouseholdKind(IntEnum):
    """Kinds of household, in the order of the estate's mix."""

    YOUNG_SINGLE = 0
    YOUNG_COUPLE = 1
    FAMILY = 2
    THREE_GENERATIONS = 3
    MIDDLE_AGED = 4
    OLDER_COUPLE = 5
    OLDER_ALONE = 6


class Households(Table):
    """All households, past and present; their members are a run of resident rows."""

    identity = Column[int](0, np.int64, "dwelling and tenancy packed into one number")
    dwelling = Column[int](-1, np.int32, "row of the dwelling")
    present = Column[bool](False, np.bool_, "lives here now")
    kind = Column[int](0, np.int8, "kind of household")
    first = Column[int](0, np.int32, "row of the first member")
    size = Column[int](0, np.int8, "members")
    owner = Column[bool](False, np.bool_, "owns the flat")
    outsider = Column[bool](False, np.bool_, "comes from elsewhere")
    cars = Column[int](0, np.int8, "cars")
    dog = Column[bool](False, np.bool_, "keeps a dog")
    children = Column[int](0, np.int8, "children under 14")
    late = Column[int](0, np.int8, "adults who are up late")
    older = Column[int](0, np.int8, "members of 60 and over")
    civic = Column[float](0.5, np.float32, "mean readiness of its adults to keep rules", unit="0-1")
    loudness = Column[float](0.0, np.float32, "how loud its evenings are", unit="dB")
    liveliness = Column[float](1.0, np.float32, "how often it is loud, the mean home being 1")
    since = Column[int](0, np.int32, "day of moving in", unit="day")
    stay = Column[float](0.0, np.float64, "exposure left before moving out", unit="hazard")
    restless = Column[float](1.0, np.float64, "how many times likelier conflicts make moving out")
