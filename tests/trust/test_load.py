"""Many people at once, at a server as it is installed, on this machine's own address."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import quantiles
from threading import Barrier

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from bench.places import settle
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.models import PerformanceStatement
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    an_office,
)
from tests.trust.server import served

INDICATORS = 12
THINKING = (2.0, 8.0)  # seconds between two requests of one person
SOON, EXPORT_SOON = 1.0, 3.0


def p95(seconds):
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else max(seconds)


def a_large_office(departments, projects):
    """Statements with as many projects each, every project with twelve indicators."""
    office = an_office()
    for _ in range(departments):
        department = a_department(office)
        unit = a_unit(department)
        indicators = tuple(an_indicator(name=f"科普活动场次{number}") for number in range(INDICATORS))
        made = [replace(a_project_content(unit), indicators=indicators) for _ in range(projects)]
        yield a_statement(department, content=a_content(department, projects=tuple(made)))


def a_person(statement):
    client = Client()
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def pages_of(statement, chance):
    """What one person opens, in this order, by kind."""
    project = chance.choice(list(statement.projects.values_list("pk", flat=True)))
    return [
        ("列表", reverse("statements")),
        ("填报任务", reverse("entry", args=[statement.pk])),
        ("填报表单", reverse("entry_project", args=[statement.pk, project])),
        ("导出", f"/statements/{statement.pk}.xlsx"),
        ("列表", reverse("statements")),
    ]


@pytest.mark.figure(20)
@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_pages_come_soon_with_many_people_at_work(trial, tmp_path):
    statements = list(a_large_office(trial.times(1, 20), trial.times(3, 50)))
    chance = random.Random(20)  # noqa: S311
    people = trial.times(4, 200)
    visits = []
    for number in range(people):
        statement = statements[number % len(statements)]
        visits.append((a_person(statement), pages_of(statement, chance)))
    settle()
    low, high = THINKING if trial.full else (0, 0)
    with served(tmp_path, workers=2, threads=4) as server, ThreadPoolExecutor(people) as threads:

        def visit(number):
            cookie, pages = visits[number]
            pauses, taken = random.Random(number), []  # noqa: S311
            time.sleep(pauses.uniform(0, high))
            for kind, path in pages:
                began = time.monotonic()
                status, _ = server.ask("GET", path, Cookie=cookie)
                taken.append((kind, time.monotonic() - began, status))
                time.sleep(pauses.uniform(low, high))
            return taken

        taken = [one for person in threads.map(visit, range(people)) for one in person]
    trial.count("同时在线的人", people)
    trial.count("请求", len(taken))
    failed = [status for _, _, status in taken if status != 200]
    trial.find("错误", len(failed))
    slow = {}
    for kind in dict.fromkeys(kind for kind, _, _ in taken):
        slow[kind] = p95([seconds for one, seconds, _ in taken if one == kind])
        trial.measure(f"{kind} p95 {slow[kind]:.2f} 秒")
    assert failed == []
    if trial.full:  # the test suite shares its machine
        assert all(seconds <= (EXPORT_SOON if kind == "导出" else SOON) for kind, seconds in slow.items()), (
            slow
        )


@pytest.mark.figure(19)
@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_eight_writers_wait_for_each_other_on_sqlite(trial):
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite alone（只对 SQLite）")
    writers, writes = 8, trial.times(10, 250)
    statement, start = a_statement(), Barrier(8)
    version = statement.version

    def write(_):
        taken, locked = [], []
        start.wait()
        for number in range(writes):
            began = time.monotonic()
            try:
                with transaction.atomic():
                    PerformanceStatement.objects.filter(pk=statement.pk).update(version=F("version") + 1)
                    record(Action.EDIT, by=None, subject=statement, details=f"第{number}次")
            except OperationalError as refused:
                locked.append(refused.__cause__.sqlite_errorname)
            taken.append(time.monotonic() - began)
        connection.close()
        return taken, locked

    with ThreadPoolExecutor(writers) as threads:
        outcomes = list(threads.map(write, range(writers)))
    statement.refresh_from_db()
    locked = [error for _, errors in outcomes for error in errors]
    lost = writers * writes - len(locked) - (statement.version - version)
    waits = [seconds for taken, _ in outcomes for seconds in taken]
    trial.count("写入", writers * writes)
    trial.find("数据库被锁", len(locked))
    trial.find("丢失", lost)
    trial.measure(f"p95 {p95(waits) * 1000:.0f} 毫秒，最久 {max(waits) * 1000:.0f} 毫秒")
    assert (locked, lost) == ([], 0)
    if trial.full:
        assert p95(waits) <= 0.2
