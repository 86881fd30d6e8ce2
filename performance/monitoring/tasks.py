"""What an office asks about: a period with its days, its parameters and of whom, worded once and then held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.models import FinanceOffice
from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.alerts.setting_files import to_plain
from performance.alerts.settings import AlertSettings, faults_of
from performance.content.model import ProjectContent
from performance.jobs.queueing import queue_job
from performance.models import ExportJob, JobKind, MonitoringKind, MonitoringTask, PerformanceStatement
from performance.monitoring.services import lock_reports
from performance.steps.refusals import Refused


@dataclass(frozen=True)
class Addressees:
    """Of whom a period asks; what is empty does not narrow. ``least`` is in 万元, ``projects`` are codes picked one by one."""

    departments: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    least: str = ""
    projects: tuple[str, ...] = ()

    def include(self, project: ProjectContent) -> bool:
        if self.projects and project.code not in self.projects:
            return False
        if self.classes and not any(word in project.project_class for word in self.classes):
            return False
        amount = project.budget if project.budget is not None else project.annual_budget
        return not self.least or (amount is not None and amount >= Decimal(self.least))

    @property
    def words(self) -> str:
        parts = []
        if self.departments:
            parts.append(f"部门 {'、'.join(self.departments)}")
        if self.classes:
            parts.append(f"类别 {'、'.join(self.classes)}")
        if self.least:
            parts.append(f"预算数不小于 {self.least} 万元")
        if self.projects:
            parts.append(f"项目 {'、'.join(self.projects)}")
        return "；".join(parts) or "全部项目"


@dataclass(frozen=True)
class Wording:
    """What an office says of a period that it opens."""

    fiscal_year: int
    kind: MonitoringKind
    label: str
    cutoff: date
    due: date
    settings: AlertSettings
    addressees: Addressees = Addressees()
    description: str = ""

    def faults(self) -> Iterator[str]:
        if not self.label.strip():
            yield "请写监控期间，如“1–7月”。"
        if self.cutoff.year != self.fiscal_year:
            yield f"数据截止日期应在{self.fiscal_year}年之内。"
        if self.due < self.cutoff:
            yield "报送截止日期不能早于数据截止日期。"
        yield from faults_of(self.settings)


def may_arrange(user, office: FinanceOffice) -> bool:
    """The performance section of the office; whoever has only some departments assigned asks only those."""
    held = (reach for reach in reaches_of(user) if reach.role is Role.PERFORMANCE_SECTION_REVIEWER)
    return user.is_active and (user.is_superuser or office.pk in {reach.office for reach in held})


@transaction.atomic
def open_task(
    office: FinanceOffice, wording: Wording, *, by, request: HttpRequest | None = None
) -> tuple[MonitoringTask, ExportJob]:
    """Raises Refused, or TooManyJobs where the person has too much under way."""
    task = word_task(office, wording, by=by, request=request)
    return task, fill_task(task, by=by, request=request)


def word_task(
    office: FinanceOffice, wording: Wording, *, by, request: HttpRequest | None = None
) -> MonitoringTask:
    """The task alone, in the transaction of whoever makes its reports. Raises Refused."""
    if not may_arrange(by, office):
        raise Refused(f"{office.name}的监控任务由该局财政绩效科审核人安排。")
    faults = list(wording.faults())
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)
    same = MonitoringTask.objects.filter(
        office=office, fiscal_year=wording.fiscal_year, kind=wording.kind, label=wording.label
    )
    if same.exists():
        faults.append(f"{wording.fiscal_year}年已有“{wording.label}”的{wording.kind.label}任务。")
    if faults:
        raise Refused(*faults)
    task = MonitoringTask.objects.create(
        office=office,
        fiscal_year=wording.fiscal_year,
        kind=wording.kind,
        label=wording.label.strip(),
        description=wording.description.strip(),
        cutoff=wording.cutoff,
        due=wording.due,
        settings=to_plain(wording.settings),
        addressees={**asdict(wording.addressees)},
    )
    details = f"监控任务：数据截至{task.cutoff}，{task.due}以前报送，{wording.addressees.words}"
    record(Trailed.SETTINGS, by=by, subject=task, details=details, request=request)
    return task


def fill_task(task: MonitoringTask, *, by, request: HttpRequest | None = None) -> ExportJob:
    """Make the reports that are not there yet, and lead those being written to the newest approved text."""
    if not may_arrange(by, task.office):
        raise Refused(f"{task.office.name}的监控任务由该局财政绩效科审核人安排。")
    if task.closed:
        raise Refused(f"“{task}”已关闭。")
    number = statements_of(task, by).count()
    if not number:
        raise Refused(f"{task.fiscal_year}年没有符合条件的已批复的文本。")
    return queue_job(
        JobKind.MONITORING,
        f"{task.office.name}{task}",
        by=by,
        total=number,
        parameters={"statements": [], "task": task.pk},
        request=request,
    )


@transaction.atomic
def close_task(
    task: MonitoringTask, *, closed: bool, by, request: HttpRequest | None = None
) -> MonitoringTask:
    """A closed period is locked: nothing in it is written and no step taken. Opened again it goes on where it was."""
    if not may_arrange(by, task.office):
        raise Refused(f"{task.office.name}的监控任务由该局财政绩效科审核人安排。")
    lock_reports(task.reports.values_list("pk", flat=True))  # what is being saved is saved before
    task = (
        MonitoringTask.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office")
        .get(pk=task.pk)
    )
    task.closed = timezone.now() if closed else None
    task.save(update_fields=["closed"])
    words = "关闭监控任务" if closed else "重新开放监控任务"
    record(Trailed.SETTINGS, by=by, subject=task, details=words, request=request)
    return task


def addressees_of(task: MonitoringTask) -> Addressees:
    addressees = task.addressees
    lists = (tuple(addressees.get(name, ())) for name in ("departments", "classes", "projects"))
    departments, classes, projects = lists
    return Addressees(departments, classes, addressees.get("least", ""), projects)


def statements_of(task: MonitoringTask, by) -> QuerySet[PerformanceStatement]:
    found = PerformanceStatement.objects.visible_to(by).filter(
        department__office=task.office_id,
        fiscal_year=task.fiscal_year,
        approved_revision__isnull=False,
    )
    codes = addressees_of(task).departments
    return found.filter(department__code__in=codes) if codes else found
