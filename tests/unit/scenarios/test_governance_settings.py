"""Settings of governance and funding: what a file may say, and what it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.organisation import OrganisationPlan
from scenarios.errors import InputError
from scenarios.loader import load


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(room: str, settings: str) -> str:
    text = f"title: Ours\nextends: old_estate\nestate: {{organisation: {{{room}: {settings}}}}}\n"
    Path("mine.yaml").write_text(text, encoding="utf-8")
    return "mine.yaml"


def test_a_file_says_how_the_estate_is_run():
    plan = load(write("governance", "{books_every: 3, credibility: 0.5}")).estate.organisation
    assert (plan.governance.books_every, plan.governance.credibility) == (3, 0.5)
    assert plan.funding == OrganisationPlan().funding


def test_one_estate_of_three_shows_its_books():
    shown = [
        load(name).estate.organisation.governance.books_every > 0
        for name in ("commodity", "old_estate", "affordable")
    ]
    assert shown == [True, False, False]  # a third, as in E065


@pytest.mark.parametrize(
    ("room", "settings", "key"),
    [
        ("governance", "{credibility: 1.5}", "credibility"),
        ("governance", "{books_every: -1}", "books_every"),
        ("governance", "{votes_a_year: 400}", "votes_a_year"),
        ("governance", "{unaccounted: lots}", "unaccounted"),
        ("governance", "{openness: 1}", "openness"),
        ("funding", "{fee: -180}", "fee"),
        ("funding", "{activities_from_fees: 2}", "activities_from_fees"),
        ("funding", "{measures_share: maybe}", "measures_share"),
    ],
)
def test_what_cannot_be_is_told_by_line_and_key(room: str, settings: str, key: str):
    with pytest.raises(InputError) as caught:
        load(write(room, settings))
    (line,) = caught.value.text("en").splitlines()
    assert line.startswith("mine.yaml:3")
    assert key in line
