"""Titles of what is shipped, read alone: a whole scenario would take longer than the list."""

from __future__ import annotations


def title_of(name: str, lang: str) -> str:
    """Read the title of a shipped estate, package, portfolio or comparison, or of a file."""
    from scenarios.library import (
        comparisons,
        find,
        find_comparison,
        find_portfolio,
        portfolios,
    )
    from scenarios.yamlfile import read_yaml

    if name in comparisons():
        path = find_comparison(name)
    else:
        path = find_portfolio(name) if name in portfolios() else find(name)
    title = read_yaml(path).data.get("title", name)
    return str(title.get(lang, name)) if isinstance(title, dict) else str(title)
