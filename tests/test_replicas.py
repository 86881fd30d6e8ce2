"""Lists are read from a copy of the database, and nothing else is; who has just written reads what he wrote."""

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, connections, router, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from config import replicas
from config.replicas import COOKIE, LISTS, REPORTS, ReadsOnReplica, ReplicaRouter
from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.models import PerformanceStatement
from tests.access.routes import all_routes
from tests.built_once import standing
from tests.factories import a_member, a_statement

ROUTER = ReplicaRouter()


@pytest.fixture
def _copy(settings, monkeypatch, django_db_blocker):
    with django_db_blocker.unblock():
        standing.clear()  # what other tests began with stands in a transaction, in which no copy is read
    monkeypatch.setitem(settings.DATABASES, "replica", settings.DATABASES["default"])
    monkeypatch.setattr(replicas.copy, "answers", lambda: True)


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
        ("GET", "/statements/", "replica"),
        ("HEAD", "/statements/", "replica"),
        ("GET", "/admin/projects/budgetproject/", "replica"),
        ("GET", "/admin/projects/budgetproject/1/change/", None),
        ("POST", "/admin/projects/budgetproject/", None),
        ("GET", "/overview/office/1/2026/", "replica"),
        ("GET", "/overview/office/1/2026/findings/", "replica"),
        ("GET", "/projects/1/peers/", "replica"),
        ("GET", "/statements/1/", None),
        ("GET", "/api/v1/projects/", None),
    ],
)
def test_lists_alone_are_read_from_the_copy(method, address, database):
    assert asked(method, address)[0] == database


@pytest.mark.usefixtures("_copy")
def test_whoever_has_just_written_reads_what_he_wrote():
    _, answer = asked("POST", "/statements/")
    cookie = answer.cookies[COOKIE]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (10, True, "Lax")
    assert asked("GET", "/statements/", cookies={COOKIE: "1"})[0] is None
    assert COOKIE not in asked("GET", "/statements/")[1].cookies


@pytest.mark.usefixtures("_copy")
@pytest.mark.parametrize("model", [get_user_model(), Session])
def test_who_somebody_is_is_never_asked_of_the_copy(model):
    assert asked("GET", "/statements/", model=model)[0] is None


def test_without_a_copy_everything_is_read_from_the_database():
    assert asked("GET", "/statements/")[0] is None
    assert COOKIE not in asked("POST", "/statements/")[1].cookies


class Gone:
    """A connection to a copy that does not answer, and how often it was asked."""

    asked = 0

    def cursor(self):
        self.asked += 1
        raise OperationalError


def test_a_copy_that_does_not_answer_is_left_alone_for_a_while(settings, monkeypatch):
    gone, now = Gone(), 1000.0
    monkeypatch.setitem(settings.DATABASES, "replica", settings.DATABASES["default"])
    monkeypatch.setattr(replicas, "connections", {"replica": gone, "default": connection})
    monkeypatch.setattr(replicas, "monotonic", lambda: now)
    monkeypatch.setattr(replicas, "copy", replicas._Copy())
    assert [asked("GET", "/statements/")[0] for _ in range(3)] == [None] * 3
    assert gone.asked == 1
    now += replicas.LEFT_ALONE_SECONDS
    assert asked("GET", "/statements/")[0] is None
    assert gone.asked == 2


class Answering:
    """A connection that gives one answer to everything."""

    in_atomic_block = False

    def __init__(self, answer):
        self.answer = answer

    @contextmanager
    def cursor(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        yield SimpleNamespace(execute=lambda *asked: None, fetchone=lambda: [self.answer])

    def close(self):
        """As a connection that broke is closed."""


@pytest.mark.parametrize(
    ("current", "there", "read"),
    [
        (True, 1, "replica"),
        (False, 1, None),
        (None, 1, None),
        (False, OperationalError("away"), "replica"),
    ],
)
def test_a_copy_that_has_fallen_behind_is_asked_only_where_there_is_nothing_else(
    settings, monkeypatch, current, there, read
):
    both = {"replica": Answering(current), "default": Answering(there)}
    monkeypatch.setitem(settings.DATABASES, "replica", settings.DATABASES["default"])
    monkeypatch.setattr(replicas, "connections", both)
    monkeypatch.setattr(replicas, "copy", replicas._Copy())
    assert [asked("GET", "/statements/")[0] for _ in range(2)] == [read] * 2


@pytest.mark.usefixtures("_copy", "db")
def test_what_is_read_in_a_transaction_is_what_is_there(monkeypatch):
    """The tests' own transaction is such a one."""
    assert connections["default"].in_atomic_block
    with transaction.atomic():
        assert asked("GET", "/statements/")[0] is None


@contextmanager
def copied(folder):
    """The name of a second database, which says what the tests' own says now."""
    own = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = folder / "copy.sqlite3"
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
        yield name
        return
    name = f"{own}_copy"
    own, quoted = map(connection.ops.quote_name, (own, name))
    connection.close()  # nobody may look at a database while it is copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {own}")
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")


@pytest.fixture
def real_copy(settings, monkeypatch, tmp_path):
    """What is there when it is called has a copy, which stands still from then on and answers lists and reports."""
    with ExitStack() as ended:

        def copy():
            name = ended.enter_context(copied(tmp_path))
            databases = {**connections.databases["default"], "NAME": name}
            monkeypatch.setitem(settings.DATABASES, "replica", databases)
            monkeypatch.setattr(router, "routers", [ROUTER])
            monkeypatch.setattr(replicas.copy, "answers", lambda: True)
            connections["replica"] = connections.create_connection("replica")
            connections["replica"].connect()  # tests let nobody else open it
            ended.callback(connections.__delitem__, "replica")
            ended.callback(connections["replica"].close)

        yield copy


@pytest.mark.django_db(transaction=True)
def test_lists_and_reports_show_what_a_real_copy_says(client, real_copy):
    statement = a_statement()
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, at=statement.department.office))
    real_copy()
    type(statement.department).objects.update(name="改名以后的协会")
    place = ["office", statement.department.office_id, 2026]
    pages = ("/statements/", reverse("overview_place", args=place))

    def told():
        return ["改名以后的协会" in client.get(page).text for page in pages]

    assert told() == [False, False]
    workbook = client.get(reverse("overview_place_workbook", args=place))
    assert workbook.status_code == 200
    assert TrailEntry.objects.filter(action="export").count() == 1  # written where it belongs
    client.cookies[COOKIE] = "1"
    assert told() == [True, True]


def test_every_list_and_every_report_is_a_page():
    assert {route.name for route in all_routes()} >= LISTS | REPORTS
    overviews = {route.name for route in all_routes() if route.pattern.startswith("overview/")}
    assert overviews <= REPORTS
    assert ROUTER.db_for_write(PerformanceStatement) == "default"
    assert not ROUTER.allow_migrate("replica", "performance")
    assert ROUTER.allow_migrate("default", "performance")
