"""Titles of estates and packages, read alone: a whole scenario would take longer than the list."""

from __future__ import annotations


def title_of(name: str, lang: str) -> str:
    """Read the title of a shipped estate or package, or of a file."""
    from scenarios.library import find
    from scenarios.yamlfile import read_yaml

    title = read_yaml(find(name)).data.get("title", name)
    return str(title.get(lang, name)) if isinstance(title, dict) else str(title)
