"""Residents: the columns that describe them, and a Mesa agent for each row."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from model.columns import Column, Row, Table
from model.mesa_ports import mesa

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood

ADULT_AGE = 14  # surveys and attendance count people of 14 and over
OLDER_AGE = 60
YOUNG_AGE = 40


class AgeGroup(IntEnum):
    """Age groups that KPIs tell apart."""

    CHILD = 0
    YOUNG = 1
    MIDDLE = 2
    OLDER = 3


class Rhythm(IntEnum):
    """When somebody is at home."""

    WORKER = 0
    LATE = 1
    HOME = 2
    PUPIL = 3


class ResidentColumns:
    """What the model remembers about a resident."""

    identity = Column[int](0, np.int64, "dwelling, tenancy and member packed into one number")
    household = Column[int](-1, np.int32, "row of the household")
    dwelling = Column[int](-1, np.int32, "row of the dwelling")
    present = Column[bool](False, np.bool_, "lives here now")
    age = Column[int](0, np.int16, "age at moving in", unit="year")
    group = Column[int](0, np.int8, "age group: child, young, middle, older")
    rhythm = Column[int](0, np.int8, "when at home: worker, late, home, pupil")
    sociability = Column[float](1.0, np.float32, "outings relative to the mean person")
    tolerance = Column[float](1.0, np.float32, "grievance that is still borne", unit="grievance")
    sensitivity = Column[float](0.0, np.float32, "noise and nuisance sensitivity", unit="sd")
    civic = Column[float](0.5, np.float32, "readiness to keep shared rules", unit="0-1")
    digital = Column[float](0.5, np.float32, "skill with phones and apps", unit="0-1")
    taste = Column[float](0.0, np.float32, "liking of public activities", unit="sd")
    interest = Column[int](0, np.int8, "field of interest, one of five")
    skills = Column[int](0, np.int32, "skills on offer, one bit each")
    disabled = Column[bool](False, np.bool_, "lives with a disability")
    longing = Column[float](0.0, np.float32, "longing for company", unit="sd")
    outsider = Column[bool](False, np.bool_, "comes from elsewhere")
    owner = Column[bool](False, np.bool_, "lives in a flat of the family's own")
    trust = Column[float](0.5, np.float32, "trust in the neighbours", unit="0-1")
    trust_company = Column[float](0.5, np.float32, "trust in the property company", unit="0-1")
    trust_rules = Column[float](0.5, np.float32, "trust in shared rules", unit="0-1")


class Residents(ResidentColumns, Table):
    """All residents, past and present, one array per column."""

    def children_of_room_users(self) -> float:
        """Return the share of children among those who ask for the activity room, by heads."""
        groups = np.bincount(self.group[self.present], minlength=len(AgeGroup))
        asking = max(int(groups[AgeGroup.CHILD] + groups[AgeGroup.OLDER]), 1)
        return float(groups[AgeGroup.CHILD] / asking)


class Resident(ResidentColumns, Row, mesa.Agent):
    """One resident, as Mesa sees it: a window on one row of the columns."""

    def __init__(self, model: Neighbourhood, row: int) -> None:
        # Mesa 3.3.1 numbers agents through a class-wide dict that keeps every model alive,
        # so its constructor is left out; here the row is the number.
        self.model = model
        self.unique_id = row + 1
        self.pos = None
        self.table = model.residents
        self.row = row
        model.register_agent(self)
        self.unique_id = row + 1  # Mesa 3.5 has just put a count of its own there
