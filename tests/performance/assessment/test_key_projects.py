"""Key projects: each has a criteria sheet of its own, with points, that goes with the step and begins the next round's."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from departments.trail.entry import TrailEntry
from performance.assessment.criteria import CRITERIA
from performance.assessment.key_projects import mark_key_projects
from performance.assessment.printed_sheet import printed_sheet
from performance.assessment.services import Mark, write_sheet
from performance.documents.blocks import Paragraph
from performance.models import Action, Decision, Grade, ReviewSheet, StatementState
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from performance.workflow.services import perform
from projects.models import BudgetProject
from tests.api.conftest import Program

POINTS = {criterion.code: Mark(Grade.GOOD, Decimal(criterion.points)) for criterion in CRITERIA}
GRADED = {criterion.code: Mark(Grade.GOOD) for criterion in CRITERIA}
SAID = {"marks": POINTS, "opinion": "目标明确。", "decision": Decision.PASS}


@pytest.fixture
def in_review(cast, nothing_found):
    """A text at its first review with one key project."""
    cast.put(statement=StatementState.FIRST_REVIEW)
    cast.project = cast.statement.projects.get()
    mark_key_projects(cast.statement, {cast.project.pk}, by=cast.section)
    return cast


def passed(cast, action=Action.PASS, **said):
    version = cast.statement.version
    return perform(cast.statement, action, by=cast.section, expected_version=version, **said)


def write(cast, **said):
    return write_sheet(cast.statement, by=cast.section, project=cast.project, **{**SAID, **said})


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (None, "重点项目.*还没有填写审核表"),
        ({"marks": GRADED, "grade": Grade.GOOD}, "还没有给出得分：规范完整性、"),
        ({"marks": {}}, "还没有评定"),
        ({"decision": Decision.RETURN}, "与“初审通过”不一致"),
    ],
)
def test_a_text_passes_with_a_whole_sheet_of_each_key_project(in_review, said, fault):
    if said is not None:
        write(in_review, **said)
    with pytest.raises(Refused, match=fault):
        passed(in_review)
    write(in_review)
    event = passed(in_review)
    assert [sheet.project for sheet in event.sheets.all()] == [in_review.project]


def test_the_texts_own_sheet_stands_beside_those_of_its_projects(in_review):
    own = write_sheet(in_review.statement, by=in_review.section, **SAID)
    write(in_review, opinion="只说这个项目。")
    event = passed(in_review)
    assert {(sheet.project_id, sheet.opinion) for sheet in event.sheets.all()} == {
        (None, own.opinion),
        (in_review.project.pk, "只说这个项目。"),
    }


def test_a_text_goes_back_for_one_project_while_another_one_passes(in_review):
    write(in_review)
    passed(in_review, Action.RETURN, reason="请补充。")
    assert ReviewSheet.objects.get().sent


def test_only_a_key_project_has_a_sheet_and_one_with_a_sheet_stays_a_key_project(in_review):
    other = BudgetProject.objects.create(
        unit=in_review.busy, fiscal_year=in_review.statement.fiscal_year, name="另一项目", code="2"
    )
    with pytest.raises(Refused, match="不是本文本的重点项目"):
        write_sheet(in_review.statement, by=in_review.section, project=other, **SAID)
    write(in_review)
    with pytest.raises(Refused, match="请先清空审核表"):
        mark_key_projects(in_review.statement, set(), by=in_review.section)
    write(in_review, marks={}, opinion="", decision="")
    mark_key_projects(in_review.statement, {other.pk}, by=in_review.section)
    assert list(BudgetProject.objects.filter(is_key=True)) == [other]
    assert "标为重点项目：2 另一项目；取消重点项目" in TrailEntry.objects.latest("number").details
    with pytest.raises(Refused, match="不在这份文本中"):
        mark_key_projects(in_review.statement, {10**9}, by=in_review.section)


def test_a_key_project_stays_one_when_its_text_is_saved(in_review):
    """Its department changes it after the text came back."""
    write(in_review)
    passed(in_review, Action.RETURN, reason="请补充。")
    in_review.put(statement=StatementState.RETURNED)
    content = statement_content(in_review.statement)
    (project,) = content.projects
    changed = replace(content, projects=(replace(project, purpose="另作说明。"),))
    save_content(changed, department=in_review.department, year=in_review.statement.fiscal_year)
    saved = BudgetProject.objects.get(pk=in_review.project.pk)
    assert (saved.purpose, saved.is_key) == ("另作说明。", True)


def test_a_sent_sheet_still_names_a_project_that_is_gone(in_review):
    sheet = write(in_review)
    label = sheet.project_label
    passed(in_review)
    BudgetProject.objects.filter(pk=in_review.project.pk).update(locked=False)
    BudgetProject.objects.get(pk=in_review.project.pk).delete()
    sheet.refresh_from_db()
    assert (sheet.project, sheet.project_label) == (None, label)
    lines = [block.text for block in printed_sheet(sheet).parts[0].blocks if isinstance(block, Paragraph)]
    assert f"项目：{label}" in lines


# The pages


def test_the_next_round_begins_with_what_was_sent(client, in_review):
    write(in_review)
    passed(in_review, Action.RETURN, reason="请补充。")
    in_review.put(statement=StatementState.FIRST_REVIEW)
    client.force_login(in_review.section)
    page = client.get(reverse("project_sheets", args=[in_review.statement_pk, in_review.project.pk]))
    form = page.context["form"]
    assert (form["opinion"].value(), form["decision"].value()) == ("目标明确。", "")
    assert form["form-points"].value() == Decimal(10)
    own = client.get(reverse("review_sheets", args=[in_review.statement_pk])).context["form"]
    assert not own["opinion"].value()


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
def test_a_sheet_is_printed_in_every_format(client, in_review, suffix):
    sheet = write(in_review)
    client.force_login(in_review.section)
    answer = client.get(reverse("sheet_print", args=[sheet.pk, suffix]))
    assert answer.content[:4] in (b"PK\x03\x04", b"%PDF")
    assert TrailEntry.objects.latest("number").details == f"{sheet}.{suffix}"


def test_projects_are_marked_and_written_about_on_pages(client, in_review):
    client.force_login(in_review.section)
    address = reverse("project_sheets", args=[in_review.statement_pk, in_review.project.pk])
    points = {f"{one.code}-grade": "good" for one in CRITERIA} | {
        f"{one.code}-points": "5" for one in CRITERIA
    }
    client.post(address, {**points, "opinion": "可行。", "decision": "pass", "grade": ""})
    assert ReviewSheet.objects.get().project == in_review.project
    desk = client.get(reverse("review_desk", args=[in_review.statement_pk]))
    assert address in desk.text
    assert "已填写，差，通过" in desk.text
    client.post(reverse("key_projects", args=[in_review.statement_pk]), {})
    assert "请先清空审核表" in client.get(address).text
    client.force_login(in_review.chief)
    assert "可行。" not in client.get(address).text
    assert client.post(reverse("key_projects", args=[in_review.statement_pk]), {}).status_code == 404


# The interface


def test_a_program_marks_projects_and_writes_their_sheets(client, in_review):
    program = Program(client, in_review.section)
    keys = f"statements/{in_review.statement_pk}/key-projects/"
    assert program.get(keys).json() == {"projects": [in_review.project.pk]}
    sheet = f"{keys}{in_review.project.pk}/sheet/"
    empty = program.get(sheet)
    assert (empty.json()["id"], empty.json()["project"]) == (None, in_review.project.pk)
    written = program.ask("PUT", sheet, {"opinion": "可行。"}, match=empty["ETag"])
    assert (written.json()["project"], written.json()["opinion"]) == (in_review.project.pk, "可行。")
    assert program.ask("PUT", keys, {"projects": []}).status_code == 409
    assert Program(client, in_review.chief).ask("PUT", keys, {"projects": []}).status_code == 403
    assert program.get(f"{keys}{10**9}/sheet/").status_code == 404
