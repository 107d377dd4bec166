"""Privacy: tells personal data that has no place in a roster, without ever repeating it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from scenarios.texts import LANGUAGES, t

__all__ = ["names_a_person", "what_it_looks_like"]

_PHONE: Final = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_IDENTITY: Final = re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?![\dXx])")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s.-](?=\d)")


def names_a_person(column: str) -> bool:
    """Tell whether the name of a column promises personal data."""
    written = column.casefold()
    words = set(re.split(r"[^a-z]+", written))
    together = "".join(re.findall(r"[a-z]", written))
    return any(
        private in words or private == together if private.isascii() else private in written
        for private in _private()
    )


def what_it_looks_like(cell: str) -> str:
    """Give the key of the text that names the kind of personal data in a cell, if there is any."""
    digits = _BETWEEN_DIGITS.sub("", cell)
    if _IDENTITY.search(digits):
        return "roster.identity"
    if _PHONE.search(digits):
        return "roster.phone"
    return "roster.email" if _EMAIL.search(cell) else ""


@cache
def _private() -> tuple[str, ...]:
    lists = (t("roster.private", lang) for lang in LANGUAGES)
    return tuple(word.strip() for words in lists for word in words.split(","))
