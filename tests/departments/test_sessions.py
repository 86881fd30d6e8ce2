"""A session lives on while somebody asks for something, and is written at most once a minute."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from departments.sessions import EVERY_SECONDS, SEEN, keep_session_alive
from tests.factories import a_user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by_itself", "seconds_ago", "touched"),
    [(False, EVERY_SECONDS + 1, True), (False, 1, False), (True, EVERY_SECONDS + 1, False)],
)
def test_only_what_somebody_asked_for_lengthens_the_session(client, by_itself, seconds_ago, touched):
    user = a_user()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    request.session[SEEN] -= seconds_ago
    before = request.session[SEEN]

    def view(request):
        request.sent_by_itself = by_itself
        return HttpResponse()

    keep_session_alive(view)(request)
    assert (request.session[SEEN] != before) is touched
