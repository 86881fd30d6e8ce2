"""Lists are read from a copy of the database, and nothing else is; who has just written reads what he wrote."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, resolve, reverse

from config.replicas import COOKIE, LISTS, ReadsOnReplica, ReplicaRouter
from performance.models import PerformanceStatement

ROUTER = ReplicaRouter()


@pytest.fixture
def _copy(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "replica", settings.DATABASES["default"])


def asked(method, address, *, cookies=None, model=PerformanceStatement):
    """Which database the page reads, and its answer."""
    request = RequestFactory().generic(method, address)
    request.COOKIES |= cookies or {}
    request.resolver_match = resolve(address)
    read = []

    def page(request):
        middleware.process_view(request, None, (), {})
        read.append(ROUTER.db_for_read(model))
        return HttpResponse()

    middleware = ReadsOnReplica(page)
    answer = middleware(request)
    assert ROUTER.db_for_read(model) is None  # what comes after the page asks the database again
    return read[0], answer


@pytest.mark.usefixtures("_copy")
@pytest.mark.parametrize(
    ("method", "address", "database"),
    [
        ("GET", "/", "replica"),
        ("HEAD", "/", "replica"),
        ("GET", "/admin/projects/budgetproject/", "replica"),
        ("GET", "/admin/projects/budgetproject/1/change/", None),
        ("POST", "/admin/projects/budgetproject/", None),
        ("GET", "/statements/1/", None),
        ("GET", "/api/v1/projects/", None),
    ],
)
def test_lists_alone_are_read_from_the_copy(method, address, database):
    assert asked(method, address)[0] == database


@pytest.mark.usefixtures("_copy")
def test_whoever_has_just_written_reads_what_he_wrote():
    _, answer = asked("POST", "/")
    said = answer.cookies[COOKIE]
    assert (said["max-age"], said["httponly"], said["samesite"]) == (10, True, "Lax")
    assert asked("GET", "/", cookies={COOKIE: "1"})[0] is None
    assert COOKIE not in asked("GET", "/")[1].cookies


@pytest.mark.usefixtures("_copy")
@pytest.mark.parametrize("model", [get_user_model(), Session])
def test_who_somebody_is_is_never_asked_of_the_copy(model):
    assert asked("GET", "/", model=model)[0] is None


def test_without_a_copy_everything_is_read_from_the_database():
    assert asked("GET", "/")[0] is None
    assert COOKIE not in asked("POST", "/")[1].cookies


@pytest.mark.usefixtures("_copy", "db")
def test_what_is_read_in_a_transaction_is_what_is_there(monkeypatch):
    """The tests' own transaction is such a one."""
    assert connections["default"].in_atomic_block
    with transaction.atomic():
        assert asked("GET", "/")[0] is None


def test_every_list_is_a_page():
    for name in LISTS:
        with pytest.raises(NoReverseMatch, match="with arguments"):
            reverse(name, args=["no", "such", "arguments"])
    assert ROUTER.db_for_write(PerformanceStatement) == "default"
    assert not ROUTER.allow_migrate("replica", "performance")
    assert ROUTER.allow_migrate("default", "performance")
