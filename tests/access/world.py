"""Two finance offices with the same things in both, and one person for each role, all of them at home in the first."""

from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from departments.models import Membership
from departments.permissions.roles import PLACE_OF_ROLE, Role
from departments.timetables.models import CalendarDay, Timetable
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from indicators.vocabulary import FIXTURE
from performance.alerts.setting_files import shipped_settings
from performance.alerts.setting_files import to_plain as to_plain_settings
from performance.comments.services import add_comment, answer
from performance.content.self_evaluation import to_plain
from performance.models import (
    Action,
    AdjustmentRequest,
    DrawnCard,
    EvaluationEvent,
    EvaluationState,
    EvaluationTimetable,
    EvaluationVersion,
    Evidence,
    ExecutionAmount,
    FormSave,
    MonitoringAlert,
    MonitoringReport,
    MonitoringTask,
    NoticeKind,
    Opening,
    PerformanceStatement,
    PlannedPeriod,
    RecheckSheet,
    RequestState,
    ResultUse,
    ReviewClaim,
    ReviewMark,
    ReviewSheet,
    RuleAdjustment,
    SelfEvaluation,
    SpotCheck,
    SpotCheckDraw,
    Stage,
    StatementState,
    StockRemark,
    UnitState,
    UnitSubmission,
    Waiver,
    WorkflowEvent,
)
from performance.notifications.services import notify
from performance.self_evaluation.services import card_of
from performance.statements.promised import subjects_of
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.steps.locks import PREPARING
from tests.access.exchanged import exchanged
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, an_office, full_content
from tests.performance.office_forms.declarations import released

PEOPLE = ("anonymous", "nobody", *(role.value for role in Role), "root")


def build():
    """``own`` and ``other`` hold by model label the key of one row of each, where there is one."""
    call_command("loaddata", FIXTURE, verbosity=0)
    own, users = _side()
    before = _keys()
    other, _ = _side()
    fresh = {label: sorted(keys - before[label], key=str) for label, keys in _keys().items()}
    own.keys = {label: sorted(keys, key=str)[0] for label, keys in before.items() if keys}
    other.keys = {label: keys[0] for label, keys in fresh.items() if keys}
    for side in (own, other):
        side.keys |= side.chosen
    users |= {"nobody": a_user(), "root": a_user(is_superuser=True)}
    sessions = {"anonymous": None}
    for name, user in users.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return SimpleNamespace(own=own, other=other, users=users, sessions=sessions)


def put_into(world, state):
    """Both statements as the workflow leaves them in this state: shares open while texts are prepared, then passed."""
    approved = state in (StatementState.APPROVED, StatementState.PUBLISHED, StatementState.ADJUSTING)
    for side in (world.own, world.other):
        revision = side.keys["performance.revision"] if approved else None
        PerformanceStatement.objects.filter(pk=side.statement.pk).update(
            state=state,
            approved_revision=revision,
            published_revision=revision if state == StatementState.PUBLISHED else None,
        )
    UnitSubmission.objects.update(state=UnitState.FILLING if state in PREPARING else UnitState.PASSED)


def _keys():
    return {
        model._meta.label_lower: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.app_label not in {"sessions", "contenttypes"}
    }


def _side():
    department = a_department(an_office(publishes=True))
    unit = a_unit(department)
    a_unit(department)
    statement = a_statement(content=full_content(department), department=department)
    places = {"unit": unit, "department": department, "office": department.office}
    users = {role.value: a_member(role, at=places[PLACE_OF_ROLE[role]]) for role in Role}
    section = users[Role.FINANCE_SECTION_REVIEWER]
    revision = take_revision(statement, None, statement_content(statement))
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
        revision=revision,
    )
    UnitSubmission.objects.update_or_create(
        statement=statement, unit=unit, defaults={"state": UnitState.PASSED}
    )
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    statement.refresh_from_db()
    request = AdjustmentRequest.objects.create(
        statement=statement, unit=unit, filed=event, state=RequestState.AT_DEPARTMENT, version=1
    )
    comment = add_comment(statement, by=section, text="请说明")
    answer(comment, by=users[Role.DEPARTMENT_REVIEWER], text="已说明")
    sheet = ReviewSheet.objects.create(
        statement=statement, stage=Stage.FIRST, round=1, reviewer=section, event=event
    )
    ReviewMark.objects.bulk_create([ReviewMark(sheet=sheet, criterion="form", grade="good")])
    Waiver.objects.create(statement=statement, code="A1", fingerprint="1", reason="理由", person=section)
    Opening.objects.create(statement=statement, person=section, version=1)
    ReviewClaim.objects.create(
        statement=statement, state=statement.state, round=1, person=section, by=section
    )
    FormSave.objects.create(
        statement=statement, form="cover", person=section, digest="1", version=1, at=timezone.now()
    )
    Timetable.objects.create(
        office=department.office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30"
    )
    for user in users.values():
        notify([user], NoticeKind.RETURNED, "退回")
    RuleAdjustment.objects.create(
        office=department.office,
        fiscal_year=2026,
        version=1,
        changes={"off": ["F6"], "severities": {}, "thresholds": {}},
        reason="试行",
        person=users[Role.SYSTEM_ADMINISTRATOR],
    )
    own_form = released(
        department.office, by=(users[Role.SYSTEM_ADMINISTRATOR], users[Role.PERFORMANCE_SECTION_REVIEWER])
    )
    card = _card(statement, unit, revision, users)
    alert = _alert(statement, unit, revision)
    entry = record(Trailed.SETTINGS, by=section, subject=department)
    filler = users[Role.FILLER]
    chosen = {
        "departments.financeoffice": department.office_id,
        "departments.department": department.pk,
        "departments.budgetunit": unit.pk,
        "departments.membership": Membership.objects.get(user=filler).pk,
        "departments.trailentry": entry.pk,
        get_user_model()._meta.label_lower: filler.pk,
        "performance.statementunderreview": statement.pk,
        "projects.budgetproject": statement.projects.filter(unit=unit).first().pk,
        "performance.revision": revision.pk,
        "performance.adjustmentrequest": request.pk,
        "performance.selfevaluation": card.pk,
        "performance.rechecksheet": card.rechecks.get().pk,
        "performance.spotcheck": card.spot_checks.get().pk,
        "performance.spotcheckdraw": card.drawn.get().draw_id,
        "performance.drawncard": card.drawn.get().pk,
        "performance.evidence": _evidence(card, filler).pk,
        "performance.officeform": own_form.pk,
        "performance.monitoringtask": alert.report.task_id,
        "performance.monitoringreport": alert.report_id,
        "performance.monitoringalert": alert.pk,
        "performance.executionamount": ExecutionAmount.objects.create(
            unit=unit, fiscal_year=2026, cutoff="2026-07-31", code="1", spent=1
        ).pk,
        "performance.stockremark": StockRemark.objects.create(
            office=department.office, text="请补充依据。"
        ).pk,
        "performance.plannedperiod": PlannedPeriod.objects.create(office=department.office, month=1).pk,
        **exchanged(event, unit, users[Role.SYSTEM_ADMINISTRATOR]),
        "departments.calendarday": CalendarDay.objects.get_or_create(day="2027-02-08", working=False)[0].pk,
        "performance.notice": filler.notices.first().pk,
    }
    return SimpleNamespace(department=department, statement=statement, users=users, chosen=chosen), users


def _card(statement, unit, revision, users):
    """Of a project of the unit, as it was saved and handed in once."""
    EvaluationTimetable.objects.create(
        office=statement.department.office,
        fiscal_year=2026,
        opens="2027-01-01",
        closes="2027-03-31",
        scheme="national-2020",
    )
    project = statement.projects.filter(unit=unit).first()
    position = [key for key, _ in subjects_of(revision)].index(project.pk)
    card = SelfEvaluation.objects.create(
        statement=statement,
        unit=unit,
        project=project,
        code=project.code,
        label=project.name,
        position=position,
        revision=revision,
        scheme="national-2020",
    )
    filler = users[Role.FILLER]
    content = to_plain(card_of(card).content)
    EvaluationVersion.objects.create(evaluation=card, number=1, content=content, person=filler)
    checked = {"evaluation": card, "number": 1, "version": 1, "person": users[Role.FINANCE_SECTION_REVIEWER]}
    RecheckSheet.objects.create(points={"form": "9"}, opinion="复核意见", **checked)
    SpotCheck.objects.create(scores=[], materials=[], total=90, words="算式", opinion="抽查意见", **checked)
    ResultUse.objects.create(decision="keep", **checked)
    drawn = SpotCheckDraw.objects.create(
        office=statement.department.office,
        fiscal_year=2026,
        way="grade",
        materials=[],
        considered=[card.pk],
        person=checked["person"],
    )
    DrawnCard.objects.create(draw=drawn, evaluation=card, words="自评等级优")
    EvaluationEvent.objects.create(
        evaluation=card,
        action=Action.SUBMIT,
        label="报送部门",
        source=EvaluationState.FILLING,
        target=EvaluationState.DEPARTMENT,
        actor=filler,
        actor_name="填报人",
        version=2,
    )
    return card


def _evidence(card, person):
    content = b"%PDF-1.4\n%%EOF"
    return Evidence.objects.create(
        evaluation=card,
        statement=card.statement,
        unit=card.unit,
        name="合同.pdf",
        size=len(content),
        digest=Evidence.digest_of(content),
        content=content,
        person=person,
    )


def _alert(statement, unit, revision):
    """Of a report on a project of the unit, for a period that is over."""
    task = MonitoringTask.objects.create(
        office=statement.department.office,
        fiscal_year=2026,
        label="1–7月",
        cutoff="2026-07-31",
        due="2026-08-14",
        settings=to_plain_settings(shipped_settings()["national"].settings),
    )
    project = statement.projects.filter(unit=unit).first()
    report = MonitoringReport.objects.create(
        task=task,
        statement=statement,
        unit=unit,
        project=project,
        code=project.code,
        label=project.name,
        position=[key for key, _ in subjects_of(revision)].index(project.pk),
        revision=revision,
    )
    return MonitoringAlert.objects.create(
        report=report, code="MO8", words="30 ÷ 100 = 30 %", raised="2026-08-03", due="2026-08-17"
    )
