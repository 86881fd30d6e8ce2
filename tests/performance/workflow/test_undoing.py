"""批复 and 公开 are confirmed with what they are about, and can be taken back while that harms nobody."""

from datetime import date

import pytest
from django.urls import reverse

from performance.approval_letters.services import cancel_letter, draw_up_letter
from performance.models import (
    Action,
    EvaluationVersion,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
    Notice,
    PerformanceStatement,
    SelfEvaluation,
    StatementState,
    UnitState,
)
from performance.statements.revisions import content_of
from performance.steps.refusals import Refused
from performance.workflow.services import perform
from projects.models import BudgetProject

pytestmark = pytest.mark.usefixtures("all_passed")
S = StatementState


def take(cast, action, by, **kwargs):
    statement = cast.statement
    return perform(statement, action, by=by, expected_version=statement.version, **kwargs)


@pytest.fixture
def awaiting(cast):
    """Handed in and reviewed twice; only the approval is missing."""
    cast.put(statement=S.APPROVAL)
    cast.arrived(S.APPROVAL, source=S.SECOND_REVIEW, action=Action.PASS)
    return cast


@pytest.mark.parametrize(
    ("state", "action", "figures"),
    [
        (S.APPROVAL, Action.APPROVE, ["1个，预算合计12.50万元", "4个"]),
        (S.APPROVED, Action.PUBLISH, ["1个，预算合计12.50万元", "0个，其余1个任何人可以查看"]),
    ],
)
def test_the_page_asks_with_figures_before_it_does(cast, client, state, action, figures):
    cast.approved().put(statement=state)
    client.force_login(cast.performance)
    page = client.get(reverse("statement", args=[cast.statement_pk])).text
    form = page.partition(f'name="step" value="{action}"')[2].partition("</form>")[0]
    assert "<details" in form
    assert f"确认{'批复' if action == Action.APPROVE else '公开'}" in form
    assert all(figure in form for figure in figures)


def test_an_approval_is_taken_back_with_a_reason_while_nobody_has_acted_on_it(awaiting):
    take(awaiting, Action.APPROVE, awaiting.approver)
    with pytest.raises(Refused, match="须填写理由"):
        take(awaiting, Action.REVOKE, awaiting.performance)
    take(awaiting, Action.REVOKE, awaiting.performance, reason="批错了口径")
    statement = awaiting.statement
    assert (statement.state, statement.approved_revision) == (S.APPROVAL, None)
    assert Notice.objects.filter(recipient=awaiting.chief, text__contains="撤回批复").exists()
    take(awaiting, Action.APPROVE, awaiting.approver)
    assert awaiting.statement.approved_revision is not None


def test_the_approval_before_is_in_force_again(awaiting):
    take(awaiting, Action.APPROVE, awaiting.approver)
    first = awaiting.statement.approved_revision
    awaiting.put(statement=S.APPROVAL)
    BudgetProject.objects.update(purpose="调整后的用途")
    take(awaiting, Action.APPROVE, awaiting.approver)
    second = awaiting.statement.approved_revision
    assert content_of(second) != content_of(first)
    take(awaiting, Action.REVOKE, awaiting.performance, reason="有误")
    assert awaiting.statement.approved_revision == first
    take(awaiting, Action.APPROVE, awaiting.approver)
    take(awaiting, Action.REVOKE, awaiting.performance, reason="又有误")
    assert awaiting.statement.approved_revision == first


def test_what_has_been_acted_on_is_adjusted_instead(awaiting):
    take(awaiting, Action.APPROVE, awaiting.approver)
    awaiting.adjust(reason="预算调整")
    take(awaiting, Action.CANCEL, awaiting.chief, reason="不调整了")
    assert awaiting.statement.state == S.APPROVED
    with pytest.raises(Refused, match="已经据以办理"):
        take(awaiting, Action.REVOKE, awaiting.performance, reason="有误")
    assert awaiting.statement.approved_revision is not None


@pytest.mark.parametrize("kind", ["自评表", "监控报告"])
def test_an_approval_that_papers_were_written_by_is_not_taken_back(awaiting, kind):
    take(awaiting, Action.APPROVE, awaiting.approver)
    statement = awaiting.statement
    its = {"statement": statement, "revision": statement.approved_revision, "position": 0}
    if kind == "自评表":
        card = SelfEvaluation.objects.create(**its, scheme="national-2020")
        versions, paper = EvaluationVersion.objects, {"evaluation": card}
    else:
        office = awaiting.department.office
        task = MonitoringTask.objects.create(
            office=office, fiscal_year=2026, cutoff="2026-07-31", due="2026-08-14", settings={}
        )
        versions, paper = (
            MonitoringVersion.objects,
            {"report": MonitoringReport.objects.create(**its, task=task)},
        )
    versions.create(**paper, number=1, content={}, person=awaiting.filler)
    with pytest.raises(Refused, match=f"已有{kind}1份按这次批复填写"):
        take(awaiting, Action.REVOKE, awaiting.performance, reason="有误")
    versions.all().delete()
    take(awaiting, Action.REVOKE, awaiting.performance, reason="有误")
    assert awaiting.statement.approved_revision is None


def test_a_published_text_is_taken_down_with_a_reason(awaiting, client):
    office = awaiting.department.office
    office.publishes = True
    office.save()
    take(awaiting, Action.APPROVE, awaiting.approver)
    take(awaiting, Action.PUBLISH, awaiting.performance)
    address = reverse("public_statement", args=[office.division_code, 2026, awaiting.department.code])
    assert client.get(address).status_code == 200
    with pytest.raises(Refused, match="须填写理由"):
        take(awaiting, Action.UNPUBLISH, awaiting.performance)
    take(awaiting, Action.UNPUBLISH, awaiting.performance, reason="含不宜公开的内容")
    assert client.get(address).status_code == 404
    statement = awaiting.statement
    assert (statement.state, statement.published_revision) == (S.APPROVED, None)
    assert statement.approved_revision is not None
    take(awaiting, Action.REVOKE, awaiting.performance, reason="还须修改")
    assert awaiting.statement.state == S.APPROVAL


@pytest.mark.parametrize("who", ["filler", "chief", "section"])
@pytest.mark.parametrize(("state", "action"), [(S.APPROVED, Action.REVOKE), (S.PUBLISHED, Action.UNPUBLISH)])
def test_nobody_else_takes_either_back(cast, who, state, action):
    cast.approved().put(statement=state)
    with pytest.raises(Refused, match=r"须由财政绩效科|没有办理此事项的任职"):
        take(cast, action, getattr(cast, who), reason="想撤回")


def test_units_stay_where_they_are(awaiting):
    take(awaiting, Action.APPROVE, awaiting.approver)
    take(awaiting, Action.REVOKE, awaiting.performance, reason="有误")
    assert set(awaiting.statement.submissions.values_list("state", flat=True)) == {UnitState.PASSED}
    assert PerformanceStatement.objects.get().round == 1


def test_what_a_letter_has_told_is_taken_back_after_the_letter(awaiting):
    take(awaiting, Action.APPROVE, awaiting.approver)
    statement, by = awaiting.statement, awaiting.performance
    letter = draw_up_letter(
        statement.department.office,
        statement.fiscal_year,
        {statement.approved_revision_id},
        number="1号",
        dated=date(statement.fiscal_year, 2, 3),
        by=by,
    )
    with pytest.raises(Refused, match="已有批复文“1号”"):
        take(awaiting, Action.REVOKE, by, reason="有误")
    cancel_letter(letter, reason="批复有误", by=by)
    take(awaiting, Action.REVOKE, by, reason="有误")
    assert awaiting.statement.approved_revision is None
