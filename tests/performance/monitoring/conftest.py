"""A period that is open for its reports."""

import pytest

from tests.performance.monitoring.periods import a_period


@pytest.fixture
def period(db):
    return a_period()
