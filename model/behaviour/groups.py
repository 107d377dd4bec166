"""Groups: how people who keep meeting over one interest set up something of their own."""

from __future__ import annotations

from typing import Annotated

from model.parameters import Block, known


class GroupParameters(Block):
    """Birth, life and death of groups that residents run themselves."""

    at_start: Annotated[
        float,
        known(
            "groups for 500 households before the run",
            unit="groups",
            source="assumed: a few",
            low=1,
            high=6,
            least=0,
            most=50,
        ),
    ] = 2.5
    found: Annotated[
        float,
        known(
            "chance a month that a sociable person founds a group, for each table of late shared "
            "with somebody of the same interest",
            unit="1/month",
            source="assumed: so that the number stands still without measures",
            low=0.0005,
            high=0.01,
            least=0,
            most=10,
        ),
    ] = 0.003
    size_at_start: Annotated[
        int,
        known(
            "members of a group before the run",
            unit="people",
            source="assumed",
            low=5,
            high=15,
            least=1,
            most=100,
        ),
    ] = 8
    asked: Annotated[
        float,
        known(
            "log-odds that somebody of the same interest says yes to a founder, at strength 0",
            unit="logit",
            source="assumed",
            low=-2,
            high=1,
            least=-20,
            most=20,
        ),
    ] = -0.5
    join: Annotated[
        float,
        known(
            "log-odds a month of joining a group of one's own interest with one tie of strength 0",
            unit="logit",
            source="assumed",
            low=-6,
            high=-2,
            least=-20,
            most=20,
        ),
    ] = -4.5
    join_tie: Annotated[
        float,
        known(
            "added per unit of strength of ties with members",
            unit="logit",
            source="assumed; people join through people they know",
            low=0.3,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 0.8
    leave: Annotated[
        float,
        known(
            "chance a month that a member without ties in the group leaves it",
            unit="1/month",
            source="assumed; E199 is an extreme case for volunteers",
            low=0.05,
            high=0.25,
            least=0,
            most=10,
        ),
    ] = 0.12
    leave_tie: Annotated[
        float,
        known(
            "fall of the log of that chance per unit of strength of ties with members, up to three",
            unit="log",
            source="assumed",
            low=0.2,
            high=1.0,
            least=0,
            most=10,
        ),
    ] = 0.5
    tire: Annotated[
        float,
        known(
            "chance a month that whoever leads a group gives up leading",
            unit="1/month",
            source="assumed",
            low=0.02,
            high=0.1,
            least=0,
            most=10,
        ),
    ] = 0.04
    succeed: Annotated[
        float,
        known(
            "chance that a member of mean sociability takes over from a leader who is gone",
            unit="share",
            source="assumed",
            low=0.03,
            high=0.3,
            least=0,
            most=1,
        ),
    ] = 0.08
    attend: Annotated[
        float,
        known(
            "chance that a member comes to a meeting of the group",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.9,
            least=0,
            most=1,
        ),
    ] = 0.65
    tables: Annotated[
        int,
        known(
            "people of a group who talk to each other at a meeting",
            unit="people",
            source="assumed",
            low=3,
            high=8,
            least=2,
            most=50,
        ),
    ] = 5
    least: Annotated[
        int,
        known(
            "members below whom a group dissolves",
            unit="people",
            source="assumed: three make a group",
            low=2,
            high=5,
            least=1,
            most=100,
        ),
    ] = 3
    most: Annotated[
        int,
        known(
            "members beyond whom a group takes nobody in",
            unit="people",
            source="assumed",
            low=10,
            high=40,
            least=1,
            most=1000,
        ),
    ] = 20
    room_share: Annotated[
        float,
        known(
            "share of the activity room's free hours that groups may take",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.5,
            least=0,
            most=1,
        ),
    ] = 0.25
    room_hours: Annotated[
        float,
        known(
            "hours a week in the activity room that one group takes",
            unit="h/week",
            source="assumed",
            low=1,
            high=4,
            least=0.1,
            most=168,
        ),
    ] = 2.0
    green_places: Annotated[
        float,
        known(
            "places in the green that one group takes",
            unit="places",
            source="assumed",
            low=5,
            high=30,
            least=0.1,
            most=10_000,
        ),
    ] = 10.0
