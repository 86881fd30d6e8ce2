"""The files that a text rests on: of a part, open as long as the part is, in the package and never in public."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.evidence import services
from performance.exporting import jobs
from performance.exporting.package import MANIFEST, write_package
from performance.models import Evidence, ExportJob, PerformanceStatement, StatementState
from performance.statements.empty_draft import is_empty_draft
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from tests.api.conftest import Program
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit
from tests.performance.evidence.test_gate import JPEG, PDF, PNG
from tests.performance.exporting.reading import unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    department = a_department()
    first, second = a_unit(department), a_unit(department)
    projects = (a_project_content(first, name="本单位项目"), a_project_content(second, name="他单位项目"))
    return a_statement(department, content=a_content(department, projects=projects))


@pytest.fixture
def reviewer(statement):
    return a_member(Role.DEPARTMENT_REVIEWER, statement.department)


@pytest.fixture
def filler(statement):
    return a_member(Role.FILLER, statement.department.units.first())


def project(statement, name="本单位项目"):
    return statement.projects.get(name=name)


def upload(client, statement, by, of=None, files=None):
    client.force_login(by)
    chosen = [SimpleUploadedFile(*each) for each in (files or {"立项批复.pdf": PDF}).items()]
    address = reverse("supporting_files_add", args=[statement.pk])
    return client.post(address, {"files": chosen, "project": of.pk if of else ""}, follow=True).text


def test_a_file_of_a_project_is_kept_counted_told_and_given_back(client, statement, filler):
    page = upload(client, statement, filler, project(statement), {"立项批复.pdf": PDF, "会议纪要.png": PNG})
    assert "已上传2个文件" in page
    assert f"2 个文件，共 {len(PDF) + len(PNG)}" in page
    file = Evidence.objects.get(name="立项批复.pdf")
    assert (file.statement, file.unit, file.project) == (
        statement,
        statement.department.units.first(),
        "本单位项目",
    )
    assert client.get(reverse("evidence", args=[file.pk])).content == PDF
    told = [entry.details for entry in TrailEntry.objects.filter(details__contains="立项批复").order_by("pk")]
    assert [words[:6] for words in told] == ["上传依据文件", "依据文件“立"]
    assert not is_empty_draft(statement)


def test_what_was_taken_away_can_be_put_back_by_whoever_may_write_there(client, statement, filler, reviewer):
    upload(client, statement, filler, project(statement))
    file = Evidence.objects.get()
    page = client.post(reverse("evidence_remove", args=[file.pk]), follow=True).text
    assert "还没有上传" in page
    assert "已移除的 1 个文件" in page
    client.force_login(reviewer)
    page = client.post(reverse("evidence_restore", args=[file.pk]), follow=True).text
    assert "1 个文件，共" in page


@pytest.mark.parametrize(("again", "kept"), [("本单位项目", 1), ("他单位项目", 2)])
def test_what_came_again_meanwhile_does_not_stand_twice(client, statement, reviewer, again, kept):
    upload(client, statement, reviewer, project(statement))
    file = Evidence.objects.get()
    client.post(reverse("evidence_remove", args=[file.pk]))
    upload(client, statement, reviewer, project(statement, again), {"新的.pdf": PDF})
    page = client.post(reverse("evidence_restore", args=[file.pk]), follow=True).text
    assert ("请先移除“新的.pdf”" in page) is (kept == 1)
    assert Evidence.objects.filter(removed=None).count() == kept


@pytest.mark.parametrize("name", ["部门整体", "他单位项目"])
def test_nobody_puts_files_where_they_do_not_write(client, statement, filler, name):
    of = statement.projects.filter(name=name).first()
    page = upload(client, statement, filler, of)
    assert ("没有这个项目" if of else "不由您填报") in page
    assert not Evidence.objects.exists()


def test_files_of_another_unit_are_not_there_and_do_not_count(client, statement, filler, reviewer):
    upload(client, statement, reviewer, project(statement, "他单位项目"))
    upload(client, statement, reviewer, files={"三定方案.pdf": PDF})
    client.force_login(filler)
    page = client.get(reverse("supporting_files", args=[statement.pk])).text
    assert "还没有上传" in page
    for file in Evidence.objects.all():
        for name in ("evidence", "evidence_remove"):
            address = reverse(name, args=[file.pk])
            assert client.post(address).status_code in (404, 405)
            assert client.get(address).status_code in (404, 405)
    assert "已上传1个文件" in upload(client, statement, filler, project(statement))


def test_a_locked_part_keeps_its_files_as_they_are(client, statement, reviewer):
    upload(client, statement, reviewer, project(statement))
    PerformanceStatement.objects.update(state=StatementState.FIRST_REVIEW)
    assert "目前已锁定" in upload(client, statement, reviewer, project(statement), {"又一份.png": PNG})
    file = Evidence.objects.get()
    client.post(reverse("evidence_remove", args=[file.pk]))
    assert Evidence.objects.get().removed is None
    assert client.get(reverse("evidence", args=[file.pk])).content == PDF


def test_every_fault_is_told_and_nothing_is_kept(client, statement, filler, monkeypatch):
    upload(client, statement, filler, project(statement))
    monkeypatch.setattr(services, "MOST_FILES", 2)
    files = {"假.pdf": PNG, "表.xlsx": PDF, "同一份.pdf": PDF, "现场.jpg": JPEG}
    page = upload(client, statement, filler, project(statement), files)
    for words in ("内容不是 PDF", "可以上传的是", "已经上传过", "超过2个"):
        assert words in page
    assert Evidence.objects.count() == 1


def test_a_project_that_is_called_otherwise_now_keeps_its_files_and_this_is_told(
    client, statement, filler, reviewer
):
    upload(client, statement, filler, project(statement))
    content = statement_content(statement)
    renamed = replace(content.projects[0], name="新名称")
    changed = replace(content, projects=(renamed, content.projects[1]))
    save_content(changed, department=statement.department, year=2026, by=reviewer, expected_version=1)
    page = client.get(reverse("supporting_files", args=[statement.pk])).text
    assert "已改名或删除。文件仍然保留" in page
    assert "立项批复.pdf" in page


def test_files_of_a_project_without_a_name_are_not_taken_for_the_department_s(client, statement, filler):
    statement.projects.filter(name="本单位项目").update(name="")
    page = upload(client, statement, filler, project(statement, ""))
    assert "还没有填写名称" in page
    assert not Evidence.objects.exists()


def test_a_project_that_has_gone_is_told_though_another_unit_has_one_of_its_name(client, statement, reviewer):
    upload(client, statement, reviewer, project(statement))
    own, other = project(statement), project(statement, "他单位项目")
    statement.projects.filter(pk=own.pk).update(name="新名称")
    statement.projects.filter(pk=other.pk).update(name="本单位项目")
    page = client.get(reverse("supporting_files", args=[statement.pk])).text
    assert "已改名或删除。文件仍然保留" in page


def test_the_same_file_is_not_taken_twice_at_once(client, statement, filler):
    page = upload(client, statement, filler, project(statement), {"甲.pdf": PDF, "乙.pdf": PDF})
    assert "另一个文件内容相同" in page
    assert not Evidence.objects.exists()


def test_the_package_holds_what_was_not_taken_away_and_its_list_says_whose_it_is(client, statement, reviewer):
    upload(client, statement, reviewer, project(statement), {"立项批复.pdf": PDF, "多余.png": PNG})
    Evidence.objects.filter(name="多余.png").update(removed=statement.updated)
    stream = BytesIO()
    write_package(PerformanceStatement.objects.all(), stream, head=None)
    files = unpacked(stream.getvalue())
    (described,) = json.loads(files[MANIFEST])["statements"]
    assert described["counts"]["supporting_files"] == 1
    (file,) = (one for one in described["files"] if "/依据文件/" in one["name"])
    assert file["name"].endswith("001-立项批复.pdf")
    assert (file["project"], file["unit"]) == ("本单位项目", statement.department.units.first().code)
    assert files[file["name"]] == PDF


def test_a_long_name_is_packed_so_that_it_can_be_unpacked_and_told_as_it_was(client, statement, reviewer):
    name = f"《{'长' * 180}》（扫描件）.pdf"
    upload(client, statement, reviewer, project(statement), {name: PDF})
    stream = BytesIO()
    write_package(PerformanceStatement.objects.all(), stream, head=None)
    (described,) = json.loads(unpacked(stream.getvalue())[MANIFEST])["statements"]
    (file,) = (one for one in described["files"] if "/依据文件/" in one["name"])
    assert file["name"].endswith(f"/001-《{'长' * 59}.pdf")
    assert file["uploaded_as"] == name


def test_large_files_are_packed_by_the_worker(client, statement, monkeypatch):
    chief = a_member(Role.PERFORMANCE_SECTION_REVIEWER, statement.department.office)
    upload(client, statement, a_member(Role.DEPARTMENT_REVIEWER, statement.department), project(statement))
    monkeypatch.setattr(jobs, "MOST_BYTES_AT_ONCE", 1)
    client.force_login(chief)
    client.post(reverse("packages"), {"kind": "package", "statement": [statement.pk]})
    assert ExportJob.objects.count() == 1


def test_a_program_puts_a_file_there_and_takes_it_away(client, statement, filler):
    program = Program(client, filler)
    address = f"statements/{statement.pk}/supporting-files/"

    def sent(content, **fields):
        return program.post_form(address, file=SimpleUploadedFile("批复.pdf", content), **fields)

    own = project(statement).pk
    added = sent(PDF, project=own)
    assert (added.status_code, added.json()["project"]) == (201, "本单位项目")
    for content, fields, status in (
        (PDF, {"project": own}, 409),
        (PNG, {"project": own}, 409),
        (PDF, {}, 409),
        (PDF, {"project": project(statement, "他单位项目").pk}, 409),
        (PDF, {"more": "1"}, 400),
    ):
        assert sent(content, **fields).status_code == status
    (listed,) = program.get(f"evidence/?statement={statement.pk}").json()["results"]
    assert (listed["project"], listed["evaluation"], listed["report"]) == ("本单位项目", None, None)
    assert program.ask("POST", f"evidence/{listed['id']}/remove/").status_code == 200
    assert program.ask("POST", f"evidence/{listed['id']}/restore/").json()["removed"] is None


def test_strangers_find_nothing(client, statement):
    client.force_login(a_member(Role.FILLER))
    assert client.get(reverse("supporting_files", args=[statement.pk])).status_code == 404
    assert client.post(reverse("supporting_files_add", args=[statement.pk])).status_code == 404


def test_files_of_a_text_that_is_gone_are_refused(reviewer):
    gone = a_statement(reviewer.memberships.get().department, year=2031)
    PerformanceStatement.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refused, match="已被删除"):
        services.add_supporting(gone, [services.Offered("立项批复.pdf", PDF)], by=reviewer)


def test_files_of_two_projects_of_one_name_are_refused_and_those_there_already_are_said_to_be_of_both(client):
    department = a_department()
    unit = a_unit(department)
    named = (a_project_content(unit, name="甲项目"), a_project_content(unit, name="乙项目"))
    statement = a_statement(department, content=a_content(department, projects=named))
    filler = a_member(Role.FILLER, unit)
    upload(client, statement, filler, project(statement, "甲项目"))
    twin = project(statement, "乙项目")
    statement.projects.filter(pk=twin.pk).update(name="甲项目")
    page = upload(client, statement, filler, twin, {"会议纪要.png": PNG})
    assert "本单位有2个项目都叫“甲项目”" in page
    assert "有 2 个同名的项目，不能确定是哪一个的" in page
    assert Evidence.objects.count() == 1
