"""Rows that are built once for many tests do not end each other."""

import pytest
from django.contrib.auth import get_user_model

from tests.built_once import in_wider_scope, standing
from tests.factories import a_user


def somebody():
    return a_user()


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_wider_scope_outlive_those_that_stood_before():
    people = get_user_model().objects
    standing.change_to([somebody])
    with in_wider_scope():
        person = a_user()
        standing.change_to([])
        assert list(people.all()) == [person]
    assert not people.exists()
