"""An official text as a proposal: it replaces the parts that are the user's to edit, and leaves the others alone."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace

from departments.models import BudgetUnit
from performance.content.model import ProjectContent, StatementContent
from performance.documents.reading import Read
from performance.importing.modes import Mode, deletions, with_projects_of
from performance.importing.other_forms import other_forms
from performance.importing.problems import Problem
from performance.importing.proposals import OFFICIAL, Proposal, Target, problem_of
from performance.models import PerformanceStatement
from performance.statements.editable_parts import Parts, editable_parts
from performance.statements.list_numbers import said_of_list_numbers, without_list_numbers
from performance.statements.placement import units_of
from performance.statements.stored_content import PlacedContent
from performance.statements.stored_content import stored_content as filed

DEPARTMENT_PART = ("sections", "goals", "funding", "cover", "tasks", "funds", "fields")


def official_proposal(target: Target, read: Read, user, mode: Mode | None = None) -> Proposal:
    """Where nobody has said how far the text is meant, it takes nothing out."""
    content = replace(read.content, year=read.content.year or target.year)
    report = read.report
    notices = [*map(str, report.notices), *other_forms(target, read.content)]
    unknown: list[str] = []
    chooses = False
    stored = PlacedContent(StatementContent(content.province, content.edition), ())
    if target.statement is not None:
        stored = filed(target.statement)
        units, unknown = units_of(
            content.projects,
            target.department,
            stored.kept,
            seen=BudgetUnit.objects.business_of(user).filter(department=target.department),
        )
        if not unknown:
            whole, own = _own_parts(target.statement, stored, content, units, user)
            part, differs = _projects_only(target.statement, stored, content, units, user)
            chooses = whole != part
            if mode is None:
                mode = Mode.UPDATE if chooses and any(deletions(stored.content, whole)) else Mode.WHOLE
            if mode is Mode.UPDATE:
                content = part
                notices += [one for one in own if "部门部分" not in one] + differs
            else:
                content, notices = whole, notices + own
    kept = without_list_numbers(content, stored.content)
    notices += said_of_list_numbers(content, kept)
    problems = [problem_of(problem) for problem in report.problems]
    wrong = {(problem.place, problem.value) for problem in problems}
    return Proposal(
        OFFICIAL,
        stored.content,
        kept,
        tuple(stored.units),
        problems=(*problems, *map(Problem, unknown)),
        left_out=tuple(
            Problem("这段文字不属于任何栏目，不会导入。", piece.place, value=piece.text.strip()[:200])
            for piece in report.unplaced
            if (piece.place, piece.text.strip()) not in wrong
        ),
        notices=tuple(notices),
        normalised=tuple(problem_of(remark) for remark in report.normalised),
        noise=report.noise,
        uncertain=tuple(problem_of(remark) for remark in report.uncertain),
        reading=read,
        mode=mode or Mode.WHOLE,
        chooses_mode=chooses,
    )


def _own_parts(
    statement: PerformanceStatement,
    stored: PlacedContent,
    content: StatementContent,
    units: Sequence[BudgetUnit],
    user,
) -> tuple[StatementContent, list[str]]:
    """The stored text with what the user may edit of it as the file says it."""
    parts = editable_parts(statement, user)
    before = stored.content
    if parts.department and parts.units >= {*stored.units, *(unit.pk for unit in units)}:
        return content, []
    notices = []
    head = content if parts.department else replace(before, projects=())
    if not parts.department:
        notices.append("部门部分现在不由您填报，保持不变。")
    foreign = dict.fromkeys(unit for unit in units if unit.pk not in parts.units)
    notices += [f"{unit}的项目现在不由您填报，文件中的这些项目不导入。" for unit in foreign]
    projects = _with_own_projects(before.projects, stored.units, content.projects, units, parts)
    return replace(head, projects=tuple(projects)), notices


def _projects_only(
    statement: PerformanceStatement,
    stored: PlacedContent,
    content: StatementContent,
    units: Sequence[BudgetUnit],
    user,
) -> tuple[StatementContent, list[str]]:
    """The stored text with the file's projects, as far as they are the user's; what else the file says is told."""
    parts = editable_parts(statement, user)
    own = [
        (project, unit.pk)
        for project, unit in zip(content.projects, units, strict=True)
        if unit.pk in parts.units
    ]
    trimmed = replace(content, projects=tuple(project for project, _ in own))
    merged = with_projects_of(stored, trimmed, [unit for _, unit in own])
    part = [getattr(content, name) for name in DEPARTMENT_PART]
    if not parts.department:
        return merged, ["部门部分现在不由您填报，保持不变。"]
    if any(part) and part != [getattr(stored.content, name) for name in DEPARTMENT_PART]:
        return merged, [
            f"文件中的部门部分（文字、目标、资金、封面）不导入；要一并导入，请选择“{Mode.WHOLE.label}”。"
        ]
    return merged, []


def _with_own_projects(
    stored: Sequence[ProjectContent],
    stored_units: Sequence[int],
    in_file: Sequence[ProjectContent],
    units: Sequence[BudgetUnit],
    parts: Parts,
) -> list[ProjectContent]:
    """The projects of other units in their places; those of a unit's own begin where they began."""
    waiting: dict[int, deque[ProjectContent]] = defaultdict(deque)
    for project, unit in zip(in_file, units, strict=True):
        if unit.pk in parts.units:
            waiting[unit.pk].append(project)
    result: list[ProjectContent] = []
    for project, own in zip(stored, stored_units, strict=True):
        if own not in parts.units:
            result.append(project)
        else:
            result += waiting.pop(own, ())
    return result + [project for projects in waiting.values() for project in projects]
