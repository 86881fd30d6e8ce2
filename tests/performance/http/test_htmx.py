"""What htmx takes a part from: never at the cost of the page that people look at next."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from tests.factories import a_member

pytestmark = pytest.mark.django_db
PIECE = {"HX-Request": "true"}


def test_messages_wait_for_the_next_whole_page(client):
    client.force_login(a_member(Role.FILLER))
    client.post(reverse("notices_read"))
    assert "标为已读" not in client.get(reverse("jobs"), headers=PIECE).text
    assert "标为已读" in client.get(reverse("jobs")).text
    assert "标为已读" not in client.get(reverse("jobs")).text


def test_whoever_is_led_elsewhere_is_led_there_with_the_whole_page(client):
    answer = client.get(reverse("jobs"), headers=PIECE)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == f"{reverse('login')}?next={reverse('jobs')}"
    assert "Location" not in answer
    assert client.get(reverse("jobs")).status_code == 302
