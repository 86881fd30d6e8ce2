"""A key that no database can hold is the key of nothing."""

import re

import pytest

from tests.access.routes import all_routes

FAR = {"int": "9" * 20, "path": "9" * 30}
PLACES = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def addresses():
    for route in all_routes():
        if "<" in route.pattern and "(?P" not in route.pattern:
            yield "/" + PLACES.sub(lambda place: FAR.get(place["kind"], "9" * 30), route.pattern)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_stands_at_a_far_key(admin_client, method):
    statuses = {address: getattr(admin_client, method)(address).status_code for address in addresses()}
    assert len(statuses) >= 200
    assert {address: status for address, status in statuses.items() if not 300 <= status < 500} == {}
