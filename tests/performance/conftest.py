"""Fixtures of the tests about statements."""

from tests.built_once import built_once
from tests.factories import a_department, a_unit
from tests.performance.cast import all_passed, cast, nothing_found

__all__ = ["all_passed", "cast", "nothing_found"]


@built_once
def department():
    """A department with two budget units."""
    department = a_department()
    a_unit(department)
    a_unit(department)
    return department
