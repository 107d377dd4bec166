"""Who works here, how well, and what else is on their list."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class StaffParameters(Block):
    """The service desk and the load that disputes compete with."""

    tickets: Annotated[
        float,
        known(
            "repairs and enquiries per household and year",
            unit="1/year",
            source="assumed",
            low=6,
            high=18,
            least=0,
            most=200,
        ),
    ] = 11.0
    ticket_hours: Annotated[
        float,
        known(
            "staff hours that one of them takes",
            unit="h",
            source="assumed",
            low=0.5,
            high=1.5,
            least=0.01,
            most=40,
        ),
    ] = 0.9
    prompt: Annotated[
        float,
        known(
            "office hours within which residents think a ticket well served",
            unit="h",
            source="assumed",
            low=2,
            high=12,
            least=0,
            most=500,
        ),
    ] = 4.0
    prompt_share: Annotated[
        float,
        known(
            "share of promptly served tickets that leave a good impression",
            unit="share",
            source="assumed; fitted to no drift",
            low=0.2,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.45
    desk_skill: Annotated[
        float,
        known(
            "mediating skill of clerks and stewards",
            unit="0-1",
            source="E027: 3 % are trained; assumed",
            low=0.05,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.15
    talk_hours: Annotated[
        float,
        known(
            "staff hours of a first visit",
            unit="h",
            source="assumed",
            low=0.5,
            high=2,
            least=0.1,
            most=40,
        ),
    ] = 1.0
    session_hours: Annotated[
        float,
        known(
            "staff hours of a session at tier 1",
            unit="h",
            source="assumed; 1.5 to 3",
            low=1.5,
            high=3,
            least=0.1,
            most=100,
        ),
    ] = 2.0
    expert_hours: Annotated[
        float,
        known(
            "staff hours of a case at tier 2",
            unit="h",
            source="assumed; 6 to 12",
            low=6,
            high=12,
            least=0.1,
            most=200,
        ),
    ] = 8.0
    council_hours: Annotated[
        float,
        known(
            "hours that a council spends on a case, all members together",
            unit="h",
            source="assumed; 15 to 30",
            low=15,
            high=30,
            least=0.1,
            most=500,
        ),
    ] = 20.0
    council_days: Annotated[
        float,
        known(
            "days between sittings of the council",
            unit="day",
            source="E229: monthly",
            low=14,
            high=30,
            least=1,
            most=365,
        ),
    ] = 30.0
