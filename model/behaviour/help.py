"""Needs, asking and helping."""

from __future__ import annotations

from typing import Annotated, Any

from model.parameters import Block, known


def _part(what: str) -> Any:
    about = f"need of {what}"
    return known(about, unit="parts", source="assumed", low=0, high=0.6, least=0, most=20)


class EverydayNeeds(Block):
    """What any household needs now and then; only the proportions count."""

    errand: Annotated[float, _part("an errand")] = 0.15
    repair: Annotated[float, _part("a small repair")] = 0.33
    digital: Annotated[float, _part("help with a phone")] = 0.17
    transport: Annotated[float, _part("a lift or a hand with a load")] = 0.10
    tools: Annotated[float, _part("a tool")] = 0.25


class NeedsWithChildren(Block):
    """What children add, as parts of what any household needs."""

    childcare: Annotated[float, _part("somebody to mind a child")] = 0.30
    tutoring: Annotated[float, _part("help with lessons")] = 0.15


class NeedsOfOlder(Block):
    """What somebody of 60 and over adds, as parts of what any household needs."""

    errand: Annotated[float, _part("an errand")] = 0.25
    company: Annotated[float, _part("company")] = 0.20
    digital: Annotated[float, _part("help with a phone")] = 0.15
    transport: Annotated[float, _part("a lift or a hand with a load")] = 0.10


class HelpParameters(Block):
    """Who needs what, who asks whom, and who says yes."""

    needs: Annotated[
        float,
        known(
            "needs that a neighbour could meet, in a home without children or older people",
            unit="1/year",
            source="assumed; fitted to E022",
            low=6,
            high=30,
            least=0,
            most=500,
        ),
    ] = 9.05
    everyday: EverydayNeeds = EverydayNeeds()
    with_children: NeedsWithChildren = NeedsWithChildren()
    with_older: NeedsOfOlder = NeedsOfOlder()
    needs_daytime: Annotated[
        float,
        known(
            "share of needs that must be met in working hours",
            unit="share",
            source="assumed",
            low=0.2,
            high=0.7,
            least=0,
            most=1,
        ),
    ] = 0.4
    hours: Annotated[
        float,
        known(
            "mean hours of help",
            unit="h",
            source="assumed",
            low=0.5,
            high=3,
            least=0.05,
            most=24,
        ),
    ] = 1.2
    willing: Annotated[
        float,
        known(
            "share of adults who take part in help among neighbours at all",
            unit="share",
            source="E089",
            low=0.75,
            high=0.95,
            least=0,
            most=1,
        ),
    ] = 0.85
    knows_how: Annotated[
        float,
        known(
            "share of adults who know where neighbours' help is asked for and offered",
            unit="share",
            source="E090: 76 % do not",
            low=0.15,
            high=0.35,
            least=0,
            most=1,
        ),
    ] = 0.24
    ask: Annotated[
        float,
        known(
            "log-odds of asking a neighbour of transactional standing",
            unit="logit",
            source="assumed",
            low=-2,
            high=1,
            least=-20,
            most=20,
        ),
    ] = -0.5
    ask_tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    ask_public: Annotated[
        float,
        known(
            "log-odds of asking people one does not know, on a board",
            unit="logit",
            source="assumed; well below asking friends",
            low=-4,
            high=0,
            least=-20,
            most=20,
        ),
    ] = -2.0
    shame: Annotated[
        float,
        known(
            "spread between people of how hard asking comes to them",
            unit="logit",
            source="assumed",
            low=0.5,
            high=1.5,
            least=0,
            most=10,
        ),
    ] = 1.0
    ask_balance: Annotated[
        float,
        known(
            "added per hour given more than got, where nothing is paid",
            unit="logit/h",
            source="norm of reciprocity; assumed",
            low=0,
            high=0.3,
            least=0,
            most=10,
        ),
    ] = 0.1
    will: Annotated[
        float,
        known(
            "log-odds that a willing friend says yes",
            unit="logit",
            source="assumed",
            low=-1,
            high=2,
            least=-20,
            most=20,
        ),
    ] = 0.5
    will_tie: Annotated[
        float,
        known(
            "added per unit of tie strength",
            unit="logit",
            source="assumed",
            low=0.2,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.5
    will_balance: Annotated[
        float,
        known(
            "added per hour by which the asker's balance beats the helper's, where nothing is paid",
            unit="logit/h",
            source="image scoring by standing; assumed",
            low=0,
            high=0.3,
            least=0,
            most=10,
        ),
    ] = 0.1
    balance_half_life: Annotated[
        float,
        known(
            "days in which a debt of gratitude halves",
            unit="day",
            source="assumed",
            low=60,
            high=720,
            least=1,
            most=100000,
        ),
    ] = 180.0
    will_stranger: Annotated[
        float,
        known(
            "taken off for somebody unknown",
            unit="logit",
            source="assumed",
            low=0.5,
            high=2,
            least=0,
            most=20,
        ),
    ] = 1.0
    will_distance: Annotated[
        float,
        known(
            "taken off for somebody in another building",
            unit="logit",
            source="assumed",
            low=0.1,
            high=1,
            least=0,
            most=10,
        ),
    ] = 0.4
    will_trust: Annotated[
        float,
        known(
            "added to a stranger's yes for full trust in neighbours against none",
            unit="logit",
            source="assumed",
            low=0.5,
            high=3,
            least=0,
            most=20,
        ),
    ] = 1.5
    spare_hours: Annotated[
        float,
        known(
            "hours of help on one day after which somebody is no longer asked",
            unit="h",
            source="assumed",
            low=1,
            high=4,
            least=0,
            most=10000,
        ),
    ] = 2.0
    answer_hours: Annotated[
        float,
        known(
            "mean hours until somebody asked answers",
            unit="h",
            source="assumed",
            low=2,
            high=24,
            least=0.01,
            most=1000,
        ),
    ] = 7.0
    board_hours: Annotated[
        float,
        known(
            "mean hours until a reader looks at a board",
            unit="h",
            source="assumed",
            low=4,
            high=48,
            least=0,
            most=1000,
        ),
    ] = 16.0
    board_read: Annotated[
        float,
        known(
            "chance that a reader of the help board or the register sees a request in time",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    notice_read: Annotated[
        float,
        known(
            "chance that somebody who knows the notice board of the stair sees a request in time",
            unit="share",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0,
            most=1,
        ),
    ] = 0.3
    dispatch_calls: Annotated[
        float,
        known(
            "members whom a dispatcher calls for one request",
            unit="people",
            source="assumed",
            low=4,
            high=20,
            least=0,
            most=1000,
        ),
    ] = 10.0
    dispatch_time: Annotated[
        float,
        known(
            "hours that a dispatcher spends on one request",
            unit="h",
            source="assumed",
            low=0.1,
            high=0.6,
            least=0.01,
            most=24,
        ),
    ] = 0.25
    asking_scale: Annotated[
        float,
        known(
            "summed tie strength at which two residents in three would know whom to ask",
            unit="strength",
            source="assumed; fitted to E272 (before)",
            low=1,
            high=6,
            least=0.01,
            most=100,
        ),
    ] = 1.87
    cap: Annotated[
        float,
        known(
            "balance above which members see no point in earning more",
            unit="h",
            source="assumed; hoarding cap",
            low=10,
            high=60,
            least=0,
            most=10000,
        ),
    ] = 30.0
    overdraft: Annotated[
        float,
        known(
            "hours that a member may owe",
            unit="h",
            source="assumed",
            low=2,
            high=20,
            least=0,
            most=10000,
        ),
    ] = 10.0
    borrowing: Annotated[
        float,
        known(
            "wants of a household that a shared thing could meet: a charger, a ladder",
            unit="1/year",
            source="assumed",
            low=4,
            high=24,
            least=0,
            most=500,
        ),
    ] = 10.0
    borrowing_fits: Annotated[
        float,
        known(
            "share of wants for which shared things are the right ones",
            unit="share",
            source="assumed",
            low=0.4,
            high=0.8,
            least=0,
            most=1,
        ),
    ] = 0.6
