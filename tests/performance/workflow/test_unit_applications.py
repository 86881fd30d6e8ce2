"""A unit applies to its department, which passes on or refuses; more can be applied for while an adjustment runs."""

from decimal import Decimal

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.differences.opened import OpenedKind
from performance.models import (
    Action,
    AdjustmentRequest,
    Notice,
    RequestState,
    StatementState,
    UnitState,
)
from performance.statements.editable_parts import open_parts
from performance.steps.available import open_request_steps
from performance.steps.refusals import Refused
from performance.steps.table import STEPS
from performance.steps.vocabulary import Subject
from performance.workflow.applications import Application, NamedPart
from performance.workflow.request_steps import apply_for, take_request_step
from tests.api.conftest import Program
from tests.factories import a_member
from tests.performance.workflow.test_applications import project_part, save, with_project
from tests.performance.workflow.test_services import all_the_way, go

pytestmark = pytest.mark.usefixtures("nothing_found")


@pytest.fixture
def approved(cast):
    all_the_way(cast, StatementState.APPROVED)
    return cast


def filed(cast, *parts, unit=None, by=None, **kwargs):
    parts = parts or (project_part(cast, OpenedKind.PROJECT_MONEY),)
    unit = unit or (None if by == cast.chief else cast.busy)
    apply_for(
        cast.statement, Application(parts), by=by or cast.filler, unit=unit, reason="年中追加", **kwargs
    )
    return AdjustmentRequest.objects.latest("pk")


def decided(cast, request, action, by, reason="理由"):
    return take_request_step(request, action, by=by, expected_version=request.version, reason=reason)


def stands(request):
    request.refresh_from_db()
    return request.state


def test_a_units_application_walks_by_its_department_to_the_finance_office(approved):
    request = filed(approved)
    assert (stands(request), approved.statement.state) == (
        RequestState.AT_DEPARTMENT,
        StatementState.APPROVED,
    )
    event = decided(approved, request, Action.FORWARD, approved.chief, reason="")
    assert (event.action, event.reason) == (Action.ADJUST, "年中追加")
    assert (stands(request), approved.statement.state) == (RequestState.AT_FINANCE, StatementState.REQUESTED)
    decided(approved, request, Action.GRANT, approved.performance)
    assert (stands(request), approved.statement.state) == (RequestState.ALLOWED, StatementState.ADJUSTING)
    save(approved, projects=with_project(approved, fiscal_funds=Decimal("1")), by=approved.filler)
    with pytest.raises(Refused, match="资金用途"):
        save(approved, projects=with_project(approved, purpose="另一用途"), by=approved.filler)


@pytest.mark.parametrize(
    ("forwarded", "action", "who", "led_to"),
    [
        (False, Action.DECLINE, "chief", RequestState.DECLINED),
        (False, Action.WITHDRAW, "filler", RequestState.WITHDRAWN),
        (True, Action.DECLINE, "performance", RequestState.DECLINED),
        (True, Action.WITHDRAW, "chief", RequestState.WITHDRAWN),
    ],
)
def test_whoever_refuses_or_withdraws_leaves_the_text_as_it_was(forwarded, action, who, led_to, approved):
    request = filed(approved)
    if forwarded:
        decided(approved, request, Action.FORWARD, approved.chief)
        request.refresh_from_db()
    decided(approved, request, action, getattr(approved, who))
    assert (stands(request), approved.statement.state) == (led_to, StatementState.APPROVED)
    assert not open_parts(approved.statement)
    assert go(approved, Action.REVOKE, approved.performance).target == StatementState.APPROVAL


@pytest.mark.parametrize("state", [RequestState.AT_DEPARTMENT, RequestState.AT_FINANCE])
def test_a_refusal_says_why(state, approved):
    request = filed(approved)
    if state == RequestState.AT_FINANCE:
        decided(approved, request, Action.FORWARD, approved.chief)
        request.refresh_from_db()
    by = approved.chief if state == RequestState.AT_DEPARTMENT else approved.performance
    with pytest.raises(Refused, match="须填写理由"):
        decided(approved, request, Action.DECLINE, by, reason=" ")


@pytest.mark.parametrize("state", [*RequestState])
@pytest.mark.parametrize("during", [*StatementState])
def test_an_application_moves_as_drawn_and_no_other_way(state, during, cast):
    statement = cast.approved().put(statement=during).statement
    request = AdjustmentRequest(statement=statement, unit=cast.busy, state=state)
    for role in Role:
        drawn = {
            step.action
            for step in STEPS
            if step.subject is Subject.REQUEST
            and state in step.sources
            and role in step.roles
            and during in step.during
        }
        assert {step.action for step in open_request_steps(request, frozenset((role,)))} == drawn


def test_a_unit_applies_for_its_own_only(approved):
    stranger = a_member(Role.FILLER, at=approved.idle)
    for part, sentence in (
        (project_part(approved), "不在本单位中"),
        (NamedPart("addition", approved.busy.pk), "不是本单位"),
        (NamedPart("sections"), "由部门申请"),
    ):
        with pytest.raises(Refused, match=sentence):
            filed(approved, part, unit=approved.idle, by=stranger)
    with pytest.raises(Refused, match="任职"):
        filed(approved, by=stranger)
    assert not AdjustmentRequest.objects.exists()


def test_before_the_first_approval_there_is_nothing_to_apply_for(cast):
    with pytest.raises(Refused, match="还没有批复"):
        filed(cast)


def test_further_parts_are_opened_while_the_adjustment_runs(approved):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    number = approved.statement.round
    further = filed(approved, NamedPart("sections"), by=approved.chief)
    assert (stands(further), approved.statement.state) == (RequestState.AT_FINANCE, StatementState.ADJUSTING)
    assert not open_parts(approved.statement).department
    decided(approved, further, Action.GRANT, approved.performance)
    assert (approved.statement.state, approved.statement.round) == (StatementState.ADJUSTING, number)
    assert open_parts(approved.statement).department
    another = filed(approved, project_part(approved, OpenedKind.PROJECT_GOALS))
    decided(approved, another, Action.FORWARD, approved.chief)
    another.refresh_from_db()
    decided(approved, another, Action.DECLINE, approved.performance)
    assert approved.statement.state == StatementState.ADJUSTING
    approved.put(units=UnitState.PASSED)
    go(approved, Action.CANCEL, approved.chief)
    assert set(AdjustmentRequest.objects.values_list("state", flat=True)) == {
        RequestState.ENDED,
        RequestState.DECLINED,
    }


def test_a_project_opened_later_is_unlocked_whether_its_unit_had_been_passed_or_not(approved):
    approved.adjust(NamedPart("addition", approved.busy.pk))
    project = approved.statement.projects.get()
    for opened in (OpenedKind.PROJECT_MONEY, OpenedKind.PROJECT_GOALS):
        further = filed(approved, project_part(approved, opened), by=approved.chief)
        decided(approved, further, Action.GRANT, approved.performance)
        project.refresh_from_db()
        assert not project.locked
        approved.put(units=UnitState.PASSED)
        type(project).objects.update(locked=True)


def test_the_text_is_not_handed_in_over_an_application_that_waits(approved):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    further = filed(approved, NamedPart("sections"), by=approved.chief)
    approved.put(units=UnitState.PASSED)
    with pytest.raises(Refused, match="待财政同意"):
        go(approved, Action.SUBMIT, approved.chief)
    decided(approved, further, Action.WITHDRAW, approved.chief)
    assert go(approved, Action.SUBMIT, approved.chief).target == StatementState.FIRST_REVIEW


def test_of_two_that_wait_each_is_decided_by_itself_and_the_text_waits_for_the_last(approved):
    first = filed(approved)
    second = filed(approved, NamedPart("sections"), by=approved.chief)
    decided(approved, first, Action.FORWARD, approved.chief)
    assert approved.statement.state == StatementState.REQUESTED
    for request, left in ((first, StatementState.REQUESTED), (second, StatementState.APPROVED)):
        request.refresh_from_db()
        decided(approved, request, Action.DECLINE, approved.performance)
        assert approved.statement.state == left


def test_an_application_decided_meanwhile_is_not_decided_again(approved):
    request = filed(approved)
    seen = AdjustmentRequest.objects.get(pk=request.pk)
    decided(approved, request, Action.WITHDRAW, approved.filler)
    with pytest.raises(Refused, match="已有他人办理"):
        decided(approved, seen, Action.FORWARD, approved.chief)


def test_a_doubled_click_files_one(approved):
    filed(approved, key="once")
    filed(approved, key="once")
    assert AdjustmentRequest.objects.count() == 1


def test_notices_lead_to_the_page_and_settle_once_it_is_decided(approved):
    request = filed(approved)
    page = reverse("adjustments", args=[approved.statement_pk])
    notice = Notice.objects.unread().get(recipient=approved.chief, link=page)
    decided(approved, request, Action.DECLINE, approved.chief)
    notice.refresh_from_db()
    assert notice.read_at
    assert Notice.objects.unread().get(recipient=approved.filler, link=page).text.endswith("理由：理由")


def test_the_page_walks_without_a_script(approved, client):
    address = reverse("adjustments", args=[approved.statement_pk])
    client.force_login(approved.filler)
    page = client.get(address).text
    assert "向部门申请调整" in page
    assert str(approved.idle) not in page
    name = f"project_money-{approved.statement.projects.get().pk}"
    client.post(address, {"part": [name], f"new-{name}": "80万元", "reason": "年中追加"})
    request = AdjustmentRequest.objects.get()
    for who, action, words in (
        (approved.chief, "forward", "待财政同意"),
        (approved.performance, "grant", "已同意"),
    ):
        client.force_login(who)
        request.refresh_from_db()
        assert "80万元" in client.get(address).text
        step = reverse("adjustment_step", args=[approved.statement_pk, request.pk, Action(action)])
        assert words in client.post(step, {"version": request.version}, follow=True).text
    stale = client.post(step, {"version": 1})
    assert stale.status_code == 409
    client.force_login(a_member(Role.FILLER, at=approved.idle))
    assert "80万元" not in client.get(address).text


def test_programs_apply_and_decide(approved, client):
    address = f"statements/{approved.statement_pk}/adjustments/"
    project = approved.statement.projects.get().pk
    body = {
        "unit": approved.busy.pk,
        "reason": "年中追加",
        "parts": [{"kind": "project_money", "owner": project}],
    }
    assert Program(client, approved.filler).ask("POST", address, body).json()["state"] == "at_department"
    chief = Program(client, approved.chief)
    (row,) = chief.get(address).json()
    assert (row["unit"], row["steps"]) == (approved.busy.pk, ["decline", "forward"])
    step = f"{address}{row['id']}/steps/decline/"
    refused = chief.ask("POST", step, {}, match='"1"')
    assert refused.status_code == 409, refused.text
    assert chief.ask("POST", step, {"reason": "并入明年"}, match='"1"').json()["state"] == "request_declined"
    assert chief.ask("POST", step, {"reason": "再次"}, match='"1"').status_code == 412
