"""Roles: who can handle a dispute, from the door to the council."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """Tiers of service, each with people, hours and skill of its own."""

    DESK = 0
    SOCIAL = 1
    COUNCIL = 2
