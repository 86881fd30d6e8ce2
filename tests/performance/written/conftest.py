"""A card and a report, each open to two people of one unit; and somebody who fills them in away from the system."""

import pytest

from tests.performance.written.away import Away
from tests.performance.written.desks import a_desk


@pytest.fixture(params=["card", "report"])
def desk(request, db):
    return a_desk(request.param)


@pytest.fixture
def away(client, desk):
    return Away(client, desk)


@pytest.fixture
def report(client, db):
    """Where both kinds go the same way."""
    return Away(client, a_desk("report"))
