"""Template: files to fill in for an estate or a package of one's own."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from model.estate import EstatePlan
from model.interventions import PLANS
from model.interventions.base import Plan
from scenarios.errors import InputError, Place, Problem, shown_path
from scenarios.library import NO_MEASURES, estates, packages
from scenarios.roster import CHOICES, COLUMNS
from scenarios.schema import SCHEMA_FILE
from scenarios.texts import LANGUAGES, default_language, t

__all__ = ["new_estate", "new_package"]

EXAMPLES: Final = (
    (1, 1, 1, 1, "older_couple", 2, "owner", 0, 0),
    (1, 1, 1, 2, "family", 3, "renter", 1, 0),
    (1, 1, 2, 1, "young_single", 1, "renter", 0, 1),
)
LIST_ROWS: Final = 20_000  # rows of the workbook in which a cell offers its choices


def new_estate(name: str, *, folder: Path = Path(), lang: str = "") -> list[Path]:
    """Write a commented estate and an empty roster for it, as CSV and as XLSX."""
    lang = lang or default_language()
    folder, stem = _checked(name, folder, taken=estates())
    return _write(
        folder,
        {
            f"{stem}.yaml": "\n".join(_estate(stem)).encode() + b"\n",
            f"{stem}_households.csv": _roster_csv(lang),
            f"{stem}_households.xlsx": _roster_xlsx(lang),
        },
    )


def new_package(name: str, *, folder: Path = Path()) -> list[Path]:
    """Write a commented package of measures."""
    folder, stem = _checked(name, folder, taken=packages())
    return _write(folder, {f"{stem}.yaml": "\n".join(_package(stem)).encode() + b"\n"})


def _checked(name: str, folder: Path, *, taken: list[str]) -> tuple[Path, str]:
    """Take a name apart: it may bring a folder, and an ending that is ours to write."""
    path = Path(name.strip())
    stem = re.sub(r"\.ya?ml$", "", path.name)
    if not re.fullmatch(r"\w[\w-]*", stem):
        raise InputError(Problem("bad_name", key="name", value=name))
    if stem in taken:
        raise InputError(Problem("shipped_name", key="name", value=name))
    return folder / path.parent, stem


def _estate(stem: str) -> Iterator[str]:
    plan = EstatePlan().model_dump(mode="json")
    yield from _head("estate_head", f"linli check {stem}.yaml", f"linli run {stem}.yaml")
    yield from _title(stem)
    yield ""
    yield from _notes("scenario.template.roster_hint")
    yield f"# roster: {stem}_households.xlsx"
    yield ""
    yield "estate:"
    yield from _notes("scenario.template.buildings_hint", indent=2)
    yield from _block(plan, "estate", indent=2)


def _package(stem: str) -> Iterator[str]:
    reference = f"old_estate/{stem}.yaml"
    yield from _head("package_head", f"linli check {stem}.yaml", f"linli run {reference}")
    yield f"extends: {NO_MEASURES}"
    yield from _title(stem)
    yield ""
    yield from _notes("scenario.template.measure_hint")
    yield "interventions:"
    alone = {use: plan for use, plan in PLANS.items() if not plan.against}  # the rest need a risk
    for number, (use, plan) in enumerate(alone.items()):
        yield from _notes(f"measure.{use}.about", indent=2)
        yield from _measure(use, plan, chosen=number == 0)


def _measure(use: str, plan: type[Plan], *, chosen: bool) -> Iterator[str]:
    settings = plan(use=use).model_dump(mode="json", exclude={"use"})
    first = "  " if chosen else "  # "
    yield f"{first}- use: {use}"
    for name, value in settings.items():
        room = "common" if name in Plan.model_fields else use
        leave = first if chosen and name in {"start", "coverage"} else "  # "
        comment = _both(f"measure.{room}.{name}")
        yield f"{leave}  {name}: {_value(value)}  # {comment}"


def _block(data: Mapping[str, Any], key: str, *, indent: int) -> Iterator[str]:
    space = " " * indent
    for name, value in data.items():
        inner = f"{key}.{name}"
        if isinstance(value, dict):
            yield f"{space}{name}:  # {_both(f'{inner}.title')}"
            yield from _block(value, inner, indent=indent + 2)
        elif isinstance(value, list):
            yield f"{space}{name}:{'' if value else ' []'}  # {_both(f'{inner}.title')}"
            for item in value:
                lines = list(_block(item, inner, indent=indent + 4))
                yield f"{space}  - {lines[0].lstrip()}"
                yield from lines[1:]
        else:
            yield f"{space}{name}: {_value(value)}  # {_both(inner)}"


def _head(what: str, *commands: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA_FILE.as_posix()}"
    yield from _notes(f"scenario.template.{what}")
    yield f"# {_both('scenario.template.estate_try')}"
    yield from (f"#   {command}" for command in commands)


def _title(stem: str) -> Iterator[str]:
    yield f"title: {{en: {_value(stem)}, zh: {_value(stem)}}}"
    yield "story:"
    yield from (f"  {lang}: {_value(t('scenario.template.story', lang))}" for lang in LANGUAGES)


def _notes(key: str, *, indent: int = 0) -> Iterator[str]:
    yield from (f"{' ' * indent}# {t(key, lang)}" for lang in LANGUAGES)


def _both(key: str) -> str:
    return " | ".join(t(key, lang) for lang in LANGUAGES)


def _value(value: Any) -> str:
    """Write a plain value as YAML; JSON is a part of it."""
    return json.dumps(value, ensure_ascii=False)


def _rows(lang: str) -> list[list[Any]]:
    rows = [
        [
            t(f"roster.{name}.{value}", lang) if name in CHOICES else value
            for name, value in zip(COLUMNS, example, strict=True)
        ]
        for example in EXAMPLES
    ]
    return [[t(f"roster.column.{name}", lang) for name in COLUMNS], *rows]


def _roster_csv(lang: str) -> bytes:
    import csv

    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(_rows(lang))
    return sheet.getvalue().encode("utf-8-sig")  # the mark tells Excel that this is UTF-8


def _roster_xlsx(lang: str) -> bytes:
    from datetime import datetime

    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2026, 1, 1)})  # so that the bytes do not change daily
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(t("roster.sheet", lang))
    for number, row in enumerate(_rows(lang)):
        sheet.write_row(number, 0, row, bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    for name, values in CHOICES.items():
        offered = [t(f"roster.{name}.{value}", lang) for value in values]
        column = COLUMNS.index(name)
        rule = {"validate": "list", "source": offered}
        sheet.data_validation(1, column, LIST_ROWS, column, rule)
    _help_sheet(book.add_worksheet(t("roster.help_sheet", lang)), lang, bold)
    book.close()
    return content.getvalue()


def _help_sheet(sheet: Any, lang: str, bold: Any) -> None:
    sheet.write_row(0, 0, [t("roster.help_column", lang), t("roster.help_meaning", lang)], bold)
    for number, name in enumerate(COLUMNS, start=1):
        known = ", ".join(t(f"roster.{name}.{value}", lang) for value in CHOICES.get(name, ()))
        meaning = t(f"roster.meaning.{name}", lang, known=known)
        sheet.write_row(number, 0, [t(f"roster.column.{name}", lang), meaning])
    for number, key in enumerate(("roster.vacant", "roster.privacy"), start=len(COLUMNS) + 2):
        sheet.write(number, 0, t(key, lang))
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write all of the files or none of them, and never over what is there."""
    targets = {folder / name: content for name, content in files.items()}
    there = [path for path in targets if path.exists()]
    if there:
        raise InputError(Problem("there_already", Place(shown_path(path))) for path in there)
    drafts = {path.with_name(f".{path.name}.{os.getpid()}"): path for path in targets}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for draft, path in drafts.items():
            draft.write_bytes(targets[path])
        for draft, path in drafts.items():
            draft.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fields = {"reason": reason}
        raise InputError(Problem("unwritable", Place(shown_path(folder)), fields=fields)) from None
    finally:
        for draft in drafts:
            if draft.exists():
                draft.unlink()
    return list(targets)
