"""Fixtures of the tests about statements."""

import pytest

from tests.factories import a_department, a_unit
from tests.performance.cast import all_passed, cast, nothing_found

__all__ = ["all_passed", "cast", "nothing_found"]


@pytest.fixture
def department(db):
    """A department with two budget units."""
    department = a_department()
    a_unit(department)
    a_unit(department)
    return department
