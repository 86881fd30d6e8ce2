"""A period that is open for its reports."""

from tests.built_once import built_once
from tests.performance.monitoring.periods import a_period


@built_once
def period():
    return a_period()
