"""The command ``linli``: one file a verb, imported when it is called."""

# A verb's module becomes an attribute here when it is imported, and `list` is one of them:
# nothing in this file may rely on Python's own names.
from analysis.command.calling import VERBS, main

__all__ = ["VERBS", "main"]
