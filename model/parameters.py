"""Parameters: what a number means, its unit, its source and its limits, declared once."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Block(BaseModel):
    """Parameters that belong together: frozen, no unknown names, no infinities."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def known(
    about: str,
    *,
    unit: str,
    source: str,
    low: float,
    high: float,
    least: float | None = None,
    most: float | None = None,
) -> Any:
    """Declare a parameter's meaning, unit, source, plausible range and hard bounds.

    ``low`` and ``high`` span what is plausible and feed sensitivity designs and sliders;
    ``least`` and ``most`` are what the mechanism can bear, and a value beyond them is refused.
    """
    return Field(
        description=about,
        ge=least,
        le=most,
        json_schema_extra={"unit": unit, "source": source, "low": low, "high": high},
    )
