"""Made-up comparisons that the tests of analysis share; nobody may change them."""

from pathlib import Path

import pandas as pd
import pytest
import synthetic_comparison as synthetic

from analysis.compare import compare


@pytest.fixture(scope="session")
def runs() -> pd.DataFrame:
    return synthetic.make_runs()


@pytest.fixture(scope="session")
def comparison(runs: pd.DataFrame) -> pd.DataFrame:
    return compare(runs, synthetic.BASE)


@pytest.fixture(scope="session")
def null_runs() -> pd.DataFrame:
    return synthetic.make_runs(effect=0.0, seed=3)


@pytest.fixture
def folder(tmp_path: Path, runs: pd.DataFrame) -> Path:
    return synthetic.write_folder(tmp_path / "comparison", runs=runs)
