"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SEEDS = Path(os.environ.get("SEEDS") or REPOSITORY.parent / "shared" / "seeds")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of published sample texts, which are not part of the repository."""
    if SEEDS.is_dir():
        return SEEDS
    if os.environ.get("REQUIRE_SEEDS") == "1":
        pytest.fail(f"no sample texts in {SEEDS}; set SEEDS")
    pytest.skip(f"no sample texts in {SEEDS}; set SEEDS to the folder that holds them")
