"""What there is to fill in of a statement, how far each piece has come, and what the money adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from departments.models import BudgetUnit
from performance.comments.counts import open_comments
from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import answers_of
from performance.entry.placing import beside_fields, of_department, of_project
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import department_sheets, project_sheet
from performance.findings.judgement import judge
from performance.findings.waivers import answered
from performance.models import PerformanceStatement
from performance.review import Finding, Severity
from performance.review.rules.department_money import is_of_line, speaks_of_projects
from projects.models import BudgetProject

# Filled in when a statement or a project is begun: these alone are no beginning.
FILLED_AT_FIRST = {"code", "name", "department_name"}
COMPLETENESS = "A"  # the family of rules that ask for what is missing


class TaskState(TextChoices):
    UNTOUCHED = "untouched", "未开始"
    IN_PROGRESS = "in_progress", "填写中"
    FAULTY = "faulty", "有问题"
    DONE = "done", "已完成"


@dataclass(frozen=True)
class Task:
    """One form. ``errors``, ``warnings`` and ``comments`` are those that nobody has answered yet."""

    title: str
    state: TaskState
    errors: int
    warnings: int
    hints: int
    key: str = ""
    project: BudgetProject | None = None
    amount: Decimal | None = None
    comments: int = 0


@dataclass(frozen=True)
class UnitTasks:
    unit: BudgetUnit
    projects: Sequence[Task]

    @property
    def total(self) -> Decimal | None:
        return _total(task.amount for task in self.projects)


@dataclass(frozen=True)
class Money:
    """In 万元: what projects come to, and what a line of the department's form says that they come to."""

    projects: Decimal | None
    department: Decimal | None = None
    item: str = ""

    @property
    def difference(self) -> Decimal | None:
        if self.projects is None or self.department is None:
            return None
        return self.projects - self.department


@dataclass(frozen=True)
class TaskList:
    """``comments`` are those that wait for an answer and hang on no project."""

    sheets: Sequence[Task]
    units: Sequence[UnitTasks]
    total: Decimal | None
    money: Sequence[Money]
    is_partial: bool
    comments: int

    @property
    def counts(self) -> list[tuple[TaskState, int]]:
        states = [task.state for task in (*self.sheets, *(t for unit in self.units for t in unit.projects))]
        return [(state, states.count(state)) for state in TaskState]


def task_list(statement: PerformanceStatement, user) -> TaskList:
    """The tasks of the forms that the user may see. Raises UnknownLayout."""
    judgement = judge(statement)
    content = judgement.content
    settled = {finding.fingerprint for finding, _ in answered(judgement.findings, statement).answered}
    findings = [finding for finding in judgement.findings if finding.fingerprint not in settled]
    visible = {project.pk: project for project in statement.projects.visible_to(user).select_related("unit")}
    rows = list(statement.projects.values_list("pk", flat=True))
    units = {
        unit.pk: UnitTasks(unit, [])
        for unit in statement.department.units.business_of(user).order_by("position", "code")
    }
    comments = open_comments(statement, visible.values(), user)
    for index, (pk, project) in enumerate(zip(rows, content.projects, strict=True)):
        if row := visible.get(pk):
            sheet = project_sheet(content.province, content.edition, project.form)
            waiting = comments.by_project.get(pk, 0)
            task = _project_task(sheet, project, row, list(of_project(findings, index)), waiting)
            units[row.unit_id].projects.append(task)  # type: ignore[attr-defined]
    seen = [project for pk, project in zip(rows, content.projects, strict=True) if pk in visible]
    return TaskList(
        list(_sheet_tasks(content, list(of_department(findings)))),
        list(units.values()),
        _total(unit.total for unit in units.values()),
        _money(content, seen),
        len(visible) < len(rows),
        comments.elsewhere,
    )


def _sheet_tasks(content: StatementContent, findings: list[Finding]) -> Iterable[Task]:
    """What no field shows is counted with the last sheet, which is the main one."""
    *before, main = department_sheets(content.province, content.edition, content.form)
    left = findings
    for sheet in before:
        own = [finding for finding in left if beside_fields(sheet, content, content, [finding])[0]]
        left = [finding for finding in left if finding not in own]
        yield _task(sheet, content, own, title=sheet.title, key=sheet.key)
    yield _task(main, content, left, title=main.title, key=main.key)


def _project_task(
    sheet: EntrySheet[ProjectContent],
    project: ProjectContent,
    row: BudgetProject,
    findings: list[Finding],
    comments: int,
) -> Task:
    amount = _amount(project)
    title = project.name or "（未填项目名称）"
    return _task(sheet, project, findings, title=title, project=row, amount=amount, comments=comments)


def _task(sheet: EntrySheet, owner: object, findings: list[Finding], **options) -> Task:
    severities = [finding.severity for finding in findings]
    return Task(
        state=_state(sheet, owner, findings),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        hints=severities.count(Severity.HINT),
        **options,
    )


def _state(sheet: EntrySheet, owner: object, findings: list[Finding]) -> TaskState:
    answers = answers_of(sheet, owner)
    texts = [text for field, text in answers.texts.items() if field not in FILLED_AT_FIRST]
    if not texts and not answers.records:  # asks for nothing else, or comes filled in from a file
        texts = [*answers.texts.values()] or [sheet.title]
    if not any(texts) and not any(answers.records.values()):
        return TaskState.UNTOUCHED
    asking = [finding for finding in findings if finding.severity is not Severity.HINT]
    if any(not finding.code.startswith(COMPLETENESS) for finding in asking):
        return TaskState.FAULTY
    return TaskState.IN_PROGRESS if asking else TaskState.DONE


def _money(content: StatementContent, projects: Sequence[ProjectContent]) -> list[Money]:
    """Each line of the department's form against the projects of the class that it names, as the review compares them."""
    found = []
    for line in filter(speaks_of_projects, content.funding):
        own = [project for project in projects if is_of_line(project, line)]
        if own:
            found.append(Money(_total(map(_amount, own)), line.amount, line.item))
    return found


def _amount(project: ProjectContent) -> Decimal | None:
    return project.budget if project.budget is not None else project.annual_budget


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
