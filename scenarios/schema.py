"""Schema: what a scenario is, once all of its files are laid over each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, Field

from model.behaviour import Parameters
from model.budget import BudgetPlan
from model.estate import EstatePlan
from model.interventions import PLANS, AnyPlan
from model.parameters import Block
from model.risks import RISK_PLANS, AnyRisk

if TYPE_CHECKING:
    from model.roster import Roster

from scenarios.roster import HouseholdRows

__all__ = ["LONGEST", "Phase", "Scenario", "ScenarioFile", "Words", "json_schema"]

LONGEST: Final = 600  # months
SCHEMA_FILE: Final = Path(__file__).parent / "schema.json"
Month = Annotated[int, Field(ge=1, le=LONGEST)]


class Words(Block):
    """A text in both languages."""

    en: Annotated[str, Field(description="in English", min_length=1)]
    zh: Annotated[str, Field(description="in Simplified Chinese", min_length=1)]

    def of(self, lang: str) -> str:
        """Give the text in one language."""
        return self.zh if lang == "zh" else self.en


def _both(written: Any) -> Any:
    """Take a text in one language for both, where a file gives only one."""
    if isinstance(written, str):
        return {"en": written, "zh": written}
    if isinstance(written, dict) and len(written) == 1 and set(written) <= {"en", "zh"}:
        (only,) = written.values()
        return {"en": only, "zh": only}
    return written


AnyWords = Annotated[Words, BeforeValidator(_both, json_schema_input_type=str | Words)]


class Phase(Block):
    """A stretch of the programme; months count from 1 and both ends belong to it."""

    name: AnyWords
    start: Annotated[Month, Field(description="first month")]
    end: Annotated[Month, Field(description="last month")]


class ScenarioFile(Block):
    """A scenario file: an estate, a package of measures, or both; it changes what it extends."""

    title: Annotated[AnyWords | None, Field(description="a name for people")] = None
    story: Annotated[AnyWords | None, Field(description="what happens here, in a sentence")] = None
    extends: Annotated[
        str | None,
        Field(description="the file that this one changes: a shipped name, or a path from here"),
    ] = None
    estate: Annotated[
        EstatePlan | str | None,
        Field(description="the estate, or the name or path of the file that describes it"),
    ] = None
    roster: Annotated[
        str | None, Field(description="CSV or XLSX with one row a household, as a path from here")
    ] = None
    parameters: Annotated[
        Parameters | None, Field(description="behaviour that differs from the defaults")
    ] = None
    interventions: Annotated[
        list[AnyPlan] | None, Field(description="measures, each at most once")
    ] = None
    risks: Annotated[
        list[AnyRisk] | None, Field(description="what may strike, each at most once")
    ] = None
    budget: Annotated[
        BudgetPlan | None, Field(description="the money for measures, binding; none is no limit")
    ] = None
    months: Annotated[Month | None, Field(description="length of the run in months")] = None
    phases: Annotated[
        list[Phase] | None, Field(description="stretches of the programme, for figures and texts")
    ] = None


class Scenario(Block):
    """An estate, how people behave there, and what is tried: all that a run needs but luck.

    ``name`` is how it was asked for and ``place`` refers to its estate; both can be loaded again.
    """

    name: str
    place: str
    title: AnyWords
    story: AnyWords
    estate_name: str
    estate_title: AnyWords
    estate_story: AnyWords
    package_name: str
    estate: EstatePlan = EstatePlan()
    parameters: Parameters = Parameters()
    interventions: tuple[AnyPlan, ...] = ()
    risks: tuple[AnyRisk, ...] = ()
    budget: BudgetPlan | None = None
    months: Month = 36
    phases: tuple[Phase, ...] = ()
    roster: HouseholdRows | None = None

    @property
    def size(self) -> int:
        """Count the estates: a scenario is of one."""
        return 1

    def households(self) -> Roster | None:
        """Lay the roster, if there is one, over the estate for the model."""
        return None if self.roster is None else self.roster.over(self.estate)


def json_schema() -> dict[str, Any]:
    """Describe scenario files for editors: names, types, ranges, and what each means."""
    schema = ScenarioFile.model_json_schema(mode="validation")
    for plan in (*PLANS.values(), *RISK_PLANS.values()):
        schema["$defs"][plan.__name__]["required"] = ["use"]  # it tells which measure this is
    for block in _blocks(Parameters):
        for parameter in schema["$defs"][block.__name__]["properties"].values():
            parameter.pop("default", None)  # `linli show` tells it; each fit of the start moves it
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by `python -m scenarios.schema`; a test compares it with the code.",
        **schema,
    }


def _blocks(outer: type[Block]) -> Iterator[type[Block]]:
    """Give the blocks inside a block, however deep."""
    for field in outer.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Block):
            yield field.annotation
            yield from _blocks(field.annotation)


def main() -> None:
    """Write the schemas beside the scenario files."""
    from scenarios import portfolio

    for path, schema in (
        (SCHEMA_FILE, json_schema()),
        (portfolio.SCHEMA_FILE, portfolio.json_schema()),
    ):
        text = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


if __name__ == "__main__":
    main()
