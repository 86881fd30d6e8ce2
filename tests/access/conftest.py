import pytest
from django.db import transaction

from tests.access.world import build


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Built once; whatever a request writes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
