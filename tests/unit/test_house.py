"""The house rules that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("model", "scenarios", "experiments", "analysis")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def is_kernel(function: Function) -> bool:
    return any(ast.unparse(mark).startswith("kernel") for mark in function.decorator_list)


def is_annotated(function: Function) -> bool:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    asked = [each for each in named if each is not None and each.arg not in {"self", "cls"}]
    return function.returns is not None and all(each.annotation for each in asked)


def test_the_sources_are_found():
    assert len(sources()) > 50


def test_only_kernels_go_without_annotations():
    # mypy lets them pass in the whole of model/, where Numba works the kernels' types out.
    bare = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sources()
        for function in functions(path)
        if not is_kernel(function) and not is_annotated(function)
    ]
    assert bare == []


def test_in_the_model_only_kernels_and_compositions_take_many_arguments():
    many = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sorted((ROOT / "model").rglob("*.py"))
        for function in functions(path)
        if not is_kernel(function) and function.name != "__init__"
        if len(function.args.args) + len(function.args.kwonlyargs) > 9  # eight and self
    ]
    assert many == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_body_is_longer_than_70_lines(package: str):
    # The list of a kernel's columns stands one a line and is not counted.
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sources()
        if path.relative_to(ROOT).parts[0] == package
        for function in functions(path)
        if (function.end_lineno or 0) - function.body[0].lineno >= 70
    ]
    assert long == []
