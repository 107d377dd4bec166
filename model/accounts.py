"""Accounts: who uses the estate's platform, and what that changes for each resident."""

from __future__ import annotations

import numpy as np

from model.columns import Column, Table
from model.residents import Residents

NEVER = -100_000


class AccountTable(Table):
    """One row a resident; the platform writes it once a month, others read."""

    able = Column[bool](False, np.bool_, "has the skill, or the help, that the platform asks for")
    adopted = Column[bool](False, np.bool_, "has begun to use the platform")
    since = Column[int](NEVER, np.int32, "day of beginning to use it", unit="day")
    active = Column[bool](False, np.bool_, "used it in the present month")
    circle = Column[bool](False, np.bool_, "is active in the circle of neighbours")
    taught = Column[bool](False, np.bool_, "was taught at a helper post")
    offline = Column[float](1.0, np.float32, "outings and visits, the life without it being 1")
    easier = Column[float](
        0.0, np.float32, "log-odds added to turning to the company first", unit="logit"
    )
    intake = Column[float](1.0, np.float32, "time until a complaint is filed, at the desk being 1")
    notice = Column[float](
        0.0, np.float32, "chance that it brings a notice of an activity", unit="share"
    )
    board = Column[bool](False, np.bool_, "sees the help board")


class Accounts:
    """The accounts of all residents, past and present; newcomers have none yet."""

    def __init__(self, residents: Residents) -> None:
        self.residents = residents
        self.table = AccountTable(0, room=residents.room)
        self.welcome()

    def welcome(self) -> None:
        """Make room for residents who have just come."""
        self.table.add(self.residents.rows - self.table.rows)
