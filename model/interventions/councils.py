"""Councils: owners meet every month, are told of votes, and can vote on their phone."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from model.calendar import MONTH_IN_YEARS
from model.functions import Module
from model.interventions.base import STANDARD_SIZE, Cost, Intervention, Plan
from model.money import Purse
from model.needs import MET, Need
from model.parameters import known


class CouncilsPlan(Plan):
    """How often owners meet and vote, who is told, and who can vote online."""

    use: Literal["councils"] = "councils"
    meetings: Annotated[
        float,
        known(
            "meetings of the council in a year",
            unit="1/year",
            source="E124, E229: once a month",
            low=4,
            high=24,
            least=0,
            most=52,
        ),
    ] = 12.0
    votes: Annotated[
        float,
        known(
            "votes of the owners in a year",
            unit="1/year",
            source="assumed",
            low=3,
            high=12,
            least=0,
            most=12,
        ),
    ] = 4.0
    notices: Annotated[
        float,
        known(
            "share of residents whom notices of votes and books reach",
            unit="share",
            source="assumed; E141 for a step of its own",
            low=0.92,
            high=1.0,
            least=0,
            most=1,
        ),
    ] = 0.97
    online: Annotated[
        float,
        known(
            "share of homes that can vote on the estate's platform, where there is one",
            unit="share",
            source="assumed; E141 for the steps of an online council",
            low=0.3,
            high=1,
            least=0,
            most=1,
        ),
    ] = 1.0
    meeting_hours: Annotated[
        float,
        known(
            "staff hours to prepare a meeting and see to what was settled, per 500 households",
            unit="h",
            source="assumed",
            low=3,
            high=20,
            least=0,
        ),
    ] = 8.0
    vote_hours: Annotated[
        float,
        known(
            "staff hours for proposal, notice, count and feedback of a vote, per 500 households",
            unit="h",
            source="assumed",
            low=8,
            high=60,
            least=0,
        ),
    ] = 24.0
    operation: Annotated[
        float,
        known(
            "yearly cost of online votes at all homes of 500 households",
            unit="yuan/year",
            source="assumed",
            low=1_000,
            high=15_000,
            least=0,
        ),
    ] = 5_000.0
    wage: Annotated[
        float,
        known(
            "cost of an hour of staff", unit="yuan/h", source="assumed", low=25, high=70, least=0
        ),
    ] = 40.0

    def prices(self, *, households: int) -> tuple[Cost, ...]:
        """Return the hours for meetings and votes, and what online votes cost."""
        year = households / STANDARD_SIZE * MONTH_IN_YEARS
        meetings = self.meetings * self.meeting_hours * year
        votes = self.votes * self.vote_hours * year
        return (
            Cost("meetings", Purse.COMPANY, meetings * self.wage, meetings),
            Cost("votes", Purse.COMPANY, votes * self.wage, votes),
            Cost("online votes", Purse.PUBLIC_INCOME, self.operation * self.online * year),
        )


class Councils(Intervention):
    """Lets owners meet, hear and vote; who comes, and what they settle, is up to them."""

    name = "councils"
    touches = (
        "governance.meet_as_council",
        "governance.call_votes",
        "governance.spread_notices",
        "platform.open",
        "platform.close",
    )
    settings: CouncilsPlan

    def begin(self, day: int) -> None:
        """Note how often owners meet and vote today."""
        g = self.hood.governance
        self.before = g.meetings_a_year, g.votes_a_year, g.notice_reach

    def sustain(self, day: int) -> None:
        """Bring meetings, votes and notices up to what the month pays for."""
        s, governance = self.settings, self.hood.governance
        meetings, votes, notices = self.before
        governance.meet_as_council(a_year=self._up_to(s.meetings, meetings, day))
        governance.call_votes(a_year=self._up_to(s.votes, votes, day))
        governance.spread_notices(reach=self._up_to(s.notices, notices, day))
        self._offer_online(day)

    def finish(self, day: int) -> None:
        """Meet and vote as before; what was settled fades by itself."""
        meetings, votes, notices = self.before
        self.hood.governance.meet_as_council(a_year=meetings)
        self.hood.governance.call_votes(a_year=votes)
        self.hood.governance.spread_notices(reach=notices)
        self.hood.platform.close(Module.COUNCIL, by=self.name)

    def _offer_online(self, day: int) -> None:
        """Open online votes home by home; without a platform there are none, which is noted."""
        share = self.settings.online * self.reach(day)
        if share <= 0.0:
            return
        if not MET[Need.PLATFORM](self.hood):
            self.hood.shortfalls.note(day, self.name, "needs", 0.0)
            return
        homes = np.arange(self.hood.estate.size)
        luck = self.hood.streams.draws("councils/online", 0, homes)
        self.hood.platform.open(Module.COUNCIL, by=self.name, homes=luck < share)

    def _up_to(self, level: float, before: float, day: int) -> float:
        """Return a level on its way from what there was; what is better already stays."""
        return before + self.reach(day) * max(level - before, 0.0)
