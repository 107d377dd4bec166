"""Who works here, how well, and what else is on their list."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class StaffParameters(Block):
    """Who serves, how people learn and leave, and the load that disputes compete with."""

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
            "mediating skill of a clerk or steward without training or practice",
            unit="0-1",
            source="assumed; M08",
            low=0.02,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.1
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
    council_notice: Annotated[
        float,
        known(
            "days ahead that a council can be called for a grave case",
            unit="day",
            source="assumed; mediation committees should end a case within a month",
            low=3,
            high=10,
            least=1,
            most=30,
        ),
    ] = 5.0
    cases_before: Annotated[
        float,
        known(
            "cases a year that a clerk had met before the run",
            unit="1/year",
            source="assumed; about 12 a year for three clerks",
            low=2,
            high=10,
            least=0,
            most=200,
        ),
    ] = 4.0
    practice_gain: Annotated[
        float,
        known(
            "share of what is missing in skill that practice alone can add",
            unit="share",
            source="assumed; form of Argote, Beckman & Epple 1990",
            low=0.1,
            high=0.4,
            least=0,
            most=1,
        ),
    ] = 0.25
    practice_cases: Annotated[
        float,
        known(
            "cases after which two thirds (1 - 1/e) of that are learnt",
            unit="cases",
            source="assumed",
            low=15,
            high=80,
            least=1,
            most=10000,
        ),
    ] = 40.0
    forgetting: Annotated[
        float,
        known(
            "share of practice forgotten, per year",
            unit="1/year",
            source="assumed; Argote, Beckman & Epple 1990",
            low=0.1,
            high=0.5,
            least=0,
            most=10,
        ),
    ] = 0.25
    lesson_worth: Annotated[
        float,
        known(
            "what one case read is worth against one met",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.3
    lessons_fade: Annotated[
        float,
        known(
            "share of a library that grows stale, per year",
            unit="1/year",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0.01,
            most=10,
        ),
    ] = 0.3
    leaving: Annotated[
        float,
        known(
            "rate at which service staff leave",
            unit="1/year",
            source="assumed; high turnover of property staff",
            low=0.15,
            high=0.5,
            least=0,
            most=365,
        ),
    ] = 0.3
    vacancy: Annotated[
        float,
        known(
            "days until a post is filled, where there are others",
            unit="day",
            source="assumed",
            low=7,
            high=45,
            least=0,
            most=365,
        ),
    ] = 21.0
    course_days: Annotated[
        float,
        known(
            "days until somebody new joins a course, where there are any",
            unit="day",
            source="assumed; E163",
            low=30,
            high=120,
            least=0,
            most=1000,
        ),
    ] = 60.0
    background: Annotated[
        float,
        known(
            "share of clerks with a social-work background",
            unit="share",
            source="E027",
            low=0.01,
            high=0.05,
            least=0,
            most=1,
        ),
    ] = 0.03
    background_skill: Annotated[
        float,
        known(
            "their mediating skill",
            unit="0-1",
            source="assumed",
            low=0.3,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.45
