"""The criteria sheet: what it holds, who writes it, and that it stands still once sent."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from departments.models import FinanceOffice
from performance.assessment.criteria import CRITERIA, FULL_POINTS, grade_of
from performance.assessment.printed_sheet import printed_sheet, sheet_docx
from performance.assessment.services import FITTING, Mark, total_of, write_sheet
from performance.models import (
    Action,
    Decision,
    Grade,
    ReviewMark,
    ReviewSheet,
    StatementState,
    UnchangeableRow,
)
from performance.steps.refusals import Refused
from performance.steps.table import STEPS
from performance.steps.vocabulary import Effect
from performance.workflow.services import perform

GRADED = {criterion.code: Mark(Grade.GOOD) for criterion in CRITERIA}
SAID = {"marks": GRADED, "grade": Grade.GOOD, "opinion": "目标明确。", "decision": Decision.PASS}


@pytest.fixture
def in_review(cast, nothing_found):
    return cast.put(statement=StatementState.FIRST_REVIEW)


def a_sent_sheet(cast):
    sheet = write_sheet(cast.statement, by=cast.section, **SAID)
    perform(cast.statement, Action.PASS, by=cast.section, expected_version=cast.statement.version)
    return ReviewSheet.objects.get(pk=sheet.pk)


def test_the_criteria_make_one_hundred_points_in_four_dimensions():
    assert FULL_POINTS == 100
    dimensions = {criterion.dimension: 0 for criterion in CRITERIA}
    for criterion in CRITERIA:
        dimensions[criterion.dimension] += criterion.points
    assert dimensions == {"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20}


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)
def test_points_decide_the_grade(total, grade):
    assert grade_of(Decimal(total)).label == grade


def test_a_sheet_says_what_was_written_and_is_rewritten_until_sent(in_review):
    write_sheet(in_review.statement, by=in_review.section, marks={}, opinion="草稿")
    sheet = write_sheet(in_review.statement, by=in_review.section, **SAID)
    assert ReviewSheet.objects.get() == sheet
    assert (sheet.stage, sheet.round, sheet.reviewer) == ("first_review", 1, in_review.section)
    assert {mark.criterion: Mark(mark.grade, mark.points) for mark in sheet.marks.all()} == GRADED
    assert total_of(sheet) is None


def test_with_points_everywhere_the_total_decides(in_review):
    marks = {criterion.code: Mark(Grade.GOOD, Decimal(criterion.points) / 2) for criterion in CRITERIA}
    sheet = write_sheet(in_review.statement, by=in_review.section, **{**SAID, "marks": marks})
    assert (total_of(sheet), sheet.grade) == (Decimal(50), Grade.POOR)


FAULTS = [
    ({"marks": {"devotion": Mark(Grade.GOOD)}}, "没有“devotion”这一审核要点。"),
    ({"marks": {"form": Mark("")}}, "“规范完整性”还没有选等级。"),
    ({"marks": {"form": Mark("A+")}}, "“规范完整性”的等级应为优、良、中、差之一。"),
    ({"marks": {"form": Mark(Grade.GOOD, Decimal("10.01"))}}, "“规范完整性”的得分应在0与10之间。"),
    ({"marks": {"form": Mark(Grade.GOOD, Decimal("-1"))}}, "“规范完整性”的得分应在0与10之间。"),
    ({"marks": {"form": Mark(Grade.GOOD, Decimal("NaN"))}}, "“规范完整性”的得分应在0与10之间。"),
    ({"grade": "A+"}, "等级应为优、良、中、差之一。"),
    ({"decision": "perhaps"}, "结论应为"),
]


@pytest.mark.parametrize(("said", "sentence"), FAULTS)
def test_what_is_no_mark_is_refused(said, sentence, in_review):
    with pytest.raises(Refused, match=sentence.replace("+", r"\+")):
        write_sheet(in_review.statement, by=in_review.section, **{**SAID, **said})
    assert not ReviewSheet.objects.exists()


@pytest.mark.parametrize("who", ["filler", "chief", "performance", "nobody"])
def test_only_the_reviewer_whose_turn_it_is_writes_the_sheet(who, in_review):
    with pytest.raises(Refused, match="不由您填写审核表"):
        write_sheet(in_review.statement, by=getattr(in_review, who), **SAID)


@pytest.mark.parametrize("state", sorted(set(StatementState) - {"first_review", "second_review"}))
def test_there_is_no_sheet_outside_the_two_reviews(state, cast):
    cast.put(statement=state)
    for user in cast.people.values():
        with pytest.raises(Refused):
            write_sheet(cast.statement, by=user, **SAID)


def test_a_sheet_is_sent_with_the_step_it_belongs_to(in_review):
    sheet = a_sent_sheet(in_review)
    assert sheet.event == in_review.statement.events.get()
    assert (sheet.event.action, sheet.event.actor) == (Action.PASS, sheet.reviewer)


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.save(),
        lambda sheet: sheet.delete(),
        lambda sheet: sheet.marks.first().save(),
        lambda sheet: sheet.marks.first().delete(),
        lambda sheet: ReviewMark(sheet=sheet, criterion="form", grade=Grade.POOR).save(),
    ],
    ids=["save", "delete", "save a mark", "delete a mark", "add a mark"],
)
def test_a_sent_sheet_stands_still(change, in_review):
    sheet = a_sent_sheet(in_review)
    with pytest.raises(UnchangeableRow, match="已送出"):
        change(sheet)


def test_each_round_and_stage_has_its_own_sheet(in_review):
    first = a_sent_sheet(in_review)
    for stage_reviewer, action in (
        (in_review.performance, Action.SEND_BACK),
        (in_review.section, Action.PASS),
    ):
        decision = Decision.RETURN if action == Action.SEND_BACK else Decision.PASS
        write_sheet(in_review.statement, by=stage_reviewer, **{**SAID, "decision": decision})
        perform(
            in_review.statement,
            action,
            by=stage_reviewer,
            expected_version=in_review.statement.version,
            reason="理由",
        )
    stages = [(sheet.stage, sheet.sent) for sheet in ReviewSheet.objects.all()]
    assert stages == [("first_review", True), ("second_review", True), ("first_review", True)]
    assert ReviewSheet.objects.first() == first


def test_every_step_that_sends_a_sheet_says_which_conclusions_fit():
    assert {step.action for step in STEPS if Effect.SEND_SHEET in step.effects} == set(FITTING)


def test_an_office_that_asks_for_a_sheet_gets_one_with_every_review(in_review):
    FinanceOffice.objects.update(requires_review_sheet=True)
    for action in (Action.PASS, Action.RETURN):
        statement = in_review.statement
        with pytest.raises(Refused, match="要求审核时填写审核表"):
            perform(
                statement, action, by=in_review.section, expected_version=statement.version, reason="请完善"
            )
    assert a_sent_sheet(in_review).sent


def test_the_next_round_begins_with_what_was_said_but_not_with_its_conclusion(in_review, client):
    write_sheet(in_review.statement, by=in_review.section, **SAID | {"decision": Decision.RETURN})
    statement = in_review.statement
    perform(
        statement, Action.RETURN, by=in_review.section, expected_version=statement.version, reason="请完善"
    )
    in_review.put(statement=StatementState.FIRST_REVIEW)
    client.force_login(in_review.section)
    form = client.get(reverse("review_sheets", args=[in_review.statement_pk])).context["form"]
    assert form["opinion"].value() == "目标明确。"
    assert {grade.value() for _, grade, _ in form.rows()} == {Grade.GOOD}
    assert form["decision"].value() == ""
    assert not ReviewSheet.objects.filter(event=None).exists()


@pytest.mark.parametrize(("suffix", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_sent_sheet_is_printed_for_its_readers_alone(suffix, begins, in_review, client):
    sheet = a_sent_sheet(in_review)
    address = reverse("sheet_print", args=[sheet.pk, suffix])
    for who, status in (("section", 200), ("chief", 200), ("filler", 404), ("nobody", 404)):
        client.force_login(getattr(in_review, who))
        answer = client.get(address)
        assert answer.status_code == status
    client.force_login(in_review.chief)
    assert client.get(address).content.startswith(begins)


def test_a_printed_sheet_says_all_that_was_written(in_review):
    sheet = a_sent_sheet(in_review)
    (part,) = printed_sheet(sheet).parts
    blocks = str(part.drawn.blocks)
    for criterion in CRITERIA:
        assert criterion.label in blocks
    for word in ("目标明确。", "良", "通过", "第1轮初审", in_review.department.name):
        assert word in blocks


def test_what_stands_below_its_table_begins_no_page_of_its_own(in_review):
    """Lines kept with what follows, to the last, would all go to the next page together."""
    sheet = a_sent_sheet(in_review)
    with ZipFile(BytesIO(sheet_docx(printed_sheet(sheet)))) as archive:
        document = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    below = document.rpartition("</w:tbl>")[2]
    (look,) = {*re.findall(r'w:pStyle w:val="(\w+)"', below)} - {"Gap"}
    assert "keepNext" not in styles.partition(f'w:styleId="{look}"')[2].partition("</w:style>")[0]


def test_a_draft_is_printed_for_the_finance_side_alone(in_review, client):
    sheet = write_sheet(in_review.statement, by=in_review.section, marks={}, opinion="草稿")
    address = reverse("sheet_print", args=[sheet.pk, "pdf"])
    for who, status in (("section", 200), ("chief", 404)):
        client.force_login(getattr(in_review, who))
        assert client.get(address).status_code == status
