"""Triggers: what goes wrong between neighbours, one cause a file."""

from __future__ import annotations

from model.triggers.noise import Noise
from model.triggers.other import Other
from model.triggers.parking import Parking
from model.triggers.pets import Pets
from model.triggers.space import Space

__all__ = ["Noise", "Other", "Parking", "Pets", "Space"]
