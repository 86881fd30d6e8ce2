"""The criteria sheet of a review: begun and rewritten while the review goes on, sent with the reviewer's step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.http import HttpRequest

from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.assessment.criteria import BY_CODE, CRITERIA, grade_of
from performance.assessment.key_projects import key_projects_of, label_of
from performance.models import (
    Decision,
    Grade,
    PerformanceStatement,
    ReviewMark,
    ReviewSheet,
    Stage,
)
from performance.steps.available import open_steps
from performance.steps.refusals import Refused
from performance.steps.table import STEPS
from performance.steps.vocabulary import ONWARD, Effect, Step
from projects.models import BudgetProject

# With which conclusions a sheet may accompany a step.
FITTING = {
    step.action: (Decision.PASS, Decision.PASS_WITH_EDIT)
    if step.action in ONWARD
    else (Decision.RETURN, Decision.REJECT)
    for step in STEPS
    if Effect.SEND_SHEET in step.effects
}

FINANCE_REVIEWERS = {Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER}
SHEET_READERS = {Role.DEPARTMENT_REVIEWER, *FINANCE_REVIEWERS}


@dataclass(frozen=True, slots=True)
class Mark:
    """The grade of a sub-criterion, with points for a key project."""

    grade: Grade
    points: Decimal | None = None


@transaction.atomic
def write_sheet(
    statement: PerformanceStatement,
    *,
    by,
    marks: Mapping[str, Mark],
    grade: str = "",
    opinion: str = "",
    decision: str = "",
    project: BudgetProject | None = None,
    unless: Callable[[], None] = lambda: None,
    request: HttpRequest | None = None,
) -> ReviewSheet | None:
    """Write the sheet of the review that the statement waits for; it may stay incomplete until it is sent.

    One that says nothing is no sheet: what was begun is gone then, and holds up no step.

    Marks go by the code of their criterion. Where all have points, the total decides the grade. Whoever
    writes last is the reviewer. Without a key ``project`` it is the whole text's. ``unless`` may object, once nobody
    else can write any more.
    """
    statement = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    if not any(Effect.SEND_SHEET in step.effects for step in open_steps(statement, by)):
        raise Refused(f"文本目前为“{statement.get_state_display()}”，不由您填写审核表。")
    unless()
    about = _about(statement, project)
    if faults := [
        *_faults_of_marks(marks),
        *_unknown(grade, Grade, "等级"),
        *_unknown(decision, Decision, "结论"),
    ]:
        raise Refused(*faults)
    if not (marks or grade or opinion.strip() or decision):
        _discard(statement, about, by, request)
        return None
    sheet, _ = ReviewSheet.objects.update_or_create(
        statement=statement,
        stage=_stage(statement),
        event=None,
        project=about,
        defaults={
            "project_label": label_of(about) if about else "",
            "round": statement.round,
            "reviewer_id": by.pk,
            "grade": _grade(marks, grade),
            "opinion": opinion.strip(),
            "decision": decision,
        },
    )
    _write_marks(sheet, marks)
    what = f"填写{sheet.get_stage_display()}审核表{_named(about)}"
    record_in_trail(Trailed.EDIT, by=by, subject=statement, details=what, request=request)
    return sheet


def _about(statement: PerformanceStatement, project: BudgetProject | None) -> BudgetProject | None:
    """The project as it is under the lock: only a key project has a sheet of its own."""
    if project is None:
        return None
    found = key_projects_of(statement).filter(pk=project.pk).first()
    if found is None:
        raise Refused(f"项目“{project}”不是本文本的重点项目，没有单独的审核表。")
    return found


def _named(project: BudgetProject | None) -> str:
    return f"（重点项目：{label_of(project)}）" if project else ""


def _write_marks(sheet: ReviewSheet, marks: Mapping[str, Mark]) -> None:
    sheet.marks.all().delete()
    ReviewMark.objects.bulk_create(
        ReviewMark(sheet=sheet, criterion=c.code, grade=marks[c.code].grade, points=marks[c.code].points)
        for c in CRITERIA
        if c.code in marks
    )


def sheets_of(statement: PerformanceStatement) -> list[ReviewSheet]:
    """The latest first."""
    found = statement.sheets.select_related("reviewer", "event").prefetch_related("marks")
    return list(found.order_by("-pk"))


def sheets_about(sheets: Iterable[ReviewSheet], project: BudgetProject | None) -> list[ReviewSheet]:
    """Of the sheets of a text those of one key project, or its own."""
    if project is None:
        return [one for one in sheets if not one.project_label]
    return [one for one in sheets if one.project_id == project.pk]


def drafts_among(sheets: Iterable[ReviewSheet], statement: PerformanceStatement) -> list[ReviewSheet]:
    """Those that have been begun for the review that goes on."""
    return [one for one in sheets if not one.sent and one.stage == statement.state]


def carried_over(statement: PerformanceStatement, sheets: Iterable[ReviewSheet]) -> ReviewSheet | None:
    """The latest sheet that was sent from the stage at which the text is again: what a new one begins with.

    ``sheets`` are those of the text or of one key project, the latest first.
    """
    return next((sheet for sheet in sheets if sheet.sent and sheet.stage == statement.state), None)


def _discard(
    statement: PerformanceStatement, project: BudgetProject | None, by, request: HttpRequest | None
) -> None:
    begun = ReviewSheet.objects.filter(
        statement=statement, stage=_stage(statement), event=None, project=project
    )
    if begun.delete()[0]:
        details = f"清空{_stage(statement).label}审核表{_named(project)}"
        record_in_trail(Trailed.EDIT, by=by, subject=statement, details=details, request=request)


def _stage(statement: PerformanceStatement) -> Stage:
    if statement.state not in Stage.values:
        raise Refused(f"文本目前为“{statement.get_state_display()}”，没有需要填写的审核表。")
    return Stage(statement.state)


def _faults_of_marks(marks: Mapping[str, Mark]) -> Iterator[str]:
    for code, mark in marks.items():
        if code not in BY_CODE:
            yield f"没有“{code}”这一审核要点。"
            continue
        criterion = BY_CODE[code]
        if not mark.grade:
            yield f"“{criterion.label}”还没有选等级。"
        yield from _unknown(mark.grade, Grade, f"“{criterion.label}”的等级")
        if mark.points is not None and not (mark.points.is_finite() and 0 <= mark.points <= criterion.points):
            yield f"“{criterion.label}”的得分应在0与{criterion.points}之间。"


def _unknown(word: str, words: type[Grade | Decision], name: str) -> Iterator[str]:
    if word and word not in words.values:
        yield f"{name}应为{'、'.join(map(str, words.labels))}之一。"


def _grade(marks: Mapping[str, Mark], grade: str) -> str:
    points = [mark.points for mark in marks.values() if mark.points is not None]
    return grade_of(sum(points, Decimal(0))) if len(points) == len(CRITERIA) else grade


def total_of(sheet: ReviewSheet) -> Decimal | None:
    """The points of a key project; None where not every criterion has any."""
    points = [mark.points for mark in sheet.marks.all() if mark.points is not None]
    return sum(points, Decimal(0)) if len(points) == len(CRITERIA) else None


def faults_of(sheet: ReviewSheet) -> Iterator[str]:
    """What is still missing before the sheet can be sent; a key project is given points besides."""
    name = name_of(sheet)
    marks = list(sheet.marks.all())
    given = {mark.criterion for mark in marks}
    if lacking := [criterion.label for criterion in CRITERIA if criterion.code not in given]:
        yield f"{name}还没有评定：{'、'.join(lacking)}。"
    bare = {mark.criterion for mark in marks if mark.points is None} if sheet.project_label else set()
    if without := [criterion.label for criterion in CRITERIA if criterion.code in bare]:
        yield f"{name}还没有给出得分：{'、'.join(without)}。"
    for field, label in (("grade", "总评等级"), ("opinion", "审核意见"), ("decision", "审核结论")):
        if not getattr(sheet, field):
            yield f"{name}还没有填写{label}。"


def name_of(sheet: ReviewSheet) -> str:
    return f"重点项目“{sheet.project_label}”的审核表" if sheet.project_label else "审核表"


def binds(sheet: ReviewSheet, step: Step) -> bool:
    """Whether a step must agree with its conclusion: a text may go back for one project while another one passes."""
    return not sheet.project_label or step.action in ONWARD
