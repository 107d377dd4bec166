"""Reading the command line: options in both languages, and errors that say the way out."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from experiments.errors import refused
from scenarios.errors import did_you_mean
from scenarios.texts import LANGUAGES, default_language, t

__all__ = ["Parser", "language_of"]

_WIDTH = 96
_REQUIRED = re.compile(r"the following arguments are required: (.*)")
_NO_VALUE = re.compile(r"argument ([^:]*): expected .*argument")


def language_of(words: Sequence[str]) -> str:
    """Find the language that is asked for, before anything else is read."""
    for number, word in enumerate(words):
        chosen = None
        if word == "--lang":
            chosen = words[number + 1] if number + 1 < len(words) else ""
        elif word.startswith("--lang="):
            chosen = word.partition("=")[2]
        if chosen is not None:
            if chosen not in LANGUAGES:
                raise refused("command.error.lang", value=chosen, languages=", ".join(LANGUAGES))
            return chosen
    return default_language()


class Parser:
    """What one verb understands; its help comes from the texts ``command.<verb>``."""

    def __init__(self, verb: str, lang: str) -> None:
        self.verb = verb
        self.lang = lang
        self._parser = _Reader(
            prog=f"linli {verb}",
            description=t(f"command.{verb}.about", lang),
            epilog=t(f"command.{verb}.examples", lang),
            formatter_class=lambda prog: _Page(prog, lang),
            add_help=False,
            allow_abbrev=False,
        )
        self._parser.lang = lang
        self._parser._positionals.title = t("command.help.positionals", lang)
        self._parser._optionals.title = t("command.help.options", lang)

    def word(self, name: str, *, about: str = "") -> None:
        """Take a word by its place."""
        self._parser.add_argument(
            name.lower(), metavar=name, help=self._about(about or name.lower())
        )

    def words(self, name: str, *, least: int = 1) -> None:
        """Take words by their place, any number or one at least."""
        self._parser.add_argument(
            name.lower(), metavar=name, nargs="+" if least else "*", help=self._about(name.lower())
        )

    def flag(self, *names: str) -> None:
        """Take an option without a value."""
        self._parser.add_argument(
            *names, action="store_true", help=self._about(_option_name(names))
        )

    def whole(self, name: str, *, least: int, default: int | None = None) -> None:
        """Take an option with a whole number."""
        self._parser.add_argument(
            name,
            action=_Whole,
            least=least,
            default=default,
            metavar="N",
            help=self._about(_option_name([name])),
        )

    def folder(self, name: str) -> None:
        """Take an option with the path of a folder."""
        self._parser.add_argument(
            name, type=Path, metavar="DIR", help=self._about(_option_name([name]))
        )

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Read the words of a call."""
        self.flag("--quiet", "-q")
        # Read already by `language_of`, stands here for the help and to be taken off.
        self._parser.add_argument("--lang", metavar="en|zh", help=self._about("lang"))
        self._parser.add_argument("-h", "--help", action="help", help=self._about("help"))
        arguments, left = self._parser.parse_known_args(list(words))
        for word in left:
            known = [name for action in self._parser._actions for name in action.option_strings]
            # Names are compared without their dashes, which say nothing.
            meant = did_you_mean(
                word.split("=")[0].lstrip("-"),
                [name.lstrip("-") for name in known if name[1] == "-"],
            )
            raise refused("command.error.option", word=word, meant=f"--{meant}" if meant else "")
        return arguments

    def _about(self, name: str) -> str:
        return t(f"command.option.{name}", self.lang).replace("%", "%%")


class _Reader(argparse.ArgumentParser):
    lang = "en"

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found as an error in both languages."""
        if found := _REQUIRED.match(message):
            raise refused("command.error.missing", prog=self.prog, words=found[1])
        if found := _NO_VALUE.match(message):
            raise refused("command.error.no_value", prog=self.prog, option=found[1])
        raise refused("command.error.usage", prog=self.prog, message=message)


class _Whole(argparse.Action):
    def __init__(self, *args: Any, least: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.least = least

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        option = option_string or self.option_strings[0]
        try:
            number = int(values)
        except ValueError:
            raise refused("command.error.not_whole", option=option, value=values) from None
        if number < self.least:
            raise refused("command.error.too_small", option=option, value=number, least=self.least)
        setattr(namespace, self.dest, number)


class _Page(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, lang: str) -> None:
        super().__init__(prog, max_help_position=24, width=_WIDTH)
        self._usage_prefix = t("command.help.usage", lang)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or self._usage_prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines that fit, where a Chinese character takes two places."""
    lines, line, used = [], "", 0
    for piece in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        space = sum(
            2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in piece.rstrip()
        )
        # A line must not begin with a stop or a comma.
        if used + space > width and line.strip() and piece not in "，。；：、）":
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += space + len(piece) - len(piece.rstrip())
    return [*lines, line.rstrip()] if line.strip() else lines


def _option_name(names: Sequence[str]) -> str:
    return names[0].lstrip("-").replace("-", "_")
