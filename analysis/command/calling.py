"""Calling a verb: find it, read its words, and turn every end into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from analysis.command.parser import Parser, language_of
from scenarios.errors import InputError
from scenarios.texts import LANGUAGES, default_language, t

__all__ = ["VERBS", "main"]

# Rooms of the front page, each with its verbs.
ROOMS = {
    "look": ("list", "show", "check"),
    "own": ("new",),
    "work": ("run", "compare", "study", "report"),
    "trust": ("audit", "plan", "doctor"),
}
VERBS = tuple(verb for verbs in ROOMS.values() for verb in verbs)

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = default_language()
    try:
        lang = language_of(words)
        return _carry_out(words, lang)
    except InputError as error:
        print(error.text(lang), file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print(t("command.stopped", lang), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("LINLI_TRACEBACK"):
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        print(t("command.error.internal", lang, error=said), file=sys.stderr)
        return FAILED
    except SystemExit as left:  # the help has been shown
        return int(left.code or 0)


def _carry_out(words: list[str], lang: str) -> int:
    verb = next((word for word in words if not word.startswith("-")), None)
    if words and words[0] == "--version":
        from importlib.metadata import version

        print(f"linli {version('linli')}")
        return 0
    if verb in LANGUAGES and words[:1] == ["--lang"]:  # `linli --lang zh compare ...`
        return _carry_out(words[2:], lang)
    if verb is None or words[0] in ("-h", "--help"):
        _only_known(words)
        print(_front_page(lang))
        return 0
    if verb not in VERBS:
        raise _unknown("command.error.verb", verb)
    words.remove(verb)
    module = import_module(f"analysis.command.{verb}")
    parser = Parser(verb, lang)
    module.options(parser)
    arguments = parser.read(words)
    code: int = module.main(arguments, lang)
    sys.stdout.flush()
    return code


def _only_known(words: list[str]) -> None:
    for word in words:
        if word.startswith("-") and word.split("=")[0] not in ("-h", "--help", "--lang"):
            raise _unknown("command.error.option", word)


def _unknown(key: str, word: str) -> InputError:
    from experiments.errors import refused
    from scenarios.errors import did_you_mean

    return refused(key, word=word, meant=did_you_mean(word, VERBS))


def _front_page(lang: str) -> str:
    width = max(map(len, VERBS)) + 2
    parts = [t("command.front.about", lang).rstrip()]
    for room, verbs in ROOMS.items():
        lines = [t(f"command.front.{room}", lang)]
        lines += [f"  {verb:<{width}}{t(f'command.{verb}.summary', lang)}" for verb in verbs]
        parts.append("\n".join(lines))
    parts.append(t("command.front.examples", lang).rstrip())
    return "\n\n".join(parts)
