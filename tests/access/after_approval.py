"""What an office has of an approved text: a card of self-evaluation with all that belongs to it, and a report of monitoring."""

from departments.permissions.roles import Role
from performance.alerts.setting_files import shipped_settings
from performance.alerts.setting_files import to_plain as to_plain_settings
from performance.approval_letters.default_template import default_template
from performance.content.self_evaluation import to_plain
from performance.models import (
    Action,
    ApprovalLetter,
    ApprovalTemplate,
    DrawnCard,
    EvaluationEvent,
    EvaluationState,
    EvaluationTimetable,
    EvaluationVersion,
    Evidence,
    ExecutionAmount,
    MonitoringAlert,
    MonitoringReport,
    MonitoringTask,
    PlannedPeriod,
    RecheckSheet,
    ResultUse,
    SelfEvaluation,
    SpotCheck,
    SpotCheckDraw,
)
from performance.self_evaluation.services import card_of
from performance.statements.promised import subjects_of


def written_rows(statement, unit, revision, users):
    """The key of one row of each, by model label."""
    card = a_card(statement, unit, revision, users)
    alert = an_alert(statement, unit, revision)
    paid = ExecutionAmount.objects.create(unit=unit, fiscal_year=2026, cutoff="2026-07-31", code="1", spent=1)
    planned = PlannedPeriod.objects.create(office=statement.department.office, month=1)
    return {
        "performance.selfevaluation": card.pk,
        "performance.rechecksheet": card.rechecks.get().pk,
        "performance.spotcheck": card.spot_checks.get().pk,
        "performance.spotcheckdraw": card.drawn.get().draw_id,
        "performance.drawncard": card.drawn.get().pk,
        "performance.scoredline": card.lines.get().pk,
        "performance.evidence": evidence_of(card, users[Role.FILLER]).pk,
        "performance.monitoringtask": alert.report.task_id,
        "performance.monitoringreport": alert.report_id,
        "performance.monitoringalert": alert.pk,
        "performance.executionamount": paid.pk,
        "performance.plannedperiod": planned.pk,
        **_told(revision, users[Role.PERFORMANCE_SECTION_REVIEWER]),
    }


def _told(revision, person):
    """A letter over the text, and a template for the next."""
    office = revision.statement.department.office
    template = ApprovalTemplate.objects.create(
        office=office, name="批复文.docx", content=default_template(), person=person
    )
    letter = ApprovalLetter.objects.create(
        office=office, fiscal_year=2026, number="1", dated="2026-02-03", person=person
    )
    letter.revisions.set([revision])
    return {"performance.approvaltemplate": template.pk, "performance.approvalletter": letter.pk}


def a_card(statement, unit, revision, users):
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
    card.lines.create(position=0, name="预算执行率", points=10, awarded=9)
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


def evidence_of(card, person):
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


def an_alert(statement, unit, revision):
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
