"""A card and a report, each open to two people of one unit."""

import pytest

from tests.performance.written.desks import a_desk


@pytest.fixture(params=["card", "report"])
def desk(request, db):
    return a_desk(request.param)
