"""What operators see: is it alive, is it ready, how much has it to do, and what became of a request."""

import io
import json
import logging
import re
from contextlib import contextmanager
from ipaddress import ip_network
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pythonjsonlogger.json import JsonFormatter

from config.operation import readiness, request_log
from config.operation.logs import NamesRequest, logging_settings
from departments.models import TrailEntry
from departments.trail.entry import Action
from departments.trail.writing import head, record
from performance.jobs import worker_sign
from performance.jobs.worker_sign import giving_signs
from tests.factories import a_statement, a_user


@pytest.fixture(autouse=True)
def _looks_afresh(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(readiness, "_kept", None)
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0)
    settings.VAR_DIR = tmp_path


def test_a_process_that_lives_says_so_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text, answer["Content-Type"]) == (200, "ok\n", "text/plain")
    assert client.post("/healthz").status_code == 405


def test_all_conditions_are_met_beside_a_working_worker(client, db):
    with giving_signs():
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"state": "ready"}
        | dict.fromkeys(("database", "migrations", "trail", "disk", "worker", "schedule"), True),
    )
    assert head() is None  # the row that was tried is not there


def test_without_a_worker_requests_are_answered_all_the_same(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    assert not answer.json()["worker"]


def break_the_trail(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TrailEntry._meta.db_table} RENAME TO gone")


def fill_the_disk(monkeypatch):
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))


def leave_migrations(monkeypatch):
    monkeypatch.setattr(readiness, "waiting_migrations", lambda connection: ["performance.9999_later"])


def take_another_key(monkeypatch):
    with transaction.atomic():
        record(Action.EXPORT, by=None)
    monkeypatch.setattr(readiness.settings, "TRAIL_KEY", "not the one that sealed it")


def make_the_database_read_only(monkeypatch):
    monkeypatch.setattr(readiness, "_is_writable", lambda connection: False)


@pytest.mark.parametrize(
    ("spoil", "condition"),
    [
        (break_the_trail, "trail"),
        (take_another_key, "trail"),
        (make_the_database_read_only, "trail"),
        (fill_the_disk, "disk"),
        (leave_migrations, "migrations"),
    ],
)
def test_whatever_is_amiss_is_named_and_its_reason_is_left_to_the_log(
    client, db, monkeypatch, caplog, spoil, condition
):
    spoil(monkeypatch)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["state"]) == (503, "not ready")
    unmet = [condition, "worker"]
    if spoil is break_the_trail and connection.vendor == "postgresql":
        unmet.append("schedule")  # after a fault it answers nothing more within the transaction of the test
    assert [name for name, met in answer.json().items() if met is False] == unmet
    assert f"not met: {condition}" in caplog.messages


def test_looking_writes_nothing(client, db):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/readyz").status_code == 200
    assert queries.captured_queries
    written = re.compile("INSERT|UPDATE|DELETE|SAVEPOINT|BEGIN", re.IGNORECASE)
    assert not [query["sql"] for query in queries.captured_queries if written.match(query["sql"].strip())]


def test_what_a_copy_is_asked_is_counted_as_well(monkeypatch):
    """As each connection does: it hands every statement to whoever wraps it."""

    class Connection:
        @contextmanager
        def execute_wrapper(self, watch):
            watch(lambda *asked: None, "SELECT 1", (), False, {})
            yield

    monkeypatch.setattr(request_log, "connections", {"default": Connection(), "replica": Connection()})
    watch = request_log.Watch()
    with request_log._watching(watch):
        pass
    assert watch.count == 2


def test_the_worker_beats_from_its_start(settings, monkeypatch):
    assert worker_sign.silence() is None
    with giving_signs():
        pass
    assert worker_sign.silence() < 60


def test_metrics_are_nobodys_unless_the_settings_name_somebody(client, db):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_count_requests_by_route_and_say_what_is_stored(client, db, settings):
    settings.METRICS_TOKEN = "gezähltes"
    a_statement()
    client.get("/no/such/page")
    client.post("/accounts/login/", {"username": "x", "password": "y"})
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    page_text = client.get("/metrics", headers={"Authorization": "Bearer gezähltes"}).text
    assert re.search(r'goals_requests_total{method="GET",route="none",status="404"} [1-9]', page_text)
    assert re.search(r'goals_request_seconds_count{route="login"} [1-9]', page_text)
    assert re.search(r"goals_failed_sign_ins_total [1-9]", page_text)
    assert 'goals_statements{state="drafting"} 1.0' in page_text
    assert 'goals_jobs{state="queued"} 0.0' in page_text
    assert f"goals_trail_number {float(head().number)}" in page_text


def test_metrics_go_to_named_addresses_and_no_forged_ones(client, db, settings):
    settings.METRICS_NETWORKS = [ip_network("10.1.0.0/16")]
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.2.0.1").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="10.1.2.3").status_code == 404


@pytest.mark.parametrize(
    ("behind_proxy", "claimed", "taken"),
    [
        (False, "from-the-client", False),
        (True, "from-the-proxy-1", True),
        (True, "short", False),
        (True, "new\nline in the log", False),
        (True, "x" * 65, False),
    ],
)
def test_the_mark_of_a_request_is_the_proxys_or_our_own(client, settings, behind_proxy, claimed, taken):
    settings.BEHIND_PROXY = behind_proxy
    given = client.get("/healthz", HTTP_X_REQUEST_ID=claimed)["X-Request-ID"]
    assert (given == claimed) == taken
    assert taken or re.fullmatch(r"[0-9a-f]{32}", given)


def lines_of(caplog, name):
    return [record for record in caplog.records if record.name == name]


def test_a_request_leaves_a_line_without_what_was_asked_for(client, db, caplog):
    caplog.set_level(logging.INFO, "requests")
    user = a_user()
    client.force_login(user)
    answer = client.get("/check/?name=secret")
    (line,) = lines_of(caplog, "requests")
    record = vars(line)
    assert (record["method"], record["path"], record["route"]) == ("GET", "/check/", "text_check")
    assert (record["status"], record["user"], record["address"]) == (200, str(user.pk), "127.0.0.1")
    assert record["queries"] >= 1
    assert answer["X-Request-ID"]
    assert "secret" not in str(record)


def test_what_is_slow_is_a_warning_and_tells_no_values(client, db, caplog, settings):
    settings.SLOW_REQUEST_MS = settings.SLOW_QUERY_MS = 0
    client.post("/accounts/login/", {"username": "zhang", "password": "y"})
    lines = lines_of(caplog, "requests")
    assert {line.message for line in lines} == {"slow query", "slow request"}
    assert {line.levelname for line in lines} == {"WARNING"}
    assert "zhang" not in "".join(str(vars(line)) for line in lines)


def test_machines_asking_for_health_fill_no_log(client, caplog):
    caplog.set_level(logging.INFO, "requests")
    client.get("/healthz")
    assert lines_of(caplog, "requests") == []


def test_a_line_is_json_with_the_requests_mark_even_for_a_fault():
    logging_options = logging_settings("json")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    form = {name: value for name, value in logging_options["formatters"]["json"].items() if name != "()"}
    handler.setFormatter(JsonFormatter(**form))
    handler.addFilter(NamesRequest())
    logger = logging.Logger("requests")
    logger.addHandler(handler)
    try:
        raise ValueError("换行\n在此")
    except ValueError:
        logger.exception("出错", extra={"path": "/甲\n乙"})
    (line,) = stream.getvalue().splitlines()
    payload = json.loads(line)
    assert (payload["level"], payload["logger"], payload["message"], payload["request_id"]) == (
        "ERROR",
        "requests",
        "出错",
        "",
    )
    assert payload["path"] == "/甲\n乙"
    assert "ValueError" in payload["exc_info"]
