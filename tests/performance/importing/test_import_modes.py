"""One project of a colleague's file changes one project; nothing is deleted that nobody has agreed to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail.entry import Action
from performance.content.model import SectionContent, SectionKind
from performance.documents.convert import write_text
from performance.importing.modes import Mode
from performance.importing.template.workbook import WorkbookOptions, template
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_member, a_project_content, a_statement
from tests.performance.importing.conftest import confirmed, faults_of, meant, messages_of, sent


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


@pytest.fixture
def many(department):
    """Five projects, alternately of two units, with money that differs."""
    units = list(department.units.all())
    projects = tuple(
        a_project_content(units[number % 2], name=f"项目{number}", budget=Decimal(number + 1))
        for number in range(5)
    )
    content = a_content(department, projects=projects)
    *others, last = content.sections
    return a_statement(department, content=replace(content, sections=(*others, replace(last, title=""))))


def of_projects(content, *numbers, **changes):
    return replace(content, projects=tuple(replace(content.projects[n], **changes) for n in numbers))


def test_a_file_with_one_project_changes_that_project_alone(reviewer_at, many):
    before = said(many)
    data = write_text(of_projects(before, 2, purpose="改了"), ".xlsx")
    answer = sent(reviewer_at, data, "一个项目.xlsx", many)
    assert answer.context["preview"].proposal.mode is Mode.UPDATE
    assert answer.context["preview"].proposal.deletions == ()
    assert "只更新文件中的项目" in answer.text
    confirmed(reviewer_at, answer)
    projects = list(before.projects)
    projects[2] = replace(projects[2], purpose="改了")
    assert said(many) == replace(before, projects=tuple(projects))


def test_a_new_project_of_a_file_stands_behind_those_of_its_unit(reviewer_at, many, department):
    before = said(many)
    new = a_project_content(department.units.first(), name="新设项目")
    data = write_text(replace(before, projects=(new,)), ".json")
    confirmed(reviewer_at, sent(reviewer_at, data, "a.json", many))
    assert [project.name for project in said(many).projects] == [
        *("项目0", "项目1", "项目2", "项目3", "项目4", "新设项目")
    ]


def test_the_file_as_all_there_is_needs_a_second_consent_with_names_and_money(reviewer_at, many):
    before = said(many)
    data = write_text(of_projects(before, 2), ".json")
    answer = meant(reviewer_at, sent(reviewer_at, data, "a.json", many), "whole")
    assert "将删除 4 个现有项目，预算合计12.00万元" in answer.text
    for number in (0, 1, 3, 4):
        assert f"项目{number}（{before.projects[number].code}）" in answer.text
    refused = confirmed(reviewer_at, answer)
    assert "须另行确认删除" in messages_of(refused)[0]
    assert said(many) == before
    wrong = confirmed(reviewer_at, answer, deletions="3")
    assert "须另行确认删除" in messages_of(wrong)[0]
    assert said(many) == before
    confirmed(reviewer_at, answer, deletions="4")
    assert [project.name for project in said(many).projects] == ["项目2"]
    entry = TrailEntry.objects.filter(action=Action.IMPORT).latest("pk")
    assert "删除项目“项目0" in entry.details


def test_a_file_that_deletes_nothing_is_meant_as_all_there_is(reviewer_at, many):
    before = said(many)
    sections = (replace(before.sections[0], text="改写的总体目标。"), *before.sections[1:])
    wanted = replace(before, sections=sections)
    answer = sent(reviewer_at, write_text(wanted, ".json"), "a.json", many)
    assert answer.context["preview"].proposal.mode is Mode.WHOLE
    confirmed(reviewer_at, answer)
    assert said(many) == wanted


def test_what_an_update_leaves_out_of_the_file_is_told(reviewer_at, many):
    before = said(many)
    part = of_projects(before, 1, purpose="改了")
    part = replace(part, sections=(SectionContent(SectionKind.OVERALL_GOAL, text="另一个总体目标。"),))
    answer = sent(reviewer_at, write_text(part, ".json"), "a.json", many)
    assert "文件中的部门部分（文字、目标、资金、封面）不导入" in answer.text
    confirmed(reviewer_at, answer)
    assert said(many).sections == before.sections


def test_a_filler_who_means_the_file_as_all_there_is_deletes_only_the_own_units(client, many, department):
    client.force_login(a_member(Role.FILLER, department.units.first()))
    before = said(many)
    answer = sent(client, write_text(of_projects(before, 0), ".json"), "a.json", many)
    assert answer.context["preview"].proposal.mode is Mode.UPDATE
    answer = meant(client, answer, "whole")
    names = [one.name.partition("（")[0] for one in answer.context["preview"].proposal.deletions]
    assert names == ["项目2", "项目4"]


def several(client, statement, *files):
    page = f"/statements/{statement.pk}/import/"
    posted = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(page, {"file": posted}, follow=True)


def test_several_files_of_one_project_each_are_one_import(reviewer_at, many):
    before = said(many)
    files = [
        (
            f"项目{number}.{suffix}",
            write_text(of_projects(before, number, purpose=f"改{number}"), f".{suffix}"),
        )
        for number, suffix in ((0, "json"), (3, "xlsx"), (4, "docx"))
    ]
    answer = several(reviewer_at, many, *files)
    assert "3个文件（项目0.json、项目3.xlsx、项目4.docx）" in answer.text
    confirmed(reviewer_at, answer)
    wanted = [
        replace(project, purpose=f"改{number}") if number in (0, 3, 4) else project
        for number, project in enumerate(before.projects)
    ]
    assert said(many) == replace(before, projects=tuple(wanted))


def test_every_fault_of_several_files_is_told_by_name(reviewer_at, many, unit, reviewer):
    before = said(many)
    fault = faults_of(
        several(
            reviewer_at,
            many,
            ("好.json", write_text(of_projects(before, 0), ".json")),
            ("坏.json", b"{"),
            ("信.txt", "各位同事".encode()),
            ("模板.xlsx", template(many, unit, reviewer, WorkbookOptions(blank=0))),
        )
    )
    assert "坏.json：" in fault
    assert "信.txt：" in fault
    assert "模板.xlsx：填报模板请单独导入" in fault
    assert "好.json" not in fault


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (lambda before: of_projects(before, 0, purpose="另写"), "在几个文件中都有：a.json、b.json"),
        (lambda before: replace(of_projects(before, 1), year=2027), "预算年度不一致"),
        (lambda before: replace(of_projects(before, 1), edition="2020"), "版式不一致"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(reviewer_at, many, second, reason):
    before = said(many)
    fault = faults_of(
        several(
            reviewer_at,
            many,
            ("a.json", write_text(of_projects(before, 0), ".json")),
            ("b.json", write_text(second(before), ".json")),
        )
    )
    assert reason in fault


def test_what_one_of_several_files_left_over_is_told_with_its_name(reviewer_at, many):
    before = said(many)
    noted = "请各单位知悉。\n".encode() + write_text(of_projects(before, 0, purpose="改"), ".txt")
    answer = several(
        reviewer_at, many, ("a.txt", noted), ("b.json", write_text(of_projects(before, 1), ".json"))
    )
    assert "a.txt：请各单位知悉。" in answer.text


def test_the_command_deletes_only_when_told_to(many, tmp_path, capsys):
    before = said(many)
    file = tmp_path / "a.json"
    file.write_bytes(write_text(of_projects(before, 2), ".json"))
    with pytest.raises(SystemExit):
        call_command("import_text", str(file))
    complaint = capsys.readouterr().err
    assert "将删除项目“项目0" in complaint
    assert "预算1.00万元" in complaint
    assert said(many) == before
    call_command("import_text", str(file), "--whole")
    assert [project.name for project in said(many).projects] == ["项目2"]
