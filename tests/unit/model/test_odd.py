"""The documents say what the code says."""

from __future__ import annotations

import re

import pytest

from experiments import documents
from experiments.declared import declared
from experiments.documents import DOCUMENTS, MODEL, PARTS, StaleDocumentError, written
from experiments.evidence_ladder import (
    FITTED,
    GUESSED,
    LADDER,
    LITERATURE,
    MEASURED,
    REASONED,
    UNITS,
    counts,
    rung_of,
)
from model.behaviour import Parameters
from model.columns import Table
from model.estate import EstatePlan
from model.interventions import CATALOGUE
from model.neighbourhood import Neighbourhood
from model.risks import RISK_PLANS

ODD = (MODEL / "ODD.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_what_the_code_would_write(path):
    text = path.read_text(encoding="utf-8")
    if written(text) != text:
        pytest.fail(f"{path.name} has drifted: run `python -m experiments.documents`")


def test_every_part_stands_in_a_document_exactly_once():
    texts = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    named = re.findall(r"<!-- generated: ([\w ]+) -->", texts)
    assert sorted(named) == sorted(PARTS)


def test_writing_twice_changes_nothing_and_leaves_other_text_alone():
    text = "before\n<!-- generated: questions -->\nWRONG\n<!-- end: questions -->\nafter\n"
    once = written(text)
    assert written(once) == once
    assert once.startswith("before\n") and once.endswith("\nafter\n")
    assert "WRONG" not in once and "*liking*" in once


def test_a_part_that_nobody_writes_is_refused_by_name():
    with pytest.raises(StaleDocumentError, match="'weather'"):
        written("<!-- generated: weather -->\n<!-- end: weather -->")


def test_the_day_in_the_document_is_the_day_of_the_model():
    names = [name for name, _ in documents.day_in_phases()]
    assert list(documents.WRITES) == names
    hood_phases = [phase.__name__ for phase in Neighbourhood.phases.fget(FakeHood())]
    assert names == hood_phases


class FakeHood:
    def __getattr__(self, name):
        return getattr(Neighbourhood, name)


def test_the_document_names_every_table_of_the_model():
    for kind in documents._below(Table):
        if kind.__module__.startswith("model."):
            assert f"**`{kind.__module__}.{kind.__name__}`**" in ODD


def test_a_table_declared_elsewhere_stays_out_of_the_document():
    class Stranger(Table):
        """A table of a user's own."""

    assert Stranger not in documents._tables()


def test_the_document_names_every_number_that_can_be_set():
    measures = map(documents._plan_of, CATALOGUE.values())
    for root in (Parameters, EstatePlan, *measures, *RISK_PLANS.values()):
        for leaf in declared(root):
            short = leaf.name.split(".", 1)[1] if root is Parameters else leaf.name
            assert leaf.name in ("use", "buildings", "shocks") or f"`{short}`" in ODD, leaf.name


def test_prose_names_parameters_and_never_their_fitted_values():
    prose = re.sub(r"<!-- generated: ([\w ]+) -->.*?<!-- end: \1 -->", "", ODD, flags=re.DOTALL)
    fitted = [leaf for leaf in declared(Parameters) if "fitted" in leaf.source]
    said = set(re.findall(r"(?<![\w.])-?\d+\.\d+", prose))
    assert fitted
    assert {leaf.name for leaf in fitted if f"{leaf.default:g}" in said} == set()


def test_every_default_lies_in_its_plausible_range_and_that_in_its_bounds():
    measures = map(documents._plan_of, CATALOGUE.values())
    roots = (Parameters, EstatePlan, *measures, *RISK_PLANS.values())
    for leaf in (leaf for root in roots for leaf in declared(root) if leaf.low is not None):
        assert leaf.plausible, leaf
        assert leaf.least is None or leaf.least <= leaf.low, leaf
        assert leaf.most is None or leaf.high <= leaf.most, leaf


@pytest.mark.parametrize(
    ("source", "rung"),
    [
        ("E079", MEASURED),
        ("E089: 85 % are willing", MEASURED),
        ("Slovic 1993; lognormal, median 2.5", LITERATURE),
        ("MORI-Defra 2003: 40 % complain to anybody; fitted to E261", FITTED),
        ("E089: 85 % willing; assumed far fewer sign up", REASONED),
        ("prior N(1, 0.4)", REASONED),
        ("assumed", GUESSED),
        ("the unit", UNITS),
    ],
)
def test_the_weaker_word_of_a_source_decides_the_rung(source, rung):
    assert rung_of(source) is rung


def test_the_ladder_counts_every_sourced_number_once():
    leaves = list(documents._everything())
    head, rows = counts(leaves)
    assert head == ["block", *(rung.title for rung in LADDER), "all"]
    assert rows[-1][-1] == len(leaves) == sum(row[-1] for row in rows[:-1])


def mechanisms() -> list[list[str]]:
    part = ODD[ODD.index("### Mechanisms") : ODD.index("## 8. Parameters")]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[2:]]


def test_every_mechanism_of_the_plan_has_a_row_in_order():
    numbers = [row[0] for row in mechanisms() if row[0] != "besides"]
    assert numbers == sorted(numbers)
    assert set(numbers) == {f"M{number:02}" for number in range(1, 41)}
    assert {len(row) for row in mechanisms()} == {6}


@pytest.mark.parametrize("row", mechanisms(), ids=lambda row: f"{row[0]} {row[1][:30]}")
def test_files_and_tests_of_a_mechanism_exist(row):
    files, tests = (re.findall(r"`([^`]+)`", row[column]) for column in (2, 5))
    assert files
    assert tests
    for name in files:
        assert (MODEL / name).is_file(), name
    for name in tests:
        assert name in TESTS, name


def test_tests_that_the_document_names_exist():
    assert set(re.findall(r"`(test_\w+(?:\.py)?)`", ODD)) <= TESTS


def _tests() -> set[str]:
    """Return the names of all files of tests and of the tests in them."""
    paths = list((MODEL.parent / "tests").rglob("test_*.py"))
    written = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return {path.name for path in paths} | set(re.findall(r"^def (test_\w+)", written, re.M))


TESTS = _tests()
