"""What cannot be a key is refused like the key of a row that is not there."""

import pytest
from django.urls import reverse

from departments.keys import LARGEST_KEY, is_key
from departments.models import Membership
from tests.departments.places import a_user

NO_KEYS = ["x", "\x00", "-1", "1.0", "1e400", str(LARGEST_KEY + 1), "9" * 5000]


@pytest.mark.parametrize("text", ["0", "1", "007", str(LARGEST_KEY)])
def test_digits_that_a_database_can_hold_are_a_key(text):
    assert is_key(text)


@pytest.mark.parametrize("text", ["", "１", *NO_KEYS])
def test_anything_else_is_none(text):
    assert not is_key(text)


@pytest.mark.parametrize("field", ["user", "office", "assigned"])
@pytest.mark.parametrize("text", NO_KEYS)
def test_admin_says_that_there_is_no_such_row(client, places, field, text):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    answer = client.post(reverse("admin:departments_membership_add"), {"role": "auditor", field: text})
    assert answer.status_code == (
        400 if "\0" in text else 200
    )  # a byte that no database keeps is refused before
    assert "\0" in text or answer.context["adminform"].form.errors[field]
    assert not Membership.objects.exists()
