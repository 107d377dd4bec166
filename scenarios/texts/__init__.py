"""Texts: every sentence a planner sees, in two catalogues with the same keys.

A catalogue is a folder of TOML files, one a room: ``texts/en/kpi.toml`` and ``texts/zh/kpi.toml``.
The first word of a key names the room, the rest its place in the file: ``kpi.trust_index.title``
is ``title`` in the table ``[trust_index]`` of ``kpi.toml``. A room may be a folder with a file for
each table: ``measure.points.title`` is ``title`` in ``measure/points.toml``. A room is read when
first asked.
"""

from __future__ import annotations

import locale
import os
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["LANGUAGES", "catalogue", "default_language", "has", "rooms", "t"]

LANGUAGES: Final = ("en", "zh")
STRICT: Final = "LINLI_STRICT_TEXTS"  # set in the environment, a missing text is an error
_FOLDER: Final = Path(__file__).parent


def t(key: str, /, lang: str, **fields: object) -> str:
    """Give the text of a key in one language, with its fields filled in.

    A missing key or field gives the key or the unfilled text, with a warning, so that a planner
    still gets a report; where the environment sets ``LINLI_STRICT_TEXTS`` it is a ``KeyError``.
    """
    text = _room(_checked(lang), _room_of(key)).get(key)
    if text is None:
        return _fall_back(f"no text {key!r} in {lang!r}", instead=key)
    if not fields and "{" not in text:
        return text
    try:
        return text.format(**fields)
    except (KeyError, IndexError) as missing:
        return _fall_back(f"text {key!r} in {lang!r} lacks the field {missing}", instead=text)


def has(key: str, lang: str = LANGUAGES[0]) -> bool:
    """Tell whether a catalogue holds a key."""
    return key in _room(_checked(lang), _room_of(key))


def catalogue(lang: str) -> dict[str, str]:
    """Read all texts of one language, by key."""
    return {key: text for room in rooms(lang) for key, text in _room(lang, room).items()}


def rooms(lang: str) -> list[str]:
    """List the rooms of one language: the first words of its keys."""
    folder = _FOLDER / _checked(lang)
    found = [path for path in folder.iterdir() if path.is_dir() or path.suffix == ".toml"]
    return sorted(path.stem for path in found)


def default_language(environ: Mapping[str, str] | None = None) -> str:
    """Choose the language of whoever sits here: Chinese for a Chinese locale, else English."""
    settings = os.environ if environ is None else environ
    names = (settings.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    # Windows sets none of the three: there the system's own locale decides.
    chosen = next(filter(None, names), None) or (locale.getlocale()[0] or "")
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"


def _checked(lang: str) -> str:
    if lang not in LANGUAGES:
        raise ValueError(f"lang = {lang!r}: must be one of {', '.join(LANGUAGES)}")
    return lang


def _room_of(key: str) -> str:
    return key.split(".", 1)[0]


@cache
def _room(lang: str, room: str) -> dict[str, str]:
    path = _FOLDER / lang / f"{room}.toml"
    if path.is_file():
        return dict(_flat(_read(path), room))
    tables = sorted((_FOLDER / lang / room).glob("*.toml"))
    return dict(_flat({table.stem: _read(table) for table in tables}, room))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            yield from _flat(value, key)
        else:
            raise TypeError(f"{key} = {value!r}: a text must be a string or a table of texts")


def _fall_back(message: str, *, instead: str) -> str:
    if os.environ.get(STRICT):
        raise KeyError(message)
    warnings.warn(message, stacklevel=3)
    return instead
