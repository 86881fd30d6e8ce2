"""A year that is open for evaluation."""

import pytest

from tests.performance.self_evaluation.years import an_open_year


@pytest.fixture
def year(db):
    return an_open_year()
