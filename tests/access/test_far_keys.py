"""A key that no database can hold is the key of nothing."""

import re

import pytest

from tests.access.routes import all_routes

FAR = {"int": "9" * 20, "path": "9" * 30}
PARTS = 8
PLACES = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def addresses():
    for route in all_routes():
        if "<" in route.pattern and "(?P" not in route.pattern:
            yield "/" + PLACES.sub(lambda place: FAR.get(place["kind"], "9" * 30), route.pattern)


@pytest.mark.django_db
@pytest.mark.sampled(3)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_stands_at_a_far_key(admin_client, method, part):
    every = list(addresses())
    assert len(every) >= 200
    statuses = {address: getattr(admin_client, method)(address).status_code for address in every[part::PARTS]}
    assert {address: status for address, status in statuses.items() if not 300 <= status < 500} == {}
