"""A place to call the command in: a tiny estate, a package, and the call itself."""

from typing import NamedTuple

import pytest

from analysis.command import main

ESTATE = """\
title: {en: Tiny estate, zh: 微型小区}
estate:
  kind: old_estate
  buildings:
    - {count: 2, stairs: 1, floors: 3, doors: 2}
  spaces: {parking: 4}
"""

PACKAGE = """\
title: {en: Points at once, zh: 立即积分}
extends: status_quo
interventions:
  - {use: points, start: 1, ramp: 0}
"""


class Answer(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with tiny.yaml and package.yaml, which is the current one."""
    (tmp_path / "tiny.yaml").write_text(ESTATE, encoding="utf-8")
    (tmp_path / "package.yaml").write_text(PACKAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


@pytest.fixture
def linli(here, capsys):
    """Call the command in this process."""

    def call(*words: object) -> Answer:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture
def refusal(linli):
    """Call the command, which must refuse in one line without a traceback, in either language."""

    def call(*words: object, lang: str = "en") -> str:
        answer = linli(*words, "--lang", lang)
        assert answer.code == 2, answer
        assert answer.out == ""
        assert len(answer.err.strip().splitlines()) == 1, answer.err
        assert "Traceback" not in answer.err
        return answer.err.strip()

    return call
