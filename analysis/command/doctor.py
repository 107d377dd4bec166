"""``linli doctor``: whether everything is here that the house needs."""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from analysis.command.parser import Parser
from scenarios.texts import t

LIBRARIES = (
    "linli",
    "mesa",
    "numpy",
    "numba",
    "pandas",
    "pydantic",
    "pyarrow",
    "scipy",
    "matplotlib",
)
PYTHON = (3, 11)


def options(parser: Parser) -> None:
    """Declare what the verb understands: nothing of its own."""


def main(arguments: argparse.Namespace, lang: str) -> int:
    """Carry out the verb."""
    findings = [
        _python(lang),
        *(_library(name, lang) for name in LIBRARIES),
        _cores(lang),
        *_kernels(lang),
        _results(lang),
        _font(lang),
        _place(lang),
    ]
    for good, line in findings:
        if not (good and arguments.quiet):
            print(f"{t('command.doctor.good' if good else 'command.doctor.bad', lang)}  {line}")
    return 0 if all(good for good, _ in findings) else 1


Found = tuple[bool, str]


def _python(lang: str) -> Found:
    import sys

    good = sys.version_info >= PYTHON
    return good, t("command.doctor.python", lang, version=platform.python_version())


def _library(name: str, lang: str) -> Found:
    try:
        return True, f"{name} {version(name)}"
    except PackageNotFoundError:
        return False, t("command.doctor.missing", lang, name=name)


def _cores(lang: str) -> Found:
    from experiments.engine import cores

    return True, t("command.doctor.cores", lang, number=cores())


def _kernels(lang: str) -> list[Found]:
    from experiments.compilation import use_cache_folder

    folder = use_cache_folder()
    key = "command.doctor.cache" if folder.lasting else "command.doctor.cache_lost"
    state = "command.doctor.compiled" if folder.compiled else "command.doctor.uncompiled"
    # Kernels that are not compiled yet are no fault: the first run does it.
    return [(folder.lasting, t(key, lang, folder=folder.path)), (True, t(state, lang))]


def _results(lang: str) -> Found:
    here = Path.cwd()
    good = os.access(here, os.W_OK)
    key = "command.doctor.results" if good else "command.doctor.results_not"
    return good, t(key, lang, folder=here)


def _font(lang: str) -> Found:
    import analysis.fonts

    places = [Path(place) for place in analysis.fonts.__path__]
    found = [font.name for place in places for font in sorted(place.glob("*.[ot]tf"))]
    key = "command.doctor.font" if found else "command.doctor.font_missing"
    return bool(found), t(key, lang, names=", ".join(found))


def _place(lang: str) -> Found:
    spec = find_spec("model")
    return True, t("command.doctor.place", lang, folder=Path(str(spec and spec.origin)).parent)
