"""One finance office with one of everything that belongs to a text, and a person for each role."""

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.utils import timezone

from departments.models import LinkedIdentity, Membership, OfficeSection
from departments.permissions.roles import PLACE_OF_ROLE, Role
from departments.timetables.models import CalendarDay, Timetable
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.comments.services import add_comment, answer
from performance.models import (
    Action,
    AdjustmentRequest,
    DeadlineExtension,
    FormSave,
    NoticeKind,
    Opening,
    PerformanceStatement,
    RequestState,
    ReviewClaim,
    ReviewMark,
    ReviewSheet,
    RuleAdjustment,
    Stage,
    StatementState,
    StockRemark,
    UnitState,
    UnitSubmission,
    Waiver,
    WorkflowEvent,
)
from performance.notifications.services import notify
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.access.after_approval import written_rows
from tests.access.exchanged import exchanged
from tests.factories import a_department, a_member, a_statement, a_unit, an_office, full_content
from tests.performance.office_forms.declarations import released


def a_side():
    """With ``chosen``, the key of the row that a test opens where there are several, by model label."""
    department = a_department(an_office(publishes=True))
    unit = a_unit(department)
    a_unit(department)
    statement = a_statement(content=full_content(department), department=department)
    places = {"unit": unit, "department": department, "office": department.office}
    users = {role.value: a_member(role, at=places[PLACE_OF_ROLE[role]]) for role in Role}
    event = _handed_in(statement, unit, users)
    LinkedIdentity.objects.create(user=users[Role.FILLER], provider="oidc", key=str(unit.pk))
    chosen = {
        "departments.financeoffice": department.office_id,
        "departments.department": department.pk,
        "departments.budgetunit": unit.pk,
        get_user_model()._meta.label_lower: users[Role.FILLER].pk,
        "performance.statementunderreview": statement.pk,
        "projects.budgetproject": statement.projects.filter(unit=unit).first().pk,
        "performance.revision": event.revision_id,
        **_under_review(statement, unit, event, users),
        **_of_the_office(department, users),
        **written_rows(statement, unit, event.revision, users),
        **exchanged(event, unit, users[Role.SYSTEM_ADMINISTRATOR]),
    }
    return SimpleNamespace(department=department, statement=statement, users=users, chosen=chosen)


def _handed_in(statement, unit, users):
    """The step by which the text came to the office."""
    event = WorkflowEvent.objects.create(
        statement=statement,
        action=Action.SUBMIT,
        label="报送财政",
        source=StatementState.DRAFTING,
        target=StatementState.FIRST_REVIEW,
        actor=users[Role.DEPARTMENT_REVIEWER],
        actor_name="部门审核人",
        round=1,
        version=2,
        revision=take_revision(statement, None, statement_content(statement)),
    )
    UnitSubmission.objects.update_or_create(
        statement=statement, unit=unit, defaults={"state": UnitState.PASSED}
    )
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    statement.refresh_from_db()
    return event


def _under_review(statement, unit, event, users):
    section = users[Role.FINANCE_SECTION_REVIEWER]
    request = AdjustmentRequest.objects.create(
        statement=statement, unit=unit, filed=event, state=RequestState.AT_DEPARTMENT, version=1
    )
    comment = add_comment(statement, by=section, text="请说明")
    answer(comment, by=users[Role.DEPARTMENT_REVIEWER], text="已说明")
    statement.projects.update(is_key=True)
    sheet = ReviewSheet.objects.create(
        statement=statement, stage=Stage.FIRST, round=1, reviewer=section, event=event
    )
    ReviewMark.objects.bulk_create([ReviewMark(sheet=sheet, criterion="form", grade="good")])
    Waiver.objects.create(statement=statement, code="A1", fingerprint="1", reason="理由", person=section)
    Opening.objects.create(statement=statement, person=section, version=1)
    DeadlineExtension.objects.create(
        department=statement.department,
        fiscal_year=statement.fiscal_year,
        until="2026-12-31",
        reason="理由",
        by=section,
    )
    ReviewClaim.objects.create(
        statement=statement, state=statement.state, round=1, person=section, by=section
    )
    FormSave.objects.create(
        statement=statement, form="cover", person=section, digest="1", version=1, at=timezone.now()
    )
    return {"performance.adjustmentrequest": request.pk}


def _of_the_office(department, users):
    office, administrator = department.office, users[Role.SYSTEM_ADMINISTRATOR]
    Timetable.objects.create(office=office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30")
    OfficeSection.objects.create(office=office, name="教科文股", role=Role.FINANCE_SECTION_REVIEWER)
    for user in users.values():
        notify([user], NoticeKind.RETURNED, "退回")
    RuleAdjustment.objects.create(
        office=office,
        fiscal_year=2026,
        version=1,
        changes={"off": ["F6"], "severities": {}, "thresholds": {}},
        reason="试行",
        person=administrator,
    )
    form = released(office, by=(administrator, users[Role.PERFORMANCE_SECTION_REVIEWER]))
    filler = users[Role.FILLER]
    entry = record(Trailed.SETTINGS, by=users[Role.FINANCE_SECTION_REVIEWER], subject=department)
    return {
        "departments.membership": Membership.objects.get(user=filler).pk,
        "departments.trailentry": entry.pk,
        "departments.calendarday": CalendarDay.objects.get_or_create(day="2027-02-08", working=False)[0].pk,
        "performance.officeform": form.pk,
        "performance.stockremark": StockRemark.objects.create(office=office, text="请补充依据。").pk,
        "performance.notice": filler.notices.first().pk,
    }
