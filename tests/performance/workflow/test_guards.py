"""A step that state and role allow, and one fault that stands in its way."""

from decimal import Decimal

import pytest

from departments.models import FinanceOffice, Membership
from departments.permissions.roles import Role
from performance.assessment.criteria import CRITERIA
from performance.assessment.services import Mark, write_sheet
from performance.comments.services import Spot, add_comment, answer
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings
from performance.models import Action, Anchor, Decision, Grade, ReviewSheet, StatementState, UnitState
from performance.steps.refusals import Refused
from performance.steps.table import step_from
from performance.steps.vocabulary import Subject
from performance.workflow.guards import obstacles_to
from performance.workflow.services import perform

SUBJECTS = ["statement", "unit"]


def step_of(cast, subject, action, by):
    """What may be asked for: the subject as it stands, and the sentences against the step."""
    walker = cast.share_of(cast.busy) if subject == "unit" else cast.statement
    step = step_from(Subject(subject), walker.state, action)
    against = obstacles_to(walker, step, by)
    if against:
        with pytest.raises(Refused) as refusal:
            perform(walker, action, by=by, expected_version=walker.version, reason="理由")
        assert refusal.value.reasons == against
    else:
        perform(walker, action, by=by, expected_version=walker.version, reason="理由")
    return " ".join(against)


def submit(cast, subject):
    if subject == "statement":
        cast.put(units=UnitState.PASSED)
    return step_of(cast, subject, Action.SUBMIT, cast.filler if subject == "unit" else cast.chief)


def waive_all(cast):
    findings = judge(cast.statement).findings
    fingerprints = [finding.fingerprint for finding in findings if finding.waivable]
    answer_findings(cast.statement, fingerprints, by=cast.chief, reason="确有依据。")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_warning_without_an_answer_stands_in_the_way_of_a_submission(subject, cast):
    assert "个“警告”未说明理由：G1" in submit(cast, subject)
    waive_all(cast)
    assert submit(cast, subject) == ""


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_answer_lapses_with_what_it_was_about(subject, cast):
    waive_all(cast)
    cast.statement.projects.update(code="another code")
    assert "个“警告”未说明理由：G1" in submit(cast, subject)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_error_stands_in_the_way_of_a_submission(subject, cast):
    cast.statement.projects.update(fiscal_funds=Decimal("999"))
    waive_all(cast)
    assert "个“错误”未处理" in submit(cast, subject)


def test_findings_of_another_unit_do_not_stand_in_the_way(cast):
    cast.statement.projects.update(fiscal_funds=Decimal("999"), unit=cast.idle)
    assert submit(cast, "unit") == ""


def test_every_unit_must_be_passed_before_the_department_submits(cast, nothing_found):
    cast.share_of(cast.busy)
    cast.statement.submissions.filter(unit=cast.idle).update(state=UnitState.PASSED)
    assert f"还有1个单位未经部门通过：{cast.busy}" in step_of(cast, "statement", Action.SUBMIT, cast.chief)


def test_a_unit_that_never_did_anything_is_missing_too(cast, nothing_found):
    cast.statement.submissions.all().delete()
    assert "还有2个单位未经部门通过" in step_of(cast, "statement", Action.SUBMIT, cast.chief)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_open_comments_of_finance_stand_in_the_way_until_they_are_answered(subject, cast, nothing_found):
    spot = Spot(Anchor.PROJECT, cast.statement.projects.get().pk, "budget")
    comment = add_comment(cast.statement, by=cast.section, text="测算依据？", spot=spot)
    assert "还有1条财政批注未答复：预算项目" in submit(cast, subject)
    answer(comment, by=cast.filler, text="已补充。")
    assert submit(cast, subject) == ""


@pytest.mark.parametrize("subject", SUBJECTS)
def test_comments_of_the_department_itself_do_not(subject, cast, nothing_found):
    add_comment(cast.statement, by=cast.chief, text="请核对。")
    assert submit(cast, subject) == ""


def test_comments_about_another_unit_do_not_hold_a_unit_back(cast, nothing_found):
    add_comment(cast.statement, by=cast.section, text="总体目标太笼统。")
    assert submit(cast, "unit") == ""


@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_nobody_reviews_the_share_they_submitted_themselves(action, cast, nothing_found):
    Membership.objects.create(user=cast.chief, role=Role.FILLER, unit=cast.busy)
    share = cast.share_of(cast.busy)
    perform(share, Action.SUBMIT, by=cast.chief, expected_version=share.version)
    assert "不能审核本人报送的内容" in step_of(cast, "unit", action, cast.chief)


@pytest.mark.parametrize(
    ("state", "action", "role"),
    [
        (StatementState.FIRST_REVIEW, Action.PASS, Role.FINANCE_SECTION_REVIEWER),
        (StatementState.FIRST_REVIEW, Action.RETURN, Role.FINANCE_SECTION_REVIEWER),
        (StatementState.SECOND_REVIEW, Action.PASS, Role.PERFORMANCE_SECTION_REVIEWER),
        (StatementState.SECOND_REVIEW, Action.SEND_BACK, Role.PERFORMANCE_SECTION_REVIEWER),
        (StatementState.APPROVAL, Action.APPROVE, Role.PERFORMANCE_SECTION_REVIEWER),
    ],
)
def test_nobody_reviews_the_statement_they_submitted_themselves(state, action, role, cast, nothing_found):
    cast.put(statement=state)
    cast.arrived(StatementState.FIRST_REVIEW, source=StatementState.DRAFTING, by=cast.chief)
    Membership.objects.create(user=cast.chief, role=role, office=cast.department.office)
    assert "不能审核本人报送的内容" in step_of(cast, "statement", action, cast.chief)
    assert step_of(cast, "statement", action, cast.people[role]) == ""


@pytest.mark.parametrize(
    ("who", "allowed", "may"),
    [("performance", False, False), ("performance", True, True), ("approver", False, True)],
)
def test_who_has_passed_a_text_approves_it_only_where_the_office_allows_it(
    who, allowed, may, cast, nothing_found
):
    FinanceOffice.objects.update(one_person_approves=allowed)
    cast.put(statement=StatementState.APPROVAL)
    cast.arrived(
        StatementState.APPROVAL, source=StatementState.SECOND_REVIEW, action=Action.PASS, by=cast.performance
    )
    sentence = step_of(cast, "statement", Action.APPROVE, getattr(cast, who))
    assert sentence == ("" if may else "不能批复本人复审的文本，请由另一位财政绩效科审核人办理。")


def comments(cast):
    add_comment(cast.statement, by=cast.section, text="请说明。")


def begins_a_sheet(cast):
    write_sheet(cast.statement, by=cast.section, marks={}, opinion="依据请补充。")


@pytest.mark.parametrize("reviewer", [comments, begins_a_sheet])
def test_a_text_is_not_recalled_once_its_review_has_begun(reviewer, cast, all_passed):
    submit(cast, "statement")
    reviewer(cast)
    assert "下一环节已经开始审核" in step_of(cast, "statement", Action.RECALL, cast.chief)


def test_a_sheet_that_is_emptied_again_holds_up_nothing(cast, all_passed):
    submit(cast, "statement")
    begins_a_sheet(cast)
    write_sheet(cast.statement, by=cast.section, marks={})
    assert not cast.statement.sheets.exists()
    assert "下一环节已经开始审核" not in step_of(cast, "statement", Action.RECALL, cast.chief)


def test_a_share_is_not_recalled_once_the_department_has_commented_on_it(cast, nothing_found):
    submit(cast, "unit")
    spot = Spot(Anchor.PROJECT, cast.statement.projects.get().pk)
    add_comment(cast.statement, by=cast.chief, text="请说明。", spot=spot)
    assert "下一环节已经开始审核" in step_of(cast, "unit", Action.RECALL, cast.filler)


def test_what_was_sent_back_for_review_is_not_recalled_by_the_department(cast, all_passed):
    submit(cast, "statement")
    for action, by in ((Action.PASS, cast.section), (Action.SEND_BACK, cast.performance)):
        perform(cast.statement, action, by=by, expected_version=cast.statement.version, reason="理由")
    assert "下一环节已经办理过" in step_of(cast, "statement", Action.RECALL, cast.chief)


def test_a_unit_with_projects_is_not_exempt(cast, nothing_found):
    assert "该单位本年度有项目" in step_of(cast, "unit", Action.EXEMPT, cast.chief)


FULL = {criterion.code: Mark(Grade.GOOD) for criterion in CRITERIA}
SHEET = {"marks": FULL, "grade": Grade.GOOD, "opinion": "同意。", "decision": Decision.PASS}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, ""),
        ({"marks": {}}, "审核表还没有评定：规范完整性、"),
        ({"grade": ""}, "审核表还没有填写总评等级。"),
        ({"opinion": " "}, "审核表还没有填写审核意见。"),
        ({"decision": ""}, "审核表还没有填写审核结论。"),
        ({"decision": Decision.RETURN}, "审核表的结论是“退回修改”，与“初审通过”不一致。"),
    ],
)
def test_a_sheet_that_was_begun_must_be_complete_and_agree_with_the_step(said, sentence, cast, nothing_found):
    cast.put(statement=StatementState.FIRST_REVIEW)
    write_sheet(cast.statement, by=cast.section, **{**SHEET, **said})
    assert sentence in step_of(cast, "statement", Action.PASS, cast.section)
    assert ReviewSheet.objects.get().sent == (sentence == "")


def test_a_sheet_of_somebody_else_is_not_sent_in_passing(cast, nothing_found):
    cast.put(statement=StatementState.FIRST_REVIEW)
    write_sheet(cast.statement, by=cast.section, **SHEET)
    other = Membership.objects.create(
        user=cast.nobody, role=Role.FINANCE_SECTION_REVIEWER, office=cast.department.office
    ).user
    assert "已有他人填写的审核表" in step_of(cast, "statement", Action.PASS, other)
