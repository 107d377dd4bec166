import subprocess
import sys

import pytest


def python(code, folder):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


def test_somebody_elses_model_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "model.py").write_text("x = 1\n")
    done = python("import experiments", tmp_path)
    assert done.returncode == 1
    assert "which is not this project's model" in done.stderr
    assert "python -P" in done.stderr


def test_the_public_names_stay_what_they_are_when_everything_is_loaded(tmp_path):
    code = (
        "import pkgutil, importlib, experiments\n"
        "for found in pkgutil.iter_modules(experiments.__path__):\n"
        "    importlib.import_module(f'experiments.{found.name}')\n"
        "from experiments import Request, Study, run\n"
        "assert callable(run) and isinstance(Request, type) and isinstance(Study, type)\n"
    )
    done = python(code, tmp_path)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_alone_is_cheap(tmp_path):
    code = "import sys, experiments; assert not {'numpy', 'pydantic', 'mesa'} & set(sys.modules)"
    assert python(code, tmp_path).returncode == 0


def test_an_unknown_name_is_an_attribute_error():
    import experiments

    with pytest.raises(AttributeError, match="no attribute 'sweep'"):
        _ = experiments.sweep
