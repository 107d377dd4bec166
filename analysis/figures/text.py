"""Text in figures: names of options, wrapped lines, ticks."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping

__all__ = ["columns", "named", "trimmed", "wrapped"]


def named(option: str, titles: Mapping[str, str] | None) -> str:
    """Give the title of an option, or its own name."""
    return (titles or {}).get(option, option)


def wrapped(text: str, width: int) -> str:
    """Break a text into lines of about ``width`` Latin letters; a Chinese character takes two."""
    if columns(text) <= width:
        return text
    if columns(text) < 1.6 * len(text):
        return "\n".join(textwrap.wrap(text, width)) or text
    lines, line = [], ""
    for char in text:
        if columns(line + char) > width:
            lines.append(line)
            line = ""
        line += char
    return "\n".join([*lines, line])


def trimmed(text: str) -> str:
    """Leave out decimals that are all zero, as the label of a tick wants it."""
    number, sign = (text[:-1], "%") if text.endswith("%") else (text, "")
    return (number.rstrip("0").rstrip(".") if "." in number else number) + sign


def columns(text: str) -> int:
    """Count how wide a text is, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
