"""The criteria sheet of a review, written through the interface on the version that was read."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from performance.assessment.criteria import CRITERIA
from performance.models import PerformanceStatement, ReviewSheet, StatementState
from tests.api.conftest import Program
from tests.factories import a_user


@pytest.fixture
def sheet(cast):
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(state=StatementState.FIRST_REVIEW)
    return f"statements/{cast.statement_pk}/sheet/"


SAID = {
    "marks": [{"criterion": CRITERIA[0].code, "grade": "good", "points": "1.50"}],
    "opinion": "请补充依据。",
    "decision": "return",
}


def test_a_sheet_is_written_on_the_version_that_was_read(cast, sheet):
    empty = cast.section.get(sheet)
    assert (empty.json()["id"], empty.json()["marks"]) == (None, [])
    written = cast.section.ask("PUT", sheet, SAID, match=empty["ETag"])
    assert written.status_code == 200, written.text
    assert {**written.json(), **SAID} == written.json() == cast.section.get(sheet).json()
    assert cast.section.ask("PUT", sheet, {"opinion": "改。"}, match=empty["ETag"]).status_code == 412
    assert cast.section.ask("PUT", sheet, {"opinion": "改。"}).status_code == 428
    again = cast.section.ask("PUT", sheet, {"opinion": "改。"}, match=written["ETag"])
    assert (again.json()["marks"], again.json()["opinion"]) == ([], "改。")
    assert [one["sent"] for one in cast.section.get(sheet.replace("sheet/", "sheets/")).json()] == [False]


def test_a_draft_is_the_finance_sides_own(cast, sheet):
    cast.section.ask("PUT", sheet, SAID, match=cast.section.get(sheet)["ETag"])
    assert cast.filler.get(sheet).status_code == 404
    assert cast.chief.get(sheet).json()["id"] is None
    assert cast.chief.get(sheet.replace("sheet/", "sheets/")).json() == []
    refused = cast.chief.ask("PUT", sheet, SAID, match=cast.chief.get(sheet)["ETag"])
    assert refused.status_code == 409
    assert "不由您填写审核表" in refused.json()["detail"]


def test_a_draft_stays_so_before_a_department_that_also_keeps_the_trail(cast, sheet):
    cast.section.ask("PUT", sheet, SAID, match=cast.section.get(sheet)["ETag"])
    both = a_user()
    Membership.objects.create(user=both, role=Role.DEPARTMENT_REVIEWER, department=cast.department)
    Membership.objects.create(user=both, role=Role.AUDITOR, office=cast.department.office)
    program = Program(cast.chief.client, both)
    assert SAID["opinion"] not in program.get(sheet).text
    assert program.get(sheet.replace("sheet/", "sheets/")).json() == []
    cast.chief.client.force_login(both)
    assert (
        SAID["opinion"] not in cast.chief.client.get(reverse("review_sheets", args=[cast.statement_pk])).text
    )


@pytest.mark.parametrize(
    "fault",
    [
        {"marks": [{"criterion": "nonsense", "grade": "good"}]},
        {"marks": [{"criterion": CRITERIA[0].code, "grade": "good", "points": 1.5}]},
        {"marks": [{"criterion": CRITERIA[0].code, "grade": "good", "points": "NaN"}]},
        {"marks": [{"criterion": CRITERIA[0].code, "grade": "good"}] * 2},
        {"opinion": 1},
        {"decision": "perhaps"},
        {"grade": {}},
        [],
    ],
)
def test_what_makes_no_sense_writes_nothing(cast, sheet, fault):
    answer = cast.section.ask("PUT", sheet, fault, match=cast.section.get(sheet)["ETag"])
    assert answer.status_code == 400, answer.text
    assert not ReviewSheet.objects.exists()


def test_more_points_than_a_criterion_has_are_refused(cast, sheet):
    marks = [{"criterion": CRITERIA[0].code, "grade": "good", "points": "99"}]
    answer = cast.section.ask("PUT", sheet, {"marks": marks}, match=cast.section.get(sheet)["ETag"])
    assert answer.status_code == 409
    assert "得分应在0与" in answer.json()["detail"]
