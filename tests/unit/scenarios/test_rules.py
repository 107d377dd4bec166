"""Rules: what pydantic finds is said in our own words."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from scenarios.errors import Problem
from scenarios.rules import block_at, dotted, rule_of


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    size: Annotated[int, Field(ge=1, lt=9)] = 3
    share: Annotated[float, Field(gt=0, le=0.5)] = 0.2
    colour: Literal["red", "green"] | None = None
    tenure: Annotated[str, Field(pattern="^(owner|renter)$")] = "owner"
    word: Annotated[str, Field(min_length=1)] = "x"
    on: bool = True

    @model_validator(mode="after")
    def _odd(self) -> "Inner":
        if self.size == 7:
            raise ValueError("seven brings bad luck; take six")
        return self


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()
    needed: int


def said(data: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate({"needed": 1} | data)
    lines = []
    for found in caught.value.errors():
        keys = tuple(found["loc"])
        rule, fields, meant = rule_of(dict(found), block_at(Outer, keys))
        lines.append(
            Problem(rule, None, dotted(keys), found["input"], True, meant, fields).text("en")
        )
    return lines


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"inner": {"size": 0}}, "inner.size = 0: must be at least 1"),
        ({"inner": {"size": 9}}, "inner.size = 9: must be less than 9"),
        ({"inner": {"size": "x"}}, "inner.size = 'x': must be a whole number"),
        ({"inner": {"size": 2.5}}, "inner.size = 2.5: must be a whole number"),
        ({"inner": {"share": 0}}, "inner.share = 0: must be more than 0"),
        ({"inner": {"share": 0.7}}, "inner.share = 0.7: must be at most 0.5"),
        ({"inner": {"share": "a"}}, "inner.share = 'a': must be a number"),
        ({"inner": {"share": float("nan")}}, "inner.share = nan: must be a number"),
        ({"inner": {"on": "maybe"}}, "inner.on = 'maybe': must be true or false"),
        ({"inner": {"word": ""}}, "inner.word = '': must not be empty"),
        ({"inner": {"word": 3}}, "inner.word = 3: must be a text"),
        ({"inner": 3}, "inner = 3: must hold keys of its own, indented below it"),
        ({"many": 3}, "many = 3: must be a list: lines that begin with `-`, or [a, b]"),
        ({"many": [{"size": 0}]}, "many[0].size = 0: must be at least 1"),
        (
            {"inner": {"colour": "gren"}},
            "inner.colour = 'gren': must be one of red, green (did you mean 'green'?)",
        ),
        (
            {"inner": {"tenure": "rentr"}},
            "inner.tenure = 'rentr': must be one of owner, renter (did you mean 'renter'?)",
        ),
        ({"inner": {"szie": 1}}, "inner.szie = 1: no such key (did you mean 'size'?)"),
        ({"colour": "red"}, "colour = 'red': no such key here; it belongs under inner"),
        ({"zzz": 1}, "zzz = 1: no such key"),
        (
            {"inner": {"size": 7}},
            "inner = {'size': 7}: is not accepted: seven brings bad luck; take six",
        ),
    ],
)
def test_a_finding_is_said_in_our_words(data: dict[str, Any], line: str):
    assert said(data) == [line]


def test_a_missing_key_is_said():
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate({})
    assert rule_of(dict(caught.value.errors()[0]), Outer) == ("missing", {}, "")


def test_blocks_are_found_along_the_keys():
    assert block_at(Outer, ("inner", "size")) is Inner
    assert block_at(Outer, ("many", 0, "size")) is Inner
    assert block_at(Outer, ("needed",)) is Outer
    assert block_at(Outer, ("nothing", "deep", "here")) is None
