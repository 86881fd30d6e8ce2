import pytest

from tests.access.world import build
from tests.built_once import in_wider_scope


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Built once; whatever a request writes is taken back."""
    with django_db_blocker.unblock(), in_wider_scope():
        yield build()
