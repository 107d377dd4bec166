"""The one way to change the golden numbers: ``pytest tests/golden --update-golden``."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the runs give now into tests/golden/numbers.json, instead of comparing",
    )
