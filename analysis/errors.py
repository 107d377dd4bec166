"""Errors: what is wrong with runs or with the folder of a comparison."""

from __future__ import annotations

from scenarios.errors import InputError
from scenarios.texts import t

__all__ = ["RunsError"]


class RunsError(InputError):
    """Runs that cannot be compared, or a folder that holds no comparison.

    ``key`` names a text of the room ``report``; ``fields`` fill it in.
    """

    def __init__(self, key: str, **fields: object) -> None:
        self.key, self.fields = key, fields
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Say what is wrong, in one line."""
        return t(f"report.error.{self.key}", lang, **self.fields)
