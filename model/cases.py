"""Cases: one row a dispute, whatever path it takes."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from model.columns import Column, Table


class Channel(IntEnum):
    """Where a resident turns first."""

    PRIVATE = 0
    COMPANY = 1
    FORMAL = 2


class Outcome(IntEnum):
    """How a case ends."""

    OPEN = 0
    SETTLED = 1
    TRANSFORMED = 2
    IMPOSED = 3
    WITHDRAWN = 4
    FAILED = 5
    OUTSIDE = 6


class Cases(Table):
    """All disputes in the order in which they were opened."""

    opened = Column[float](0.0, np.float64, "moment of the first complaint or talk", unit="h")
    responded = Column[float](np.nan, np.float64, "moment of the first response by staff", unit="h")
    closed = Column[float](np.nan, np.float64, "moment of closing", unit="h")
    complainant = Column[int](-1, np.int32, "resident who acted")
    accused = Column[int](-1, np.int32, "household complained about")
    trigger = Column[int](0, np.int8, "cause")
    night = Column[bool](False, np.bool_, "about a night")
    severity = Column[float](0.0, np.float32, "how far the grievance had gone")
    channel = Column[int](0, np.int8, "private, company or formal")
    recorded = Column[bool](False, np.bool_, "on record with anybody")
    handled = Column[bool](False, np.bool_, "the company dealt with it")
    complicated = Column[bool](False, np.bool_, "needs more than a talk at the door")
    asked = Column[bool](False, np.bool_, "taken to mediation")
    passed_on = Column[bool](False, np.bool_, "went round before anybody took it up")
    waiting_since = Column[float](0.0, np.float64, "when its next step was first due", unit="h")
    skill = Column[float](0.0, np.float32, "mediating skill of who last dealt with it")
    consent = Column[bool](False, np.bool_, "both parties agreed to mediate")
    tier = Column[int](0, np.int8, "highest tier that dealt with it")
    outcome = Column[int](0, np.int8, "how it ended")
    repeat = Column[bool](False, np.bool_, "same pair and cause within 180 days of a closing")
    reopened = Column[bool](False, np.bool_, "came back within 180 days")
    satisfied = Column[int](0, np.int8, "parties satisfied with the handling")
    fair = Column[int](0, np.int8, "parties who find the handling fair")
    pleased_first = Column[bool](False, np.bool_, "the complainant is among the satisfied")
    fair_first = Column[bool](False, np.bool_, "the complainant is among those who find it fair")
    quarter = Column[int](0, np.int32, "quarter of the complainant")
