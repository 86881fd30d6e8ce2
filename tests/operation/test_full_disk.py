"""On a full disk every page that can be read goes on, and whatever would be written is answered in one sentence."""

import errno
import re
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError, connection, transaction

from config.faults import FULL
from tests.access.asking import client_of
from tests.access.routes import all_routes
from tests.access.world import build
from tests.built_once import in_wider_scope
from tests.operation.test_odd_values import whole_address

pytestmark = pytest.mark.django_db
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH .* (INSERT|UPDATE|DELETE))", re.IGNORECASE | re.DOTALL)
# What leaves the house is written down first, or it does not leave; a sign-out ends a session.
MUST_BE_WRITTEN = (
    *("document", "download", "export", "workbook", "package", "template", "opinion", "logout"),
)
FILES_THAT_LEAVE = {
    *("rule_adjustment_file", "office_form_file", "evidence", "evidence_file", "evaluation_file"),
    *("monitoring_file", "monitoring_department_file", "recheck_file", "spot_check_file", "sheet_print"),
    *("approval_letter_file", "project_print", "projects_stream"),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), in_wider_scope():
        yield build()


@contextmanager
def full_disk(monkeypatch):
    def refused(execute, sql, parameters, many, context):
        if WRITES.match(sql):
            raise OperationalError("database or disk is full")
        return execute(sql, parameters, many, context)

    def no_room(*args, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched, connection.execute_wrapper(refused):
        patched.setattr(LocMemCache, "set", no_room)
        patched.setattr(LocMemCache, "add", no_room)
        yield


def must_be_written(name):
    return name.rpartition(":")[2] in FILES_THAT_LEAVE or any(word in name for word in MUST_BE_WRITTEN)


def status_of(world, person, address):
    client = client_of(world, person)
    client.raise_request_exception = False
    with transaction.atomic():
        answer = client.get(address)
        body = answer.getvalue() if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, FULL.encode() in body


@pytest.mark.figure(33)
@pytest.mark.parametrize("person", ["anonymous", "root", "finance_section_reviewer"])
@pytest.mark.long
def test_every_page_is_read_on(world, person, monkeypatch, trial):
    routes = [route for route in all_routes() if whole_address(route, world.own)]
    ended, requests = {}, 0
    for route in routes if trial.full else routes[::17]:
        address = whole_address(route, world.own)
        caches["public"].clear()
        status, _ = status_of(world, person, address)
        if status >= 400:
            continue
        caches["public"].clear()
        with full_disk(monkeypatch):
            now, in_words = status_of(world, person, address)
        requests += 1
        if now == 503 and in_words and must_be_written(route.name):
            continue
        if now != status:
            ended[route.name] = (status, now)
    trial.count("磁盘已满时打开的页面", requests)
    trial.find("不能再读的页面", len(ended))
    assert ended == {}
