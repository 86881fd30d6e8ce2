"""A year that is open for evaluation."""

from tests.built_once import built_once
from tests.performance.self_evaluation.years import an_open_year


@built_once
def year():
    return an_open_year()
