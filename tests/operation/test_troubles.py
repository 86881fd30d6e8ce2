"""Each row of 疑难 in docs/operation.md: the cause brings about what the row describes, and its remedy ends it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import ConnectionHandler, OperationalError, connection, transaction
from django.test import Client

from config.database import sqlite_at
from config.faults import BUSY, OLDER, trouble_of
from config.operation.backup import postgres_programs
from departments.accounts.home import HomeOffice
from departments.accounts.policy import visible_accounts
from departments.accounts.sign_on.provider import LEEWAY
from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.verification import verify
from departments.trail.writing import record
from performance.documents.formats.pdf.fonts import NoChineseFont, families_to_use
from performance.documents.formats.pdf.writer import NoTypst
from tests.conftest import REPOSITORY
from tests.factories import an_office
from tests.test_settings import KEYS, manage

PAGE = (REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE.partition("## 疑难")[2], re.MULTILINE))
LOGIN = "/accounts/login/"


def remedy(symptom):
    """What the page says of the row that names a symptom; there is one."""
    (found,) = (told for seen, told in ROWS.items() if symptom in seen)
    return found


TRIED_HERE = {
    *("缺少环境变量 SECRET_KEY", "一切请求答复 400", "页面已经失效", "只转到 https", "反复重定向"),
    *("Missing staticfiles manifest entry", "等待中", "上传答复 413", "不能导出 PDF", "pg_dump"),
    *("verify_trail 全部不符", "看不见", "database is locked", "版本不符"),
}
TRIED_ELSEWHERE = {
    "磁盘已满": "operation/test_full_disk.py",
    "现在不能用": "departments/accounts/sign_on/test_openid.py",
    "没有放行": "departments/accounts/sign_on/test_openid.py",
}


def test_every_row_is_tried():
    rows = [seen for seen in ROWS if seen not in {"现象", "---"}]
    assert len(rows) == len(TRIED_HERE | TRIED_ELSEWHERE.keys())
    assert all(any(symptom in seen for symptom in TRIED_HERE | TRIED_ELSEWHERE.keys()) for seen in rows)
    assert all((REPOSITORY / "tests" / place).is_file() for place in TRIED_ELSEWHERE.values())


@pytest.mark.long
def test_a_start_without_its_key_ends_and_with_it_goes_on():
    assert "EnvironmentFile" in remedy("缺少环境变量 SECRET_KEY")
    assert "缺少环境变量 SECRET_KEY" in manage("check").stderr
    assert manage("check", **KEYS).returncode == 0


def test_a_host_that_is_not_named_is_answered_400(settings):
    assert "ALLOWED_HOSTS" in remedy("一切请求答复 400")
    ask = lambda: Client().get("/healthz", headers={"host": "ysjx.example.gov.cn"})  # noqa: E731
    assert ask().status_code == 400
    settings.ALLOWED_HOSTS = ["ysjx.example.gov.cn"]
    assert ask().status_code == 200


def sign_in(cookies=True):
    """As a browser behind a proxy that hands on another host than people typed."""
    client = Client(enforce_csrf_checks=True, headers={"host": "application"})
    client.get(LOGIN)
    sent = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "username": "wang", "password": "x"}
    if not cookies:
        client.cookies.clear()
    return client.post(LOGIN, sent, headers={"origin": "http://ysjx.example.gov.cn"})


@pytest.mark.django_db
def test_a_sign_in_from_an_origin_that_is_not_trusted_is_told(settings):
    assert {"CSRF_TRUSTED_ORIGINS", "Cookie"} <= {*re.findall("[A-Z][A-Za-z_]+", remedy("页面已经失效"))}
    settings.ALLOWED_HOSTS = ["application"]
    refused = sign_in()
    assert (refused.status_code, "页面已经失效" in refused.text) == (403, True)
    settings.CSRF_TRUSTED_ORIGINS = ["http://ysjx.example.gov.cn"]
    assert sign_in().status_code == 200
    assert sign_in(cookies=False).status_code == 403


def test_http_without_a_proxy_only_points_to_https(settings):
    assert "HTTPS=0" in remedy("只转到 https")
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(LOGIN)["Location"].startswith("https://")
    settings.SECURE_SSL_REDIRECT = False
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_proxy_that_does_not_tell_the_scheme_is_sent_round_and_round(settings):
    assert {"X-Forwarded-Proto", "BEHIND_PROXY=1"} <= {*re.findall("`([^`]+)`", remedy("反复重定向"))}
    settings.SECURE_SSL_REDIRECT = True
    told = {"x-forwarded-proto": "https"}
    assert Client().get(LOGIN, headers=told).status_code == 301  # nobody is trusted to tell it
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Client().get(LOGIN).status_code == 301
    assert Client().get(LOGIN, headers=told).status_code == 200


@pytest.mark.django_db
def test_pages_ask_for_files_that_were_not_collected(settings, tmp_path):
    assert "collectstatic" in remedy("Missing staticfiles manifest entry")
    storages = {
        **configured.STORAGES,
        "staticfiles": {"BACKEND": "config.operation.static_files.HashedFiles"},
    }
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, storages
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        staticfiles_storage.url("performance/app.css")


def test_jobs_wait_while_no_worker_gives_a_sign(db, client):
    assert "goals-worker" in remedy("等待中")
    answer = client.get("/readyz").json()
    assert (answer["state"], answer["worker"]) == ("degraded", False)


def test_a_file_that_is_too_large_is_told_before_and_behind_the_proxy():
    conf = (REPOSITORY / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    assert re.findall("(21|101)m", remedy("上传答复 413")) == re.findall(
        r"client_max_body_size (\d+)m;", conf
    )
    assert f"超过 {configured.UPLOAD_LIMIT_BYTES // configured.MEBIBYTE} MB" in remedy("上传答复 413")


def test_a_pdf_without_fonts_or_typst_says_what_to_do():
    assert "提示中有办法" in remedy("不能导出 PDF")
    with pytest.raises(NoChineseFont, match="请安装一套中文字体"):
        families_to_use([])
    assert "请管理员执行 pip install typst" in str(NoTypst())


def test_a_backup_without_the_program_of_the_database_names_its_package(monkeypatch):
    assert "`postgresql-client`" in remedy("pg_dump")
    monkeypatch.setattr(postgres_programs, "DEBIAN_HOME", Path("/nowhere"))
    monkeypatch.setattr(postgres_programs.shutil, "which", lambda name: None)
    with pytest.raises(postgres_programs.ProgramMissing, match="apt-get install postgresql-client-15"):
        postgres_programs.program("pg_dump", SimpleNamespace(get_database_version=lambda: (15, 4)))


@pytest.mark.django_db
def test_a_program_ahead_of_its_database_is_told_until_the_table_is_there(client):
    assert {"`manage.py migrate`", "不必重启"} <= {*re.findall("`[^`]+`|不必重启", remedy("版本不符"))}
    client.force_login(get_user_model().objects.create_user("root", is_superuser=True))
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE performance_notice RENAME TO not_yet_made")
        with transaction.atomic():  # what fails within it fails alone
            answer = client.get("/notices/")
            transaction.set_rollback(True)
        assert (answer.status_code, OLDER in answer.text) == (503, True)
        cursor.execute("ALTER TABLE not_yet_made RENAME TO performance_notice")
    assert client.get("/notices/").status_code == 200


@pytest.mark.django_db
def test_who_holds_a_file_of_sqlite_for_long_is_waited_for_and_then_told_of(tmp_path):
    own = sqlite_at(tmp_path / "db.sqlite3")
    assert f"超过 {own['OPTIONS']['timeout']} 秒" in remedy("database is locked")
    own["OPTIONS"]["timeout"] = 0.05
    handler = ConnectionHandler({"default": own, "holder": own})
    handler["default"].cursor().execute("CREATE TABLE kept (number)")
    handler["holder"].cursor().execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked") as refused:
        handler["default"].cursor().execute("INSERT INTO kept VALUES (1)")
    assert BUSY in trouble_of(refused.value)
    assert f"“{BUSY.partition('，')[0]}”" in next(seen for seen in ROWS if "database is locked" in seen)
    handler["holder"].cursor().execute("ROLLBACK")
    handler["default"].cursor().execute("INSERT INTO kept VALUES (1)")
    handler.close_all()


def test_both_clocks_may_differ_by_what_the_row_says():
    assert f"超过 {LEEWAY} 秒" in remedy("没有放行")


@pytest.mark.django_db
def test_a_trail_is_verified_with_its_own_key_alone(settings):
    assert "TRAIL_KEY" in remedy("verify_trail 全部不符")
    record(Action.EXPORT, by=None, subject=an_office())
    assert verify().fault is None
    own, settings.TRAIL_KEY = settings.TRAIL_KEY, "not the one of then"
    assert verify().fault is not None
    settings.TRAIL_KEY = own
    assert verify().fault is None


@pytest.mark.django_db
def test_an_account_is_listed_once_it_has_an_office():
    assert "所属财政局" in remedy("看不见")
    office = an_office()
    chief = get_user_model().objects.create_user("chief")
    Membership.objects.create(user=chief, role=Role.SYSTEM_ADMINISTRATOR, office=office)
    newcomer = get_user_model().objects.create_user("newcomer")
    assert not visible_accounts(chief).filter(pk=newcomer.pk).exists()
    HomeOffice.objects.create(user=newcomer, office=office)
    assert visible_accounts(chief).filter(pk=newcomer.pk).exists()
