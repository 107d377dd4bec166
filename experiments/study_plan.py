"""Study plan: what a study's file says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from model.parameters import Block

__all__ = ["StudyPlan", "Value"]

Value = bool | int | float | str


class StudyPlan(Block):
    """A study as its file describes it: scenarios, a grid, and how often the luck is drawn."""

    name: Annotated[
        str,
        Field(description="name, which its folder bears", pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$"),
    ]
    about: Annotated[str, Field(description="what it is to find out")] = ""
    scenarios: Annotated[
        tuple[str, ...], Field(description="names or files of scenarios", min_length=1)
    ]
    vary: Annotated[
        dict[str, tuple[Value, ...]],
        Field(
            description="grid: each dotted name takes each of its values, with all of the others"
        ),
    ] = Field(default={})
    months: Annotated[int, Field(description="months of each run", ge=1, le=600)] = 36
    seed: Annotated[int, Field(description="number that fixes all luck", ge=0)] = 1
    replicates: Annotated[int, Field(description="how many times the luck is drawn anew", ge=1)] = (
        20
    )
