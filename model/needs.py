"""Needs: what a measure cannot do without, and how far an estate has it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from model.roles import Role

if TYPE_CHECKING:
    from model.neighbourhood import Neighbourhood


class Need(StrEnum):
    """Staff, rooms, tools and people that must be there before a measure can work."""

    SOCIAL_WORKER = "social_worker"
    COUNCIL = "council"
    PLATFORM = "platform"
    ACTIVITY_ROOM = "activity_room"
    PARKING = "parking"
    GREEN = "green"
    VOLUNTEERS = "volunteers"
    OPEN_BOOKS = "open_books"


def _social_worker(hood: Neighbourhood) -> float:
    return float(hood.staff.servers[Role.SOCIAL].any())


def _council(hood: Neighbourhood) -> float:
    return float(hood.governance.meetings_a_year > 0)


def _platform(hood: Neighbourhood) -> float:
    return float(hood.platform.modules.any() and not hood.platform.suspended)


def _activity_room(hood: Neighbourhood) -> float:
    return float(hood.estate.plan.spaces.activity_room > 0)


def _parking(hood: Neighbourhood) -> float:
    return float(hood.estate.plan.spaces.parking > 0)


def _green(hood: Neighbourhood) -> float:
    return float(hood.estate.plan.spaces.green > 0)


def _volunteers(hood: Neighbourhood) -> float:
    return float(hood.volunteers.open.size > 0)


def _open_books(hood: Neighbourhood) -> float:
    return float(hood.governance.books_every > 0)


MET: Final[dict[Need, Callable[[Neighbourhood], float]]] = {
    Need.SOCIAL_WORKER: _social_worker,
    Need.COUNCIL: _council,
    Need.PLATFORM: _platform,
    Need.ACTIVITY_ROOM: _activity_room,
    Need.PARKING: _parking,
    Need.GREEN: _green,
    Need.VOLUNTEERS: _volunteers,
    Need.OPEN_BOOKS: _open_books,
}
