"""The environment decides: what a start says, and what it starts with."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import postgres_at

REPOSITORY = Path(__file__).resolve().parent.parent
READ_BY_SETTINGS = {
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "DATABASE_URL", "DEBUG", "DEMO", "HTTPS", "SECRET_KEY"),
    *("TRAIL_HASH", "TRAIL_KEY", "LOCAL_COMMAND", "EMAIL_HOST", "SITE_URL"),
    *("STATEMENT_SECONDS", "COMMAND_STATEMENT_SECONDS", "LONG_WORK", "POOLER_URL", "REPLICA_URL"),
}
KEYS = {"SECRET_KEY": "x", "TRAIL_KEY": "y"}


def python(*arguments, **environment):
    """A Python of its own, in an environment that says nothing about this project but what the test says."""
    said_by_tests = READ_BY_SETTINGS | {"DJANGO_ALLOW_ASYNC_UNSAFE"}  # the latter while a browser is open
    inherited = {name: value for name, value in os.environ.items() if name not in said_by_tests}
    return subprocess.run(  # noqa: S603  (our own command line)
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def manage(*arguments, **environment):
    return python("manage.py", *arguments, **environment)


def setting(expression, **environment):
    return python("-c", f"from config import settings; print(settings.{expression})", **environment)


def test_without_a_secret_key_the_start_stops_with_a_sentence():
    answer = manage("check")
    assert answer.returncode == 1
    assert answer.stderr.startswith("缺少环境变量 SECRET_KEY")
    assert "Traceback" not in answer.stderr


def test_an_unknown_way_to_seal_the_trail_stops_the_start_with_a_sentence():
    answer = manage("check", SECRET_KEY="x", TRAIL_HASH="md5")
    assert answer.returncode == 1
    assert answer.stderr.startswith("环境变量 TRAIL_HASH 只能是 sha256 或 sm3，现为“md5”。")
    assert "Traceback" not in answer.stderr


@pytest.mark.long
def test_the_deployment_check_asks_for_a_trail_key_of_its_own():
    answer = manage("check", "--deploy", SECRET_KEY="k3y" + "abcdefgh" * 8, ALLOWED_HOSTS="a.gov.cn")
    assert "trail.W001" in answer.stderr
    derived = setting("TRAIL_KEY", SECRET_KEY="x").stdout
    assert (
        derived == setting("TRAIL_KEY", SECRET_KEY="x").stdout != setting("TRAIL_KEY", SECRET_KEY="z").stdout
    )


def test_a_command_that_serves_nobody_needs_no_configuration(tmp_path):
    answer = manage("convert_text", str(tmp_path / "无.txt"), str(tmp_path / "无.json"))
    assert "找不到这个文件" in answer.stderr
    assert "SECRET_KEY" not in answer.stderr


def test_the_settings_of_a_real_installation_pass_the_deployment_check(tmp_path):
    answer = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY="k3y" + "abcdefgh" * 8,
        TRAIL_KEY="a key of the trail as long as it should be",
        BACKUP_FOLDER=str(tmp_path),
        ALLOWED_HOSTS="a.gov.cn",
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("name", "environment", "expected"),
    [
        ("DEBUG", KEYS, "False"),
        ("DEBUG", {"DEMO": "1"}, "False"),
        (
            "ALLOWED_HOSTS",
            {"DEMO": "1", "ALLOWED_HOSTS": "example.com"},
            "['localhost', '127.0.0.1', '[::1]']",
        ),
        (
            "ALLOWED_HOSTS",
            {**KEYS, "ALLOWED_HOSTS": "a.gov.cn, b.gov.cn"},
            "['a.gov.cn', 'b.gov.cn']",
        ),
        ("SESSION_COOKIE_SECURE", KEYS, "True"),
        ("SESSION_COOKIE_SECURE", {"DEMO": "1"}, "False"),
    ],
)
def test_the_environment_decides(name, environment, expected):
    answer = setting(name, **environment)
    assert answer.stdout.strip() == expected, answer.stderr


def test_the_demo_keeps_a_key_and_a_database_of_its_own():
    first, second = (setting("SECRET_KEY", DEMO="1").stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert setting("TRAIL_KEY", DEMO="1").stdout not in {first, "\n"}
    assert setting("DATABASES['default']['NAME'].name", DEMO="1").stdout == "demo.sqlite3\n"
    assert setting("DATABASES['default']['NAME'].name", **KEYS).stdout == "db.sqlite3\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://me:p%40ss@db.local:5433/budget", ("budget", "me", "p@ss", "db.local", "5433", {})),
        (
            "postgres://db.local/budget?sslmode=require",
            ("budget", "", "", "db.local", "", {"sslmode": "require"}),
        ),
        ("postgresql:///budget?host=%2Frun%2Fpg&user=me", ("budget", "me", "", "/run/pg", "", {})),
    ],
)
def test_a_database_url_is_taken_apart(url, expected):
    database = postgres_at(url)
    assert (
        tuple(database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected
    )


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://db.local", "budget.sqlite3"])
def test_a_database_url_that_is_none_is_refused_with_its_shape(url):
    with pytest.raises(ImproperlyConfigured, match="postgresql://用户:密码@主机:端口/库名"):
        postgres_at(url)


def test_a_connection_is_kept_and_tried_before_it_serves_again():
    database = postgres_at("postgresql://db.local/budget")
    assert database["CONN_HEALTH_CHECKS"]
    assert database["CONN_MAX_AGE"] > 0


POSTGRES = {**KEYS, "DATABASE_URL": "postgresql://db.local/budget?options=-c%20geqo=off"}


@pytest.mark.parametrize(
    ("environment", "limit"),
    [
        ({}, " -c statement_timeout=30000"),
        ({"STATEMENT_SECONDS": "5"}, " -c statement_timeout=5000"),
        ({"STATEMENT_SECONDS": "0"}, ""),
        ({"LONG_WORK": "1"}, " -c statement_timeout=3600000"),
        ({"LONG_WORK": "1", "COMMAND_STATEMENT_SECONDS": "0"}, ""),
    ],
)
def test_a_statement_ends_in_time(environment, limit):
    answer = setting("DATABASES['default']['OPTIONS']['options']", **POSTGRES, **environment)
    assert answer.stdout == f"-c geqo=off{limit}\n", answer.stderr


@pytest.mark.parametrize(
    ("environment", "host", "options"),
    [
        ({}, "pool.local", {}),
        ({"LONG_WORK": "1"}, "db.local", {"options": "-c geqo=off -c statement_timeout=3600000"}),
    ],
)
def test_pages_ask_through_the_pooler_and_commands_the_server_itself(environment, host, options):
    asked = {**POSTGRES, "POOLER_URL": "postgresql://pool.local/budget", **environment}
    answer = setting("DATABASES['default']", **asked)
    database = literal_eval(answer.stdout)
    assert (database["HOST"], database["OPTIONS"]) == (host, options), answer.stderr
    assert ("DISABLE_SERVER_SIDE_CURSORS" in database) == (host == "pool.local")


@pytest.mark.parametrize("database", [{}, {"DATABASE_URL": "sqlite:////srv/db.sqlite3"}])
def test_pages_do_not_ask_another_database_than_commands(database):
    answer = setting("POOLER_URL", **KEYS, **database, POOLER_URL="postgresql://pool.local/budget")
    assert "还须在 DATABASE_URL 写同一个库的直接地址" in answer.stderr


def test_there_is_a_copy_for_lists_only_where_the_environment_names_one():
    routers = "__dict__.get('DATABASE_ROUTERS')"
    assert setting(routers, **POSTGRES).stdout == "None\n"
    answer = setting(routers, **POSTGRES, REPLICA_URL="postgresql://copy.local/budget")
    assert answer.stdout == "['config.replicas.ReplicaRouter']\n", answer.stderr
