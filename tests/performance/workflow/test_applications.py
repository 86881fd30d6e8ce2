"""An adjustment is an application: it names parts, is allowed or refused, and opens those parts alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from performance.differences.opened import OF_DEPARTMENT, OpenedKind
from performance.models import Action, AdjustmentRequest, StatementState, UnitState
from performance.statements.editable_parts import open_parts
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from performance.workflow.applications import Application, NamedPart
from performance.workflow.services import perform
from projects.models import BudgetProject
from tests.factories import a_project_content
from tests.performance.workflow.test_services import all_the_way, go

pytestmark = pytest.mark.usefixtures("nothing_found")


@pytest.fixture
def approved(cast):
    all_the_way(cast, StatementState.APPROVED)
    return cast


def project_part(cast, kind=OpenedKind.PROJECT, **kwargs):
    return NamedPart(kind.value, cast.statement.projects.get().pk, **kwargs)


def save(cast, *, by=None, **changed):
    content = replace(statement_content(cast.statement), **changed)
    return save_content(content, department=cast.department, year=2026, by=by or cast.chief)


def with_project(cast, **changed):
    content = statement_content(cast.statement)
    return (replace(content.projects[0], **changed),)


def everything(cast):
    statement = cast.statement
    return (
        statement_content(statement),
        statement.approved_revision,
        statement.round,
        list(statement.submissions.values_list("unit", "state")),
        list(statement.projects.values_list("pk", "locked")),
    )


@pytest.mark.parametrize("state", [StatementState.APPROVED, StatementState.PUBLISHED])
@pytest.mark.parametrize(("action", "who"), [(Action.REFUSE, "performance"), (Action.RECALL, "chief")])
def test_refusing_and_withdrawing_leave_everything_as_it_was(state, action, who, cast):
    all_the_way(cast, state)
    before = everything(cast)
    cast.apply()
    assert cast.statement.state == StatementState.REQUESTED
    assert not open_parts(cast.statement)
    go(cast, action, getattr(cast, who))
    assert (cast.statement.state, everything(cast)) == (state, before)
    assert AdjustmentRequest.objects.get().ended.action == action


def test_an_approval_can_still_be_revoked_after_an_application_that_came_to_nothing(approved):
    approved.apply()
    go(approved, Action.REFUSE, approved.performance)
    assert go(approved, Action.REVOKE, approved.performance).target == StatementState.APPROVAL


def test_an_application_names_parts_of_this_text_and_a_refusal_its_reason(approved):
    for parts, sentence in (
        ((), "须列出要调整的部分"),
        ((NamedPart("project", 0),), "不在本文本中"),
        ((NamedPart("nonsense"),), "没有“nonsense”这一部分"),
        ((NamedPart("addition", 0),), "不属于本部门"),
        ((NamedPart("head"), NamedPart("head")), "只能列一次"),
    ):
        statement = approved.statement
        with pytest.raises(Refused, match=sentence):
            perform(
                statement,
                Action.ADJUST,
                by=approved.chief,
                expected_version=statement.version,
                reason="理由",
                application=Application(parts),
            )
    approved.apply()
    statement = approved.statement
    with pytest.raises(Refused, match="须填写理由"):
        perform(statement, Action.REFUSE, by=approved.performance, expected_version=statement.version)


def test_what_was_typed_is_kept_and_read_by_whoever_decides(approved, client):
    approved.apply(project_part(approved, old="100场", new="120场", reason="任务增加"))
    client.force_login(approved.performance)
    for name in ("statement", "adjustments"):
        page = client.get(reverse(name, args=[approved.statement_pk])).text
        assert all(word in page for word in ("100场", "120场", "任务增加", "科普活动经费"))


def test_only_what_is_opened_is_changed_and_the_refusal_says_where(approved):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    assert open_parts(approved.statement).department is False
    save(approved, projects=with_project(approved, fiscal_funds=Decimal("1")))
    for changed, place in (
        ({"purpose": "另一用途"}, "“资金用途”"),
        ({"name": "另一名称"}, "“名称”"),
        ({"indicators": ()}, "的指标“"),
    ):
        with pytest.raises(Refused, match=place) as refusal:
            save(approved, projects=with_project(approved, **changed))
        assert "本次调整没有开放" in str(refusal.value)
    with pytest.raises(Refused):
        save(approved, department_name="另一部门")
    with pytest.raises(Refused, match="删除的项目"):
        save(approved, projects=())
    new = a_project_content(approved.busy, code="NEW", name="新项目")
    with pytest.raises(Refused, match="新增的项目“NEW 新项目”"):
        save(approved, projects=(*with_project(approved), new))


@pytest.mark.parametrize("kind", OF_DEPARTMENT)
def test_of_the_departments_part_only_what_is_named_is_open(kind, approved):
    approved.adjust(NamedPart(kind.value))
    opened = open_parts(approved.statement)
    assert (opened.department, opened.units) == (True, frozenset())
    if kind is OpenedKind.HEAD:
        assert save(approved, department_name="另一部门").changed
    else:
        with pytest.raises(Refused, match="封面与部门信息“部门名称”"):
            save(approved, department_name="另一部门")


def test_an_addition_and_a_removal_are_opened_by_themselves(approved):
    approved.adjust(NamedPart("addition", approved.busy.pk), project_part(approved, OpenedKind.REMOVAL))
    new = a_project_content(approved.busy, code="NEW", name="新项目")
    save(approved, projects=(*with_project(approved), new))
    content = statement_content(approved.statement)
    save(approved, projects=content.projects[1:])
    assert approved.statement.projects.get().name == "新项目"


def test_root_changes_nothing_in_admin_beside_the_opened_parts(approved, client):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    client.force_login(get_user_model().objects.create_superuser("root-of-this-test"))
    project = approved.statement.projects.get()
    for name, key in (
        ("projects_budgetproject", project.pk),
        ("performance_performancestatement", approved.statement_pk),
    ):
        answer = client.post(reverse(f"admin:{name}_change", args=[key]), {"name": "另一名称"})
        assert answer.status_code == 403
    extra = BudgetProject(unit=approved.busy, fiscal_year=2026, name="另加的项目", tree=project.tree)
    with pytest.raises(Exception, match="没有开放"):
        extra.clean()


def test_the_limits_hold_through_returns_and_end_with_the_approval_or_its_revocation_brings_them_back(
    approved,
):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    save(approved, projects=with_project(approved, fiscal_funds=Decimal("1")))
    old = content_of(approved.statement.approved_revision)
    approved.put(units=UnitState.PASSED)
    go(approved, Action.SUBMIT, approved.chief)
    go(approved, Action.RETURN_TO_UNIT, approved.section, units=[approved.busy])
    assert content_of(approved.statement.approved_revision) == old
    with pytest.raises(Refused, match="本次调整没有开放"):
        save(approved, projects=with_project(approved, purpose="另一用途"))
    approved.put(units=UnitState.PASSED)
    for action, by in (
        (Action.SUBMIT, approved.chief),
        (Action.PASS, approved.section),
        (Action.PASS, approved.performance),
        (Action.APPROVE, approved.approver),
    ):
        go(approved, action, by)
    assert content_of(approved.statement.approved_revision) != old
    request = AdjustmentRequest.objects.get()
    assert request.ended.action == Action.APPROVE
    go(approved, Action.REVOKE, approved.performance)
    request.refresh_from_db()
    assert request.ended is None


def test_the_page_applies_without_a_script(approved, client):
    client.force_login(approved.chief)
    address = reverse("adjustments", args=[approved.statement_pk])
    assert "申请调整的理由" in client.get(address).text
    name = f"project_money-{approved.statement.projects.get().pk}"
    values = {"version": approved.statement.version, "part": [name], f"new-{name}": "80万元", "reason": ""}
    refused = client.post(address, values)
    assert refused.status_code == 409
    assert "80万元" in refused.text
    client.post(address, values | {"reason": "年中追加"})
    part = AdjustmentRequest.objects.get().parts.get()
    assert (part.kind, part.new, approved.statement.state) == ("project_money", "80万元", "requested")


def test_a_later_subject_may_say_what_the_application_comes_from(approved):
    statement = approved.statement
    perform(
        statement,
        Action.ADJUST,
        by=approved.chief,
        expected_version=statement.version,
        reason="预警",
        application=Application((NamedPart("head"),), origin="监控预警 2026-07"),
    )
    assert AdjustmentRequest.objects.get().origin == "监控预警 2026-07"


def test_a_unit_reads_what_is_open_of_its_own_and_nothing_of_others(approved, client):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY), NamedPart("addition", approved.idle.pk))
    client.force_login(approved.filler)
    page = client.get(reverse("entry", args=[approved.statement_pk])).text
    assert "本次调整只开放下列部分" in page
    assert "项目的资金与支出计划" in page
    assert str(approved.idle) not in page
