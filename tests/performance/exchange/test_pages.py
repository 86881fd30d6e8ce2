"""Packages on pages: what is too long is told before, and what is read in is chosen, whole and still what was seen."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from departments.models import BudgetUnit, Department, FinanceOffice
from departments.permissions.roles import Role
from performance.exchange.opening import opened
from performance.models import ExportJob, FamilyCode, JobKind, PerformanceStatement, Upload
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    full_content,
    full_project,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _results(settings, tmp_path):
    settings.EXPORT_DIR = tmp_path / "exports"


@pytest.fixture
def statement():
    department = a_department()
    a_unit(department)
    return a_statement(department, content=full_content(department))


@pytest.fixture
def reviewer(client, statement):
    user = a_member(Role.DEPARTMENT_REVIEWER, at=statement.department)
    client.force_login(user)
    return user


def texts_in(package):
    with opened(BytesIO(package)) as texts:
        return list(texts)


def asked(client, statement, kind=JobKind.EXCHANGE_CSV, **more):
    return client.post(reverse("exchange"), {"kind": kind, "statement": [statement.pk], **more})


def uploaded(client, package):
    return client.post(reverse("exchange_import"), {"file": SimpleUploadedFile("交换包.zip", package)})


@pytest.mark.parametrize("kind", [JobKind.EXCHANGE_CSV, JobKind.EXCHANGE_BOOK])
def test_a_text_leaves_as_it_is_stored(client, reviewer, statement, kind):
    FamilyCode.objects.create(
        office=statement.department.office, fiscal_year=2026, level1="产出指标", level2="数量指标", code="11"
    )
    (text,) = texts_in(asked(client, statement, kind, agreed="1").content)
    assert text.content == statement_content(statement)
    assert [code.code for code in text.family_codes] == ["11"]
    assert [unit.code for unit in text.units] == list(
        statement.department.units.values_list("code", flat=True)
    )


def test_an_approved_text_leaves_as_approved(client, reviewer, statement):
    revision = take_revision(statement, None, statement_content(statement))
    PerformanceStatement.objects.filter(pk=statement.pk).update(approved_revision=revision)
    (text,) = texts_in(asked(client, statement, agreed="1").content)
    assert (text.is_approved, text.version, text.version_name) == ("1", "1", "批复版第1稿")


def test_what_is_too_long_is_told_before(client, reviewer, statement):
    long = a_project_content(
        statement.department.units.first(), indicators=(an_indicator(description="长" * 2001),)
    )
    content = a_content(statement.department, projects=(long,))
    save_content(content, department=statement.department, year=2026)
    page = asked(client, statement)
    assert "有 1 处超过字段长度" in page.text
    assert "kpi_content" in page.text
    assert asked(client, statement, agreed="1")["Content-Type"] == "application/zip"
    assert "有 1 处超过字段长度" in asked(client, statement, JobKind.EXCHANGE_LENGTHS).text
    assert not ExportJob.objects.exists()


def test_a_package_comes_back_as_it_went(client, reviewer, statement):
    package = asked(client, statement, agreed="1").content
    before = statement_content(statement)
    save_content(
        a_content(statement.department, projects=2),
        department=statement.department,
        year=statement.fiscal_year,
    )
    answer = uploaded(client, package)
    upload = Upload.objects.get()
    assert answer.url == reverse("exchange_preview", args=[upload.pk])
    page = client.get(answer.url)
    assert "更改" in page.text
    (key, seen) = page.context["outlooks"][0]
    post = {"sha256": upload.sha256, "text": [key], f"version-{key}": seen.version}
    told = {f"deletions-{key}": len(seen.deletions), "delete": "on"}
    assert "须另行确认删除" in client.post(answer.url, post).text
    assert "请至少选择一份文本" in client.post(answer.url, {"sha256": upload.sha256}).text
    assert "已被修改" in client.post(answer.url, {**post, **told, f"version-{key}": "1"}).text
    assert "不是同一个" in client.post(answer.url, {**post, **told, "sha256": "0"}).text
    assert client.post(answer.url, {**post, **told}).status_code == 302
    assert statement_content(statement) == before
    assert not Upload.objects.exists()


def test_nobody_sees_anothers_package_or_writes_where_nothing_is_theirs(client, reviewer, statement):
    package = asked(client, statement, agreed="1").content
    address = uploaded(client, package).url
    stranger = a_member(Role.DEPARTMENT_REVIEWER)
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    page = client.get(uploaded(client, package).url)
    assert "不在您的查看范围内" in page.text
    assert "读入所选文本" not in page.text


def test_what_is_no_package_is_told_on_the_page(client, reviewer):
    assert "不完整或已损坏" in uploaded(client, b"PK").text
    assert not Upload.objects.exists()


def test_a_package_fills_an_empty_database(statement, tmp_path, capsys):
    office, department = statement.department.office, statement.department
    FamilyCode.objects.create(office=office, fiscal_year=2026, level1="产出指标", code="1")
    before, file = statement_content(statement), tmp_path / "包.zip"
    call_command("export_exchange", office=office.division_code, year=2026, output=file)
    forget_everything(statement)
    with pytest.raises(SystemExit):
        call_command("import_exchange", file)
    assert "加 --create" in capsys.readouterr().err
    call_command("import_exchange", file, create=True, dry_run=True)
    assert not FinanceOffice.objects.filter(division_code=office.division_code).exists()
    call_command("import_exchange", file, create=True)
    again = PerformanceStatement.objects.get(department__code=department.code)
    assert statement_content(again) == before
    assert FamilyCode.objects.get().code == "1"
    call_command("import_exchange", file)
    assert "与库中内容一致" in capsys.readouterr().out


def forget_everything(statement):
    office = statement.department.office
    statement.projects.all().delete()
    FamilyCode.objects.all().delete()
    PerformanceStatement.objects.filter(pk=statement.pk).delete()
    BudgetUnit.objects.filter(department__office=office).delete()
    Department.objects.filter(office=office).delete()
    FinanceOffice.objects.filter(pk=office.pk).delete()


def test_a_command_takes_nothing_out_unasked(statement, tmp_path, capsys):
    file = tmp_path / "包.zip"
    call_command("export_exchange", office=statement.department.office.division_code, year=2026, output=file)
    unit = statement.department.units.first()
    content = a_content(
        statement.department, projects=(full_project(unit), a_project_content(unit, name="另一个"))
    )
    save_content(content, department=statement.department, year=2026)
    with pytest.raises(SystemExit):
        call_command("import_exchange", file)
    assert "将删除项目“另一个（" in capsys.readouterr().err
    assert statement.projects.count() == 2
