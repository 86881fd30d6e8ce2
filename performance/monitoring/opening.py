"""The reports of a period are made, by a job: one for each project it asks about, and one for each department of theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import F, Q, QuerySet

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.content.model import GoalContent, GoalKind, ProjectContent
from performance.jobs.running import Attempt, JobRefused
from performance.models import JobState, MonitoringReport, MonitoringTask, PerformanceStatement
from performance.monitoring.notifications import tell_of_task
from performance.monitoring.recalculation import recalculate
from performance.monitoring.tasks import Addressees, addressees_of, may_arrange, statements_of
from performance.statements.promised import SubjectOwner, places_of
from performance.statements.revisions import content_of
from performance.steps.locks import REPORT_OPEN

AT_ONCE = 50  # statements in one transaction


@dataclass
class Opened:
    """How many reports were made, how many of those being written follow a newer approved text, and what was left out."""

    made: int = 0
    led: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        words = f"建立{self.made}份监控报告，{self.led}份按新的批复版更新。"
        if self.left_out:
            words += f"这些项目已不在文本中，没有建立：{'、'.join(self.left_out[:20])}"
            words += f"等{len(self.left_out)}个。" if len(self.left_out) > 20 else "。"
        return words


def work(attempt: Attempt) -> None:
    """The job: some statements in each transaction, and what is there already is left as it is."""
    job = attempt.job
    task = MonitoringTask.objects.select_related("office").filter(pk=job.parameters["task"]).first()
    if task is None or task.closed or not may_arrange(job.owner, task.office):
        raise JobRefused("监控任务已关闭，或者不由您安排，没有建立报告。")

    def progress(done: int) -> None:
        attempt.write(done=done, message=f"已办 {done} 个部门")

    opened = open_reports(task, statements_of(task, job.owner), progress=progress)
    if opened.led:
        recalculate(MonitoringReport.objects.filter(task=task, state__in=REPORT_OPEN))
    with transaction.atomic():
        tell_of_task(task)
        details = f"{opened.words}（{attempt.job.total}个部门）"
        record(Trailed.EDIT, by=job.owner, subject=task, details=details)
        attempt.end(JobState.DONE, opened.words)


def open_reports(
    task: MonitoringTask,
    statements: QuerySet[PerformanceStatement],
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> Opened:
    opened, done = Opened(), 0
    keys = iter(statements.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE))
    while some := list(islice(keys, AT_ONCE)):
        with transaction.atomic():
            _open_some(task, _locked(some), opened)
        done += len(some)
        progress(done)
    return opened


def _open_some(task: MonitoringTask, statements: Sequence[PerformanceStatement], opened: Opened) -> None:
    reports = MonitoringReport.objects.filter(task=task, statement__in=statements)
    there = {
        (row.statement_id, row.project_id): row
        for row in reports.filter(Q(unit=None) | Q(project__isnull=False))
    }
    chosen = addressees_of(task)
    made: list[MonitoringReport] = []
    for statement in statements:
        for position, place in _asked_of(statement, chosen):
            if place.lost:
                opened.left_out.append(place.label)
            elif report := there.get((statement.pk, place.project)):
                opened.led += _led(report, statement, place, position)
            else:
                made.append(_report(task, statement, place, position))
    MonitoringReport.objects.bulk_create(made)
    opened.made += len(made)


def _locked(keys: Sequence[int]) -> Sequence[PerformanceStatement]:
    """In one order for everybody, so that two jobs never wait for each other; read afterwards, with the approval of now."""
    rows = PerformanceStatement.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    approved = rows.filter(approved_revision__isnull=False)
    return list(approved.select_related("department__office", "approved_revision"))


def _asked_of(statement: PerformanceStatement, chosen: Addressees) -> list[tuple[int, SubjectOwner]]:
    """The projects that are asked about, behind the department, which sums them up whether it has indicators or not."""
    revision = statement.approved_revision
    assert revision is not None  # noqa: S101 - only such were asked for
    places = list(enumerate(places_of(statement, revision, content_of(revision))))
    projects = [
        (position, place)
        for position, place in places
        if isinstance(place.content, ProjectContent) and chosen.include(place.content)
    ]
    nothing = SubjectOwner(GoalContent(GoalKind.ANNUAL), "", str(statement.department))
    own = next((pair for pair in places if isinstance(pair[1].content, GoalContent)), (0, nothing))
    return [own, *projects] if projects else []


def _report(
    task: MonitoringTask, statement: PerformanceStatement, place: SubjectOwner, position: int
) -> MonitoringReport:
    project_class = place.content.project_class if isinstance(place.content, ProjectContent) else ""
    return MonitoringReport(
        task=task,
        statement=statement,
        unit_id=place.unit,
        project_id=place.project,
        code=place.code,
        label=place.label,
        project_class=project_class,
        position=position,
        revision=statement.approved_revision,
    )


def _led(
    report: MonitoringReport, statement: PerformanceStatement, place: SubjectOwner, position: int
) -> int:
    """What was handed in stays with the text it answered."""
    if report.state not in REPORT_OPEN or report.revision_id == statement.approved_revision_id:
        return 0
    open_still = MonitoringReport.objects.filter(pk=report.pk, state__in=REPORT_OPEN)
    return open_still.update(
        code=place.code,
        label=place.label,
        position=position,
        revision=statement.approved_revision,
        version=F("version") + 1,
    )
