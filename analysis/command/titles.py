"""Titles of estates and packages, read alone: a whole scenario would take longer than the list."""

from __future__ import annotations


def title_of(name: str, lang: str) -> str:
    """Read the title of a shipped estate, package or portfolio, or of a file."""
    from scenarios.library import find, find_portfolio, portfolios
    from scenarios.yamlfile import read_yaml

    path = find_portfolio(name) if name in portfolios() else find(name)
    title = read_yaml(path).data.get("title", name)
    return str(title.get(lang, name)) if isinstance(title, dict) else str(title)
