import os
import time
from pathlib import Path

import pytest

from experiments import compilation, digest
from experiments.compilation import use_cache_folder


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A user's cache folder of its own, and nobody's choice in the environment."""
    root = tmp_path / "cache"
    monkeypatch.setattr(
        compilation, "_user_folder", lambda: root / f"kernels-{digest.of_model()[:12]}"
    )
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    return root


def test_the_folder_bears_the_version_of_the_model(cache):
    folder = use_cache_folder()
    assert folder.lasting
    assert folder.path == cache / f"kernels-{digest.of_model()[:12]}"
    assert os.environ["NUMBA_CACHE_DIR"] == str(folder.path)


def test_it_is_the_folder_that_the_model_itself_would_choose():
    from platformdirs import user_cache_path

    from model.kernels import source_digest

    assert digest.of_model()[:12] == source_digest()
    assert compilation._user_folder() == user_cache_path("linli") / f"kernels-{source_digest()}"


def test_a_users_own_choice_is_left_alone(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "own"))
    assert use_cache_folder().path == tmp_path / "own"


def test_where_nothing_can_be_kept_kernels_go_to_a_folder_that_can_be_written(cache):
    cache.write_text("a file where the folder should be")
    folder = use_cache_folder()
    assert not folder.lasting
    assert Path(os.environ["NUMBA_CACHE_DIR"]).is_dir()


def test_folders_of_older_models_are_cleared_away(cache):
    for number in range(8):
        old = cache / f"kernels-{number}"
        old.mkdir(parents=True)
        os.utime(old, (time.time() - 1000 * number,) * 2)
    (cache / "kernels-0" / "kept").touch()
    use_cache_folder()
    kept = sorted(path.name for path in cache.iterdir())
    assert kept == sorted(
        [f"kernels-{digest.of_model()[:12]}", "kernels-0", "kernels-1", "kernels-2", "kernels-3"]
    )


def test_compiled_is_known_by_a_mark(cache):
    folder = use_cache_folder()
    assert not folder.compiled
    folder.mark.touch()
    assert use_cache_folder().compiled
