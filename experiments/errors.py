"""Errors of this floor: what cannot be done, in one line and in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.errors import InputError, Problem
from scenarios.texts import t

__all__ = ["Refusal", "refused"]


@dataclass(frozen=True, slots=True)
class Refusal(Problem):
    """A problem whose ``rule`` is the whole key of its text."""

    def text(self, lang: str) -> str:
        """Say it in one line."""
        hint = t("error.did_you_mean", lang, word=self.meant) if self.meant else ""
        return t(self.rule, lang, **self.fields) + hint


def refused(key: str, *, meant: str = "", **fields: object) -> InputError:
    """Make the error that says why something is not done, from the key of its text."""
    return InputError(Refusal(rule=key, meant=meant, fields=fields))
