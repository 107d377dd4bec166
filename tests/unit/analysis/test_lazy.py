"""Importing analysis costs nothing that `linli --help` would have to wait for."""

import subprocess
import sys

import pytest

import analysis

HEAVY = ("pandas", "matplotlib", "scipy", "pyarrow", "jinja2", "xlsxwriter", "mesa", "numba")


@pytest.mark.parametrize("name", ["analysis", "analysis.report", "analysis.views.sentences"])
def test_importing_brings_nothing_heavy(name: str):
    code = f"import sys, {name}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rooms_open_when_asked_for():
    assert callable(analysis.compare.compare)
    assert callable(analysis.report.write_report)
    with pytest.raises(AttributeError, match="no attribute 'kitchen'"):
        _ = analysis.kitchen
