"""Limits hold when requests come at once, count a whole network as one, and stand in nobody's way on a full disk."""

import errno
import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

import pytest
from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from departments.accounts.tokens.issuing import MOST_LIVING, TooManyTokens, issue
from departments.accounts.tokens.model import AccessToken, Scope
from departments.trail.origin import client_address, counted_address
from performance.exporting.jobs import start_export
from performance.http import counts_in_database, counts_in_files
from performance.http.request_counts import wait_for
from performance.jobs.queueing import MOST_UNDER_WAY, TooManyJobs
from performance.models import ExportJob, JobKind, PerformanceStatement, RequestCount
from tests.factories import a_statement, a_user

MOST = 60


def ask(folder, times):
    """In a process of its own, as a worker of the server is."""
    from django.conf import settings

    settings.REQUEST_COUNTS_DIR = folder
    return sum(not wait_for("user 1", most=MOST, seconds=60) for _ in range(times))


@pytest.mark.figure(29)
def test_of_many_processes_none_lets_one_too_many_through(tmp_path, trial):
    processes, times = 4, trial.times(50, 500)
    with get_context("fork").Pool(processes) as pool:
        allowed = sum(pool.starmap(ask, [(tmp_path, times)] * processes))
    trial.count("四个进程同时发出的请求", processes * times)
    trial.find("超过上限仍放行", max(0, allowed - MOST))
    assert allowed == MOST


def test_after_a_while_one_may_ask_again(settings, tmp_path, monkeypatch):
    settings.REQUEST_COUNTS_DIR = tmp_path
    now = [1000]
    monkeypatch.setattr(counts_in_files, "time", lambda: now[0])
    assert [wait_for("a", most=2, seconds=60) for _ in range(2)] == [0, 0]
    assert wait_for("a", most=2, seconds=60) == 61
    assert wait_for("b", most=2, seconds=60) == 0
    now[0] += 61
    assert wait_for("a", most=2, seconds=60) == 0


def test_a_clock_that_was_ahead_and_a_broken_file_lock_nobody_out(settings, tmp_path, monkeypatch):
    settings.REQUEST_COUNTS_DIR = tmp_path
    now = [10**9]
    monkeypatch.setattr(counts_in_files, "time", lambda: now[0])
    assert [bool(wait_for("a", most=1, seconds=60)) for _ in range(2)] == [False, True]
    now[0] -= 10**6
    assert not wait_for("a", most=1, seconds=60)
    (file,) = tmp_path.iterdir()
    file.write_text("{")
    assert not wait_for("a", most=1, seconds=60)
    assert json.loads(file.read_text())


def test_on_a_full_disk_reading_goes_on(settings, tmp_path, monkeypatch):
    settings.REQUEST_COUNTS_DIR = tmp_path

    def full(*args):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(counts_in_files, "_counted", full)
    assert wait_for("a", most=0, seconds=60) == 0


@pytest.fixture
def shared(settings):
    if connection.vendor != "postgresql":
        pytest.skip("with SQLite there is one machine, and requests are counted in files")
    settings.REQUEST_COUNTS_SHARED = True


@pytest.mark.figure(29)
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("shared")
def test_of_many_servers_none_lets_one_too_many_through(trial):
    servers, times = 8, trial.times(15, 250)
    began = time.perf_counter()
    allowed = at_once(
        servers, lambda: sum(not wait_for("user 1", most=MOST, seconds=60) for _ in range(times))
    )
    each = (time.perf_counter() - began) / (servers * times)
    trial.count("八个连接同时发出的请求", servers * times)
    trial.find("超过上限仍放行", max(0, sum(allowed) - MOST))
    trial.measure(f"在数据库中计数，每个请求 {each * 1000:.2f} 毫秒")
    assert sum(allowed) == MOST


@pytest.mark.django_db
@pytest.mark.usefixtures("shared")
def test_counts_in_the_database_pass_and_are_forgotten():
    assert [wait_for("a", most=2, seconds=60) for _ in range(2)] == [0, 0]
    assert 59 <= wait_for("a", most=2, seconds=60) <= 61
    assert wait_for("b", most=2, seconds=60) == 0
    assert wait_for("c", most=0, seconds=60) == 61
    row = RequestCount.objects.order_by("counted").first()
    now = int(time.time())
    for counts in ({str(now - 62): 2}, {str(now + 900): 2}):  # over, and of a clock that was ahead
        RequestCount.objects.filter(pk=row.pk).update(counts=counts)
        assert wait_for("a", most=2, seconds=60) == 0
    RequestCount.objects.filter(pk=row.pk).update(counted=timezone.now() - timedelta(hours=2))
    assert counts_in_database.forget_old_counts() == 1
    assert RequestCount.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("shared")
def test_a_table_that_cannot_be_written_lets_reading_go_on(monkeypatch):
    monkeypatch.setattr(counts_in_database, "_COUNT", "SELECT 1/0")
    with transaction.atomic():
        assert wait_for("a", most=0, seconds=60) == 0
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", ""),
    ],
)
def test_a_network_of_ipv6_is_one_address(settings, address, counted):
    settings.BEHIND_PROXY = True
    request = RequestFactory().get("/", headers={"X-Forwarded-For": address}, REMOTE_ADDR="")
    assert counted_address(request) == counted
    assert "%" not in client_address(request)


def at_once(number, work):
    def one(_):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


@pytest.mark.figure(29)
@pytest.mark.django_db(transaction=True)
def test_nobody_gets_one_token_too_many_by_asking_at_once(trial):
    user = a_user()

    def work():
        try:
            issue(user, name="程序", scope=Scope.READ, days=9)
        except TooManyTokens:
            return False
        return True

    made = [*at_once(8, work), *at_once(8, work), *at_once(8, work)]
    trial.count("同时签发的令牌", len(made))
    trial.find("多签发的令牌", max(0, sum(made) - MOST_LIVING))
    assert AccessToken.objects.filter(user=user).count() == sum(made) == MOST_LIVING


@pytest.mark.figure(29)
@pytest.mark.django_db(transaction=True)
def test_nobody_gets_one_job_too_many_by_asking_at_once(trial, monkeypatch):
    monkeypatch.setattr("performance.jobs.queueing._enqueue", lambda job: None)
    statement, user = a_statement(), a_user(is_superuser=True)
    chosen = PerformanceStatement.objects.filter(pk=statement.pk)

    def work():
        try:
            start_export(JobKind.SUMMARY, chosen.all(), by=user)
        except TooManyJobs:
            return False
        return True

    made = at_once(12, work)
    trial.count("同时申请的任务", len(made))
    trial.find("多接受的任务", max(0, sum(made) - MOST_UNDER_WAY))
    assert ExportJob.objects.count() == sum(made) == MOST_UNDER_WAY
    assert connection.vendor in ("sqlite", "postgresql")
