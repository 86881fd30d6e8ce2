"""A number that the form prints is not kept in the text, whichever way it comes; nothing is printed 1.1."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from performance.content.model import SectionContent, SectionKind
from performance.documents.convert import write_text
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.models import ProjectGoal
from tests.performance.importing.conftest import confirmed, sent

CAME = ("1.举办巡讲12场", "（2）编印讲义\n（3）培训讲师", "7.访问乡镇")
KEPT = ("举办巡讲12场", "编印讲义", "培训讲师", "7.访问乡镇")
SAID = "自带编号：编号由表样排印"
TITLES = {"1.普及": "普及", "（二）宣传": "宣传", "三、服务": "服务", "（九）联络": "（九）联络"}


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


@pytest.fixture
def came(statement):
    content = said(statement)
    sections = tuple(SectionContent(SectionKind.FUNCTIONAL_GOAL, title, "做好工作。") for title in TITLES)
    first, *others = content.projects
    return replace(content, sections=sections, projects=(replace(first, goals=CAME), *others))


def as_the_form_keeps_it(statement):
    content = said(statement)
    assert content.projects[0].goals == KEPT
    assert [section.title for section in content.sections] == list(TITLES.values())
    printed = write_text(content, ".txt").decode()
    assert "1.举办巡讲12场\n2.编印讲义\n3.培训讲师\n4.7.访问乡镇" in printed
    assert "（一）普及" in printed
    assert "（三）服务" in printed


@pytest.mark.parametrize("suffix", [".docx", ".json"])
def test_a_file_says_so_before_and_brings_text_without_them(reviewer_at, statement, came, suffix):
    answer = sent(reviewer_at, write_text(came, suffix), f"文本{suffix}", statement)
    assert SAID in answer.text
    confirmed(reviewer_at, answer)
    as_the_form_keeps_it(statement)
    again = sent(reviewer_at, write_text(said(statement), suffix), f"文本{suffix}", statement)
    assert SAID not in again.text


def test_the_command_says_so(statement, came, tmp_path):
    path = tmp_path / "文本.json"
    path.write_bytes(write_text(came, ".json"))
    out = StringIO()
    call_command("import_text", path, stdout=out)
    assert SAID in out.getvalue()
    as_the_form_keeps_it(statement)


def test_whoever_saves_a_content_keeps_it_so(statement, came):
    report = save_content(came, department=statement.department, year=came.year)
    assert report.after.content == said(statement)
    as_the_form_keeps_it(statement)
    assert not save_content(came, department=statement.department, year=came.year).changed


def test_what_has_been_stored_with_them_is_nobodys_change(statement):
    goal = ProjectGoal.objects.first()
    ProjectGoal.objects.filter(pk=goal.pk).update(text="1.举办巡讲")
    before = said(statement)
    other = replace(before.projects[-1], purpose="另有用途。")
    save_content(
        replace(before, projects=(*before.projects[:-1], other)),
        department=statement.department,
        year=before.year,
    )
    goal.refresh_from_db()
    assert goal.text == "1.举办巡讲"
