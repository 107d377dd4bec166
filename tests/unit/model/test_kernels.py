"""Kernels: one cache a version of the sources."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from model import kernels
from model.kernels import cache_folder, kernel, source_digest


@kernel
def reciprocal(values):
    out = np.empty(values.size)
    for n in range(values.size):
        out[n] = 1.0 / values[n]
    return out


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "model"
    (folder / "deep").mkdir(parents=True)
    (folder / "kernels.py").write_bytes(b"one = 1\n")
    (folder / "deep" / "other.py").write_bytes(b"two = 2\n")
    monkeypatch.setattr(kernels, "__file__", str(folder / "kernels.py"))
    return folder


def test_a_kernel_divides_by_zero_as_numpy_does():
    assert reciprocal(np.array([0.0, 2.0])).tolist() == [np.inf, 0.5]


def test_the_digest_is_twelve_hexadecimal_digits():
    assert re.fullmatch(r"[0-9a-f]{12}", source_digest())


def test_the_digest_changes_with_any_line_in_any_file(sources: Path):
    before = source_digest()
    (sources / "deep" / "other.py").write_bytes(b"two = 3\n")
    assert source_digest() != before


def test_the_digest_changes_when_a_file_is_renamed(sources: Path):
    before = source_digest()
    (sources / "deep" / "other.py").rename(sources / "deep" / "another.py")
    assert source_digest() != before


def test_the_digest_is_the_same_with_windows_line_ends_and_beside_other_files(sources: Path):
    before = source_digest()
    (sources / "kernels.py").write_bytes(b"one = 1\r\n")
    (sources / "notes.md").write_bytes(b"nothing")
    assert source_digest() == before


def test_the_environments_own_choice_of_a_cache_wins(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/somewhere/else")
    assert cache_folder() == Path("/somewhere/else")


def test_the_cache_carries_the_digest_in_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    monkeypatch.setattr(kernels, "user_cache_path", lambda name: tmp_path / name)
    assert cache_folder() == tmp_path / "linli" / f"kernels-{source_digest()}"


def test_a_cache_that_cannot_be_written_moves_to_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    (tmp_path / "linli").write_text("a file where a folder should be")
    monkeypatch.setattr(kernels, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(kernels.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    assert cache_folder() == tmp_path / "temporary" / f"linli-kernels-{source_digest()}"
